"""Sockets that enforce the deadline of the current call.

The HTTP library limits each read and each write, but not their sum: a server that sends one byte a second could hold a
thread without end. Asynchronous calls do not need this, because their task is cancelled at the deadline. A file or pipe
that blocks while it is read for an upload is not limited.
"""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import suppress
from typing import Any

import httpcore2

from ..deadline import Deadline, current

_SMALLEST_PIECE = 1024
_SEND_BUFFER = 64 * 1024  # if the stream has no socket


class BoundedStream(httpcore2.NetworkStream):
    """A connection whose operations end at the deadline of the current call."""

    def __init__(self, stream: httpcore2.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        size = self._piece() if current() else len(buffer)
        for start in range(0, len(buffer), size or 1):
            piece = buffer[start : start + size]
            self._stream.write(piece, _left(timeout, httpcore2.WriteTimeout))

    def _piece(self) -> int:
        """The number of bytes that fit into the send buffer as soon as it accepts any, so that a write waits once."""
        connection = self._stream.get_extra_info("socket")
        known = isinstance(connection, socket.socket)
        buffer = (
            connection.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) if known else _SEND_BUFFER
        )
        return max(buffer // 8, _SMALLEST_PIECE)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        if current() is None:
            return BoundedStream(self._stream.start_tls(ssl_context, server_hostname, timeout))
        # The ssl module makes many reads for a handshake. Only a shutdown from outside limits their sum.
        deadline = Deadline(_left(timeout, httpcore2.ConnectTimeout))
        left = deadline.remaining()
        watch = threading.Timer(left or 0.0, _shut, (self._stream.get_extra_info("socket"),))
        if left is not None:
            with suppress(RuntimeError):  # no thread can be started while the interpreter exits
                watch.start()
        try:
            return BoundedStream(self._stream.start_tls(ssl_context, server_hostname, left))
        except httpcore2.ConnectError as error:
            if deadline.expired:
                raise httpcore2.ConnectTimeout("the TLS handshake did not end in time") from error
            raise
        finally:
            watch.cancel()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class BoundedBackend(httpcore2.NetworkBackend):
    """Opens connections that enforce deadlines. Outside of calls it behaves as the backend that it wraps."""

    def __init__(self, backend: httpcore2.NetworkBackend) -> None:
        self._backend = backend

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore2.NetworkStream:
        # The library would allow the whole timeout for each address of the host.
        deadline = Deadline(_left(timeout, httpcore2.ConnectTimeout))
        failure: httpcore2.NetworkError | httpcore2.ConnectTimeout | None = None
        for address in self._addresses(host, port, deadline):
            try:
                left = _left(deadline.remaining(), httpcore2.ConnectTimeout)
                return BoundedStream(
                    self._backend.connect_tcp(address, port, left, local_address, socket_options)
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            if deadline.expired:
                break
        raise failure or httpcore2.ConnectError(f"{host} has no address")

    def _addresses(self, host: str, port: int, deadline: Deadline) -> list[str]:
        # A backend of the caller resolves names itself.
        ours = current() is not None and type(self._backend) is httpcore2.SyncBackend
        return _resolved(host, port, deadline) if ours else [host]

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Any = None
    ) -> httpcore2.NetworkStream:
        left = _left(timeout, httpcore2.ConnectTimeout)
        return BoundedStream(self._backend.connect_unix_socket(path, left, socket_options))

    def sleep(self, seconds: float) -> None:
        left = _left(seconds, httpcore2.ConnectTimeout)
        self._backend.sleep(seconds if left is None else left)


def keep_to_deadlines(transport: object) -> None:
    """Enforce deadlines on a transport's open and future connections.

    A transport of another library stays as it is: the timeout limits each of its reads.
    """
    pool = getattr(transport, "_pool", None)
    backend = getattr(pool, "_network_backend", None)
    if not isinstance(backend, httpcore2.NetworkBackend) or isinstance(backend, BoundedBackend):
        return
    # The library's transport accepts no backend, so this uses private names.
    setattr(pool, "_network_backend", BoundedBackend(backend))  # noqa: B010
    for connection in getattr(pool, "connections", ()):
        while (inner := getattr(connection, "_connection", None)) is not None:
            connection = inner
        stream = getattr(connection, "_network_stream", None)
        if isinstance(stream, httpcore2.NetworkStream):
            setattr(connection, "_network_stream", BoundedStream(stream))  # noqa: B010


def _left(timeout: float | None, late: type[httpcore2.TimeoutException]) -> float | None:
    deadline = current()
    if deadline is None:
        return timeout
    left = deadline.cap(timeout)
    if left is not None and left <= 0:
        raise late("the deadline of the call has passed")
    return left


def _resolved(host: str, port: int, deadline: Deadline) -> list[str]:
    """The addresses of a host. A resolver has no timeout, so it runs in a thread that is abandoned at the deadline."""
    if host.isascii() and (":" in host or host.rpartition(".")[2].isdecimal()):
        return [host]  # an address already
    if deadline.remaining() is None:
        return _addresses(host, port)
    outcome: list[list[str] | Exception] = []

    def ask() -> None:
        try:
            outcome.append(_addresses(host, port))
        except Exception as error:
            outcome.append(error)

    thread = threading.Thread(target=ask, name="resolver", daemon=True)
    try:
        thread.start()
    except RuntimeError:  # no thread can be started while the interpreter exits
        return _addresses(host, port)
    thread.join(deadline.remaining())
    if not outcome:
        raise httpcore2.ConnectTimeout("the host was not resolved in time")
    if isinstance(outcome[0], Exception):
        raise outcome[0]
    return outcome[0]


def _addresses(host: str, port: int) -> list[str]:
    try:
        infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise httpcore2.ConnectError(str(error)) from error
    except UnicodeError as error:
        raise httpcore2.ConnectError(f"{host!r} is not a host name") from error
    addresses = list(dict.fromkeys(str(info[4][0]) for info in infos))
    return addresses if len(addresses) > 1 else [host]


def _shut(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
