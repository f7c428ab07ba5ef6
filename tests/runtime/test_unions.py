"""Which member of a union a value is read as."""

from __future__ import annotations

import datetime
from typing import Any, Literal

import pytest
from client_under_test._runtime.models import types
from client_under_test._runtime.models.codec import decode, encode
from client_under_test._runtime.models.decoders import convert
from client_under_test._runtime.models.drift import Drift, Report
from client_under_test._runtime.models.types import Timestamp
from client_under_test._runtime.models.unions import Choice

ONE_OF: Any = vars(types)["OneOf"]  # which is an annotation to type checkers
TIME = "2024-01-15T09:30:00Z"
MOMENT = datetime.datetime(2024, 1, 15, 9, 30, tzinfo=datetime.UTC)
DAY = datetime.date(2024, 1, 15)


def read(value: object, type_: Any) -> object:
    """A value of a response, without tolerance."""
    return decode(encode(value), type_, Report("things.get", Drift(), strict=True))


TEXTS: list[tuple[tuple[Any, ...], str, object]] = [
    ((Timestamp, str), TIME, MOMENT),
    ((str, Timestamp), TIME, TIME),
    ((Timestamp, str), "soon", "soon"),
    ((datetime.date, str), "2024-01-15", DAY),
    ((str, datetime.date), "2024-01-15", "2024-01-15"),
    ((datetime.date, Timestamp, str), TIME, MOMENT),
    ((Timestamp, datetime.date, str), "2024-01-15", DAY),
    ((bytes, str), "AP8=", b"\x00\xff"),
    ((str, bytes), "AP8=", "AP8="),
    ((bytes, str), "no base64", "no base64"),
    ((Literal["a", "b"], Timestamp, str), "a", "a"),
    ((Timestamp, Literal["a", "b"]), "b", "b"),
    ((int, Timestamp, str), TIME, MOMENT),
    ((list[str], Timestamp, str), TIME, MOMENT),
]


@pytest.mark.parametrize(("members", "text", "expected"), TEXTS, ids=str)
def test_a_text_is_the_first_member_of_the_document_that_reads_it(
    members: tuple[Any, ...], text: str, expected: object
) -> None:
    union: Any = members[0]
    for member in members[1:]:
        union = union | member
    assert Choice(lambda: members).read(text, convert) == expected
    assert read(text, ONE_OF[union]) == expected
    assert read([text], list[ONE_OF[union]]) == [expected]


NUMBERS: list[tuple[tuple[Any, ...], object, object]] = [
    ((float, int), 3, 3),
    ((int, float), 3.5, 3.5),
    ((str, int), 3, 3),
    ((int, bool), True, True),
    ((bool, int), 1, 1),
    ((float, Literal[1, 2]), 2, 2),
    ((Timestamp, str, None), None, None),
]


@pytest.mark.parametrize(("members", "value", "expected"), NUMBERS, ids=str)
def test_a_number_is_the_member_of_its_own_kind(
    members: tuple[Any, ...], value: object, expected: object
) -> None:
    found = Choice(lambda: members).read(value, convert)
    assert (found, type(found)) == (expected, type(expected))
