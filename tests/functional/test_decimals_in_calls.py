# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Decimal numbers in parameters, bodies, events, pages and webhooks, and in the fake of an API."""

from __future__ import annotations

import importlib
from decimal import Decimal

import pytest

from tests.functional.support import Call, Make, echo, thing
from tests.functional.test_decimals import LONG, NUMBER, TEXT, received
from tests.support.loopback import Loopback, Reply


def test_parameters_forms_and_other_bodies(make: Make, call: Call) -> None:
    api = make(f"""
    paths:
      /prices/{{least}}:
        post:
          operationId: addPrice
          parameters:
            - {{name: least, in: path, required: true, schema: {NUMBER}}}
            - {{name: most, in: query, schema: {TEXT}}}
            - {{name: steps, in: query, schema: {{type: array, items: {NUMBER}}}}}
            - {{name: limits, in: query, content: {{application/json: {{schema: {{type: array, items: {TEXT}}}}}}}}}
            - {{name: X-Rate, in: header, schema: {NUMBER}}}
          requestBody: {{content: {{application/x-www-form-urlencoded: {{schema: {{type: object, properties: {{
            price: {NUMBER}, text: {TEXT}, all: {{type: object, additionalProperties: {NUMBER}}}}}}}}}}}}}
          responses: {{'200': {{description: ok, content: {{text/plain: {{schema: {TEXT}}}}}}}}}
    """)
    price = Decimal("1.50")
    reply = call(
        api,
        lambda c: c.prices.add(price, most=price, steps=[price, 2], limits=[price], x_rate=price, price=price, text=price, all={"a": price}),
        Reply(200, b"2.50\n", content_type="text/plain"),
    )  # fmt: skip
    assert reply.sent.target == "/prices/1.50?most=1.50&steps=1.50&steps=2&limits=%5B%221.50%22%5D"
    assert reply.sent.header("x-rate") == "1.50"
    assert reply.sent.body == b"price=1.50&text=1.50&all=%7B%22a%22%3A1.50%7D"
    assert str(reply.value) == "2.50"
    with pytest.raises(api.errors.ArgumentError, match="least: must be a number"):
        call(api, lambda c: c.prices.add("1.50"))


def test_a_body_and_a_response_that_are_numbers(make: Make, call: Call) -> None:
    api = make(echo(NUMBER))
    reply = call(api, lambda c: c.things.save(body=Decimal(LONG)), received(LONG))
    assert (reply.sent.body.decode(), str(reply.value)) == (LONG, LONG)


EVENT = f"{{type: object, required: [data], properties: {{data: {{type: string, contentMediaType: application/json, contentSchema: {{type: object, properties: {{price: {NUMBER}}}}}}}}}}}"


def test_events(make: Make, call: Call) -> None:
    api = make(f"""
    paths:
      /prices:
        get:
          operationId: prices.read
          tags: [prices]
          responses: {{'200': {{description: ok, content: {{text/event-stream: {{itemSchema: {EVENT}}}}}}}}}
      /plain:
        get:
          operationId: plain.read
          tags: [plain]
          responses: {{'200': {{description: ok, content: {{text/event-stream: {{itemSchema: {{type: object, properties: {{price: {NUMBER}}}}}}}}}}}}}
    """, version="3.2.0")  # fmt: skip
    reply = Reply(200, f'data: {{"price": {LONG}}}\n\n'.encode(), content_type="text/event-stream")
    (event,) = call(api, lambda c: c.prices.read(), reply).value
    assert str(event.data.price) == LONG
    (item,) = call(api, lambda c: c.plain.read(), reply).value
    assert str(item.price) == LONG


PRICES = f"""
paths:
  /prices:
    get:
      operationId: listPrices
      parameters: [{{name: page, in: query, schema: {{type: integer}}}}, {{name: limit, in: query, schema: {{type: integer}}}}]
      responses: {{'200': {{description: ok, content: {{application/json: {{schema: {{type: object, properties: {{data: {{type: array, items: {{type: object, properties: {{price: {NUMBER}}}}}}}}}}}}}}}}}}}
"""


def test_items_of_pages(make: Make, call: Call) -> None:
    reply = Reply(200, f'{{"data": [{{"price": {LONG}}}]}}'.encode())
    (item,) = call(make(PRICES), lambda c: c.prices.list(), reply).value
    assert str(item.price) == LONG


