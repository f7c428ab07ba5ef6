"""Continue a download that was saved in part (RFC 9110, sections 13.1.5 and 14)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from ..calls.call import Call
from ..http.headers import Headers
from ..transport.messages import HTTPResponse

DIGITS = 16
"""The length of a digest."""
_FROM_START = re.compile(r"bytes 0-(\d{1,18})/(\d{1,18})", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Version:
    """The version of a body, which a later request can ask for.

    Attributes:
        url: The URL of the request.
        etag: The strong validator.
        length: The number of bytes of the whole body.
    """

    url: str
    etag: str
    length: int

    @classmethod
    def of(cls, response: HTTPResponse, call: Call) -> Self | None:
        """The version of a whole body, or None if a part of it could not be recognized later.

        The server must send a strong `ETag` and the length, and must not compress the body.
        """
        length = response.headers.get("content-length", "")
        etag = response.headers.get("etag", "")
        is_whole = response.status == 200 and call.request.method == "GET"
        if not is_whole or _is_compressed(response.headers) or not etag.startswith('"'):
            return None
        is_number = length.isascii() and length.isdigit()
        return cls(call.request.url, etag, int(length)) if is_number else None

    @property
    def digest(self) -> str:
        """A text for the name of a file that has a part of the body."""
        from hashlib import sha256  # importing it takes long

        return sha256(f"{self.url} {self.etag} {self.length}".encode()).hexdigest()[:DIGITS]

    def start(self, saved: int) -> int:
        """Where to continue after a number of saved bytes. The last byte is always requested, to get a response."""
        return max(0, min(saved, self.length - 1)) if saved <= self.length else 0

    def request_headers(self, start: int) -> dict[str, str]:
        """The headers of a request for the rest of this version, or for the whole body of another version."""
        return {"Range": f"bytes={start}-", "If-Range": self.etag, "Accept-Encoding": "identity"}

    def is_continued(self, status: int, headers: Headers, start: int) -> bool:
        """Whether a response has exactly the rest of this version."""
        content_range = headers.get("content-range", "").strip().lower()
        return (
            status == 206
            and content_range == f"bytes {start}-{self.length - 1}/{self.length}"
            and headers.get("content-length") == str(self.length - start)
            and headers.get("etag", self.etag) == self.etag
            and not _is_compressed(headers)
        )


def is_unrequested_part(status: int, headers: Headers, sent: Iterable[tuple[bytes, bytes]]) -> bool:
    """Whether a response has only a part of the body, although the headers that were sent request no part."""
    if status != 206 or any(name.lower() == b"range" for name, _ in sent):
        return False
    found = _FROM_START.fullmatch(headers.get("content-range", "").strip())
    return found is None or int(found[1]) + 1 != int(found[2])


def _is_compressed(headers: Headers) -> bool:
    return headers.get("content-encoding", "identity").strip().lower() != "identity"
