"""Arguments are validated before a request is sent, and errors name the argument as a Python expression."""

from __future__ import annotations

import collections
import datetime
import json
import types
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal

import msgspec
import pytest
from client_under_test._runtime.errors import ArgumentError
from client_under_test._runtime.models import types as runtime_types
from client_under_test._runtime.models.codec import decode
from client_under_test._runtime.models.drift import Drift, Report
from client_under_test._runtime.models.encoding.json_types import to_json
from client_under_test._runtime.models.model import Model
from client_under_test._runtime.models.open_model import OpenModel
from client_under_test._runtime.models.types import (
    UNSET,
    Limits,
    Meta,
    Timestamp,
    field,
)
from client_under_test._runtime.serialization.model_checks import exactly_one, limited_when
from client_under_test._runtime.serialization.validation import to_wire
from hypothesis import given
from hypothesis import strategies as st

from tests.runtime.samples import Cat, Choice, Dog, Item, Node, Order, Reference, Thing
from tests.runtime.samples import Json as AnyJson

UTC = datetime.UTC


def order(**changes: Any) -> Order:
    values: dict[str, Any] = {"template": Reference(key="k"), "targets": ["a"], "mode": "batch"}
    return Order(**(values | changes))


def test_a_body_has_wire_names_and_only_set_fields() -> None:
    assert to_wire(
        order(retry_count=2, template=Reference(key="k", variables={"a": "b"})), Order
    ) == {
        "template": {"key": "k", "variables": {"a": "b"}},
        "targets": ["a"],
        "sendMode": "batch",
        "retryCount": 2,
    }


@pytest.mark.parametrize(
    ("time", "text"),
    [
        (datetime.datetime(2024, 1, 15, 9, 30, tzinfo=UTC), "2024-01-15T09:30:00.000Z"),
        (datetime.datetime(2024, 1, 15, 9, 30, 0, 120_000, tzinfo=UTC), "2024-01-15T09:30:00.120Z"),
        (
            datetime.datetime(2024, 1, 15, 9, 30, 0, 123_456, tzinfo=UTC),
            "2024-01-15T09:30:00.123456Z",
        ),
        (
            datetime.datetime(
                2024, 1, 15, 1, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=5, minutes=30))
            ),
            "2024-01-14T19:30:00.000Z",
        ),
        (datetime.datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00.000Z"),
    ],
)
def test_times_are_sent_in_utc(time: datetime.datetime, text: str) -> None:
    assert to_wire(order(scheduled_at=time), Order)["scheduledAt"] == text  # type: ignore[index]
    assert to_wire(time, Timestamp, "since") == text
    assert to_wire(order(meta={"deep": [time]}), Order)["meta"] == {"deep": [text]}  # type: ignore[index]


def test_null_and_absent_and_other_values() -> None:
    assert to_wire(order(scheduled_at=None), Order)["scheduledAt"] is None  # type: ignore[index]
    assert "scheduledAt" not in to_wire(order(scheduled_at=UNSET), Order)  # type: ignore[operator]
    wire: Any = to_wire(order(born=datetime.date(2024, 1, 2), data=b"\x00\xff", ratio=1.5), Order)
    assert (wire["born"], wire["data"], wire["ratio"]) == ("2024-01-02", "AP8=", 1.5)


def test_any_sequence_and_mapping_is_accepted() -> None:
    wire: Any = to_wire(
        order(
            targets=("a", "b"),
            meta=types.MappingProxyType({"a": collections.OrderedDict(b=frozenset({1}))}),
            things=collections.deque([Thing(full_name="t", additional_properties={"x": 1})]),
        ),
        Order,
    )
    assert list(wire["targets"]) == ["a", "b"]
    assert wire["meta"] == {"a": {"b": [1]}}
    assert wire["things"] == [{"fullName": "t", "x": 1}]


class Text(str):
    __slots__ = ()


