# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""`anyOf` of objects that are valid together: one value has the properties of several (JSON Schema Core, 10.2.1.2)."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest

from tests.functional.support import Call, Made, Make, both, echo, thing
from tests.support.loopback import answer

PARTS = """
A: {type: object, properties: {a: {type: integer}}}
B: {type: object, properties: {b: {type: integer}}}
C: {type: object, required: [c], properties: {c: {type: integer}, shared: {type: string}}}
D: {type: object, required: [d, e], properties: {d: {type: integer}, e: {type: integer}, shared: {type: string}}}
Any2: {anyOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
"""
A_OR_B = "anyOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]"


def part(name: str) -> str:
    return f"{{$ref: '#/components/schemas/{name}'}}"


def received(call: Call, api: Made, wire: Any) -> Any:
    """The value that a Thing's property `x` has in a response, without drift."""
    value = call(api, lambda c: c.things.save(), answer({"x": wire}), strict=True).value
    return value.x


def combined(api: Made) -> list[str]:
    """The names of the combined classes."""
    return [name for name in dir(api.models) if name.endswith("Combined")]


def combined_class(api: Made) -> Any:
    """The only combined class."""
    (name,) = combined(api)
    return getattr(api.models, name)


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize(
    ("schema", "name"),
    [
        (part("Any2"), "Any2Combined"),
        (f"{{{A_OR_B}}}", "ThingXCombined"),
        ("{anyOf: [{type: object, properties: {a: {type: integer}}}, {type: object, properties: {b: {type: integer}}}]}", "ThingXCombined"),
        (f"{{anyOf: [{part('A')}, {{allOf: [{part('B')}, {{type: object, properties: {{z: {{type: string}}}}}}]}}]}}", "ThingXCombined"),
        (f"{{anyOf: [{{oneOf: [{part('A')}, {part('C')}]}}, {part('B')}]}}", "ThingXCombined"),
    ],
)  # fmt: skip
def test_a_value_with_the_properties_of_two_alternatives(
    make: Make, call: Call, version: str, schema: str, name: str
) -> None:
    api = make(thing(f"{{x: {schema}}}", PARTS), version=version)
    value = getattr(api.models, name)(a=1, b=2)
    both(call, api, {"x": {"a": 1, "b": 2}}, x=value)
    assert type(received(call, api, {"a": 1})) is not type(value)
    assert type(received(call, api, {"b": 1})) is not type(value)


def test_as_the_whole_body(make: Make, call: Call) -> None:
    api = make(echo(part("Any2"), PARTS))
    value = api.models.Any2Combined(a=1, b=2)
    wire = {"a": 1, "b": 2}
    for body in (value, wire):
        reply = call(api, lambda c, body=body: c.things.save(body=body), answer(wire))
        assert reply.sent.json() == wire
        assert reply.value == value


@pytest.mark.parametrize("inner", [part("Any2"), f"{{{A_OR_B}}}"])
def test_nested_in_lists_maps_and_null(make: Make, call: Call, inner: str) -> None:
    nullable = f"{{anyOf: [{inner}, {{type: 'null'}}]}}"
    api = make(thing(f"""{{items: {{type: array, items: {inner}}},
        map: {{type: object, additionalProperties: {inner}}}, maybe: {nullable}}}""", PARTS))  # fmt: skip
    wire = {"a": 1, "b": 2}
    reply = call(
        api,
        lambda c: c.things.save(),
        answer({"items": [wire, {"a": 3}], "map": {"k": wire}, "maybe": wire}),
        strict=True,
    )
    value = reply.value
    assert (value.items[0].a, value.items[0].b) == (1, 2)
    assert value.items[1] == api.models.A(a=3)
    assert (value.map["k"].a, value.map["k"].b) == (1, 2)
    assert (value.maybe.a, value.maybe.b) == (1, 2)
    fields = {"items": value.items, "map": value.map, "maybe": value.maybe}
    both(call, api, {"items": [wire, {"a": 3}], "map": {"k": wire}, "maybe": wire}, **fields)
    both(call, api, {"maybe": None}, maybe=None)


