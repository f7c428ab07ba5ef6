# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""A property with one possible value has it by default, is always sent, and is drift if a response lacks it."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import msgspec
import pytest

from tests.functional.support import OK, Call, Made, Make, both, echo, thing
from tests.support.loopback import Reply, answer

REF = "{$ref: '#/components/schemas/%s'}"
EXTRAS = ", additionalProperties: {type: integer}"


def drifting(call: Call, api: Made, use: Any, wire: Any) -> tuple[Any, list[str]]:
    """The result of a call, and the mismatches of the client."""
    clients: list[Any] = []

    def called(client: Any) -> Any:
        clients.append(client)
        return use(client)

    value = call(api, called, answer(wire)).value
    return value, [f"{m.pointer}: {m.received}" for m in clients[-1].drift]


CONSTANTS = [
    ("{const: cat}", "cat"),
    ("{type: string, enum: [cat]}", "cat"),
    ("{const: true}", True),
    ("{type: boolean, enum: [false]}", False),
    ("{const: 7}", 7),
    ("{const: 0}", 0),
    ("{const: ''}", ""),
    ("{$ref: '#/components/schemas/Kind'}", "named"),
    ("{allOf: [{type: string}, {const: cat}]}", "cat"),
]
KIND = "Kind: {type: string, enum: [named], x-enum-descriptions: [The only one.]}\n"


@pytest.mark.parametrize("rest", ["", EXTRAS])
@pytest.mark.parametrize(("schema", "value"), CONSTANTS)
def test_a_constant_is_sent_by_default_and_received(
    make: Make, call: Call, schema: str, value: object, rest: str
) -> None:
    pet = f"Pet: {{type: object, required: [type, x-of], properties: {{type: {schema}, x-of: {schema}, n: {{type: integer}}}}{rest}}}\n"
    api = make(thing(f"{{pet: {REF % 'Pet'}}}", pet + KIND))
    wire = {"type": value, "x-of": value, "n": 1}
    pet = api.models.Pet(n=1)
    assert (pet.type, pet.x_of) == (value, value)
    both(call, api, {"pet": wire}, pet=pet)
    assert json.loads(pet.to_json()) == wire
    assert pet.to_dict() == {"type": value, "x_of": value, "n": 1}
    assert api.models.Pet.from_json(pet.to_json()) == pet
    for copied in (copy.copy(pet), copy.deepcopy(pet), pickle.loads(pickle.dumps(pet))):
        assert copied == pet
    assert repr(pet) == f"Pet(type={value!r}, x_of={value!r}, n=1)"


@pytest.mark.parametrize(("schema", "value"), CONSTANTS)
def test_a_required_parameter_with_one_value_is_sent_by_default(
    make: Make, call: Call, schema: str, value: object
) -> None:
    api = make(f"""
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      parameters:
        - {{name: api-version, in: query, required: true, schema: {schema}}}
        - {{name: other, in: query, schema: {schema}}}
      {OK}
components: {{schemas: {{{KIND.strip()}}}}}
""")
    sent = call(api, lambda c: c.pets.list(), Reply(200)).sent.target
    assert sent == f"/pets?api-version={str(value).lower() if value in (True, False) else value}"
    assert (
        call(api, lambda c: c.pets.list(api_version=value), Reply(200)).requests[-1].target == sent
    )


@pytest.mark.parametrize("rest", ["", EXTRAS])
@pytest.mark.parametrize(("schema", "value"), CONSTANTS)
def test_a_missing_or_other_constant_is_drift(
    make: Make, call: Call, schema: str, value: object, rest: str
) -> None:
    pet = f"Pet: {{type: object, required: [type], properties: {{type: {schema}, n: {{type: integer}}}}{rest}}}\n"
    api = make(thing(f"{{pet: {REF % 'Pet'}}}", pet + KIND))
    received, drift = drifting(call, api, lambda c: c.things.save(), {"pet": {"n": 1}})
    assert (received.pet.type, received.pet.n) == (None, 1)
    assert [each.split(":")[0] for each in drift] == ["/pet/type"]
    with pytest.raises(api.errors.ResponseValidationError):
        call(api, lambda c: c.things.save(), answer({"pet": {"n": 1}}), strict=True)
    with pytest.raises(api.errors.ResponseValidationError):
        api.models.Pet.from_json('{"n": 1}')
    _, drift = drifting(call, api, lambda c: c.things.save(), {"pet": {"type": "other", "n": 1}})
    assert [each.split(":")[0] for each in drift] == ["/pet/type"]


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
def test_the_body_of_a_request(make: Make, call: Call, version: str) -> None:
    body = "{type: object, required: [grant_type, code], properties: {grant_type: {type: string, enum: [code]}, code: {type: string}}}"
    api = make(echo(body), version=version)
    wire = {"grant_type": "code", "code": "x"}
    assert call(api, lambda c: c.things.save(code="x"), answer(wire)).sent.json() == wire
    with pytest.raises(api.errors.ArgumentError, match="grant_type"):
        call(api, lambda c: c.things.save(code="x", grant_type="other"), answer(wire))


