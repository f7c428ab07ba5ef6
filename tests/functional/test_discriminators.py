# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Discriminators: the values of their mapping and of the schemas' names, inheritance, and values without a member."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest

from tests.functional.support import Call, Made, Make, both, thing
from tests.support.loopback import Reply, answer

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


OWN = ", discriminator: {propertyName: %s%s}}]}"
PLACES = {
    "beside allOf": "}], discriminator: {propertyName: %s%s}}",
    "in a member of allOf": OWN,
    "in a member of a member": "}, {allOf: [{discriminator: {propertyName: %s%s}}]}]}",
}


def levels(second: str, pets: str = "", cats: str = "", place: str = "beside allOf") -> str:
    """Pet <- Cat <- Lion and Persian, where Cat has the discriminator `second`."""
    filled = LEVELS.replace(OWN, PLACES[place]) % (pets, second, second, second, cats)
    return thing(f"{{pet: {REF % 'Pet'}, cat: {REF % 'Cat'}}}", filled)


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize("place", PLACES)
def test_levels_with_discriminators_of_their_own(
    make: Make, call: Call, place: str, version: str
) -> None:
    cats = ", mapping: {l: Lion, p: Persian}"
    text = levels("breed", ", mapping: {cat: Cat, dog: Dog}", cats, place)
    api = make(text, version=version)
    assert api.notes == []
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


@pytest.mark.parametrize("place", PLACES)
def test_levels_that_share_a_discriminator(make: Make, call: Call, place: str) -> None:
    api = make(levels("kind", ", mapping: {cat: Cat, dog: Dog}", ", mapping: {l: Lion}", place))
    models = api.models
    for kind, model in (("l", "Lion"), ("Persian", "Persian"), ("cat", "CatBase"), ("dog", "Dog")):
        assert received(call, api, {"kind": kind}) == (getattr(models, model)(kind=kind), [])
    value, drift = received(call, api, {"kind": "fish"})
    assert (value, drift) == (models.PetBase(kind="fish"), ["/pet/kind: string 'fish'"])


def test_a_base_in_a_nested_member_of_all_of(make: Make, call: Call) -> None:
    """A component also extends the schemas to which members of its members refer."""
    text = base(", mapping: {dog: Dog}")
    own = "{type: object, properties: {rocks: {type: boolean}}}"
    nested = f"allOf: [{{allOf: [{REF % 'Pet'}]}}, {own}]"
    api = make(text.replace(f"allOf: [{REF % 'Pet'}, {own}]", nested))
    lizard = {"kind": "Lizard", "rocks": True}
    assert received(call, api, lizard) == (api.models.Lizard(**lizard), [])


def test_a_base_beside_the_keywords_of_a_component(make: Make, call: Call) -> None:
    """In OpenAPI 3.1, a reference with other keywords beside it extends its target, as `allOf` does."""
    text = base(", mapping: {dog: Dog}")
    own = "{type: object, properties: {rocks: {type: boolean}}}"
    beside = "$ref: '#/components/schemas/Pet', properties: {rocks: {type: boolean}}"
    api = make(text.replace(f"allOf: [{REF % 'Pet'}, {own}]", beside))
    lizard = {"kind": "Lizard", "rocks": True}
    assert received(call, api, lizard) == (api.models.Lizard(**lizard), [])


@pytest.mark.parametrize("keyword", ["oneOf", "anyOf"])
def test_a_discriminator_in_another_member_than_the_union(
    make: Make, call: Call, keyword: str
) -> None:
    declared = "discriminator: {propertyName: kind, mapping: {c: Cat, d: Dog}}"
    union = f"{keyword}: [{REF % 'Cat'}, {REF % 'Dog'}]"
    for pet in (
        f"{{allOf: [{{{declared}}}], {union}}}",
        f"{{allOf: [{{{union}}}], {declared}}}",
        f"{{allOf: [{{{union}}}, {{{declared}}}]}}",
    ):
        api = make(kinds(pet))
        dog = {"kind": "d", "bark": "x"}
        assert received(call, api, dog) == (api.models.Dog(**dog), [])
        assert received(call, api, {"kind": "e"})[1] == ["/pet/kind: string 'e'"]