def test_three_alternatives_with_a_shared_property(make: Make, call: Call) -> None:
    api = make(thing(f"{{x: {{anyOf: [{part('A')}, {part('C')}, {part('D')}]}}}}", PARTS))
    models = api.models
    wire = {"a": 1, "c": 2, "d": 3, "e": 4, "shared": "s"}
    both(call, api, {"x": wire}, x=models.ThingXCombined(**wire))
    for some in ({"a": 1, "c": 2}, {"c": 2, "d": 3, "e": 4}, {"a": 1, "d": 3, "e": 4}):
        both(call, api, {"x": some}, x=models.ThingXCombined(**some))
    for model, only in (
        (models.A, {"a": 1}),
        (models.C, {"c": 2, "shared": "s"}),
        (models.D, {"d": 3, "e": 4, "shared": "s"}),
    ):
        both(call, api, {"x": only}, x=model(**only))


@pytest.mark.parametrize(
    "schema",
    [
        f"{{allOf: [{part('Base')}, {{{A_OR_B}}}]}}",
        f"{{allOf: [{part('Base')}, {part('Any2')}]}}",
        f"{{type: object, required: [id], properties: {{id: {{type: string}}}}, {A_OR_B}}}",
    ],
)
def test_beside_properties_and_inside_all_of(make: Make, call: Call, schema: str) -> None:
    base = "Base: {type: object, required: [id], properties: {id: {type: string}}}\n"
    api = make(thing(f"{{x: {schema}}}", base + dedent(PARTS)))
    value = received(call, api, {"id": "i", "a": 1, "b": 2})
    assert (value.id, value.a, value.b) == ("i", 1, 2)
    both(call, api, {"x": {"id": "i", "a": 1, "b": 2}}, x=value)
    assert not hasattr(received(call, api, {"id": "i", "a": 1}), "b")


BOUNDED = """
P: {type: object, required: [p], properties: {p: {type: string}, s: {type: integer, maximum: 3}}}
Q: {type: object, required: [q], properties: {q: {type: string}, s: {type: integer, minimum: 10}}}
"""


@pytest.mark.parametrize("wire", [{"p": "1", "s": 20}, {"q": "1", "s": 2}, {"p": "1", "s": "x"}])
def test_the_combined_class_does_not_admit_what_the_alternative_refuses(
    make: Make, call: Call, wire: dict[str, Any]
) -> None:
    api = make(thing(f"{{x: {{anyOf: [{part('P')}, {part('Q')}]}}}}", BOUNDED))
    with pytest.raises(api.errors.ArgumentError, match="s: must be"):
        call(api, lambda c: c.things.save(x=wire))
    with pytest.raises(api.errors.ResponseValidationError):
        received(call, api, wire)
    both(call, api, {"x": {"p": "1", "s": 2}}, x=api.models.P(p="1", s=2))
    both(call, api, {"x": {"p": "1", "q": "2"}}, x=combined_class(api)(p="1", q="2"))


def test_additional_properties_of_an_alternative_are_kept(make: Make, call: Call) -> None:
    open_ = "{type: object, properties: {o: {type: integer}}, additionalProperties: {type: string}}"
    api = make(thing(f"{{x: {{anyOf: [{part('A')}, {open_}]}}}}", PARTS))
    wire = {"a": 1, "o": 2, "other": "text"}
    value = received(call, api, wire)
    assert (value.a, value.o, value.additional_properties) == (1, 2, {"other": "text"})
    both(call, api, {"x": wire}, x=value)


def test_an_invalid_value_is_reported_for_the_alternative_it_resembles(
    make: Make, call: Call
) -> None:
    api = make(thing(f"{{x: {{anyOf: [{part('C')}, {part('D')}]}}}}", PARTS))
    for wire, model in (({"d": 1}, api.models.D), ({"shared": "s"}, api.models.C)):
        with pytest.raises(api.errors.ResponseValidationError):
            received(call, api, wire)
        value = call(api, lambda c: c.things.save(), answer({"x": wire})).value
        assert type(value.x) is model
    value = call(api, lambda c: c.things.save(), answer({"x": {"c": "no", "d": 1}})).value
    assert value.x == api.models.ThingXCombined(c=None, d=1)


