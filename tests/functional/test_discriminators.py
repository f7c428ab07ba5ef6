# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Discriminators: the values of their mapping and of the schemas' names, inheritance, and values without a member."""

from __future__ import annotations

from typing import Any

import pytest

from tests.functional.support import Call, Made, Make, both, thing
from tests.support.loopback import answer

REF = "{$ref: '#/components/schemas/%s'}"


def received(call: Call, api: Made, wire: Any) -> tuple[Any, list[str]]:
    """The field `pet` of a response, and the mismatches of the client."""
    drift: list[str] = []

    def use(client: Any) -> Any:
        drift.clear()
        result = client.things.save()
        client_drift.append(client.drift)
        return result

    client_drift: list[Any] = []
    value = call(api, use, answer({"pet": wire})).value.pet
    return value, [f"{m.pointer}: {m.received}" for m in client_drift[0]]


def base(mapping: str, kind: str = "{type: string}", more: str = "") -> str:
    """A document with a base class that three components extend."""
    return thing(f"{{pet: {REF % 'Pet'}}}", f"""
        Pet: {{type: object, required: [kind], properties: {{kind: {kind}, name: {{type: string}}}}, discriminator: {{propertyName: kind{mapping}}}}}
        Cat: {{allOf: [{REF % 'Pet'}, {{type: object, properties: {{lives: {{type: integer}}}}}}]}}
        Dog: {{allOf: [{REF % 'Pet'}, {{type: object, properties: {{bark: {{type: string}}}}}}]}}
        Lizard: {{allOf: [{REF % 'Pet'}, {{type: object, properties: {{rocks: {{type: boolean}}}}}}]}}
        {more}""")  # fmt: skip


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
def test_a_mapping_adds_values_to_the_names_of_the_schemas(
    make: Make, call: Call, version: str
) -> None:
    api = make(base(", mapping: {dog: Dog}"), version=version)
    models = api.models
    both(call, api, {"pet": {"kind": "dog", "bark": "x"}}, pet=models.Dog(kind="dog", bark="x"))
    both(call, api, {"pet": {"kind": "Cat", "lives": 9}}, pet=models.Cat(kind="Cat", lives=9))
    lizard = models.Lizard(kind="Lizard", rocks=True)
    both(call, api, {"pet": {"kind": "Lizard", "rocks": True}}, pet=lizard)
    assert received(call, api, {"kind": "Dog", "bark": "x"}) == (
        models.Dog(kind="Dog", bark="x"),
        [],
    )
    assert received(call, api, {"kind": "Pet"}) == (models.PetBase(kind="Pet"), [])


def test_a_mapping_and_names_in_a_union(make: Make, call: Call) -> None:
    api = make(thing(f"{{pet: {{oneOf: [{REF % 'Cat'}, {REF % 'Dog'}], discriminator: {{propertyName: kind, mapping: {{wuff: Dog}}}}}}}}", """
        Cat: {type: object, required: [kind], properties: {kind: {type: string}}}
        Dog: {type: object, required: [kind], properties: {kind: {type: string}}}
        """))  # fmt: skip
    for kind, model in (("wuff", "Dog"), ("Dog", "Dog"), ("Cat", "Cat")):
        assert received(call, api, {"kind": kind}) == (getattr(api.models, model)(kind=kind), [])


def test_an_explicit_value_precedes_the_name_of_another_schema(make: Make, call: Call) -> None:
    api = make(base(", mapping: {Cat: Dog, Lizard: Cat}"))
    assert isinstance(received(call, api, {"kind": "Cat"})[0], api.models.Dog)
    assert isinstance(received(call, api, {"kind": "Lizard"})[0], api.models.Cat)


def test_a_value_of_the_enumeration_that_no_child_claims_is_the_base(
    make: Make, call: Call
) -> None:
    kind = "{type: string, enum: [cat, Dog, bird]}"
    api = make(base(", mapping: {cat: Cat}", kind))
    models = api.models
    assert received(call, api, {"kind": "cat"}) == (models.Cat(kind="cat"), [])
    assert received(call, api, {"kind": "Dog"}) == (models.Dog(kind="Dog"), [])
    bird = {"kind": "bird", "name": "x"}
    assert received(call, api, bird) == (models.PetBase(kind="bird", name="x"), [])
    both(call, api, {"pet": bird}, pet=models.PetBase(kind="bird", name="x"))


def test_a_mapping_can_name_the_base(make: Make, call: Call) -> None:
    api = make(base(", mapping: {pet: '#/components/schemas/Pet'}"))
    assert received(call, api, {"kind": "pet"}) == (api.models.PetBase(kind="pet"), [])


def test_a_value_that_nothing_maps_to_is_the_base_with_a_mismatch(make: Make, call: Call) -> None:
    api = make(base(", mapping: {dog: Dog}"))
    value, drift = received(call, api, {"kind": "Horse", "name": "x", "bark": "y"})
    assert value == api.models.PetBase(kind="Horse", name="x")
    assert drift == ["/pet/kind: string 'Horse'"]


