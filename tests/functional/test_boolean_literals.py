"""`const: true` and `enum: [false]` are literal types, sent and received."""

from __future__ import annotations

import pytest

from tests.functional.support import Call, Make
from tests.support.loopback import answer

DOCUMENT = """
paths:
  /a:
    get:
      operationId: getA
      parameters: [{name: all, in: query, schema: {const: true}}]
      responses:
        '200':
          description: ok
          content: {application/json: {schema: {$ref: '#/components/schemas/Result'}}}
  /flags:
    put:
      operationId: putFlags
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Flags'}}}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Flags'}}}}}
components:
  schemas:
    Result: {oneOf: [{$ref: '#/components/schemas/Ok'}, {$ref: '#/components/schemas/Bad'}]}
    Ok: {type: object, required: [ok], properties: {ok: {const: true}, data: {type: integer}}}
    Bad: {type: object, required: [ok], properties: {ok: {type: boolean, enum: [false]}, error: {type: string}}}
    Never: {type: boolean, enum: [false]}
    Flags:
      type: object
      properties:
        named: {$ref: '#/components/schemas/Never'}
        nullable: {type: [boolean, 'null'], enum: [true, null]}
        both: {type: boolean, enum: [true, false]}
        mixed: {enum: [auto, false]}
        narrowed: {allOf: [{type: boolean}, {const: true}]}
        listed: {type: array, items: {const: true}}
        mapped: {type: object, additionalProperties: {const: false}}
"""
VALUES = {
    "named": False,
    "nullable": None,
    "both": False,
    "mixed": False,
    "narrowed": True,
    "listed": [True, True],
    "mapped": {"a": False},
}


@pytest.mark.parametrize(("ok", "name"), [(True, "Ok"), (False, "Bad")])
def test_a_boolean_distinguishes_the_members_of_a_union(
    make: Make, call: Call, ok: bool, name: str
) -> None:
    api = make(DOCUMENT)
    assert not api.diagnostics
    value = call(api, lambda c: c.a.get(), answer({"ok": ok}), strict=True).value
    assert isinstance(value, getattr(api.models, name))
    assert value.ok is ok


def test_boolean_literals_are_sent_and_received(make: Make, call: Call) -> None:
    api = make(DOCUMENT)
    arguments = {**VALUES, "nullable": True}
    reply = call(api, lambda c: c.flags.update(**arguments), answer(VALUES), strict=True)
    assert reply.sent.json() == arguments
    assert {name: getattr(reply.value, name) for name in VALUES} == VALUES
    assert api.models.Flags.from_json(reply.value.to_json()) == reply.value


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("named", True),
        ("named", 0),
        ("nullable", False),
        ("mixed", True),
        ("narrowed", False),
        ("listed", [True, False]),
        ("mapped", {"a": True}),
    ],
)
def test_the_other_boolean_is_refused_and_drift(
    make: Make, call: Call, name: str, wrong: object
) -> None:
    api = make(DOCUMENT)
    with pytest.raises(api.errors.ArgumentError, match=name):
        call(api, lambda c: c.flags.update(**{name: wrong}))
    with pytest.raises(api.errors.ResponseValidationError):
        call(api, lambda c: c.flags.update(), answer({name: wrong}), strict=True)
    if not isinstance(wrong, list | dict):
        value = call(api, lambda c: c.flags.update(), answer({name: wrong})).value
        assert getattr(value, name) in (None, api.package.UNSET)


def test_a_parameter_has_one_value(make: Make, call: Call) -> None:
    api = make(DOCUMENT)
    sent = call(api, lambda c: c.a.get(all=True), answer({"ok": True})).sent
    assert sent.target == "/a?all=true"
    with pytest.raises(api.errors.ArgumentError, match="all"):
        call(api, lambda c: c.a.get(all=False), answer({"ok": True}))