def test_the_metadata_of_pages(make: Make, server: Loopback) -> None:
    body = f'{{"data": [{{"price": {LONG}}}], "total": 1.0, "meta": {{"sum": {LONG}}}}}'
    server.play(Reply(200, body.encode()))
    with make(PRICES).package.Client(base_url=server.url) as client:
        page = client.prices.list()
    assert str(page.metadata["meta"]["sum"]) == LONG
    assert page.total == 1


@pytest.mark.parametrize(("total", "read"), [("2e30", 2 * 10**30), ("1e999999999", None)])
def test_a_total_of_any_size(make: Make, server: Loopback, total: str, read: int | None) -> None:
    server.play(Reply(200, f'{{"data": [], "total": {total}}}'.encode()))
    with make(PRICES).package.Client(base_url=server.url) as client:
        assert client.prices.list().total == read


def test_a_header_in_json_keeps_its_digits(make: Make, call: Call) -> None:
    api = make(f"""
    paths:
      /a:
        get:
          operationId: getA
          parameters: [{{name: X-A, in: header, content: {{application/json: {{schema: {{type: object, properties: {{price: {NUMBER}, name: {{type: string}}}}}}}}}}}}]
          responses: {{'204': {{description: ok}}}}
    """)
    sent = call(api, lambda c: c.a.get(x_a={"price": Decimal(LONG), "name": "Zoë 🐈"})).sent
    assert sent.header("x-a") == f'{{"price":{LONG},"name":"Zo\\u00eb \\ud83d\\udc08"}}'


def test_webhooks_with_forms(make: Make) -> None:
    api = make(f"""
    paths: {{}}
    webhooks:
      paid:
        post:
          requestBody: {{content: {{application/x-www-form-urlencoded: {{schema: {{type: object, properties: {{price: {NUMBER}, text: {TEXT}, ratio: {{type: number}}}}}}}}}}}}
          responses: {{'204': {{description: ok}}}}
    """)
    paid = importlib.import_module(f"{api.package.__name__}.webhooks").paid
    event = paid.parse(b"price=1.10&text=2.20&ratio=1.5", {})
    assert (str(event.price), str(event.text), event.ratio) == ("1.10", "2.20", 1.5)
    assert list(paid.drift) == []


def test_the_fake_makes_decimal_numbers(make: Make) -> None:
    api = make(thing(f"{{price: {{type: number, format: decimal, exclusiveMinimum: 0.5, multipleOf: 0.25}}, text: {TEXT}, shown: {NUMBER}}}", rest="type: object, required: [price, text, shown], example: {shown: 1.25, text: '3.40', price: 0.75}"))  # fmt: skip
    fake = importlib.import_module(f"{api.package.__name__}.testing")
    made = fake.make(api.models.Thing)
    assert (made.price, str(made.text), made.shown) == (Decimal("0.75"), "3.40", Decimal("1.25"))
    assert type(made.shown) is Decimal
    other = make(thing(f"{{price: {{type: number, format: decimal, exclusiveMinimum: 0.5, multipleOf: 0.25}}, text: {TEXT}}}", rest="type: object, required: [price, text]"))  # fmt: skip
    made = importlib.import_module(f"{other.package.__name__}.testing").make(other.models.Thing)
    assert made.price > Decimal("0.5")
    assert made.price % Decimal("0.25") == 0
    assert isinstance(made.text, Decimal)


def test_the_fake_answers_and_receives_all_digits(make: Make) -> None:
    api = make(f"""
    paths:
      /prices:
        post:
          operationId: addPrice
          parameters: [{{name: least, in: query, schema: {{type: number, format: decimal, minimum: 0.5}}}}]
          requestBody: {{required: true, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Price'}}}}}}}}
          responses: {{'200': {{description: ok, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Price'}}}}}}}}}}
    components: {{schemas: {{Price: {{type: object, required: [amount], properties: {{amount: {NUMBER}}}}}}}}}
    """)
    testing = importlib.import_module(f"{api.package.__name__}.testing")
    price = Decimal(LONG)
    with testing.FakeClient() as fake:
        fake.prices.add.returns(api.models.Price(amount=price))
        assert str(fake.client().prices.add(amount=price, least=Decimal("0.50")).amount) == LONG
        (sent,) = fake.calls
        assert sent.query == {"least": "0.50"}
        assert str(sent.body.amount) == LONG
        fake.prices.add.assert_called_with(amount=price, least=Decimal("0.50"))
        with pytest.raises(
            AssertionError, match=f"expected .amount={LONG}1., received .amount={LONG}"
        ):
            fake.prices.add.assert_called_with(amount=Decimal(f"{LONG}1"))
        fake.prices.add.returns(api.models.Price(amount=price))
        fake.client().prices.add(amount=Decimal("1.10"))
        for same in (Decimal("1.1"), 1.1):
            fake.prices.add.assert_called_with(amount=same)


