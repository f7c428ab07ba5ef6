# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""`readOnly` properties in requests: left out, unless an object would be empty or a schema of the property is writable."""

from __future__ import annotations

import pytest

from tests.functional.support import Call, Make
from tests.support.loopback import Reply, answer

REF = "Ref: {type: object, required: [type, id], properties: {id: {type: string, readOnly: true}, type: {type: string, readOnly: true}}}"
TYPED = "TeamRef: {allOf: [{$ref: '#/components/schemas/Ref'}, {type: object, properties: {type: {type: string, enum: [team]}}}]}"
BARE = "TeamRef: {allOf: [{$ref: '#/components/schemas/Ref'}]}"


def incidents(components: str, response: str = "") -> str:
    """A document whose only operation, `client.incidents.create(team=...)`, sends a TeamRef."""
    listed = "".join(f"        {line}\n" for line in components.splitlines())
    result = (
        f"'200': {{description: ok, content: {{application/json: {{schema: {response}}}}}}}"
        if response
        else "'204': {description: created}"
    )
    return f"""
    paths:
      /incidents:
        post:
          operationId: createIncident
          requestBody:
            required: true
            content: {{application/json: {{schema: {{type: object, required: [team], properties: {{team: {{$ref: '#/components/schemas/TeamRef'}}}}}}}}}}
          responses: {{{result}}}
    components:
      schemas:
{listed}"""


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize(
    "components", [f"{REF}\n{TYPED}", f"{REF}\n{BARE}", REF.replace("Ref:", "TeamRef:")]
)
def test_required_read_only_properties_stay_if_there_are_no_others(
    make: Make, call: Call, components: str, version: str
) -> None:
    api = make(incidents(components), version=version)
    for values in ({"id": "1", "type": "team"}, {"id": "1"}, {}):
        reply = call(api, lambda c, v=values: c.incidents.create(team=v), Reply(204))
        assert reply.sent.json() == {"team": values}
    models = [getattr(api.models, name) for name in ("TeamRef", "Ref") if hasattr(api.models, name)]
    team = next(model for model in models if model.__struct_fields__)
    reply = call(api, lambda c: c.incidents.create(team=team(id="1", type="team")), Reply(204))
    assert reply.sent.json() == {"team": {"id": "1", "type": "team"}}


def test_an_object_that_is_sent_and_received_has_two_classes(make: Make, call: Call) -> None:
    api = make(incidents(f"{REF}\n{TYPED}", "{$ref: '#/components/schemas/TeamRef'}"))
    team = api.models.TeamRefInput(id="1")
    reply = call(api, lambda c: c.incidents.create(team=team), answer({"id": "2", "type": "team"}))
    assert reply.sent.json() == {"team": {"id": "1"}}
    assert (type(reply.value), reply.value.id) == (api.models.TeamRef, "2")
    with pytest.raises(TypeError, match="id"):
        api.models.TeamRef(type="team")


def test_a_second_member_without_read_only_makes_a_property_writable(
    make: Make, call: Call
) -> None:
    base = "Base: {type: object, required: [id, at], properties: {id: {type: string, readOnly: true}, at: {type: string, readOnly: true}}}"
    team = "TeamRef: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {id: {maxLength: 3}, name: {type: string}}}]}"
    api = make(incidents(f"{base}\n{team}", "{$ref: '#/components/schemas/TeamRef'}"))
    assert api.models.TeamRefInput.__struct_fields__ == ("id", "name")
    values = {"id": "1", "name": "x"}
    reply = call(
        api,
        lambda c: c.incidents.create(team=api.models.TeamRefInput(**values)),
        answer({"id": "2", "at": "3"}),
    )
    assert reply.sent.json() == {"team": values}
    assert (reply.value.id, reply.value.at) == ("2", "3")


@pytest.mark.parametrize(
    "components",
    [
        "TeamRef: {type: object, required: [id], properties: {id: {type: string, readOnly: true}, name: {type: string}}}",
        # both members are readOnly
        f"{REF}\nTeamRef: {{allOf: [{{$ref: '#/components/schemas/Ref'}}, {{properties: {{id: {{readOnly: true}}, type: {{readOnly: true}}, name: {{type: string}}}}}}]}}",
        # in all alternatives
        "TeamRef: {type: object, properties: {name: {type: string}}, oneOf: [{properties: {id: {type: string, readOnly: true}}}, {properties: {id: {type: integer, readOnly: true}}}]}",
    ],
)  # fmt: skip
def test_read_only_properties_beside_others_are_not_sent(make: Make, components: str) -> None:
    api = make(incidents(components))
    assert api.models.TeamRef.__struct_fields__ == ("name",)


def test_a_property_that_is_read_only_in_one_of_several_alternatives_is_sent(
    make: Make, call: Call
) -> None:
    api = make(
        incidents(
            "TeamRef: {type: object, properties: {name: {type: string}}, oneOf: [{properties: {id: {type: string, readOnly: true}}}, {properties: {id: {type: string}}}]}"
        )
    )
    reply = call(api, lambda c: c.incidents.create(team={"id": "1"}), Reply(204))
    assert reply.sent.json() == {"team": {"id": "1"}}
    assert api.models.TeamRef(id="1", name="x").id == "1"