@pytest.mark.parametrize("media_type", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_the_fields_of_a_form(make: Make, call: Call, media_type: str) -> None:
    schema = "{type: object, required: [grant_type], properties: {grant_type: {const: code}}}"
    api = make(echo(schema).replace("content: {application/json", f"content: {{{media_type}", 1))
    sent = call(api, lambda c: c.things.save(), answer({"grant_type": "code"})).sent
    assert b"grant_type" in sent.body
    assert b"code" in sent.body


def test_the_class_for_requests_and_the_one_for_responses(make: Make, call: Call) -> None:
    api = make(thing(f"{{pet: {REF % 'Pet'}}}", """
        Pet: {type: object, required: [kind, sent, got], properties: {kind: {const: pet}, sent: {const: 1, writeOnly: true}, got: {const: 2, readOnly: true}}}
        """))  # fmt: skip
    received = {"pet": {"kind": "pet", "got": 2}}
    reply = call(
        api, lambda c: c.things.save(pet=api.models.PetInput()), answer(received), strict=True
    )
    assert reply.sent.json() == {"pet": {"kind": "pet", "sent": 1}}
    assert reply.value.pet == api.models.Pet()


def test_an_optional_or_nullable_constant_has_no_default(make: Make, call: Call) -> None:
    api = make(thing(f"{{pet: {REF % 'Pet'}}}", """
        Pet: {type: object, required: [b], properties: {a: {const: x}, b: {type: [string, 'null'], enum: [x, null]}, c: {type: string}}}
        """))  # fmt: skip
    with pytest.raises(TypeError):
        api.models.Pet()
    both(call, api, {"pet": {"b": None}}, pet=api.models.Pet(b=None))


# --- discriminators ---------------------------------------------------------------------------------------------------

UNION = f"oneOf: [{REF % 'Cat'}, {REF % 'Dog'}], discriminator: {{propertyName: pet-type"


def animals(kind: str = "{type: string}", mapping: str = "", required: str = "[pet-type]") -> str:
    """A document with a union of Cat and Dog."""
    model = f"{{type: object, required: {required}, properties: {{pet-type: {kind}, name: {{type: string}}}}}}"
    return thing(
        f"{{pet: {{{UNION}{mapping}}}}}, pets: {{type: array, items: {{{UNION}{mapping}}}}}}}}}",
        f"Cat: {model}\nDog: {model}\n",
    )


MAPPED = ", mapping: {%s: '#/components/schemas/Cat', %s: Dog}"


@pytest.mark.parametrize(
    ("kind", "mapping", "tags"),
    [
        ("{type: string}", "", ("Cat", "Dog")),
        ("{type: string}", MAPPED % ("cat", "dog"), ("cat", "dog")),
        ("{type: string}", ", mapping: {cat: Cat}", ("cat", "Dog")),
        ("{type: string, enum: [cat, dog]}", MAPPED % ("cat", "dog"), ("cat", "dog")),
        ("{type: integer}", MAPPED % ("'1'", "'2'"), (1, 2)),
        ("{type: integer, enum: [1, 2]}", MAPPED % ("'1'", "'2'"), (1, 2)),
        ("{type: boolean}", MAPPED % ("'true'", "'false'"), (True, False)),
    ],
)
def test_the_tag_of_a_mapped_child(
    make: Make, call: Call, kind: str, mapping: str, tags: tuple[object, object]
) -> None:
    api = make(animals(kind, mapping))
    cat, dog = api.models.Cat(name="x"), api.models.Dog()
    wire = {"pet": {"pet-type": tags[0], "name": "x"}, "pets": [{"pet-type": tags[1]}]}
    both(call, api, wire, pet=cat, pets=[dog])


def test_a_missing_tag_is_drift(make: Make, call: Call) -> None:
    api = make(animals())
    received, drift = drifting(call, api, lambda c: c.things.save(), {"pet": {"name": "x"}})
    assert received.pet == api.models.Unknown(None, {"name": "x"})
    assert [each.split(":")[0] for each in drift] == ["/pet/pet-type"]
    with pytest.raises(api.errors.ResponseValidationError):
        call(api, lambda c: c.things.save(), answer({"pet": {"name": "x"}}), strict=True)


def test_an_optional_tag_has_no_default(make: Make) -> None:
    api = make(animals(required="[]"))
    assert api.models.Cat().pet_type is None


def test_a_model_that_several_values_select_has_no_default(make: Make) -> None:
    api = make(animals(mapping=", mapping: {a: Cat, b: Cat}"))
    with pytest.raises(TypeError):
        api.models.Cat()
    assert api.models.Dog().pet_type == "Dog"


@pytest.mark.parametrize("tag", ["--1", "1.5", "x", "٣", "9" * 30])
def test_a_tag_that_is_no_integer_is_no_default_of_one(make: Make, tag: str) -> None:
    api = make(animals("{type: integer}", MAPPED % (f"'{tag}'", "'2'")))
    with pytest.raises(TypeError):
        api.models.Cat()
    assert api.models.Dog().pet_type == 2


def test_a_model_with_another_value_in_another_union_has_no_default(make: Make) -> None:
    text = animals(mapping=MAPPED % ("a", "b")).replace("mapping: {a", "mapping: {c", 1)
    api = make(text)
    with pytest.raises(TypeError):
        api.models.Cat()
    assert api.models.Dog().pet_type == "b"


BASE = """
    Pet: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind, mapping: {cat: Cat}}}
    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, required: [breed], properties: {breed: {type: string}}}], discriminator: {propertyName: breed, mapping: {l: Lion}}}
    Lion: {allOf: [{$ref: '#/components/schemas/Cat'}, {type: object, properties: {mane: {type: string}}}]}
    Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {bark: {type: string}}}]}
"""


def test_inheritance_over_two_levels(make: Make, call: Call) -> None:
    api = make(thing(f"{{pet: {REF % 'Pet'}, cat: {REF % 'Cat'}}}", BASE))
    models = api.models
    both(call, api, {"pet": {"kind": "Dog", "bark": "x"}}, pet=models.Dog(bark="x"))
    lion = {"kind": "cat", "breed": "l", "mane": "x"}
    both(
        call, api, {"pet": lion, "cat": lion}, pet=models.Lion(mane="x"), cat=models.Lion(mane="x")
    )
    assert models.CatBase(breed="manx").kind == "cat"
    with pytest.raises(TypeError):
        models.PetBase()


def test_a_flattened_body_has_the_tag_as_an_argument_with_a_default(make: Make, call: Call) -> None:
    union = f"{{oneOf: [{REF % 'Cat'}, {REF % 'Dog'}], discriminator: {{propertyName: kind}}}}"
    text = echo(REF % "Cat", f"""
        Cat: {{type: object, required: [kind, name], properties: {{kind: {{type: string}}, name: {{type: string}}, others: {{type: array, items: {union}}}}}}}
        Dog: {{type: object, required: [kind], properties: {{kind: {{type: string}}}}}}
        """)  # fmt: skip
    api = make(text)
    wire = {"kind": "Cat", "name": "x", "others": [{"kind": "Dog"}]}
    reply = call(api, lambda c: c.things.save(name="x", others=[api.models.Dog()]), answer(wire))
    assert reply.sent.json() == wire
    assert reply.value == api.models.Cat(name="x", others=[api.models.Dog()])


def test_subclasses_keep_constants_and_other_models_their_constructor(make: Make) -> None:
    api = make(thing(f"{{pet: {REF % 'Pet'}}}", "Pet: {type: object, required: [kind], properties: {kind: {const: pet}}}\n"))  # fmt: skip

    class Mine(api.models.Pet):  # type: ignore[misc,name-defined]
        pass

    assert Mine().kind == "pet"
    assert type(api.models.Thing) is msgspec.StructMeta
