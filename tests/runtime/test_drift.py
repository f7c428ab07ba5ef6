"""Mismatches: the decoded values, the reports, their number, and errors with `strict`."""

from __future__ import annotations

import logging
import threading
from typing import Annotated, Any, Literal

import pytest
from client_under_test._runtime.errors import ResponseValidationError
from client_under_test._runtime.models.codec import decode, encode
from client_under_test._runtime.models.drift import Drift, Mismatch, Report
from client_under_test._runtime.models.model import Model
from client_under_test._runtime.models.reprs import received
from client_under_test._runtime.models.types import Meta

from tests.runtime.samples import Cat, Choice, Dog, Item, Node, Pet, Thing
from tests.runtime.sides import API_KEY, LIST, Side
from tests.support.loopback import Loopback, answer


def read(value: object, type_: object = Item) -> tuple[Any, list[Mismatch]]:
    drift = Drift()
    return decode(encode(value), type_, Report("items.get", drift)), list(drift)


@pytest.mark.parametrize(
    ("wire", "name", "value", "kept", "expected", "received"),
    [
        ("color", "color", "blue", "blue", "one of 'red', 'green'", "string 'blue'"),
        ("level", "level", 3, 3, "one of 1, 2", "integer 3"),
        ("level", "level", "2", 2, "one of 1, 2", "string '2'"),
        ("level", "level", [], None, "one of 1, 2", "array of 0 items"),
        ("count", "count", "12", 12, "integer", "string '12'"),
        ("count", "count", "12a", None, "integer", "string '12a'"),
        ("count", "count", "-12", -12, "integer", "string '-12'"),
        ("count", "count", "9" * 18, 10**18 - 1, "integer", f"string '{'9' * 18}'"),
        ("count", "count", "9" * 19, None, "integer", f"string '{'9' * 19}'"),
        ("count", "count", "\u0663", None, "integer", "string '\u0663'"),
        ("count", "count", 1.5, None, "integer", "number 1.5"),
        ("count", "count", True, None, "integer", "boolean True"),
        ("ratio", "ratio", "1.5", 1.5, "number", "string '1.5'"),
        ("ratio", "ratio", "-1.5e3", -1500.0, "number", "string '-1.5e3'"),
        ("ratio", "ratio", "2E-02", 0.02, "number", "string '2E-02'"),
        ("ratio", "ratio", "1.", None, "number", "string '1.'"),
        ("ratio", "ratio", ".5", None, "number", "string '.5'"),
        ("ratio", "ratio", "1e100", None, "number", "string '1e100'"),
        ("ratio", "ratio", "\u0663", None, "number", "string '\u0663'"),
        ("ratio", "ratio", True, None, "number", "boolean True"),
        ("active", "active", "true", True, "boolean", "string 'true'"),
        ("active", "active", "FALSE", False, "boolean", "string 'FALSE'"),
        ("active", "active", "yes", None, "boolean", "string 'yes'"),
        ("id", "id", 1.5, "1.5", "string", "number 1.5"),
        ("id", "id", True, None, "string", "boolean True"),
        ("color", "color", 5, None, "one of 'red', 'green'", "integer 5"),
        ("level", "level", "x", None, "one of 1, 2", "string 'x'"),
        ("level", "level", 2.5, None, "one of 1, 2", "number 2.5"),
        ("born", "born", "2023-02-29", None, "date", "string '2023-02-29'"),
        ("born", "born", "20240115", None, "date", "string '20240115'"),
        ("born", "born", 5, None, "date", "integer 5"),
        ("data", "data", "AP8", None, "base64 string", "string 'AP8'"),
        ("data", "data", 5, None, "base64 string", "integer 5"),
        ("createdAt", "created_at", 5, None, "date-time with a time zone", "integer 5"),
        ("active", "active", 1, None, "boolean", "integer 1"),
        ("born", "born", "15.1.2024", None, "date", "string '15.1.2024'"),
        ("data", "data", "?", None, "base64 string", "string '?'"),
        ("tags", "tags", "a", [], "array", "string 'a'"),
        ("scores", "scores", [], {}, "object", "array of 0 items"),
        ("scores", "scores", [1], {}, "object", "array of 1 item"),
        ("pair", "pair", ["a"], ("a", None), "array of 2 items", "array of 1 item"),
        (
            "pair",
            "pair",
            ["a", 1, {"b": 2}],
            ("a", 1),
            "array of 2 items",
            "array of 3 items",
        ),
        ("pair", "pair", "a", None, "array of 2 items", "string 'a'"),
        ("thing", "thing", 5, None, "object", "integer 5"),
    ],
)
def test_a_property_that_does_not_match(
    wire: str, name: str, value: object, kept: object, expected: str, received: str
) -> None:
    result, mismatches = read({"id": "1", wire: value})
    assert getattr(result, name) == kept
    assert mismatches == [Mismatch("items.get", f"/{wire}", expected, received)]


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        (Literal["True", "False"], True),
        (Literal["True", "False"], False),
        (Literal[0, 1], True),
        (Literal["0", "1"], False),
        (Literal["None", "null"], None),
        (Literal["1.5"], 1.5),
        (str, True),
        (int, True),
        (float, False),
    ],
)
def test_a_boolean_or_null_is_not_converted_to_a_string_or_number(
    type_: Any, value: object
) -> None:
    result, mismatches = read({"x": value}, dict[str, type_])
    assert result == {"x": None}
    assert [(each.pointer, each.received) for each in mismatches] == [("/*", received(value))]
    with pytest.raises(ResponseValidationError):
        decode(encode({"x": value}), dict[str, type_], Report("", Drift(), strict=True))


