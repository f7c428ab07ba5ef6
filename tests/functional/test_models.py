"""Models as values: dicts, copies, the fields, and null told apart from absent."""

from __future__ import annotations

import copy
import json
import pickle
from decimal import Decimal
from typing import Any

import pytest

from tests.functional.support import Call, Made, Make
from tests.support.loopback import answer

ORDERS = """
paths:
  /orders:
    get:
      operationId: getOrder
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}
components:
  schemas:
    Order:
      type: object
      required: [orderId]
      properties:
        orderId: {type: string}
        sentAt: {type: [string, 'null'], format: date-time}
        class: {type: [string, 'null']}
        comment: {$ref: '#/components/schemas/Comment'}
        anything: {}
        label: {type: string}
        born: {type: string, format: date}
        data: {type: string, format: byte}
        lines: {type: array, items: {$ref: '#/components/schemas/Line'}}
        byKey: {type: object, additionalProperties: {$ref: '#/components/schemas/Line'}}
        payment: {oneOf: [{$ref: '#/components/schemas/Card'}, {$ref: '#/components/schemas/Cash'}],
                  discriminator: {propertyName: paymentKind}}
        either: {anyOf: [{type: string}, {$ref: '#/components/schemas/Line'},
                         {type: array, items: {$ref: '#/components/schemas/Cash'}}]}
        open: {$ref: '#/components/schemas/Open'}
    Comment: {type: [string, 'null']}
    Line:
      type: object
      required: [itemId]
      properties: {itemId: {type: integer}, extraNote: {type: [string, 'null']}}
    Card:
      type: object
      required: [paymentKind, cardNumber]
      properties: {paymentKind: {type: string}, cardNumber: {type: string}}
    Cash: {type: object, required: [paymentKind], properties: {paymentKind: {type: string}, paidCents: {type: integer}}}
    Open:
      type: object
      properties: {openNote: {type: [string, 'null']}}
      additionalProperties: {$ref: '#/components/schemas/Line'}
"""
WIRE: dict[str, Any] = {
    "orderId": "1",
    "sentAt": "2024-01-15T09:30:00.000Z",
    "born": "2024-02-29",
    "data": "aGk=",
    "lines": [{"itemId": 1, "extraNote": None}, {"itemId": 2}],
    "byKey": {"itemId": {"itemId": 3}},
    "payment": {"paymentKind": "Card", "cardNumber": "4"},
    "either": {"itemId": 5},
    "open": {"left": {"itemId": 6}, "openNote": None},
}
PYTHON = {
    "order_id": "1",
    "sent_at": "2024-01-15T09:30:00.000Z",
    "born": "2024-02-29",
    "data": "aGk=",
    "lines": [{"item_id": 1, "extra_note": None}, {"item_id": 2}],
    "by_key": {"itemId": {"item_id": 3}},
    "payment": {"payment_kind": "Card", "card_number": "4"},
    "either": {"item_id": 5},
    "open": {"open_note": None, "additional_properties": {"left": {"item_id": 6}}},
}


@pytest.fixture
def api(make: Make) -> Made:
    return make(ORDERS)


def order(api: Made, call: Call, **changes: Any) -> Any:
    return call(api, lambda c: c.orders.get(), answer({**WIRE, **changes})).value


def test_dicts_for_json(api: Made, call: Call) -> None:
    received = order(api, call)
    assert received.to_dict(mode="json") == PYTHON
    assert received.to_dict(by="wire", mode="json") == WIRE
    assert json.loads(json.dumps(received.to_dict(mode="json"))) == PYTHON
    assert received.to_dict(by="wire")["sentAt"] == received.sent_at


def test_none_can_be_left_out(api: Made, call: Call) -> None:
    shown = order(api, call, sentAt=None).to_dict(exclude_none=True)
    assert "sent_at" not in shown
    assert shown["lines"] == [{"item_id": 1}, {"item_id": 2}]
    assert "open_note" not in shown["open"]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"sentAt": None},
        {"payment": {"paymentKind": "Cash"}},
        {"either": [{"paymentKind": "Cash", "paidCents": 5}]},
        {"either": "text"},
        {"anything": {"orderId": [None]}},
    ],
)
@pytest.mark.parametrize("by", ["python", "wire"])
@pytest.mark.parametrize("mode", ["python", "json"])
def test_from_dict_is_the_inverse_of_to_dict(
    api: Made, call: Call, changes: Any, by: str, mode: str
) -> None:
    received = order(api, call, **changes)
    twin = api.models.Order.from_dict(received.to_dict(by=by, mode=mode), by=by)
    assert twin == received
    assert twin.to_json() == received.to_json()


def test_from_dict_refuses_what_is_no_field(api: Made) -> None:
    with pytest.raises(api.errors.ArgumentError) as caught:
        api.models.Order.from_dict({"order_id": "1", "lines": [{"item_ids": 1}]})
    text = "lines[0].item_ids: is not a field of Line; did you mean item_id?"
    assert str(caught.value) == text


