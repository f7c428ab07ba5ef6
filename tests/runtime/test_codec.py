"""Decode bytes as models: invalid JSON, unusual JSON, and times."""

from __future__ import annotations

import datetime
import json
import threading
from typing import Any

import pytest
from client_under_test._runtime.errors import ResponseDecodeError, ResponseValidationError
from client_under_test._runtime.models.codec import decode, decode_parsed, encode
from client_under_test._runtime.models.drift import Drift, Report
from client_under_test._runtime.models.times import format_time, parse_time
from client_under_test._runtime.models.types import Timestamp
from hypothesis import given
from hypothesis import strategies as st

from tests.runtime.samples import Item, Node

UTC = datetime.UTC


def report(strict: bool = False) -> Report:
    return Report("operation", Drift(), strict)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  ",
        b"<html>",
        b'{"id": "1"',
        b'{"id": "1"} x',
        b'{"id": "\xff"}',
        b'{"id": "\\ud800"}',
        b'{"id": NaN}',
        b'{"id": "1", "count": ' + b"9" * 5000 + b', "anything": NaN}',
        b'{"id": "\\ud800", "count": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b'{"anything":' * 100_000,
        b'{"id": "1", "anything": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
        bytes(range(256)),
    ],
)
@pytest.mark.parametrize("strict", [False, True])
def test_invalid_json_is_a_decode_error(data: bytes, strict: bool) -> None:
    with pytest.raises(ResponseDecodeError) as caught:
        decode(data, Item, report(strict))
    assert caught.value.__cause__ is not None


def test_json_nested_too_deeply_is_a_decode_error() -> None:
    deep = b'{"value":1,"children":[' * 400 + b'{"value":"?"}' + b"]}" * 400
    with pytest.raises(ResponseDecodeError):
        decode(deep, Node, report())


@pytest.mark.parametrize("data", [b"null", b'"text"', b"true", b"12", b"[1]", b"[]"])
def test_json_of_another_type_is_a_decode_error(data: bytes) -> None:
    with pytest.raises(ResponseDecodeError, match="as a whole is wrong: expected object"):
        decode(data, Item, report())
    with pytest.raises(ResponseValidationError):
        decode(data, Item, report(True))


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b'{"id":"1","count":1.0}', Item(id="1", count=1)),
        (b'{"id":"1","count":1e3}', Item(id="1", count=1000)),
        (b'{"id":"1","level":2.0}', Item(id="1", level=2)),
        (b'{"id":"0","id":"1"}', Item(id="1")),
        (b'\xef\xbb\xbf{"id":"1"}', Item(id="1")),
        (b'{"id":"1","unknown":{"a":[1]}}', Item(id="1")),
        (b'{"id":"1","count":null}', Item(id="1")),
        (b'{"id":"1","count":' + b"9" * 30 + b"}", Item(id="1", count=10**30 - 1)),
        (b'{"id":"1","ratio":3}', Item(id="1", ratio=3.0)),
    ],
)
def test_unusual_valid_json(data: bytes, value: Item) -> None:
    assert decode(data, Item, report(strict=True)) == value


def test_a_number_of_many_digits_does_not_crash() -> None:
    digits = b"9" * 5000
    here = report()
    result: Any = decode(b'{"id":"1","count":' + digits + b',"ratio":1e999}', Item, here)
    assert result.count is None
    assert [mismatch.pointer for mismatch in here.drift] == ["/count"]
    assert "9" * 100 not in repr(list(here.drift))
    repr(result)


def test_decode_parsed_accepts_parsed_values() -> None:
    assert decode_parsed({"id": "1"}, Item, report(strict=True)) == Item(id="1")
    with pytest.raises(ResponseValidationError):
        decode_parsed({"id": 1}, Item, report(strict=True))


def test_threads_share_decoders() -> None:
    results: list[object] = []

    unlisted: Any = "blue"

    def work() -> None:
        for number in range(200):
            value = decode(b'{"id":"%d","color":"blue"}' % number, Item, report())
            results.append(value == Item(id=str(number), color=unlisted))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [True] * 1600


