# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Decimal numbers in models keep all digits, in both directions: `format: decimal`, and `decimal_numbers` in the configuration."""

from __future__ import annotations

import copy
import importlib
import json
import pickle
from decimal import Decimal
from typing import Any

import pytest

from tests.functional.support import Call, Made, Make, thing
from tests.support.loopback import Reply

NUMBER = "{type: number, format: decimal}"
TEXT = "{type: string, format: decimal}"
LONG = "12345678901234567890.10"
DIGITS = ["1.10", "0.1", "-0.00", LONG, "1E+400", "12345678901234567890123", "7"]


def received(text: str) -> Reply:
    return Reply(200, text.encode())


def drift_of(call: Call, api: Made, text: str, **options: Any) -> tuple[Any, list[str]]:
    clients: list[Any] = []

    def use(client: Any) -> Any:
        clients.append(client)
        return client.things.save()

    value = call(api, use, received(text), **options).value
    return value, [
        f"{each.pointer}: {each.expected}, {each.received}" for each in clients[-1].drift
    ]


@pytest.mark.parametrize("digits", DIGITS)
def test_a_number_is_received_and_sent_with_all_digits(make: Make, call: Call, digits: str) -> None:
    api = make(thing(f"{{price: {NUMBER}, prices: {{type: array, items: {NUMBER}}}, by: {{type: object, additionalProperties: {NUMBER}}}}}"))  # fmt: skip
    number = Decimal(digits)
    text = f'{{"price":{digits},"prices":[{digits}],"by":{{"a":{digits}}}}}'
    reply = call(api, lambda c: c.things.save(price=number, prices=[number], by={"a": number}), received(text))  # fmt: skip
    assert reply.sent.body.decode() == text
    for value in (reply.value.price, reply.value.prices[0], reply.value.by["a"]):
        assert (type(value), str(value)) == (Decimal, str(number))
    assert reply.value.to_json().decode() == text
    for changed in (copy.deepcopy(reply.value), pickle.loads(pickle.dumps(reply.value)), api.models.Thing.from_dict(reply.value.to_dict())):  # fmt: skip
        assert changed.to_json().decode() == text


@pytest.mark.parametrize("digits", DIGITS)
def test_a_text_is_a_decimal_number_too(make: Make, call: Call, digits: str) -> None:
    api = make(thing(f"{{price: {TEXT}, all: {{type: array, items: {TEXT}}}}}"))
    number = Decimal(digits)
    text = f'{{"price":"{number}","all":["{number}"]}}'
    reply = call(api, lambda c: c.things.save(price=number, all=[number]), received(text))
    assert reply.sent.body.decode() == text
    assert str(reply.value.price) == str(reply.value.all[0]) == str(number)
    assert reply.value.to_json().decode() == text
    assert reply.value.to_dict(mode="json") == {"price": str(number), "all": [str(number)]}
    assert api.models.Thing.from_dict(reply.value.to_dict(mode="json")) == reply.value


def test_the_annotations_are_decimals(make: Make) -> None:
    api = make(thing(f"{{price: {NUMBER}, text: {TEXT}}}"))
    source = "".join(path.read_text() for path in api.folder.rglob("things.py"))
    assert "price: Decimal | None = None" in source
    assert "text: Decimal | None = None" in source


@pytest.mark.parametrize(
    ("schema", "text", "kind"),
    [
        (f"{{oneOf: [{NUMBER}, {{type: string}}]}}", "1.10", Decimal),
        (f"{{oneOf: [{NUMBER}, {{type: string}}]}}", '"1.10"', str),
        (f"{{oneOf: [{{type: array, items: {NUMBER}}}, {NUMBER}]}}", "[1.10]", list),
        (f"{{oneOf: [{NUMBER}, {{type: integer}}]}}", "1.10", Decimal),
        (f"{{oneOf: [{NUMBER}, {{type: boolean}}, {{type: 'null'}}]}}", "null", type(None)),
        (f"{{type: object, properties: {{a: {NUMBER}}}, additionalProperties: {NUMBER}}}", '{"a":1.10,"b":2.20}', None),
        (f"{{type: object, properties: {{a: {NUMBER}}}, additionalProperties: {{type: number}}}}", '{"a":1.10,"b":2.5}', None),
        (f"{{type: array, prefixItems: [{NUMBER}, {{type: number}}], items: false}}", "[1.10,2.5]", tuple),
        (f"{{allOf: [{{type: number}}, {NUMBER}]}}", "1.10", Decimal),
        ("{type: [number, 'null'], format: decimal}", "1.10", Decimal),
    ],
)  # fmt: skip
def test_decimal_numbers_in_other_types(make: Make, call: Call, schema: str, text: str, kind: type | None) -> None:  # fmt: skip
    api = make(thing(f"{{v: {schema}}}"))
    value, drift = drift_of(call, api, f'{{"v":{text}}}')
    assert drift == []
    assert kind is None or type(value.v) is kind
    assert value.to_json().decode() == f'{{"v":{text}}}'
    if kind is None:
        assert type(value.v.a) is Decimal


