"""The keywords of a schema: the JSON types that it admits, and whether it constrains anything."""

from __future__ import annotations

from functools import cache
from typing import Final

from generator.openapi import Node
from generator.openapi.schema_keywords import (
    ARRAY_KEYS,
    NUMBER_KEYS,
    OBJECT_KEYS,
    STRING_KEYS,
    TYPES_OF_FORMATS,
)
from generator.parser.queries.nodes import is_true, strings, values

ANNOTATIONS: Final = frozenset(
    (
        "title description default example examples deprecated readOnly writeOnly externalDocs xml nullable"
        " discriminator definitions summary"
    ).split()
)
VALUE_KEYS: Final = ARRAY_KEYS | STRING_KEYS | NUMBER_KEYS
IGNORED: Final = frozenset(
    "not if dependentSchemas dependentRequired contains propertyNames $recursiveRef".split()
)

NOTHING, TYPE_ONLY, CONSTRAINED = 0, 1, 2


def constraint_level(node: Node, *, own: bool = False) -> int:
    """How much a schema constrains: NOTHING, TYPE_ONLY or CONSTRAINED (more). `own` leaves out `$ref` and `allOf`."""
    if not own and node.is_reference:
        return CONSTRAINED
    keys = {key for key in node.keys if constrains(key)}
    if own:
        keys.discard("allOf")
    return NOTHING if not keys else TYPE_ONLY if keys == {"type"} else CONSTRAINED


@cache
def constrains(key: str) -> bool:
    """Whether a keyword constrains values."""
    return (
        key not in ANNOTATIONS and not key.startswith(("$", "x-"))
    ) or key == "x-extensible-enum"


def kinds(node: Node) -> list[str]:
    """The JSON types that a schema admits: as declared, or as its keywords imply; empty if any type is admitted."""
    keys = set(node.keys)
    if "type" in keys:
        return strings(node / "type")
    if keys & OBJECT_KEYS:
        return ["object"]
    if keys & ARRAY_KEYS:
        return ["array"]
    if keys & STRING_KEYS:
        return ["string"]
    format_ = node.text("format")
    return [TYPES_OF_FORMATS[format_]] if format_ in TYPES_OF_FORMATS else []


def states_null(node: Node) -> bool | None:
    """Whether a schema's own keywords list null (True) or exclude it (False); None if they do not mention it.

    A schema without `type` and without values does not exclude null: null is valid for `{maxLength: 5}`.
    """
    listed = [(node / "const").value] if "const" in node else values(node.get("enum"))
    if None in listed or "null" in kinds(node) or is_true(node, "nullable"):
        return True
    return False if listed or "type" in node else None


def branches(node: Node, keyword: str) -> list[Node]:
    """The members of `oneOf`, `anyOf` or `allOf`."""
    return list((node / keyword).elements()) if keyword in node else []


def leads_nowhere(node: Node) -> bool:
    """Whether a chain of references ends without a value; the loader has reported it."""
    return node.is_reference and (
        node.target is None or constraint_level(node, own=True) != CONSTRAINED
    )


def required_only(node: Node) -> tuple[str, ...] | None:
    """The names of a branch that has only `required`, as in `oneOf: [{required: [a]}, {required: [b]}]`."""
    if not isinstance(node.value, dict) or node.is_reference:
        return None
    keys = {key for key in node.value if constrains(key)}
    names = tuple(value for value in values(node.get("required")) if isinstance(value, str))
    return names if names and keys <= {"required", "not", "type"} else None


def conditional_schemas(node: Node) -> list[Node]:
    """The schemas that apply to an object under a condition (JSON Schema Core, 10.2.2), if they can have properties."""
    keys = ("then", "else") if "if" in node else ()
    listed = [child for key in keys if (child := node.get(key)) is not None]
    for key in ("dependentSchemas", "dependencies"):
        dependent = node.get(key)
        listed += [child for _, child in dependent.items()] if dependent is not None else []
    return [child for child in listed if isinstance(child.value, dict)]
