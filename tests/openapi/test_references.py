from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.openapi import Document, Node, load

Load = Callable[..., Document]

OPENAPI = "openapi: 3.1.0\n"


def target(node: Node) -> Node:
    assert node.target is not None
    return node.target


def locations(document: Document) -> list[tuple[str, str, int, int]]:
    return [
        (p.rule, p.location.file, p.location.line, p.location.column) for p in document.diagnostics
    ]


# --- targets of references


def test_a_reference_is_followed_within_the_file(spec: Load) -> None:
    document = spec(
        OPENAPI
        + "paths:\n  /a/{b}: {get: {parameters: [{$ref: '#/components/parameters/P'}]}}\n"
        + "components:\n  parameters:\n    P: {name: b, in: path, schema: {$ref: '#/components/schemas/a~1b~0c%20d'}}\n"
        + "  schemas:\n    a/b~c d: {type: string}\n"
    )
    parameter = document.root / "paths" / "/a/{b}" / "get" / "parameters" / 0
    assert parameter.reference is not None
    assert parameter.reference.value == "#/components/parameters/P"
    assert parameter.resolve().text("name") == "b"
    assert (
        parameter.resolve() / "schema"
    ).resolve().json_pointer == "openapi.yaml#/components/schemas/a~1b~0c d"
    assert document.diagnostics == ()


def test_references_are_relative_to_their_file(spec: Load) -> None:
    document = spec(
        {
            "openapi.yaml": OPENAPI + "paths:\n  /a: {$ref: 'paths/a.yaml'}\n",
            "paths/a.yaml": "get: {responses: {200: {$ref: '../shared/r%20s.json#/ok'}}}\n",
            "shared/r s.json": '{"ok": {"content": {"a/b": {"schema": {"$ref": "schemas/s.yaml"}}}}}',
            "shared/schemas/s.yaml": "properties: {again: {$ref: '#'}, up: {$ref: '../../openapi.yaml#/paths'}}\n",
            "unrelated.yaml": "{",
        }
    )
    assert document.diagnostics == ()
    path_item = (document.root / "paths" / "/a").resolve()
    assert path_item.file == "paths/a.yaml"
    response = (path_item / "get" / "responses" / "200").resolve()
    schema = (response / "content" / "a/b" / "schema").resolve()
    assert schema.address == ("shared/schemas/s.yaml", ())
    assert (schema / "properties" / "again").resolve() == schema
    assert (schema / "properties" / "up").resolve() == document.root / "paths"
    assert [path.name for path in document.files] == [
        "openapi.yaml",
        "a.yaml",
        "r s.json",
        "s.yaml",
    ]


def test_files_may_refer_to_each_other(spec: Load) -> None:
    document = spec(
        {
            "openapi.yaml": OPENAPI + "components: {schemas: {A: {$ref: a.yaml}}}\n",
            "a.yaml": "properties: {b: {$ref: b.yaml}}\n",
            "b.yaml": "properties: {a: {$ref: a.yaml}}\n",
        }
    )
    assert document.diagnostics == ()
    a = (document.root / "components" / "schemas" / "A").resolve()
    b = (a / "properties" / "b").resolve()
    assert (b / "properties" / "a").resolve() == a


def test_different_paths_to_a_file_give_equal_nodes(spec: Load, tmp_path: Path) -> None:
    (tmp_path / "alias.yaml").symlink_to(tmp_path / "a.yaml")
    document = spec(
        {
            "openapi.yaml": OPENAPI
            + "components: {schemas: {A: {$ref: ./x/../alias.yaml}, B: {$ref: a.yaml}}}\n",
            "a.yaml": "type: object\n",
        }
    )
    schemas = document.root / "components" / "schemas"
    assert (schemas / "A").resolve() == (schemas / "B").resolve()


