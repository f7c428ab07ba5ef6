"""The subschemas that apply to one value, through references and `allOf`."""

from __future__ import annotations

from collections.abc import Sequence

from generator.openapi import Address, Node
from generator.parser.drafts import NameHint
from generator.parser.queries.keywords import NOTHING, branches, leads_nowhere
from generator.parser.schemas.registry import SchemaRegistry
from generator.parser.schemas.subschema import Subschema


def subschemas_of(schemas: SchemaRegistry, node: Node, hint: NameHint) -> list[Subschema]:
    """The direct subschemas of a schema: its reference, the members of its `allOf`, and its own keywords."""
    result = [Subschema(branch, hint) for branch in branches(node, "allOf")]
    if node.is_reference:
        target = schemas.destination(node)
        result.insert(0, Subschema(target, _hint(schemas, target, hint), named=True))
    return [*result, Subschema(node, hint, own=True)]


def flatten(schemas: SchemaRegistry, subschemas: Sequence[Subschema]) -> list[Subschema]:
    """The subschemas with references followed and `allOf` expanded, each schema once."""
    result: list[Subschema] = []
    seen: set[Address] = set()
    for subschema in subschemas:
        _expand(schemas, subschema, result, seen)
    return result


def _expand(
    schemas: SchemaRegistry, subschema: Subschema, result: list[Subschema], seen: set[Address]
) -> None:
    node = subschema.node
    if not subschema.own:
        if node.address in seen:
            return
        seen.add(node.address)
        if node.is_reference:
            target = schemas.destination(node)
            if not leads_nowhere(target):
                hint = _hint(schemas, target, subschema.hint)
                _expand(schemas, Subschema(target, hint), result, seen)
            if schemas.context.is_30:
                return
        for branch in branches(node, "allOf"):
            _expand(schemas, Subschema(branch, subschema.hint), result, seen)
    own = Subschema(node, subschema.hint, own=True, without=subschema.without)
    is_new = all(each.node.address != node.address for each in result)
    # Keep a subschema whose union was split off: a later reference to it would add the union again.
    if is_new and (own.constraint_level != NOTHING or own.without):
        schemas.note_ignored(node)
        result.append(own)


def _hint(schemas: SchemaRegistry, target: Node, near: NameHint) -> NameHint:
    """The hint of the target of a reference; of a binding without a name, that of the schema around the reference."""
    return near if target.is_binding else schemas.names.hint_for(target)
