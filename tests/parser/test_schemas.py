# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
from __future__ import annotations

import pytest

from generator.ir.types import (
    Anything,
    Binary,
    Condition,
    Constraints,
    Direction,
    Discriminator,
    FieldChoice,
    ListOf,
    Literal,
    MapOf,
    Model,
    Named,
    Nullable,
    Scalar,
    ScalarKind,
    TupleOf,
    Type,
    Union,
)

from .conftest import Build, TypeOf

STRING = Scalar(ScalarKind.STRING)
INTEGER = Scalar(ScalarKind.INTEGER)
NUMBER = Scalar(ScalarKind.NUMBER)
BOOLEAN = Scalar(ScalarKind.BOOLEAN)
NULL = Scalar(ScalarKind.NULL)
PETS = """
Cat: {type: object, properties: {kind: {const: cat}, claws: {type: integer}}, required: [kind]}
Dog: {type: object, properties: {kind: {const: dog}, tail: {type: boolean}}, required: [kind]}
Plain: {type: object, properties: {name: {type: string}}}
Other: {type: object, properties: {size: {type: number}}}
Color: {type: string, enum: [red, green]}
Size: {type: string, enum: [small]}
Id: {type: string, description: An identifier., maxLength: 5}
Ids: {type: array, items: {$ref: '#/components/schemas/Id'}}
Maybe: {type: [string, 'null']}
Tree: {type: object, properties: {children: {type: array, items: {$ref: '#/components/schemas/Tree'}}}}
Json: {oneOf: [{type: string}, {type: 'null'}, {type: array, items: {$ref: '#/components/schemas/Json'}}]}
Nested: {type: array, items: {$ref: '#/components/schemas/Nested'}}
"""

PLAIN: list[tuple[str, Type]] = [
    ("type: string", STRING),
    ("type: integer", INTEGER),
    ("{type: integer, format: int64}", INTEGER),
    ("type: number", NUMBER),
    ("type: boolean", BOOLEAN),
    ("{type: string, format: date-time}", Scalar(ScalarKind.DATE_TIME)),
    ("{type: string, format: date}", Scalar(ScalarKind.DATE)),
    ("{type: string, format: byte}", Scalar(ScalarKind.BYTES)),
    ("{type: string, contentEncoding: base64}", Scalar(ScalarKind.BYTES)),
    ("{type: string, format: uuid}", STRING),
    ("{type: string, format: something-new}", STRING),
    ("{format: date-time}", Scalar(ScalarKind.DATE_TIME)),
    ("{}", Anything()),
    ("true", Anything()),
    ("description: whatever", Anything()),
    (
        "{type: string, minLength: 1, maxLength: 3, pattern: ^a}",
        Scalar(ScalarKind.STRING, Constraints(min_length=1, max_length=3, pattern="^a")),
    ),
    (  # Python warns of a class that starts with a bracket or has a doubled operator
        "{type: string, pattern: '[[A-Z]]{2}[+--][a&&b]'}",
        Scalar(ScalarKind.STRING, Constraints(pattern=r"[\[A-Z]]{2}[+-\-][a\&\&b]")),
    ),
    (
        "{type: string, pattern: '[--a][-_a][^[]&&'}",
        Scalar(ScalarKind.STRING, Constraints(pattern=r"[\--a][-_a][^\[]&&")),
    ),
    (
        "{type: integer, minimum: 1.5, exclusiveMaximum: 9}",
        Scalar(ScalarKind.INTEGER, Constraints(minimum=2, exclusive_maximum=9)),
    ),
    (
        "{type: integer, minimum: 1, exclusiveMinimum: 3}",
        Scalar(ScalarKind.INTEGER, Constraints(exclusive_minimum=3)),
    ),
    (
        "{type: integer, maximum: 99999999999999999999}",
        Scalar(ScalarKind.INTEGER, Constraints(maximum=99999999999999999999)),
    ),
    ("{type: number, multipleOf: 0.5}", Scalar(ScalarKind.NUMBER, Constraints(multiple_of=0.5))),
    ("{type: [string, 'null']}", Nullable(STRING)),
    ("{type: [string, integer]}", Union((STRING, INTEGER))),
    ("{type: 'null'}", NULL),
    ("type: array", ListOf(Anything())),
    ("{type: array, items: {type: array, items: {type: string}}}", ListOf(ListOf(STRING))),
    (
        "{type: array, items: {type: string}, minItems: 1}",
        ListOf(STRING, Constraints(min_length=1)),
    ),
    ("{items: {type: string}}", ListOf(STRING)),
    ("{type: array, prefixItems: [{type: string}, {type: integer}]}", TupleOf((STRING, INTEGER))),
    (
        "{type: array, prefixItems: [{type: string}], items: {type: integer}}",
        TupleOf((STRING,), INTEGER),
    ),
    ("type: object", MapOf(Anything())),
    ("{type: object, additionalProperties: {type: integer}}", MapOf(INTEGER)),
    ("{type: object, patternProperties: {^x: {type: integer}}}", MapOf(INTEGER)),
    ("{type: object, properties: {}}", MapOf(Anything())),
    ("{enum: [a, b, a]}", Literal(("a", "b"))),
    ("{type: integer, enum: [1, 2]}", Literal((1, 2))),
    ("{enum: [a, 1, null]}", Nullable(Literal(("a", 1)))),
    ("{enum: [a, true]}", Union((Literal(("a",)), Scalar(ScalarKind.TRUE)))),
    ("{enum: [true, false]}", BOOLEAN),
    ("{type: boolean, const: false}", Scalar(ScalarKind.FALSE)),
    ("{oneOf: [{const: true}, {const: false}]}", BOOLEAN),
    ("{anyOf: [{const: true}, {type: boolean}]}", BOOLEAN),
    ("{allOf: [{type: boolean}, {const: true}]}", Scalar(ScalarKind.TRUE)),
    ("{type: number, enum: [1.5, 2.5]}", NUMBER),
    ("{enum: [null]}", NULL),
    ("{const: a}", Literal(("a",))),
    ("{const: 3}", Literal((3,))),
    ("{type: string, x-extensible-enum: [a, b]}", Literal(("a", "b"), extensible=True)),
    ("{type: string, enum: [1.0, a]}", Literal(("1.0", "a"))),
]