def test_assertions_compare_values(make: Make) -> None:
    api = make(f"""
    paths:
      /prices/{{most}}:
        post:
          operationId: addPrice
          parameters:
            - {{name: most, in: path, required: true, schema: {TEXT}}}
            - {{name: least, in: query, schema: {NUMBER}}}
            - {{name: steps, in: query, schema: {{type: array, items: {TEXT}}}}}
            - {{name: X-Rate, in: header, schema: {NUMBER}}}
          requestBody: {{content: {{application/json: {{schema: {{type: object, properties: {{
            price: {TEXT}, name: {{type: string}}, all: {{type: array, items: {TEXT}}}}}}}}}}}}}
          responses: {{'204': {{description: ok}}}}
      /forms:
        post:
          operationId: addForm
          requestBody: {{content: {{application/x-www-form-urlencoded: {{schema: {{type: object, properties: {{price: {TEXT}}}}}}}}}}}
          responses: {{'204': {{description: ok}}}}
    """)
    testing = importlib.import_module(f"{api.package.__name__}.testing")
    sent, same, other = (Decimal(each) for each in ("0.10", "0.1", "0.11"))
    names = ("least", "x_rate", "price")
    with testing.FakeClient() as fake:
        fake.prices.add.returns(None)
        fake.client().prices.add(
            sent, **dict.fromkeys(names, sent), name="0.10", steps=[sent, sent], all=[sent]
        )
        fake.prices.add.assert_called_once_with(
            same, **dict.fromkeys(names, same), steps=[same, same], all=[same]
        )
        for name, value in [
            *((name, other) for name in names),
            ("steps", [sent, other]),
            ("all", [other]),
            ("all", [sent, sent]),
            ("name", "0.1"),
        ]:
            with pytest.raises(AssertionError, match=f"received .{name}="):
                fake.prices.add.assert_called_once_with(sent, **{name: value})
        with pytest.raises(AssertionError, match=r"received .most=0\.10"):
            fake.prices.add.assert_called_once_with(other)
        fake.forms.add.returns(None)
        fake.client().forms.add(price=sent)
        fake.forms.add.assert_called_once_with(price=same)
        with pytest.raises(AssertionError, match=r"received .price=0\.10"):
            fake.forms.add.assert_called_once_with(price=other)


@pytest.mark.parametrize("digits", ["0.10", LONG, "12345678901234567890123"])
def test_a_fake_with_state_keeps_all_digits(make: Make, digits: str) -> None:
    item = "{$ref: '#/components/schemas/Price'}"
    api = make(f"""
    paths:
      /prices:
        get: {{operationId: listPrices, responses: {{'200': {{description: ok, content: {{application/json: {{schema: {{type: array, items: {item}}}}}}}}}}}}}
        post: {{operationId: createPrice, requestBody: {{required: true, content: {{application/json: {{schema: {item}}}}}}}, responses: {{'201': {{description: ok, content: {{application/json: {{schema: {item}}}}}}}}}}}
      /prices/{{id}}:
        parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}]
        get: {{operationId: getPrice, responses: {{'200': {{description: ok, content: {{application/json: {{schema: {item}}}}}}}}}}}
        patch: {{operationId: updatePrice, requestBody: {{required: true, content: {{application/json: {{schema: {item}}}}}}}, responses: {{'200': {{description: ok, content: {{application/json: {{schema: {item}}}}}}}}}}}
    components: {{schemas: {{Price: {{type: object, properties: {{id: {{type: string}}, amount: {NUMBER}, text: {TEXT}, ratio: {{type: number}}}}}}}}}}
    """)
    testing = importlib.import_module(f"{api.package.__name__}.testing")
    number = Decimal(digits)
    with testing.FakeClient(state=True) as fake:
        client = fake.client()
        made = client.prices.create(id="a", amount=number, text=number, ratio=1.5)
        (listed,) = client.prices.list()
        for each in (
            made,
            listed,
            client.prices.get("a"),
            client.prices.update("a", amount=number),
        ):
            assert (str(each.amount), str(each.text), each.ratio) == (digits, digits, 1.5)
            assert type(each.ratio) is float
