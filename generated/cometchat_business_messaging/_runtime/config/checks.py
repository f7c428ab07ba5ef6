"""Checks of base URLs, hosts and headers."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Coroutine, Iterable
from inspect import iscoroutinefunction
from urllib.parse import unquote, urlsplit

from ..errors import ConfigurationError

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
PRINTABLE = re.compile(r"[\x20-\x7e]+")
_FRAMING = frozenset({"content-length", "transfer-encoding"})
_BASE_URL = re.compile(r"[\x21-\x7e]+")
DOT_SEGMENTS = frozenset({".", ".."})
_LABEL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")
_LONGEST_HOST = 253
NEVER_AWAITED = "must not be asynchronous: the client does not await it"
HOST_RULE = (
    "each part has 1 to 63 letters, digits, hyphens or underscores, and no hyphen at its ends"
)


def check_base_url(url: object, name: str = "base_url") -> str:
    """The URL without slashes at its end.

    Raises:
        ConfigurationError: It is not an absolute http(s) URL without user info, query and fragment.
    """
    if not isinstance(url, str) or not _BASE_URL.fullmatch(url) or "\\" in url:
        raise ConfigurationError(
            f"{name} must be a URL in printable ASCII characters without spaces"
        )
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ConfigurationError(f"{name} is not a valid URL: {error}") from None
    if parts.scheme not in ("http", "https") or not host:
        raise ConfigurationError(f"{name} must begin with https:// (or http://) and a host")
    if "@" in parts.netloc or "?" in url or "#" in url:
        raise ConfigurationError(f"{name} must have no user info, query or fragment")
    if port == 0:
        raise ConfigurationError(f"{name} must have a port from 1 to 65535")
    if not is_host(host):
        raise ConfigurationError(f"{name} has a host that is not valid: {HOST_RULE}")
    if DOT_SEGMENTS.intersection(unquote(parts.path).split("/")):
        raise ConfigurationError(f"{name} must have no . or .. in its path")
    return url.rstrip("/")


def is_host(host: str) -> bool:
    """Whether a string is a host: an IPv6 address, or labels as in RFC 1123, section 2.1, and underscores."""
    name = host.removesuffix(".")
    return ":" in name or (
        len(name) <= _LONGEST_HOST and all(_LABEL.fullmatch(each) for each in name.split("."))
    )


def header_pair(name: object, value: object) -> tuple[str, str | None]:
    """The name and value of a valid header; None removes a header.

    Raises:
        ConfigurationError: The name is not a token or frames the body, or the value is not printable ASCII.
    """
    if not isinstance(name, str) or not _TOKEN.fullmatch(name):
        raise ConfigurationError("headers: a name must be a token (letters, digits, hyphens)")
    if name.lower() in _FRAMING:
        raise ConfigurationError(
            f"headers: {name} cannot be set: the client derives it from the body"
        )
    if value is None:
        if name.lower() == "host":
            raise ConfigurationError(f"headers: {name} cannot be removed: each request needs it")
        return name, None
    if not isinstance(value, str) or (value and not PRINTABLE.fullmatch(value)):
        raise ConfigurationError(f"headers: the value of {name} must be printable ASCII text")
    return name, value


def is_asynchronous(function: object) -> bool:
    """Whether the result of a function, or of an object that can be called, is certainly awaitable."""
    return iscoroutinefunction(function) or iscoroutinefunction(type(function).__call__)


def close_if_awaitable(result: object) -> bool:
    """Return whether a result is awaitable.

    A coroutine is closed, so that Python does not warn that it was never awaited.
    """
    if isinstance(result, Coroutine):
        result.close()
    return isinstance(result, Awaitable)


def unknown_option(name: str, known: Iterable[str]) -> str:
    """The message for an option that does not exist, with the name that was probably meant."""
    import difflib  # only for mistakes

    plain = {option.replace("_", ""): option for option in sorted(known)}
    near = difflib.get_close_matches(name.replace("_", "").lower(), plain, 1, 0.75)
    return f"unknown option {name!r}" + (f": did you mean {plain[near[0]]!r}?" if near else "")


def check_secret(name: str, value: object) -> str:
    """A credential that a header can carry. No message has its value.

    Raises:
        ConfigurationError: It is not a str, is empty, has spaces at its ends, or is not printable ASCII.
    """
    if not isinstance(value, str):
        raise ConfigurationError(f"{name} must be a str, not {type(value).__name__}")
    if not value or value != value.strip() or not PRINTABLE.fullmatch(value):
        raise ConfigurationError(
            f"{name} must be non-empty printable ASCII text without spaces at its ends"
        )
    return value
