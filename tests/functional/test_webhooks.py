"""Webhooks: requests of the API as models, with their signatures verified."""

from __future__ import annotations

import base64
import hashlib
import hmac
import sys
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.functional.support import OK, Made, Make

KEY = b"a key of some length"
SECRET = "whsec_" + base64.b64encode(KEY).decode()
BODY = b'{"id": "o1", "placedAt": "2026-01-02T03:04:05Z", "extra": 1}'

DOCUMENT = """
paths:
  /orders:
    get: {operationId: listOrders, responses: {'200': {description: Fine.}}}
webhooks:
  order.placed:
    post:
      description: An order was placed.
      parameters:
        - {name: webhook-id, in: header, schema: {type: string}}
        - {name: webhook-timestamp, in: header, schema: {type: string}}
        - {name: webhook-signature, in: header, schema: {type: string}}
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
      responses: {'204': {description: Taken.}}
  date:
    post:
      requestBody: {content: {application/json: {schema: {type: array, items: {type: string, format: date}}}}}
      responses: {'204': {description: Taken.}}
  list:
    post:
      requestBody: {content: {application/json: {schema: {type: array, items: {type: integer}}}}}
      responses: {'204': {description: Taken.}}
components:
  schemas:
    Order:
      type: object
      required: [id]
      properties:
        id: {type: string}
        placedAt: {type: string, format: date-time}
"""


def signed(body: bytes = BODY, *, sent: object = None, key: bytes = KEY) -> dict[str, str]:
    """The headers of a request that was sent now, or at another time."""
    moment = str(int(time.time()) if sent is None else sent)
    digest = hmac.new(key, f"msg_1.{moment}.".encode() + body, hashlib.sha256).digest()
    signature = f"v0,x v1,AAAA v1,{base64.b64encode(digest).decode()}"
    return {"Webhook-Id": "msg_1", "WEBHOOK-TIMESTAMP": moment, "webhook-signature": signature}


@pytest.fixture
def made(make: Make) -> Made:
    """The package."""
    return make(DOCUMENT)


def test_a_webhook_is_a_model(made: Made) -> None:
    for options in ({}, {"secret": SECRET}, {"secret": SECRET.removeprefix("whsec_")}):
        order = made.package.webhooks.order_placed.parse(BODY, signed(), **options)
        assert order == made.models.Order(
            id="o1", placed_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
        )


def test_names_that_the_module_uses(made: Made) -> None:
    (day,) = made.package.webhooks.date_2.parse(b'["2026-01-02"]', {})
    assert day.isoformat() == "2026-01-02"
    assert made.package.webhooks.list.parse(b"[1, 2]", {}) == [1, 2]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"body": BODY + b" "}, "no signature"),
        ({"headers": lambda: signed(key=b"another")}, "no signature"),
        ({"headers": lambda: signed(sent=int(time.time()) - 400)}, "five minutes"),
        ({"headers": lambda: signed(sent=int(time.time()) + 400)}, "five minutes"),
        ({"headers": lambda: signed(sent="1e9")}, "not a time"),
        ({"headers": lambda: signed(sent="9" * 5000)}, "not a time"),
        ({"headers": dict}, "webhook-id is missing"),
        ({"headers": lambda: {**signed(), "webhook-signature": "v1,\u00e9 v1"}}, "no signature"),
        ({"headers": lambda: {**signed(), "Webhook-Id": "msg_2"}}, "no signature"),
    ],
)
def test_a_request_that_fails_verification(made: Made, changed: dict[str, Any], words: str) -> None:
    # Sign when the test runs, not when it is collected.
    headers = changed.get("headers", signed)()
    with pytest.raises(made.errors.WebhookVerificationError, match=words) as caught:
        made.package.webhooks.order_placed.parse(changed.get("body", BODY), headers, secret=SECRET)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    "secret", ["", "whsec_", "whsec_%%%", 3, b"whsec_eA==", None, [SECRET, None]]
)
def test_an_invalid_secret_never_skips_verification(made: Made, secret: Any) -> None:
    with pytest.raises(made.errors.ArgumentError, match="secret: must be"):
        made.package.webhooks.order_placed.parse(BODY, signed(), secret=secret)


def test_no_secret_never_skips_verification(made: Made) -> None:
    with pytest.raises(made.errors.ArgumentError, match="secret: must have at least one"):
        made.package.webhooks.order_placed.parse(BODY, signed(), secret=[])