def test_a_missing_required_property_is_none() -> None:
    result, mismatches = read({"count": 1})
    assert (result.id, result.count) == (None, 1)
    assert mismatches == [Mismatch("items.get", "/id", "string", "nothing")]


def test_a_required_property_of_another_type_is_none() -> None:
    result, mismatches = read({"id": ["x"]})
    assert result.id is None
    assert mismatches == [Mismatch("items.get", "/id", "string", "array of 1 item")]


def test_a_scalar_is_converted_if_the_conversion_is_evident() -> None:
    result, _ = read({"id": 12})
    assert result.id == "12"


@pytest.mark.parametrize(
    ("wire", "value", "kept"),
    [("count", 2.0, 2), ("level", 2.0, 2), ("ratio", 2, 2.0), ("sizes", [1.0], [1])],
)
def test_a_whole_number_has_no_mismatch_however_it_is_written(
    wire: str, value: object, kept: object
) -> None:
    """Also beside a property that has one, which the strict decoder refuses together with the rest."""
    for other in ({}, {"active": "true"}):
        result, mismatches = read({"id": "1", wire: value, **other})
        assert repr(getattr(result, wire)) == repr(kept)
        assert len(mismatches) == len(other)


def test_mismatches_deep_inside_are_those_of_the_surface() -> None:
    item: object = {"petType": "dog", "loud": "true"}
    for _ in range(40):
        item = [item]
    type_: Any = Pet
    for _ in range(40):
        type_ = list[type_]
    result, mismatches = read(item, type_)
    for _ in range(40):
        (result,) = result
    assert result == Dog(pet_type="dog", loud=True)
    assert [(d.pointer, d.expected) for d in mismatches] == [("/*" * 40 + "/loud", "boolean")]


def test_mismatches_of_items_are_reported_once() -> None:
    result, mismatches = read({"id": "1", "tags": ["a", 1, {}, None], "sizes": [1, "2", 3.0]})
    assert result.tags == ["a", "1", None, None]
    assert result.sizes == [1, 2, 3]
    assert [(d.pointer, d.received) for d in mismatches] == [
        ("/tags/*", "integer 1"),
        ("/sizes/*", "string '2'"),
    ]


def test_pointers_contain_no_index_and_no_map_key() -> None:
    nodes = {"value": 1, "children": [{"value": 2, "children": [{"value": "x"}]}]}
    _, mismatches = read({"id": "1", "node": nodes, "scores": {"a/b": "x", "c": "y"}})
    assert {d.pointer for d in mismatches} == {"/node/children/*/children/*/value", "/scores/*"}


