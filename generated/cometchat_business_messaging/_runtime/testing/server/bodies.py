"""Read the body of a request from a connection."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from email.message import Message
from io import BufferedIOBase

PATIENCE = 5.0
"""Seconds without a byte after which a request is given up."""

_LENGTH = re.compile(r"[0-9]{1,18}", re.ASCII)
_CHUNK_SIZE = re.compile(rb"[0-9a-fA-F]{1,15}")
_LONGEST_LINE = 65_536
_PIECE = 65_536


class MessageError(ValueError):
    """A request that cannot be read; `status` is the status of the answer."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


def read_body(connection: socket.socket, file: BufferedIOBase, headers: Message) -> bytes:
    """The body of a request whose headers were read. The caller closes the connection after an error.

    Raises:
        MessageError: The headers are not ASCII or do not tell where the body ends, or it ends before, or no more of it
            comes.
    """
    connection.settimeout(PATIENCE)
    try:
        return _body(file, headers)
    except TimeoutError as error:
        raise MessageError("the rest of the body does not come") from error
    finally:
        connection.settimeout(None)


def drain(connection: socket.socket) -> None:
    """Read and forget what still comes, until the client closes the connection or sends nothing for a while."""
    connection.settimeout(PATIENCE)
    while connection.recv(_PIECE):
        pass


def _body(file: BufferedIOBase, headers: Message) -> bytes:
    if not "".join(name + value for name, value in headers.items()).isascii():
        raise MessageError("a header has other characters than those of ASCII")
    coding = headers.get("transfer-encoding")
    if coding is not None and coding.strip().lower() != "chunked":
        raise MessageError(f"the Transfer-Encoding {coding!r} is not supported", 501)
    if coding is not None:
        return b"".join(_chunks(file))
    # RFC 9112, section 6.3: equal lengths are one.
    length = ", ".join({each.strip(): None for each in headers.get_all("content-length", ["0"])})
    if not _LENGTH.fullmatch(length):
        raise MessageError(f"the Content-Length {length!r} is not a number of bytes")
    return _exactly(file, int(length))


def _chunks(file: BufferedIOBase) -> Iterator[bytes]:
    while size := _chunk_size(_line(file)):
        yield _exactly(file, size)
        if _line(file):
            raise MessageError("a chunk of the body is longer than its size")
    while _line(file):
        pass  # trailers


def _chunk_size(line: bytes) -> int:
    text = line.partition(b";")[0].strip()
    if not _CHUNK_SIZE.fullmatch(text):
        raise MessageError(f"{text.decode('latin-1')!r} is not the size of a chunk")
    return int(text, 16)


def _line(file: BufferedIOBase) -> bytes:
    """The next line without its end."""
    line = file.readline(_LONGEST_LINE)
    if not line.endswith(b"\n"):
        raise MessageError("the body ends before its last chunk")
    return line.rstrip(b"\r\n")


def _exactly(file: BufferedIOBase, size: int) -> bytes:
    """So many bytes."""
    received = bytearray()
    while len(received) < size:
        piece = file.read1(min(size - len(received), _PIECE))
        if not piece:
            raise MessageError(f"the body has only {len(received)} of {size} bytes")
        received += piece
    return bytes(received)