def test_other_numbers_beside_decimal_ones(make: Make, call: Call) -> None:
    api = make(thing(f"{{price: {NUMBER}, ratio: {{type: number}}, binary: {{type: number, format: double}}, any: {{}}, n: {{type: integer}}}}"))  # fmt: skip
    value, drift = drift_of(call, api, '{"price":1.10,"ratio":1.5,"binary":2.5,"any":[0.30],"n":1}')
    assert drift == []
    assert [type(each) for each in (value.price, value.ratio, value.binary, value.n)] == [Decimal, float, float, int]  # fmt: skip
    assert str(value.any[0]) == "0.30"


def test_decimal_texts_beside_a_mismatch(make: Make, call: Call) -> None:
    api = make(thing(f"{{price: {TEXT}, n: {{type: integer}}}}"))
    value, drift = drift_of(call, api, '{"price":"1.10","n":"x"}')
    assert (str(value.price), value.n) == ("1.10", None)
    assert drift == ["/n: integer, string 'x'"]


@pytest.mark.parametrize(
    ("text", "kept", "expected"),
    [
        ('"1.10"', Decimal("1.10"), ["/price: number, string '1.10'"]),
        ('"x"', None, ["/price: number, string 'x'"]),
        ("true", None, ["/price: number, boolean True"]),
        ("[]", None, ["/price: number, array of 0 items"]),
        ("null", None, []),
    ],
)
def test_mismatches(make: Make, call: Call, text: str, kept: object, expected: list[str]) -> None:
    api = make(thing(f"{{price: {NUMBER}, ratio: {{type: number}}, text: {{type: string}}}}"))
    value, drift = drift_of(call, api, f'{{"price":{text},"ratio":1.5}}')
    assert (value.price, drift) == (kept, expected)
    assert type(value.ratio) is float
    if expected:
        with pytest.raises(api.errors.ResponseValidationError):
            drift_of(call, api, f'{{"price":{text}}}', strict=True)


def test_a_mismatch_elsewhere_loses_no_digit(make: Make, call: Call) -> None:
    api = make(thing(f"{{price: {NUMBER}, ratio: {{type: number}}, text: {{type: string}}, amount: {TEXT}, n: {{type: integer}}}}"))  # fmt: skip
    value, drift = drift_of(call, api, f'{{"price":{LONG},"ratio":1.5,"text":2.50,"amount":3.40,"n":1.0}}')  # fmt: skip
    assert (str(value.price), type(value.ratio), value.text, value.n) == (LONG, float, "2.50", 1)
    assert value.amount == Decimal("3.40")
    assert drift == ["/text: string, number 2.50", "/amount: string with a decimal number, number 3.40"]  # fmt: skip


@pytest.mark.parametrize(
    ("schema", "good", "bad", "message"),
    [
        ("{type: number, format: decimal, minimum: 0.1}", "0.1", "0.09999999999999999999", "must be at least 0.1, but is 0.09999999999999999999"),
        ("{type: number, format: decimal, maximum: 0.3}", "0.3", "0.30000000000000000001", "must be at most 0.3"),
        ("{type: number, format: decimal, exclusiveMinimum: 12345678901234567890.5}", "12345678901234567890.6", "12345678901234567890.5", "must be greater than 12345678901234567890.5"),
        ("{type: number, format: decimal, multipleOf: 0.01}", "19.99", "19.995", "must be a multiple of 0.01"),
        ("{type: number, format: decimal, minimum: 1, maximum: 2}", "1", "2.1", "must be from 1 to 2"),
        ("{allOf: [{type: number, minimum: 0.1}, {type: number, format: decimal}]}", "0.1", "0.09", "must be at least 0.1"),
    ],
)  # fmt: skip
def test_constraints_are_exact(make: Make, call: Call, schema: str, good: str, bad: str, message: str) -> None:  # fmt: skip
    api = make(thing(f"{{price: {schema}, prices: {{type: array, items: {schema}}}}}"))
    reply = call(api, lambda c: c.things.save(price=Decimal(good), prices=[Decimal(good)]), received(f'{{"price":{good}}}'))  # fmt: skip
    assert reply.sent.body.decode() == f'{{"price":{good},"prices":[{good}]}}'
    with pytest.raises(api.errors.ArgumentError, match=f"price: {message}"):
        call(api, lambda c: c.things.save(price=Decimal(bad)))
    value, drift = drift_of(call, api, f'{{"price":{bad}}}')
    assert (str(value.price), len(drift)) == (bad, 1)


