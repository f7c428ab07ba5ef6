"""The headers of a request: what it accepts, what its arguments say, and what its body is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..descriptors.operation import Operation

_JSON = "application/json"


def body_headers(media_type: str | None, length: int | None) -> list[tuple[bytes, bytes]]:
    """The headers that say what the body is and where it ends."""
    framing = (
        (b"Transfer-Encoding", b"chunked")
        if length is None
        else (b"Content-Length", b"%d" % length)
    )
    return [framing] if media_type is None else [(b"Content-Type", media_type.encode()), framing]


def accepted_types(operation: Operation[Any]) -> str:
    """The media types that an operation can give."""
    told = (
        result.media_type or (_JSON if result.type is not None else "")
        for result in operation.results
    )
    return ", ".join(dict.fromkeys(filter(None, told))) or _JSON


def merged(
    base: tuple[tuple[bytes, bytes], ...], own: Mapping[str, str], cookies: list[str]
) -> list[tuple[bytes, bytes]]:
    """The headers of a request: those that every one has, and over them those of its own arguments."""
    if not own and not cookies:
        return list(base)
    names = {name.lower().encode() for name in own}
    headers = [pair for pair in base if pair[0].lower() not in names]
    headers += [(name.encode(), value.encode("latin-1")) for name, value in own.items()]
    if cookies:
        headers.append((b"Cookie", "; ".join(cookies).encode()))
    return headers
