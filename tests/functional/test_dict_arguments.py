# ruff: noqa: E501 (a case on one line is easier to read than on ten)
"""A dict in place of a model in an argument: both kinds of names, and no key that the model does not have."""

from __future__ import annotations

import copy
from collections import UserDict
from typing import Any

import pytest

from tests.functional.support import OK, Call, Made, Make

CREATE_ORDER = f"""
paths:
  /orders:
    post:
      operationId: orders_create
      tags: [orders]
      requestBody:
        required: true
        content: {{application/json: {{schema: {{$ref: '#/components/schemas/Order'}}}}}}
      {OK}
"""
DOCUMENT = f"""{CREATE_ORDER}
  /lines:
    put:
      operationId: lines_replace
      tags: [lines]
      requestBody:
        required: true
        content: {{application/json: {{schema: {{type: array, items: {{$ref: '#/components/schemas/Line'}}}}}}}}
      {OK}
  /form:
    post:
      operationId: forms_send
      tags: [forms]
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema: {{oneOf: [{{$ref: '#/components/schemas/Upload'}}, {{$ref: '#/components/schemas/Line'}}]}}
      {OK}
  /search:
    get:
      operationId: lines_search
      tags: [lines]
      parameters:
        - {{name: filter, in: query, style: deepObject, schema: {{$ref: '#/components/schemas/Line'}}}}
      {OK}
components:
  schemas:
    Order:
      type: object
      properties:
        firstLine: {{$ref: '#/components/schemas/Line'}}
        lines: {{type: array, items: {{$ref: '#/components/schemas/Line'}}}}
        byKey: {{type: object, additionalProperties: {{$ref: '#/components/schemas/Line'}}}}
        parent: {{$ref: '#/components/schemas/Order'}}
        payment: {{oneOf: [{{$ref: '#/components/schemas/Cash'}}, {{$ref: '#/components/schemas/Card'}}],
                  discriminator: {{propertyName: paymentKind}}}}
        either: {{anyOf: [{{type: string}}, {{$ref: '#/components/schemas/Line'}},
                         {{type: array, items: {{$ref: '#/components/schemas/Cash'}}}}]}}
        open: {{$ref: '#/components/schemas/Open'}}
        free: {{type: object}}
    Line:
      type: object
      required: [itemId]
      properties: {{itemId: {{type: integer}}, from: {{type: string}}, sentAt: {{type: string, format: date-time}},
                   inner: {{$ref: '#/components/schemas/Line'}}, note: {{type: [string, 'null']}}, data: {{}}}}
    Card:
      type: object
      required: [paymentKind, cardNumber]
      properties: {{paymentKind: {{type: string}}, cardNumber: {{type: string}}}}
    Cash: {{type: object, required: [paymentKind], properties: {{paymentKind: {{type: string}}, paidCents: {{type: integer}}}}}}
    Open:
      type: object
      properties: {{openNote: {{type: string}}}}
      additionalProperties: {{$ref: '#/components/schemas/Line'}}
    Upload:
      type: object
      required: [fileData]
      properties: {{fileData: {{type: string, format: binary}}, lineInfo: {{$ref: '#/components/schemas/Line'}}}}
"""


@pytest.fixture
def api(make: Make) -> Made:
    return make(DOCUMENT)


ORDERS: list[tuple[dict[str, Any], Any]] = [
    ({"first_line": {"item_id": 1, "from_": "a"}}, {"firstLine": {"itemId": 1, "from": "a"}}),
    ({"first_line": {"itemId": 1, "from": "a"}}, {"firstLine": {"itemId": 1, "from": "a"}}),
    ({"lines": [{"item_id": 1}, {"itemId": 2}]}, {"lines": [{"itemId": 1}, {"itemId": 2}]}),
    ({"by_key": {"item_id": {"item_id": 1}}}, {"byKey": {"item_id": {"itemId": 1}}}),
    (
        {"parent": {"first_line": {"item_id": 1, "inner": {"item_id": 2}}}},
        {"parent": {"firstLine": {"itemId": 1, "inner": {"itemId": 2}}}},
    ),
    (
        {"payment": {"payment_kind": "Card", "card_number": "1"}},
        {"payment": {"paymentKind": "Card", "cardNumber": "1"}},
    ),
    ({"either": {"item_id": 1}}, {"either": {"itemId": 1}}),
    (
        {"either": [{"payment_kind": "Cash", "paid_cents": 3}]},
        {"either": [{"paymentKind": "Cash", "paidCents": 3}]},
    ),
    (
        {"open": {"open_note": "a", "left_line": {"item_id": 1}}},
        {"open": {"openNote": "a", "left_line": {"itemId": 1}}},
    ),
    (
        {"open": {"additional_properties": {"left": {"item_id": 1}}}},
        {"open": {"left": {"itemId": 1}}},
    ),
    (
        {"first_line": {"item_id": 1, "from_": None, "inner": None, "note": None, "data": None}},
        {"firstLine": {"itemId": 1, "note": None, "data": None}},
    ),
    ({"either": {"item_id": 1, "sentAt": None}}, {"either": {"itemId": 1}}),
    ({"free": {"item_id": {"x_y": 1}}}, {"free": {"item_id": {"x_y": 1}}}),
]


