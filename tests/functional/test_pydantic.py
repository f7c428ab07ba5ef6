"""Models in pydantic: as fields, in both directions, with a JSON Schema, as FastAPI uses them."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from typing import Any

import pydantic
import pytest

from tests.functional.support import Made, Make
from tests.functional.test_models import ORDERS, WIRE
from tests.support.harness import ROOT

TREE = """
paths:
  /nodes:
    put:
      operationId: putNode
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}}
      responses: {'200': {description: ok}}
components:
  schemas:
    Node:
      description: A part of a tree.
      type: object
      required: [nodeName]
      properties:
        nodeName: {type: string, minLength: 1, maxLength: 5, pattern: '^a'}
        size: {type: integer, minimum: 1, exclusiveMaximum: 10}
        kind: {type: string, enum: [leaf, branch]}
        note: {type: [string, 'null']}
        parts: {type: array, maxItems: 3, items: {$ref: '#/components/schemas/Node'}}
        labels: {$ref: '#/components/schemas/Labels'}
    Labels: {type: object, additionalProperties: {type: number}}
"""


@pytest.fixture
def order_api(make: Make) -> Made:
    return make(ORDERS)


@pytest.fixture
def node(make: Make) -> Any:
    return make(TREE).models.Node


def test_a_model_is_validated_and_serialized_as_the_api_writes_it(order_api: Made) -> None:
    adapter = pydantic.TypeAdapter(order_api.models.Order)
    order = adapter.validate_python(WIRE)
    assert order == order_api.models.Order.from_dict(WIRE, by="wire")
    assert adapter.validate_python(order) is order
    assert adapter.dump_python(order, mode="json") == WIRE
    assert adapter.validate_json(adapter.dump_json(order)) == order
    assert adapter.dump_python(order)["sentAt"] == datetime.datetime(
        2024, 1, 15, 9, 30, tzinfo=datetime.UTC
    )
    assert adapter.validate_python(adapter.dump_python(order)) == order
    assert adapter.dump_python(order, exclude_none=True)["open"] == {"left": {"itemId": 6}}


def test_a_model_is_a_field_of_a_pydantic_model(order_api: Made) -> None:
    order_type = order_api.models.Order
    many: Any = list[order_type]  # type: ignore[valid-type]  # a class of the generated package
    holder = pydantic.create_model("Holder", order=(order_type, ...), others=(many, []))
    order = order_type.from_dict(WIRE, by="wire")
    held: Any = holder(order=order, others=[WIRE])
    assert (held.order, held.others) == (order, [order])
    assert held.model_dump(mode="json") == {"order": WIRE, "others": [WIRE]}
    assert holder.model_validate_json(held.model_dump_json()) == held


def test_an_invalid_value_is_a_validation_error_that_names_the_place(order_api: Made) -> None:
    holder = pydantic.create_model("Holder", order=(order_api.models.Order, ...))
    with pytest.raises(pydantic.ValidationError) as caught:
        holder(order={**WIRE, "lines": [{"itemId": "x"}]})
    (error,) = caught.value.errors()
    assert error["loc"] == ("order",)
    assert "/lines/0/itemId" in error["msg"]
    value: Any
    for value in (None, [], "text", 5):
        with pytest.raises(pydantic.ValidationError):
            holder(order=value)


def test_the_place_of_an_error_in_a_union_names_the_model(order_api: Made) -> None:
    union: Any = order_api.models.Order | int
    with pytest.raises(pydantic.ValidationError) as caught:
        pydantic.TypeAdapter(union).validate_python({})
    assert ("function-plain[Order()]",) in [error["loc"] for error in caught.value.errors()]


def test_a_constraint_of_a_request_is_checked(node: Any) -> None:
    adapter = pydantic.TypeAdapter(node)
    for wire in ({"nodeName": "b"}, {"nodeName": "a", "size": 0}, {"nodeName": "a", "kind": "x"}):
        with pytest.raises(pydantic.ValidationError):
            adapter.validate_python(wire)


def test_the_json_schema_is_that_of_the_document(node: Any) -> None:
    holder = pydantic.create_model("Holder", node=(node, ...))
    for mode in ("validation", "serialization"):
        schema = holder.model_json_schema(mode=mode)
        assert schema["properties"]["node"] == {"$ref": "#/$defs/Node"}
        assert schema["$defs"]["Node"] == {
            "title": "Node",
            "description": "A part of a tree.",
            "type": "object",
            "required": ["nodeName"],
            "properties": {
                "nodeName": {"type": "string", "minLength": 1, "maxLength": 5, "pattern": "^a"},
                "size": {"type": "integer", "minimum": 1, "exclusiveMaximum": 10},
                "kind": {"enum": ["leaf", "branch"]},
                "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                "parts": {"type": "array", "maxItems": 3, "items": {"$ref": "#/$defs/Node"}},
                "labels": {"type": "object", "additionalProperties": {"type": "number"}},
            },
        }


def test_the_json_schema_of_all_kinds_of_fields(order_api: Made) -> None:
    schema = pydantic.TypeAdapter(order_api.models.Order).json_schema(
        ref_template="#/components/schemas/{model}"
    )
    properties = schema["properties"]
    assert properties["payment"] == {
        "anyOf": [
            {"$ref": "#/components/schemas/Card"},
            {"$ref": "#/components/schemas/Cash"},
        ]
    }
    assert properties["sentAt"] == {
        "anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]
    }
    assert properties["label"] == {"type": "string"}
    assert schema["$defs"]["Open"]["additionalProperties"] == {"$ref": "#/components/schemas/Line"}


def test_a_union_is_a_field_too(make: Make) -> None:
    models = make(
        """
paths: {}
components:
  schemas:
    Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
    Cat: {type: object, required: [claws], properties: {claws: {type: integer}}}
    Dog: {type: object, required: [loud], properties: {loud: {type: boolean}}}
""",
    ).models
    adapter = pydantic.TypeAdapter(models.Pet)
    cat = models.Cat(claws=18)
    assert adapter.validate_python({"claws": 18}) == cat == adapter.validate_python(cat)
    assert adapter.dump_json(cat) == b'{"claws":18}'


def test_the_client_does_not_import_pydantic() -> None:
    code = (
        "import sys\nfrom cometchat_business_messaging import models\n"
        "models.Template.from_json; models.VariableValue\n"
        "print([name for name in sys.modules if name.startswith('pydantic')])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generated")}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout == "[]\n", done.stderr