def test_a_level_that_only_adds_a_discriminator(make: Make, call: Call) -> None:
    """`Cat` has no properties of its own, but subtypes of its own."""
    pet = (
        "type: object, required: [kind], properties: {kind: {type: string}, breed: {type: string}}"
    )
    api = make(thing(f"{{pet: {REF % 'Pet'}}}", f"""
        Pet: {{{pet}, discriminator: {{propertyName: kind}}}}
        Cat: {{allOf: [{REF % 'Pet'}], discriminator: {{propertyName: breed}}}}
        Lion: {{allOf: [{REF % 'Cat'}, {{type: object, properties: {{mane: {{type: string}}}}}}]}}
        """))  # fmt: skip
    lion = {"kind": "Cat", "breed": "Lion", "mane": "long"}
    both(call, api, {"pet": lion}, pet=api.models.Lion(**lion))
    value, drift = received(call, api, {"kind": "Cat", "breed": "x"})
    assert (value, drift) == (api.models.CatBase(kind="Cat", breed="x"), ["/pet/breed: string 'x'"])


def test_a_discriminator_beside_a_reference_to_a_union(make: Make, call: Call) -> None:
    either = f"    Either: {{oneOf: [{REF % 'Cat'}, {REF % 'Dog'}]}}\n"
    declared = "discriminator: {propertyName: kind, mapping: {c: Cat, d: Dog}}"
    api = make(kinds(f"{{allOf: [{REF % 'Either'}], {declared}}}") + either)
    assert received(call, api, {"kind": "d"}) == (api.models.Dog(kind="d"), [])
    assert received(call, api, {"kind": "e"})[1] == ["/pet/kind: string 'e'"]


def test_components_that_are_the_only_member_of_all_of(make: Make, call: Call) -> None:
    """Their names are implicit values, as the names of other components are."""
    cat = "{type: object, required: [kind, name], properties: {kind: {type: string}, name: {type: string}}}"
    api = make(kinds(REF % "Kind").replace(f"Cat: {cat}", f"Cat: {{allOf: [{cat}]}}"))
    wire = {"kind": "Cat", "name": "x"}
    both(call, api, {"pet": wire}, pet=api.models.Cat(**wire))
    assert received(call, api, BIRD)[0] == api.models.Unknown("Bird", BIRD)


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


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize(
    "cat",
    [
        "{%s}",
        "{allOf: [{%s}]}",
        "{%s, discriminator: {propertyName: kind}}",
        "{allOf: [{$ref: '#/components/schemas/Feline'}]}",
    ],
)
@pytest.mark.parametrize("is_inline", [False, True])
def test_a_mapping_to_members_of_nested_unions(
    make: Make, call: Call, cat: str, is_inline: bool, version: str
) -> None:
    union = "oneOf: [{$ref: '#/components/schemas/Lion'}, {$ref: '#/components/schemas/Persian'}]"
    model = "{type: object, required: [kind], properties: {kind: {type: string}}}"
    cats = cat.replace("%s", union)
    option = cats if is_inline else REF % "Cat"
    mapping = "{l: Lion, p: '#/components/schemas/Persian', d: Dog}"
    declared = f"discriminator: {{propertyName: kind, mapping: {mapping}}}"
    text = thing(f"{{pet: {{oneOf: [{option}, {REF % 'Dog'}], {declared}}}}}", f"""
        Cat: {cats}
        Feline: {{{union}}}
        Dog: {model}
        Lion: {model}
        Persian: {model}
        """)  # fmt: skip
    api = make(text, version=version)
    assert api.notes == []
    for kind, name in (("l", "Lion"), ("p", "Persian"), ("d", "Dog"), ("Persian", "Persian")):
        wire = {"kind": kind}
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


KINDS = """
    Cat: {type: object, required: [%(tag)s, name], properties: {%(tag)s: %(type)s, name: {type: string}}}
    Dog: {type: object, required: [%(tag)s], properties: {%(tag)s: %(type)s, bark: {type: string}}}
"""
UNION = f"oneOf: [{REF % 'Cat'}, {REF % 'Dog'}], discriminator: {{propertyName: %(tag)s, mapping: %(mapping)s}}"


