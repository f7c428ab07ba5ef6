"""What the synchronous and the asynchronous client share: everything but the waiting."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urljoin, urlsplit

from msgspec import UNSET

from ..auth.credentials import Requirement, Security
from ..auth.oauth import TokenStore, token_request
from ..calls.call import Call, Request
from ..calls.request_headers import accepted_types, body_headers, merged
from ..config import (
    AnyCredential,
    ClientOptions,
    Config,
    apply_options,
    check_base_url,
    environment,
    from_environment,
    variable,
)
from ..deadline import Deadline
from ..descriptors.api import ApiDescription, Scheme
from ..descriptors.operation import Operation
from ..errors import ConfigurationError, ResponseDecodeError
from ..escaping import printable
from ..models.drift import Drift, Report
from ..observability.logs import blank_logs, package_logger
from ..redaction import Redactor
from ..responses.error_response import status_error
from ..responses.results import is_streamed, streams
from ..serialization.parameters import prepare
from ..transport.decompression import ACCEPTED
from ..transport.messages import HTTPResponse, StreamWanted
from .servers import origin, resolve, url_is_plain

_NO_TOKEN = re.compile(r"[^0-9A-Za-z.+_-]+")  # of what stands in a User-Agent (RFC 9110, 10.1.5)
_BODILESS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "DELETE"})


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What all calls of an operation have in common."""

    base_url: str
    headers: tuple[tuple[bytes, bytes], ...]
    requirement: Requirement
    streamed: StreamWanted | None
    cross_origin: bool