@pytest.mark.parametrize(("schema", "expected"), PLAIN)
def test_plain_schemas(type_of: TypeOf, schema: str, expected: Type) -> None:
    assert type_of(schema) == expected


COMPOSED: list[tuple[str, Type]] = [
    ("$ref: '#/components/schemas/Cat'", Named("Cat")),
    ("$ref: '#/components/schemas/Id'", Scalar(ScalarKind.STRING, Constraints(max_length=5))),
    (
        "$ref: '#/components/schemas/Ids'",
        ListOf(Scalar(ScalarKind.STRING, Constraints(max_length=5))),
    ),
    ("$ref: '#/components/schemas/Maybe'", Nullable(STRING)),
    ("$ref: '#/components/schemas/Color'", Named("Color")),
    ("$ref: '#/components/schemas/Tree'", Named("Tree")),
    ("$ref: '#/components/schemas/Json'", Nullable(Named("Json"))),
    ("$ref: '#/components/schemas/Nested'", Named("Nested")),
    ("{allOf: [{$ref: '#/components/schemas/Cat'}], description: A cat.}", Named("Cat")),
    ("{type: object, allOf: [{$ref: '#/components/schemas/Cat'}]}", Named("Cat")),
    (
        "{type: [object, 'null'], allOf: [{$ref: '#/components/schemas/Cat'}]}",
        Nullable(Named("Cat")),
    ),
    ("{allOf: [{$ref: '#/components/schemas/Color'}, {type: string}]}", Named("Color")),
    (
        "{allOf: [{type: string, maxLength: 9}, {maxLength: 5}]}",
        Scalar(ScalarKind.STRING, Constraints(max_length=5)),
    ),
    ("{allOf: [{enum: [a, b]}, {enum: [b, c]}]}", Literal(("b",))),
    ("{allOf: [{type: array, items: {}}, {items: {type: string}}]}", ListOf(STRING)),
    ("{oneOf: [{type: string}, {type: integer}]}", Union((STRING, INTEGER))),
    ("{oneOf: [{type: string}]}", STRING),
    ("{anyOf: [{type: string}, {type: 'null'}]}", Nullable(STRING)),
    ("{anyOf: [{type: string, maxLength: 1}, {type: string}]}", STRING),
    (
        "{anyOf: [{type: string}, {anyOf: [{type: integer}, {type: 'null'}]}]}",
        Nullable(Union((STRING, INTEGER))),
    ),
    ("{anyOf: [{type: string}, {}]}", Anything()),
    (  # keywords for objects apply to the alternatives that are objects
        "{anyOf: [{type: string}, {type: object}, {type: integer}], additionalProperties: true}",
        Union((STRING, MapOf(Anything()), INTEGER)),
    ),
    ("{anyOf: [{$ref: '#/components/schemas/Color'}, {type: 'null'}]}", Nullable(Named("Color"))),
    (
        "{anyOf: [{$ref: '#/components/schemas/Color'}, {$ref: '#/components/schemas/Size'}]}",
        Literal(("red", "green", "small")),
    ),
    (
        "{anyOf: [{$ref: '#/components/schemas/Color'}, {type: string}]}",
        Literal(("red", "green"), extensible=True),
    ),
    ("{type: string, anyOf: [{format: uri}, {format: email}]}", STRING),
    ("{type: string, oneOf: [{const: a, title: A}, {const: b, title: B}]}", Literal(("a", "b"))),
    (
        "{oneOf: [{$ref: '#/components/schemas/Plain'}, {$ref: '#/components/schemas/Other'}]}",
        Union((Named("Plain"), Named("Other"))),
    ),
    (
        "{type: object, oneOf: [{$ref: '#/components/schemas/Plain'}, {$ref: '#/components/schemas/Other'}]}",
        Union((Named("Plain"), Named("Other"))),
    ),
    (
        "{oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}",
        Union(
            (Named("Cat"), Named("Dog")), Discriminator("kind", (("cat", "Cat"), ("dog", "Dog")))
        ),
    ),
]


@pytest.mark.parametrize(("schema", "expected"), COMPOSED)
def test_composed_schemas(type_of: TypeOf, schema: str, expected: Type) -> None:
    assert type_of(schema, PETS) == expected


def test_an_inline_union_with_a_discriminator_is_declared(
    build_schema: Build,
) -> None:
    """An annotation cannot express a discriminator."""
    built = build_schema(
        """
        oneOf: [{$ref: '#/components/schemas/Plain'}, {$ref: '#/components/schemas/Other'}]
        discriminator:
          propertyName: t
          mapping: {p: Plain, q: '#/components/schemas/Plain'}
          defaultMapping: Other
        """,
        PETS,
    )
    assert built.operation().returns == Named("GetThingResponse")
    assert built.alias("GetThingResponse").type == Union(
        (Named("Plain"), Named("Other")),
        Discriminator(
            "t", (("p", "Plain"), ("q", "Plain"), ("Plain", "Plain"), ("Other", "Other")), "Other"
        ),
    )