@pytest.mark.parametrize(("arguments", "sent"), ORDERS)
def test_both_names_are_accepted_at_all_depths(
    api: Made, call: Call, arguments: dict[str, Any], sent: Any
) -> None:
    assert call(api, lambda c: c.orders.create(**arguments)).sent.json() == sent


def test_models_may_contain_dicts(api: Made, call: Call) -> None:
    models = api.models
    values: list[Any] = [
        models.Order(first_line={"item_id": 1}),
        models.Order(lines=[models.Line(item_id=1), {"item_id": 2}]),
        models.Order(lines=({"item_id": 2},)),
        models.Order(open=models.Open(additional_properties={"a": {"item_id": 1}})),
        models.Order(payment=models.Cash(payment_kind="Cash"), either={"item_id": 1}),
        models.Order(first_line=UserDict(item_id=1)),
    ]
    copies = copy.deepcopy(values)
    sent = [call(api, lambda c, v=each: c.orders.create(parent=v)).sent.json() for each in values]
    assert [each["parent"] for each in sent] == [
        {"firstLine": {"itemId": 1}},
        {"lines": [{"itemId": 1}, {"itemId": 2}]},
        {"lines": [{"itemId": 2}]},
        {"open": {"a": {"itemId": 1}}},
        {"payment": {"paymentKind": "Cash"}, "either": {"itemId": 1}},
        {"firstLine": {"itemId": 1}},
    ]
    assert copies == values, "the caller's values are unchanged"


def test_bodies_forms_and_parameters(api: Made, call: Call) -> None:
    sent = call(api, lambda c: c.lines.replace(body=[{"item_id": 1}])).sent
    assert sent.json() == [{"itemId": 1}]
    sent = call(api, lambda c: c.lines.search(filter={"item_id": 1, "from_": "b"})).sent
    assert sent.query == "filter%5BitemId%5D=1&filter%5Bfrom%5D=b"
    body = {"file_data": b"x", "line_info": {"item_id": 1}}
    sent = call(api, lambda c: c.forms.send(body=body)).sent
    assert b'name="fileData"' in sent.body
    assert b'{"itemId":1}' in sent.body


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"first_line": {"item_idd": 1}}, "first_line.item_idd: is not a field of Line; did you mean item_id?"),
    ({"first_line": {"itemID": 1}}, "first_line.itemID: is not a field of Line; did you mean itemId?"),
    ({"lines": [{"item_id": 1}, {"item_id": 2, "frm": "a"}]}, "lines[1].frm: is not a field of Line; did you mean from?"),
    ({"by_key": {"a": {"nonsense": 1}}}, "by_key['a'].nonsense: is not a field of Line"),
    ({"parent": {"parent": {"line": []}}}, "parent.parent.line: is not a field of Order; did you mean lines?"),
    ({"payment": {"payment_kind": "Card", "cardnumber": "1"}}, "payment.cardnumber: is not a field of Card; did you mean card_number?"),
    ({"payment": {"payment_kind": "Card", "card_number": "1", "paid_cents": 1}}, "payment.paid_cents: is not a field of Card"),
    ({"either": {"item_ids": 1}}, "either.item_ids: is not a field of Line; did you mean item_id?"),
    ({"open": {"a": {"item_ids": 1}}}, "open.a.item_ids: is not a field of Line; did you mean item_id?"),
    ({"first_line": {"item_id": 1, "itemId": 2}}, "first_line.item_id: is given as itemId, too"),
    ({"first_line": {1: 1}}, "first_line.1: is not a field of Line"),
    ({"first_line": {"item_id": "x"}}, "first_line.item_id: must be an integer, not the string 'x'"),
    ({"first_line": {"from_": "x"}}, "first_line.item_id: is required"),
    ({"first_line": {"item_id": None}}, "first_line.item_id: must be an integer, not null"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_an_unknown_key_is_refused(
    api: Made, call: Call, arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(api.errors.ArgumentError) as caught:
        call(api, lambda c: c.orders.create(**arguments))
    assert str(caught.value) == message
    assert not call.server.requests


def test_an_unknown_key_of_a_form_is_refused(api: Made, call: Call) -> None:
    with pytest.raises(api.errors.ArgumentError, match="filedata: is not a field of Upload; did"):
        call(api, lambda c: c.forms.send(body={"filedata": b"x"}))
    with pytest.raises(api.errors.ArgumentError, match=r"line_info\.item: is not a field of Line"):
        call(api, lambda c: c.forms.send(body={"file_data": b"x", "line_info": {"item": 1}}))


def test_a_deep_dict_is_refused(api: Made, call: Call) -> None:
    deep: dict[str, Any] = {}
    for _ in range(100_000):
        deep = {"parent": deep}
    with pytest.raises(api.errors.ArgumentError, match="nested too deeply"):
        call(api, lambda c: c.orders.create(parent=deep))
