# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Schemas: requests and responses with each kind of type."""

from __future__ import annotations

import gc
import importlib
from datetime import UTC, date, datetime

import pytest

from tests.functional.support import Call, Make, both, echo, thing
from tests.support.loopback import answer


def test_types_and_formats_and_unknown_formats_are_strings(make: Make, call: Call) -> None:
    api = make(thing("""{
        text: {type: string}, whole: {type: integer, format: int64}, part: {type: number, format: double},
        yes: {type: boolean}, at: {type: string, format: date-time}, day: {type: string, format: date},
        raw: {type: string, format: byte}, id: {type: string, format: uuid}, odd: {type: string, format: unheard-of},
        nothing: {type: 'null'}}"""))
    wire = {
        "text": "a", "whole": 2**53, "part": 0.5, "yes": False, "at": "2024-01-02T03:04:05.000Z", "day": "2024-01-02",
        "raw": "AQI=", "id": "9b2e", "odd": "x",
    }  # fmt: skip
    moment = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
    known = {**wire, "at": moment, "day": date(2024, 1, 2), "raw": b"\1\2"}
    both(call, api, wire, **known)


@pytest.mark.parametrize(
    ("version", "schema"),
    [
        ("3.0.3", "{type: string, nullable: true}"),
        ("3.1.0", "{type: [string, 'null']}"),
        ("3.1.0", "{anyOf: [{type: string}, {type: 'null'}]}"),
        ("3.1.0", "{oneOf: [{type: 'null'}, {$ref: '#/components/schemas/Text'}]}"),
        ("3.0.3", "{nullable: true, allOf: [{$ref: '#/components/schemas/Text'}]}"),
    ],
)
def test_nullable_in_both_dialects(make: Make, call: Call, version: str, schema: str) -> None:
    text = thing(f"{{a: {schema}, b: {{type: string}}}}", "Text: {type: string, minLength: 1}")
    api = make(text, version=version)
    unset = api.package.UNSET
    assert both(call, api, {"a": None}, a=None).a is None
    both(call, api, {"a": "x"}, a="x")
    assert call(api, lambda c: c.things.save(a=unset, b="y"), answer({})).sent.json() == {"b": "y"}
    assert call(api, lambda c: c.things.save(b="y"), answer({})).sent.json() == {"b": "y"}


def test_arrays_of_types_are_unions(make: Make, call: Call) -> None:
    api = make(thing("{a: {type: [string, integer, array], items: {type: boolean}}}"))
    both(call, api, {"a": "x"}, a="x")
    both(call, api, {"a": 3}, a=3)
    both(call, api, {"a": [True]}, a=[True])


INHERITANCE = """
    Base: {type: object, required: [id], properties: {id: {type: integer}, kind: {type: string}}}
    Named: {type: object, properties: {name: {type: string, maxLength: 10}}}
"""


def test_all_of_merges_properties_and_required(make: Make, call: Call) -> None:
    rest = "allOf: [{$ref: '#/components/schemas/Base'}, {$ref: '#/components/schemas/Named'}], required: [kind]"
    api = make(thing("{size: {type: number}}", INHERITANCE, rest))
    both(
        call,
        api,
        {"id": 1, "kind": "k", "name": "n", "size": 2.5},
        id=1,
        kind="k",
        name="n",
        size=2.5,
    )
    with pytest.raises(TypeError, match="kind"):
        call(api, lambda c: c.things.save(id=1))


def test_conflicting_constraints_are_a_warning_with_its_location(make: Make, call: Call) -> None:
    api = make(thing("{a: {allOf: [{type: string}, {type: integer}]}}"))
    assert api.notes == ["12 warning conflicting-constraints"]
    both(call, api, {"a": 1}, a=1)


