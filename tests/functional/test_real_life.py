# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Structures and names from real documents."""

from __future__ import annotations

import keyword
from typing import Any

import pytest

from generator.naming import field_name
from tests.functional.support import OK, Call, Make, thing
from tests.support.loopback import answer

NAMES = (
    "self", "cls", "models", "list", "None", "_private", "class", "from", "date", "datetime", "type", "Any", "field",
    "str", "int", "dict", "id", "to_dict", "__init__", "1st", "naïve", "名前", "a-b", "a_b", "aB", "AB", "", "$ref2",
    "additional_properties", "bytes", "UNSET", "msgspec", "Union", "Literal", "property", "import", "x y", "@type",
)  # fmt: skip


LISTED = ", ".join(f"'{name}': {{type: integer}}" for name in NAMES)
TYPED = "at: {type: string, format: date}, more: {type: array, items: {type: string}}"
PROPERTIES = [
    thing(f"{{{LISTED}, {TYPED}}}", rest=rest)
    for rest in ("type: object", "type: object, additionalProperties: true")
]


@pytest.mark.parametrize("text", PROPERTIES, ids=["closed", "open"])
def test_properties_of_any_name(make: Make, call: Call, text: str) -> None:
    """All are arguments, are sent under their wire names, and are received again."""
    api = make(text)
    wire = {name: number for number, name in enumerate(NAMES)}
    model = call(api, lambda c: c.things.save(), answer(wire)).value
    fields = {k: v for k, v in model.to_dict().items() if k != "additional_properties"}
    assert sorted(fields.values()) == list(range(len(NAMES)))
    assert all(name.isidentifier() and not keyword.iskeyword(name) for name in fields)
    assert not any(name.startswith("_") for name in fields)
    module = __import__(f"{api.package.__name__}.resources.things", fromlist=["Things"])
    method = getattr(module, "AsyncThings" if call.is_async else "Things").save
    known = method.__code__.co_varnames
    arguments = {n if n in known else f"{n.rstrip('_')}_body": v for n, v in fields.items()}
    assert call(api, lambda c: c.things.save(**arguments), answer({})).sent.json() == wire


SCHEMAS = (
    "Model", "Any", "List", "Optional", "UNSET", "Page", "Resource", "OpenModel", "Struct", "str", "object", "Exception",
    "None", "field", "user", "User", "USER", "Operation", "Client", "AsyncClient", "errors", "models", "date", "datetime",
    "Meta", "Extras", "TYPE_CHECKING", "one_of", "con", "nul", "名", "2nd", "x.y/z", "import", "property", "Generic<T>",
)  # fmt: skip


MODELS = "".join(
    f"'{n}': {{type: object, properties: {{n: {{type: integer}}}}}}\n" for n in SCHEMAS
)
ESCAPED = [n.replace("/", "~1").replace("<", "%3C").replace(">", "%3E") for n in SCHEMAS]
REFERRED = ", ".join(f"p{i}: {{$ref: '#/components/schemas/{n}'}}" for i, n in enumerate(ESCAPED))
NAMED = thing(f"{{{REFERRED}}}", MODELS)


def test_schemas_of_any_name(make: Make, call: Call) -> None:
    api = make(NAMED, tolerant=True)  # the standard does not allow all of these names
    wire = {f"p{i}": {"n": i} for i in range(len(SCHEMAS))}
    model = call(api, lambda c: c.things.save(), answer(wire)).value
    assert [getattr(model, f"p{i}").n for i in range(len(SCHEMAS))] == list(range(len(SCHEMAS)))
    kinds = {type(getattr(model, f"p{i}")) for i in range(len(SCHEMAS))}
    assert len(kinds) == len(SCHEMAS)
    files = [path.name.casefold() for path in (api.folder / "models").glob("*.py")]
    assert len(files) == len(set(files))
    again = call(
        api,
        lambda c: c.things.save(**{f"p{i}": getattr(model, f"p{i}") for i in range(len(SCHEMAS))}),
    )
    assert again.sent.json() == wire


TAGS = ("models", "errors", "client", "close", "request", "", "with_options", "headers", "class", "名前", "Client",
    "webhooks", "base_url", "drift", "Resource", "Page", "a/b", "A B", "__init__", "_runtime", "list",
    "API", "Credential", "cached_property", "httpx2")  # fmt: skip


TAGGED = "paths:\n" + "".join(
    f"  /p{i}: {{get: {{tags: ['{tag}'], operationId: op{i}, {OK}}}}}\n"
    for i, tag in enumerate(TAGS)
)


