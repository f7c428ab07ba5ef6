"""Models: equality, copies, reprs, dicts and JSON."""

from __future__ import annotations

import copy
import datetime
import pickle
from typing import Any

import pytest
from client_under_test._runtime.errors import (
    ArgumentError,
    ResponseDecodeError,
    ResponseValidationError,
)
from client_under_test._runtime.models.model import Model
from client_under_test._runtime.models.types import UNSET
from hypothesis import given
from hypothesis import strategies as st

from tests.runtime.samples import Anything, Cat, Circle, Item, Node, Order, Reference, Thing

UTC = datetime.UTC


def item() -> Item:
    return Item(
        id="1",
        created_at=datetime.datetime(2024, 1, 15, 9, 30, tzinfo=UTC),
        pet=Cat(pet_type="cat", claw_count=18),
        thing=Thing(full_name="x", additional_properties={"left": 1}),
        tags=["a"],
    )


def test_equality_is_by_value() -> None:
    assert item() == item()
    assert item() != Item(id="1")
    assert Thing(full_name="a") == Thing(full_name="a")
    assert Thing(full_name="a") != Thing(full_name="a", additional_properties={"b": 1})


@pytest.mark.parametrize(
    "duplicate", [copy.copy, copy.deepcopy, lambda v: pickle.loads(pickle.dumps(v))]
)
def test_copies_are_equal_and_of_the_same_class(duplicate: Any) -> None:
    for value in (
        item(),
        Thing(full_name="a", odd=1, additional_properties={"b": 2}),
        Node(value=1),
    ):
        twin = duplicate(value)
        assert twin == value
        assert type(twin) is type(value)


def test_pattern_matching() -> None:
    match item():
        case Item(
            id=found, pet=Cat(claw_count=18), thing=Thing(additional_properties={"left": left})
        ):
            assert (found, left) == ("1", 1)
        case _:
            pytest.fail("did not match")


def test_to_dict_has_python_names_and_only_set_fields() -> None:
    assert item().to_dict() == {
        "id": "1",
        "created_at": datetime.datetime(2024, 1, 15, 9, 30, tzinfo=UTC),
        "pet": {"pet_type": "cat", "claw_count": 18},
        "thing": {"full_name": "x", "additional_properties": {"left": 1}},
        "tags": ["a"],
    }


def test_to_json_has_wire_names_and_from_json_is_its_inverse() -> None:
    wire = item().to_json()
    assert wire == (
        b'{"id":"1","createdAt":"2024-01-15T09:30:00.000Z","tags":["a"],"pet":{"petType":"cat","clawCount":18},'
        b'"thing":{"fullName":"x","left":1}}'
    )
    assert Item.from_json(wire) == item()
    assert Item.from_json(wire.decode()) == item()


def test_from_json_is_strict() -> None:
    with pytest.raises(ResponseValidationError) as caught:
        Item.from_json(b'{"id": "1", "tags": ["a", 2]}')
    assert caught.value.pointer == "/tags/1"
    with pytest.raises(ResponseDecodeError):
        Item.from_json(b"<html>")


@pytest.mark.parametrize("by", ["python", "wire"])
def test_a_dict_that_is_nested_too_deeply_is_refused(by: Any) -> None:
    data: dict[str, Any] = {"value": 0}
    for _ in range(100_000):
        data = {"value": 0, "children": [data]}
    with pytest.raises(ArgumentError, match="data: is nested too deeply"):
        Node.from_dict(data, by=by)


def test_a_value_that_json_cannot_express_is_named() -> None:
    model = Anything(additional_properties={"a": [object()]})
    message = r"^additional_properties\['a'\]\[0\]: must be a value that JSON can express, not a"
    with pytest.raises(ArgumentError, match=message):
        model.to_dict(mode="json")


def test_null_differs_from_absent_if_the_model_distinguishes_them() -> None:
    order = Order(template=Reference(key="k"), targets=["a"], mode="batch")
    assert b"scheduledAt" not in order.to_json()
    order.scheduled_at = None
    assert b'"scheduledAt":null' in order.to_json()


class Login(Model, kw_only=True):
    user: str
    password: str | None = None
    api_key: str | None = None