def kinds(pet: str, tag: str = "kind", type_: str = "{type: string}", mapping: str = "{}") -> str:
    """A document with a union of Cat and Dog as `Kind`."""
    filled = (KINDS + f"    Kind: {{{UNION}}}\n") % {"tag": tag, "type": type_, "mapping": mapping}
    return thing(f"{{pet: {pet}}}", filled)


BIRD = {"kind": "Bird", "wings": 2, "bark": "x"}


@pytest.mark.parametrize("keyword", ["oneOf", "anyOf"])
def test_a_value_without_a_member_is_unknown(make: Make, call: Call, keyword: str) -> None:
    api = make(kinds(REF % "Kind").replace("oneOf", keyword))
    value, drift = received(call, api, BIRD)
    assert isinstance(value, api.models.Unknown)
    assert (value.tag, value.raw, drift) == ("Bird", BIRD, ["/pet/kind: string 'Bird'"])
    assert received(call, api, {"kind": "Dog"}) == (api.models.Dog(kind="Dog"), [])


@pytest.mark.parametrize(
    ("wire", "tag", "shown"),
    [
        ({"kind": None, "name": "x"}, None, "null"),
        ({"name": "x"}, None, "nothing"),
        ({"kind": 3}, 3, "integer 3"),
        ({"kind": ["Cat"]}, ["Cat"], "array of 1 item"),
        ({"kind": ""}, "", "string ''"),
        ({}, None, "nothing"),
    ],
)
def test_tags_that_select_no_member(
    make: Make, call: Call, wire: dict[str, Any], tag: object, shown: str
) -> None:
    api = make(kinds(REF % "Kind"))
    value, drift = received(call, api, wire)
    assert (value, drift) == (api.models.Unknown(tag, wire), [f"/pet/kind: {shown}"])


def test_unknown_values_in_lists_maps_and_fields(make: Make, call: Call) -> None:
    kind = REF % "Kind"
    pet = f"{{type: object, properties: {{many: {{type: array, items: {kind}}}, by: {{type: object, additionalProperties: {kind}}}, one: {kind}, maybe: {{anyOf: [{kind}, {{type: 'null'}}]}}}}}}"
    api = make(kinds(pet))
    unknown, dog = api.models.Unknown("Bird", BIRD), {"kind": "Dog"}
    wire = {"many": [dog, BIRD, dog], "by": {"a": BIRD}, "one": BIRD, "maybe": BIRD}
    value, drift = received(call, api, wire)
    known = api.models.Dog(kind="Dog")
    assert (value.many, value.by) == ([known, unknown, known], {"a": unknown})
    assert (value.one, value.maybe) == (unknown, unknown)
    pointers = ("many/*", "by/*", "one", "maybe")
    assert drift == [f"/pet/{pointer}/kind: string 'Bird'" for pointer in pointers]


@pytest.mark.parametrize(
    ("type_", "mapping", "tags"),
    [
        ("{type: integer}", "{'1': Cat, '2': Dog}", (1, 2, 3)),
        ("{type: boolean}", "{'true': Cat, 'false': Dog}", (True, False, None)),
    ],
)
def test_tags_that_are_not_texts(
    make: Make, call: Call, type_: str, mapping: str, tags: tuple[Any, Any, Any]
) -> None:
    api = make(kinds(REF % "Kind", "x-kind", type_, mapping))
    cat, dog, other = ({"x-kind": tag, "name": "x"} for tag in tags)
    both(call, api, {"pet": cat}, pet=api.models.Cat(x_kind=tags[0], name="x"))
    assert isinstance(received(call, api, dog)[0], api.models.Dog)
    assert received(call, api, other)[0] == api.models.Unknown(tags[2], other)


def test_constants_that_are_numbers(make: Make, call: Call) -> None:
    api = make(thing(f"{{pet: {{oneOf: [{REF % 'A'}, {REF % 'B'}]}}}}", """
        A: {type: object, required: [v], properties: {v: {const: 1}}}
        B: {type: object, required: [v], properties: {v: {enum: [2, 3]}, b: {type: string}}}
        """))  # fmt: skip
    assert received(call, api, {"v": 3}) == (api.models.B(v=3), [])
    value, drift = received(call, api, {"v": 4, "b": "x"})
    assert (value, drift) == (api.models.Unknown(4, {"v": 4, "b": "x"}), ["/pet/v: integer 4"])