def test_a_reference_keeps_its_siblings(spec: Load) -> None:
    document = spec(
        OPENAPI
        + "components: {schemas: {A: {$ref: '#/components/schemas/B', description: d}, B: {type: string}}}\n"
    )
    node = document.root / "components" / "schemas" / "A"
    assert node.text("description") == "d"
    assert target(node).value == {"type": "string"}


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        ("responses", "paths: {/a: {get: {responses: {default: %s}}}}"),
        ("parameters", "paths: {/a: {parameters: [%s]}}"),
        ("requestBodies", "paths: {/a: {post: {requestBody: %s}}}"),
        ("headers", "paths: {/a: {get: {responses: {200: {headers: {H: %s}}}}}}"),
        ("examples", "paths: {/a: {parameters: [{examples: {E: %s}}]}}"),
        ("links", "paths: {/a: {get: {responses: {200: {links: {L: %s}}}}}}"),
        ("callbacks", "paths: {/a: {get: {callbacks: {C: %s}}}}"),
        ("pathItems", "webhooks: {w: %s}"),
        ("pathItems", "paths: {/a: {get: {callbacks: {C: {'{$request.body#/url}': %s}}}}}"),
        ("mediaTypes", "paths: {/a: {post: {requestBody: {content: {a/b: %s}}}}}"),
        ("schemas", "paths: {/a: {query: {parameters: [{content: {a/b: {itemSchema: %s}}}]}}}"),
        (
            "headers",
            "paths: {/a: {post: {requestBody: {content: {a/b: {encoding: {p: {headers: {H: %s}}}}}}}}}",
        ),
        ("securitySchemes", "info: {}"),
    ],
)
def test_every_kind_of_component_can_be_a_reference(spec: Load, kind: str, where: str) -> None:
    bad = "{$ref: '#/components/missing'}"
    document = spec(
        ("openapi: 3.2.0\n" if kind == "mediaTypes" else OPENAPI)
        + (where % bad if "%" in where else where)
        + f"\ncomponents: {{{kind}: {{One: {bad}, Two: {{$ref: '#/components/{kind}/Three'}}, Three: {{}}}}}}\n"
    )
    assert [p.rule for p in document.diagnostics] == ["reference-dangling"] * (1 + ("%" in where))
    assert (document.root / "components" / kind / "Two").resolve().address[1] == (
        "components",
        kind,
        "Three",
    )


# --- references and data


def test_data_with_a_ref_key_is_not_a_reference(spec: Load) -> None:
    document = spec(OPENAPI + """\
paths:
  /a:
    x-note: {$ref: '#/missing'}
    get:
      parameters:
        - {name: a, in: query, example: {$ref: '#/missing'}, examples: {b: {value: {$ref: '#/missing'}}}}
      responses:
        x-note: {$ref: '#/missing'}
        200: {description: d, links: {L: {parameters: {p: {$ref: '#/missing'}}, requestBody: {$ref: /no}}}}
components:
  schemas:
    S:
      default: {$ref: '#/missing'}
      enum: [{$ref: '#/missing'}]
      const: {$ref: '#/missing'}
      examples: [{$ref: '#/missing'}]
      discriminator: {propertyName: p, mapping: {a: '#/missing'}}
""")
    assert document.diagnostics == ()
    assert (document.root / "components" / "schemas" / "S" / "default").reference is None
    assert (document.root / "components" / "schemas" / "S" / "default").resolve().text(
        "$ref"
    ) == "#/missing"


def test_a_property_can_have_the_name_of_a_keyword(spec: Load) -> None:
    document = spec(OPENAPI + """\
components:
  schemas:
    S:
      properties:
        $ref: {type: string}
        example: {$ref: '#/components/schemas/Example'}
        default: {$ref: '#/components/schemas/Example'}
        enum: {$ref: '#/components/schemas/Example'}
        x-note: {$ref: '#/components/schemas/Example'}
        $id: {type: string}
        properties: {properties: {const: {$ref: '#/components/schemas/missing'}}}
    Example: {type: string}
    x-Schema: {$ref: '#/components/schemas/Example'}
""")
    (diagnostic,) = document.diagnostics
    assert (diagnostic.rule, diagnostic.location.line) == ("reference-dangling", 12)
    properties = document.root / "components" / "schemas" / "S" / "properties"
    assert properties.reference is None
    for name in ("example", "default", "enum", "x-note"):
        assert (properties / name).resolve().value == {"type": "string"}


