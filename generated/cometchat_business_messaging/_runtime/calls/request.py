"""Requests, and the function that builds them from an endpoint and encoded arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..auth.credentials import Requirement, without_replaced
from ..descriptors.operation import ErrorBody, Operation, Retries
from ..serialization.bodies import NO_CONTENT, Content
from ..serialization.parameters import Prepared
from ..transport.messages import Pieces, StreamWanted

RawHeaders = tuple[tuple[bytes, bytes], ...]

_JSON = "application/json"
# Methods whose requests say nothing about a body if they have none (RFC 9110, section 8.6).
_BODILESS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "DELETE", "CONNECT"})
_IDEMPOTENCY_KEYS = frozenset({b"idempotency-key", b"x-idempotency-key"})


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where requests go, and what they have in common.

    Attributes:
        base_url: The address to which a path is appended.
        headers: The headers of every request.
        requirement: The security schemes whose credentials are sent.
        cross_origin: Whether this is another origin than the client's, which gets no credentials.
        stream: Whether the body of a response is read while it arrives.
        redirects: The statuses of redirects that are results (`302`, `3XX`).
        omitted: The headers that the caller removes, in lower case.
    """

    base_url: str
    headers: RawHeaders
    requirement: Requirement = ()
    cross_origin: bool = False
    stream: StreamWanted | None = None
    redirects: frozenset[str] = frozenset()
    omitted: frozenset[bytes] = frozenset()

    def with_headers(self, own: Mapping[str, str | None]) -> Endpoint:
        """The endpoint without the credentials and defaults that headers of the caller replace or remove."""
        kept = without_replaced(self.requirement, {name.lower() for name in own})
        omitted = {name.lower().encode() for name, value in own.items() if value is None}
        if not omitted and len(kept) == len(self.requirement):
            return self
        return replace(self, requirement=kept, omitted=self.omitted | omitted)


@dataclass(frozen=True, slots=True)
class Request:
    """A request, the same for all attempts.

    Attributes:
        operation: The name of the operation, such as `things.list`.
        path: The path without the base URL and the query.
        content: The body, or a function that opens it for an attempt.
        replayable: Whether `content` can be opened again.
        idempotent: Whether the server may handle the request twice.
        redirects: Whether redirects are followed: certainly, never, or (None) as the client's options say.
        same_origin: Whether a redirect to another origin is never followed.
        errors: The documented bodies of errors.
        retries: What the API's document says about retries.
    """

    endpoint: Endpoint
    operation: str
    method: str
    path: str
    url: str
    headers: list[tuple[bytes, bytes]]
    content: Callable[[], bytes | Pieces] | bytes
    replayable: bool
    idempotent: bool
    redirects: bool | None
    same_origin: bool
    errors: tuple[ErrorBody, ...]
    retries: Retries | None


def build_request(
    endpoint: Endpoint,
    prepared: Prepared,
    operation: str,
    *,
    idempotent: bool,
    redirects: bool | None = None,
    same_origin: bool = False,
    errors: tuple[ErrorBody, ...] = (),
    retries: Retries | None = None,
) -> Request:
    """The request for an endpoint. Headers of `prepared` replace those of the endpoint."""
    content = prepared.content
    if prepared.headers:
        endpoint = endpoint.with_headers(prepared.headers)
    headers = _merged(endpoint.headers, prepared.headers, prepared.cookies)
    has_body = content is not NO_CONTENT
    if has_body or prepared.method not in _BODILESS:
        headers += _body_headers(content, endpoint.omitted)
    query = f"?{prepared.query}" if prepared.query else ""
    return Request(
        endpoint=endpoint,
        operation=operation,
        method=prepared.method,
        path=prepared.path,
        url=f"{endpoint.base_url}{prepared.path}{query}",
        headers=headers,
        content=content.open if has_body else b"",
        replayable=content.replayable,
        idempotent=idempotent or has_idempotency_key(headers),
        redirects=redirects,
        same_origin=same_origin,
        errors=errors,
        retries=retries,
    )


def _body_headers(content: Content, omitted: frozenset[bytes]) -> list[tuple[bytes, bytes]]:
    """The headers for the body's media type and its end."""
    framing = (
        (b"Transfer-Encoding", b"chunked")
        if content.length is None
        else (b"Content-Length", b"%d" % content.length)
    )
    if content.media_type is None or b"content-type" in omitted:
        return [framing]
    return [(b"Content-Type", content.media_type.encode()), framing]


def _merged(
    base: RawHeaders, own: Mapping[str, str | None], cookies: list[str]
) -> list[tuple[bytes, bytes]]:
    """The headers of an endpoint, with those of one request in place of the same names. None leaves one out."""
    if not own and not cookies:
        return list(base)
    names = {name.lower().encode() for name in own}
    headers = [pair for pair in base if pair[0].lower() not in names]
    headers += [
        (name.encode(), value.encode("latin-1")) for name, value in own.items() if value is not None
    ]
    if cookies:
        headers.append((b"Cookie", "; ".join(cookies).encode()))
    return headers


def has_idempotency_key(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """Whether the server can recognize a repeated request by a key (draft-ietf-httpapi-idempotency-key-header)."""
    return any(name.lower() in _IDEMPOTENCY_KEYS and value.strip() for name, value in headers)


def accepted_types(operation: Operation[Any]) -> str:
    """The media types of an operation's results, for `Accept`."""
    declared = (
        result.media_type or (_JSON if result.type is not None else "")
        for result in operation.results
    )
    return ", ".join(dict.fromkeys(filter(None, declared))) or _JSON
