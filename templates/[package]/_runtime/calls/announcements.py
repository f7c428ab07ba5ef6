"""The end of operations, as the server announces it in the headers of responses."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from ..escaping import printable
from ..http.headers import Headers
from ..redaction import Redactor

ANNOUNCEMENTS = frozenset({"deprecation", "sunset"})


def announce(operation: str, headers: Headers, redactor: Redactor, logger: logging.Logger) -> None:
    """Log a warning: the operation is deprecated (RFC 9745) or will be removed (RFC 8594)."""
    parts: list[str] = []
    deprecation, sunset = headers.get("deprecation"), headers.get("sunset")
    if deprecation is not None:
        parts.append(f"is deprecated{_since(deprecation)}")
    if sunset is not None:
        parts.append(f"will be removed on {sunset}")
    link = headers.get("link")
    text = " and ".join(parts) + (f", see {link}" if link else "")
    logger.warning("%s: the server says that it %s", operation, printable(redactor.text(text)))


def _since(value: str) -> str:
    """The time of a `Deprecation` header: `@` and a Unix time, or a date in older drafts."""
    try:
        moment = datetime.fromtimestamp(int(value.removeprefix("@")), UTC)
    except (ValueError, OverflowError, OSError):
        return "" if value.strip().lower() in ("true", "?1") else f" since {value}"
    return f" since {moment:%Y-%m-%d}"
