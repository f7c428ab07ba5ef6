"""Sockets that keep to the deadline of the call that uses them.

The HTTP library bounds each read and each write, not their sum: a server that trickles a byte a second would hold a
thread for as long as it likes. (Asynchronous calls need none of this: their task is cancelled when the time is out.)
"""

from __future__ import annotations

import ssl
from typing import Any

import httpcore2

from .deadline import current

_WRITE_PIECE = 64 * 1024


class BoundedStream(httpcore2.NetworkStream):
    """A connection whose every operation ends when the current call must end."""

    def __init__(self, stream: httpcore2.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), _WRITE_PIECE):
            piece = buffer[start : start + _WRITE_PIECE]
            self._stream.write(piece, _left(timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        left = _left(timeout, httpcore2.ConnectTimeout)
        return BoundedStream(self._stream.start_tls(ssl_context, server_hostname, left))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class BoundedBackend(httpcore2.SyncBackend):
    """Opens such connections."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore2.NetworkStream:
        left = _left(timeout, httpcore2.ConnectTimeout)
        return BoundedStream(super().connect_tcp(host, port, left, local_address, socket_options))


def _left(timeout: float | None, late: type[httpcore2.TimeoutException]) -> float | None:
    deadline = current()
    if deadline is None:
        return timeout
    left = deadline.cap(timeout)
    if left is not None and left <= 0:
        raise late("no time is left for this call")
    return left