def test_an_optional_tag_that_is_missing_leaves_the_choice_to_the_content(
    make: Make, call: Call
) -> None:
    api = make(kinds(REF % "Kind").replace("required: [kind]", "required: [bark]"))
    value, drift = received(call, api, {"bark": "x"})
    assert (value, drift) == (api.models.Dog(bark="x"), [])


def test_a_union_of_a_union_with_a_discriminator_and_another_model(make: Make, call: Call) -> None:
    """The discriminator says nothing about the other model."""
    text = kinds(f"{{oneOf: [{REF % 'Kind'}, {REF % 'Plant'}]}}")
    api = make(
        text
        + "    Plant: {type: object, required: [leaves], properties: {leaves: {type: integer}}}\n"
    )
    models = api.models
    expected = (models.Plant(leaves=3), ["/pet/kind: string 'x'"])
    assert received(call, api, {"kind": "x", "leaves": 3}) == expected
    assert received(call, api, {"kind": "Dog"}) == (models.Dog(kind="Dog"), [])
    assert received(call, api, {"kind": "Bird"}) == (
        models.Unknown("Bird", {"kind": "Bird"}),
        ["/pet/kind: string 'Bird'"],
    )


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize("keyword", ["oneOf", "anyOf"])
@pytest.mark.parametrize("named", [True, False])
def test_booleans_that_select_members(
    make: Make, call: Call, keyword: str, named: bool, version: str
) -> None:
    union = f"{{{keyword}: [{REF % 'Ok'}, {REF % 'Bad'}]}}"
    api = make(thing(f"{{pet: {REF % 'Result' if named else union}}}", f"""
        Result: {union}
        Ok: {{type: object, required: [ok], properties: {{ok: {{type: boolean, enum: [true]}}, data: {{type: integer}}}}}}
        Bad: {{type: object, required: [ok], properties: {{ok: {{type: boolean, enum: [false]}}, data: {{type: integer}}}}}}
        """), version=version)  # fmt: skip
    both(call, api, {"pet": {"ok": False, "data": 1}}, pet=api.models.Bad(data=1))
    for wire in ({"ok": None, "data": 1}, {"data": 1}, {"ok": 3}, {"ok": 1}):
        value, drift = received(call, api, wire)
        assert value == api.models.Unknown(wire.get("ok"), wire)
        assert [each.partition(":")[0] for each in drift] == ["/pet/ok"]


OTHERS = ["{type: array, items: {type: integer}}", "{type: string}", "{enum: [a, b]}", REF % "Many"]


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize(
    "declared", ["", ", discriminator: {propertyName: kind, mapping: {c: Cat, d: Dog}}"]
)
def test_tags_beside_members_that_are_no_objects(
    make: Make, call: Call, other: str, declared: str
) -> None:
    cat, dog = ("{const: c}", "{const: d}") if not declared else ("{type: string}",) * 2
    api = make(thing(f"{{pet: {{oneOf: [{REF % 'Cat'}, {other}, {REF % 'Dog'}]{declared}}}}}", f"""
        Cat: {{type: object, required: [kind], properties: {{kind: {cat}, n: {{type: integer}}}}}}
        Dog: {{type: object, required: [kind], properties: {{kind: {dog}, n: {{type: integer}}}}}}
        Many: {{type: array, items: {{type: string}}}}
        """))  # fmt: skip
    both(call, api, {"pet": {"kind": "d", "n": 1}}, pet=api.models.Dog(kind="d", n=1))
    value = ["x"] if "Many" in other else [1] if "array" in other else "a"
    both(call, api, {"pet": value}, pet=value)
    for wire in ({"kind": "e", "n": 1}, {"n": 1}):
        assert received(call, api, wire) == (
            api.models.Unknown(wire.get("kind"), wire),
            [f"/pet/kind: {'string ' + repr('e') if 'kind' in wire else 'nothing'}"],
        )
    with pytest.raises(api.errors.ArgumentError, match=r"pet\.kind.*must be one of 'c', 'd'"):
        call(api, lambda c: c.things.save(pet={"kind": "e"}))


