"""Attacks by servers and networks, and mistakes of callers. Each of them succeeded against an earlier version."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
import logging
import pickle
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest
import trio
from client_under_test._runtime import (
    ApiDescription,
    AsyncClient,
    Scheme,
    errors,
    opentelemetry_hooks,
)
from client_under_test._runtime.transport.decompression import Decoder

from tests.runtime.sides import API, API_KEY, UPLOAD, AsyncThings, Side, Thing, Upload
from tests.runtime.timing import ends_within
from tests.support.loopback import Loopback, Received, Reply, answer, chunked

FINE = b'{"id": "1"}'
SMUGGLED = b'HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n{"id": "evil"}'


# --- surplus and broken bodies ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "first",
    [
        chunked([FINE], SMUGGLED),
        b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n" + FINE + SMUGGLED,
        b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n" + FINE + b"\r\ngarbage",
    ],
)
def test_surplus_bytes_after_a_response_are_never_used_as_the_next_response(
    side: Side, server: Loopback, first: bytes
) -> None:
    def play(connection: socket.socket, request: Received) -> bool:
        connection.sendall(first)
        return True

    server.play(play, answer({"id": "2"}))
    caller = side.caller(server, max_retries=0)
    assert caller.get().id == "1"
    assert caller.get().id == "2"
    assert server.connections == 2


@pytest.mark.parametrize(
    ("reply", "attempts"),
    [
        (Reply(503, b"xx", {"Content-Encoding": "br"}), 3),
        (Reply(503, b"x" * 5000), 3),
        (Reply(404, gzip.compress(b"{}")[:-9], {"Content-Encoding": "gzip"}), 1),
        (Reply(302, b"not gzip", {"Content-Encoding": "gzip", "Location": "/"}), 1),
    ],
)
def test_an_error_status_with_an_unreadable_body_is_still_a_status_error(
    side: Side, server: Loopback, reply: Reply, attempts: int
) -> None:
    server.play(reply)
    with pytest.raises(errors.APIStatusError) as caught:
        side.caller(server, max_response_size=1000).get()
    assert caught.value.status_code == reply.status
    assert len(caught.value.body) <= 1000
    assert len(server.requests) == len(caught.value.attempts) == attempts


def bomb_between_codings() -> bytes:
    """Return 60 kB that decompress to 60 MB, which decompress to 0 bytes."""
    return gzip.compress(gzip.compress(b"") * 3_000_000)


def test_a_bomb_between_two_codings_is_refused(side: Side, server: Loopback) -> None:
    server.play(Reply(200, bomb_between_codings(), {"Content-Encoding": "gzip, gzip"}))
    with pytest.raises(errors.ResponseTooLargeError):
        side.caller(server, timeout=30).get()


def test_a_bomb_between_two_codings_is_refused_near_its_start() -> None:
    decoder, bomb = Decoder("gzip, gzip"), bomb_between_codings()
    pieces = [bomb[start : start + 64] for start in range(0, len(bomb), 64)]
    remaining = iter(pieces)

    def decode() -> None:
        for piece in remaining:
            assert not list(decoder.feed(piece))

    with pytest.raises(errors.ResponseTooLargeError):
        decode()
    assert len(list(remaining)) > 0.9 * len(pieces)


def test_two_codings_are_decoded(side: Side, server: Loopback) -> None:
    body = gzip.compress(gzip.compress(json.dumps({"id": "x" * 3_000_000}).encode()))
    server.play(Reply(200, body, {"Content-Encoding": "gzip, gzip"}))
    assert len(side.caller(server).get().id) == 3_000_000


def test_a_call_ends_in_time_if_the_resolver_hangs(
    side: Side, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    getaddrinfo = socket.getaddrinfo

    def slow(host: Any, *arguments: Any, **named: Any) -> Any:
        flags = named.get("flags") or (arguments[4] if len(arguments) > 4 else 0)
        # With flags, this is the check for a numeric address.
        if host in ("slow.example", b"slow.example") and not flags:
            time.sleep(2)
        return getaddrinfo(host, *arguments, **named)

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    caller = side.caller("http://slow.example", timeout=0.4)

    def late() -> None:
        with pytest.raises(errors.APITimeoutError):
            caller.get()

    ends_within(0.4, late)


# --- files -----------------------------------------------------------------------------------------------------------


class Broken(io.BytesIO):
    """A file that cannot be read."""

    def read(self, size: int | None = -1) -> bytes:
        raise KeyError("disk")


def test_a_file_that_cannot_be_read_is_an_argument_error(side: Side, server: Loopback) -> None:
    server.play(answer({"id": "1"}))
    body = Upload(name="a", file=Broken(b"x" * 100))
    with pytest.raises(errors.ArgumentError, match="file: cannot be read") as caught:
        side.caller(server).call(UPLOAD, {}, body)
    assert isinstance(caught.value.__cause__, KeyError)
    assert (caught.value.request_method, len(caught.value.attempts)) == ("PUT", 1)


# --- redaction -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoded",
    [
        API_KEY.replace("/", "\\/"),
        "".join(f"\\u{ord(character):04x}" for character in API_KEY),
        API_KEY.replace("/", "%2f").replace("+", "%2b"),
    ],
)
def test_an_escaped_credential_in_a_response_is_redacted(
    side: Side, server: Loopback, encoded: str
) -> None:
    text = '{"error": {"message": "no %s", "details": {"%s": ["%s"]}}}'
    server.play(Reply(400, (text % (encoded, encoded, encoded)).encode()))
    with pytest.raises(errors.BadRequestError) as caught:
        side.caller(server).get()
    shown = repr(vars(caught.value)) + pickle.dumps(caught.value).decode("latin-1")
    assert API_KEY not in shown
    assert encoded not in shown
    assert caught.value.message == "no REDACTED"


@pytest.mark.parametrize("key", ["k3y-that-is/secret", "K" + "abcdefghij" * 8])
def test_a_credential_in_a_mismatch_is_redacted_before_truncation(
    side: Side, server: Loopback, key: str
) -> None:
    server.play(answer({"id": "1", "count": key, "createdAt": f"x {key}"}))
    caller = side.caller(server, values={"app_id": "app-4711", "api_key": key})
    caller.get()
    drift = repr(list(caller.client.drift)) + pickle.dumps(caller.client.drift).decode("latin-1")
    assert len(caller.client.drift) == 2
    with pytest.raises(errors.ResponseValidationError) as caught:
        caller.with_options(strict=True).get()
    server.play(answer(key))
    with pytest.raises(errors.ResponseDecodeError) as whole:
        caller.get()
    assert key[:12] not in drift + str(caught.value) + repr(vars(caught.value)) + str(whole.value)


def test_headers_of_a_raw_response_are_redacted(side: Side, server: Loopback) -> None:
    server.play(answer({"id": "1"}, X_Echo=API_KEY, X_Request_Id=f"r-{API_KEY}"))
    caller = side.caller(server)
    raw = caller.raw(caller.things.get, "1")
    assert raw.headers["x-echo"] == "REDACTED"
    assert raw.request_id == "r-REDACTED"


def test_libraries_log_no_credentials(
    side: Side, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.play(answer({"id": "1"}, X_Echo=API_KEY))
    values = {"app_id": "localhost", "api_key": API_KEY}  # as a part of the host name
    side.caller(server.url.replace("127.0.0.1", "localhost"), values=values).get()
    own = httpx2.Client() if side.portal is None else httpx2.AsyncClient()
    by_query = ApiDescription(
        package="query_api",
        version="1",
        env_prefix="QUERY",
        schemes=(Scheme("key", "apiKey", ("api_key",), location="query", parameter="key"),),
        security=(("key",),),
    )
    caller = side.caller(server, api=by_query, values={"api_key": "qu3ry-key"}, http_client=own)
    caller.get()
    side.run(own.close if isinstance(own, httpx2.Client) else own.aclose)
    libraries = [record for record in caplog.records if record.name.startswith("http")]
    assert {record.name for record in libraries} >= {"httpx2", "httpcore2.http11"}
    for record in caplog.records:
        assert not {API_KEY, "qu3ry-key", "localhost"} & {
            word for word in (API_KEY, "qu3ry-key", "localhost") if word in record.getMessage()
        }, record


def test_a_credential_in_the_host_is_redacted_in_spans(side: Side, server: Loopback) -> None:
    spans: list[dict[str, Any]] = []

    class Tracer:
        """A tracer with the interface of OpenTelemetry."""

        def start_span(self, name: str, attributes: dict[str, Any], **_: Any) -> Any:
            spans.append(attributes)
            return self

        def set_attribute(self, *_: object) -> None: ...
        def set_status(self, *_: object) -> None: ...
        def end(self) -> None: ...

    hooks = opentelemetry_hooks(Tracer())
    caller = side.caller("http://app-4711.invalid", hooks=hooks, max_retries=0)
    with pytest.raises(errors.APIConnectionError):
        caller.get()
    assert spans[0]["url.full"] == "http://REDACTED.invalid/things/1"
    assert "app-4711" not in repr(caller.client._state)


def test_fixed_credentials_stay_redacted_after_many_tokens(side: Side, server: Loopback) -> None:
    server.play(answer({"error": {"message": f"no {API_KEY}"}}, 400))
    tokens = iter(f"token-{number}-{'x' * 200}" for number in range(1000))
    caller = side.caller(server, values={"app_id": lambda: next(tokens), "api_key": API_KEY})
    for _ in range(200):
        with pytest.raises(errors.BadRequestError, match="no REDACTED"):
            caller.get()


# --- several event loops ---------------------------------------------------------------------------------------------


def test_alternating_event_loops_keep_their_connections(server: Loopback) -> None:
    server.answer_with(lambda request: answer({"id": request.path.rpartition("/")[2]}))
    values = {"app_id": "app-4711", "api_key": API_KEY}
    client = AsyncClient(API, values=values, base_url=server.url)
    things = AsyncThings(client)
    with asyncio.Runner() as one, asyncio.Runner() as other:
        for number in range(10):
            for runner in (one, other):
                assert runner.run(things.get(str(number))) == Thing(id=str(number))
        for runner in (one, other):
            runner.run(client.close())
    assert server.connections == 2


def test_runs_of_trio_at_the_same_time_have_their_own_connections(server: Loopback) -> None:
    server.answer_with(lambda request: answer({"id": request.path.rpartition("/")[2]}))
    values = {"app_id": "app-4711", "api_key": API_KEY}
    client = AsyncClient(API, values=values, base_url=server.url)
    things = AsyncThings(client)
    barrier = threading.Barrier(3)

    async def calls() -> list[Thing]:
        found = [await things.get("first")]
        barrier.wait()  # all runs have a connection now
        found += [await things.get(str(number)) for number in range(5)]
        await client.close()
        return found

    def run(_: int) -> list[Thing]:
        return trio.run(calls)

    with ThreadPoolExecutor(3) as threads:
        for found in threads.map(run, range(3)):
            assert [each.id for each in found] == ["first", *"01234"]
    assert server.connections == 3
