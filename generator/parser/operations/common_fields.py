"""JSON and multipart bodies of one operation that have fields in common -> one type with the fields of all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from generator.ir.equality import equal_schemas
from generator.ir.operations import ContentKind
from generator.ir.types import Type
from generator.openapi import Node
from generator.parser.drafts import NameHint
from generator.parser.queries.keywords import kinds
from generator.parser.queries.media_types import content_kind
from generator.parser.schemas.alternatives import Alternatives, find_one_of, required_names
from generator.parser.schemas.flatten import flatten, subschemas_of
from generator.parser.schemas.objects import object_type
from generator.parser.schemas.schemas import Schemas
from generator.parser.schemas.subschema import Subschema

STRUCTURED: Final = {ContentKind.JSON, ContentKind.FORM, ContentKind.MULTIPART}


def common_type(
    schemas: Schemas, entries: Sequence[tuple[str, Node]], hint: NameHint
) -> Type | None:
    """The type of a body with the fields of all its media types; None if they are better kept apart.

    The media types have different schemas of objects with some fields in common, and one of them is multipart. A field
    is required if all of them require it; `required_fields` are the ones that a single one requires.
    """
    bodies = [schema for _, entry in entries if (schema := entry.get("schema")) is not None]
    found = [content_kind(name, entry.get("schema")) for name, entry in entries]
    if len(bodies) != len(entries) or not STRUCTURED.issuperset(found):
        return None
    if ContentKind.MULTIPART not in found or len(set(found)) == 1:
        return None
    distinct = [
        each
        for n, each in enumerate(bodies)
        if not any(repeats_schema(schemas, each, x) for x in bodies[:n])
    ]
    options = [flatten(schemas, subschemas_of(schemas, each, hint)) for each in distinct]
    if len(options) == 1 or not _have_common_fields(schemas, options):
        return None
    return object_type(schemas, (), hint, distinct[0], Alternatives(options))


def required_fields(schemas: Schemas, entry: Node, hint: NameHint) -> tuple[str, ...]:
    """The fields that one of these media types requires."""
    schema = entry / "schema"
    return tuple(sorted(required_names(flatten(schemas, subschemas_of(schemas, schema, hint)))))


def _have_common_fields(schemas: Schemas, options: Sequence[Sequence[Subschema]]) -> bool:
    """Whether objects have fields in common, all with the same types, and no keywords but properties."""
    properties = [_properties(option) for option in options]
    if any(find_one_of(option) or not _is_plain(option) for option in options):
        return False
    common = set[str]().union(*properties[:1]).intersection(*properties[1:])
    return bool(common) and all(
        _have_same_type(schemas, properties[0][wire], other[wire])
        for other in properties[1:]
        for wire in other.keys() & properties[0].keys()
    )


def _is_plain(option: Sequence[Subschema]) -> bool:
    rest = ("additionalProperties", "unevaluatedProperties", "patternProperties")
    open_ = (node for each in option for key in rest if (node := each.node.get(key)) is not None)
    return all(node.value is False for node in open_) and all(
        kinds(each.node) in ([], ["object"]) for each in option
    )


def _properties(option: Sequence[Subschema]) -> dict[str, Node]:
    listed = (each.node.get("properties") for each in option)
    return {wire: child for node in listed if node is not None for wire, child in node.items()}


def _have_same_type(schemas: Schemas, first: Node, second: Node) -> bool:
    """Whether two fields have equal schemas, or are strings: a file in a form is often its URL or base64 in JSON."""
    node, other = schemas.destination(first), schemas.destination(second)
    are_strings = kinds(node) == kinds(other) == ["string"]
    return are_strings or node.address == other.address or equal_schemas(node.value, other.value)


def repeats_schema(schemas: Schemas, first: Node | None, second: Node) -> bool:
    """Whether two media types have the same schema: by reference, or with equal text in the same file."""
    if first is None:
        return False
    return schemas.destination(first).address == schemas.destination(second).address or (
        first.value == second.value and first.file == second.file
    )