def test_the_error_envelope_of_the_conventions_is_a_reference(spec: Load) -> None:
    document = spec(
        OPENAPI + "x-conventions: {errors: {envelope: {$ref: '#/components/schemas/E'}}}\n"
        "components: {schemas: {E: {type: object}}}\n"
    )
    envelope = document.root / "x-conventions" / "errors" / "envelope"
    assert envelope.resolve() == document.root / "components" / "schemas" / "E"


# --- anchors and identifiers


def test_references_to_anchors_and_definitions_are_resolved(spec: Load) -> None:
    document = spec(
        {
            "openapi.yaml": OPENAPI
            + "components:\n  schemas:\n    A: {properties: {x: {$ref: '#thing'}, y: {$ref: 'b.yaml#other'}}}\n"
            + "    B:\n      $defs: {T: {$anchor: thing, type: string}}\n"
            + "      properties: {z: {$ref: '#/components/schemas/B/$defs/T'}}\n",
            "b.yaml": "$defs: {O: {$anchor: other, type: integer}}\n",
        }
    )
    assert document.diagnostics == ()
    properties = document.root / "components" / "schemas" / "A" / "properties"
    assert (properties / "x").resolve().value == {"$anchor": "thing", "type": "string"}
    assert (properties / "y").resolve().json_pointer == "b.yaml#/$defs/O"
    named = document.root / "components" / "schemas" / "B" / "properties" / "z"
    assert named.resolve() == (properties / "x").resolve()


def test_references_in_a_schema_with_an_id_are_relative_to_it(spec: Load) -> None:
    document = spec(OPENAPI + """\
components:
  schemas:
    User:
      $id: https://example.com/schemas/user
      $defs: {Name: {type: string}, Nick: {$anchor: nick, type: string}}
      properties:
        name: {$ref: '#/$defs/Name'}
        nick: {$ref: '#nick'}
        pet: {$ref: pet}
        document: {$ref: '#/components/schemas/Plain'}
    Pet: {$id: 'https://example.com/schemas/pet', type: object}
    Plain: {properties: {owner: {$ref: 'https://example.com/schemas/user#/$defs/Name'}, named: {$ref: Named}}}
    Other: {$id: Named, type: integer}
""")
    assert document.diagnostics == ()
    schemas = document.root / "components" / "schemas"
    properties = schemas / "User" / "properties"
    assert (properties / "name").resolve() == schemas / "User" / "$defs" / "Name"
    assert (properties / "nick").resolve() == schemas / "User" / "$defs" / "Nick"
    assert (properties / "pet").resolve() == schemas / "Pet"
    assert (properties / "document").resolve() == schemas / "Plain"
    assert (
        schemas / "Plain" / "properties" / "owner"
    ).resolve() == schemas / "User" / "$defs" / "Name"
    assert (schemas / "Plain" / "properties" / "named").resolve() == schemas / "Other"


NESTED = """\
$defs: {Other: {title: of the file}}
A:
  $id: https://example.com/a
  $defs:
    Other: {title: of A}
    Deep:
      properties:
        local: {$ref: '#/$defs/Other'}
        anchored: {$ref: '#named'}
        relative: {$ref: b}
    Inner:
      $id: inner/c
      $defs:
        Other: {title: of Inner}
        Deep: {properties: {local: {$ref: '#/$defs/Other'}, sibling: {$ref: d}}}
    Named: {$anchor: named, title: named of A}
B: {$id: 'https://example.com/b', title: of B}
D: {$id: 'https://example.com/inner/d', title: of D}
"""