OLD: list[tuple[str, Type]] = [
    ("{type: string, nullable: true}", Nullable(STRING)),
    ("{nullable: true, allOf: [{$ref: '#/components/schemas/Cat'}]}", Nullable(Named("Cat"))),
    ("{$ref: '#/components/schemas/Cat', type: string, properties: {a: {}}}", Named("Cat")),
    ("{anyOf: [{$ref: '#/components/schemas/Cat'}, {nullable: true}]}", Nullable(Named("Cat"))),
    (
        "{type: integer, minimum: 3, exclusiveMinimum: true}",
        Scalar(ScalarKind.INTEGER, Constraints(exclusive_minimum=3)),
    ),
    ("{type: string, enum: [a, null], nullable: true}", Nullable(Literal(("a",)))),
]
OLD_PETS = "Cat: {type: object, properties: {kind: {type: string}}}"


@pytest.mark.parametrize(("schema", "expected"), OLD)
def test_the_schema_dialect_of_3_0(type_of: TypeOf, schema: str, expected: Type) -> None:
    assert type_of(schema, OLD_PETS, version="3.0.3") == expected


def test_binary_is_a_string_in_json_and_bytes_as_a_body(type_of: TypeOf, build_text: Build) -> None:
    assert type_of("{type: string, format: binary}") == Binary()
    built = build_text("""
        paths:
          /a:
            get:
              responses:
                '200':
                  description: ok
                  content: {application/json: {schema: {type: object, properties: {b: {type: string, format: binary}}}}}
        """)
    assert built.api.declarations[0].fields[0].type == STRING  # type: ignore[union-attr]


def test_properties_and_additional_properties(build_schema: Build) -> None:
    model = build_schema(
        "{type: object, properties: {a: {type: string}}, additionalProperties: {type: integer}}"
    ).model("GetThingResponse")
    assert [f.wire for f in model.fields] == ["a"]
    assert model.extras == INTEGER


def test_all_of_merges_properties_required_and_order(build_schema: Build) -> None:
    built = build_schema(
        "$ref: '#/components/schemas/Child'",
        """
        Base: {type: object, properties: {id: {type: string}, kind: {type: string}}, required: [id]}
        Child:
          allOf: [{$ref: '#/components/schemas/Base'}, {required: [kind]}]
          properties: {kind: {enum: [child]}, extra: {type: integer}}
        """,
    )
    child = built.model("Child")
    assert [(f.wire, f.required) for f in child.fields] == [
        ("id", True),
        ("kind", True),
        ("extra", False),
    ]
    assert child.fields[1].type == Literal(("child",))
    assert built.diagnostics == []


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("{type: string, minLength: 3}", "{maxLength: 2}", False),
        ("{type: integer, minimum: 10}", "{type: integer, maximum: 5}", False),
        ("{type: number, minimum: 5}", "{type: integer, maximum: 4}", False),
        ("{type: integer, exclusiveMinimum: 5}", "{type: number, maximum: 5}", False),
        ("{type: integer, minimum: 5}", "{type: integer, maximum: 5}", True),
        ("{type: string, minLength: 2}", "{type: string, maxLength: 2}", True),
    ],
)
def test_bounds_without_a_valid_value_are_a_conflict(
    build_schema: Build, first: str, second: str, kept: bool
) -> None:
    built = build_schema(f"{{allOf: [{first}, {second}]}}")
    assert built.rules == ([] if kept else ["warning conflicting-constraints"])


def test_conflicting_subschemas_are_reported_with_their_location(build_schema: Build) -> None:
    built = build_schema(
        "$ref: '#/components/schemas/Child'",
        """
        Base: {type: object, properties: {id: {type: string}}}
        Child: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {id: {type: integer}}}]}
        """,
    )
    assert built.rules == ["warning conflicting-constraints"]
    assert "id: {type: integer}" in built.diagnostics[0].location.text
    assert built.model("Child").fields[0].type == INTEGER


def test_one_of_required_groups_is_checked_by_the_model(build_schema: Build) -> None:
    built = build_schema("""
        type: object
        properties: {id: {type: string}, keyName: {type: string}, x: {}}
        oneOf: [{required: [id]}, {required: [keyName]}]
        """)
    assert built.model("GetThingResponse").choices == (FieldChoice((("id",), ("key_name",))),)


def test_ignored_keywords_are_reported(build_schema: Build) -> None:
    built = build_schema(
        "{type: object, properties: {a: {type: string, not: {const: b}}}, if: {}, then: {}}"
    )
    assert built.rules == ["warning ignored-keyword", "warning ignored-keyword"]


def test_read_only_and_write_only_split_a_declaration(build_text: Build) -> None:
    built = build_text("""
        paths:
          /users:
            post:
              operationId: createUser
              requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Account'}}}}
              responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Account'}}}}}
        components:
          schemas:
            Account: {type: object, properties: {user: {$ref: '#/components/schemas/User'}, tag: {$ref: '#/components/schemas/Tag'}}}
            Tag: {type: object, properties: {name: {type: string}}}
            User:
              type: object
              required: [id, password]
              properties: {id: {type: string, readOnly: true}, name: {type: string}, password: {type: string, writeOnly: true}}
        """)
    assert built.names == ["Account", "AccountInput", "Tag", "User", "UserInput"]
    assert [f.wire for f in built.model("User").fields] == ["id", "name"]
    assert [f.wire for f in built.model("UserInput").fields] == ["name", "password"]
    assert built.model("AccountInput").fields[0].type == Named("UserInput")
    assert built.declared("Tag").direction == Direction.INPUT | Direction.OUTPUT
    operation = built.operation()
    assert operation.body is not None
    assert operation.body.model == "AccountInput"
    assert operation.returns == Named("Account")


