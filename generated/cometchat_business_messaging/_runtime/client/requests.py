"""The calls of a client: of operations, of next pages, and for access tokens."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from ..auth.credentials import Requirement
from ..auth.grants import FormParts
from ..calls.call import Call
from ..calls.request import Endpoint, accepted_types, build_request
from ..calls.state import ClientState
from ..config.call_options import CallOptions
from ..config.servers import resolve
from ..deadline import Deadline
from ..descriptors.api import Scheme
from ..descriptors.operation import TOKEN_PREFIX, Operation
from ..errors import ResponseDecodeError
from ..escaping import printable
from ..http.urls import origin, url_is_plain
from ..responses.results import is_streamed, streams
from ..serialization.bodies import NO_CONTENT, Content
from ..serialization.parameters import Prepared, prepare
from .call_options import key_parameter, with_call_options, with_idempotency_key


def operation_call(
    state: ClientState,
    operation: Operation[Any],
    arguments: Mapping[str, object],
    body: object,
    content_type: str | None,
    options: CallOptions | None = None,
) -> Call:
    """A call of an operation, with its arguments checked and encoded. The state has the options of the call.

    Raises:
        ArgumentError: An argument is invalid.
        ConfigurationError: The operation needs a credential that the client does not have.
    """
    if operation.idempotency_key is not None:
        arguments = with_idempotency_key(operation, arguments)
    prepared = _prepared(state, operation, arguments, body, content_type, options)
    request = build_request(
        endpoint_of(state, operation),
        prepared,
        operation.name,
        idempotent=operation.idempotent or _has_key(operation, prepared),
        redirects=_follows(state.config.follow_redirects, operation) or None,
        same_origin=operation.paging is not None and not state.config.allow_foreign_pages,
        errors=operation.errors,
        retries=operation.retries,
    )
    return Call(state, request, Deadline(state.config.timeout))


def _prepared(
    state: ClientState,
    operation: Operation[Any],
    arguments: Mapping[str, object],
    body: object,
    content_type: str | None,
    options: CallOptions | None,
) -> Prepared:
    """The encoded arguments and options of a call. Credentials in the headers of the caller are redacted."""
    prepared = prepare(operation, arguments, body, content_type)
    if options is None:
        return prepared
    prepared = with_call_options(prepared, operation, options)
    state.security.redact_headers(prepared.headers.items(), temporary=True)
    return prepared


def _has_key(operation: Operation[Any], prepared: Prepared) -> bool:
    """Whether the server can recognize a repeated request by the key that the operation declares."""
    parameter = None if operation.idempotency_key is None else key_parameter(operation)
    if parameter is None:
        return False
    name = parameter.wire.lower()
    return any(key.lower() == name and value for key, value in prepared.headers.items())


def _follows(option: bool | None, operation: Operation[Any]) -> bool:
    """Whether redirects are followed: by the client's option, otherwise if they lead to the documented result."""
    return operation.redirects if option is None else option


def _redirect_results(option: bool | None, operation: Operation[Any]) -> frozenset[str]:
    """The statuses of redirects that are results, and do not lead to another result."""
    statuses = [each.status for each in operation.results]
    if _follows(option, operation) and not all(each.startswith("3") for each in statuses):
        return frozenset()
    return frozenset(each for each in statuses if each.startswith("3"))


def endpoint_of(state: ClientState, operation: Operation[Any]) -> Endpoint:
    """The endpoint of an operation, computed at its first call."""
    endpoint = state.endpoints.get(operation)
    if endpoint is None:
        base_url = _server(state, operation)
        elsewhere = origin(base_url) != origin(state.config.base_url)
        cross_origin = elsewhere and not state.config.allow_foreign_credentials
        endpoint = state.endpoints[operation] = Endpoint(
            base_url,
            state.base_headers(
                base_url,
                accepted_types(operation),
                cross_origin=elsewhere,
                typed=bool(operation.body),
            ),
            _requirement(state, operation, elsewhere, cross_origin),
            cross_origin,
            partial(is_streamed, operation) if any(map(streams, operation.results)) else None,
            _redirect_results(state.config.follow_redirects, operation),
            state.omitted,
        )
    return endpoint