@pytest.mark.parametrize(
    ("pointer", "names"),
    [
        ("A/$defs/Deep", {"local": "of A", "anchored": "named of A", "relative": "of B"}),
        ("A/$defs/Deep/properties/local", {"": "of A"}),
        ("A/$defs/Inner/$defs/Deep", {"local": "of Inner", "sibling": "of D"}),
        ("A/$defs/Inner", {"$defs/Deep/properties/local": "of Inner"}),
    ],
)
@pytest.mark.parametrize("identified", [False, True])
def test_a_reference_into_a_schema_with_an_id_uses_the_base_around_its_target(
    spec: Load, pointer: str, names: dict[str, str], identified: bool
) -> None:
    """The reference to the other file has a pointer. The file has an `$id` or none."""
    other = "$id: https://example.com/file\n" * identified + NESTED
    others = "".join(f"    {k}: {{$ref: 'other.yaml#/{k}'}}\n" for k in "BD")
    schemas = f"components:\n  schemas:\n    S: {{$ref: 'other.yaml#/{pointer}'}}\n{others}"
    document = spec({"openapi.yaml": OPENAPI + schemas, "other.yaml": other})
    assert document.diagnostics == ()
    schema = (document.root / "components" / "schemas" / "S").resolve()
    for name, title in names.items():
        node = schema
        for key in (name if "/" in name else f"properties/{name}" * bool(name)).split("/"):
            node = node / key if key else node
        assert node.resolve().text("title") == title


# --- references without a target


def test_a_dangling_reference_is_reported_at_its_text_with_a_suggestion(spec: Load) -> None:
    document = spec(
        OPENAPI
        + "components:\n  schemas:\n    Pet:\n      $ref: '#/components/schemas/Pte'\n    Pets: {}\n"
    )
    (diagnostic,) = document.diagnostics
    assert (diagnostic.rule, diagnostic.location.line, diagnostic.location.column) == (
        "reference-dangling",
        5,
        13,
    )
    assert 'openapi.yaml#/components/schemas has no "Pte"' in diagnostic.message
    assert 'did you mean "Pet"?' in diagnostic.message
    node = document.root / "components" / "schemas" / "Pet"
    assert node.reference is not None
    assert node.target is None
    assert node.resolve() == node


@pytest.mark.parametrize(
    "reference",
    [
        "missing.yaml",
        "folder",
        "notes.md#/a",
        "notes.md",
        "list.yaml",
        "#/openapi",
        "#/x-list",
        "#/x-list/7",
        "#/x-list/-",
        "#/x-list/00",
        "#missing",
        "a%00.yaml",
        "#/components/schemas/A/%2Fb",
    ],
)
def test_a_reference_without_an_object_as_its_target_is_reported(
    spec: Load, tmp_path: Path, reference: str
) -> None:
    (tmp_path / "folder").mkdir()
    document = spec(
        {
            "openapi.yaml": OPENAPI
            + f"components:\n  schemas:\n    A: {{$ref: {reference!r}}}\nx-list: [1]\n",
            "notes.md": "just some text\n",
            "list.yaml": "- a\n",
        }
    )
    assert locations(document) == [("reference-dangling", "openapi.yaml", 4, 15)]


def test_a_reference_to_a_missing_file_gets_a_suggestion(spec: Load) -> None:
    document = spec(
        {
            "openapi.yaml": OPENAPI + "components: {schemas: {A: {$ref: schemas/ordr.yaml}}}\n",
            "schemas/order.yaml": "{}",
        }
    )
    assert 'did you mean "order.yaml"?' in document.diagnostics[0].message


def test_a_reference_must_be_a_string(spec: Load) -> None:
    assert locations(spec(OPENAPI + "components: {schemas: {A: {$ref: 5}}}\n")) == [
        ("reference-dangling", "openapi.yaml", 2, 34)
    ]


def test_an_error_in_a_file_is_reported_once(spec: Load) -> None:
    document = spec(
        {
            "openapi.yaml": OPENAPI
            + "components: {schemas: {A: {$ref: a.yaml}, B: {$ref: 'a.yaml#/b'}}}\n",
            "a.yaml": "type: object\nproperties: [\n",
        }
    )
    assert locations(document) == [("syntax", "a.yaml", 3, 1)]


def test_the_diagnostics_of_all_files_are_reported(spec: Load) -> None:
    document = spec(
        {
            "openapi.yaml": OPENAPI
            + "components:\n  schemas:\n    A: {$ref: '#/x'}\n    B: {$ref: b.yaml}\n    A: {}\n",
            "b.yaml": "properties: {c: {$ref: ../c.yaml}, d: {$ref: e.yaml}}\ntype: .nan\n",
        }
    )
    assert locations(document) == [
        ("reference-escape", "b.yaml", 1, 24),
        ("reference-dangling", "b.yaml", 1, 46),
        ("syntax", "b.yaml", 2, 7),
        ("reference-dangling", "openapi.yaml", 4, 15),
        ("duplicate-key", "openapi.yaml", 6, 5),
    ]


