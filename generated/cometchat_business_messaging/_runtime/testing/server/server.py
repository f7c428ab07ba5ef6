"""A fake as a server on the loopback interface, for other processes and languages."""

from __future__ import annotations

import re
import socket
import struct
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from string import punctuation
from types import TracebackType
from typing import Any, Self, TypeAlias
from urllib.parse import quote

import httpx2

from ..problems import FakeError, RequestError
from .bodies import MessageError, drain, read_body

Respond: TypeAlias = Callable[[httpx2.Request, RequestError | None], httpx2.Response]
"""Answers a request, or the problem of a request that is not valid HTTP."""

_RESET = struct.pack("ii", 1, 0)  # close a connection with a reset (SO_LINGER)
_UNKNOWN = "http://fake/"  # the URL of a request whose line cannot be read
# RFC 3986, section 3.2.2
_HOST = re.compile(r"([\w.~!$&'()*+,;=%-]*|\[[\w:.]+\])(:[0-9]*)?", re.ASCII)
# In the request line of a client that uses a proxy:
_ORIGIN = re.compile(r"^https?://[^/?#]*", re.IGNORECASE)


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
    default_request_version = "HTTP/1.1"  # without a version, the response has headers, too

    def __getattr__(self, name: str) -> Callable[[], None]:
        if name.startswith("do_"):  # any method
            return self._handle
        raise AttributeError(name)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse a request whose line or headers cannot be read."""
        self._refuse(httpx2.Request("GET", _UNKNOWN), message or HTTPStatus(code).phrase, code)

    def _handle(self) -> None:
        headers = [each for each in self.headers.items() if "".join(each).isascii()]
        head = httpx2.Request(self.command, self._url(), headers=headers)
        try:
            self._check_head()
            body = read_body(self.connection, self.rfile, self.headers)
        except MessageError as error:
            self._refuse(head, str(error), error.status)
        else:
            request = httpx2.Request(head.method, head.url, headers=headers, content=body)
            self._answer(request, None)

    def _check_head(self) -> None:
        """Refuse what RFC 9112 forbids in sections 3.1 and 3.2."""
        if self.command != self.command.upper():
            raise MessageError(f"the method {self.command!r} is not in upper case")
        hosts = self.headers.get_all("host", [])
        if len(hosts) > 1 or (not hosts and self.request_version == "HTTP/1.1"):
            raise MessageError(f"the request has {len(hosts)} Host headers, not one")
        if hosts and not _HOST.fullmatch(hosts[0].strip()):
            raise MessageError(f"the Host {hosts[0]!r} is not valid")

    def _url(self) -> httpx2.URL:
        """The URL of the request line. `self.path` is not used, because it has one slash for several at the start."""
        target = _ORIGIN.sub("", self.requestline.split()[1])
        target = target if target.startswith("/") else f"/{target}"
        path = quote(target.encode("latin-1"), safe=punctuation).encode()
        try:
            return httpx2.URL(f"http://{self.headers.get('host') or 'fake'}").copy_with(
                raw_path=path
            )
        except (httpx2.InvalidURL, ValueError):
            return httpx2.URL(_UNKNOWN).copy_with(raw_path=path)

    def _refuse(self, request: httpx2.Request, problem: str, status: int) -> None:
        """Answer a request that is not valid HTTP, and close the connection."""
        self._answer(request, RequestError(problem, status))
        self.close_connection = True
        # Unread bytes would reset the connection before the client reads the answer.
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            drain(self.connection)

    def _answer(self, request: httpx2.Request, problem: RequestError | None) -> None:
        """Send a response, or let the connection fail as the test scripted it."""
        assert isinstance(self.server, _Server)
        try:
            with self.server.lock:
                response = self.server.respond(request, problem)
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

    def _send(self, response: httpx2.Response) -> None:
        self.send_response_only(response.status_code)
        for name, value in response.headers.multi_items():
            self.send_header(name, value)
        self.end_headers()
        stream = response.stream
        if isinstance(stream, httpx2.SyncByteStream):
            for piece in stream:
                self.wfile.write(piece)
                self.wfile.flush()