# --- times -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-01-15T09:30:00Z", "2024-01-15T09:30:00+00:00"),
        ("2024-01-15t09:30:00z", "2024-01-15T09:30:00+00:00"),
        ("2024-01-15 09:30:00Z", "2024-01-15T09:30:00+00:00"),
        ("2024-01-15T09:30:00.1Z", "2024-01-15T09:30:00.100000+00:00"),
        ("2024-01-15T09:30:00.123456000Z", "2024-01-15T09:30:00.123456+00:00"),
        ("2024-01-15T09:30:00+05:30", "2024-01-15T09:30:00+05:30"),
        ("2024-01-15T09:30:00+0530", "2024-01-15T09:30:00+05:30"),
        ("2024-01-15T09:30:00-00:00", "2024-01-15T09:30:00+00:00"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00+00:00"),
        ("2016-12-31T15:59:60-08:00", "2016-12-31T16:00:00-08:00"),
    ],
)
def test_times_of_rfc_3339_are_not_mismatches(text: str, expected: str) -> None:
    value: Any = decode(encode(text), Timestamp, report(strict=True))
    assert value.isoformat() == expected
    parsed = parse_time(text)
    assert parsed is not None
    assert (parsed.time, parsed.is_exact) == (value, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-01-15T09:30:00.123456789Z", "2024-01-15T09:30:00.123457+00:00"),
        ("2024-01-15T09:30:00.9999999-08:00", "2024-01-15T09:30:01-08:00"),
        ("2024-01-15T09:30Z", "2024-01-15T09:30:00+00:00"),
        ("2024-01-15T09:30:00+05", "2024-01-15T09:30:00+05:00"),
        ("2024-01-15T09:30:00,5Z", "2024-01-15T09:30:00.500000+00:00"),
        ("2024-01-15T09:30:00 +02:00", "2024-01-15T09:30:00+02:00"),
    ],
)
def test_times_in_other_formats_are_decoded_and_reported(text: str, expected: str) -> None:
    here = report()
    value: Any = decode(encode({"id": "1", "createdAt": text}), Item, here)
    assert value.created_at.isoformat() == expected
    expectation = ("/createdAt", "date-time with a time zone", f"string {text!r}")
    assert [(m.pointer, m.expected, m.received) for m in here.drift] == [expectation]


@pytest.mark.parametrize(
    "value",
    [
        "2024-01-15T09:30:00",
        "2024-01-15",
        "yesterday",
        "",
        1705311000,
        "2024-13-01T00:00:00Z",
        "9999-12-31T23:59:60Z",
    ],
)
def test_an_invalid_time_is_a_mismatch_and_never_a_naive_datetime(value: object) -> None:
    here = report()
    result: Any = decode(encode({"id": "1", "createdAt": value}), Item, here)
    assert result.created_at is None
    assert len(here.drift) == 1


@given(st.datetimes(timezones=st.timezones() | st.just(UTC)))
def test_times_round_trip(time: datetime.datetime) -> None:
    try:
        text = format_time(time)
    except OverflowError:
        return  # out of range in UTC
    assert text.endswith("Z")
    assert decode(encode(text), Timestamp, report(strict=True)) == time.astimezone(UTC)
    parsed = parse_time(text)
    assert parsed is not None
    assert parsed.time == time.astimezone(UTC)


def standard_json(data: bytes, what_is_no_utf8: str = "strict") -> object:
    """The value of JSON text according to the standard library, without its extensions to JSON.

    Raises:
        ValueError: it is no JSON.
    """

    def refuse(constant: str) -> object:
        raise ValueError(constant)

    return json.loads(data.decode("utf-8-sig", what_is_no_utf8), parse_constant=refuse)


TOKENS = st.sampled_from(
    [
        *(b"{", b"}", b"[", b"]", b":", b",", b'"id"', b'"count"', b'"tags"', b'"1"', b"1", b"-"),
        *(b"1.5", b"1e9", b"true", b"null", b"NaN", b"\xff", b'"', b"\\u0041", b" ", b"\n", b"0"),
    ]
)
WHOLE = st.sampled_from(
    [b'{"id": "1"}', b'{"id": "1", "tags": ["a", "b"], "count": 2}', b"[]", b'"x"']
)


@st.composite
def almost_json(draw: st.DrawFn) -> bytes:
    """JSON with a part removed, replaced or inserted, or JSON tokens in any order."""
    whole = draw(WHOLE)
    at, size = draw(st.integers(0, len(whole))), draw(st.integers(0, 2))
    edited = whole[:at] + b"".join(draw(st.lists(TOKENS, max_size=2))) + whole[at + size :]
    return draw(st.sampled_from([edited, b"".join(draw(st.lists(TOKENS, max_size=8)))]))


GARBAGE = almost_json() | st.binary(max_size=60)


@given(data=GARBAGE)
def test_all_but_json_is_a_decode_error(data: bytes) -> None:
    try:
        value = standard_json(data)
    except ValueError:
        with pytest.raises(ResponseDecodeError):
            decode(data, Any, report())
    else:
        assert decode(data, Any, report()) == value


@given(data=GARBAGE)
def test_only_json_objects_decode_as_models(data: bytes) -> None:
    """Unknown properties are skipped, so they may be invalid UTF-8."""
    try:
        value = standard_json(data, "replace")
    except ValueError:
        with pytest.raises(ResponseDecodeError):
            decode(data, Item, report())
        return
    try:
        assert isinstance(decode(data, Item, report()), Item)
        assert isinstance(value, dict)
    except ResponseDecodeError:
        if isinstance(value, dict):
            with pytest.raises(UnicodeDecodeError):
                data.decode()


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)
wire_names = [
    "id",
    "count",
    "ratio",
    "active",
    "createdAt",
    "born",
    "data",
    "color",
    "level",
    "tags",
    "sizes",
    "scores",
]
wire_names += ["pet", "shape", "either", "pair", "thing", "node"]


@given(st.dictionaries(st.sampled_from(wire_names), json_values, max_size=6))
def test_any_object_decodes_as_the_model(values: dict[str, Any]) -> None:
    result = decode(encode(values), Item, report())
    assert isinstance(result, Item)
    repr(result)