# --- targets outside the folder


@pytest.mark.parametrize(
    "reference",
    [
        "../secret.yaml",
        "a/../../secret.yaml",
        "%2e%2e/secret.yaml",
        "..%2Fsecret.yaml",
        "..\\secret.yaml",
        "../spec-2/secret.yaml",
        "/etc/passwd",
        "//example.com/secret.yaml",
        "file:///etc/passwd",
        "FILE:/etc/passwd",
        "http://127.0.0.1:1/secret.yaml#/a",
        "https://example.com/x",
        "data:application/json,{}",
        "C:/secret.yaml",
        "link.yaml",
        "linked/secret.yaml",
    ],
)
def test_nothing_outside_the_folder_is_opened(spec: Load, tmp_path: Path, reference: str) -> None:
    secret = tmp_path / "secret.yaml"
    os.mkfifo(secret)  # opening it would block
    (tmp_path / "spec-2").mkdir()
    os.mkfifo(tmp_path / "spec-2" / "secret.yaml")
    (tmp_path / "spec").mkdir()
    (tmp_path / "spec" / "link.yaml").symlink_to(secret)
    (tmp_path / "spec" / "linked").symlink_to(tmp_path)
    document = spec(
        {
            "spec/openapi.yaml": OPENAPI
            + f"components: {{schemas: {{A: {{$ref: {reference!r}}}}}}}\n"
        }
    )
    (diagnostic,) = document.diagnostics
    assert diagnostic.rule == "reference-escape"
    assert diagnostic.location.line == 2
    assert [path.name for path in document.files] == ["openapi.yaml"]


