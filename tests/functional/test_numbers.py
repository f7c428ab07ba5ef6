# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Multiples of fractions, and integers beyond 64 bits, sent and received."""

from __future__ import annotations

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