def test_a_base_with_a_discriminator_is_the_union_of_its_subtypes(build_schema: Build) -> None:
    built = build_schema(
        "$ref: '#/components/schemas/Animal'",
        """
        Animal: {type: object, properties: {kind: {type: string}}, required: [kind], discriminator: {propertyName: kind, mapping: {c: '#/components/schemas/Cat'}}}
        Cat: {allOf: [{$ref: '#/components/schemas/Animal'}, {properties: {claws: {type: integer}, friend: {$ref: '#/components/schemas/Animal'}}}]}
        """,
    )
    assert built.operation().returns == Named("Animal")
    assert built.alias("Animal").type == Union(
        (Named("AnimalBase"), Named("Cat")),
        Discriminator(
            "kind", (("c", "Cat"), ("Animal", "AnimalBase"), ("Cat", "Cat")), base="AnimalBase"
        ),
    )
    assert [f.wire for f in built.model("Cat").fields] == ["kind", "claws", "friend"]


def test_implicit_subtypes_and_the_base_itself(build_schema: Build) -> None:
    built = build_schema(
        "$ref: '#/components/schemas/Animal'",
        """
        Animal: {type: object, properties: {kind: {type: string}}, discriminator: {propertyName: kind}}
        Cat: {allOf: [{$ref: '#/components/schemas/Animal'}, {properties: {claws: {type: integer}}}]}
        """,
    )
    assert built.alias("Animal").type == Union(
        (Named("AnimalBase"), Named("Cat")),
        Discriminator("kind", (("Animal", "AnimalBase"), ("Cat", "Cat")), base="AnimalBase"),
    )


def test_properties_beside_a_union_are_in_every_member(build_schema: Build) -> None:
    built = build_schema(
        "{type: object, properties: {id: {type: string}}, required: [id], oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}",
        PETS,
    )
    assert built.operation().returns == Union(
        (Named("GetThingResponseCat"), Named("GetThingResponseDog")),
        Discriminator("kind", (("cat", "GetThingResponseCat"), ("dog", "GetThingResponseDog"))),
    )
    assert [f.wire for f in built.model("GetThingResponseCat").fields] == ["id", "kind", "claws"]


def test_inline_alternatives_beside_properties_are_one_model(build_schema: Build) -> None:
    built = build_schema("""
        type: object
        properties: {status: {type: string}}
        required: [status]
        oneOf:
          - {properties: {status: {const: done}, at: {type: string}}, required: [at]}
          - {properties: {status: {const: open}, until: {type: string}}}
        """)
    fields = {f.wire: (f.type, f.required) for f in built.model("GetThingResponse").fields}
    assert fields == {"status": (STRING, True), "at": (STRING, False), "until": (STRING, False)}


@pytest.mark.parametrize(
    "components",
    [
        "A: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}",
        "A: {type: array, items: {$ref: '#/components/schemas/A'}}",
        "A: {oneOf: [{type: string}, {$ref: '#/components/schemas/A'}]}",
        "A: {allOf: [{$ref: '#/components/schemas/A'}]}",
        "A: {allOf: [{$ref: '#/components/schemas/B'}, {properties: {x: {}}}]}\nB: {allOf: [{$ref: '#/components/schemas/A'}]}",
        "A: {oneOf: [{type: string}, {$ref: '#/components/schemas/B'}]}\nB: {oneOf: [{type: integer}, {$ref: '#/components/schemas/A'}]}",
        "A: {type: array, items: {$ref: '#/components/schemas/B'}}\nB: {oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/A'}}]}",
        "A: {type: object, additionalProperties: {$ref: '#/components/schemas/A'}}",
        "A: {type: object, properties: {x: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {y: {}}}]}}}",
        "A: {anyOf: [{$ref: '#/components/schemas/A'}]}",
        "A: {nullable: true, allOf: [{$ref: '#/components/schemas/A'}]}",
        "A: {anyOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}]}",
        "A: {type: array, items: {allOf: [{$ref: '#/components/schemas/A'}, {minItems: 1}]}}",
        "A: {type: object, additionalProperties: {allOf: [{$ref: '#/components/schemas/A'}, {minProperties: 1}]}}",
        "A: {properties: {c: {$ref: '#/components/schemas/A'}}}\nB: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {c: {$ref: '#/components/schemas/B'}}}]}",
    ],
)
def test_recursive_schemas_are_all_declared(build_schema: Build, components: str) -> None:
    built = build_schema("$ref: '#/components/schemas/A'", components)
    declared = set(built.names)
    assert named_in(built.api) <= declared


def named_in(value: object) -> set[str]:
    """Every name that a value of the IR refers to, at any depth."""
    if isinstance(value, Named):
        return {value.name}
    if isinstance(value, tuple):
        return set().union(*map(named_in, value)) if value else set()
    if hasattr(value, "__dataclass_fields__"):
        return set().union(*(named_in(getattr(value, f)) for f in value.__dataclass_fields__))
    return set()