@pytest.mark.parametrize("value", ["1.10", "x", True, Decimal("NaN"), float("inf"), object()], ids=["text", "word", "boolean", "NaN", "infinity", "object"])  # fmt: skip
def test_other_arguments_are_refused(make: Make, call: Call, value: object) -> None:
    api = make(thing(f"{{price: {NUMBER}}}"))
    with pytest.raises(api.errors.ArgumentError, match="price"):
        call(api, lambda c: c.things.save(price=value))
    with pytest.raises(api.errors.ArgumentError, match="price"):
        api.models.Thing(price=value).to_json()
    assert call.server.requests == []


@pytest.mark.parametrize("digits", ["1e99999999999999999999", "-1e99999999999999999999"])
def test_numbers_that_python_cannot_hold(make: Make, call: Call, digits: str) -> None:
    api = make(thing(f"{{price: {NUMBER}, prices: {{oneOf: [{NUMBER}, {{type: string}}]}}, ratio: {{type: number}}}}"))  # fmt: skip
    value, drift = drift_of(call, api, f'{{"price":{digits},"prices":{digits},"ratio":1.5}}')
    assert (value.price, value.prices, value.ratio) == (None, None, 1.5)
    assert [each.partition(":")[0] for each in drift] == ["/price", "/prices"]


def test_a_huge_number_is_kept(make: Make, call: Call) -> None:
    api = make(thing(f"{{price: {NUMBER}, n: {{type: integer}}, limited: {{type: number, format: decimal, maximum: 5, multipleOf: 0.01}}}}"))  # fmt: skip
    text = '{"price":1E+999999999,"n":1E+999999999,"limited":1E+999999999}'
    value, drift = drift_of(call, api, text)
    assert (str(value.price), value.n, len(drift)) == ("1E+999999999", None, 2)
    with pytest.raises(
        api.errors.ArgumentError, match=r'^price: is too large for a float; use mode="python"$'
    ):
        value.to_dict(mode="json")
    assert value.to_dict()["price"] == value.price
    assert value.to_json() == b'{"price":1E+999999999,"limited":1E+999999999}'
    assert repr(value)


@pytest.mark.parametrize("value", [1, 1.5, Decimal("1.50")])
def test_all_numbers_are_sent(make: Make, call: Call, value: object) -> None:
    api = make(thing(f"{{price: {NUMBER}}}"))
    assert call(api, lambda c: c.things.save(price=value)).sent.body.decode() == f'{{"price":{value}}}'  # fmt: skip


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ("{type: number, format: decimal, enum: [0.1, 12345678901234567890.5, 2]}", ["0.1", "0.10", "2", "12345678901234567890.5"], ["0.10000000000000000001", "12345678901234567890.25", "3"]),
        ("{format: decimal, const: 0.3}", ["0.3"], ["0.30000000000000000001", "0"]),
        ("{allOf: [{type: number, format: decimal, enum: [0.1, 0.2]}, {type: number, maximum: 5}]}", ["0.2"], ["0.3"]),
    ],
)  # fmt: skip
def test_enumerations_are_exact(make: Make, call: Call, schema: str, good: list[str], bad: list[str]) -> None:  # fmt: skip
    api = make(thing(f"{{price: {schema}}}"))
    assert api.notes == []
    for digits in good:
        call.server.requests.clear()
        sent = call(api, lambda c, d=digits: c.things.save(price=Decimal(d)), received("{}")).sent
        assert sent.body.decode() == f'{{"price":{digits}}}'
    for digits in bad:
        with pytest.raises(api.errors.ArgumentError, match="price: must be one of "):
            call(api, lambda c, d=digits: c.things.save(price=Decimal(d)))
        value, drift = drift_of(call, api, f'{{"price":{digits}}}')
        assert (str(value.price), len(drift)) == (digits, 1)
    made = importlib.import_module(f"{api.package.__name__}.testing").make
    assert made(api.models.Thing, price=Decimal(good[0])).price == Decimal(good[0])


def test_unknown_properties_keep_their_digits_beside_decimal_numbers(
    make: Make, call: Call
) -> None:
    api = make(thing(f"{{price: {NUMBER}}}"))
    value, _ = drift_of(call, api, '{"price":1.10,"new":2.20}', unknown_fields="keep")
    assert value.to_json() == b'{"price":1.10,"new":2.20}'


