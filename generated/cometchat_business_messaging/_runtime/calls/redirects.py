"""Redirects: at most 10, and never with credentials to another origin."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from ..escaping import printable
from ..http.urls import origin, url_is_plain
from ..transport.messages import HTTPRequest, HTTPResponse
from .request import Request
from .retries import FINAL, RetryDecision

_FOLLOWED = frozenset({301, 302, 303, 307, 308})
_ALLOWED_CROSS_ORIGIN = frozenset(
    {b"user-agent", b"accept", b"accept-encoding", b"range", b"if-range"}
)
_BODY_HEADERS = frozenset({b"content-type", b"content-length", b"transfer-encoding"})
MAX_REDIRECTS = 10
_FOREIGN_PAGE = "allow_foreign_pages=True follows a page to another origin"
_FOREIGN_BODY = "the request has a body, which goes to no other origin"
_NOT_REPLAYABLE = "the body cannot be sent again"
_OPTIONAL = "follow_redirects=True follows it"
_NEVER = "redirects of token endpoints are not followed"
_NO_URL = "it is not an http(s) URL"


def refused(request: Request, response: HTTPResponse) -> RetryDecision:
    """The decision for a redirect if the client follows none."""
    location = response.headers.get("location", "")
    if response.status not in _FOLLOWED or not location:
        return FINAL
    return not_followed(
        _joined(request.url, location), _OPTIONAL if request.redirects is None else _NEVER
    )


def not_followed(url: str, reason: str) -> RetryDecision:
    """The decision against a redirect. Its note shows the URL without user info and query, which can be secret."""
    head, separator, rest = url.partition("?")[0].partition("://")
    host, slash, path = rest.partition("/")
    shown = printable(f"{head}{separator}{host.rpartition('@')[2]}{slash}{path}")
    return RetryDecision(None, f"the redirect to {shown} is not followed: {reason}")


class Redirects:
    """The redirects that a call has followed."""

    __slots__ = (
        "_count",
        "_drops_body",
        "_left_origin",
        "_method",
        "_origin",
        "_replayable",
        "_same_origin",
        "_url",
    )

    def __init__(self, request: Request) -> None:
        self._origin = origin(request.url)
        self._url = request.url
        self._method = request.method
        self._replayable = request.replayable
        self._same_origin = request.same_origin
        self._left_origin = False  # once True, no header of the caller is sent anymore
        self._drops_body = False
        self._count = 0

    @property
    def exhausted(self) -> bool:
        """Whether the limit of redirects is reached."""
        return self._count >= MAX_REDIRECTS

    def follow(self, response: HTTPResponse) -> RetryDecision:
        """Follow a redirect if possible: the next attempt then goes to its URL without a delay.

        A redirect is not followed if it has no usable URL, if the body would go to another origin or cannot be sent
        again, or if the request must stay at its origin.
        """
        location = response.headers.get("location", "")
        if response.status not in _FOLLOWED or not location:
            return FINAL
        url = _joined(self._url, location)
        if not url_is_plain(url):
            return not_followed(url, _NO_URL)
        target = origin(url)
        to_get = response.status == 303 or (
            response.status in (301, 302) and self._method == "POST"
        )
        drops_body = self._drops_body or (to_get and self._method != "HEAD")
        if target != self._origin:
            if self._same_origin:
                return not_followed(url, _FOREIGN_PAGE)
            if not drops_body and self._method not in ("GET", "HEAD"):
                return not_followed(url, _FOREIGN_BODY)
        if not drops_body and not self._replayable:
            return not_followed(url, _NOT_REPLAYABLE)
        self._left_origin = self._left_origin or target != self._origin
        self._method = "GET" if drops_body else self._method
        self._drops_body, self._url, self._count = drops_body, url, self._count + 1
        return RetryDecision(0.0)

    def applied(self, message: HTTPRequest, query: str) -> HTTPRequest:
        """The request for the current URL. `query` has the credentials that are sent in the query."""
        dropped = _BODY_HEADERS | {b"host"} if self._drops_body else {b"host"}
        headers = [pair for pair in message.headers if pair[0].lower() not in dropped]
        if self._left_origin:
            headers = [pair for pair in headers if pair[0].lower() in _ALLOWED_CROSS_ORIGIN]
        headers.insert(0, (b"Host", urlsplit(self._url).netloc.encode()))
        url = self._url
        if query and not self._left_origin:
            url += ("&" if "?" in url else "?") + query
        content = b"" if self._drops_body or self._left_origin else message.content
        cross_origin = message.cross_origin or self._left_origin
        return replace(
            message,
            method=self._method,
            url=url,
            headers=headers,
            content=content,
            cross_origin=cross_origin,
        )


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location).partition("#")[0]
    except ValueError:
        return ""