def _requirement(
    state: ClientState, operation: Operation[Any], elsewhere: bool, cross_origin: bool
) -> Requirement:
    if cross_origin:
        return ()
    # Another origin does not get the caller's headers, so they replace no credentials.
    select = state.security.select if elsewhere else state.requirement
    return select(operation.security)


def _server(state: ClientState, operation: Operation[Any]) -> str:
    """The server of an operation: its own, unless the caller gave a `base_url` that replaces all of the document's."""
    if not operation.servers:
        return state.config.base_url
    server = operation.servers[0]
    if "://" in server.url.partition("{")[0] or server.url.startswith("{"):
        if state.has_own_base_url:
            return state.config.base_url
        return resolve(server, state.values, state.api.env_prefix)
    return urljoin(state.config.base_url + "/", server.url).rstrip("/")


def next_page_call(
    state: ClientState,
    operation: Operation[Any],
    url: str,
    arguments: Mapping[str, object],
    body: object,
    options: CallOptions | None = None,
) -> Call:
    """A call for the next page, at a URL that the server sent, with the headers of the first page's call.

    Another origin gets neither credentials nor any header or cookie of the caller.

    Raises:
        ResponseDecodeError: It is not an http(s) URL, or has another origin without `allow_foreign_pages`.
    """
    first = endpoint_of(state, operation)
    target = _next_page_url(state, first, url)
    elsewhere = origin(target) != origin(first.base_url)
    headers: Mapping[str, str | None] = {}
    cookies: list[str] = []
    if not elsewhere:
        prepared = _prepared(state, operation, arguments, body, None, options)
        headers, cookies = prepared.headers, prepared.cookies
    base_url, path, query = _split(target)
    endpoint = Endpoint(
        base_url,
        state.base_headers(target, accepted_types(operation), cross_origin=elsewhere),
        () if elsewhere else first.requirement,
        elsewhere or first.cross_origin,
        omitted=first.omitted,
    )
    request = build_request(
        endpoint,
        Prepared("GET", path, query, headers, cookies, NO_CONTENT),
        operation.name,
        idempotent=True,
        same_origin=not state.config.allow_foreign_pages,
        errors=operation.errors,
        retries=operation.retries,
    )
    return Call(state, request, Deadline(state.config.timeout))


def _next_page_url(state: ClientState, first: Endpoint, url: str) -> str:
    target = urljoin(f"{first.base_url}/", url).partition("#")[0]
    if not url_is_plain(target):
        raise ResponseDecodeError("the URL of the next page is not an http(s) URL")
    if origin(target) != origin(first.base_url) and not state.config.allow_foreign_pages:
        there, here = (_shown_origin(state, each) for each in (target, first.base_url))
        raise ResponseDecodeError(
            f"the next page is at another origin, {there} and not {here};"
            " allow_foreign_pages=True follows it, without credentials"
        )
    return target


def _shown_origin(state: ClientState, url: str) -> str:
    return printable(state.redactor.text("{}://{}:{}".format(*origin(url))))


def token_call(
    state: ClientState, scheme: Scheme, url: str, parts: FormParts, deadline: Deadline
) -> Call:
    """A call for an access token of a scheme.

    It follows no redirect: a token comes from the origin that the document names.
    """
    base_url, path, query = _split(urljoin(f"{state.config.base_url}/", url))
    headers, form = parts
    state.security.redact_headers(headers.items(), temporary=True)
    content = Content("application/x-www-form-urlencoded", urlencode(form).encode())
    endpoint = Endpoint(
        base_url,
        state.base_headers(base_url, "application/json", cross_origin=True),
        cross_origin=origin(base_url) != origin(state.config.base_url),
    )
    request = build_request(
        endpoint,
        Prepared("POST", path, query, headers, [], content),
        f"{TOKEN_PREFIX}{scheme.wire}",
        idempotent=True,
        redirects=False,
    )
    return Call(state, request, deadline)


def _split(url: str) -> tuple[str, str, str]:
    """The origin as it is written, the path and the query of a URL."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}", parts.path, parts.query