def test_siblings_of_a_reference_apply_in_3_1(build_schema: Build) -> None:
    built = build_schema(
        "{$ref: '#/components/schemas/Plain', properties: {extra: {type: string}}}", PETS
    )
    assert [f.wire for f in built.model("GetThingResponse").fields] == ["name", "extra"]
    assert built.operation().returns == Named("GetThingResponse")


def test_names_that_collide_or_are_not_identifiers(build_schema: Build) -> None:
    built = build_schema(
        "{}",
        """
        foo_bar: {type: object, properties: {class: {}, '_': {}, toDict: {}, 数: {}, '': {}, 'a-b': {}, a_b: {}}}
        FooBar: {type: object, properties: {x: {}}}
        Foobar: {type: object, properties: {x: {}}}
        List: {type: object, properties: {x: {}}}
        3D: {type: object, properties: {x: {}}}
        """,
    )
    assert built.names == ["FooBar3", "FooBar", "Foobar2", "List", "Model3D"]
    fields = [f.name for f in built.model("FooBar3").fields]
    assert fields == ["class_", "underscore", "to_dict_", "数", "empty", "a_b_2", "a_b"]


def test_items_are_named_after_the_singular_of_their_property(build_schema: Build) -> None:
    item = "{type: array, items: {type: object, properties: {a: {}}}}"
    built = build_schema(
        f"""
        type: object
        properties:
          shippingAddresses: {item}
          history: {item}
          errors: {item}
          error: {{type: string}}
          pets: {item}
          rows: {{type: array, items: {item}}}
          codes: {{type: array, items: {{oneOf: [{{type: string}}, {{type: object, properties: {{b: {{}}}}}}]}}}}
        """,
        "GetThingResponsePet: {type: object, properties: {x: {}}}",
    )
    assert built.names == [
        "GetThingResponsePet",
        "GetThingResponse",
        "GetThingResponseShippingAddress",
        "GetThingResponseHistoryItem",
        "GetThingResponseErrorsItem",
        "GetThingResponsePetsItem",
        "GetThingResponseRowItem",
        "GetThingResponseCode",
    ]
    assert "warning name-clash" in built.rules


def test_inline_declarations_are_named_after_their_parents(build_schema: Build) -> None:
    built = build_schema(
        "{type: object, properties: {config: {type: object, properties: {a: {type: object, properties: {b: {}}}}}}}",
        "Channel: {type: object, properties: {config: {type: object, properties: {x: {}}}, tags: {type: array, items: {type: object, properties: {y: {}}}}}}",
    )
    assert {d.name: d.module for d in built.api.declarations} == {
        "Channel": "channel",
        "ChannelConfig": "channel",
        "ChannelTag": "channel",
        "GetThingResponse": "get_thing",
        "GetThingResponseConfig": "get_thing",
        "GetThingResponseConfigA": "get_thing",
    }


def test_documented_values_of_an_enumeration(build_schema: Build) -> None:
    built = build_schema(
        "$ref: '#/components/schemas/Level'",
        "Level: {type: integer, enum: [1, 2], x-enum-varnames: [LOW, HIGH], x-enum-descriptions: [little, much]}",
    )
    members = built.alias("Level").members
    assert [(m.value, m.name, m.description) for m in members] == [
        (1, "LOW", "little"),
        (2, "HIGH", "much"),
    ]


@pytest.mark.parametrize(
    ("schema", "values", "messages"),
    [
        (
            "{type: integer, enum: ['0', '1', 2]}",
            (0, 1, 2),
            ["the enumeration of a number contains '0', '1': the client reads them as numbers"],
        ),
        (
            "{type: string, enum: [1, true, a]}",
            ("1", "true", "a"),
            ["the enumeration of a string contains 1, true: the client reads them as strings"],
        ),
        ("{type: integer, enum: [1.0, 2]}", (1, 2), []),
        (f"{{type: integer, enum: ['--5', '{'9' * 5000}']}}", ("--5", "9" * 5000), []),
    ],
)
def test_values_of_another_type_give_one_warning(
    build_schema: Build, schema: str, values: tuple[object, ...], messages: list[str]
) -> None:
    built = build_schema(schema, tolerant=True)
    result = built.operation().responses[0].type
    assert isinstance(result, Literal)
    assert (result.values, [diagnostic.message for diagnostic in built.diagnostics]) == (
        values,
        messages,
    )


def test_a_schema_in_another_file_takes_the_name_of_the_component(build_text: Build) -> None:
    built = build_text(
        """
        paths:
          /a: {get: {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: 'thing.yaml'}}}}}}}
          /b: {get: {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: 'other.yaml#/definitions/Part'}}}}}}}
          /c: {get: {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: 'lone-file.yaml'}}}}}}}
        components: {schemas: {Widget: {$ref: 'thing.yaml'}}}
        """,
        others=[
            ("thing.yaml", "{type: object, properties: {a: {type: string}}}"),
            ("other.yaml", "definitions: {Part: {type: object, properties: {a: {type: string}}}}"),
            ("lone-file.yaml", "{type: object, properties: {a: {type: string}}}"),
        ],
    )
    assert built.names == ["Widget", "Part", "LoneFile"]


def test_a_schema_without_valid_values_is_an_error_or_a_warning_if_tolerant(
    build_schema: Build,
) -> None:
    schema = "{type: object, properties: {a: {type: strnig}}}"
    assert build_schema(schema).rules == ["error fallback-type"]
    tolerant = build_schema(schema, tolerant=True)
    assert tolerant.rules == ["warning fallback-type"]
    assert tolerant.model("GetThingResponse").fields[0].type == Anything()


