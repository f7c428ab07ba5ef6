"""A call ends within `timeout` + 0.25 s for every server behavior, and releases its connection."""

from __future__ import annotations

import gzip
import signal
import socket
import threading
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import FrameType

import anyio
import pytest
from client_under_test._runtime import errors
from client_under_test._runtime.deadline import Deadline, current, enforced

from tests.runtime.sides import LINES_UP, UPLOAD, Side, Thing, Upload
from tests.runtime.timing import ends_within, soon
from tests.runtime.uploads import BlockingPipe
from tests.support.loopback import Act, Loopback, Received, Reply, answer, silence, trickle

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
LATE: dict[str, Act] = {
    "silence": silence(),
    "trickled headers": trickle(HEAD + b"X: "),
    "trickled status line": trickle(b"H", b"T"),
    "trickled body": trickle(HEAD + b"Content-Length: 1000\r\n\r\n", b" "),
    "trickled chunks": trickle(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    "endless body": trickle(HEAD + b"\r\n", b" " * 1024, pause=0.001),
    "endless informational responses": trickle(
        b"", b"HTTP/1.1 103 Early Hints\r\n\r\n", pause=0.001
    ),
    "trickled error body": trickle(b"HTTP/1.1 500 No\r\n\r\n", b" "),
    "delayed retryable responses": Reply(503, delay=0.2),
    "slow retries": Reply(503),
}


@pytest.mark.parametrize("fault", LATE)
def test_a_call_ends_in_time(side: Side, server: Loopback, fault: str) -> None:
    server.play(LATE[fault])
    caller = side.caller(server, timeout=0.5, max_retries=50, backoff=0.1)

    def late() -> None:
        with pytest.raises(errors.APIError) as caught:
            caller.get()
        if "retr" in fault:
            assert isinstance(caught.value, errors.ServiceUnavailableError | errors.APITimeoutError)
        else:
            assert isinstance(caught.value, errors.APITimeoutError)
            assert "0.5 s" in str(caught.value)
            assert len(caught.value.attempts) == 1
            assert caught.value.__cause__ is not None

    ends_within(0.5, late)
    server.play(answer({"id": "1"}))
    assert caller.with_options(timeout=30.0).get().id == "1", "the pool is still usable"


def test_the_timeout_includes_retry_pauses(side: Side, server: Loopback) -> None:
    server.play(Reply(503))
    caller = side.caller(server, timeout=2.0, max_retries=9, backoff=1.0)
    with pytest.raises(errors.ServiceUnavailableError, match="not retried") as caught:
        caller.get()
    delays = [attempt.delay for attempt in caught.value.attempts]
    assert (
        len(delays) == len(server.requests) == 2
    ), "the second pause of 1.5 to 2 s would exceed the timeout"
    assert 0.75 <= delays[0] <= 1.0
    assert delays[1] == 0.0


def test_a_server_that_does_not_read(side: Side) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        caller = side.caller(
            f"http://127.0.0.1:{listener.getsockname()[1]}", timeout=0.5, max_retries=0
        )

        def upload() -> None:
            with pytest.raises(errors.APITimeoutError):
                caller.call(UPLOAD, {}, Upload(name="x", file=b"x" * 30_000_000))

        ends_within(0.5, upload, least=0.4)


def test_the_connect_timeout_is_separate(side: Side) -> None:
    with full_backlog() as port:
        caller = side.caller(
            f"http://127.0.0.1:{port}", timeout=30, connect_timeout=0.2, max_retries=1
        )
        with pytest.raises(errors.APITimeoutError, match=r"no connection within 0\.2 s") as caught:
            caller.create()
        assert len(caught.value.attempts) == 2, "nothing was sent"
        assert all(0.2 <= attempt.elapsed < 10 for attempt in caught.value.attempts), "not 30 s"


@contextmanager
def full_backlog() -> Iterator[int]:
    """Yield a port that accepts no connection because its queue is full."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        port = listener.getsockname()[1]
        waiting = []
        for _ in range(4):
            each = socket.socket()
            each.setblocking(False)
            each.connect_ex(("127.0.0.1", port))
            waiting.append(each)
        time.sleep(0.05)
        yield port
        for each in waiting:
            each.close()


def test_a_nested_deadline_restores_the_outer_one() -> None:
    outer, inner = Deadline(60), Deadline(None)
    assert current() is None
    with enforced(outer):
        with enforced(inner):
            assert current() is inner
        assert current() is outer
        with pytest.raises(KeyError), enforced(inner):
            raise KeyError
        assert current() is outer
    assert current() is None


def test_an_upload_whose_body_makes_other_calls_ends_in_time(
    sync_side: Side, server: Loopback
) -> None:
    """The body consists of responses that the same client requests in the thread of the upload."""

    def act(connection: socket.socket, request: Received) -> bool:
        response = LATE["trickled headers"] if request.path == "/lines" else answer({"id": "1"})
        if isinstance(response, Reply):
            connection.sendall(response.to_bytes())
            return True
        return response(connection, request)

    server.play(act)
    caller = sync_side.caller(server, timeout=0.5, max_retries=0)
    things = (caller.with_options(timeout=20.0).get(str(number)) for number in range(2))
    with pytest.raises(errors.APITimeoutError, match=r"timeout of 0\.5 s"):
        caller.call(LINES_UP, {}, things)


def test_an_upload_from_a_pipe_that_blocks_ends_in_time(async_side: Side, server: Loopback) -> None:
    """The thread that reads the pipe is abandoned. A synchronous call would wait: it reads in its own thread."""
    server.play(answer({"id": "1"}))
    caller = async_side.caller(server, timeout=0.5)
    pipe = BlockingPipe()
    with pytest.raises(errors.APITimeoutError, match=r"timeout of 0\.5 s"):
        caller.call(UPLOAD, {}, Upload(name="x", file=pipe))
    assert not pipe.read_to_its_end, "the call did not wait for the pipe"
    pipe.written.set()
    assert caller.with_options(timeout=30.0).get().id == "1", "the pool is still usable"


def test_a_call_without_a_timeout(side: Side, server: Loopback) -> None:
    server.play(answer({"id": "1"}))
    assert side.caller(server, timeout=None).get().id == "1"


def test_the_timeout_includes_the_wait_for_a_connection(server: Loopback, sync_side: Side) -> None:
    server.play(silence(20))
    caller = sync_side.caller(server, timeout=0.6, max_retries=0)
    outcomes: list[float] = []

    def one() -> None:
        began = time.monotonic()
        with pytest.raises(errors.APITimeoutError):
            caller.get()
        outcomes.append(time.monotonic() - began)

    threads = [threading.Thread(target=one) for _ in range(110)]  # the pool has 100
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 110
    assert max(outcomes) < 10, "not 20"


# --- bounds ----------------------------------------------------------------------------------------------------------

MIB = 1024 * 1024


def bomb(size: int) -> bytes:
    """Return zeros that gzip compresses to a thousandth of `size`."""
    compressor = zlib.compressobj(wbits=31)
    return (
        b"".join(compressor.compress(bytes(MIB)) for _ in range(size // MIB)) + compressor.flush()
    )


@pytest.mark.parametrize(
    "act",
    [
        Reply(200, b" " * MIB),
        Reply(200, bomb(400 * MIB), {"Content-Encoding": "gzip"}),
        Reply(200, gzip.compress(bomb(100 * MIB)), {"Content-Encoding": "gzip, gzip"}),
        trickle(HEAD + b"\r\n", b" " * 100_000, pause=0),
    ],
    ids=["plain", "bomb", "bomb in a bomb", "endless"],
)
def test_a_body_over_the_limit_is_refused_before_it_is_in_memory(
    side: Side, server: Loopback, act: Act
) -> None:
    server.play(act)
    caller = side.caller(server, max_response_size=MIB // 2)
    tracemalloc.start()
    with pytest.raises(errors.ResponseTooLargeError, match="max_response_size"):
        caller.get()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * MIB
    server.play(answer({"id": "1"}))
    assert caller.get() == Thing(id="1")


def test_a_body_of_exactly_the_limit_is_accepted(side: Side, server: Loopback) -> None:
    body = b'{"id": "1"}'.ljust(1000)
    server.play(Reply(200, body), Reply(200, gzip.compress(body), {"Content-Encoding": "gzip"}))
    caller = side.caller(server, max_response_size=1000)
    assert caller.get().id == caller.get().id == "1"


def test_deflate_with_and_without_the_zlib_header(side: Side, server: Loopback) -> None:
    body = b'{"id": "1"}'
    compressor = zlib.compressobj(wbits=-15)
    raw_deflate = compressor.compress(body) + compressor.flush()
    server.play(
        *(
            Reply(200, each, {"Content-Encoding": "deflate"})
            for each in (zlib.compress(body), raw_deflate)
        )
    )
    caller = side.caller(server)
    assert caller.get().id == caller.get().id == "1"


# --- interruption ----------------------------------------------------------------------------------------------------


def never_done(server: Loopback) -> None:
    """Never complete a response: send nothing, half of a head, or half of a body."""
    acts = [silence(), trickle(HEAD + b"X: "), trickle(HEAD + b"Content-Length: 1000\r\n\r\n")]

    def act(connection: socket.socket, request: Received) -> bool:
        return acts[len(server.requests) % 3](connection, request)

    server.play(act)


def all_answered_together(server: Loopback, calls: int) -> None:
    """Respond only when this many requests are open at the same time, each on its own connection."""
    everyone = threading.Barrier(calls, timeout=20)

    def act(connection: socket.socket, request: Received) -> bool:
        if not request.path.endswith("/after"):
            return False  # a request of a cancelled call that arrives late
        everyone.wait()
        connection.sendall(answer({"id": "1"}).to_bytes())
        return True

    server.play(act)


POOL = 100


def test_a_thousand_cancelled_calls_leave_no_connection_checked_out(
    async_side: Side, server: Loopback
) -> None:
    caller = async_side.caller(server, timeout=60)
    cancelled: list[bool] = []

    async def one(moment: float) -> None:
        with anyio.move_on_after(moment) as scope:
            await caller.things.get("1")
        cancelled.append(scope.cancelled_caught)

    async def many() -> None:
        async with anyio.create_task_group() as group:
            for number in range(200):  # half of them wait for a connection
                group.start_soon(one, 0.001 * number)

    never_done(server)
    for _ in range(5):
        async_side.run(many)
    assert cancelled == [True] * 1000

    async def all_at_once() -> None:
        async with anyio.create_task_group() as group:
            for _ in range(POOL):
                group.start_soon(caller.things.get, "after")

    all_answered_together(server, POOL)
    async_side.run(all_at_once)


def interrupt_while_reading(number: int, frame: FrameType | None) -> None:
    """Raise KeyboardInterrupt and stop the timer if the main thread reads from the server; otherwise do nothing.

    At other moments neither the interrupt nor the release is certain. Python discards an exception that is raised in a
    destructor or a weakref callback. The HTTP library loses a connection if it is interrupted between two steps of its
    bookkeeping.
    """
    code = frame.f_code if frame else None
    if code and code.co_name == "read" and "httpcore2" in code.co_filename:
        signal.setitimer(signal.ITIMER_REAL, 0)
        raise KeyboardInterrupt


def test_calls_interrupted_while_they_wait_leave_no_connection_checked_out(
    server: Loopback, sync_side: Side
) -> None:
    caller = sync_side.caller(server, timeout=60)
    never_done(server)
    before = signal.signal(signal.SIGALRM, interrupt_while_reading)
    try:
        for number in range(60):
            # The timer repeats, because a signal just before a system call does not interrupt it.
            signal.setitimer(signal.ITIMER_REAL, 0.005 + 0.0005 * number, 0.005)
            with pytest.raises(KeyboardInterrupt):
                caller.get()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert len(server.requests) == 60
    all_answered_together(server, POOL)
    with ThreadPoolExecutor(POOL) as threads:
        assert len(list(threads.map(caller.get, ["after"] * POOL))) == POOL
    assert soon(lambda: server.open <= POOL)
