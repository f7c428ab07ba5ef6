"""Types in annotations: the selected member of a union, and open models."""

# mypy: disable-error-code="misc"
# The run-time face of `OneOf[...]` is what is tested here; type checkers see only its other one.

from __future__ import annotations

import datetime
from typing import Any, Literal

import msgspec
import pytest
from client_under_test._runtime.models.codec import decode
from client_under_test._runtime.models.decoders import convert
from client_under_test._runtime.models.drift import Drift, Report
from client_under_test._runtime.models.model import Model
from client_under_test._runtime.models.open_model import OpenModel
from client_under_test._runtime.models.types import (
    OneOf,
    Timestamp,
    UnsetType,
    field,
    one_of,
)

from tests.runtime.samples import Cat, Circle, Dog, Json, Pet, Ring, Thing


def read(data: str, type_: object) -> tuple[Any, list[tuple[str, str]]]:
    drift = Drift()
    value = decode(data.encode(), type_, Report("operation", drift))
    return value, [(mismatch.pointer, mismatch.expected) for mismatch in drift]


@pytest.mark.parametrize(
    ("data", "type_", "value"),
    [
        ('{"petType":"dog","loud":true}', OneOf[Cat | Dog], Dog(pet_type="dog", loud=True)),
        ('{"petType":"cat"}', Pet, Cat(pet_type="cat")),
        ('{"radius":1}', OneOf[Circle | Ring], Circle(radius=1.0)),
        ('{"radius":1,"hole":0.5}', OneOf[Circle | Ring], Ring(radius=1.0, hole=0.5)),
        ('{"radius":1,"hole":"?"}', OneOf[Ring | Circle], Circle(radius=1.0)),
        ('"a"', OneOf[int | str], "a"),
        ("1", OneOf[float | int | str], 1),
        ("1.5", OneOf[int | float], 1.5),
        ("true", OneOf[int | bool], True),
        ("null", OneOf[Cat | Dog | None], None),
        ('[{"petType":"cat"}, "x"]', list[OneOf[Cat | str]], [Cat(pet_type="cat"), "x"]),
        ('{"radius":2}', OneOf[list[Circle] | Circle | str], Circle(radius=2.0)),
        ('[{"radius":2}]', OneOf[list[Circle] | Circle], [Circle(radius=2.0)]),
        ('"auto"', OneOf[Literal["auto"] | int], "auto"),
        ('{"a":1}', OneOf[Cat | dict[str, int]], {"a": 1}),
        (
            '{"fullName":"a","b":1}',
            OneOf[Cat | Thing],
            Thing(full_name="a", additional_properties={"b": 1}),
        ),
        ('{"a":[1,{"b":null}]}', Json, {"a": [1, {"b": None}]}),
        (
            '"2024-01-15T09:30:00Z"',
            OneOf[Timestamp | int],
            datetime.datetime(2024, 1, 15, 9, 30, tzinfo=datetime.UTC),
        ),
    ],
)
def test_the_best_member_is_selected(data: str, type_: object, value: object) -> None:
    result, mismatches = read(data, type_)
    assert result == value
    assert type(result) is type(value)
    assert mismatches == []


def test_the_discriminator_takes_precedence_over_a_member_that_fits() -> None:
    both = msgspec.json.encode({"petType": "hound", "loud": False})
    result, mismatches = read(both.decode(), Pet)
    assert result == Dog(pet_type="hound", loud=False)  # type: ignore[arg-type]
    assert mismatches == [("/petType", "one of 'dog'")]


def test_an_unknown_discriminator_is_reported_once_and_the_nearest_member_selected() -> None:
    result, mismatches = read('{"petType":"fish","loud":true}', Pet)
    assert result == Dog(pet_type="fish", loud=True)  # type: ignore[arg-type]
    assert mismatches == [("/petType", "one of 'cat', 'dog', 'hound'")]
    _, mismatches = read('{"petType":"fish","loud":true}', OneOf[Cat | Dog])
    assert mismatches == [("/petType", "one of 'cat', 'dog'")]


def test_a_mismatch_within_a_member_is_reported_with_its_pointer() -> None:
    result, mismatches = read('{"petType":"dog","loud":"true"}', OneOf[Cat | Dog])
    assert result == Dog(pet_type="dog", loud=True)
    assert mismatches == [("/loud", "boolean")]


def test_equal_unions_are_one_type() -> None:
    assert OneOf[Cat | Dog] is OneOf[Cat | Dog]


class Patch(Model, kw_only=True):
    pet: OneOf[Cat | Dog] | UnsetType | None = msgspec.UNSET


def test_a_union_can_be_absent_and_null() -> None:
    assert convert({}, Patch) == Patch()
    assert convert({"pet": None}, Patch) == Patch(pet=None)
    assert convert({"pet": {"petType": "cat"}}, Patch) == Patch(pet=Cat(pet_type="cat"))


class Base(OpenModel, kw_only=True, rename="camel"):
    own_name: str
    additional_properties: dict[str, Timestamp] = field(default_factory=dict)


class Derived(Base, kw_only=True, rename="camel"):
    second: int | None = None


def test_open_models_inherit_fields_and_type_additional_properties() -> None:
    result, mismatches = read('{"ownName":"a","second":2,"seen":"2024-01-15T09:30:00Z"}', Derived)
    time = datetime.datetime(2024, 1, 15, 9, 30, tzinfo=datetime.UTC)
    assert result == Derived(own_name="a", second=2, additional_properties={"seen": time})
    assert mismatches == []


def test_nested_unions() -> None:
    outer = OneOf[OneOf[Cat | Dog] | Circle | None]
    assert read('{"petType":"cat"}', outer) == (Cat(pet_type="cat"), [])
    assert read('{"radius":1}', outer) == (Circle(radius=1.0), [])
    assert read("null", outer) == (None, [])
    assert read('{"petType":"hound","loud":true}', OneOf[Pet | Circle])[0].loud is True


def test_many_members_are_distinguished_by_their_constant() -> None:
    members = tuple(
        msgspec.defstruct(
            f"Event{number}", [("type", Literal[f"event.{number}"]), ("value", int)], kw_only=True
        )
        for number in range(50)
    )
    event = one_of(lambda: members)
    result, mismatches = read('{"type":"event.42","value":1}', event)
    assert type(result) is members[42]
    assert mismatches == []
