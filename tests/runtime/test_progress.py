"""The option `progress` of a call."""

from __future__ import annotations

import gc
import io
from collections.abc import AsyncGenerator, AsyncIterator
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from client_under_test._runtime.errors import ArgumentError
from client_under_test._runtime.serialization.files import CHUNK

from tests.runtime.sides import CREATE, GET, LINES_UP, UPLOAD, Side, Thing, Upload
from tests.runtime.uploads import Pipe
from tests.support.loopback import Loopback, Reply, answer
from tests.support.marks import AWAITS_ALL

FINE = answer({"id": "1"})


def test_progress_counts_the_bytes_of_each_attempt(side: Side, server: Loopback) -> None:
    server.play(Reply(503), FINE)
    seen: list[tuple[int, int | None]] = []

    def progress(sent: int, length: int | None) -> None:
        seen.append((sent, length))

    things = side.caller(server).things
    body = Upload(name="x", file=io.BytesIO(bytes(3 * CHUNK)))
    options = {"progress": progress, "idempotency_key": "k"}
    side.run(lambda: things._call(UPLOAD, {}, body, options=options))
    length = len(server.requests[0].body)
    assert {total for _, total in seen} == {length}
    sent = [each for each, _ in seen]
    assert sent.count(length) == 2
    assert sum(before > after for before, after in pairwise(sent)) == 1, "a second attempt"
    assert len(sent) >= 6


def test_progress_of_other_bodies(side: Side, server: Loopback) -> None:
    server.play(FINE)
    seen: list[tuple[int, int | None]] = []
    things = side.caller(server).things

    def call(operation: Any, sent: object, **more: Any) -> int:
        seen.clear()
        options = {"progress": lambda *each: seen.append(each), **more}
        side.run(lambda: things._call(operation, {}, sent, options=options))
        return len(server.requests[-1].body)

    length = call(CREATE, Thing(id="i" * CHUNK), body={"extra": 1})
    assert seen == [(CHUNK, length), (length, length)]
    assert server.requests[-1].json()["extra"] == 1
    length = call(UPLOAD, Upload(name="x", file=Pipe(b"a", b"b")))
    assert (seen[-1], server.requests[-1].header("content-length")) == ((length, None), None)
    length = call(LINES_UP, iter([Thing(id="1"), Thing(id="2")]))
    assert seen == [(length // 2, None), (length, None)]


def test_progress_of_an_asynchronous_iterable(async_side: Side, server: Loopback) -> None:
    server.play(FINE)
    seen: list[tuple[int, int | None]] = []

    async def items() -> AsyncIterator[Thing]:
        yield Thing(id="1")
        yield Thing(id="2")

    things = async_side.caller(server).things
    options = {"progress": lambda *each: seen.append(each)}
    async_side.run(lambda: things._call(LINES_UP, {}, items(), options=options))
    length = len(server.requests[-1].body)
    assert seen == [(length // 2, None), (length, None)]


def test_a_progress_that_fails_ends_the_call(side: Side, server: Loopback) -> None:
    server.play(FINE)
    things = side.caller(server).things

    def fail(sent: int, length: int | None) -> None:
        raise ValueError("cancelled")

    body = Upload(name="x", file=b"1")
    with pytest.raises(ArgumentError, match=r"options\['progress'\]: failed: ValueError\('canc"):
        side.run(lambda: things._call(UPLOAD, {}, body, options={"progress": fail}))
    assert len(server.requests) <= 1
    with pytest.raises(ArgumentError, match=r"'progress'\]: must be a function, not int"):
        side.run(lambda: things._call(UPLOAD, {}, body, options={"progress": 1}))
    with pytest.raises(ArgumentError, match="which has no body"):
        side.run(lambda: things._call(GET, {"id": "1"}, options={"progress": fail}))


class _Show:
    async def __call__(self, sent: int, length: int | None) -> None:
        raise AssertionError


async def _show(sent: int, length: int | None) -> None:
    raise AssertionError


NOT_AWAITED = r"options\['progress'\]: must not be asynchronous: the client does not await it"


@AWAITS_ALL
@pytest.mark.parametrize("show", [_show, partial(_show), _Show(), lambda *each: _show(*each)])
def test_a_progress_that_is_asynchronous_is_refused(
    side: Side, server: Loopback, show: Any
) -> None:
    """No client awaits it, because it can be called in a worker thread."""
    server.play(FINE)
    things = side.caller(server).things

    async def items() -> AsyncGenerator[Thing]:
        yield Thing(id="1")

    def refused(operation: Any, body: object) -> None:
        with pytest.raises(ArgumentError, match=NOT_AWAITED):
            side.run(lambda: things._call(operation, {}, body, options={"progress": show}))

    refused(UPLOAD, Upload(name="x", file=b"1"))
    if side.portal is not None:
        body = items()
        refused(LINES_UP, body)
        side.run(body.aclose)
    gc.collect()