@pytest.mark.parametrize(
    "alternatives",
    [
        "anyOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/AB'}]",
        "anyOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/AB'}]",
        "anyOf: [{$ref: '#/components/schemas/Closed'}, {$ref: '#/components/schemas/A'}]",
        "anyOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]",
        "anyOf: [{$ref: '#/components/schemas/Number'}, {$ref: '#/components/schemas/Text'}]",
        "anyOf: [{$ref: '#/components/schemas/NotP'}, {$ref: '#/components/schemas/NotQ'}]",
        "anyOf: [{$ref: '#/components/schemas/A'}, {type: string}, {type: 'null'}]",
        "oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]",
        "anyOf: [{$ref: '#/components/schemas/E'}, {$ref: '#/components/schemas/F'}], discriminator: {propertyName: kind}",
    ],
)
def test_no_combined_class_where_none_is_needed(make: Make, alternatives: str) -> None:
    parts = """
    AB: {type: object, properties: {a: {type: integer}, b: {type: integer}}}
    Closed: {type: object, properties: {x: {type: integer}}, additionalProperties: false}
    Cat: {type: object, properties: {kind: {const: cat}, lives: {type: integer}}}
    Dog: {type: object, properties: {kind: {enum: [dog, pug]}, bark: {type: boolean}}}
    Number: {type: object, required: [v], properties: {v: {type: number}, n: {type: integer}}}
    Text: {type: object, required: [v], properties: {v: {type: string}, t: {type: integer}}}
    NotP: {type: object, required: [q], not: {required: [p]}, properties: {q: {type: string}}}
    NotQ: {type: object, required: [p], properties: {p: {type: string}, q: false}}
    E: {type: object, required: [kind], properties: {kind: {type: string}, e: {type: integer}}}
    F: {type: object, required: [kind], properties: {kind: {type: string}, f: {type: integer}}}
    """
    api = make(thing(f"{{x: {{{alternatives}}}}}", dedent(PARTS).split("Any2")[0] + dedent(parts)))
    assert combined(api) == []


def test_very_many_alternatives_are_not_combined_and_reported(make: Make) -> None:
    names = [f"M{n}" for n in range(101)]
    parts = "\n".join(
        f"{name}: {{type: object, properties: {{{name}: {{type: string}}}}}}" for name in names
    )
    api = make(thing(f"{{x: {{anyOf: [{', '.join(map(part, names))}]}}}}", parts))
    assert combined(api) == []
    assert [note.split(" ", 1)[1] for note in api.notes] == ["warning fallback-type"]


def test_alternatives_that_contain_the_union_itself(make: Make, call: Call) -> None:
    tree = """
    L: {type: object, properties: {l: {$ref: '#/components/schemas/Tree'}}}
    R: {type: object, properties: {r: {anyOf: [{$ref: '#/components/schemas/L'}, {$ref: '#/components/schemas/R'}]}}}
    Tree: {anyOf: [{$ref: '#/components/schemas/L'}, {$ref: '#/components/schemas/R'}]}
    """
    api = make(thing("{x: {$ref: '#/components/schemas/Tree'}}", tree))
    wire = {"l": {"l": {}, "r": {}}, "r": {"l": {}, "r": {"r": {}}}}
    value = received(call, api, wire)
    assert (value.l.l, value.r.r) == (api.models.L(), api.models.R(r=api.models.L()))
    both(call, api, {"x": wire}, x=value)
    assert not api.diagnostics
    assert combined(api) == ["RRCombined"]


def test_properties_that_several_schemas_describe_and_that_contain_the_union(
    make: Make, call: Call
) -> None:
    node = """
    X: {type: object, properties: {p: {anyOf: [{$ref: '#/components/schemas/T'}, {$ref: '#/components/schemas/B'}]}}}
    Y: {type: object, properties: {p: {type: object, properties: {y: {type: integer}}}}}
    T: {allOf: [{$ref: '#/components/schemas/X'}, {$ref: '#/components/schemas/Y'}]}
    """
    api = make(thing("{x: {$ref: '#/components/schemas/T'}}", dedent(PARTS) + dedent(node)))
    wire = {"p": {"y": 1, "b": 2, "p": {"b": 3, "p": {}}}}
    value = received(call, api, wire)
    assert (value.p.y, value.p.b, value.p.p.b) == (1, 2, 3)
    both(call, api, {"x": wire}, x=value)
