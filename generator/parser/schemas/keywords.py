"""What a schema's keywords say of it before any type is made: which JSON types it admits, and how much it says."""

from __future__ import annotations

from generator.openapi import Node
from generator.parser.context import flag, values

ANNOTATIONS = {
    *(
        "title",
        "description",
        "default",
        "example",
        "examples",
        "deprecated",
        "readOnly",
        "writeOnly",
    ),
    *("externalDocs", "xml", "nullable", "discriminator", "definitions", "summary"),
}
OBJECT_KEYS = {
    *(
        "properties",
        "additionalProperties",
        "patternProperties",
        "required",
        "minProperties",
        "maxProperties",
    ),
    *("propertyNames", "unevaluatedProperties", "dependentRequired", "dependentSchemas"),
}
ARRAY_KEYS = {"items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains"}
STRING_KEYS = {"pattern", "minLength", "maxLength", "contentEncoding", "contentMediaType"}
FORMATS = {
    **dict.fromkeys(("int32", "int64", "uint32", "uint64"), "integer"),
    **dict.fromkeys(("float", "double", "decimal"), "number"),
    **dict.fromkeys(
        ("date-time", "date", "time", "byte", "binary", "uuid", "uri", "email", "password"),
        "string",
    ),
}
IGNORED = frozenset(
    {
        "not",
        "if",
        "dependentSchemas",
        "dependentRequired",
        "contains",
        "propertyNames",
        "$recursiveRef",
    }
)

NOTHING, TYPE_ONLY, SUBSTANCE = 0, 1, 2


def weight(node: Node, *, own: bool = False) -> int:
    """How much a schema says: nothing but notes, only its type, or more. `own` leaves `$ref` and `allOf` aside."""
    if not own and node.reference is not None:
        return SUBSTANCE
    told = {key for key in node.keys if _tells(key)}
    if own:
        told -= {"allOf"}
    return NOTHING if not told else TYPE_ONLY if told == {"type"} else SUBSTANCE


def _tells(key: str) -> bool:
    return (
        key not in ANNOTATIONS and not key.startswith(("$", "x-"))
    ) or key == "x-extensible-enum"


def kinds(node: Node) -> list[str]:
    """The JSON types that a schema admits, as it says or as its keywords imply; none when it may be anything."""
    said = node.get("type")
    if said is not None:
        return (
            [said.value]
            if isinstance(said.value, str)
            else [v for v in values(said) if isinstance(v, str)]
        )
    keys = set(node.keys)
    if keys & OBJECT_KEYS:
        return ["object"]
    if keys & ARRAY_KEYS:
        return ["array"]
    if keys & STRING_KEYS:
        return ["string"]
    format_ = node.text("format")
    return [FORMATS[format_]] if format_ in FORMATS else []


def states_null(node: Node) -> bool | None:
    """Whether a schema's own keywords list null (True) or exclude it (False); None where they do not mention it.

    A schema without `type` and without values does not exclude null: `{maxLength: 5}` holds for it.
    """
    listed = [(node / "const").value] if "const" in node else values(node.get("enum"))
    if None in listed or "null" in kinds(node) or flag(node, "nullable"):
        return True
    return False if listed or "type" in node else None


def branches(node: Node, keyword: str) -> list[Node]:
    """The members of `oneOf`, `anyOf` or `allOf`."""
    return list((node / keyword).elements()) if keyword in node else []


def is_dangling(node: Node) -> bool:
    """Whether a chain of references ended without a value (reported by the source)."""
    return node.reference is not None and (
        node.target is None or weight(node, own=True) != SUBSTANCE
    )


def required_only(node: Node) -> tuple[str, ...] | None:
    """The names of a branch that says nothing but `required`, as in `oneOf: [{required: [a]}, {required: [b]}]`."""
    if not isinstance(node.value, dict) or node.reference is not None:
        return None
    told = {key for key in node.value if _tells(key)}
    names = tuple(v for v in values(node.get("required")) if isinstance(v, str))
    return names if names and told <= {"required", "not", "type"} else None
