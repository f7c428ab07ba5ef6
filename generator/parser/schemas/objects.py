"""Objects: models with the properties of one schema or of all flattened subschemas, or maps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from generator.ir.intersection import intersect_constraints
from generator.ir.types import Anything, Field, MapOf, Named, Type, Union
from generator.naming import assign, field_name
from generator.openapi import Node
from generator.parser.drafts import DraftField, DraftModel, NameHint
from generator.parser.queries.keywords import branches, required_only
from generator.parser.queries.nodes import is_mapping, is_true, values
from generator.parser.schemas.conditions import conditions
from generator.parser.schemas.registry import SchemaRegistry
from generator.parser.schemas.scalars import length_constraints
from generator.parser.schemas.subschema import Subschema

UNSUPPORTED_NAME: Final = re.compile(r'["\\\x00-\x1f]')  # msgspec rejects such names of fields
PropertySchemas: TypeAlias = "list[tuple[Node, NameHint]]"
"""The schemas of one property, each with the hint of the schema that declares it."""


def object_type(
    schemas: SchemaRegistry,
    flattened: Sequence[Subschema],
    hint: NameHint,
    origin: Node,
    options: Sequence[Sequence[Subschema]] = (),
) -> Type:
    """A model if properties are declared, otherwise a map.

    The value also matches one of the alternatives `options`; their properties are optional in the model.
    """
    key = tuple(
        (each.node.address, each.without) for option in (flattened, *options) for each in option
    )
    if key in schemas.open_objects and not hint.owned:
        return schemas.open_objects[key]  # an object that contains itself
    if not options and not _properties(flattened) and not _is_closed(flattened):
        schemas.open_objects[key] = MapOf(Anything())
        value = _extras(schemas, flattened) or Anything()
        del schemas.open_objects[key]
        sizes = (length_constraints(x.node, "minProperties", "maxProperties") for x in flattened)
        return MapOf(value, intersect_constraints(sizes))
    name = hint.name if hint.owned else schemas.names.allocate(hint.name)
    draft = DraftModel(
        name,
        hint.module,
        schemas.names.component_name(origin) if hint.owned else "",
        origin.json_pointer,
        description=_description(flattened, origin),
        deprecated=is_true(origin, "deprecated"),
    )
    schemas.drafts[name] = draft
    schemas.open_objects[key] = Named(name)
    schemas.announce(origin, Named(name))
    draft.extras = _extras(schemas, flattened)
    _add_fields(schemas, draft, flattened, hint, options)
    del schemas.open_objects[key]
    return Named(name)


def _add_fields(
    schemas: SchemaRegistry,
    draft: DraftModel,
    flattened: Sequence[Subschema],
    hint: NameHint,
    options: Sequence[Sequence[Subschema]],
) -> None:
    declared = _properties(flattened)
    by_option = [_properties(option) for option in options]
    known = {*declared, *(wire for option in by_option for wire in option)}
    _report_undescribed(schemas, flattened, known)
    for properties in (declared, *by_option):
        _drop_unsupported(schemas, draft, properties)
    optional = list(
        dict.fromkeys(wire for option in by_option for wire in option if wire not in declared)
    )
    undescribed = _undescribed(flattened, known)
    wires = [*declared, *optional, *undescribed]
    names = dict(zip(wires, assign(wires, field_name), strict=True))
    required = _required(flattened)
    required |= set.intersection(*(_required(option) for option in options)) if options else set()
    for wire in declared:
        type_ = _property_type(schemas, declared[wire], wire, hint)
        field = _field(schemas, declared[wire], names[wire], wire, type_, wire in required)
        draft.fields.append(field)
    for wire in optional:
        alternatives = [option[wire] for option in by_option if wire in option]
        types = dict.fromkeys(_property_type(schemas, each, wire, hint) for each in alternatives)
        type_ = next(iter(types)) if len(types) == 1 else Union(tuple(types))
        field = _field(schemas, alternatives[0], names[wire], wire, type_, wire in required)
        draft.fields.append(field)
    for wire in undescribed:  # optional, because it may well be a mistake in the document
        draft.fields.append(DraftField(Field(names[wire], wire, Anything(), required=False)))
    draft.exactly_one_of = [
        tuple(names[wire] for wire in group)
        for group in _groups(schemas, flattened)
        if all(wire in names for wire in group)
    ]
    draft.conditions = tuple(c for each in flattened for c in conditions(each.node, names))


def _properties(flattened: Iterable[Subschema]) -> dict[str, PropertySchemas]:
    """The declared properties, in order, each with all its schemas; one that is `false` must be absent."""
    result: dict[str, PropertySchemas] = {}
    for each in flattened:
        properties = each.node.get("properties")
        for wire, node in properties.items() if properties is not None else ():
            if node.value is not False:
                result.setdefault(wire, []).append((node, each.hint))
    return result


def _drop_unsupported(
    schemas: SchemaRegistry, draft: DraftModel, properties: dict[str, PropertySchemas]
) -> None:
    """Move properties whose names cannot be fields to the additional properties."""
    for wire in [wire for wire in properties if UNSUPPORTED_NAME.search(wire)]:
        (node, _), *_ = properties.pop(wire)
        message = (
            f"the client cannot decode a property called {wire!r} (a quote, a backslash or a control character);"
            " it is one of the additional properties"
        )
        schemas.context.fail(node, "property-name", message)
        draft.extras = draft.extras or Anything()


def _property_type(
    schemas: SchemaRegistry, declared: PropertySchemas, wire: str, hint: NameHint
) -> Type:
    distinct = {
        schemas.destination(node).address: (node, owner)
        for node, owner in declared
        if node.value is not True and node.value != {}
    }
    subschemas = [Subschema(node, owner.child(wire)) for node, owner in distinct.values()]
    return schemas.merged(subschemas, hint.child(wire), declared[-1][0])


def _field(
    schemas: SchemaRegistry,
    declared: PropertySchemas,
    name: str,
    wire: str,
    type_: Type,
    required: bool,
) -> DraftField:
    nodes = [node for node, _ in declared]
    targets = [schemas.destination(node) for node in nodes]
    defaults = (node.get("default") for node in reversed([*targets, *nodes]) if "default" in node)
    default = next(defaults, None)
    field = Field(
        name,
        wire,
        type_,
        required,
        next((text for node in reversed(nodes) if (text := node.text("description"))), ""),
        default.value if default is not None else None,
        default is not None,
        any(is_true(node, "deprecated") for node in nodes),
    )
    marked = [part for node in (*nodes, *targets) for part in _parts_beside(node)]
    return DraftField(
        field,
        any(is_true(node, "readOnly") for node in marked),
        any(is_true(node, "writeOnly") for node in marked),
    )


def _parts_beside(node: Node) -> Iterator[Node]:
    """The schema and the members of its `allOf`: `readOnly` in `allOf: [{$ref: ...}, {readOnly: true}]` counts."""
    yield node
    for branch in branches(node, "allOf"):
        yield from _parts_beside(branch)


def _required(flattened: Iterable[Subschema]) -> set[str]:
    return {
        name
        for each in flattened
        for name in values(each.node.get("required"))
        if isinstance(name, str)
    }


def _undescribed(flattened: Sequence[Subschema], known: set[str]) -> list[str]:
    """The required properties without a schema that can be fields."""
    names = (name for each in flattened for name in values(each.node.get("required")))
    undescribed = (name for name in names if isinstance(name, str) and name not in known)
    return [name for name in dict.fromkeys(undescribed) if not UNSUPPORTED_NAME.search(name)]


def _report_undescribed(
    schemas: SchemaRegistry, flattened: Sequence[Subschema], known: set[str]
) -> None:
    for each in flattened:
        required = each.node.get("required")
        for child in required.elements() if required is not None else ():
            if isinstance(child.value, str) and child.value not in known:
                message = f"the required property {child.value!r} has no schema, so it is optional and of any type"
                schemas.context.warn(child, "conflicting-constraints", message)


def _extras(schemas: SchemaRegistry, flattened: Sequence[Subschema]) -> Type | None:
    """The type of additional properties; None if the schema does not mention them."""
    types: dict[Type, None] = {}
    for each in flattened:
        for node in _additional(each.node):
            if node.value is True:
                types[Anything()] = None
            elif is_mapping(node):
                types[schemas.type_of(node, each.hint.child("value"))] = None
    if not types:
        return None
    if Anything() in types:
        return Anything()
    return next(iter(types)) if len(types) == 1 else Union(tuple(types))


def _additional(node: Node) -> Iterable[Node]:
    """The schemas of properties without a declared name: those of patterns, and the rest."""
    patterns = node.get("patternProperties")
    yield from (child for _, child in patterns.items()) if patterns is not None else ()
    rest = node.get("additionalProperties") or node.get("unevaluatedProperties")
    if rest is not None:
        yield rest


def _is_closed(flattened: Iterable[Subschema]) -> bool:
    """Whether a schema forbids additional properties: without properties it is an empty model, not a map."""
    for each in flattened:
        rest = each.node.get("additionalProperties") or each.node.get("unevaluatedProperties")
        if rest is not None and rest.value is False and "patternProperties" not in each.node:
            return True
    return False


def _groups(schemas: SchemaRegistry, flattened: Iterable[Subschema]) -> list[tuple[str, ...]]:
    """The groups of properties, exactly one of them given: `oneOf: [{required: [a]}, {required: [b]}]`."""
    result: list[tuple[str, ...]] = []
    for each in flattened:
        options = branches(each.node, "oneOf")
        groups = [group for option in options if (group := required_only(option))]
        if len(options) > 1 and len(groups) == len(options):
            result.extend(groups)
        any_of = branches(each.node, "anyOf")
        if any_of and all(required_only(option) for option in any_of):
            message = (
                "the client does not check that at least one of these groups of properties is given"
            )
            schemas.context.warn(each.node / "anyOf", "ignored-keyword", message)
    return result


def _description(flattened: Sequence[Subschema], origin: Node) -> str:
    own = origin.text("description")
    return own or (flattened[0].node.text("description") if len(flattened) == 1 else "")