def test_mismatches_in_an_open_model() -> None:
    result, mismatches = read({"fullName": 1, "left": "x", "right": 2}, Thing)
    assert result == Thing(full_name="1", additional_properties={"left": None, "right": 2})  # type: ignore[dict-item]
    assert {d.pointer for d in mismatches} == {"/fullName", "/*"}


class Bounded(Model, kw_only=True):
    name: Annotated[str, Meta(max_length=3, pattern="^a")]
    size: Annotated[int, Meta(ge=1, lt=10, multiple_of=3)]
    tags: Annotated[list[str], Meta(min_length=1)]


def test_a_value_that_violates_a_constraint_is_kept_and_reported() -> None:
    result, mismatches = read({"name": "baaa", "size": 20, "tags": []}, Bounded)
    assert result == Bounded(name="baaa", size=20, tags=[])
    assert [d.expected for d in mismatches] == [
        "string of at most 3 characters, matching '^a'",
        "integer of at least 1, less than 10, that is a multiple of 3",
        "array of at least 1 item",
    ]
    assert [d.received for d in mismatches] == ["string 'baaa'", "integer 20", "array of 0 items"]
    assert read({"name": "ab", "size": 3, "tags": ["x"]}, Bounded)[1] == []


def test_a_model_that_refuses_its_values_is_a_mismatch() -> None:
    result, mismatches = read({"value": {"a": "x", "b": "y"}}, dict[str, Choice])
    assert result == {"value": None}
    assert len(mismatches) == 1


UNKNOWN: list[tuple[object, Any, list[str]]] = [
    ({"id": "1", "brandNew": {"a": 1}}, Item, ["/brandNew object"]),
    ({"id": 1, "brandNew": 2}, Item, ["/id integer 1"]),
    ([{"id": "1"}, {"id": "2", "a/b": None}], list[Item], ["/*/a~1b null"]),
    ({"x": {"value": 1, "new": []}}, dict[str, Node], ["/*/new array of 0 items"]),
    ({"value": 1, "children": [{"value": 2, "new": "s"}]}, Node, ["/children/*/new string 's'"]),
    ({"id": "1", "pet": {"petType": "dog", "loud": True, "clawCount": 1}}, Item, ["/pet/clawCount integer 1"]),
    ({"id": "1", "thing": {"fullName": "n", "left": 1}}, Item, []),
    ({"id": "1", "thing": {"fullName": "n", "inner": {"fullName": "m", "x": 1}}}, Item, []),
    ({"id": "1", "anything": {"a": 1}, "pair": ["a", 1]}, Item, []),
    ({"id": "1", "apiKey": "hunter2"}, Item, ["/apiKey string ***"]),
    ({"id": "1", **{f"k{n}": n for n in range(100)}}, Item, [f"/k{n} integer {n}" for n in range(20)]),
]  # fmt: skip


@pytest.mark.parametrize(("value", "type_", "expected"), UNKNOWN)
def test_unknown_properties_of_a_compared_response(
    value: object, type_: Any, expected: list[str]
) -> None:
    drift = Drift()
    decode(encode(value), type_, Report("items.get", drift, complete=True))
    assert sorted(f"{each.pointer} {each.received}" for each in drift) == sorted(expected)
    assert read(value, type_)[1] == [each for each in drift if "no property" not in each.expected]
    strict = Report("items.get", Drift(), strict=True, complete=True)
    if expected:
        with pytest.raises(ResponseValidationError):
            decode(encode(value), type_, strict)
    else:
        decode(encode(value), type_, strict)


def test_an_unknown_property_that_is_no_json_is_skipped() -> None:
    drift = Drift()
    data = b'{"id": "1", "new": "\xff"}'
    assert decode(data, Item, Report("items.get", drift, complete=True)) == Item(id="1")
    assert list(drift) == []


