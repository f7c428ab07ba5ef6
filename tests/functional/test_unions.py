# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Unions: which alternative a value is, with and without a discriminator."""

from __future__ import annotations

import pytest

from tests.functional.support import Call, Make, both, echo, thing
from tests.support.loopback import answer

PETS = """
    Cat: {type: object, required: [kind], properties: {kind: {type: string}, lives: {type: integer}}}
    Dog: {type: object, required: [kind], properties: {kind: {type: string}, bark: {type: boolean}}}
    Pug: {allOf: [{$ref: '#/components/schemas/Dog'}, {type: object, properties: {flat: {type: boolean}}}]}
"""


@pytest.mark.parametrize("keyword", ["oneOf", "anyOf"])
def test_unions_with_a_mapping_and_implicit_names(make: Make, call: Call, keyword: str) -> None:
    pet = f"""{{pet: {{{keyword}: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/Dog'}},
        {{$ref: '#/components/schemas/Pug'}}],
        discriminator: {{propertyName: kind, mapping: {{meow: '#/components/schemas/Cat', wuff: Dog}}}}}}}}"""
    api = make(thing(pet, PETS))
    models = api.models
    both(call, api, {"pet": {"kind": "meow", "lives": 9}}, pet=models.Cat(kind="meow", lives=9))
    both(call, api, {"pet": {"kind": "wuff"}}, pet=models.Dog(kind="wuff"))
    both(call, api, {"pet": {"kind": "Pug", "flat": True}}, pet=models.Pug(kind="Pug", flat=True))


DISCRIMINATED = thing(
    """{pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}],
    discriminator: {propertyName: kind, mapping: {cat: Cat, dog: Dog}, defaultMapping: Cat}}}""",
    PETS,
)


def test_default_mapping_of_a_discriminator(make: Make, call: Call) -> None:
    api = make(DISCRIMINATED, version="3.2.0")
    wolf = {"pet": {"kind": "wolf", "bark": False}}
    value = call(api, lambda c: c.things.save(), answer(wolf)).value
    assert value.pet == api.models.Cat(kind="wolf")  # which is what the document wants
    both(call, api, {"pet": {"kind": "dog"}}, pet=api.models.Dog(kind="dog"))


def test_unions_without_a_discriminator_are_decoded_by_content(make: Make, call: Call) -> None:
    api = make(thing("{pet: {anyOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}}", """
        A: {type: object, required: [a], properties: {a: {type: integer}}}
        B: {type: object, required: [b], properties: {b: {type: integer}, a: {type: integer}}}
        """))  # fmt: skip
    both(call, api, {"pet": {"a": 1}}, pet=api.models.A(a=1))
    both(call, api, {"pet": {"b": 1, "a": 2}}, pet=api.models.B(b=1, a=2))


def test_unions_in_unions_of_primitives_arrays_and_null(make: Make, call: Call) -> None:
    api = make(thing("""{a: {oneOf: [{type: integer}, {anyOf: [{type: string}, {type: 'null'}]},
        {type: array, items: {type: integer}}, {type: array, items: {type: string}}]}}"""))
    for value in (1, "x", None, [1, 2], ["x"]):
        both(call, api, {"a": value}, a=value)


def test_a_list_of_a_union_beside_another_type(make: Make, call: Call) -> None:
    item = "{anyOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}"
    api = make(thing(f"{{a: {{anyOf: [{{type: string}}, {{type: array, items: {item}}}]}}}}", PETS))
    dog = {"kind": "dog", "bark": True}
    both(call, api, {"a": [dog]}, a=[api.models.Dog(**dog)])
    both(call, api, {"a": "x"}, a="x")


def test_subtypes_of_a_base_with_a_discriminator(make: Make, call: Call) -> None:
    api = make(thing("{pet: {$ref: '#/components/schemas/Animal'}}", """
        Animal: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind}}
        Fish: {allOf: [{$ref: '#/components/schemas/Animal'}, {type: object, properties: {fins: {type: integer}}}]}
        Bird: {allOf: [{$ref: '#/components/schemas/Animal'}, {type: object, properties: {wings: {type: integer}}}]}
        """))  # fmt: skip
    both(call, api, {"pet": {"kind": "Fish", "fins": 2}}, pet=api.models.Fish(kind="Fish", fins=2))
    both(
        call, api, {"pet": {"kind": "Bird", "wings": 2}}, pet=api.models.Bird(kind="Bird", wings=2)
    )


