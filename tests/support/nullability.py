# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Schemas that do or do not admit null: a table for the tests of types and of requests and responses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from textwrap import indent
from typing import Any

VERSIONS = ("3.0.3", "3.1.0")


@dataclass(frozen=True)
class Row:
    """A schema in a version of OpenAPI, a valid value, and whether null is valid too."""

    schema: str
    value: Any
    admits_null: bool


# Kind of value -> its `type`, further keywords of the first and the second schema of an `allOf`, and a value.
KINDS: dict[str, tuple[str, str, str, Any]] = {
    "object": ("object", "properties: {a: {type: string}}", "properties: {b: {type: string}}, required: [b]", {"a": "x", "b": "y"}),
    "map": ("object", "additionalProperties: {type: integer}", "minProperties: 1", {"k": 1}),
    "array": ("array", "items: {type: string}", "maxItems: 3", ["x"]),
    "string": ("string", "minLength: 1", "maxLength: 5", "x"),
    "date": ("string", "format: date", "description: A day", "2024-01-02"),
    "integer": ("integer", "minimum: 1", "maximum: 5", 3),
    "boolean": ("boolean", "description: A switch", "title: Switch", True),
}  # fmt: skip


def part(version: str, kind: str, which: int, null: bool) -> str:
    """Return the first (0) or second (1) schema of a kind, with or without null."""
    type_, *stated, _ = KINDS[kind]
    if version == "3.0.3":
        return f"{{type: {type_}{', nullable: true' if null else ''}, {stated[which]}}}"
    return f"{{type: {f'''[{type_}, 'null']''' if null else type_}, {stated[which]}}}"


def component(kind: str, null: bool) -> str:
    """Return the name of the component with the first schema of a kind."""
    return f"{'Maybe' if null else 'Plain'}{kind.capitalize()}"


def reference(name: str) -> str:
    return f"{{$ref: '#/components/schemas/{name}'}}"


def components(version: str) -> str:
    """Return the component schemas that rows refer to."""
    firsts = [
        f"{component(kind, null)}: {part(version, kind, 0, null)}"
        for kind, null in product(KINDS, (False, True))
    ]
    null = "{nullable: true, enum: [null]}" if version == "3.0.3" else "{type: 'null'}"
    pair = f"{reference('PlainObject')}, {reference('Other')}"
    return "\n".join(
        [
            *firsts,
            "Other: {type: object, properties: {c: {type: integer}}, required: [c]}",
            "Color: {type: string, enum: [red, green]}",
            f"Either: {{oneOf: [{pair}]}}",
            f"EitherOrNull: {{oneOf: [{pair}, {null}]}}",
        ]
    )


def combined(version: str, kind: str) -> Iterator[Row]:
    """Yield `allOf` of two schemas of a kind, in all combinations: null in either, inline or by reference, either order."""
    value = KINDS[kind][3]
    for first, second, is_reference, is_last in product((False, True), repeat=4):
        one = part(version, kind, 0, first)
        parts = [
            reference(component(kind, first)) if is_reference else one,
            part(version, kind, 1, second),
        ]
        if kind in ("date", "boolean") and is_reference and first and not second:
            continue  # the reference keeps its name and its null beside a schema that states only a `type`
        listed = ", ".join(reversed(parts) if is_last else parts)
        yield Row(f"{{allOf: [{listed}]}}", value, first and second)


OBJECT, OTHER, TEXT = {"a": "x"}, {"c": 1}, "x"
PLAIN, MAYBE = reference("PlainObject"), reference("MaybeObject")
PAIR = f"{PLAIN}, {reference('Other')}"
MORE = "properties: {b: {type: string}}"

