"""A fake as a server on the loopback interface, for other processes and languages."""

from __future__ import annotations

import socket
import struct
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

import httpx2

from .problems import FakeError
from .transport import Respond

_RESET = struct.pack("ii", 1, 0)  # close a connection with a reset (SO_LINGER)


class FakeServer:
    """A server that answers with a fake, until it is closed. It runs in threads.

    Raises:
        FakeError: The port is in use, or is no number of a port.
    """

    def __init__(self, respond: Respond, port: int) -> None:
        try:
            self._server = _Server(("127.0.0.1", port), _Handler)
        except (OSError, OverflowError) as error:
            raise FakeError(f"serve() cannot use the port {port}: {error}") from error
        self._server.respond = respond
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), daemon=True
        )

    @property
    def url(self) -> str:
        """The base URL of the API."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: object, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the port and all connections, and wait for the threads."""
        self._server.shutdown()
        self._server.end_connections()
        self._server.server_close()
        self._thread.join()

    def __repr__(self) -> str:
        return f"<FakeServer {self.url}>"


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # so that `server_close` waits for them
    respond: Respond

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(address, handler)
        self.lock = threading.RLock()  # of the fake
        self._open: set[socket.socket] = set()

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print an unexpected error, except an error of a connection that the client closed."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    def end_connections(self) -> None:
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __getattr__(self, name: str) -> Callable[[], None]:
        if name.startswith("do_"):  # any method
            return self._respond
        raise AttributeError(name)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""

    def _respond(self) -> None:
        url = f"http://{self.headers.get('host') or 'fake'}{self.path}"
        request = httpx2.Request(
            self.command, url, headers=self.headers.items(), content=self._body()
        )
        assert isinstance(self.server, _Server)
        try:
            with self.server.lock:
                response = self.server.respond(request)
            self._send(response)
        except httpx2.TimeoutException:
            with suppress(OSError):
                self.connection.recv(1)  # until the client or the server closes the connection
            self.close_connection = True
        except (httpx2.ConnectError, httpx2.ReadError):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            self.connection.close()
            self.close_connection = True
        except httpx2.RemoteProtocolError:
            self.close_connection = True

    def _body(self) -> bytes:
        if self.headers.get("transfer-encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("content-length") or 0))
        pieces: list[bytes] = []
        while size := int(self.rfile.readline().partition(b";")[0] or b"0", 16):
            pieces.append(self.rfile.read(size))
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass  # trailers
        return b"".join(pieces)

    def _send(self, response: httpx2.Response) -> None:
        self.send_response_only(response.status_code)
        for name, value in response.headers.multi_items():
            self.send_header(name, value)
        self.end_headers()
        stream = response.stream
        if self.command != "HEAD" and isinstance(stream, httpx2.SyncByteStream):
            for piece in stream:
                self.wfile.write(piece)
                self.wfile.flush()