@pytest.mark.parametrize(
    ("by", "data", "text"),
    [
        ("python", {}, "order_id: is required"),
        ("wire", {}, "order_id: is required"),
        ("python", {"order_id": 1}, "order_id: must be a string, not the integer 1"),
        ("wire", {"orderId": "1", "lines": [{}]}, "lines[0].item_id: is required"),
        ("python", 3, "data: must be a mapping, not int"),
        ("python", None, "data: must be a mapping, not None"),
        ("wire", [("a", 1)], "data: must be a mapping, not list"),
        ("wires", {}, "by: must be 'python' or 'wire', not 'wires'"),
    ],
)
def test_from_dict_refuses_invalid_arguments(api: Made, by: Any, data: Any, text: str) -> None:
    with pytest.raises(api.errors.ArgumentError) as caught:
        api.models.Order.from_dict(data, by=by)
    assert str(caught.value) == text


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"by": "x"}, "by: must be 'python' or 'wire', not 'x'"),
        ({"by": []}, "by: must be 'python' or 'wire', not []"),
        ({"mode": "x"}, "mode: must be 'python' or 'json', not 'x'"),
    ],
)
def test_to_dict_refuses_unknown_choices(
    api: Made, call: Call, arguments: dict[str, Any], text: str
) -> None:
    received = order(api, call)
    for model in (received, received.open):
        with pytest.raises(api.errors.ArgumentError) as caught:
            model.to_dict(**arguments)
        assert str(caught.value) == text


def test_a_dict_for_json_refuses_a_time_without_a_zone(api: Made, call: Call) -> None:
    received = order(api, call)
    received.sent_at = received.sent_at.replace(tzinfo=None)
    with pytest.raises(api.errors.ArgumentError, match="sent_at: must have a time zone"):
        received.to_dict(mode="json")


@pytest.mark.parametrize(
    "number", [float("inf"), float("nan"), Decimal("-Infinity"), Decimal("NaN"), Decimal("sNaN")]
)
def test_a_dict_for_json_refuses_a_number_that_is_not_finite(
    api: Made, call: Call, number: float | Decimal
) -> None:
    model = api.models.Line(item_id=number)
    with pytest.raises(
        api.errors.ArgumentError, match=f"item_id: must be a finite number, not {number}"
    ):
        model.to_dict(mode="json")


def test_replace_returns_a_changed_copy(api: Made, call: Call) -> None:
    received = order(api, call, comment=None)
    changed = received.replace(order_id="2")
    assert (changed.order_id, received.order_id) == ("2", "1")
    assert changed.replace(order_id="1") == received
    assert received.open.replace(open_note="x").to_dict() == {
        "open_note": "x",
        "additional_properties": {"left": api.models.Line(item_id=6).to_dict()},
    }
    for model in (received, received.open):
        with pytest.raises(TypeError):
            model.replace(nonsense=1)


def test_fields_have_both_names(api: Made) -> None:
    named = {each.name: each for each in api.models.Order.fields()}
    assert (named["order_id"].wire, named["order_id"].required) == ("orderId", True)
    assert (named["class_"].wire, named["class_"].required) == ("class", False)
    assert [each.name for each in api.models.Open.fields()] == ["open_note"]


NULLABLE = {"sentAt": "sent_at", "class": "class_", "comment": "comment", "anything": "anything"}


@pytest.mark.parametrize(("wire", "name"), NULLABLE.items())
def test_null_and_absent_are_told_apart(api: Made, call: Call, wire: str, name: str) -> None:
    null, absent = (
        api.models.Order.from_json(json.dumps({"orderId": "1", **more}))
        for more in ({wire: None}, {})
    )
    assert (getattr(null, name), getattr(absent, name)) == (None, None)
    assert (null.is_set(name), absent.is_set(name)) == (True, False)
    assert json.loads(null.to_json()) == {"orderId": "1", wire: None}
    assert absent.to_json() == b'{"orderId":"1"}'
    for twin in (copy.copy(null), copy.deepcopy(null), pickle.loads(pickle.dumps(null))):
        assert twin == null != absent
    absent.replace(order_id="2")
    setattr(absent, name, None)
    assert absent == null
    assert repr(null) == f"Order(order_id='1', {name}=None)"


def test_null_and_absent_of_a_response_are_told_apart(api: Made, call: Call) -> None:
    received = order(api, call)
    assert [line.is_set("extra_note") for line in received.lines] == [True, False]
    assert (received.open.open_note, received.open.is_set("open_note")) == (None, True)
    assert received.is_set("order_id")
    assert not received.is_set("label")
    assert json.loads(received.to_json()) == WIRE
    with pytest.raises(AttributeError, match="Order has no field 'orderId'"):
        received.is_set("orderId")


def test_null_of_a_model_of_requests_is_told_apart(make: Make) -> None:
    text = ORDERS.replace(
        "get:\n      operationId: getOrder",
        "put:\n      operationId: putOrder\n      requestBody: {content: {application/json: {schema: "
        "{$ref: '#/components/schemas/Order'}}}}",
    )
    model = make(text).models.Order
    null = model.from_json(b'{"orderId":"1","sentAt":null}')
    assert (null.is_set("sent_at"), null.is_set("comment")) == (True, False)
    assert model.from_dict(null.to_dict()) == null


def test_a_field_that_can_be_null_matches_patterns_and_compares(api: Made) -> None:
    match api.models.Line(item_id=1):
        case api.models.Line(item_id=1, extra_note=None):
            pass
        case _:
            pytest.fail("did not match")
    assert api.models.Open(open_note=None) != api.models.Open()
    assert api.models.Open().open_note is None