def test_keywords_for_objects_beside_an_array_are_reported(make: Make, call: Call) -> None:
    api = make(thing("""{
        a: {allOf: [{$ref: '#/components/schemas/List'}, {required: [x]}]},
        b: {allOf: [{required: [x]}, {type: object, properties: {x: {type: integer}}}]},
        }""", "List: {type: array, items: {type: integer}}"))  # fmt: skip
    assert [note.split(" ", 1)[1] for note in api.notes] == ["warning conflicting-constraints"]
    both(call, api, {"a": [1], "b": {"x": 2}}, a=[1], b=api.models.ThingB(x=2))


def test_all_of_one_reference_and_nullable(make: Make, call: Call) -> None:
    schema = (
        "{allOf: [{$ref: '#/components/schemas/Base'}], nullable: true, description: or nobody}"
    )
    api = make(thing(f"{{owner: {schema}}}", INHERITANCE), version="3.0.3")
    both(call, api, {"owner": None}, owner=None)
    both(call, api, {"owner": {"id": 3}}, owner=api.models.Base(id=3))


def test_colliding_titles(make: Make, call: Call) -> None:
    one = "{title: Address, type: object, properties: {a: {type: string}}}"
    two = "{title: Address, type: object, properties: {b: {type: string}}}"
    api = make(thing(f"{{x: {{oneOf: [{one}, {two}]}}, y: {one}}}"))
    value = call(api, lambda c: c.things.save(), answer({"x": {"b": "2"}, "y": {"a": "1"}})).value
    assert (value.x.b, value.y.a, type(value.x) is type(value.y)) == ("2", "1", False)


def test_not_and_conditionals_are_ignored_with_a_warning(make: Make, call: Call) -> None:
    api = make(thing("{a: {type: string, not: {const: x}}}", rest="if: {required: [a]}, then: {minProperties: 1}, type: object"))  # fmt: skip
    assert {note.split(" ", 1)[1] for note in api.notes} == {"warning ignored-keyword"}
    both(call, api, {"a": "x"}, a="x")


def test_enumerations_of_any_type(make: Make, call: Call) -> None:
    api = make(
        thing(
            """{text: {type: string, enum: [a, 'b c', '1', '', class, null]}, number: {enum: [1, 2]},
        mixed: {enum: [1, one, true, null]}, doubles: {type: string, enum: [a b, a-b, A B, a b]},
        one: {const: only}, yes: {const: true}, maybe: {type: [string, 'null'], enum: [x, null]}}"""
        )
    )
    wire = {
        "text": "b c",
        "number": 2,
        "mixed": True,
        "doubles": "a-b",
        "one": "only",
        "yes": True,
        "maybe": None,
    }
    both(call, api, wire, **wire)
    assert (
        call(api, lambda c: c.things.save(), answer({"text": "new", "number": 7})).value.text
        == "new"
    )
    with pytest.raises(api.errors.ArgumentError, match="doubles"):
        call(api, lambda c: c.things.save(doubles="other"))


def test_properties_and_additional_properties_together(make: Make, call: Call) -> None:
    api = make(
        thing("{a: {type: string}}", rest="type: object, additionalProperties: {type: integer}")
    )
    value = call(
        api,
        lambda c: c.things.save(a="x", additional_properties={"n": 1}),
        answer({"a": "x", "n": 1}),
    )
    assert (value.sent.json(), value.value.additional_properties) == ({"a": "x", "n": 1}, {"n": 1})
    again = call(api, lambda c: c.things.save(**vars(value.value)), answer({}))
    assert again.sent.json() == {"a": "x", "n": 1}


