"""A server that answers each request with the same template and keeps the connection open."""

from __future__ import annotations

import socket
import threading

_BODY = (
    b'{"id":"t1","templateId":"welcome","name":"Welcome","status":"approved","channelIds":["a","b"],'
    b'"variableSchema":{},"config":{},"createdAt":"2026-01-02T03:04:05Z","updatedAt":"2026-01-02T03:04:05Z"}'
)
_ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: Mon, 05 Jan 2026 10:00:00 GMT\r\n"
    b"Server: bench\r\nX-Request-Id: 1\r\nContent-Length: %d\r\n\r\n%b" % (len(_BODY), _BODY)
)


def _serve(connection: socket.socket) -> None:
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    while connection.recv(65536):  # requests have no body, and each arrives in one piece
        connection.sendall(_ANSWER)


if __name__ == "__main__":
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    print(listener.getsockname()[1], flush=True)
    while True:
        accepted, _ = listener.accept()
        threading.Thread(target=_serve, args=(accepted,), daemon=True).start()
