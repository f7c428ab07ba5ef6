"""The member of a union that decodes a value."""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import partial
from typing import Any, Literal

import msgspec
import pytest
from client_under_test._runtime.models import types
from client_under_test._runtime.models.codec import decode, encode
from client_under_test._runtime.models.decoders import convert
from client_under_test._runtime.models.drift import Drift, Report
from client_under_test._runtime.models.types import Timestamp
from client_under_test._runtime.models.unions.members import UnionMembers

from tests.runtime.samples import Cat, Circle, Dog

ONE_OF: Any = vars(types)["OneOf"]  # which is an annotation to type checkers
TIME = "2024-01-15T09:30:00Z"
MOMENT = datetime.datetime(2024, 1, 15, 9, 30, tzinfo=datetime.UTC)
DAY = datetime.date(2024, 1, 15)


def read(value: object, type_: Any) -> object:
    """A value of a response, decoded strictly."""
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
def test_a_string_is_the_first_member_that_decodes_it(
    members: tuple[Any, ...], text: str, expected: object
) -> None:
    union: Any = members[0]
    for member in members[1:]:
        union = union | member
    assert UnionMembers(lambda: members).decode(text, convert) == expected
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
def test_a_number_is_the_member_of_its_own_type(
    members: tuple[Any, ...], value: object, expected: object
) -> None:
    found = UnionMembers(lambda: members).decode(value, convert)
    assert (found, type(found)) == (expected, type(expected))


KINDS: dict[str, tuple[object, Any]] = {
    "object": ({"a": 1}, dict[str, int]),
    "array": ([1, 2], list[int]),
    "string": ("soon", str),
    "boolean": (True, bool),
    "integer": (3, int),
    "number": (2.5, float),
    "null": (None, type(None)),
    "date-time": (MOMENT, Timestamp),
    "bytes": (b"x", bytes),
}
"""A value of each kind, and its type. Times and bytes occur in arguments only, not in JSON."""


class Opaque(metaclass=types.CustomType):
    """A type that decodes values with its own method."""

    @staticmethod
    def __from_wire__(value: object, convert: object) -> object:
        return ("opaque", value)


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_of_each_kind_among_members_of_other_kinds(kind: str) -> None:
    value, own = KINDS[kind]
    others = tuple(type_ for name, (_, type_) in KINDS.items() if name != kind)
    if kind == "string":  # every text can be bytes
        others = tuple(type_ for type_ in others if type_ is not bytes)
    union = UnionMembers(lambda: (*others, own))
    assert union.decode(value, convert) == value
    if kind != "string":  # a text comes near to the first member that is written as a text
        assert union.nearest(value) is own


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_of_each_kind_as_a_member_of_any_type(kind: str) -> None:
    value, own = KINDS[kind]
    assert UnionMembers(lambda: (Literal["other"], Any)).decode(value, convert) == value
    if kind != "string":  # a text is the first member of the document that reads it
        assert UnionMembers(lambda: (Any, own)).nearest(value) is own


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_of_each_kind_as_a_custom_type(kind: str) -> None:
    value, _ = KINDS[kind]
    union = UnionMembers(lambda: (Literal["other"], Opaque))
    assert union.decode(value, convert) == ("opaque", value)
    assert UnionMembers(lambda: (Opaque, Any)).nearest(value) is (
        Opaque if kind == "string" else Any
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_of_each_kind_in_a_nested_union_with_a_discriminator(kind: str) -> None:
    """The nested union is not flattened into the outer one."""
    value, own = KINDS[kind]
    inner: Any = types.one_of(lambda: (Cat, own), "petType", lambda: {"cat": Cat})
    union = UnionMembers(lambda: (Literal["other"], inner))
    assert union.decode(value, convert) == value
    assert union.decode({"petType": "cat"}, convert) == Cat(pet_type="cat")


@pytest.mark.parametrize(
    ("value", "member"),
    [
        ([1, "a"], tuple[int, str]),
        (3, float),
        (None, Literal["a", None]),
        (2, Literal[1, 2]),
        ({"radius": 1.0}, Circle),
    ],
    ids=str,
)
def test_a_value_as_a_member_of_a_broader_kind(value: object, member: Any) -> None:
    union = UnionMembers(lambda: (Timestamp, member))
    assert union.decode(value, convert) == convert(value, member)
    assert union.nearest(value) is member
    assert (
        UnionMembers(lambda: (Timestamp, int)).nearest(2.0) is int
    ), "1.0 is an integer in JSON Schema"


@pytest.mark.parametrize("scalar", [int, float, str, Timestamp, datetime.date, bytes, bool])
def test_the_first_scalar_member_is_nearest_to_an_unknown_scalar(scalar: Any) -> None:
    """A string can be converted to a number, and a number to a string."""
    union = UnionMembers(lambda: (list[int], Cat, scalar, tuple[int, int]))
    value = "soon" if scalar is bool else False if scalar is not bytes else MOMENT
    assert union.nearest(value) is scalar
    assert union.nearest({}) is Cat
    assert UnionMembers(lambda: (scalar, type(None))).nearest([]) is None


def test_a_value_that_is_not_json_as_a_member_of_any_type() -> None:
    number = Decimal("1.5")
    assert UnionMembers(lambda: (str, Any)).decode(number, convert) is number
    assert UnionMembers(lambda: (str, Opaque)).decode(number, convert) == ("opaque", number)
    inner: Any = types.one_of(lambda: (Cat, Any), "petType", lambda: {"cat": Cat})
    assert UnionMembers(lambda: (str, inner)).decode(number, convert) is number


def test_the_member_with_the_fewest_missing_properties_is_nearest() -> None:
    made = msgspec.defstruct
    wide = made("Wide", [("a", int), ("b", int), ("c", int)], kw_only=True)
    narrow = made("Narrow", [("d", int)], kw_only=True)
    cat = made("Cat", [("kind", Literal["cat"]), ("e", int), ("f", int)], kw_only=True)
    for members in ((wide, narrow, cat), (cat, narrow, wide)):
        choice = UnionMembers(partial(tuple, members))
        assert choice.nearest({"a": 1}) is narrow, "it lacks one property instead of two"
        assert choice.nearest({"a": 1, "b": 1}) is wide, "both lack one, but two are known"
        assert choice.nearest({"kind": "cat", "d": 1}) is cat, "a constant agrees"
        assert choice.nearest({"kind": "dog", "d": 1}) is narrow


def test_no_member_is_nearest_to_a_value_of_another_type() -> None:
    union = UnionMembers(lambda: (list[int], dict[str, int]))
    assert [union.nearest(value) for value in (1, "x", None, True)] == [None] * 4
    assert UnionMembers(lambda: (list[int], str)).nearest({}) is None
    assert UnionMembers(lambda: (dict[str, int], str)).nearest([]) is None


def test_the_members_of_a_union_in_a_union_are_members_of_the_outer_one() -> None:
    for inner in (ONE_OF[list[int] | Cat], list[int] | Cat):
        outer = UnionMembers(partial(tuple, (inner, Dog, inner)))
        assert outer.types == (list[int], Cat, Dog)
        assert outer.nearest({"petType": "cat", "loud": True}) is Cat
        assert outer.nearest([None]) == list[int]
        assert outer.decode({"petType": "dog", "loud": True}, convert) == Dog(
            pet_type="dog", loud=True
        )