ROWS: dict[str, list[Row]] = {
    "3.0.3": [
        # beside a reference, and around one
        Row(PLAIN, OBJECT, False),
        Row(MAYBE, OBJECT, True),
        Row("{$ref: '#/components/schemas/PlainObject', nullable: true}", OBJECT, True),
        Row("{$ref: '#/components/schemas/PlainObject', nullable: false}", OBJECT, False),
        Row("{$ref: '#/components/schemas/MaybeObject', nullable: true}", OBJECT, True),
        Row("{$ref: '#/components/schemas/Color', nullable: true}", "red", True),
        Row("{$ref: '#/components/schemas/PlainString', nullable: true}", TEXT, True),
        Row("{$ref: '#/components/schemas/Either', nullable: true}", OTHER, True),
        Row(f"{{nullable: true, allOf: [{PLAIN}]}}", OBJECT, True),
        Row(f"{{type: object, nullable: true, allOf: [{PLAIN}]}}", OBJECT, True),
        Row(f"{{nullable: true, allOf: [{PLAIN}, {{{MORE}}}]}}", OBJECT, True),
        Row(f"{{allOf: [{PLAIN}, {{nullable: true}}]}}", OBJECT, False),
        Row(f"{{allOf: [{MAYBE}]}}", OBJECT, True),
        Row(f"{{allOf: [{MAYBE}], description: One of them}}", OBJECT, True),
        Row("{allOf: [{type: string, nullable: true}]}", TEXT, True),
        Row("{allOf: [{type: string, nullable: true}], description: A text}", TEXT, True),
        # a schema without `type` does not exclude null
        Row(f"{{allOf: [{MAYBE}, {{{MORE}}}]}}", {**OBJECT, "b": "y"}, True),
        Row("{allOf: [{type: string, nullable: true}, {maxLength: 5}]}", TEXT, True),
        Row("{allOf: [{maxLength: 5}, {type: string, nullable: true, minLength: 1}]}", TEXT, True),
        Row("{allOf: [{type: string}, {maxLength: 5}]}", TEXT, False),
        # values
        Row("{type: string, enum: [a, b]}", "a", False),
        Row("{type: string, enum: [a, b, null], nullable: true}", "a", True),
        Row("{type: string, enum: [a, b], nullable: true}", "a", True),
        Row("{allOf: [{type: string, enum: [a, b], nullable: true}, {type: string, enum: [b, c]}]}", "b", False),
        Row("{allOf: [{type: string, enum: [a, b], nullable: true}, {type: string, enum: [b, c], nullable: true}]}", "b", True),
        Row(f"{{nullable: true, allOf: [{reference('Color')}, {{type: string}}]}}", "red", True),
        # alternatives
        Row(f"{{oneOf: [{PAIR}]}}", OTHER, False),
        Row(f"{{nullable: true, oneOf: [{PAIR}]}}", OTHER, True),
        Row(f"{{type: object, nullable: true, anyOf: [{PAIR}]}}", OTHER, True),
        Row(f"{{anyOf: [{PLAIN}, {{nullable: true}}]}}", OBJECT, True),
        Row(f"{{anyOf: [{MAYBE}, {reference('Other')}]}}", OTHER, True),
        Row(f"{{allOf: [{{type: object, nullable: true, oneOf: [{PAIR}]}}, {{type: object, nullable: true, {MORE}}}]}}", OTHER, True),
        Row(f"{{allOf: [{{type: object, nullable: true, oneOf: [{PAIR}]}}, {{type: object, {MORE}}}]}}", OTHER, False),
    ],
    "3.1.0": [
        Row(PLAIN, OBJECT, False),
        Row(MAYBE, OBJECT, True),
        Row(f"{{type: [object, 'null'], allOf: [{PLAIN}]}}", OBJECT, True),
        Row(f"{{type: object, allOf: [{PLAIN}]}}", OBJECT, False),
        Row(f"{{allOf: [{MAYBE}], description: One of them}}", OBJECT, True),
        Row(f"{{allOf: [{{type: [object, 'null']}}, {PLAIN}]}}", OBJECT, False),
        Row("{allOf: [{type: [string, 'null']}]}", TEXT, True),
        Row("{$ref: '#/components/schemas/MaybeObject', description: One of them}", OBJECT, True),
        Row("{$ref: '#/components/schemas/MaybeObject', type: object, properties: {b: {type: string}}}", OBJECT, False),
        Row("{$ref: '#/components/schemas/MaybeObject', properties: {b: {type: string}}}", OBJECT, True),
        # a schema without `type` does not exclude null
        Row(f"{{allOf: [{MAYBE}, {{{MORE}}}]}}", {**OBJECT, "b": "y"}, True),
        Row(f"{{allOf: [{{{MORE}}}, {MAYBE}]}}", {**OBJECT, "b": "y"}, True),
        Row(f"{{allOf: [{PLAIN}, {{{MORE}}}]}}", OBJECT, False),
        Row("{allOf: [{type: [string, 'null']}, {maxLength: 5}]}", TEXT, True),
        Row("{allOf: [{maxLength: 5}, {type: [string, 'null'], minLength: 1}]}", TEXT, True),
        Row("{allOf: [{type: string}, {maxLength: 5}]}", TEXT, False),
        Row("{allOf: [{type: [string, 'null'], maxLength: 5}, {type: string}]}", TEXT, False),
        Row("{allOf: [{type: [integer, 'null']}, {minimum: 1}]}", 3, True),
        Row("{allOf: [{type: [array, 'null'], items: {type: string}}, {maxItems: 5}]}", [TEXT], True),
        # values
        Row("{enum: [a, b]}", "a", False),
        Row("{enum: [a, b, null]}", "a", True),
        Row("{type: [string, 'null'], enum: [a, b, null]}", "a", True),
        Row("{allOf: [{enum: [a, b, null]}, {enum: [b, c]}]}", "b", False),
        Row("{allOf: [{enum: [b, c]}, {enum: [a, b, null]}]}", "b", False),
        Row("{allOf: [{enum: [a, b, null]}, {enum: [b, c, null]}]}", "b", True),
        Row("{allOf: [{enum: [a, b, null]}, {type: string}]}", "b", False),
        Row("{allOf: [{enum: [a, b, null]}, {type: [string, 'null'], maxLength: 5}]}", "b", True),
        Row("{anyOf: [{const: a}, {const: null}]}", "a", True),
        Row("{allOf: [{enum: [a, b, null]}, {const: b}]}", "b", False),
        # alternatives
        Row(f"{{oneOf: [{PAIR}]}}", OTHER, False),
        Row(f"{{oneOf: [{PAIR}, {{type: 'null'}}]}}", OTHER, True),
        Row(f"{{oneOf: [{{type: 'null'}}, {PLAIN}]}}", OBJECT, True),
        Row(f"{{anyOf: [{PLAIN}, {{type: 'null'}}]}}", OBJECT, True),
        Row(f"{{anyOf: [{PLAIN}, {{enum: [null]}}]}}", OBJECT, True),
        Row(f"{{anyOf: [{PLAIN}, {{const: null}}]}}", OBJECT, True),
        Row(f"{{anyOf: [{MAYBE}, {reference('Other')}]}}", OTHER, True),
        Row(f"{{type: [object, 'null'], oneOf: [{PAIR}]}}", OTHER, True),
        Row(f"{{type: [object, 'null'], anyOf: [{PAIR}]}}", OTHER, True),
        Row(f"{{type: object, oneOf: [{PAIR}]}}", OTHER, False),
        Row(f"{{type: [object, 'null'], {MORE}, oneOf: [{PAIR}]}}", OTHER, True),
        Row(f"{{allOf: [{reference('EitherOrNull')}]}}", OTHER, True),
        Row(f"{{allOf: [{reference('EitherOrNull')}, {{type: object, {MORE}}}]}}", OTHER, False),
        Row(f"{{allOf: [{{type: object, {MORE}}}, {reference('EitherOrNull')}]}}", OTHER, False),
        Row(f"{{allOf: [{reference('EitherOrNull')}, {{{MORE}}}]}}", OTHER, True),
        Row(f"{{allOf: [{reference('EitherOrNull')}, {{type: [object, 'null'], {MORE}}}]}}", OTHER, True),
        Row("{allOf: [{anyOf: [{type: string}, {type: 'null'}]}, {type: string, maxLength: 5}]}", TEXT, False),
    ],
}  # fmt: skip


def rows(version: str) -> list[Row]:
    """Return the rows of a version of OpenAPI."""
    return [*ROWS[version], *(row for kind in KINDS for row in combined(version, kind))]


def document(version: str) -> tuple[str, list[Row]]:
    """Return a document with each row twice: as the required property `x` of `Row7`, and the optional `o7` of Thing."""
    listed = rows(version)
    required = [
        f"Row{n}: {{type: object, required: [x], properties: {{x: {row.schema}}}}}"
        for n, row in enumerate(listed)
    ]
    properties = [
        f"r{n}: {reference(f'Row{n}')}\no{n}: {row.schema}" for n, row in enumerate(listed)
    ]
    thing = "Thing:\n  type: object\n  properties:\n" + indent("\n".join(properties), "    ")
    return "\n".join([components(version), *required, thing]), listed
