"""The origin of a URL, whether a client may follow it, and the parts of a path template."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

TEMPLATED = re.compile(r"\{([^{}]*)\}")
"""A parameter in a path template, by its name."""

_QUERY = re.compile(r"\?(?![^{}]*\})")  # not within braces


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


def split_template(template: str) -> tuple[str, str]:
    """The path and the constant query of a path template, without a fragment."""
    path, *query = _QUERY.split(template.partition("#")[0], 1)
    return path, "".join(query)