CYCLES = {
    "one": "A: {allOf: [{$ref: '#/components/schemas/A'}]}",
    "two": "A: {allOf: [{$ref: '#/components/schemas/B'}]}\nB: {allOf: [{$ref: '#/components/schemas/A'}]}",
    "three": """\
        A: {allOf: [{$ref: '#/components/schemas/B'}], nullable: true}
        B: {oneOf: [{$ref: '#/components/schemas/C'}]}
        C: {anyOf: [{$ref: '#/components/schemas/A'}], description: The last.}
        """,
    "two, after another": """\
        Z: {allOf: [{$ref: '#/components/schemas/A'}]}
        B: {allOf: [{$ref: '#/components/schemas/A'}]}
        A: {allOf: [{$ref: '#/components/schemas/B'}]}
        """,
}


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize("name", CYCLES)
def test_schemas_that_refer_only_to_themselves(
    build_schema: Build, name: str, version: str
) -> None:
    schema = "{type: object, properties: {a: {$ref: '#/components/schemas/A'}}}"
    built = build_schema(schema, CYCLES[name], version=version)
    assert built.rules == ["error fallback-type"]
    assert "this refers to nothing but itself" in built.diagnostics[0].message
    tolerant = build_schema(schema, CYCLES[name], version=version, tolerant=True)
    assert tolerant.rules == ["warning fallback-type"]
    assert tolerant.model("GetThingResponse").fields[0].type == Anything()


def test_a_cycle_with_another_member_is_a_type(type_of: TypeOf) -> None:
    components = """\
        A: {oneOf: [{$ref: '#/components/schemas/B'}, {type: string}]}
        B: {oneOf: [{$ref: '#/components/schemas/A'}]}
        """
    assert type_of("{$ref: '#/components/schemas/B'}", components) == Scalar(ScalarKind.STRING)


def test_required_properties_without_a_schema(build_schema: Build) -> None:
    built = build_schema("{type: object, properties: {a: {}}, required: [a, b]}")
    assert built.rules == ["warning conflicting-constraints"]
    (model,) = (d for d in built.api.declarations if isinstance(d, Model))
    assert [(f.wire, f.type, f.required) for f in model.fields] == [
        ("a", Anything(), True),
        ("b", Anything(), False),
    ]


def test_defaults_and_deprecation(build_schema: Build) -> None:
    field = (
        build_schema(
            "{type: object, properties: {a: {type: integer, default: 3, deprecated: true, description: An a.}}}"
        )
        .model("GetThingResponse")
        .fields[0]
    )
    assert (field.default, field.has_default, field.deprecated, field.description) == (
        3,
        True,
        True,
        "An a.",
    )


def test_adding_a_schema_keeps_all_other_names(build_schema: Build) -> None:
    before = build_schema(
        "{type: object, properties: {a: {type: object, properties: {b: {}}}}}",
        "Zebra: {type: object, properties: {x: {}}}",
    )
    after = build_schema(
        "{type: object, properties: {a: {type: object, properties: {b: {}}}}}",
        "Ant: {type: object, properties: {x: {}}}\nZebra: {type: object, properties: {x: {}}}",
    )
    assert set(before.names) < set(after.names)


def test_two_builds_are_equal(build_schema: Build) -> None:
    assert (
        build_schema("$ref: '#/components/schemas/Tree'", PETS).api
        == build_schema("$ref: '#/components/schemas/Tree'", PETS).api
    )


CONDITIONAL = """
Sent:
  type: object
  properties: {mode: {type: string}, userIds: {type: array, items: {type: string}}}
  if: {required: [mode], properties: {mode: {const: one}}}
  then: {properties: {userIds: {minItems: 1, maxItems: 1}}}
"""


def test_a_length_depending_on_a_constant_is_checked(build_schema: Build) -> None:
    built = build_schema("{$ref: '#/components/schemas/Sent'}", CONDITIONAL)
    assert built.model("Sent").conditions == (Condition("mode", "one", "user_ids", 1, 1),)
    assert built.rules == []


@pytest.mark.parametrize(
    ("kept", "broken"),
    [
        ("maxItems: 1}}}", "pattern: x}}}"),
        ("{const: one}", "{enum: [one]}"),
        ("  then:", "  else: {}\n  then:"),
        ("{userIds: {minItems", "{others: {minItems"),
    ],
)
def test_other_conditions_are_reported(build_schema: Build, kept: str, broken: str) -> None:
    assert kept in CONDITIONAL
    built = build_schema("{$ref: '#/components/schemas/Sent'}", CONDITIONAL.replace(kept, broken))
    assert built.model("Sent").conditions == ()
    assert built.rules == ["warning ignored-keyword"]


