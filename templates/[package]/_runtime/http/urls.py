"""The origin of a URL, and whether a client may follow it."""

from __future__ import annotations

from urllib.parse import urlsplit


def origin(url: str) -> tuple[str, str, int]:
    """The scheme, host and port of a URL (RFC 6454). Credentials belong to an origin."""
    parts = urlsplit(url)
    default = 443 if parts.scheme == "https" else 80
    return parts.scheme, (parts.hostname or "").lower(), parts.port or default


def url_is_plain(url: str) -> bool:
    """Whether this is an http(s) URL with a host, without user info and without characters that URLs cannot have."""
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    plain = url.isascii() and url.isprintable() and " " not in url and "\\" not in url
    return named and plain and parts.scheme in ("http", "https") and "@" not in parts.netloc
