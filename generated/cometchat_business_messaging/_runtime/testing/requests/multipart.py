"""The parts of a multipart body (RFC 2046, section 5.1, and RFC 7578)."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_string


def multipart_fields(content: bytes, media_type: str) -> Iterator[tuple[str, bytes]]:
    """The names and the contents of the parts; none if the media type has no boundary.

    The module `email` reads the headers only. It would parse the contents of some parts, such as `message/rfc822`.
    """
    boundary = message_from_string(f"Content-Type: {media_type}\r\n\r\n").get_boundary()
    if boundary is None:
        return
    for part in (b"\r\n" + content).split(b"\r\n--" + boundary.encode())[1:]:
        if part.startswith(b"--"):  # the end
            return
        head, _, value = part.partition(b"\r\n\r\n")
        headers = message_from_string(head.decode("utf-8", "replace").lstrip())
        yield str(headers.get_param("name", header="content-disposition")), value
