# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Multiples of fractions, and integers beyond 64 bits, sent and received."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.functional.support import Call, Made, Make, both, echo, thing
from tests.support.loopback import Loopback, answer, raw

PRICE = "{type: number, multipleOf: 0.01, minimum: 0}"


def drift(call: Call, api: Made, wire: object) -> list[str]:
    """The pointers of the mismatches in a response."""
    clients: list[Any] = []

    def use(client: Any) -> Any:
        clients.append(client)
        return client.things.save()

    call(api, use, answer(wire))
    return [mismatch.pointer for mismatch in clients[-1].drift]


@pytest.mark.parametrize("value", [19.99, 0.03, 4.35, 100, 0, 1e22, 123456789012.34, None])
def test_multiples_of_a_fraction_are_sent_and_received(
    make: Make, call: Call, value: float | None
) -> None:
    api = make(thing(f"{{price: {PRICE}}}"))
    wire = {} if value is None else {"price": value}
    assert both(call, api, wire, price=value).price == value
    assert drift(call, api, wire) == []


@pytest.mark.parametrize(
    ("schema", "good", "bad", "pointer"),
    [
        (PRICE, 19.99, 19.995, "/x"),
        (PRICE, 19.99, -0.01, "/x"),
        (f"{{type: array, items: {PRICE}}}", [0.03, 4.35], [0.03, 0.035], "/x/*"),
        (f"{{type: object, additionalProperties: {PRICE}}}", {"a": 4.35}, {"a": 4.355}, "/x/*"),
        (f"{{type: array, prefixItems: [{{type: string}}, {PRICE}]}}", ["a", 4.35], ["a", 4.355], "/x/*"),
        (f"{{oneOf: [{PRICE}, {{type: string}}]}}", 4.35, 4.355, "/x"),
        ("{$ref: '#/components/schemas/Item'}", {"price": 4.35}, {"price": 4.355}, "/x/price"),
        ("{$ref: '#/components/schemas/Open'}", {"price": 4.35, "z": 1}, {"price": 4.355}, "/x/price"),
        ("{$ref: '#/components/schemas/Tree'}", {"next": {"price": 4.35}}, {"next": {"price": 4.355}}, "/x/next/price"),
        ("{oneOf: [{$ref: '#/components/schemas/Item'}, {$ref: '#/components/schemas/Other'}]}", {"price": 4.35}, {"price": 4.355}, "/x/price"),
        ("{type: number, multipleOf: 0.1, exclusiveMaximum: 1}", 0.3, 0.35, "/x"),
        ("{type: integer, minimum: 18446744073709551615}", 2**64 - 1, 2**64 - 2, "/x"),
        ("{type: integer, exclusiveMaximum: 9223372036854775807}", 2**63 - 2, 2**63 - 1, "/x"),
        ("{type: integer, multipleOf: 100000000000000000000}", 10**21, 10**19, "/x"),
    ],
)  # fmt: skip
def test_numbers_that_violate_their_limits(
    make: Make, call: Call, schema: str, good: object, bad: object, pointer: str
) -> None:
    components = f"""
    Item: {{type: object, required: [price], properties: {{price: {PRICE}}}}}
    Open: {{type: object, additionalProperties: true, properties: {{price: {PRICE}}}}}
    Tree: {{type: object, properties: {{price: {PRICE}, next: {{$ref: '#/components/schemas/Tree'}}}}}}
    Other: {{type: object, required: [name], properties: {{name: {{type: string}}}}}}
    """
    api = make(thing(f"{{x: {schema}}}", components))
    reply = call(api, lambda c: c.things.save(x=good), answer({"x": good}))
    assert reply.sent.json() == {"x": good}
    assert drift(call, api, {"x": good}) == []
    assert drift(call, api, {"x": bad}) == [pointer]
    with pytest.raises(api.errors.ArgumentError, match="must be"):
        call(api, lambda c: c.things.save(x=bad))


def test_a_query_parameter_is_a_multiple_of_a_fraction(make: Make, call: Call) -> None:
    api = make("""
    paths:
      /prices:
        get:
          operationId: listPrices
          parameters: [{name: step, in: query, schema: {type: number, multipleOf: 0.01}}]
          responses: {'204': {description: ok}}
    """)
    reply = call(api, lambda c: c.prices.list(step=19.99))
    assert reply.sent.target == "/prices?step=19.99"
    with pytest.raises(
        api.errors.ArgumentError, match=r"step: must be a multiple of 0\.01, but is 19\.995"
    ):
        call(api, lambda c: c.prices.list(step=19.995))


@pytest.mark.parametrize("value", [0, 2**64 - 1, 2**64, -(2**70)])
def test_integers_beyond_64_bits_are_sent_and_received(make: Make, call: Call, value: int) -> None:
    api = make(
        thing(
            "{v: {type: integer, enum: [0, 18446744073709551615]}, w: {const: 18446744073709551615}, n: {type: integer}}"
        )
    )
    assert api.notes == ["12 warning fallback-type"] * 2
    assert (
        both(call, api, {"v": value, "w": value, "n": value}, v=value, w=value, n=value).v == value
    )


def test_a_body_of_an_integer_beyond_64_bits(make: Make, call: Call, server: Loopback) -> None:
    api = make(echo("{type: integer}"))
    assert api.notes == []
    number = b"18446744073709551616"
    response = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s"
    reply = call(api, lambda c: c.things.save(body=2**64), raw(response % (len(number), number)))
    assert (reply.sent.body, reply.value) == (number, 2**64)


