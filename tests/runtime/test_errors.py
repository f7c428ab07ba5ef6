"""Every failure of a server or network, simulated on real sockets, raises an error of the client."""

from __future__ import annotations

import copy
import gzip
import pickle
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from client_under_test._runtime import Hooks, errors

from tests.runtime.sides import (
    API_KEY,
    APP_ID,
    CREATE,
    DELETE,
    NOTE,
    Side,
    Thing,
    ThingMissingError,
)
from tests.support.loopback import (
    Act,
    Loopback,
    Received,
    Reply,
    answer,
    chunked,
    hang_up,
    raw,
    reset,
)

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
FINE = b'{"id": "1"}'


def html(status: int) -> Reply:
    """Return an error page of a proxy."""
    return Reply(status, b"<html>Bad gateway</html>", content_type="text/html")


NO_RESPONSE: dict[str, Act] = {
    "reset before headers": reset(),
    "closed before headers": hang_up,
    "reset in headers": reset(b"HTTP/1.1 200 OK\r\nContent-Ty"),
    "closed in headers": raw(b"HTTP/1.1 200 OK\r\nContent-Ty"),
    "reset in body": reset(OK + b"Content-Length: 100\r\n\r\n{"),
    "shorter than content-length": raw(OK + b"Content-Length: 100\r\n\r\n" + FINE),
    "chunk cut off": raw(OK + b'Transfer-Encoding: chunked\r\n\r\nff\r\n{"id"'),
    "no last chunk": raw(OK + b"Transfer-Encoding: chunked\r\n\r\n3\r\n{\r\n"),
    "bad chunk size": raw(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n"),
    "not HTTP": raw(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"),
    "bad status line": raw(b"HTTP/1.1 abc OK\r\n\r\n"),
    "bad header": raw(b"HTTP/1.1 200 OK\r\n: x\r\n\r\n"),
    "two content-lengths": raw(OK + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"),
    "endless headers": raw(b"HTTP/1.1 200 OK\r\n" + b"X: " + b"x" * 300_000),
}
UNUSABLE: dict[str, Act] = {
    "truncated JSON": Reply(200, b'{"id": "1'),
    "invalid UTF-8": Reply(200, b'{"id": "\xff\xfe"}'),
    "HTML": html(200),
    "deep nesting": Reply(200, b"[" * 200_000),
    "deep nesting inside": Reply(200, b'{"id": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    "two values": Reply(200, FINE + FINE),
    "not gzip": Reply(200, FINE, {"Content-Encoding": "gzip"}),
    "gzip cut off": Reply(200, gzip.compress(FINE)[:-9], {"Content-Encoding": "gzip"}),
    "unknown encoding": Reply(200, FINE, {"Content-Encoding": "zstd"}),
    "a string": Reply(200, b'"hello"'),
    "null": Reply(200, b"null"),
    "an array": Reply(200, b"[1, 2]"),
}
EMPTY: dict[str, Act] = {
    "empty": Reply(200, b""),
    "white space": Reply(201, b"\r\n"),
    "compressed": Reply(200, gzip.compress(b""), {"Content-Encoding": "gzip"}),
    "closed": raw(b"HTTP/1.0 200 OK\r\n\r\n"),
    "no content": Reply(204),
    "no content type": Reply(202, content_type=None),
}
USABLE: dict[str, Act] = {
    "wrong content type": Reply(200, FINE, content_type="text/html"),
    "no content type": Reply(200, FINE, content_type=None),
    "byte order mark": Reply(200, b"\xef\xbb\xbf" + FINE),
    "HTTP/1.0, closed": raw(b"HTTP/1.0 200 OK\r\n\r\n" + FINE),
    "no length, closed": raw(OK + b"\r\n" + FINE),
    "chunked": raw(chunked([FINE[:4], FINE[4:]])),
    "garbage after the last chunk": raw(chunked([FINE], b"garbage")),
    "longer than content-length": raw(OK + b"Content-Length: 11\r\n\r\n" + FINE + b"garbage"),
    "gzip": Reply(200, gzip.compress(FINE), {"Content-Encoding": "gzip"}),
    "gzip in two members": Reply(
        200, gzip.compress(FINE[:3]) + gzip.compress(FINE[3:]), {"Content-Encoding": "gzip"}
    ),
    "informational first": raw(
        b"HTTP/1.1 103 Early Hints\r\n\r\n" + OK + b"Content-Length: 11\r\n\r\n" + FINE
    ),
    "another success status": Reply(207, FINE),
}


@pytest.mark.parametrize("fault", NO_RESPONSE)
def test_an_incomplete_response_is_a_connection_error(
    side: Side, server: Loopback, fault: str
) -> None:
    server.play(NO_RESPONSE[fault])
    caller = side.caller(server, max_retries=1)
    with pytest.raises(errors.APIConnectionError) as caught:
        caller.get("a/b")
    error = caught.value
    assert (error.request_method, error.request_path) == ("GET", "/things/a%2Fb")
    assert len(error.attempts) == len(server.requests) == 2
    assert error.attempts[0].error
    assert error.attempts[0].delay > 0
    assert error.attempts[1].delay == 0
    assert error.__cause__ is not None
    with pytest.raises(errors.APIConnectionError):
        caller.create()
    assert len(server.requests) == 3, "a POST that may have been handled is sent once"


@pytest.mark.parametrize("fault", UNUSABLE)
def test_an_unusable_response_is_a_response_error(side: Side, server: Loopback, fault: str) -> None:
    server.play(UNUSABLE[fault])
    caller = side.caller(server)
    with pytest.raises(errors.ResponseError) as caught:
        caller.get()
    assert caught.value.request_path == "/things/1"
    assert len(caught.value.attempts) == 1
    with pytest.raises(errors.ResponseError):
        caller.create()
    assert len(server.requests) == 2, "another attempt would get the same response"


@pytest.mark.parametrize("fault", EMPTY)
def test_an_empty_response_is_an_error_only_if_nothing_was_written(
    side: Side, server: Loopback, fault: str
) -> None:
    server.play(EMPTY[fault])
    caller = side.caller(server)
    with pytest.raises(errors.ResponseDecodeError):
        caller.get()
    assert len(caller.client.drift) == 0
    assert caller.create() is None
    assert [(each.expected, each.received) for each in caller.client.drift] == [("JSON", "nothing")]
    with pytest.raises(errors.ResponseValidationError):
        side.caller(server, strict=True).create()
    assert len(server.requests) == 3


@pytest.mark.parametrize("oddity", USABLE)
def test_an_unusual_but_valid_response_is_accepted(
    side: Side, server: Loopback, oddity: str
) -> None:
    server.play(USABLE[oddity])
    caller = side.caller(server)
    assert caller.get() == Thing(id="1")
    assert caller.get() == Thing(id="1"), "the remaining bytes do not affect the next call"


def test_a_number_of_five_thousand_digits_is_a_mismatch(side: Side, server: Loopback) -> None:
    server.play(Reply(200, b'{"id": "1", "count": ' + b"9" * 5000 + b"}"))
    assert side.caller(server).get().id == "1"
    with pytest.raises(errors.ResponseError):
        side.caller(server, strict=True).get()


def test_an_empty_response_where_no_body_is_documented_is_none(
    side: Side, server: Loopback
) -> None:
    server.play(Reply(204), Reply(200, b""))
    caller = side.caller(server)
    assert caller.call(DELETE, {"id": "1"}) is None
    assert caller.call(DELETE, {"id": "1"}) is None


def test_text_is_decoded_with_the_charset_of_the_response(side: Side, server: Loopback) -> None:
    server.play(
        Reply(200, "grün".encode("latin-1"), content_type="text/plain; charset=latin-1"),
        Reply(200, b"\xff", content_type="text/plain"),
        Reply(200, b"x", content_type="text/plain; charset=klingon"),
    )
    caller = side.caller(server)
    assert caller.call(NOTE) == "grün"
    for _ in range(2):
        with pytest.raises(errors.ResponseDecodeError, match="text"):
            caller.call(NOTE)


def test_a_refused_connection_is_tried_again_even_for_a_post(side: Side) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    caller = side.caller(f"http://127.0.0.1:{port}")
    for call in (caller.get, caller.create):
        with pytest.raises(errors.APIConnectionError) as caught:
            call()
        assert len(caught.value.attempts) == 3, "nothing was sent"


FIRST_BYTES = {
    "plain text": b"HTTP/1.1 400 Bad Request\r\n\r\nThis is plain HTTP\r\n",
    "another protocol": b"SSH-2.0-OpenSSH_9.6\r\n",
    "an alert": b"\x15\x03\x03\x00\x02\x02\x28",  # handshake failure
    "an alert of the certificate": b"\x15\x03\x03\x00\x02\x02\x2a",
    "the end": b"",
    "half a record": b"\x16\x03\x03\x40\x00\x02",
}


@contextmanager
def replying_with(data: bytes) -> Iterator[str]:
    """Yield the URL of a server that reads once from each connection, sends this data, and closes the connection."""

    def serve(listener: socket.socket) -> None:
        with suppress(OSError):  # the listener is closed
            while True:
                connection, _ = listener.accept()
                with connection:
                    # Read the client's greeting; otherwise the close would be a reset.
                    connection.recv(65536)
                    connection.sendall(data)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve, args=(listener,), daemon=True).start()
        yield f"https://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and its causes."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


@pytest.mark.parametrize("first", FIRST_BYTES)
def test_a_failed_tls_handshake_is_a_connection_error(side: Side, first: str) -> None:
    """A handshake that fails at once is not a timeout. Even a POST is tried again, because nothing was sent."""
    with replying_with(FIRST_BYTES[first]) as url:
        caller = side.caller(url, max_retries=1, backoff=0.001, connect_timeout=30.0)
        with pytest.raises(errors.APIConnectionError, match="no connection was made") as caught:
            caller.create()
    assert not isinstance(caught.value, errors.APITimeoutError)
    assert [attempt.error for attempt in caught.value.attempts] == ["ConnectError"] * 2
    assert any("SSL" in str(each) or "TLS" in str(each) for each in chain(caught.value))


STATUSES = {
    301: errors.RedirectionError,
    304: errors.RedirectionError,
    400: errors.BadRequestError,
    401: errors.UnauthorizedError,
    403: errors.ForbiddenError,
    404: errors.NotFoundError,
    409: errors.ConflictError,
    418: errors.ClientError,
    422: errors.UnprocessableEntityError,
    429: errors.TooManyRequestsError,
    500: errors.InternalServerError,
    503: errors.ServiceUnavailableError,
    599: errors.ServerError,
}
BODIES = [b"", b"<html>", b'{"error": 3}', b"[1]", b'"x"', b"\xff", b"[" * 100_000]


@pytest.mark.parametrize("status", STATUSES)
def test_each_status_has_a_class_for_every_body(side: Side, server: Loopback, status: int) -> None:
    caller = side.caller(server, max_retries=0)
    for body in BODIES:
        server.play(Reply(status, b"" if status == 304 else body))
        with pytest.raises(errors.APIStatusError) as caught:
            caller.get()
        assert type(caught.value) is STATUSES[status]
        assert caught.value.status_code == status
        assert caught.value.message
        assert len(server.requests) == 1


def test_the_error_has_the_values_of_the_envelope(side: Side, server: Loopback) -> None:
    envelope = {
        "error": {
            "code": "ERR_THING_MISSING",
            "message": "no such thing",
            "devMessage": "look elsewhere",
            "details": {"id": ["1"]},
        }
    }
    server.play(answer(envelope, 404, X_Request_Id="req-7"))
    with pytest.raises(ThingMissingError) as caught:
        side.caller(server).get()
    error = caught.value
    assert (error.code, error.message, error.request_id) == (
        "ERR_THING_MISSING",
        "no such thing",
        "req-7",
    )
    assert (vars(error)["dev_message"], error.details) == ("look elsewhere", {"id": ["1"]})
    assert error.headers["x-request-id"] == "req-7"
    assert error.data == envelope
    assert str(error) == "404 ERR_THING_MISSING: no such thing [request id req-7] (GET /things/1)"


MESSAGES: list[tuple[object, str, str | None]] = [
    ({"message": "plain"}, "plain", None),
    ({"error": {"message": "nested", "code": "X"}}, "nested", "X"),
    ({"error": "text"}, "text", "text"),
    ({"detail": "detailed", "title": "Problem", "type": "about:blank"}, "detailed", "about:blank"),
    ({"title": "Problem"}, "Problem", None),
    ({"errors": [{"message": "first"}]}, "first", None),
    ({"error": {"code": 17}}, "Not Found", "17"),
    ({"other": 1}, "Not Found", None),
    ("just a text", "just a text", None),
]


def test_messages_of_other_body_formats(side: Side, server: Loopback) -> None:
    caller = side.caller(server)
    for body, message, code in MESSAGES:
        server.play(answer(body, 404))
        with pytest.raises(errors.NotFoundError) as caught:
            caller.get()
        assert (caught.value.message, caught.value.code) == (message, code)


def test_a_message_in_plain_text(side: Side, server: Loopback) -> None:
    caller = side.caller(server)
    for content_type, message in (
        ("text/plain; charset=utf-8", "no such \ufffd"),
        ("text/html", "Not Found"),
    ):
        server.play(Reply(404, b" no such \xff\n", content_type=content_type))
        with pytest.raises(errors.NotFoundError) as caught:
            caller.get()
        assert (caught.value.message, caught.value.data) == (message, None)


def test_lone_surrogates_in_code_and_message_are_escaped(side: Side, server: Loopback) -> None:
    server.play(Reply(404, b'{"error": {"code": "E\\udfff", "message": "no \\ud800"}}'))
    with pytest.raises(errors.NotFoundError) as caught:
        side.caller(server).get()
    assert (caught.value.code, caught.value.message) == ("E\\udfff", "no \\ud800")
    assert str(caught.value).encode()
    assert b"\\ud800" in caught.value.body, "the body is unchanged"


def test_errors_are_picklable_and_hashable(side: Side, server: Loopback) -> None:
    server.play(
        answer({"error": {"code": "ERR_THING_MISSING", "message": "gone", "devMessage": "d"}}, 404)
    )
    caller = side.caller(server)
    with pytest.raises(ThingMissingError) as caught:
        caller.get()
    for again in (pickle.loads(pickle.dumps(caught.value)), copy.copy(caught.value)):
        assert type(again) is ThingMissingError
        assert vars(again).keys() == vars(caught.value).keys()
        assert str(again) == str(caught.value)
        assert again.attempts == caught.value.attempts
    assert len({caught.value, caught.value}) == 1
    server.play(hang_up)
    with pytest.raises(errors.APIConnectionError) as lost:
        caller.get()
    assert str(pickle.loads(pickle.dumps(lost.value))) == str(lost.value)


@pytest.mark.parametrize(
    "error",
    [
        errors.ArgumentError("must not be empty", argument="id"),
        errors.ResponseValidationError(pointer="/a", expected="int", received="str"),
        errors.APITimeoutError("late"),
        errors.ConfigurationError("missing"),
    ],
)
def test_each_error_class_is_picklable(error: errors.APIError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_no_cause_contains_a_credential_that_the_server_repeats(
    side: Side, server: Loopback
) -> None:
    server.play(raw(b"HTTP/1.1 " + API_KEY.encode() + b"\r\n\r\n"))
    with pytest.raises(errors.APIConnectionError) as caught:
        side.caller(server, max_retries=0).get()
    link: BaseException | None = caught.value
    while link is not None:
        assert API_KEY not in str(link)
        assert API_KEY not in repr(link)
        link = link.__cause__


def test_the_server_receives_the_request(side: Side, server: Loopback) -> None:
    server.answer_with(lambda request: answer({"id": request.json()["id"]}))
    caller = side.caller(server, headers={"X-Team": "blue"})
    assert caller.call(CREATE, {}, Thing(id="é")) == Thing(id="é")
    request: Received = server.requests[0]
    assert (request.method, request.target) == ("POST", "/things")
    assert request.json() == {"id": "é"}
    assert request.header("content-type") == "application/json"
    assert request.header("accept") == "application/json"
    assert request.header("x-team") == "blue"
    assert str(request.header("user-agent")).startswith("thing_api/1.2.3 ")
    assert request.header("apikey") == API_KEY


def test_exceptions_of_the_callers_code_are_raised_unchanged(server: Loopback, side: Side) -> None:
    def raise_error(*_: object) -> Any:
        raise LookupError("mine")

    with pytest.raises(LookupError, match="mine"):
        side.caller(server, values={"app_id": APP_ID, "api_key": raise_error}).get()
    with pytest.raises(LookupError, match="mine"):
        side.caller(server, hooks=Hooks(change_request=raise_error)).get()