LEVELS = """
    Pet: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind%s}}
    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, required: [%s], properties: {%s: {type: string}, lives: {type: integer}}, discriminator: {propertyName: %s%s}}]}
    Lion: {allOf: [{$ref: '#/components/schemas/Cat'}, {type: object, properties: {mane: {type: string}}}]}
    Persian: {allOf: [{$ref: '#/components/schemas/Cat'}, {type: object, properties: {fur: {type: string}}}]}
    Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {bark: {type: string}}}]}
"""


def levels(second: str, pets: str = "", cats: str = "") -> str:
    """Pet <- Cat <- Lion and Persian, where Cat has the discriminator `second`."""
    beside = LEVELS.replace(
        ", discriminator: {propertyName: %s%s}}]}", "}], discriminator: {propertyName: %s%s}}"
    )
    filled = beside % (pets, second, second, second, cats)
    return thing(f"{{pet: {REF % 'Pet'}, cat: {REF % 'Cat'}}}", filled)


def test_levels_with_discriminators_of_their_own(make: Make, call: Call) -> None:
    api = make(
        levels("breed", ", mapping: {cat: Cat, dog: Dog}", ", mapping: {l: Lion, p: Persian}")
    )
    models = api.models
    lion = {"kind": "cat", "breed": "l", "mane": "long", "lives": 9}
    both(call, api, {"pet": lion}, pet=models.Lion(**lion))
    both(call, api, {"cat": lion}, cat=models.Lion(**lion))
    persian = {"kind": "Cat", "breed": "Persian", "fur": "long"}
    assert received(call, api, persian) == (models.Persian(**persian), [])
    assert received(call, api, {"kind": "Lion", "breed": "x", "mane": "y"}) == (
        models.Lion(kind="Lion", breed="x", mane="y"),
        [],
    )
    value, drift = received(call, api, {"kind": "cat", "breed": "manx", "lives": 9})
    assert value == models.CatBase(kind="cat", breed="manx", lives=9)
    assert drift == ["/pet/breed: string 'manx'"]
    value, drift = received(call, api, {"kind": "fish", "breed": "l"})
    assert value == models.PetBase(kind="fish")
    assert drift == ["/pet/kind: string 'fish'"]


def test_levels_that_share_a_discriminator(make: Make, call: Call) -> None:
    api = make(levels("kind", ", mapping: {cat: Cat, dog: Dog}", ", mapping: {l: Lion}"))
    models = api.models
    for kind, model in (("l", "Lion"), ("Persian", "Persian"), ("cat", "CatBase"), ("dog", "Dog")):
        assert received(call, api, {"kind": kind}) == (getattr(models, model)(kind=kind), [])
    value, drift = received(call, api, {"kind": "fish"})
    assert (value, drift) == (models.PetBase(kind="fish"), ["/pet/kind: string 'fish'"])


def test_levels_of_unions_with_discriminators_of_their_own(make: Make, call: Call) -> None:
    union = "oneOf: [{$ref: '#/components/schemas/%s'}, {$ref: '#/components/schemas/%s'}], discriminator: {propertyName: %s, mapping: {%s}}"
    model = "{type: object, required: [kind], properties: {kind: {type: string}, breed: {type: string}, %s: {type: string}}}"
    api = make(thing(f"{{pet: {REF % 'Pet'}}}", f"""
        Pet: {{{union % ("Cat", "Dog", "kind", "cat: Cat, dog: Dog")}}}
        Cat: {{{union % ("Lion", "Persian", "breed", "l: Lion, p: Persian")}}}
        Dog: {{{union % ("Pug", "Poodle", "breed", "l: Pug, p: Poodle")}}}
        {"".join(f"{name}: {model % name.lower()}" + chr(10) + " " * 8 for name in ("Lion", "Persian", "Pug", "Poodle"))}
        """))  # fmt: skip
    for kind, breed, name in (("cat", "l", "Lion"), ("dog", "l", "Pug"), ("dog", "p", "Poodle")):
        wire = {"kind": kind, "breed": breed}
        both(call, api, {"pet": wire}, pet=getattr(api.models, name)(**wire))


def test_levels_that_requests_and_responses_read_differently(make: Make, call: Call) -> None:
    """The request variant of the outer union refers to the request variant of the inner one."""
    api = make(
        levels("breed", ", mapping: {cat: Cat}", ", mapping: {l: Lion}").replace(
            "mane: {type: string}", "mane: {type: string}, id: {type: string, readOnly: true}"
        )
    )
    lion = {"kind": "cat", "breed": "l", "mane": "long"}
    reply = call(
        api,
        lambda c: c.things.save(pet=api.models.LionInput(**lion)),
        answer({"pet": {**lion, "id": "7"}}),
    )
    assert reply.sent.json() == {"pet": lion}
    assert reply.value.pet == api.models.Lion(**lion, id="7")