def test_the_first_response_of_each_operation_and_few_others_are_compared(
    server: Loopback, side: Side
) -> None:
    caller = side.caller(server)
    server.play(answer({"id": "1", "a": 1}), answer({"id": "1", "b": 1}))
    for _ in range(3):
        caller.get()
    assert [each.pointer for each in caller.client.drift] == ["/a"]
    server.play(answer([{"id": "1", "new": 1}]))
    caller.page(LIST)
    assert [each.pointer for each in caller.client.drift] == ["/a", "/*/new"]
    drift = Drift()
    assert [n for n in range(3_000) if drift.is_sampled("things.get")] == [0, 1_000, 2_000]


def test_a_strict_client_compares_every_response(server: Loopback, side: Side) -> None:
    caller = side.caller(server, strict=True)
    server.play(answer({"id": "1"}), answer({"id": "1", "new": "key"}))
    caller.get()
    with pytest.raises(ResponseValidationError) as caught:
        caller.get()
    assert str(caught.value).startswith(
        "at /new: expected no property of this name, received string 'key'"
    )


def test_credentials_in_unknown_properties_are_redacted(server: Loopback, side: Side) -> None:
    caller = side.caller(server)
    server.play(answer({"id": "1", API_KEY: API_KEY}))
    caller.get()
    (mismatch,) = caller.client.drift
    assert API_KEY not in str(mismatch)


def test_each_mismatch_is_recorded_and_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    drift = Drift("some.package")
    with caplog.at_level(logging.WARNING, logger="some.package"):
        for color in ("blue", "pink", "blue"):
            decode(encode({"id": "1", "color": color}), Item, Report("items.get", drift))
        decode(encode({"id": "1", "color": "blue"}), Item, Report("items.list", drift))
    assert [d.operation for d in drift] == ["items.get", "items.list"]
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING"]
    assert "items.get /color: expected one of 'red', 'green', received string 'blue'" in caplog.text
    drift.clear()
    assert len(drift) == 0


def test_drift_is_bounded() -> None:
    drift = Drift()
    for number in range(5_000):
        drift.record(Mismatch("operation", f"/{number}", "a", "b"))
    assert len(drift) == 1_000


def test_threads_record_each_mismatch_once(caplog: pytest.LogCaptureFixture) -> None:
    drift = Drift("threads")
    barrier = threading.Barrier(8)

    def work() -> None:
        barrier.wait()
        for number in range(100):
            drift.record(Mismatch("operation", f"/{number}", "a", "b"))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(drift) == 100
    assert len(caplog.records) == 100


def test_strict_raises_an_error_with_the_pointer() -> None:
    with pytest.raises(ResponseValidationError) as caught:
        decode(
            encode({"id": "1", "sizes": [1, "x"]}), Item, Report("items.get", Drift(), strict=True)
        )
    error = caught.value
    assert (error.pointer, error.expected, error.received) == ("/sizes/1", "integer", "string 'x'")


class Session(Model, kw_only=True):
    access_token: int


def test_received_values_are_shortened_and_secrets_masked() -> None:
    _, (mismatch,) = read({"access_token": "s3cr3t"}, Session)
    assert mismatch.received == "string ***"
    _, (mismatch,) = read({"id": "1", "count": "x" * 10_000})
    assert len(mismatch.received) < 60
    drift = Drift(redact=lambda text: text.replace("hunter2", "***"))
    decode(encode({"id": "1", "color": "hunter2"}), Item, Report("items.get", drift))
    assert [d.received for d in drift] == ["string '***'"]


def test_json_pointers_are_escaped() -> None:
    with pytest.raises(ResponseValidationError) as caught:
        decode(encode({"a/b~c": "x"}), dict[str, int], Report("", Drift(), strict=True))
    assert caught.value.pointer == "/a~1b~0c"


def test_a_list_with_one_invalid_item_keeps_the_others() -> None:
    nodes = [{"value": number} for number in range(50)]
    nodes[7] = {"value": "seven"}  # type: ignore[dict-item]
    result, mismatches = read(nodes, list[Node])
    assert [node.value for node in result] == [*range(7), None, *range(8, 50)]
    assert [d.pointer for d in mismatches] == ["/*/value"]


def test_null_for_a_required_model() -> None:
    class_, mismatches = read({"pet": None}, dict[str, Cat])
    assert class_ == {"pet": None}
    assert mismatches[0].received == "null"
