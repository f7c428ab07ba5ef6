"""`unknown_fields="keep"`: properties that the document does not describe are kept, shown and sent back."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest
from client_under_test._runtime import errors
from client_under_test._runtime.descriptors.bodies import Form
from client_under_test._runtime.models.codec import decode, decode_parsed
from client_under_test._runtime.models.drift import Drift, Report
from client_under_test._runtime.models.encoding.json_types import to_json_types
from client_under_test._runtime.models.model import Model
from client_under_test._runtime.models.open_model import OpenModel
from client_under_test._runtime.models.types import field
from client_under_test._runtime.serialization.bodies import build
from hypothesis import given
from hypothesis import strategies as st

from tests.runtime.samples import Anything, Cat, Circle, Item, Node, Pet, Thing

WHOLE: dict[str, Any] = {
    "id": "1",
    "new": {"a": [1, None]},
    "pet": {"petType": "cat", "tail": True},
    "shape": {"radius": 1.5, "deep": {}},
    "either": ["a"],
    "thing": {"fullName": "n", "inner": {"fullName": "m", "left": 1}},
    "node": {"value": 1, "x": 0, "children": [{"value": 2}, {"value": 3, "y": "z", "x": 1}]},
}


def received(value: object, type_: Any = Item, *, strict: bool = False) -> Any:
    report = Report("items.get", Drift(), strict, keep_unknown=True)
    return decode(json.dumps(value).encode(), type_, report)


def sent(value: object) -> object:
    """The value as it is sent, for an argument of any type."""
    return to_json_types(value)


def test_unknown_properties_are_kept_at_any_depth() -> None:
    item = received(WHOLE)
    assert dict(item.unknown_fields) == {"new": {"a": [1, None]}}
    assert dict(item.pet.unknown_fields) == {"tail": True}
    assert dict(item.shape.unknown_fields) == {"deep": {}}
    assert dict(item.node.unknown_fields) == {"x": 0}
    assert [dict(node.unknown_fields) for node in item.node.children] == [{}, {"y": "z", "x": 1}]
    assert dict(item.thing.unknown_fields) == {}
    assert item.thing.inner.additional_properties == {"left": 1}
    assert json.loads(item.to_json()) == WHOLE
    assert item.to_dict(by="wire") == WHOLE
    assert sent({"list": [item], "map": {"a": item}}) == {"list": [WHOLE], "map": {"a": WHOLE}}


@pytest.mark.parametrize(
    ("value", "type_", "read"),
    [
        ([{"value": 1, "x": 1}, {"value": 2}], list[Node], lambda v: v[0].unknown_fields),
        ({"k": {"value": 1, "x": 1}}, dict[str, Node], lambda v: v["k"].unknown_fields),
        ({"k": [[{"value": 1, "x": 1}]]}, dict[str, list[list[Node]]], lambda v: v["k"][0][0].unknown_fields),
        ([1, {"value": 1, "x": 1}], tuple[int, Node], lambda v: v[1].unknown_fields),
        ({"petType": "cat", "x": 1}, Pet, lambda v: v.unknown_fields),
        ({"radius": 1.0, "x": 1}, Circle | None, lambda v: v.unknown_fields),
    ],
)  # fmt: skip
def test_unknown_properties_in_values_of_each_kind(value: object, type_: Any, read: Any) -> None:
    result = received(value, type_)
    assert dict(read(result)) == {"x": 1}
    assert sent(result) == value


def test_unknown_properties_of_a_response_with_mismatches() -> None:
    node = {"value": "x", "z": 2, "children": [3, {"value": 1, "y": 1}]}
    item = received({"id": 1, "new": 1, "color": "blue", "node": node})
    assert dict(item.unknown_fields) == {"new": 1}
    assert dict(item.node.unknown_fields) == {"z": 2}
    assert item.node.children[0] is None
    assert dict(item.node.children[1].unknown_fields) == {"y": 1}
    pair = received({"id": "1", "x": 1, "tags": 5, "sizes": {}, "scores": []})
    assert (dict(pair.unknown_fields), pair.tags, pair.scores) == ({"x": 1}, [], {})


def test_nothing_is_kept_by_default() -> None:
    item = decode(json.dumps(WHOLE).encode(), Item, Report("items.get", Drift()))
    assert item.unknown_fields == item.node.unknown_fields == {}  # type: ignore[attr-defined]
    assert Item(id="1").unknown_fields == {}
    assert Item.from_json(json.dumps(WHOLE)).unknown_fields == {}
    assert Item.from_dict(WHOLE, by="wire").unknown_fields == {}


def test_a_model_can_keep_what_its_json_or_dict_has() -> None:
    text = json.dumps(WHOLE)
    assert json.loads(Item.from_json(text, unknown_fields="keep").to_json()) == WHOLE
    copied = Item.from_dict(WHOLE, by="wire", unknown_fields="keep")
    assert copied == Item.from_json(text, unknown_fields="keep")
    with pytest.raises(
        errors.ArgumentError, match=r"^unknown_fields: must be 'ignore' or 'keep', not 'all'"
    ):
        Item.from_json(text, unknown_fields="all")  # type: ignore[arg-type]
    with pytest.raises(
        errors.ArgumentError, match=r"^unknown_fields: must be 'ignore' or 'keep', not True"
    ):
        Item.from_dict(WHOLE, unknown_fields=True)  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", ["python", "json"])
def test_unknown_fields_are_a_key_of_dicts_with_names_of_python(mode: Any) -> None:
    item = received(WHOLE)
    written = item.to_dict(mode=mode)
    assert written["unknown_fields"] == {"new": {"a": [1, None]}}
    assert written["node"]["children"][1]["unknown_fields"] == {"y": "z", "x": 1}
    assert Item.from_dict(written) == item
    assert sent(Item.from_dict(written)) == WHOLE
    assert "unknown_fields" not in Item(id="1").to_dict()


def test_unknown_fields_are_part_of_equality() -> None:
    item, other = received(WHOLE), received({**WHOLE, "new": 2})
    assert item == received(WHOLE)
    assert not item != received(WHOLE)  # noqa: SIM202  # the operator is what is tested
    assert item != other
    assert not item == other  # noqa: SIM201  # the operator is what is tested
    assert item != received({**WHOLE, "node": {"value": 1}})
    plain = Item(id="1")
    assert plain == Item(id="1")
    assert received({"id": "1", "new": 1}) != plain != received({"id": "1", "new": 1})
    assert (plain == 1, plain != 1, plain == Cat(pet_type="cat")) == (False, True, False)
    with pytest.raises(TypeError):
        hash(item)


@pytest.mark.parametrize(
    "change",
    [
        copy.copy,
        copy.deepcopy,
        lambda model: pickle.loads(pickle.dumps(model)),
        lambda model: model.replace(),
        lambda model: model.__replace__(id="1"),
        lambda model: type(model).from_dict(model.to_dict()),
    ],
    ids=["copy", "deepcopy", "pickle", "replace", "copy.replace", "from_dict"],
)
def test_copies_have_the_unknown_fields(change: Any) -> None:
    item = received(WHOLE)
    copied = change(item)
    assert copied is not item
    assert copied == item
    assert json.loads(copied.to_json()) == WHOLE
    assert change(Item(id="1")) == Item(id="1")


def test_a_deep_copy_shares_no_unknown_value() -> None:
    item = received(WHOLE)
    copied = copy.deepcopy(item)
    copied.unknown_fields["new"]["a"].append(2)
    assert dict(item.unknown_fields) == {"new": {"a": [1, None]}}


def test_the_repr_of_a_model_shows_unknown_fields_and_masks_secrets() -> None:
    item = received({"id": "1", "newToken": "hunter2", "x": 1})
    assert repr(item) == "Item(id='1', unknown_fields={'newToken': ***, 'x': 1})"


def test_a_field_can_be_changed_and_others_stay_unknown() -> None:
    item = received({"id": "1", "new": 1})
    item.id = "2"
    assert json.loads(item.to_json()) == {"id": "2", "new": 1}
    assert json.loads(item.replace(count=3).to_json()) == {"id": "2", "count": 3, "new": 1}


def test_unknown_properties_are_also_reported_and_refused_with_strict() -> None:
    drift = Drift()
    report = Report("items.get", drift, complete=True, keep_unknown=True)
    item: Any = decode_parsed({"id": "1", "new": 1}, Item, report)
    assert dict(item.unknown_fields) == {"new": 1}
    assert [each.pointer for each in drift] == ["/new"]
    strict = Report("items.get", drift, strict=True, complete=True, keep_unknown=True)
    with pytest.raises(errors.ResponseValidationError):
        decode_parsed({"id": "1", "new": 1}, Item, strict)


def test_a_body_with_an_invalid_unknown_property_is_an_error() -> None:
    with pytest.raises(errors.ResponseDecodeError, match="not valid JSON"):
        decode(b'{"id": "1", "new": "\xff"}', Item, Report("items.get", Drift(), keep_unknown=True))


@pytest.mark.parametrize("number", ["1E+999", "-1E+999", "9" * 30, "9" * 5_000])
def test_numbers_beyond_a_float_are_sent_back(number: str) -> None:
    cat = decode(
        f'{{"petType":"cat","new":{number}}}'.encode(), Cat, Report("", Drift(), keep_unknown=True)
    )
    assert isinstance(cat, Cat)
    assert cat.to_json().decode() == f'{{"petType":"cat","new":{number}}}'


def test_a_deeply_nested_response_is_searched() -> None:
    value: dict[str, Any] = {"value": 1, "x": 1}
    for _ in range(150):
        value = {"value": 1, "children": [value]}
    node = received(value, Node)
    while node.children:
        (node,) = node.children
    assert dict(node.unknown_fields) == {"x": 1}


class Pair(Model, kw_only=True):
    left: Node | None = None
    right: list[Node] | None = None
    others: dict[str, Node | None] | None = None
    anything: Any = None


NODES: st.SearchStrategy[dict[str, object]] = st.deferred(
    lambda: st.fixed_dictionaries(
        {"value": st.integers(0, 3)},
        optional={"children": st.lists(NODES, max_size=3), "x": st.integers(0, 1), "y": st.none()},
    )
)
PAIRS = st.fixed_dictionaries(
    {},
    optional={
        "left": NODES,
        "right": st.lists(NODES, max_size=3),
        "others": st.dictionaries(st.sampled_from("ab"), NODES | st.none()),
        "anything": st.lists(st.dictionaries(st.sampled_from("xy"), st.integers(0, 1), min_size=1)),
        "z": st.booleans(),
    },
)


@given(value=st.lists(PAIRS, max_size=4))
def test_any_response_is_sent_back_as_it_came(value: Any) -> None:
    result = received(value, list[Pair])
    assert sent(result) == value
    assert [Pair.from_dict(pair.to_dict()) for pair in result] == result


def test_a_form_has_the_unknown_fields_of_its_model() -> None:
    cat = received({"petType": "cat", "tail": [1, 2], "note": "a b"}, Cat)
    body = build((Form(lambda: Cat),), cat).open()
    assert isinstance(body, bytes)
    assert body == b"petType=cat&tail=1&tail=2&note=a+b"


def test_an_open_model_keeps_all_as_additional_properties() -> None:
    thing = received({"fullName": "n", "a": 1, "inner": {"fullName": "m", "b": 2}}, Thing)
    assert thing.unknown_fields == {}
    assert thing.additional_properties == {"a": 1}
    anything = received({"a": {"b": 1}}, Anything)
    assert (anything.unknown_fields, anything.additional_properties) == ({}, {"a": {"b": 1}})


class Shelf(OpenModel, kw_only=True):
    additional_properties: dict[str, Item] = field(default_factory=dict)


def test_models_in_additional_properties_have_unknown_fields() -> None:
    wire = {"a": {"id": "1", "new": 2}, "b": {"id": "2"}}
    shelf = received(wire, Shelf)
    assert dict(shelf.additional_properties["a"].unknown_fields) == {"new": 2}
    assert json.loads(shelf.to_json()) == wire
    drift = Drift()
    decode_parsed(wire, Shelf, Report("shelves.get", drift, complete=True, keep_unknown=True))
    assert [each.pointer for each in drift] == ["/*/new"]
