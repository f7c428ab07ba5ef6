"""Alternatives that differ in their required properties: checked before sending, or reported."""

from __future__ import annotations

import pytest

from tests.functional.support import Call, Make, echo
from tests.support.loopback import Reply, answer

PROPERTIES = "{rated: {type: boolean}, time: {type: number}, days: {type: [integer, 'null']}}"
TIME = "{type: object, required: [time], properties: {time: {type: number}}}"
DAYS = "{type: object, required: [days], properties: {days: {type: [integer, 'null']}}}"
SCHEMAS = [
    "{{type: object, properties: {properties}, {keyword}: [{{required: [time]}}, {{required: [days]}}]}}",
    "{{type: object, properties: {{rated: {{type: boolean}}}}, {keyword}: [{time}, {days}]}}",
    "{{allOf: [{{type: object, properties: {{rated: {{type: boolean}}}}}}, {{{keyword}: [{time}, {days}]}}]}}",
]


def seek(schema: str) -> str:
    """A document whose only operation, `client.seek.create(...)`, sends the schema."""
    return f"""
    paths:
      /seek:
        post:
          operationId: createSeek
          requestBody: {{required: true, content: {{application/json: {{schema: {schema}}}}}}}
          responses: {{'204': {{description: created}}}}
    """


@pytest.mark.parametrize("keyword", ["oneOf", "anyOf"])
@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_choice_is_checked_before_sending(
    make: Make, call: Call, schema: str, keyword: str
) -> None:
    text = schema.format(keyword=keyword, properties=PROPERTIES, time=TIME, days=DAYS)
    api = make(seek(text))
    assert api.notes == []
    for values in ({"time": 1.5}, {"days": 2, "rated": True}, {"days": None}):
        reply = call(api, lambda c, v=values: c.seek.create(**v), Reply(204))
        assert reply.sent.json() == values
    which = "exactly one" if keyword == "oneOf" else "at least one"
    with pytest.raises(api.errors.ArgumentError, match=f"{which} of time and days is required"):
        call(api, lambda c: c.seek.create(rated=True))
    everything = {"time": 1.5, "days": 2}
    if keyword == "oneOf":
        with pytest.raises(api.errors.ArgumentError, match="time and days are given"):
            call(api, lambda c: c.seek.create(**everything))
    else:
        reply = call(api, lambda c: c.seek.create(**everything), Reply(204))
        assert reply.sent.json() == everything


def test_a_choice_inside_a_list(make: Make, call: Call) -> None:
    schema = SCHEMAS[1].format(keyword="oneOf", time=TIME, days=DAYS)
    api = make(seek(f"{{type: array, items: {schema}}}"))
    with pytest.raises(api.errors.ArgumentError, match="exactly one of time and days is required"):
        call(api, lambda c: c.seek.create(body=[{"rated": True}]))


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_choice_of_an_object_in_requests_and_responses_is_a_warning(
    make: Make, call: Call, schema: str
) -> None:
    text = schema.format(keyword="oneOf", properties=PROPERTIES, time=TIME, days=DAYS)
    api = make(echo("{$ref: '#/components/schemas/Seek'}", f"Seek: {text}"))
    assert api.notes == ["12 warning ignored-keyword"]
    reply = call(api, lambda c: c.things.save(rated=True), answer({"time": 1.5, "days": 2}))
    assert (reply.value.time, reply.value.days) == (1.5, 2)


def test_alternatives_that_require_nothing_are_a_warning(make: Make) -> None:
    api = make(seek(f"{{type: object, oneOf: [{TIME}, {{properties: {{days: {{}}}}}}]}}"))
    assert api.notes == []
    api = make(
        seek(f"{{properties: {{a: {{}}}}, oneOf: [{TIME}, {{properties: {{days: {{}}}}}}]}}")
    )
    assert api.notes == ["8 warning ignored-keyword"]


def test_fields_of_alternatives_within_alternatives(make: Make, call: Call) -> None:
    schema = """{allOf: [
        {type: object, required: [id], properties: {id: {type: string}}},
        {oneOf: [
            {allOf: [
                {type: object, required: [kind], properties: {kind: {const: oauth}}},
                {oneOf: [
                    {type: object, required: [first], properties: {first: {type: boolean}}},
                    {type: object, required: [first], properties: {first: {type: boolean}, org: {type: string}}}]}]},
            {type: object, required: [kind], properties: {kind: {const: m2m}}}]}]}"""
    api = make(echo(schema))
    wire = {"id": "1", "kind": "oauth", "first": False, "org": "x"}
    reply = call(api, lambda c: c.things.save(**wire), answer(wire))
    assert reply.sent.json() == wire
    assert (reply.value.first, reply.value.org) == (False, "x")