def test_tags_beside_a_map_leave_the_choice_to_the_content(make: Make, call: Call) -> None:
    """An object with another tag can be a map."""
    other = "{type: object, additionalProperties: {type: string}}"
    api = make(thing(f"{{pet: {{oneOf: [{REF % 'Cat'}, {other}, {REF % 'Dog'}]}}}}", """
        Cat: {type: object, required: [kind], properties: {kind: {const: c}}}
        Dog: {type: object, required: [kind], properties: {kind: {const: d}}}
        """))  # fmt: skip
    assert received(call, api, {"kind": "e"}) == ({"kind": "e"}, [])


@pytest.mark.parametrize(
    ("type_", "mapping", "known"),
    [
        ("{type: integer}", "{'1': Cat, '2': Dog}", "1, 2"),
        ("{type: integer, nullable: true}", "{'1': Cat, '-2': Dog}", "1, -2"),
        ("{type: boolean}", "{'true': Cat, 'false': Dog}", "True, False"),
        ("{type: string}", "{'1': Cat, 'true': Dog}", "'1', 'true'"),
        ("{type: integer, enum: [1, 2]}", "{'1': Cat, '2': Dog}", "1, 2"),
    ],
)
def test_messages_show_tags_as_values(
    make: Make, call: Call, type_: str, mapping: str, known: str
) -> None:
    api = make(kinds(REF % "Kind", "kind", type_, mapping), version="3.0.3")
    with pytest.raises(api.errors.ArgumentError) as caught:
        call(api, lambda c: c.things.save(pet={"kind": "x"}))
    assert caught.value.argument == "pet.kind"
    listed = str(caught.value).partition("must be one of ")[2].partition(", not")[0]
    assert listed.startswith(known)
    assert listed in (known, f"{known}, 'Cat', 'Dog'")
    with pytest.raises(api.errors.ResponseValidationError, match=f"one of {known}"):
        call(api, lambda c: c.things.save(), answer({"pet": {"kind": "x"}}), strict=True)


def test_a_model_with_the_tag_of_another_class_is_refused(make: Make, call: Call) -> None:
    kind = REF % "Kind"
    schemas = [
        kind,
        f"{{type: array, items: {kind}}}",
        f"{{type: object, additionalProperties: {kind}}}",
    ]
    schemas.append(f"{{type: object, properties: {{inner: {kind}}}}}")
    schemas.append(f"{{anyOf: [{kind}, {{type: array, items: {{type: string}}}}]}}")
    for schema in schemas:
        api = make(kinds(schema, mapping="{c: Cat}"))
        models = api.models

        def wrapped(model: Any, schema: str = schema, models: Any = models) -> Any:
            if "array, items: {$ref" in schema:
                return [model]
            if "additionalProperties" in schema:
                return {"a": model}
            return models.ThingPet(inner=model) if "inner" in schema else model

        wrong = wrapped(models.Dog(kind="Cat", bark="x"))
        with pytest.raises(api.errors.ArgumentError, match="must not be 'Cat' in a Dog") as caught:
            call(api, lambda c, wrong=wrong: c.things.save(pet=wrong))
        with pytest.raises(api.errors.ArgumentError) as written:
            models.Thing(pet=wrong).to_json()
        assert str(written.value) == str(caught.value)
        assert "kind" in str(caught.value.argument)
        for cat in (models.Cat(kind="Cat", name="x"), models.Cat(name="x")):
            right = wrapped(cat)
            call(api, lambda c, right=right: c.things.save(pet=right), answer({}))