def test_the_configuration_makes_all_plain_numbers_decimal(make: Make, call: Call) -> None:
    schema = "{a: {type: number}, b: {type: number, format: float}, c: {type: number, format: double}, d: {type: number, format: money}, e: {type: integer}, f: {enum: [1.5, 2.5]}}"
    api = make(thing(schema), decimal_numbers=True)
    value, drift = drift_of(call, api, '{"a":1.10,"b":1.5,"c":1.5,"d":1.10,"e":1,"f":1.50}')
    assert drift == []
    kinds = [type(getattr(value, name)) for name in "abcdef"]
    assert kinds == [Decimal, float, float, Decimal, int, Decimal]
    plain, _ = drift_of(call, make(thing(schema)), '{"a":1.5,"d":1.5}')
    assert (type(plain.a), type(plain.d)) == (float, float)


def test_an_unknown_member_keeps_its_digits(make: Make, call: Call) -> None:
    api = make(thing("{pet: {$ref: '#/components/schemas/Pet'}}", f"""
        Pet: {{oneOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/Dog'}}], discriminator: {{propertyName: kind}}}}
        Cat: {{type: object, required: [kind], properties: {{kind: {{const: Cat}}, price: {NUMBER}}}}}
        Dog: {{type: object, required: [kind], properties: {{kind: {{const: Dog}}}}}}
    """))  # fmt: skip
    text = '{"kind":"Bird","price":1.10}'
    value, drift = drift_of(call, api, f'{{"pet":{text}}}')
    assert len(drift) == 1
    assert value.pet.to_json().decode() == text
    assert value.to_json().decode() == f'{{"pet":{text}}}'


CARD_OR_CASH = f"""
    How: {{oneOf: [{{$ref: '#/components/schemas/Card'}}, {{$ref: '#/components/schemas/Cash'}}, {{$ref: '#/components/schemas/Coin'}}]}}
    Card: {{type: object, required: [amount], properties: {{amount: {TEXT}, card: {{type: string}}, fees: {{type: array, items: {TEXT}}}}}}}
    Cash: {{type: object, required: [coins], properties: {{coins: {{type: integer}}}}}}
    Coin: {{type: object, required: [amount], properties: {{amount: {NUMBER}}}}}
"""  # fmt: skip


@pytest.mark.parametrize("schema", ["$ref: '#/components/schemas/How'", "type: array, items: {$ref: '#/components/schemas/How'}", "type: object, additionalProperties: {$ref: '#/components/schemas/How'}"], ids=["value", "array", "map"])  # fmt: skip
def test_decimal_texts_in_members_of_unions(make: Make, call: Call, schema: str) -> None:
    api = make(thing(f"{{how: {{{schema}}}}}", CARD_OR_CASH))
    number = Decimal("1.10")

    def within(value: Any) -> Any:
        return [value] if "array" in schema else {"a": value} if "additional" in schema else value

    models = api.models
    for how, wire in [
        ({"amount": number, "fees": [number]}, {"amount": "1.10", "fees": ["1.10"]}),
        (models.Card(amount=number, fees=[number]), {"amount": "1.10", "fees": ["1.10"]}),
        (models.Card(amount=number), {"amount": "1.10"}),
        (models.Coin(amount=Decimal("5")), {"amount": 5}),
        (models.Cash(coins=1), {"coins": 1}),
    ]:
        body = {"how": within(wire)}
        call.server.requests.clear()
        reply = call(api, lambda c, h=how: c.things.save(how=within(h)), received(json.dumps(body)))
        assert reply.sent.json() == body
        assert json.loads(reply.value.to_json()) == body
        assert json.loads(models.Thing(how=within(how)).to_json()) == body
        assert models.Thing(how=within(how)).to_dict(mode="json") == body


@pytest.mark.parametrize("other", ["integer", "number", "boolean", "'null'"])
def test_decimal_texts_beside_other_scalars(make: Make, call: Call, other: str) -> None:
    api = make(thing(f"{{v: {{oneOf: [{{type: {other}}}, {TEXT}]}}}}"))
    value, drift = drift_of(call, api, '{"v":"1.10"}')
    assert (drift, value.v) == ([], Decimal("1.10"))
    assert value.to_json() == b'{"v":"1.10"}'
    assert value.to_dict(mode="json") == {"v": "1.10"}
    assert call(api, lambda c: c.things.save(v=Decimal("7"))).sent.body == b'{"v":"7"}'


