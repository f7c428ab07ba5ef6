"""A scripted HTTP server on the loopback interface. It uses raw sockets in threads, so it can simulate every failure.

    with Loopback() as server:
        server.play(Reply(503), Reply(200, b"{}"))     # one act for each request, in order; the last one repeats
        ...
        assert [request.path for request in server.requests] == ["/a", "/a"]

An act is a Reply, or a function that receives the connection and the request and controls the socket.
"""

from __future__ import annotations

import gzip
import json
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from types import TracebackType
from typing import Any, Self, TypeAlias

_RECEIVE = 65536


@dataclass(frozen=True, slots=True)
class Received:
    """A received request and the time of its arrival."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    time: float
    connection: int

    @property
    def path(self) -> str:
        """The request target without the query."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """The query as received."""
        return self.target.partition("?")[2]

    def header(self, name: str) -> str | None:
        """Return the first value of a header."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def json(self) -> Any:
        """Return the body decoded as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Reply:
    """A regular response. `length` overrides `Content-Length`; `close` closes the connection after the response."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str | None = "application/json"
    length: int | None = None
    close: bool = False
    delay: float = 0.0

    def to_bytes(self) -> bytes:
        """Return the bytes of the response."""
        lines = [f"HTTP/1.1 {self.status} Whatever"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        if self.content_type is not None:
            lines.append(f"Content-Type: {self.content_type}")
        if self.status != 204:
            lines.append(
                f"Content-Length: {len(self.body) if self.length is None else self.length}"
            )
        if self.close:
            lines.append("Connection: close")
        return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + self.body


Script: TypeAlias = Callable[[socket.socket, Received], bool]
"""Plays on the socket; True keeps the connection open for another request."""
Act: TypeAlias = Reply | Script


def answer(value: object, status: int = 200, **headers: str) -> Reply:
    """Return a JSON response. Underscores in header names become hyphens."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Reply(status, json.dumps(value).encode(), named)


def compressed(value: object) -> Reply:
    """Return a compressed JSON response."""
    return Reply(200, gzip.compress(json.dumps(value).encode()), {"Content-Encoding": "gzip"})


def raw(*pieces: bytes, pause: float = 0.0) -> Script:
    """Send the bytes with pauses between them, then close the connection."""

    def play(connection: socket.socket, request: Received) -> bool:
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(pause)
        return False

    return play


def reset(first: bytes = b"") -> Script:
    """Send some bytes, then reset the connection (RST)."""

    def play(connection: socket.socket, request: Received) -> bool:
        if first:
            connection.sendall(first)
            time.sleep(0.05)  # lets them arrive before the reset
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False

    return play


def hang_up(connection: socket.socket, request: Received) -> bool:
    """Close the connection without a response."""
    return False


def trickle(head: bytes, piece: bytes = b"x", pause: float = 0.1, most: float = 20.0) -> Script:
    """Send the head, then a piece after each pause, for `most` seconds or until the client disconnects."""

    def play(connection: socket.socket, request: Received) -> bool:
        connection.sendall(head)
        end = time.monotonic() + most
        while time.monotonic() < end:
            connection.sendall(piece)
            time.sleep(pause)
        return False

    return play


def silence(seconds: float = 20.0) -> Script:
    """Send nothing until the client disconnects."""

    def play(connection: socket.socket, request: Received) -> bool:
        connection.settimeout(seconds)
        connection.recv(1)
        return False

    return play


class Loopback:
    """The server, with a thread for each connection. All threads end with the `with` block. `tls` enables HTTPS.

    After `most` requests the server responds with 508 (Loop Detected), so a client that never stops sending requests
    fails its test instead of blocking it.
    """

    most = 100_000

    def __init__(self, *acts: Act, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self.requests: list[Received] = []
        self.connections = 0
        self.open = 0
        self._acts: list[Act] = list(acts)
        self._by_path: dict[str, Script] = {}
        self._lock = threading.Lock()
        self._sockets: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self._ended = False

    @property
    def port(self) -> int:
        """The port of the server."""
        return int(self._listener.getsockname()[1])

    @property
    def url(self) -> str:
        """The URL of the server, without a trailing slash."""
        return f"{'http' if self._tls is None else 'https'}://127.0.0.1:{self.port}"

    def play(self, *acts: Act) -> None:
        """Replace the remaining acts. The last one repeats."""
        with self._lock:
            self._acts = list(acts)
            self.requests.clear()

    def answer_with(self, act: Callable[[Received], Reply]) -> None:
        """Respond to every request with the result of a function."""

        def play(connection: socket.socket, request: Received) -> bool:
            return _send(connection, act(request))

        self.play(play)

    @property
    def gaps(self) -> list[float]:
        """Return the seconds between the requests."""
        times = [request.time for request in self.requests]
        return [after - before for before, after in pairwise(times)]

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop listening, so new connections are refused, and close all connections."""
        self._ended = True
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in list(self._sockets):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while not self._ended:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self.connections += 1
                number = self.connections
            threading.Thread(target=self._serve, args=(connection, number), daemon=True).start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self._lock:
            self.open += 1
        try:
            with suppress(OSError):
                if self._tls is not None:
                    connection = self._tls.wrap_socket(connection, server_side=True)
                self._sockets.add(connection)
                while self._one(connection, number):
                    pass
        finally:
            self._sockets.discard(connection)
            connection.close()
            with self._lock:
                self.open -= 1

    def _one(self, connection: socket.socket, number: int) -> bool:
        request = _receive(connection, number)
        if request is None:
            return False
        with self._lock:
            self.requests.append(request)
            act = self._acts.pop(0) if len(self._acts) > 1 else self._acts[0]
            if len(self.requests) > self.most:
                act = Reply(508)
        return _send(connection, act) if isinstance(act, Reply) else act(connection, request)


def _send(connection: socket.socket, reply: Reply) -> bool:
    if reply.delay:
        time.sleep(reply.delay)
    connection.sendall(reply.to_bytes())
    return not reply.close


def _receive(connection: socket.socket, number: int) -> Received | None:
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(_RECEIVE)
        if not more:
            return None
        data += more
    began = time.monotonic()
    head, _, rest = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ")
    pairs = [line.partition(":") for line in lines]
    headers = tuple((name, value.strip()) for name, _, value in pairs)
    body = _body(connection, rest, {name.lower(): value for name, value in headers})
    return Received(method, target, headers, body, began, number)


def _body(connection: socket.socket, rest: bytes, headers: Mapping[str, str]) -> bytes:
    if headers.get("transfer-encoding", "").lower() == "chunked":
        return _chunked(connection, rest)
    length = int(headers.get("content-length", "0"))
    while len(rest) < length:
        more = connection.recv(_RECEIVE)
        if not more:
            break
        rest += more
    return rest[:length]


def _chunked(connection: socket.socket, rest: bytes) -> bytes:
    body = b""
    while True:
        while b"\r\n" not in rest:
            rest += _more(connection)
        size_text, _, rest = rest.partition(b"\r\n")
        size = int(size_text, 16)
        while len(rest) < size + 2:
            rest += _more(connection)
        if size == 0:
            return body
        body, rest = body + rest[:size], rest[size + 2 :]


def _more(connection: socket.socket) -> bytes:
    """Return further bytes of a chunked body, which the client may leave incomplete."""
    more = connection.recv(_RECEIVE)
    if not more:
        raise ConnectionResetError("the client closed the connection in a chunked body")
    return more


def chunked(pieces: Sequence[bytes], tail: bytes = b"") -> bytes:
    """Return a chunked response with these chunks, followed by a tail that violates the protocol."""
    head = (
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    return (
        head
        + b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
        + b"0\r\n\r\n"
        + tail
    )