def test_fields_with_the_names_of_functions_that_their_module_imports(
    make: Make, call: Call
) -> None:
    """Both models have fields that need these functions, after the fields with their names."""
    names = "field: {type: string}, nullable_field: {type: string}, constant_field: {type: string}"
    text = f"{{type: object, required: [k], properties: {{{names}, a-b: {{type: integer}}, k: {{const: x}}, n: {{type: [string, 'null']}}}}, additionalProperties: {{type: integer}}}}"
    api = make(f"""
        paths:
          /things:
            get:
              operationId: getThing
              responses: {{'200': {{description: ok, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing'}}}}}}}}}}
            post:
              operationId: saveThing
              requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/New'}}}}}}}}
              responses: {{'200': {{description: ok}}}}
        components: {{schemas: {{Thing: {text}, New: {text}}}}}""")
    wire = {
        "field": "a",
        "nullable_field": "b",
        "constant_field": "c",
        "a-b": 1,
        "k": "x",
        "n": None,
        "extra": 2,
    }
    known = {"field": "a", "nullable_field": "b", "constant_field": "c", "a_b": 1}
    got = call(api, lambda c: c.things.get(), answer(wire)).value
    assert {name: getattr(got, name) for name in known} == known
    assert (got.k, got.n, got.is_set("n"), got.additional_properties) == (
        "x",
        None,
        True,
        {"extra": 2},
    )
    sent = call(
        api,
        lambda c: c.things.save(**known, n=None, additional_properties={"extra": 2}),
        answer({}),
    ).sent
    assert sent.json() == wire


def test_pattern_properties_free_form_empty_and_boolean_schemas(make: Make, call: Call) -> None:
    api = make(
        thing(
            """{map: {type: object, additionalProperties: {type: integer}}, free: {type: object},
        patterned: {type: object, patternProperties: {'^x-': {type: string}}}, any: {}, true: true, false: false,
        loose: {type: object, additionalProperties: true}, closed: {type: object, additionalProperties: false}}"""
        )
    )
    wire = {"map": {"a": 1}, "free": {"b": [2]}, "patterned": {"x-a": "y"}, "any": [None], "true": 1, "loose": {"c": {}}}  # fmt: skip
    known = {**wire, "true": 1}
    both(call, api, wire, **known)
    assert not hasattr(api.models.Thing(), "false")


def test_arrays_without_items_tuples_and_nested_arrays(make: Make, call: Call) -> None:
    api = make(
        thing(
            """{bare: {type: array}, nested: {type: array, items: {type: array, items: {type: number}}},
        pair: {type: array, prefixItems: [{type: string}, {type: integer}], items: false}}"""
        )
    )
    reply = call(api, lambda c: c.things.save(bare=[1, "a"], nested=[[1.5], []], pair=("a", 1)),
        answer({"bare": [None], "nested": [[0.5]], "pair": ["b", 2]}))  # fmt: skip
    assert reply.sent.json() == {"bare": [1, "a"], "nested": [[1.5], []], "pair": ["a", 1]}
    got = reply.value
    assert (got.bare, got.nested, tuple(got.pair)) == ([None], [[0.5]], ("b", 2))


RECURSION = thing("""{tree: {$ref: '#/components/schemas/Tree'}, value: {$ref: '#/components/schemas/Json'},
        list: {$ref: '#/components/schemas/Nested'}, one: {$ref: '#/components/schemas/One'},
        merged: {$ref: '#/components/schemas/Merged'}}""", """
        Tree: {type: object, properties: {leaf: {type: string}, below: {type: array, items: {$ref: '#/components/schemas/Tree'}}}}
        Json: {oneOf: [{type: string}, {type: number}, {type: array, items: {$ref: '#/components/schemas/Json'}},
            {type: object, additionalProperties: {$ref: '#/components/schemas/Json'}}]}
        Nested: {type: array, items: {$ref: '#/components/schemas/Nested'}}
        One: {type: object, properties: {two: {$ref: '#/components/schemas/Two'}}}
        Two: {type: object, properties: {one: {$ref: '#/components/schemas/One'}}}
        Merged: {allOf: [{$ref: '#/components/schemas/Tree'}, {type: object, properties: {up: {$ref: '#/components/schemas/Merged'}}}]}
        """)  # fmt: skip