def test_unions_of_unions_with_discriminators(make: Make, call: Call) -> None:
    pets = PETS + """
    Lion: {type: object, required: [kind], properties: {kind: {type: string}, lives: {type: integer}}}
    Feline: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Lion'}],
      discriminator: {propertyName: kind, mapping: {cat: Cat, lion: Lion}}}
    Canine: {oneOf: [{$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Pug'}],
      discriminator: {propertyName: kind, mapping: {dog: Dog, pug: Pug}}}
    """
    pet = "{pet: {oneOf: [{$ref: '#/components/schemas/Feline'}, {$ref: '#/components/schemas/Canine'}, {type: 'null'}]}}"
    api = make(thing(pet, pets))
    both(call, api, {"pet": {"kind": "pug"}}, pet=api.models.Pug(kind="pug"))
    both(call, api, {"pet": {"kind": "cat"}}, pet=api.models.Cat(kind="cat"))
    both(call, api, {"pet": {"kind": "lion"}}, pet=api.models.Lion(kind="lion"))
    both(call, api, {"pet": None}, pet=None)


@pytest.mark.parametrize("keyword", ["oneOf", "anyOf"])
def test_one_alternative_with_mapped_subtypes_is_their_union(
    make: Make, call: Call, keyword: str
) -> None:
    pet = f"""{{pet: {{{keyword}: [{{$ref: '#/components/schemas/Dog'}}],
        discriminator: {{propertyName: kind, mapping: {{dog: Dog, pug: '#/components/schemas/Pug'}}}}}}}}"""
    api = make(thing(pet, PETS))
    assert not api.diagnostics
    pug = {"pet": {"kind": "pug", "bark": True, "flat": True}}
    both(call, api, pug, pet=api.models.Pug(kind="pug", bark=True, flat=True))
    both(call, api, {"pet": {"kind": "dog"}}, pet=api.models.Dog(kind="dog"))


def test_one_alternative_without_mapped_subtypes_is_that_alternative(
    make: Make, call: Call
) -> None:
    pet = """{pet: {oneOf: [{$ref: '#/components/schemas/Cat'}],
        discriminator: {propertyName: kind, mapping: {cat: Cat, dog: Dog}}}}"""
    api = make(thing(pet, PETS))
    assert [note.split(" ", 1)[1] for note in api.notes] == ["warning discriminator-mapping"]
    both(call, api, {"pet": {"kind": "cat"}}, pet=api.models.Cat(kind="cat"))


@pytest.mark.parametrize(
    ("schema", "values"),
    [
        ("{anyOf: [{type: string, format: date}, {type: integer}, {type: 'null'}]}", [1, None]),
        ("{type: [string, 'null'], enum: [a, null]}", ["a", None]),
        ("{anyOf: [{type: object, required: [a], properties: {a: {type: integer}}}, {type: object, additionalProperties: true}, {type: 'null'}]}", [{"b": 1}, None]),
    ],
)  # fmt: skip
def test_null_beside_alternatives_at_the_top(
    make: Make, call: Call, schema: str, values: list[object]
) -> None:
    api = make(echo(schema))
    for value in values:
        reply = call(api, lambda c, v=value: c.things.save(body=v), answer(value))
        assert (reply.sent.json(), reply.value) == (value, value)


OPEN = """
    Extended: {type: object, properties: {a: {type: string}}, additionalProperties: {type: integer}}
    Free: {type: object, required: [b], properties: {b: {type: string}}, additionalProperties: true}
"""


@pytest.mark.parametrize("keyword", ["oneOf", "anyOf"])
@pytest.mark.parametrize(
    ("other", "value"),
    [
        ("{type: string}", "x"),
        ("{type: integer}", 3),
        ("{type: boolean}", True),
        ("{type: array, items: {type: string}}", ["x"]),
        ("{type: [string, 'null']}", None),
    ],
)
def test_a_model_with_additional_properties_beside_another_type(
    make: Make, call: Call, keyword: str, other: str, value: object
) -> None:
    for name, known, extra in (
        ("Extended", {"a": "x"}, {"n": 1}),
        ("Free", {"b": "x"}, {"m": [2]}),
    ):
        union = f"{{{keyword}: [{other}, {{$ref: '#/components/schemas/{name}'}}]}}"
        api = make(thing(f"{{one: {union}, many: {{type: array, items: {union}}}}}", OPEN))
        model = getattr(api.models, name)(**known, additional_properties=extra)
        wire = {**known, **extra}
        both(call, api, {"one": wire, "many": [value, wire]}, one=model, many=[value, model])
        both(call, api, {"one": value}, one=value)
        whole = make(echo(union, OPEN))
        body = getattr(whole.models, name)(**known, additional_properties=extra)
        reply = call(whole, lambda c, body=body: c.things.save(body=body), answer(wire))
        assert (reply.sent.json(), reply.value) == (wire, body)