def test_repr_shows_set_fields_and_no_secrets() -> None:
    assert repr(Login(user="a")) == "Login(user='a')"
    shown = repr(Login(user="a", password="hunter2", api_key="k-123"))
    assert shown == "Login(user='a', password=***, api_key=***)"
    nested = repr(
        Item(
            id="1",
            anything={"accessToken": "t0ps3cret", "b": [Login(user="u", password="hunter2")]},
        )
    )
    assert "t0ps3cret" not in nested
    assert "hunter2" not in nested


@pytest.mark.parametrize(
    "value",
    [
        Item(id="x" * 100_000),
        Item(id="1", tags=["y" * 1000] * 10_000),
        Item(id="1", anything={str(n): "z" * 50 for n in range(10_000)}),
        Item(id="1", anything=10**5000),
        Anything(additional_properties={str(n): n for n in range(10_000)}),
    ],
)
def test_repr_is_short(value: object) -> None:
    assert len(repr(value)) <= 210


def test_repr_of_a_deep_value_ends() -> None:
    node = Node(value=0)
    for _ in range(5_000):
        node = Node(value=0, children=[node])
    assert len(repr(node)) <= 210


def test_an_open_model_keeps_and_sends_additional_properties() -> None:
    thing = Thing.from_json(
        b'{"fullName":"n","x-odd":3,"left":1,"inner":{"fullName":"m","right":2}}'
    )
    assert thing.odd == 3
    assert thing.additional_properties == {"left": 1}
    assert thing.inner is not None
    assert thing.inner.additional_properties == {"right": 2}
    assert (
        thing.to_json() == b'{"fullName":"n","x-odd":3,"inner":{"fullName":"m","right":2},"left":1}'
    )


def test_a_declared_property_takes_precedence_over_an_additional_one() -> None:
    assert (
        Thing(full_name="a", additional_properties={"fullName": 1}).to_json() == b'{"fullName":"a"}'
    )


def test_an_open_model_checks_its_arguments() -> None:
    with pytest.raises(TypeError, match="full_name"):
        Thing()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="nonsense"):
        Thing(full_name="a", nonsense=1)  # type: ignore[call-arg]


texts = st.text(max_size=20)
things = st.recursive(
    st.builds(Thing, full_name=texts, odd=st.none() | st.integers(-(2**63), 2**63)),
    lambda inner: st.builds(
        Thing,
        full_name=texts,
        inner=inner,
        additional_properties=st.dictionaries(
            texts.filter(lambda key: key not in ("fullName", "x-odd", "inner")),
            st.integers(-(2**63), 2**63),
            max_size=3,
        ),
    ),
)
items = st.builds(
    Item,
    id=texts,
    count=st.none() | st.integers(),
    ratio=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    active=st.none() | st.booleans(),
    created_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    born=st.none() | st.dates(),
    data=st.none() | st.binary(max_size=20),
    color=st.none() | st.sampled_from(["red", "green"]),
    level=st.none() | st.sampled_from([1, 2]),
    tags=st.none() | st.lists(texts, max_size=3),
    scores=st.none() | st.dictionaries(texts, st.integers(), max_size=3),
    pet=st.none() | st.builds(Cat, pet_type=st.just("cat"), claw_count=st.none() | st.integers()),
    shape=st.none() | st.builds(Circle, radius=st.floats(allow_nan=False, allow_infinity=False)),
    either=st.none() | texts | st.integers() | st.lists(texts, max_size=3),
    pair=st.none() | st.tuples(texts, st.integers()),
    thing=st.none() | things,
)


@given(items)
def test_decode_after_encode_is_identity(value: Item) -> None:
    assert Item.from_json(value.to_json()) == value


class Extended(Thing):
    """A user's subclass with one more field."""

    more: int = 3


def test_an_open_model_that_is_extended_keeps_defaults_and_names() -> None:
    model = Extended(full_name="a")
    assert (model.odd, model.more) == (None, 3)
    assert Extended.from_json(b'{"fullName": "a", "x-odd": 1}') == Extended(full_name="a", odd=1)


def test_unset_stays_unset_wherever_a_model_goes() -> None:
    order = Order(template=Reference(key="k"), targets=["a"], mode="realtime")
    for again in (copy.copy(order), copy.deepcopy(order), pickle.loads(pickle.dumps(order))):
        assert again.scheduled_at is UNSET


def test_invalid_unicode_is_a_decode_error() -> None:
    with pytest.raises(ResponseDecodeError):
        Reference.from_json("\ud800")
