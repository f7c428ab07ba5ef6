"""The loopback server of the tests."""

from __future__ import annotations

import socket

import pytest

from tests.runtime.timing import soon
from tests.support.loopback import Loopback, answer

HEAD = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize("sent", [b"", b"5", b"5\r\n", b"5\r\nab", b"5\r\nabcde\r\n"])
def test_an_incomplete_request_ends_its_thread(sent: bytes) -> None:
    with Loopback(answer({})) as server:
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(HEAD + sent)
            assert soon(lambda: server.open == 1)
        assert soon(lambda: server.open == 0)
        assert server.requests == []