def test_one_of_several_secrets_must_fit(made: Made) -> None:
    parse = made.package.webhooks.order_placed.parse
    other = "whsec_" + base64.b64encode(b"another key").decode()
    assert parse(BODY, signed(), secret=[other, SECRET]).id == "o1"
    with pytest.raises(made.errors.WebhookVerificationError):
        parse(BODY, signed(), secret=(other, other))


def test_the_headers_of_svix(made: Made) -> None:
    headers = {name.lower().replace("webhook", "Svix"): text for name, text in signed().items()}
    assert made.package.webhooks.order_placed.parse(BODY, headers, secret=SECRET).id == "o1"
    headers.pop("Svix-timestamp")
    with pytest.raises(made.errors.WebhookVerificationError, match="svix-timestamp is missing"):
        made.package.webhooks.order_placed.parse(BODY, headers, secret=SECRET)


@pytest.mark.parametrize("kind", [bytearray, memoryview])
def test_other_bytes(made: Made, kind: Any) -> None:
    assert made.package.webhooks.order_placed.parse(kind(BODY), signed(), secret=SECRET).id == "o1"


def test_ed25519(made: Made) -> None:
    private = Ed25519PrivateKey.generate()
    public = "whpk_" + base64.b64encode(private.public_key().public_bytes_raw()).decode()
    headers = signed()
    moment = headers["WEBHOOK-TIMESTAMP"]
    signature = base64.b64encode(private.sign(f"msg_1.{moment}.".encode() + BODY)).decode()
    headers["webhook-signature"] = f"v1,AAAA v1a,AAAA v1a,{signature}"
    parse = made.package.webhooks.order_placed.parse
    assert parse(BODY, headers, secret=[SECRET, public]).id == "o1"
    with pytest.raises(made.errors.WebhookVerificationError):
        parse(BODY + b" ", headers, secret=public)
    with pytest.raises(made.errors.ArgumentError, match="32 bytes"):
        parse(BODY, headers, secret="whpk_eA==")


def test_ed25519_names_the_package_that_it_needs(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cryptography", None)
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.asymmetric.ed25519", None)
    with pytest.raises(made.errors.ConfigurationError, match="pip install cryptography"):
        made.package.webhooks.order_placed.parse(BODY, signed(), secret="whpk_eA==")


def test_invalid_bodies(made: Made) -> None:
    hook = made.package.webhooks.order_placed
    with pytest.raises(made.errors.ResponseDecodeError):
        hook.parse(b"{", {})
    with pytest.raises(made.errors.ResponseDecodeError, match="expected object, received array"):
        hook.parse(b"[1]", {})
    with pytest.raises(made.errors.ArgumentError, match="body: must be bytes"):
        hook.parse("{}", {})
    with pytest.raises(made.errors.ArgumentError, match="headers: must be a mapping, not list"):
        hook.parse(b"{}", [("webhook-id", "1")], secret=SECRET)
    assert hook.parse(b"{}", {}).id is None
    assert "/id" in [each.pointer for each in hook.drift]


def test_bodies_that_are_not_json(make: Make) -> None:
    texts = "{type: array, items: {type: string}}"
    form = (
        f"{{type: object, properties: {{n: {{type: integer}}, all: {texts}, t: {{type: string}}}}}}"
    )
    made = make(f"""
        webhooks:
          form: {{post: {{requestBody: {{content: {{application/x-www-form-urlencoded: {{schema: {form}}}}}}}, {OK}}}}}
          text: {{post: {{requestBody: {{content: {{text/plain: {{schema: {{type: string}}}}}}}}, {OK}}}}}
          file: {{post: {{requestBody: {{content: {{multipart/form-data: {{schema: {{type: object}}}}}}}}, {OK}}}}}
        """)  # fmt: skip
    assert [note.split(" ", 1)[1] for note in made.notes] == ["warning fallback-type"]
    hooks = made.package.webhooks
    parsed = hooks.form.parse(b"n=7&all=a+b&t=%C3%A4&more=1", {})
    assert (parsed.n, parsed.all, parsed.t, list(hooks.form.drift)) == (7, ["a b"], "\u00e4", [])
    assert hooks.form.parse(b"n=x&all=1&all=2", {}).all == ["1", "2"]
    assert [each.pointer for each in hooks.form.drift] == ["/n"]
    assert hooks.text.parse("\u00e4".encode(), {}) == "\u00e4"
    assert hooks.file.parse(b"\0", {}) == b"\0"
    with pytest.raises(made.errors.ResponseDecodeError):
        hooks.text.parse(b"\xff", {})


def test_a_document_without_webhooks_gives_no_module(make: Make) -> None:
    made = make(f"paths: {{/a: {{get: {{operationId: a, {OK}}}}}}}")
    assert not hasattr(made.package, "webhooks")