def test_tags_of_any_name(make: Make, call: Call) -> None:
    api = make(TAGGED)
    texts = {path.stem: path.read_text() for path in (api.folder / "resources").glob("*.py")}
    for i in range(len(TAGS)):
        (home,) = (name for name, text in texts.items() if f'"GET /p{i}"' in text)
        reply = call(api, lambda c, n=home, i=i: getattr(getattr(c, n), f"op{i}")())
        assert reply.sent.target == f"/p{i}"


def test_expandable_objects_and_empty_strings(make: Make, call: Call) -> None:
    api = make(thing("""{customer: {anyOf: [{type: string, maxLength: 5000}, {$ref: '#/components/schemas/Customer'}], nullable: true},
        shipping: {anyOf: [{$ref: '#/components/schemas/Customer'}, {type: string, enum: ['']}]}}""", """
        Customer: {type: object, required: [id], properties: {id: {type: string}}}
        """), version="3.0.0")  # fmt: skip
    customer = api.models.Customer(id="c")
    for wire, fields in (
        ({"customer": "cus_1", "shipping": ""}, {"customer": "cus_1", "shipping": ""}),
        (
            {"customer": {"id": "c"}, "shipping": {"id": "c"}},
            {"customer": customer, "shipping": customer},
        ),
        ({"customer": None}, {"customer": None}),
    ):
        reply = call(api, lambda c, f=fields: c.things.save(**f), answer(wire))
        assert reply.sent.json() == wire
        assert {name: getattr(reply.value, name) for name in fields} == fields


def test_numbers_with_names_and_nullable_references_to_enumerations(make: Make, call: Call) -> None:
    api = make(thing("""{level: {$ref: '#/components/schemas/Level'}, colour: {nullable: true, allOf: [{$ref: '#/components/schemas/Colour'}]}}""", """
        Level: {type: integer, enum: [0, 10, 20], x-enum-varnames: [NONE, LOW, HIGH]}
        Colour: {type: string, nullable: true, enum: [red, blue, null]}
        """), version="3.0.3")  # fmt: skip
    reply = call(
        api, lambda c: c.things.save(level=10, colour=None), answer({"level": 20, "colour": None})
    )
    assert reply.sent.json() == {"level": 10, "colour": None}
    assert (reply.value.level, reply.value.colour) == (20, None)


def test_a_discriminator_that_maps_to_files(make: Make, call: Call) -> None:
    files = {
        "cat.yaml": "{type: object, required: [t], properties: {t: {type: string}, lives: {type: integer}}}",
        "sub/dog.yaml": "{type: object, required: [t], properties: {t: {type: string}, bark: {type: boolean}}}",
    }
    pet = """{oneOf: [{$ref: cat.yaml}, {$ref: sub/dog.yaml}],
        discriminator: {propertyName: t, mapping: {c: cat.yaml, d: ./sub/dog.yaml}}}"""
    api = make(thing(f"{{pet: {pet}}}"), others=files)
    value = call(api, lambda c: c.things.save(), answer({"pet": {"t": "d"}})).value
    assert type(value.pet).__name__ == "Dog"
    value = call(api, lambda c: c.things.save(), answer({"pet": {"t": "c"}})).value
    assert type(value.pet).__name__ == "Cat"


def test_a_discriminator_that_maps_to_files_without_other_references(
    make: Make, call: Call
) -> None:
    base = """{type: object, required: [t], properties: {t: {type: string}, friend: {$ref: '#'}},
        discriminator: {propertyName: t, mapping: {c: sub/kitten.yaml, d: 'sub/dogs.yaml#/$defs/Hound', x: sub/none.yaml}}}"""
    files = {
        "animal.yaml": base,
        "sub/kitten.yaml": "{allOf: [{$ref: ../animal.yaml}], properties: {lives: {type: integer}}}",
        "sub/dogs.yaml": "{$defs: {Hound: {allOf: [{$ref: ../animal.yaml}, {properties: {bark: {type: boolean}}}]}}}",
    }
    api = make(thing("{pet: {$ref: animal.yaml}}"), others=files)
    assert api.notes == ["2 warning discriminator-mapping"], "x selects nothing"
    pet = {"t": "d", "bark": True, "friend": {"t": "c", "lives": 7}}
    value = call(api, lambda c: c.things.save(), answer({"pet": pet})).value
    friend = api.models.Kitten(t="c", lives=7)
    assert value.pet == api.models.Hound(t="d", bark=True, friend=friend)