def test_a_reference_to_a_component_of_the_same_name_shares_the_name(build_text: Build) -> None:
    built = build_text("""
        paths: {/a: {get: {responses: {'200': {description: d, content: {application/json: {schema:
            {$ref: '#/components/schemas/Work-Flow'}}}}}}}}
        components:
          schemas:
            WorkFlow: {$ref: '#/components/schemas/work_flow'}
            Work-Flow: {$ref: '#/components/schemas/WorkFlow'}
            Other: {$ref: '#/components/schemas/work_flow'}
            work_flow: {type: object, properties: {next: {$ref: '#/components/schemas/WorkFlow'}}}
        """)
    assert built.names == ["WorkFlow"]
    assert built.operation().returns == Named("WorkFlow")


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize(
    ("schema", "default"),
    [
        ("{$ref: '#/components/schemas/Color'}", ("red", True)),
        ("{$ref: '#/components/schemas/Again'}", ("red", True)),
        ("{$ref: '#/components/schemas/Color', default: green}", ("green", True)),
        ("{$ref: '#/components/schemas/Again', default: green}", ("green", True)),
        ("{$ref: '#/components/schemas/Color', default: null}", (None, True)),
        ("{allOf: [{$ref: '#/components/schemas/Color'}], default: green}", ("green", True)),
        ("{$ref: '#/components/schemas/Size', default: 0}", (0, True)),
        ("{$ref: '#/components/schemas/Size'}", (None, False)),
    ],
)
def test_a_default_beside_a_reference_overrides_the_targets(
    build_text: Build, version: str, schema: str, default: tuple[object, bool]
) -> None:
    built = build_text(
        f"""
        paths:
          /a:
            get:
              parameters: [{{name: p, in: query, schema: {schema}}}]
              responses: {{'200': {{description: ok, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Holder'}}}}}}}}}}
        components:
          schemas:
            Color: {{type: string, enum: [red, green], default: red}}
            Again: {{$ref: '#/components/schemas/Color'}}
            Size: {{type: integer}}
            Holder: {{type: object, properties: {{p: {schema}}}}}
        """,
        version=version,
    )
    for result in (built.model("Holder").fields[0], built.operation().parameters[0]):
        assert (result.default, result.has_default) == default


@pytest.mark.parametrize(
    ("alternative", "name"),
    [
        ("title: Bank Card, properties: {k: {const: card}}", "BankCard"),
        (f"title: {'T' * 40}, properties: {{k: {{const: card}}}}", "T" * 40),
        (f"title: {'T' * 41}, properties: {{k: {{const: card}}}}", "Card"),
        ("properties: {k: {const: card}}", "Card"),
        ("properties: {k: {enum: [card]}}", "Card"),
        ("properties: {n: {type: integer}, k: {const: card}}", "Card"),
        ("properties: {k: {const: card}, l: {const: other}}", "Card"),
        # One of several values is not distinctive.
        ("properties: {k: {enum: [card, cash]}}", "K"),
        ("properties: {k: {enum: [cash, check]}, l: {const: card}}", "Card"),
        (f"properties: {{k: {{const: {'c' * 40}}}}}", "C" + "c" * 39),
        (f"properties: {{k: {{const: {'c' * 41}}}}}", "K"),
        ("properties: {k: {const: ''}}", "K"),
        ("properties: {k: {const: 3}}", "K"),
        ("properties: {k: {enum: [null]}}", "K"),
        ("properties: {k: {type: string}}", "K"),
        ("allOf: [{$ref: '#/components/schemas/Base'}, {properties: {k: {type: string}}}]", "Base"),
        ("allOf: [{$ref: '#/components/schemas/Base'}], properties: {k: {const: card}}", "Card"),
    ],
)
def test_an_inline_alternative_is_named_after_its_distinctive_value(
    build_schema: Build, alternative: str, name: str
) -> None:
    other = "{type: object, properties: {z: {type: string}}}"
    built = build_schema(
        f"{{oneOf: [{{type: object, {alternative}}}, {other}]}}",
        "Base: {type: object, properties: {b: {type: string}}}",
    )
    response = [n.removeprefix("GetThingResponse") for n in built.names if n != "Base"]
    assert response == [name, "Z"]


NOTATIONS = [
    "{}",
    "'#/components/schemas/{}'",
    "{}.yaml",
    "{}.yml",
    "{}.json",
    "pets/{}.yaml",
    "./{}.json",
    "../schemas/{}.yml",
    "https://example.com/schemas/{}.json",
    "'openapi.yaml#/components/schemas/{}'",
]


@pytest.mark.parametrize("notation", NOTATIONS)
def test_a_mapping_refers_to_components_in_every_notation(
    build_schema: Build, notation: str
) -> None:
    """Documents bundled from several files keep the files' names in the mapping."""
    mapping = f"{{a: {notation.format('Plain')}, b: {notation.format('Other.v2')}}}"
    discriminator = f"discriminator: {{propertyName: kind, mapping: {mapping}}}"
    refs = "{$ref: '#/components/schemas/Plain'}, {$ref: '#/components/schemas/Other.v2'}"
    union = build_schema(
        f"{{oneOf: [{refs}], {discriminator}}}",
        "Plain: {type: object, properties: {kind: {type: string}}}\nOther.v2: {type: object, properties: {kind: {type: string}, n: {type: integer}}}",
    )
    mapped, names = (("a", "Plain"), ("b", "OtherV2")), (
        ("Plain", "Plain"),
        ("Other.v2", "OtherV2"),
    )
    result = union.alias("GetThingResponse").type
    assert isinstance(result, Union)
    assert result.discriminator == Discriminator("kind", mapped + names)
    base = build_schema(
        "$ref: '#/components/schemas/Base'",
        f"""
        Base: {{type: object, properties: {{kind: {{type: string}}}}, {discriminator}}}
        Plain: {{allOf: [{{$ref: '#/components/schemas/Base'}}, {{properties: {{p: {{type: string}}}}}}]}}
        Other.v2: {{allOf: [{{$ref: '#/components/schemas/Base'}}, {{properties: {{o: {{type: string}}}}}}]}}
        """,
    )
    assert base.alias("Base").type == Union(
        (Named("BaseBase"), Named("Plain"), Named("OtherV2")),
        Discriminator("kind", (*mapped, ("Base", "BaseBase"), *names), base="BaseBase"),
    )
    assert union.diagnostics == base.diagnostics == []


