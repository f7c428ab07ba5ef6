"""Redirects that a caller allowed: bounded, and never with credentials to another origin."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from ..http.urls import origin, url_is_plain
from ..transport.messages import HTTPRequest, HTTPResponse
from .request import Request

_FOLLOWED = frozenset({301, 302, 303, 307, 308})
_NEUTRAL = frozenset({b"user-agent", b"accept", b"accept-encoding"})
_ABOUT_BODY = frozenset({b"content-type", b"content-length", b"transfer-encoding"})
_MOST = 10


class Redirects:
    """Where a call has been sent on to."""

    __slots__ = (
        "_abroad",
        "_bare",
        "_count",
        "_home",
        "_method",
        "_replayable",
        "_same_origin",
        "_url",
    )

    most = _MOST

    def __init__(self, request: Request) -> None:
        self._home = origin(request.url)
        self._url = request.url
        self._method = request.method
        self._replayable = request.replayable
        self._same_origin = request.same_origin
        self._abroad = (
            False  # once left, nothing of the caller's is sent any more, wherever the way leads
        )
        self._bare = False
        self._count = 0

    @property
    def exhausted(self) -> bool:
        """Whether this was the last one to be followed."""
        return self._count >= _MOST

    def take(self, response: HTTPResponse) -> bool:
        """Follow an answer; False where it is not to be followed.

        That is where it has no usable address, where the body would go to another origin or cannot be sent again, or
        where the call must stay at its origin.
        """
        location = response.headers.get("location", "")
        if response.status not in _FOLLOWED or not location:
            return False
        url = _joined(self._url, location)
        if not url_is_plain(url):
            return False
        target = origin(url)
        to_get = response.status == 303 or (
            response.status in (301, 302) and self._method == "POST"
        )
        bare = self._bare or (to_get and self._method != "HEAD")
        if target != self._home:
            sends_body = not bare and self._method not in ("GET", "HEAD")
            if sends_body or self._same_origin:
                return False
        if not bare and not self._replayable:
            return False
        self._abroad = self._abroad or target != self._home
        self._method = "GET" if bare else self._method
        self._bare, self._url, self._count = bare, url, self._count + 1
        return True

    def applied(self, message: HTTPRequest, query: str) -> HTTPRequest:
        """The message for the place where the call is now; `query` are credentials."""
        dropped = _ABOUT_BODY | {b"host"} if self._bare else {b"host"}
        headers = [pair for pair in message.headers if pair[0].lower() not in dropped]
        if self._abroad:
            headers = [pair for pair in headers if pair[0].lower() in _NEUTRAL]
        headers.insert(0, (b"Host", urlsplit(self._url).netloc.encode()))
        url = self._url
        if query and not self._abroad:
            url += ("&" if "?" in url else "?") + query
        content = b"" if self._bare or self._abroad else message.content
        cross_origin = message.cross_origin or self._abroad
        return HTTPRequest(
            self._method, url, headers, content, message.connect_timeout, cross_origin
        )


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location).partition("#")[0]
    except ValueError:
        return ""