def test_overlapping_primitives(make: Make, call: Call) -> None:
    api = make(
        thing(
            "{v: {oneOf: [{type: integer}, {type: number}, {type: string}, {type: boolean}, {type: string, format: date-time}]}}"
        )
    )
    for value in (1, 1.5, "x", True):
        reply = call(api, lambda c, v=value: c.things.save(v=v), answer({"v": value}))
        assert (reply.sent.json(), reply.value.v) == ({"v": value}, value)


def test_similar_paths(make: Make, call: Call) -> None:
    parameters = "[{name: a, in: path, required: true, schema: {type: string}}, {name: b, in: path, required: true, schema: {type: integer}}]"
    api = make(f"""
        paths:
          /pets: {{get: {{{OK}}}}}
          /pets/: {{get: {{{OK}}}}}
          /Pets: {{get: {{{OK}}}}}
          /pets/{{a}}.{{b}}: {{get: {{operationId: pets_two, parameters: {parameters}, {OK}}}}}
          /pets/{{a}}/{{b}}: {{get: {{operationId: petsTwo, parameters: {parameters}, {OK}}}}}
        """)
    text = (api.folder / "resources/pets.py").read_text()
    methods = [
        line.split("def ")[1].split("(")[0] for line in text.splitlines() if "    def " in line
    ]
    assert len(methods) == len(set(methods)) == 5
    targets = set()
    for name in methods:
        arguments = ("x y", 3) if "two" in name else ()
        targets.add(call(api, lambda c, n=name, a=arguments: getattr(c.pets, n)(*a)).sent.target)
    assert targets == {"/pets", "/pets/", "/Pets", "/pets/x%20y.3", "/pets/x%20y/3"}


def test_similar_parameters(make: Make, call: Call) -> None:
    listed = ", ".join(
        f"{{name: {name}, in: {where}, schema: {{type: string}}}}"
        for name, where in (("user-id", "header"), ("user_id", "query"), ("userId", "query"), ("user_id", "cookie"), ("self", "query"), ("models", "query"), ("content_type", "query"))
    )  # fmt: skip
    api = make(f"paths: {{/x: {{get: {{operationId: x_read, parameters: [{listed}], {OK}}}}}}}")
    module = __import__(f"{api.package.__name__}.resources.x", fromlist=["X"])
    names = [n for n in module.X.read.__code__.co_varnames if n not in {"self", "options"}]
    assert len(names) == 7
    values = {name: f"v{i}" for i, name in enumerate(names)}
    sent = call(api, lambda c: c.x.read(**values)).sent
    pairs = [pair.split("=") for pair in sent.query.split("&")]
    assert [name for name, _ in pairs] == ["user_id", "userId", "self", "models", "content_type"]
    result = {value for _, value in pairs} | {
        sent.header("user-id"),
        str(sent.header("cookie")).partition("=")[2],
    }
    assert result == set(values.values())


def test_a_huge_enumeration_and_deep_nesting(make: Make, call: Call) -> None:
    values = ", ".join(f"v{i}" for i in range(3000))
    deep = "{type: string}"
    for level in range(40):
        deep = f"{{type: object, properties: {{l{level}: {deep}}}}}"
    api = make(thing(f"{{many: {{type: string, enum: [{values}]}}, deep: {deep}}}"))
    wire: Any = "x"
    for level in range(40):
        wire = {f"l{level}": wire}
    reply = call(api, lambda c: c.things.save(many="v2999"), answer({"deep": wire, "many": "v1"}))
    assert reply.sent.json() == {"many": "v2999"}
    result = reply.value.deep
    for level in reversed(range(40)):
        result = getattr(result, f"l{level}")
    assert result == "x"


def test_an_array_of_files_as_the_whole_form(make: Make, call: Call) -> None:
    api = make(f"""
        paths:
          /x:
            post:
              operationId: x_write
              requestBody:
                content:
                  multipart/form-data:
                    schema: {{type: object, properties: {{files: {{type: array, items: {{type: string, format: binary}}}}}}}}
              {OK}
        """)
    sent = call(api, lambda c: c.x.write(files=[b"1", b"2"])).sent
    assert sent.body.count(b'name="files"; filename=') == 2


def test_wire_names_differ_from_python_names() -> None:
    assert all(field_name(name).isidentifier() for name in NAMES)