def test_a_model_with_the_constant_of_another_class_is_refused(make: Make, call: Call) -> None:
    api = make(thing(f"{{pet: {{oneOf: [{REF % 'A'}, {REF % 'B'}]}}}}", """
        A: {type: object, required: [v], properties: {v: {const: 1}}}
        B: {type: object, required: [v], properties: {v: {enum: [2, 3]}}}
        """))  # fmt: skip
    with pytest.raises(api.errors.ArgumentError, match=r"pet\.v: must not be 2 in a A.*selects B"):
        call(api, lambda c: c.things.save(pet=api.models.A(v=2)))
    with pytest.raises(api.errors.ArgumentError, match=r"pet\.v.*must be one of 1, 2, 3"):
        call(api, lambda c: c.things.save(pet=api.models.A(v=4)))


def test_a_base_with_the_tag_of_a_subtype_is_refused(make: Make, call: Call) -> None:
    api = make(levels("breed", ", mapping: {cat: Cat}", ", mapping: {l: Lion}"))
    models = api.models
    for wrong, problem in (
        (models.PetBase(kind="Dog"), r"pet\.kind: must not be 'Dog' in a PetBase.*selects Dog"),
        (models.Dog(kind="cat"), r"pet\.kind: .* selects CatBase or Lion or Persian"),
        (models.Persian(kind="cat", breed="l"), r"pet\.breed: must not be 'l' in a Persian"),
    ):
        with pytest.raises(api.errors.ArgumentError, match=problem):
            call(api, lambda c, wrong=wrong: c.things.save(pet=wrong))
    for right in (
        models.Persian(kind="cat", breed="Persian"),
        models.CatBase(kind="cat", breed="Cat"),
    ):
        call(api, lambda c, right=right: c.things.save(pet=right), answer({}))


def test_an_unknown_value_is_refused_as_an_argument(make: Make, call: Call) -> None:
    api = make(kinds(REF % "Kind"))
    with pytest.raises(api.errors.ArgumentError, match=r"pet\.kind.*must be one of 'Cat', 'Dog'"):
        call(api, lambda c: c.things.save(pet={"kind": "Bird"}))


def test_unknown_values_are_values(make: Make, call: Call) -> None:
    api = make(kinds(REF % "Kind"))
    wire = {"kind": "Bird", "password": "hidden", "n": [1, {"a": None}]}
    thing_, _ = received(call, api, wire)
    for copied in (pickle.loads(pickle.dumps(thing_)), copy.copy(thing_), copy.deepcopy(thing_)):
        assert (type(copied), copied) == (api.models.Unknown, thing_)
    assert json.loads(thing_.to_json()) == wire == thing_.to_dict()
    assert repr(thing_).startswith("Unknown(tag='Bird', raw={'kind': 'Bird', 'password': ***")
    whole = api.models.Thing(pet=thing_)
    assert json.loads(whole.to_json()) == {"pet": wire} == whole.to_dict()
    assert thing_ != api.models.Unknown("Dog", wire)
    match thing_:
        case api.models.Unknown(tag="Bird", raw=raw):
            assert raw == wire
        case _:
            pytest.fail("the class has no patterns")


def test_a_schema_called_unknown_keeps_its_own_class(make: Make, call: Call) -> None:
    text = kinds(REF % "Kind").replace("Cat", "Unknown")
    api = make(text)
    unknown = {"kind": "Unknown", "name": "x"}
    assert received(call, api, unknown)[0] == api.models.UnknownModel(kind="Unknown", name="x")
    assert received(call, api, BIRD)[0] == api.models.Unknown("Bird", BIRD)


@pytest.mark.parametrize(
    ("media_type", "line"), [("application/jsonl", "%s\n"), ("text/event-stream", "data: %s\n\n")]
)
def test_unknown_values_in_streams(make: Make, call: Call, media_type: str, line: str) -> None:
    stream = f"application/json: {{schema: {REF % 'Thing'}}}}}}}}}\ncomponents"
    text = kinds(REF % "Kind").replace(
        stream,
        stream.replace("application/json: {schema", f"{media_type}: {{itemSchema").replace(
            "Thing", "Kind"
        ),
    )
    api = make(text, version="3.2.0")
    body = "".join(line % json.dumps(wire) for wire in ({"kind": "Dog"}, BIRD))
    items = call(
        api, lambda c: c.things.save(), Reply(200, body.encode(), content_type=media_type)
    ).value
    assert items == [api.models.Dog(kind="Dog"), api.models.Unknown("Bird", BIRD)]