def test_recursion_of_every_kind(make: Make, call: Call) -> None:
    api = make(RECURSION)
    m = api.models
    wire = {"tree": {"below": [{"leaf": "x"}]}, "value": [1, {"a": ["b"]}], "list": [[], [[]]],
        "one": {"two": {"one": {}}}, "merged": {"leaf": "l", "up": {"leaf": "m"}}}  # fmt: skip
    fields = {**wire, "tree": m.Tree(below=[m.Tree(leaf="x")]), "one": m.One(two=m.Two(one=m.One())),
        "merged": m.Merged(leaf="l", up=m.Merged(leaf="m"))}  # fmt: skip
    fields["list_"] = fields.pop("list")
    both(call, api, wire, **fields)


def test_the_garbage_collector_tracks_only_models_that_can_be_in_cycles(
    make: Make,
) -> None:
    m = make(thing("""{plain: {$ref: '#/components/schemas/Plain'}, one: {$ref: '#/components/schemas/One'},
        tree: {$ref: '#/components/schemas/Tree'}, free: {$ref: '#/components/schemas/Free'}}""", """
        Plain: {type: object, properties: {texts: {type: array, items: {type: string}}, kind: {$ref: '#/components/schemas/Kind'},
            at: {type: [string, 'null'], format: date-time}, counts: {type: object, additionalProperties: {type: integer}}}}
        Kind: {type: string, enum: [a, b]}
        One: {type: object, properties: {two: {$ref: '#/components/schemas/Two'}}}
        Two: {type: object, properties: {one: {$ref: '#/components/schemas/One'}}}
        Tree: {type: object, properties: {below: {$ref: '#/components/schemas/Trees'}}}
        Trees: {type: array, items: {$ref: '#/components/schemas/Tree'}}
        Free: {type: object, properties: {any: {}}}
        """)).models  # fmt: skip
    assert not gc.is_tracked(m.Plain(texts=["t"], kind="a", counts={"n": 1}))
    one, tree, free = m.One(), m.Tree(below=[]), m.Free()
    one.two = m.Two(one=one)
    tree.below.append(tree)
    free.any = [free]
    circle = (m.One, m.Two, m.Tree, m.Free)
    assert len(_alive(circle)) == 4
    del one, tree, free
    gc.collect()
    assert _alive(circle) == []


def _alive(models: tuple[type, ...]) -> list[object]:
    return [each for each in gc.get_objects() if type(each) in models]


def test_read_only_is_not_an_argument_and_write_only_is_not_received(
    make: Make, call: Call
) -> None:
    api = make(thing("""{id: {type: integer, readOnly: true}, secret: {type: string, writeOnly: true},
        owner: {allOf: [{$ref: '#/components/schemas/Owner'}], readOnly: true},
        inner: {allOf: [{$ref: '#/components/schemas/Owner'}, {readOnly: true}]},
        other: {$ref: '#/components/schemas/Seen'}, name: {type: string}}""", """
        Owner: {type: object, properties: {n: {type: integer}}}
        Seen: {type: string, readOnly: true}
        """))  # fmt: skip
    wire = {"id": 1, "owner": {"n": 2}, "inner": {"n": 3}, "other": "o", "name": "x"}
    reply = call(api, lambda c: c.things.save(name="x", secret="s"), answer(wire))
    assert reply.sent.json() == {"name": "x", "secret": "s"}
    seen = reply.value
    assert (seen.id, seen.owner.n, seen.inner.n, seen.other) == (1, 2, 3, "o")
    assert not hasattr(reply.value, "secret")
    for name in ("id", "owner", "inner", "other"):
        with pytest.raises(TypeError, match=name):
            call(api, lambda c, name=name: c.things.save(**{name: None}))


def test_defaults_are_documented_and_deprecated_is_marked(make: Make, call: Call) -> None:
    api = make(thing("{a: {type: string, default: x}, b: {type: integer, deprecated: true}}"))
    assert call(api, lambda c: c.things.save(), answer({})).sent.json() == {}
    module = importlib.import_module(f"{api.package.__name__}.resources.things")
    text = module.Things.save.__doc__
    assert 'Default: `"x"`' in text
    assert "Deprecated" in text