LONG = "12345678901234567890.10"


@pytest.mark.parametrize(
    "schema",
    [
        "{type: number}",
        "{type: number, minimum: 1, multipleOf: 0.01}",
        "{type: [number, 'null']}",
        "{anyOf: [{type: string}, {type: number}]}",
        "{}",
    ],
)
def test_decimal_numbers_are_sent_with_all_digits(make: Make, call: Call, schema: str) -> None:
    api = make(thing(f"{{price: {schema}, prices: {{type: array, items: {schema}}}}}"))
    price = Decimal(LONG)
    reply = call(api, lambda c: c.things.save(price=price, prices=[price]), answer({}))
    expected = f'{{"price":{LONG},"prices":[{LONG}]}}'.encode()
    assert reply.sent.body == expected
    assert api.models.Thing(price=price, prices=[price]).to_json() == expected


def test_decimal_numbers_in_parameters_and_forms(make: Make, call: Call) -> None:
    api = make("""
    paths:
      /prices/{least}:
        post:
          operationId: addPrice
          parameters:
            - {name: least, in: path, required: true, schema: {type: number}}
            - {name: most, in: query, schema: {type: number}}
            - {name: steps, in: query, schema: {type: array, items: {type: number}}}
            - {name: limits, in: query, content: {application/json: {schema: {type: array, items: {type: number}}}}}
            - {name: X-Rate, in: header, schema: {type: number}}
          requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {
            price: {type: number}, name: {type: string}, all: {type: object, additionalProperties: {type: number}}}}}}}
          responses: {'204': {description: ok}}
    """)
    price = Decimal("1.50")
    sent = call(
        api,
        lambda c: c.prices.add(
            price,
            most=price,
            steps=[price, 2],
            limits=[price],
            x_rate=price,
            price=price,
            name=price,
            all={"a": price},
        ),
        answer({}),
    ).sent
    assert sent.target == "/prices/1.50?most=1.50&steps=1.50&steps=2&limits=%5B1.50%5D"
    assert sent.header("x-rate") == "1.50"
    assert sent.body == b"price=1.50&name=1.50&all=%7B%22a%22%3A1.50%7D"


@pytest.mark.parametrize(
    ("media_type", "expected"),
    [
        ("multipart/form-data", b"\r\n\r\n1.50\r\n"),
        ("application/jsonl", b'{"price":1.50}\n'),
        ("application/vnd.api+json", b'{"price":1.50}'),
    ],
)
def test_decimal_numbers_in_other_bodies(
    make: Make, call: Call, media_type: str, expected: bytes
) -> None:
    text = thing("{price: {type: number}}")
    key = "itemSchema" if media_type.endswith("jsonl") else "schema"
    text = text.replace("application/json: {schema", f"{media_type}: {{{key}", 1)
    api = make(text, version="3.2.0")
    price = Decimal("1.50")

    def use(client: Any) -> Any:
        lines = key == "itemSchema"
        save = client.things.save
        return save(body=[api.models.Thing(price=price)]) if lines else save(price=price)

    assert expected in call(api, use, answer({})).sent.body


@pytest.mark.parametrize("value", [2**64, -(2**70)])
def test_integers_beyond_64_bits_in_parameters_and_forms(
    make: Make, call: Call, value: int
) -> None:
    integer = "{type: integer}"
    for media_type, body in (
        ("application/x-www-form-urlencoded", f"n={value}&all={value}&all=1".encode()),
        ("multipart/form-data", f"\r\n\r\n{value}\r\n".encode()),
    ):
        api = make(f"""
        paths:
          /a/{{id}}:
            post:
              operationId: addA
              parameters:
                - {{name: id, in: path, required: true, schema: {integer}}}
                - {{name: q, in: query, schema: {{enum: [18446744073709551616, -1180591620717411303424, 1]}}}}
                - {{name: deep, in: query, style: deepObject, schema: {{type: object, additionalProperties: {integer}}}}}
                - {{name: json, in: query, content: {{application/json: {{schema: {integer}}}}}}}
                - {{name: X-A, in: header, schema: {{type: array, items: {integer}}}}}
                - {{name: c, in: cookie, schema: {integer}}}
              requestBody: {{content: {{{media_type}: {{schema: {{type: object, properties: {{
                n: {integer}, all: {{type: array, items: {integer}}}}}}}}}}}}}
              responses: {{'204': {{description: ok}}}}
        """)
        assert api.notes == ["10 warning fallback-type"]
        values = {"q": value, "deep": {"a": value}, "json": value, "x_a": [value], "c": value}
        sent = call(api, lambda c, v=values: c.a.add(value, n=value, all=[value, 1], **v)).sent
        assert sent.target == f"/a/{value}?q={value}&deep%5Ba%5D={value}&json={value}"
        assert (sent.header("x-a"), sent.header("cookie")) == (str(value), f"c={value}")
        assert body in sent.body
        with pytest.raises(
            api.errors.ArgumentError, match=r"all.*cannot be sent|cannot be sent.*all"
        ):
            call(api, lambda c: c.a.add(1, all=[10**5000]))


def test_integers_beyond_64_bits_in_own_requests(make: Make, call: Call) -> None:
    api = make(echo("{type: integer}"))
    sent = call(api, lambda c: c.request("GET", "/x", params={"n": 2**64, "m": [-(2**70)]})).sent
    assert sent.target == f"/x?n={2**64}&m={-(2**70)}"