def test_subclasses_of_str_are_strings() -> None:
    assert to_wire(order(targets=[Text("a")]), Order)["targets"] == ["a"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("changes", "argument", "words"),
    [
        ({"mode": "now"}, "mode", "one of 'realtime', 'batch'"),
        ({"targets": []}, "targets", "must have 1 to 3 items, but has 0"),
        ({"targets": ["a"] * 4}, "targets", "must have 1 to 3 items, but has 4"),
        ({"targets": "abc"}, "targets", "must be an array of 1 to 3 items, not the string 'abc'"),
        ({"targets": ["a", 1]}, "targets[1]", "must be a string, not the integer 1"),
        (
            {"template": Reference(key="")},
            "template.key",
            "must have 1 to 10 characters, but has 0",
        ),
        ({"template": Reference(key="k", variables={"a": 1})}, "template.variables['a']", "must be a string"),  # type: ignore[dict-item]
        ({"template": {"variables": {}}}, "template.key", "is required"),
        ({"template": 5}, "template", "must be an object"),
        ({"retry_count": 6}, "retry_count", "must be from 0 to 5, but is 6"),
        ({"retry_count": True}, "retry_count", "must be an integer"),
        ({"retry_count": "3"}, "retry_count", "must be an integer"),
        ({"ratio": float("nan")}, "ratio", "finite"),
        ({"ratio": float("inf")}, "ratio", "finite"),
        ({"meta": {"a": [1, float("-inf")]}}, "meta['a'][1]", "finite"),
        ({"meta": {"a": [Decimal("NaN")]}}, "meta['a'][0]", "a finite number, not NaN"),
        ({"meta": {"a": Decimal("-Infinity")}}, "meta['a']", "a finite number, not -Infinity"),
        ({"template": Reference(key=Decimal("sNaN"))}, "template.key", "finite"),  # type: ignore[arg-type]
        ({"ratio": Decimal("NaN")}, "ratio", "a finite number, not NaN"),
        ({"targets": ["a", Decimal("NaN")]}, "targets[1]", "a finite number, not NaN"),
        ({"scheduled_at": datetime.datetime(2024, 1, 1)}, "scheduled_at", "time zone"),
        ({"scheduled_at": "tomorrow"}, "scheduled_at", "date-time"),
        ({"meta": {"a": datetime.datetime(2024, 1, 1)}}, "meta['a']", "time zone"),
        (
            {
                "scheduled_at": datetime.datetime(
                    9999, 12, 31, 23, tzinfo=datetime.timezone(-datetime.timedelta(hours=5))
                )
            },
            "scheduled_at",
            "must be in the range of datetime in UTC",
        ),
        ({"pet": Dog(pet_type="dog", loud="no")}, "pet.loud", "must be a boolean"),  # type: ignore[arg-type]
        ({"pet": {"petType": "fish"}}, "pet.pet_type", "one of 'cat', 'dog', 'hound'"),
        ({"things": [Thing(full_name="a", odd="x")]}, "things[0].odd", "must be an integer"),  # type: ignore[arg-type]
        ({"things": [Thing(full_name="a", additional_properties={"n": "x"})]}, "things[0]['n']", "integer"),  # type: ignore[dict-item]
        (
            {"meta": {"a": object()}},
            "meta['a']",
            "must be a value that JSON can express, not an object",
        ),
        (
            {"targets": (name for name in "ab")},
            "targets",
            "must be a value that JSON can express, not a generator",
        ),
        ({"template": Reference(key=b"bytes")}, "template.key", "must be a string"),  # type: ignore[arg-type]
    ],
)
def test_errors_name_the_argument_and_the_problem(
    changes: dict[str, Any], argument: str, words: str
) -> None:
    with pytest.raises(ArgumentError) as caught:
        to_wire(order(**changes), Order)
    assert caught.value.argument == argument
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("value", "type_", "words"),
    [
        (0, Annotated[int, Meta(ge=1)], "must be at least 1, but is 0"),
        ("x", Literal["a", "b"], "one of 'a', 'b'"),
        ([1], list[str], "limit[0]"),
        (datetime.datetime(2024, 1, 1), Timestamp, "time zone"),
        (None, str, "not null"),
    ],
)
def test_errors_name_the_parameter(value: object, type_: object, words: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        to_wire(value, type_, "limit")
    assert caught.value.argument.startswith("limit")
    assert words in str(caught.value)


class Moment(datetime.datetime):
    """A subclass, as pandas and pendulum have one."""


class Day(datetime.date):
    """A subclass of date."""


class Missing(datetime.datetime):
    """A value without a time, as NaT of pandas."""

    year = float("nan")  # type: ignore[assignment]


class Integer:
    """An integer of numpy."""

    def __index__(self) -> int:
        raise NotImplementedError

    def tolist(self) -> int:
        raise NotImplementedError


class Real:
    """A number of another library."""

    def __float__(self) -> float:
        raise NotImplementedError


EAST = datetime.timezone(datetime.timedelta(hours=2))


def test_subclasses_of_datetime_and_date_are_accepted() -> None:
    moment = Moment(2024, 1, 1, 12, 30, tzinfo=EAST)
    assert to_wire(moment, Timestamp, "since") == "2024-01-01T10:30:00.000Z"
    wire: Any = to_wire(order(scheduled_at=moment, born=Day(2024, 1, 2)), Order)
    assert (wire["scheduledAt"], wire["born"]) == ("2024-01-01T10:30:00.000Z", "2024-01-02")
    with pytest.raises(ArgumentError, match="must have a time zone"):
        to_wire(Moment(2024, 1, 1), Timestamp, "since")


@pytest.mark.parametrize(
    ("value", "type_", "problem"),
    [
        (Missing(2024, 1, 1), Timestamp, "must be a time, not "),
        (Integer(), int, "Integer; call .tolist()"),
        (Real(), float, "Real; call float()"),
        (datetime.date(2024, 1, 1), Timestamp, "is a day; use datetime.combine("),
        ("2024-01-01", Timestamp, "is a day; use datetime.combine("),
        (1704067200, Timestamp, "is a number; use datetime.fromtimestamp("),
        (datetime.datetime(2024, 1, 1, tzinfo=UTC), datetime.date, "call .date()"),
    ],
)
def test_the_error_for_a_similar_value_says_what_to_do(
    value: object, type_: object, problem: str
) -> None:
    with pytest.raises(ArgumentError) as caught:
        to_wire(value, type_, "since")
    assert problem in str(caught.value)


def test_json_of_a_model_has_the_times_of_arguments() -> None:
    moment = datetime.datetime(2024, 1, 1, 12, 30, tzinfo=EAST)
    for time in (moment, Moment.fromtimestamp(moment.timestamp(), EAST)):
        text = order(scheduled_at=time).to_json()
        assert b'"scheduledAt":"2024-01-01T10:30:00.000Z"' in text
    with pytest.raises(ArgumentError, match=r"^scheduled_at: must have a time zone"):
        order(scheduled_at=datetime.datetime(2024, 1, 1)).to_json()
    with pytest.raises(ArgumentError, match=r"^ratio: must be a finite number"):
        order(ratio=float("nan")).to_json()


def test_the_mistake_is_found_beside_values_of_every_other_type() -> None:
    wrong = order(
        retry_count=2.0,
        ratio=1,
        scheduled_at=datetime.datetime(2024, 1, 1, tzinfo=UTC),
        born=datetime.date(2024, 1, 2),
        data=b"\x00",
        meta={"time": datetime.datetime(2024, 1, 1, tzinfo=UTC), "data": b"\x00"},
        pet=Dog(pet_type="dog", loud=True),
        things=[Thing(full_name="a"), Thing(full_name="b", odd="x")],  # type: ignore[arg-type]
    )
    with pytest.raises(ArgumentError, match="must be an integer") as caught:
        to_wire(wrong, Order)
    assert caught.value.argument == "things[1].odd"


def test_whole_floats_are_integers() -> None:
    assert to_wire(order(retry_count=2.0), Order)["retryCount"] == 2  # type: ignore[index]


def test_a_cyclic_value_is_refused() -> None:
    endless: dict[str, Any] = {}
    endless["self"] = endless
    with pytest.raises(ArgumentError, match="contains itself"):
        to_wire(order(meta=endless), Order)


class Measured(OpenModel, kw_only=True):
    name: str = ""
    additional_properties: dict[str, float] = field(default_factory=dict)


class Nested(Model, kw_only=True, rename="camel"):
    first_value: float | None = None
    deep: Mapping[str, Sequence[Measured]] | None = None
    next_one: Nested | None = None


ONE_OF: Any = vars(runtime_types)["OneOf"]  # which is an annotation to type checkers
BAD = st.sampled_from([float("nan"), float("inf"), float("-inf")])
PLACES: dict[str, tuple[Callable[[float], object], Any, str]] = {
    "number": (lambda bad: bad, float, "x"),
    "nullable": (lambda bad: bad, float | None, "x"),
    "any": (lambda bad: {"a": [bad]}, Any, "x['a'][0]"),
    "map": (lambda bad: {"a": 1.0, "b": bad}, dict[str, float], "x['b']"),
    "map of maps": (lambda bad: {"a": {"b": bad}}, dict[str, dict[str, float]], "x['a']['b']"),
    "map of any": (lambda bad: {"a": bad}, Mapping[str, Any], "x['a']"),
    "list": (lambda bad: [1.0, bad], Sequence[float], "x[1]"),
    "tuple": (lambda bad: ("a", bad), tuple[str, float], "x[1]"),
    "list of maps": (lambda bad: [{"a": bad}], list[dict[str, float]], "x[0]['a']"),
    "property": (lambda bad: Nested(first_value=bad), Nested, "x.first_value"),
    "property of a dict": (lambda bad: {"firstValue": bad}, Nested, "x.first_value"),
    "additional property": (
        lambda bad: Measured(name="n", additional_properties={"a": 1.0, "b": bad}),
        Measured,
        "x['b']",
    ),
    "additional property deep down": (
        lambda bad: Nested(
            next_one=Nested(deep={"k": [Measured(additional_properties={"b": bad})]})
        ),
        Nested,
        "x.next_one.deep['k'][0]['b']",
    ),
    "union": (lambda bad: {"b": bad}, ONE_OF[int | dict[str, float]], "x['b']"),
    "recursive union": (lambda bad: [[{"a": [bad]}]], AnyJson, "x[0][0]['a'][0]"),
    "one of models": (
        lambda bad: Measured(additional_properties={"b": bad}),
        ONE_OF[Nested | Measured],
        "x['b']",
    ),
}


@pytest.mark.parametrize("place", PLACES)
@given(bad=BAD)
def test_no_number_that_json_cannot_express_is_sent(place: str, bad: float) -> None:
    value, type_, argument = PLACES[place]
    with pytest.raises(ArgumentError, match="finite") as caught:
        to_wire(value(bad), type_, "x")
    assert caught.value.argument == argument
    to_wire(value(1.5), type_, "x")


def nested(depth: int, inner: object = None) -> Any:
    value: object = inner
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize("inner", [None, Decimal("1.5"), b""], ids=repr)
@pytest.mark.parametrize("depth", [1_000, 5_000, 100_000])
def test_a_value_that_is_nested_too_deeply(depth: int, inner: object) -> None:
    """The error says that the value is nested too deeply, not that it is cyclic."""
    with pytest.raises(ArgumentError, match=r"^body: (cannot be sent: it )?is nested too deeply"):
        to_wire({"a": nested(depth, inner)}, dict[str, Any], "body")
    with pytest.raises(ArgumentError) as caught:
        to_wire(nested(depth, inner), list[str], "body")
    assert "contains itself" not in str(caught.value)


@pytest.mark.parametrize("depth", [450, 100_000])
def test_a_model_that_is_nested_too_deeply(depth: int) -> None:
    """The smaller depth can be written, but is too deep for finding the wrong value."""
    model: Any = Node(value=1, children="wrong")  # type: ignore[arg-type]
    received: Any = {"value": "wrong"}
    for _ in range(depth):
        model, received = Node(value=1, children=[model]), {"value": 1, "children": [received]}
    message = r"^body: (cannot be sent: it )?is nested too deeply"
    for value in (model, received):
        with pytest.raises(ArgumentError, match=message):
            to_wire(value, Node, "body")


def test_a_deep_value_with_keys_that_json_does_not_have_is_refused() -> None:
    with pytest.raises(ArgumentError, match="cannot be sent"):
        to_wire({("a", 1): nested(100_000)}, dict[str, Any], "body")


def test_a_deep_value_is_sent() -> None:
    value = {"a": nested(100, "x")}
    assert to_wire(value, dict[str, Any], "body") == value


LONG = Decimal("12345678901234567890.12345678901234567890")


@pytest.mark.parametrize(
    ("value", "type_", "text"),
    [
        (Decimal("1.50"), float, b"1.50"),
        (LONG, float, b"12345678901234567890.12345678901234567890"),
        (LONG, float | None, b"12345678901234567890.12345678901234567890"),
        (Decimal("0.30"), ONE_OF[str | float], b"0.30"),
        (Decimal("0.30"), ONE_OF[int | str], b'"0.30"'),
        (Decimal("1.50"), str, b'"1.50"'),
        (Decimal("3.0"), int, b"3"),
        (Decimal("2"), Literal[1, 2], b"2"),
        ({"a": [Decimal("1.50")]}, dict[str, Any], b'{"a":[1.50]}'),
        ({"a": [Decimal("1.50")]}, dict[str, list[float]], b'{"a":[1.50]}'),
        ([Decimal("19.99")], list[Annotated[float, Limits(multiple_of=0.01)]], b"[19.99]"),
    ],
)
def test_decimals_are_sent_as_numbers(value: object, type_: object, text: bytes) -> None:
    """Only a field of texts gets a text."""
    assert to_json(to_wire(value, type_, "amount")) == text


@pytest.mark.parametrize(
    ("value", "type_", "problem"),
    [
        (Decimal("1.5"), int, "must be an integer, not the number 1.5"),
        (Decimal("1.5"), Literal[1, 2], "must be one of 1, 2, not the number 1.5"),
        (Decimal("1.5"), bool, "must be a boolean, not the number 1.5"),
        (Decimal("1E+999999999"), int, r"must be an integer, not the number 1E\+999999999"),
        (Decimal("0.5"), Annotated[float, Meta(ge=1)], "must be at least 1, but is 0.5"),
        (Decimal("1.005"), Annotated[float, Limits(multiple_of=0.01)], "multiple of 0.01"),
        (Decimal("NaN"), Annotated[float, Meta(ge=1)], "a finite number, not NaN"),
        (Decimal("sNaN"), int, "a finite number, not sNaN"),
        ({"petType": Decimal("1.5")}, ONE_OF[tuple[int, int] | Cat], "must be one of 'cat'"),
    ],
)
def test_decimals_that_are_refused(value: object, type_: object, problem: str) -> None:
    with pytest.raises(ArgumentError, match=problem):
        to_wire([value], list[type_], "amounts")  # type: ignore[valid-type]


CYCLE: list[object] = []
CYCLE.append(CYCLE)


@pytest.mark.parametrize(
    "wrong",
    [
        {"born": datetime.datetime(2024, 1, 1, tzinfo=UTC)},
        {"scheduled_at": datetime.date(2024, 1, 1)},
        {"scheduled_at": "tomorrow"},
        {"scheduled_at": datetime.datetime(2024, 1, 1)},
        {"retry_count": "3"},
        {"retry_count": b"3"},
        {"retry_count": Decimal("1.5")},
        {"targets": b"ab"},
        {"targets": ["a", 3]},
        {"ratio": Decimal("NaN")},
        {"meta": {"a": object()}},
        {"meta": {"a": {("b", 1): 2}}},
        {"meta": {"a": ["\ud800"]}},
        {"meta": {"a": 10**5000}},
        {"meta": CYCLE},
        {"meta": {"a": CYCLE}},
        {"things": [Thing(full_name="a"), Thing(full_name="b", odd="x")]},  # type: ignore[arg-type]
        {"pet": [1]},
    ],
)
def test_json_of_a_model_is_refused_like_an_argument(wrong: dict[str, Any]) -> None:
    model = order(**wrong)
    with pytest.raises(ArgumentError) as sent:
        to_json(to_wire(model, Order), "", Order)
    with pytest.raises(ArgumentError) as written:
        model.to_json()
    assert str(written.value) == str(sent.value)
    assert written.value.argument == sent.value.argument


def test_json_of_a_model_has_the_decimals_of_arguments() -> None:
    given = order(ratio=LONG, template=Reference(key=Decimal("1.50")), meta={"a": Decimal("0.10")})  # type: ignore[arg-type]
    assert given.to_json() == to_json(to_wire(given, Order))
    assert b'"ratio":12345678901234567890.12345678901234567890' in given.to_json()


def test_json_of_a_received_model_has_its_mismatches() -> None:
    """A response can have unknown values, None for missing ones, and values that violate constraints."""
    item = {"id": None, "color": "blue", "level": 7, "pet": {"petType": "cat", "clawCount": 2}}
    wire = {"template": {"key": ""}, "targets": [], "sendMode": "new", "retryCount": -7}
    for type_, received, written in (
        (Item, {**item, "createdAt": "soon", "either": ["a"]}, item | {"either": ["a"]}),
        (Order, wire, wire),
        (Order, {"sendMode": "new"}, {"template": None, "targets": None, "sendMode": "new"}),
    ):
        drift = Drift()
        model: Any = decode(json.dumps(received).encode(), type_, Report("x", drift))
        assert len(drift) > 0
        assert json.loads(model.to_json()) == written


def test_secrets_are_not_in_messages() -> None:
    with pytest.raises(ArgumentError) as caught:
        to_wire({"password": 12345678}, dict[str, str], "login")
    assert "12345678" not in str(caught.value)
    limited = Mapping[str, Annotated[str, Meta(pattern="^[a-z]+$")]]
    with pytest.raises(ArgumentError, match=r"login\['password'\]: must match .*\*\*\*") as caught:
        to_wire({"password": "12345678"}, limited, "login")
    assert "12345678" not in str(caught.value)


def test_exactly_one() -> None:
    assert Choice(a="x").a == "x"
    required = "exactly one of a and b is required"
    for values, conflict in (({}, ""), ({"a": "x", "b": "y"}, ", but a and b are given")):
        with pytest.raises(ArgumentError, match=f"{required}{conflict}$") as caught:
            Choice(**values)
        assert caught.value.argument == "a | b"
    with pytest.raises(ArgumentError) as caught:
        to_wire({"a": "x", "b": "y"}, Choice, "choice")
    assert str(caught.value) == "choice: exactly one of a and b is required, but a and b are given"


class Place(Model, kw_only=True):
    id: str | None = None
    street: str | None = None
    town: str | None = None

    def __post_init__(self) -> None:
        exactly_one(self, "id", ("street", "town"))


def test_exactly_one_group() -> None:
    assert Place(street="x", town="y").town == "y"
    for values in ({"street": "x"}, {"id": "1", "street": "x", "town": "y"}):
        with pytest.raises(
            ArgumentError, match=r"exactly one of id and \(street and town\) is required"
        ):
            Place(**values)


def test_wire_values_are_json() -> None:
    everything = order(
        scheduled_at=datetime.datetime(2024, 1, 1, tzinfo=UTC),
        pet=Cat(pet_type="cat"),
        meta={"a": [1, None, {"b": 1.5}]},
    )
    wire = to_wire(everything, Order)
    assert msgspec.json.decode(msgspec.json.encode(wire)) == wire


@pytest.mark.parametrize("value", ["\ud800", 10**5000], ids=["surrogate", "digits"])
def test_a_value_that_json_cannot_express(value: object) -> None:
    with pytest.raises(ArgumentError, match="cannot be sent"):
        to_json(to_wire({"a": value}, dict[str, Any]))


class Send(Model, kw_only=True):
    mode: Literal["one", "many"]
    targets: Sequence[str]

    def __post_init__(self) -> None:
        limited_when(self, "mode", "one", "targets", min_length=1, max_length=1)


def test_a_length_that_depends_on_another_field() -> None:
    assert Send(mode="many", targets=["a", "b"]).targets == ["a", "b"]
    assert Send(mode="one", targets=["a"]).targets == ["a"]
    with pytest.raises(
        ArgumentError, match="at most 1 item when mode is 'one', but has 2"
    ) as caught:
        Send(mode="one", targets=["a", "b"])
    assert caught.value.argument == "targets"
    with pytest.raises(ArgumentError, match="at least 1 item when mode is 'one', but has 0"):
        Send(mode="one", targets=[])


def test_a_value_that_json_cannot_express_is_named_with_its_path() -> None:
    with pytest.raises(ArgumentError) as caught:
        to_json({"meta": {"a": [1, 10**5000]}}, type_=Order)
    assert caught.value.argument == "meta['a'][1]"