def test_bounds_are_documented(make: Make) -> None:
    bounds = "a: {type: integer, minimum: 1, maximum: 9, default: 2}, b: {type: [array, 'null'], items: {}, minItems: 1}"
    api = make(thing(f"{{{bounds}, c: {{type: string, maxLength: 5, pattern: '^x'}}}}"))
    module = importlib.import_module(f"{api.package.__name__}.resources.things")
    text = module.Things.save.__doc__
    assert "a: At least 1, at most 9. Default: `2`." in text
    assert "b: At least 1 item." in text
    assert "c: At most 5 characters.\n" in text


def test_inline_schemas_are_named_after_their_parents(make: Make, call: Call) -> None:
    components = "Other: {type: object, properties: {address: {type: object, properties: {street: {type: string}}}}}"
    text = "{address: {type: object, properties: {town: {type: object, properties: {zip: {type: string}}}}}}"
    api = make(thing(text, components))
    more = make(
        thing("{first: {type: object, properties: {x: {type: string}}}, " + text[1:], components)
    )
    for made in (api, more):
        assert made.models.ThingAddress(town=made.models.ThingAddressTown(zip="1")).town.zip == "1"
        assert made.models.OtherAddress(street="s").street == "s"
    address = api.models.ThingAddress(town=api.models.ThingAddressTown(zip="1"))
    both(call, api, {"address": {"town": {"zip": "1"}}}, address=address)


def test_a_body_that_is_not_an_object_is_one_argument(make: Make, call: Call) -> None:
    api = make(echo("{type: array, items: {type: integer}}"))
    reply = call(api, lambda c: c.things.save(body=[1, 2]), answer([3]))
    assert (reply.sent.json(), reply.value) == ([1, 2], [3])


def test_a_dynamic_reference_leads_to_its_anchor(make: Make, call: Call) -> None:
    api = make(thing("{root: {$ref: '#/components/schemas/Tree'}}", """
        Tree: {$dynamicAnchor: node, type: object, properties: {n: {type: integer}, kids: {type: array, items: {$dynamicRef: '#node'}}}}
        """))  # fmt: skip
    assert not api.diagnostics
    tree = api.models.Tree
    both(call, api, {"root": {"n": 1, "kids": [{"n": 2}]}}, root=tree(n=1, kids=[tree(n=2)]))


@pytest.mark.parametrize(
    ("one", "other", "kept", "broken"),
    [
        ("minimum: 5", "exclusiveMinimum: 5", 6, 5),
        ("maximum: 5", "exclusiveMaximum: 5", 4, 5),
        ("minimum: 5", "minimum: 7", 7, 6),
        ("multipleOf: 4", "multipleOf: 6", 24, 18),
    ],
)
def test_a_value_keeps_the_constraints_of_every_schema(
    make: Make, call: Call, one: str, other: str, kept: int, broken: int
) -> None:
    for first, second in ((one, other), (other, one)):
        schema = f"{{allOf: [{{type: integer, {first}}}, {{type: integer, {second}}}]}}"
        api = make(thing(f"{{n: {schema}}}"))
        both(call, api, {"n": kept}, n=kept)
        with pytest.raises(api.errors.ArgumentError, match="n: "):
            call(api, lambda c: c.things.save(n=broken))


def test_a_map_keeps_the_sizes_of_every_schema(make: Make, call: Call) -> None:
    api = make(thing("{m: {allOf: [{type: object, minProperties: 1}, {maxProperties: 2}]}}"))
    both(call, api, {"m": {"a": 1}}, m={"a": 1})
    for broken in ({}, {"a": 1, "b": 2, "c": 3}):
        with pytest.raises(api.errors.ArgumentError, match="m: "):
            call(api, lambda c, broken=broken: c.things.save(m=broken))