def test_an_inherited_property_has_the_type_of_its_owner(build_schema: Build) -> None:
    built = build_schema(
        "{type: array, items: {oneOf: [{$ref: '#/components/schemas/Base'}, {$ref: '#/components/schemas/Child'}]}}",
        """
        Base: {type: object, properties: {box: {type: object, properties: {width: {type: integer}}}}}
        Child: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {n: {type: integer}, box: true}}]}
        """,
    )
    assert built.names == ["Base", "BaseBox", "Child"]
    for name in ("Base", "Child"):
        assert built.model(name).fields[0].type == Named("BaseBox")


@pytest.mark.parametrize("closed", ["additionalProperties", "unevaluatedProperties"])
def test_an_object_without_properties_is_a_map_or_an_empty_model(
    type_of: TypeOf, build_schema: Build, closed: str
) -> None:
    built = build_schema(f"{{type: object, {closed}: false}}")
    assert built.operation().returns == Named("GetThingResponse")
    assert built.model("GetThingResponse").fields == ()
    assert type_of(f"{{type: object, {closed}: true}}") == MapOf(Anything())
    assert type_of(f"{{type: object, {closed}: {{type: string}}}}") == MapOf(STRING)
    patterns = "patternProperties: {'^x': {type: string}}"
    assert type_of(f"{{type: object, {patterns}, {closed}: false}}") == MapOf(STRING)
    both = f"{{type: object, {patterns}, {closed}: {{type: integer}}}}"
    assert type_of(both) == MapOf(Union((STRING, INTEGER)))


def test_descriptions_and_deprecation_of_declarations(build_schema: Build) -> None:
    built = build_schema(
        "{properties: {a: {$ref: '#/components/schemas/A'}, b: {$ref: '#/components/schemas/B'}, c: {$ref: '#/components/schemas/C'}, d: {$ref: '#/components/schemas/D'}}}",
        """
        A: {type: object, deprecated: true, description: An a., properties: {x: {type: string}}}
        B: {allOf: [{description: A b., properties: {x: {type: string}}}]}
        C: {enum: [a, b], deprecated: true, description: A c.}
        D: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}], description: A d.}
        E: {allOf: [{description: Inner., properties: {x: {type: string}}}], description: An e., deprecated: true}
        """,
    )
    found = {d.name: (d.description, d.deprecated) for d in built.api.declarations}
    found.pop("GetThingResponse")
    assert found == {
        "A": ("An a.", True),
        "B": ("A b.", False),
        "C": ("A c.", True),
        "D": ("A d.", False),
        "E": ("An e.", True),
    }


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("cat.yaml", "GetThingResponseCat"),
        ("cat.yml", "GetThingResponseCat"),
        ("cat.json", "GetThingResponseCat"),
        ("big.cat.yaml", "GetThingResponseBigCat"),
        ("cat.v2", "GetThingResponseCatV2"),
    ],
)
def test_an_alternative_in_another_file_is_called_after_the_file(
    build_text: Build, file: str, name: str
) -> None:
    built = build_text(
        f"""
        paths:
          /thing:
            get:
              operationId: getThing
              responses:
                '200': {{description: ok, content: {{application/json: {{schema: {{
                  properties: {{id: {{type: string}}}}, oneOf: [{{$ref: {file}}}, {{$ref: dog.yaml}}]}}}}}}}}
        """,
        others=[
            (file, '{"type": "object", "properties": {"claws": {"type": "integer"}}}'),
            ("dog.yaml", '{"type": "object", "properties": {"tail": {"type": "string"}}}'),
        ],
    )
    assert built.names == [name, "GetThingResponseDog"]


def test_a_property_of_several_alternatives_has_all_their_types(build_schema: Build) -> None:
    built = build_schema("""
        type: object
        properties: {id: {type: string}}
        oneOf:
          - {properties: {same: {type: string}, a: {type: string}}}
          - {properties: {same: {type: string}, a: {type: integer}, b: {type: boolean}}}
          - {properties: {a: {type: string}}}
        """)
    fields = {field.wire: field.type for field in built.model("GetThingResponse").fields}
    assert fields == {"id": STRING, "same": STRING, "a": Union((STRING, INTEGER)), "b": BOOLEAN}


def test_an_alternative_beside_properties_keeps_the_name_of_its_component(
    build_schema: Build,
) -> None:
    """Which is its value of the discriminator, if no mapping gives another."""
    built = build_schema(
        "{type: object, properties: {id: {type: string}}, oneOf: [{$ref: '#/components/schemas/big-cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind}}",
        """
        big-cat: {type: object, properties: {kind: {type: string}, claws: {type: integer}}}
        Dog: {type: object, properties: {kind: {type: string}, tail: {type: string}}}
        """,
    )
    found = built.alias("GetThingResponse").type
    assert isinstance(found, Union)
    assert found.discriminator is not None
    assert found.discriminator.mapping == (
        ("big-cat", "GetThingResponseBigCat"),
        ("Dog", "GetThingResponseDog"),
    )


def test_a_component_keeps_keywords_beside_a_reference_to_another_file(build_text: Build) -> None:
    other = "Y: {type: object, properties: {a: {type: string}}}"
    text = "components: {schemas: {X: {$ref: 'other.yaml#/Y', properties: {b: {type: string}}}}}"
    built = build_text(text, others=[("other.yaml", other)])
    assert [field.wire for field in built.model("X").fields] == ["a", "b"]
