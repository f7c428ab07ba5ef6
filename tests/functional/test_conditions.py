# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Properties that are declared only under a condition are optional fields."""

from __future__ import annotations

import pytest

from tests.functional.support import Call, Make, both, echo
from tests.support.loopback import answer

TEXT = "{type: string}"
OWN = f"type: object, properties: {{t: {TEXT}}}"
IF = "if: {properties: {t: {const: a}}, required: [t]}"
COMPONENTS = f"""
More: {{type: object, required: [v], properties: {{v: {TEXT}}}}}
Checked: {{{OWN}, {IF}, then: {{$ref: '#/components/schemas/More'}}, else: {{properties: {{w: {TEXT}}}}}}}
Loop: {{{OWN}, {IF}, then: {{allOf: [{{$ref: '#/components/schemas/Loop'}}, {{properties: {{v: {TEXT}, w: {TEXT}}}}}]}}}}
"""


@pytest.mark.parametrize(
    "schema",
    [
        f"{{{OWN}, {IF}, then: {{properties: {{v: {TEXT}}}, required: [v]}}, else: {{properties: {{w: {TEXT}}}}}}}",
        f"{{{OWN}, dependentSchemas: {{t: {{properties: {{v: {TEXT}}}}}, v: {{properties: {{w: {TEXT}}}}}}}}}",
        f"{{{OWN}, {IF}, then: {{dependentSchemas: {{t: {{properties: {{v: {TEXT}, w: {TEXT}}}}}}}}}}}",
        f"{{{OWN}, {IF}, then: {{properties: {{v: {TEXT}}}}}, else: {{{IF}, else: {{properties: {{w: {TEXT}}}}}}}}}",
        f"{{{OWN}, unevaluatedProperties: false, {IF}, then: {{properties: {{v: {TEXT}, w: {TEXT}}}}}}}",
        f"{{allOf: [{{{OWN}}}, {{{IF}, then: {{properties: {{v: {TEXT}}}}}}}, {{{IF}, then: {{properties: {{w: {TEXT}}}}}}}]}}",
        f"{{{OWN}, {IF}, then: {{allOf: [{{oneOf: [{{properties: {{v: {TEXT}}}}}, {{properties: {{w: {TEXT}}}}}]}}]}}}}",
        f"{{{OWN}, oneOf: [{{properties: {{v: {TEXT}}}}}, {{{IF}, then: {{properties: {{w: {TEXT}}}}}, properties: {{t: {TEXT}}}}}]}}",
        "{$ref: '#/components/schemas/Checked'}",
        "{allOf: [{$ref: '#/components/schemas/Checked'}, {properties: {z: {}}}]}",
        "{$ref: '#/components/schemas/Loop'}",
    ],
)  # fmt: skip
def test_conditional_properties_are_optional_fields(make: Make, call: Call, schema: str) -> None:
    api = make(echo(f"{{allOf: [{schema}]}}", COMPONENTS))
    assert {note.split(" ", 1)[1] for note in api.notes} == {"warning ignored-keyword"}
    wire = {"t": "a", "v": "1", "w": "2"}
    both(call, api, wire, **wire)
    both(call, api, {"t": "b"}, t="b", v=None, w=None)


def test_conditional_properties_beside_alternatives(make: Make, call: Call) -> None:
    components = f"""
    Cat: {{type: object, required: [claws], properties: {{claws: {{type: integer}}}}}}
    Dog: {{type: object, required: [tail], properties: {{tail: {{type: integer}}}}}}
    Pet: {{oneOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/Dog'}}], {IF}, then: {{properties: {{v: {TEXT}}}}}}}
    """
    api = make(echo("{$ref: '#/components/schemas/Pet'}", components))
    reply = call(
        api, lambda c: c.things.save(body={"tail": 1, "v": "x"}), answer({"claws": 2, "v": "y"})
    )
    assert reply.sent.json() == {"tail": 1, "v": "x"}
    assert (reply.value.claws, reply.value.v) == (2, "y")


def test_a_property_of_two_types_under_two_conditions(make: Make, call: Call) -> None:
    schema = f"{{{OWN}, {IF}, then: {{properties: {{v: {{type: integer}}}}}}, else: {{properties: {{v: {{type: string}}}}}}}}"
    api = make(echo(schema))
    both(call, api, {"v": 1}, v=1)
    both(call, api, {"v": "x"}, v="x")


def test_a_property_that_only_a_condition_requires_is_reported(make: Make, call: Call) -> None:
    api = make(echo(f"{{{OWN}, {IF}, then: {{required: [v]}}}}"))
    rules = {note.split(" ", 1)[1] for note in api.notes}
    assert rules == {"warning ignored-keyword", "warning required-property"}
    both(call, api, {"v": 1}, v=1)