def test_a_special_file_inside_the_folder_is_not_opened(spec: Load, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    document = spec(OPENAPI + "components: {schemas: {A: {$ref: pipe.yaml}}}\n")
    assert [diagnostic.rule for diagnostic in document.diagnostics] == ["reference-dangling"]


def test_a_reference_can_name_a_root_file_that_is_a_symbolic_link(
    spec: Load, tmp_path: Path
) -> None:
    (tmp_path / "real").mkdir()
    text = (
        OPENAPI
        + "components: {schemas: {A: {$ref: 'openapi.yaml#/components/schemas/B'}, B: {}}}\n"
    )
    (tmp_path / "real" / "source.yaml").write_text(text)
    (tmp_path / "spec").mkdir()
    (tmp_path / "spec" / "openapi.yaml").symlink_to(tmp_path / "real" / "source.yaml")
    assert load(tmp_path / "spec" / "openapi.yaml").diagnostics == ()


# --- cycles


def test_a_chain_that_never_reaches_a_value_is_reported_once(spec: Load) -> None:
    document = spec(
        {
            "openapi.yaml": OPENAPI
            + "components:\n  schemas:\n    Into: {$ref: '#/components/schemas/A'}\n"
            + "    A: {$ref: 'b.yaml#/B'}\n    Self: {$ref: '#/components/schemas/Self'}\n",
            "b.yaml": "B: {$ref: 'openapi.yaml#/components/schemas/A'}\n",
        }
    )
    assert locations(document) == [
        ("reference-cycle", "b.yaml", 1, 11),
        ("reference-cycle", "openapi.yaml", 6, 18),
    ]
    cycle = document.diagnostics[0]
    assert "b.yaml#/B -> openapi.yaml#/components/schemas/A -> b.yaml#/B" in cycle.message
    assert [(location.file, location.line) for location, _ in cycle.related] == [
        ("openapi.yaml", 5)
    ]
    schemas = document.root / "components" / "schemas"
    assert (schemas / "Into").resolve().reference is not None
    assert (schemas / "Self").resolve() == schemas / "Self"


def test_recursion_through_properties_is_not_a_cycle(spec: Load) -> None:
    document = spec(
        OPENAPI
        + "components:\n  schemas:\n    Tree: {properties: {left: {$ref: '#/components/schemas/Alias'}}}\n"
        + "    Alias: {$ref: '#/components/schemas/Tree'}\n"
    )
    assert document.diagnostics == ()
    left = document.root / "components" / "schemas" / "Tree" / "properties" / "left"
    assert left.resolve() == document.root / "components" / "schemas" / "Tree"


def test_a_recursive_ref_of_2019_09_refers_to_the_anchor_around_it(spec: Load) -> None:
    document = spec(
        OPENAPI
        + "components:\n  schemas:\n"
        + "    And or: {$recursiveAnchor: true, properties: {of: {items: {$recursiveRef: '#'}}}}\n"
        + "    Lone: {items: {$recursiveRef: '#'}}\n"
    )
    assert document.diagnostics == ()
    schemas = document.root / "components" / "schemas"
    assert (schemas / "And or" / "properties" / "of" / "items").resolve() == schemas / "And or"
    assert (schemas / "Lone" / "items").reference is None


def test_a_long_chain_of_references_is_resolved(spec: Load) -> None:
    links = "".join(f"    S{n}: {{$ref: '#/components/schemas/S{n + 1}'}}\n" for n in range(3000))
    document = spec(OPENAPI + "components:\n  schemas:\n" + links + "    S3000: {type: string}\n")
    assert document.diagnostics == ()
    assert (document.root / "components" / "schemas" / "S0").resolve().value == {"type": "string"}


# --- $self (OpenAPI 3.2), dynamic references, messages and discriminators


def test_references_to_the_value_of_self_are_resolved(spec: Load) -> None:
    document = spec(
        "openapi: 3.2.0\n"
        "$self: https://example.com/api\n"
        "components:\n  schemas:\n"
        "    A: {$ref: 'https://example.com/api#/components/schemas/B'}\n"
        "    B: {$anchor: b, type: string}\n"
        "    C: {$ref: 'https://example.com/api#b'}\n"
    )
    assert document.diagnostics == ()
    schemas = document.root / "components" / "schemas"
    assert (schemas / "A").resolve() == (schemas / "C").resolve() == schemas / "B"


def test_a_dynamic_reference_is_resolved_to_the_anchor_in_its_file(spec: Load) -> None:
    document = spec(
        OPENAPI
        + "components:\n  schemas:\n"
        + "    Tree: {$dynamicAnchor: node, properties: {child: {$dynamicRef: '#node'}}}\n"
        + "    Data: {example: {$dynamicRef: '#other'}}\n"
    )
    assert document.diagnostics == ()
    tree = document.root / "components" / "schemas" / "Tree"
    assert (tree / "properties" / "child").resolve() == tree
    assert locations(spec(OPENAPI + "components: {schemas: {A: {$dynamicRef: '#none'}}}\n")) == [
        ("reference-dangling", "openapi.yaml", 2, 41)
    ]


def test_a_dynamic_reference_of_3_0_is_an_unknown_keyword(spec: Load) -> None:
    document = spec("openapi: 3.0.3\ncomponents: {schemas: {A: {$dynamicRef: '#none'}}}\n")
    assert document.diagnostics == ()
    assert (document.root / "components" / "schemas" / "A").reference is None


DANGLING: list[tuple[str, str]] = [
    ("5", "a $ref must be a "),
    ("'#/components/schemas/Bees'", '; did you mean "Bee"?'),
    ("'#bees'", 'there is no $anchor "bees"; did you mean "bee"?'),
    ("'#other-name'", 'there is no $anchor "other-name"'),
    (
        "'https://example.com/x.yaml'",
        "https://example.com/x.yaml is not part of this specification",
    ),
    ("'//example.com/x.yaml'", "//example.com/x.yaml is not part of this specification"),
    ("'../x.yaml'", "nothing outside is opened"),
    ("none.yaml", "cannot read none.yaml"),
    ("'openapi.yml#/x'", '; did you mean "openapi.yaml"?'),
    ("'#/info/title'", ", not a Schema Object"),
    ("'#/components/schemas'", ""),
]


@pytest.mark.parametrize(("reference", "words"), DANGLING)
def test_the_message_states_why_a_reference_has_no_target(
    spec: Load, reference: str, words: str
) -> None:
    text = OPENAPI + "info: {title: T, version: '1'}\ncomponents:\n  schemas:\n"
    text += f"    A: {{$ref: {reference}}}\n    Bee: {{$anchor: bee, type: string}}\n"
    messages = [diagnostic.message for diagnostic in spec(text).diagnostics]
    assert len(messages) == bool(words)
    assert words in "".join(messages)


def test_suggestions_are_made_for_short_names_only(spec: Load) -> None:
    for length, suggested in ((100, True), (101, False)):
        name = "x" * length
        text = f"components: {{schemas: {{A: {{$ref: '#/components/schemas/{name}'}}, {name[:-1]}: {{}}}}}}\n"
        (diagnostic,) = spec(OPENAPI + text).diagnostics
        assert ("did you mean" in diagnostic.message) is suggested


def test_suggestions_are_made_for_the_first_fifty_references_only(spec: Load) -> None:
    references = "".join(f"    A{n}: {{$ref: '#/components/schemas/Bees'}}\n" for n in range(52))
    text = "components:\n  schemas:\n    Bee: {type: string}\n" + references
    messages = [diagnostic.message for diagnostic in spec(OPENAPI + text).diagnostics]
    assert len(messages) == 52
    assert sum("did you mean" in message for message in messages) == 50


def test_entries_of_a_discriminator_mapping_that_are_not_names_are_references(spec: Load) -> None:
    files = {
        "openapi.yaml": """\
openapi: 3.2.0
components:
  schemas:
    Pet:
      discriminator:
        propertyName: kind
        mapping: {cat: pets/cat.yaml, dog: '#/components/schemas/Dog', bird: Bird, fish: 5}
        defaultMapping: pets/other.yaml
    Dog: {type: object}
""",
        "pets/cat.yaml": "properties: {friend: {$ref: cow.yaml}}\n",
        "pets/other.yaml": "type: object\n",
        "pets/cow.yaml": "title: A cow.\n",
    }
    document = spec(files)
    assert document.diagnostics == ()
    discriminator = document.root / "components" / "schemas" / "Pet" / "discriminator"
    mapping = discriminator / "mapping"
    targets = {key: mapping.mapped(key) for key, _ in mapping.items()}
    assert {key: target and target.json_pointer for key, target in targets.items()} == {
        "cat": "pets/cat.yaml#",
        "dog": "openapi.yaml#/components/schemas/Dog",
        "bird": None,
        "fish": None,
    }
    names = {path.name for path in document.files}
    assert names == {"openapi.yaml", "cat.yaml", "other.yaml", "cow.yaml"}
    default = discriminator.mapped("defaultMapping")
    assert default is not None
    assert default.file == "pets/other.yaml"


# --- the binding of dynamic references

GENERIC = "{properties: {rows: {items: {$dynamicRef: '#row'}}}, $defs: {any: {$dynamicAnchor: row, title: any}}}"


def bound(title: str) -> str:
    """A binding of GENERIC."""
    page = "'openapi.yaml#/components/schemas/Page'"
    return f"{{$ref: {page}, $defs: {{x: {{$dynamicAnchor: row, title: {title}}}}}}}"


def rows(document: Document, name: str) -> Node:
    """The schema of the rows of a component that is a reference to GENERIC."""
    page = (document.bound.root / "components" / "schemas" / name).resolve()
    return (page / "properties" / "rows" / "items").resolve()


def test_a_dynamic_reference_is_bound_across_files(spec: Load) -> None:
    document = spec(
        {
            "openapi.yaml": OPENAPI
            + f"components:\n  schemas:\n    Page: {GENERIC}\n"
            + "    Users: {$ref: 'users.yaml#/Users'}\n    Ints: {$ref: 'users.yaml#/$defs/Ints'}\n",
            "users.yaml": f"Users: {bound('user')}\n$defs:\n  Ints: {bound('int')}\n",
        }
    )
    assert document.diagnostics == ()
    assert rows(document, "Users").text("title") == "user"
    assert rows(document, "Ints").text("title") == "int"
    assert rows(document, "Page").text("title") == "any"


def test_a_copy_has_the_locations_of_its_original(spec: Load) -> None:
    binding = "{$ref: '#/components/schemas/Page', $defs: {x: {$dynamicAnchor: row}}}"
    text = OPENAPI + f"components:\n  schemas:\n    Page: {GENERIC}\n    Bound: {binding}\n"
    root = spec(text).bound.root / "components" / "schemas"
    page, copy = root / "Page", (root / "Bound").resolve()
    assert copy.is_binding
    assert not page.is_binding
    assert copy.address != page.address
    assert copy.location == page.location
    assert (copy / "properties" / "rows").location == (page / "properties" / "rows").location


def test_a_reference_to_an_anchor_leads_to_the_nearest(spec: Load) -> None:
    text = OPENAPI + "components:\n  schemas:\n"
    for name in ("A", "B"):
        text += f"    {name}: {{$ref: '#x', $defs: {{x: {{$dynamicAnchor: x, title: {name}}}}}}}\n"
    schemas = spec(text).root / "components" / "schemas"
    assert [(schemas / name).resolve().text("title") for name in "AB"] == ["A", "B"]


def test_an_alias_of_a_dynamic_reference_is_bound_in_each_place(spec: Load) -> None:
    document = spec(
        OPENAPI + "components:\n  schemas:\n"
        "    Page: {properties: {rows: {items: &row {$dynamicRef: '#row'}}}, $defs: {any: {$dynamicAnchor: row}}}\n"
        "    List: {properties: {rows: {items: *row}}}\n"
        "    Ints: {$ref: '#/components/schemas/List', $defs: {x: {$dynamicAnchor: row, title: int}}}\n"
        "    Texts: {$ref: '#/components/schemas/Page', $defs: {x: {$dynamicAnchor: row, title: text}}}\n"
    )
    assert rows(document, "Ints").text("title") == "int"
    assert rows(document, "Texts").text("title") == "text"


def test_a_discriminator_leads_to_the_bound_members(spec: Load) -> None:
    document = spec(
        OPENAPI + "components:\n  schemas:\n"
        "    Any:\n"
        "      oneOf: [{$ref: '#/components/schemas/One'}]\n"
        "      discriminator: {propertyName: k, mapping: {o: '#/components/schemas/One'}}\n"
        "      $defs: {x: {$dynamicAnchor: row}}\n"
        "    One: {properties: {k: {type: string}, rows: {items: {$dynamicRef: '#row'}}}}\n"
        "    Ints: {$ref: '#/components/schemas/Any', $defs: {x: {$dynamicAnchor: row, title: int}}}\n"
    )
    ints = (document.bound.root / "components" / "schemas" / "Ints").resolve()
    member = target(ints / "oneOf" / 0)
    assert (ints / "discriminator" / "mapping").mapped("o") == member
    assert target(member / "properties" / "rows" / "items").text("title") == "int"


def test_bindings_do_not_grow_exponentially(spec: Load) -> None:
    """2^25 combinations of bindings are reported, not copied."""
    text = OPENAPI + "components:\n  schemas:\n"
    for n in range(25):
        binding = f"$ref: '#/components/schemas/S{n + 1}', $defs: {{x: {{$dynamicAnchor: a{n}"
        text += (
            f"    S{n}: {{oneOf: [{{{binding}, title: one}}}}}}, {{{binding}, title: two}}}}}}]}}\n"
        )
    properties = ", ".join(f"p{n}: {{$dynamicRef: '#a{n}'}}" for n in range(25))
    anchors = ", ".join(f"d{n}: {{$dynamicAnchor: a{n}}}" for n in range(25))
    text += f"    S25: {{properties: {{{properties}}}, $defs: {{{anchors}}}}}\n"
    (diagnostic,) = spec(text).diagnostics
    assert (diagnostic.rule, diagnostic.location.file) == ("bounds", "openapi.yaml")


def test_a_document_without_dynamic_anchors_is_bound_already(spec: Load) -> None:
    document = spec(OPENAPI + "components: {schemas: {A: {type: string}}}\n")
    assert document.bound is document
