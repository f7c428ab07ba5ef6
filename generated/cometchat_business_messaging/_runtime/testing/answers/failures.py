"""Failures of the connection, and responses that cannot be used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NoReturn, TypeAlias

import httpx2

from ...clock import current
from ...descriptors.operation import Operation
from ..clock import FakeClock
from ..problems import FakeError
from ..requests.calls import FakeCall
from ..transport import Body, response
from .results import Answer, is_empty, media_type_of, status_of

Failure: TypeAlias = Literal["refused", "reset", "timeout", "truncated", "garbage", "slow"]
"""`refused`: no connection is made. `reset`: the connection breaks before a response. `timeout`: no response comes in
time. `truncated`: the body ends early. `garbage`: the body is not what its media type says. `slow`: the body begins,
but does not end in time."""

_GARBAGE = b"\x00\xff<html>not what you expect"
# A line without the name of a field is no event, and the client ignores it.
_EVENT = b"data: %b\n\n" % _GARBAGE


def failure_answer(operation: Operation[Any], how: Failure) -> Answer:
    """The failure of an attempt.

    Raises:
        FakeError: There is no such failure.
    """
    result = next((each for each in operation.results if not is_empty(each)), None)
    status = 200 if result is None else status_of(result)
    media_type = "application/json" if result is None else media_type_of(result)
    is_event = result is not None and result.kind in ("events", "event-objects")

    def refused(call: FakeCall) -> NoReturn:
        raise httpx2.ConnectError("connection refused by the fake")

    def reset(call: FakeCall) -> NoReturn:
        raise httpx2.ReadError("connection reset by the fake")

    def timeout(call: FakeCall) -> NoReturn:
        _pass(call)
        raise httpx2.ReadTimeout("no response of the fake")

    def garbage(call: FakeCall) -> httpx2.Response:
        return response(status, _EVENT if is_event else _GARBAGE, media_type)

    def begun(pieces: Iterator[bytes]) -> httpx2.Response:
        headers = {"content-length": "1000", "content-type": media_type}
        return httpx2.Response(status, headers=headers, stream=Body(lambda: pieces))

    answers: dict[Failure, Answer] = {
        "refused": refused,
        "reset": reset,
        "timeout": timeout,
        "truncated": lambda call: begun(_truncated()),
        "garbage": garbage,
        "slow": lambda call: begun(_slow(call)),
    }
    if how not in answers:
        raise FakeError(f"fails() takes one of {', '.join(answers)}, not {how!r}")
    return answers[how]


def _truncated() -> Iterator[bytes]:
    yield b'{"'
    raise httpx2.RemoteProtocolError("the fake closed the connection before the end of the body")


def _slow(call: FakeCall) -> Iterator[bytes]:
    yield b'{"'
    _pass(call)
    raise httpx2.ReadTimeout("the fake sends slowly")


def _pass(call: FakeCall) -> None:
    """Let the rest of the call's time pass."""
    clock = current()
    if isinstance(clock, FakeClock) and call.timeout is not None:
        clock.advance(call.timeout)
