"""The headers, query parameters and cookies that the caller's own HTTP client sends where the call sets none."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote_plus, urlencode

import httpx2

from ..http.headers import add_cookie
from .messages import HTTPRequest


def with_defaults(message: HTTPRequest, client: httpx2.Client | httpx2.AsyncClient) -> HTTPRequest:
    """The request with what it lacks of the client's own headers, parameters and cookies.

    Another origin gets none of them: they may carry credentials.
    """
    if message.cross_origin:
        return message
    url = _with_parameters(message.url, client.params)
    names = {name.lower() for name, _ in message.headers} | message.omitted
    headers = [pair for pair in client.headers.raw if pair[0].lower() not in names]
    headers = [*message.headers, *headers]
    for cookie in () if b"cookie" in message.omitted else _cookies(url, client.cookies):
        add_cookie(headers, cookie)
    return replace(message, url=url, headers=headers)


def _with_parameters(url: str, params: httpx2.QueryParams) -> str:
    query = url.partition("?")[2]
    names = {unquote_plus(pair.partition("=")[0]) for pair in query.split("&")}
    lacking = [(name, value) for name, value in params.multi_items() if name not in names]
    if not lacking:
        return url
    return f"{url}{'&' if query else '?'}{urlencode(lacking)}"


def _cookies(url: str, cookies: httpx2.Cookies) -> list[bytes]:
    """The cookies for a URL, each as `name=value`."""
    if not cookies:
        return []
    request = httpx2.Request("GET", url)
    cookies.set_cookie_header(request)
    header = request.headers.get("cookie", "")
    return [cookie.encode() for cookie in header.split("; ") if cookie]
