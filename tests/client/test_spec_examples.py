"""The spec documents what a reader looks for: an example of each case, and each example once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

import pytest

from generator.openapi import Node, load
from generator.openapi.operations import operations as operations_of
from tests.client.documented import SPEC, code_table, operations

ROOT = load(SPEC).root


def responses(operation: Node) -> Iterator[tuple[str, Node]]:
    for status, response in (operation / "responses").items():
        yield status, response.resolve()


def examples(carrier: Node) -> Iterator[Node]:
    """Yield the values of the examples of all media types."""
    for media in dict((carrier / "content").items()).values():
        named = media.get("examples")
        for _, example in named.items() if named is not None else ():
            yield example.resolve() / "value"


def test_each_code_of_a_response_has_an_example() -> None:
    seen = set()
    for operation in operations_of(load(SPEC)):
        documented = operations()[operation.name]
        for status, response in responses(operation.node):
            shown = {
                str((example / "error" / "code").value)
                for example in examples(response)
                if "error" in example
            }
            assert shown == set(documented.codes[status]), (operation.name, status)
            seen |= shown
    assert seen == set(code_table())


@pytest.mark.parametrize(
    ("operation", "pointer", "value"),
    [
        ("sendCampaign", ("scheduledAt",), "2024-01-20T09:00:00Z"),
        ("sendNotification", ("template", "id"), "665b2c3d4e5f6a7b8c9d0e1f"),
        ("sendNotification", ("template", "notificationPushData", "sound"), "chime"),
        ("sendNotification", ("template", "variables", "user-1", "photo", "width"), 100),
        ("sendNotification", ("template", "variables", "user-1", "cta", "type"), "web"),
    ],
)
def test_a_request_shows(operation: str, pointer: tuple[str, ...], value: object) -> None:
    def at(body: object) -> object:
        for key in pointer:
            body = body.get(key) if isinstance(body, dict) else None
        return body

    assert value in [at(body) for body in operations()[operation].requests.values()]


def test_a_scheduled_campaign_is_shown() -> None:
    shown = operations()["sendCampaign"].responses.values()
    assert {"sending", "scheduled"} == {body["status"] for body in shown}


def test_an_operation_that_names_a_resource_documents_404() -> None:
    lacking = {
        each.name for each in operations_of(load(SPEC)) if "404" not in (each.node / "responses")
    }
    assert lacking == {
        *("listChannels", "createChannel", "getChannelAvailability", "listCampaigns"),
        *("getChannelMetrics", "computeRollup"),
    }


def test_both_credentials_link_the_guide() -> None:
    for name in ("appId", "apiKey"):
        scheme = (ROOT / "components" / "securitySchemes" / name).resolve()
        assert "(https://docs-business-messenger.cometchat.io/authentication)" in scheme.text(
            "description"
        )


def test_an_error_has_what_the_documentation_lists() -> None:
    body = (ROOT / "components" / "schemas" / "ErrorBody").resolve()
    assert (body / "required").value == ["code", "message", "devMessage"]
    assert (body / "properties" / "details" / "additionalProperties" / "type").value == "string"


def test_the_same_object_is_written_once() -> None:
    written = defaultdict(set)
    for operation in operations_of(load(SPEC)):
        carriers = [response for _, response in responses(operation.node)]
        if "requestBody" in operation.node:
            carriers.append((operation.node / "requestBody").resolve())
        for value in (value for carrier in carriers for value in examples(carrier)):
            for each in (value, *value.elements()):
                is_alias = "[*" in each.location.text
                if isinstance(each.value, dict) and len(each.value) > 2 and not is_alias:
                    written[json.dumps(each.value)].add(str(each.location))
    repeated = [places for places in written.values() if len(places) > 1]
    assert not repeated