@dataclass(frozen=True, slots=True, repr=False)
class ClientState:
    """A client's configuration and what it has worked out from it. Clones share all but `config` and `endpoints`."""

    api: ApiDescription
    config: Config
    values: Mapping[str, AnyCredential]
    security: Security
    redactor: Redactor
    drift: Drift
    tokens: dict[str, TokenStore]
    endpoints: dict[Operation[Any], Endpoint] = field(default_factory=dict)

    @classmethod
    def create(
        cls, api: ApiDescription, given: Mapping[str, AnyCredential | None], options: ClientOptions
    ) -> ClientState:
        """A core from arguments, environment and defaults.

        Raises:
            ConfigurationError: something is missing or invalid; the message says what to set.
        """
        values = _values(api, given)
        redactor = Redactor()
        security = Security(api, values, redactor)
        security.require_at_construction()
        base_url = options.get("base_url") or environment(api.env_prefix, "base_url")
        named = "base_url" if options.get("base_url") else variable(api.env_prefix, "base_url")
        config = apply_options(Config(base_url=""), from_environment(api.env_prefix))
        config = apply_options(config, options)
        address = check_base_url(base_url, named) if base_url else _first_server(api, values)
        config = apply_options(config, {"base_url": address})
        package_logger(api.package, api.env_prefix)
        blank_logs(redactor)
        drift = Drift(api.package, redact=redactor.text)
        tokens = {scheme.wire: TokenStore() for scheme in api.schemes}
        return cls(api, config, values, security, redactor, drift, tokens)

    def changed(self, options: ClientOptions) -> ClientState:
        """A core with other options.

        Raises:
            ConfigurationError: one is invalid.
        """
        config = apply_options(self.config, options)
        return ClientState(
            self.api, config, self.values, self.security, self.redactor, self.drift, self.tokens
        )

    def __repr__(self) -> str:
        return f"ClientState({self.redactor.text(self.config.base_url)!r})"

    def endpoint(self, operation: Operation[Any]) -> Endpoint:
        """The operation's route, worked out at its first call."""
        endpoint = self.endpoints.get(operation)
        if endpoint is None:
            base_url = self._server(operation)
            cross_origin = origin(base_url) != origin(self.config.base_url)
            needless = cross_origin and not self.config.allow_foreign_credentials
            requirement = () if needless else self.security.select(operation.security)
            streamed = (
                partial(is_streamed, operation) if any(map(streams, operation.results)) else None
            )
            headers = self.base_headers(base_url, accepted_types(operation), cross_origin)
            endpoint = self.endpoints[operation] = Endpoint(
                base_url, headers, requirement, streamed, needless
            )
        return endpoint

    def _server(self, operation: Operation[Any]) -> str:
        if not operation.servers:
            return self.config.base_url
        server = operation.servers[0]
        if "://" in server.url.partition("{")[0] or server.url.startswith("{"):
            return resolve(server, self.values, self.api.env_prefix)
        return urljoin(self.config.base_url + "/", server.url).rstrip("/")

    def base_headers(
        self, url: str, accept: str, cross_origin: bool = False
    ) -> tuple[tuple[bytes, bytes], ...]:
        """The headers that every request to a server has. A foreign one does not get the caller's own."""
        version = _NO_TOKEN.sub("-", self.api.version)
        headers = {
            "host": ("Host", urlsplit(url).netloc),
            "user-agent": (
                "User-Agent",
                f"{self.api.package}/{version} Python/{sys.version_info.major}.{sys.version_info.minor}",
            ),
            "accept": ("Accept", accept),
            "accept-encoding": ("Accept-Encoding", ACCEPTED),
        }
        for name, text in () if cross_origin else self.config.headers:
            headers[name.lower()] = (name, text)
        return tuple((name.encode(), text.encode()) for name, text in headers.values())

    def call(
        self,
        operation: Operation[Any],
        arguments: Mapping[str, object],
        body: object,
        content_type: str | None,
    ) -> Call:
        """A call, checked and encoded, ready to be tried.

        Raises:
            ArgumentError: an argument is refused.
            ConfigurationError: the operation needs a credential that the client does not have.
        """
        prepared = prepare(operation, arguments, body, content_type)
        endpoint = self.endpoint(operation)
        content = prepared.content
        headers = merged(endpoint.headers, prepared.headers, prepared.cookies)
        has_body = content.media_type is not None or content.length != 0
        if has_body or prepared.method not in _BODILESS:
            headers += body_headers(content.media_type, content.length)
        key = operation.idempotency_key
        request = Request(
            operation=operation.name,
            method=prepared.method,
            path=prepared.path,
            url=f"{endpoint.base_url}{prepared.path}"
            + (f"?{prepared.query}" if prepared.query else ""),
            headers=headers,
            content=content.open if has_body else b"",
            idempotent=operation.idempotent
            or (key is not None and arguments.get(key, UNSET) not in (None, UNSET)),
            replayable=content.replayable,
            stream=endpoint.streamed,
            requirement=endpoint.requirement,
            redirects=operation.redirects or None,
            same_origin=operation.paging is not None and not self.config.allow_foreign_pages,
            errors=operation.errors,
            cross_origin=endpoint.cross_origin,
            retries=operation.retries,
        )
        return Call(self, request, Deadline(self.config.timeout))

    def following(
        self, operation: Operation[Any], url: str, arguments: Mapping[str, object], body: object
    ) -> Call:
        """A call for the next page, at an address that the server sent, with the headers of the first page's call.

        Another origin gets neither credentials nor any header or cookie of the caller.

        Raises:
            ResponseDecodeError: the address is no http(s) URL, or of another origin without `allow_foreign_pages`.
        """
        endpoint = self.endpoint(operation)
        address = urljoin(f"{endpoint.base_url}/", url).partition("#")[0]
        if not url_is_plain(address):
            raise ResponseDecodeError("the address of the next page is no http(s) URL")
        cross_origin = origin(address) != origin(endpoint.base_url)
        if cross_origin and not self.config.allow_foreign_pages:
            there, here = map(self._shown_origin, (address, endpoint.base_url))
            raise ResponseDecodeError(
                f"the next page is at another origin, {there} and not {here};"
                " allow_foreign_pages=True follows it, without credentials"
            )
        headers = list(self.base_headers(address, accepted_types(operation), cross_origin))
        if not cross_origin:
            prepared = prepare(operation, arguments, body)
            headers = merged(tuple(headers), prepared.headers, prepared.cookies)
        request = Request(
            operation.name,
            "GET",
            urlsplit(address).path,
            address,
            headers,
            b"",
            True,
            requirement=() if cross_origin else endpoint.requirement,
            same_origin=not self.config.allow_foreign_pages,
            errors=operation.errors,
            cross_origin=cross_origin or endpoint.cross_origin,
            retries=operation.retries,
        )
        return Call(self, request, Deadline(self.config.timeout))

    def _shown_origin(self, url: str) -> str:
        return printable(self.redactor.text("{}://{}:{}".format(*origin(url))))

    def token_call(self, scheme: Scheme, texts: dict[str, str], deadline: Deadline) -> Call:
        """The request for an access token, in the time that the call for which it is made has left.

        It follows no redirect: a token comes from the origin that the document names.
        """
        url = urljoin(f"{self.config.base_url}/", scheme.token_url)
        own, content = token_request(scheme, texts)
        headers = [*self.base_headers(url, "application/json", cross_origin=True), *own]
        headers.append((b"Content-Length", b"%d" % len(content)))
        request = Request(
            f"token.{scheme.wire}",
            "POST",
            urlsplit(url).path,
            url,
            headers,
            content,
            True,
            redirects=False,
            cross_origin=origin(url) != origin(self.config.base_url),
        )
        return Call(self, request, deadline)

    def accepted(self, call: Call, response: HTTPResponse) -> HTTPResponse:
        """The answer, if its status is a success.

        Raises:
            APIStatusError: it is not.
        """
        if 200 <= response.status < 300:
            return response
        request = call.request
        raise status_error(
            self.api, response, self.redactor, request.errors, self.report(request.operation)
        )

    def report(self, name: str) -> Report:
        """Where the departures of a call go."""
        return Report(name, self.drift, self.config.strict)


def _values(api: ApiDescription, given: Mapping[str, object]) -> dict[str, AnyCredential]:
    credentials = [name for scheme in api.schemes for name in scheme.credentials]
    variables = [each.name for server in api.servers for each in server.variables]
    values: dict[str, AnyCredential] = {}
    for name in dict.fromkeys([*credentials, *variables, *given]):
        value = given.get(name)
        if value is None:
            value = environment(api.env_prefix, name)
        if value is None:
            continue
        if not callable(value) and (not isinstance(value, str) or not value):
            named = variable(api.env_prefix, name)
            raise ConfigurationError(f"{name} must be a text that is not empty; or set {named}")
        values[name] = value
    return values


def _first_server(api: ApiDescription, values: Mapping[str, AnyCredential]) -> str:
    if not api.servers:
        raise ConfigurationError(
            f"the API's document names no server: give base_url, or set {variable(api.env_prefix, 'base_url')}"
        )
    return resolve(api.servers[0], values, api.env_prefix)