def test_decimal_texts_beside_named_properties(make: Make) -> None:
    api = make(thing("{name: {type: string}}", rest=f"type: object, additionalProperties: {TEXT}"))
    value = api.models.Thing.from_dict({"name": "a", "price": "1.10"}, by="wire")
    assert value.to_json() == b'{"name":"a","price":"1.10"}'
    assert value.to_dict(by="wire", mode="json") == {"name": "a", "price": "1.10"}
    assert value.to_dict(mode="json")["additional_properties"] == {"price": "1.10"}


@pytest.mark.parametrize("digits", ["5", "1.10", LONG])
@pytest.mark.parametrize(
    ("schema", "components", "text", "pointer"),
    [
        (f"{{a: {TEXT}, n: {NUMBER}}}", "", '{"a":#}', "/a"),
        (f"{{a: {{type: array, items: {TEXT}}}, n: {NUMBER}}}", "", '{"a":[#]}', "/a/*"),
        (f"{{a: {{oneOf: [{TEXT}, {{type: boolean}}]}}, n: {NUMBER}}}", "", '{"a":#}', "/a"),
        ("{a: {$ref: '#/components/schemas/A'}}", f"A: {{type: object, properties: {{t: {TEXT}, n: {NUMBER}}}, additionalProperties: {TEXT}}}", '{"a":{"t":#}}', "/a/t"),
        ("{a: {oneOf: [{$ref: '#/components/schemas/A'}, {type: boolean}]}}", f"A: {{type: object, properties: {{t: {TEXT}, n: {NUMBER}}}}}", '{"a":{"t":#}}', "/a/t"),
        (f"{{a: {TEXT}}}", "", '{"a":#}', "/a"),
    ],
    ids=["field", "item", "scalar union", "additional", "union", "alone"],
)  # fmt: skip
def test_a_number_in_place_of_a_text_is_a_mismatch(make: Make, call: Call, schema: str, components: str, text: str, pointer: str, digits: str) -> None:  # fmt: skip
    api = make(thing(schema, components))
    content = text.replace("#", digits)
    _, drift = drift_of(call, api, content)
    assert [each.partition(":")[0] for each in drift] == [pointer]
    with pytest.raises(api.errors.ResponseValidationError):
        drift_of(call, api, content, strict=True)


def test_models_with_the_names_of_the_types(make: Make, call: Call) -> None:
    api = make(thing("{d: {$ref: '#/components/schemas/Decimal'}, n: {$ref: '#/components/schemas/DecimalNumber'}}", """
        Decimal: {type: object, properties: {value: {type: number, format: decimal, minimum: 0.5}}}
        DecimalNumber: {type: number, format: decimal}
    """))  # fmt: skip
    value = api.models.Decimal(value=Decimal("0.75"))
    reply = call(api, lambda c: c.things.save(d=value, n=Decimal("1.10")), received('{"d":{"value":0.75},"n":1.10}'))  # fmt: skip
    assert reply.sent.body == b'{"d":{"value":0.75},"n":1.10}'
    assert (reply.value.d, str(reply.value.n)) == (value, "1.10")
    with pytest.raises(api.errors.ArgumentError, match=r"must be at least 0\.5"):
        call(api, lambda c: c.things.save(d={"value": Decimal("0.25")}))


def test_the_constraints_of_texts_are_reported(make: Make) -> None:
    api = make(thing("{price: {type: string, format: decimal, pattern: '^1', minLength: 1, maxLength: 5}}"))  # fmt: skip
    for key in ("pattern", "minLength", "maxLength"):
        message = f"the client does not check `{key}` of a decimal number"
        assert [d.rule for d in api.diagnostics if message in d.message] == ["ignored-keyword"]


def test_pydantic(make: Make) -> None:
    import pydantic

    api = make(thing(f"{{price: {{type: number, format: decimal, minimum: 0.5}}, text: {TEXT}}}"))
    adapter = pydantic.TypeAdapter(api.models.Thing)
    value = adapter.validate_python({"price": Decimal("1.10"), "text": "2.20"})
    assert (str(value.price), str(value.text)) == ("1.10", "2.20")
    assert adapter.validate_python({"price": Decimal("1.10"), "text": Decimal("2.20")}) == value
    with pytest.raises(pydantic.ValidationError, match="string with a decimal number"):
        adapter.validate_json('{"text": 2}')
    assert json.loads(adapter.dump_json(value)) == {"price": 1.1, "text": "2.20"}
    properties = adapter.json_schema()["properties"]
    assert properties["price"] == {"type": "number", "minimum": 0.5}
    assert properties["text"] == {"type": "string", "format": "decimal"}
