"""An operation without a tag whose path is its operationId is called on the client itself."""

from __future__ import annotations

from tests.support.loopback import answer

from .support import Call, Make

SPEC = """
paths:
  /send_message:
    post:
      operationId: send_message
      requestBody:
        content: {application/json: {schema: {type: object, properties: {text: {type: string}}}}}
      responses:
        '200':
          description: The message.
          content: {application/json: {schema: {type: object, properties: {id: {type: string}}}}}
"""


def test_the_resource_is_called(make: Make, call: Call) -> None:
    api = make(SPEC)
    reply = call(api, lambda c: c.send_message(text="hi"), answer({"id": "m"}))
    assert (reply.sent.target, reply.sent.json(), reply.value.id) == (
        "/send_message",
        {"text": "hi"},
        "m",
    )


def test_the_raw_response_of_a_resource_that_is_called(make: Make, call: Call) -> None:
    api = make(SPEC)
    reply = call(api, lambda c: c.with_raw_response(c.send_message)(text="hi"), answer({"id": "m"}))
    assert reply.value.status_code == 200


def test_the_readme_shows_the_call(make: Make) -> None:
    assert "| `send_message()` | `POST /send_message` |" in make(SPEC).readme
