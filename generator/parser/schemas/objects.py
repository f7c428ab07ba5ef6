"""Objects: models with the properties of one schema or of all flattened subschemas, or maps."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from typing import Final

from generator.ir.intersection import intersect_constraints
from generator.ir.types import Anything, Field, FieldChoice, MapOf, Named, Type, Union
from generator.openapi import Node
from generator.openapi.inheritance import own_parts
from generator.parser.drafts import DraftField, DraftModel, NameHint
from generator.parser.names.name_table import property_hint
from generator.parser.queries.conditions import conditions
from generator.parser.queries.examples import add_examples, schema_example
from generator.parser.queries.keywords import kinds
from generator.parser.queries.nodes import default_value, is_mapping, is_true
from generator.parser.schemas.alternatives import (
    NO_ALTERNATIVES,
    Alternatives,
    PropertySchemas,
    alternative_groups,
    common_names,
    conditional_options,
    distinct_schemas,
    required_names,
    required_only_groups,
)
from generator.parser.schemas.registry import SchemaRegistry
from generator.parser.schemas.scalars import length_constraints
from generator.parser.schemas.subschema import Subschema, is_closed

UNSUPPORTED_NAME: Final = re.compile(r'["\\\x00-\x1f]')  # msgspec rejects such names of fields


def object_type(
    schemas: SchemaRegistry,
    flattened: Sequence[Subschema],
    hint: NameHint,
    origin: Node,
    alternatives: Alternatives = NO_ALTERNATIVES,
) -> Type:
    """A model if properties are declared, otherwise a map.

    The value also matches one of the alternatives; their properties are optional in the model. So are properties that
    are declared under a condition.
    """
    every = [*flattened, *(each for option in alternatives.options for each in option)]
    conditional = conditional_options(schemas, every)
    key = tuple((each.node.address, each.without) for each in every)
    if key in schemas.open_objects and not hint.owned:
        return schemas.open_objects[key]  # an object that contains itself
    is_map = not any(map(declared_properties, [flattened, *alternatives.options, *conditional]))
    if is_map and not alternatives.options and not is_closed(flattened):
        schemas.open_objects[key] = MapOf(Anything())
        mapping = _map_type(schemas, flattened, hint)
        del schemas.open_objects[key]
        return mapping
    hint = schemas.names.free_hint(hint, origin)
    draft = DraftModel(
        hint.name if hint.owned else schemas.names.allocate(hint.name),
        hint.module,
        schemas.names.component_name(origin) if hint.owned else "",
        origin.json_pointer,
        description=_description(flattened, origin),
        deprecated=is_true(origin, "deprecated"),
    )
    schemas.drafts[draft.name] = draft
    result = schemas.open_objects[key] = Named(draft.name)
    schemas.announce(origin, result)
    draft.extras = _extras(schemas, every)
    _add_fields(schemas, draft, flattened, hint, alternatives, conditional)
    add_examples(draft, [*own_parts(origin), *(each.node for each in flattened)])
    del schemas.open_objects[key]
    return result


def _map_type(schemas: SchemaRegistry, flattened: Sequence[Subschema], hint: NameHint) -> MapOf:
    value = _map_value(schemas, flattened, hint)
    for node, _, _ in required_only_groups(flattened):
        schemas.context.warn(node, "ignored-keyword", "the client does not check this choice")
    sizes = (length_constraints(each.node, "minProperties", "maxProperties") for each in flattened)
    return MapOf(value, intersect_constraints(sizes))


def _add_fields(
    schemas: SchemaRegistry,
    draft: DraftModel,
    flattened: Sequence[Subschema],
    hint: NameHint,
    alternatives: Alternatives,
    conditional: Sequence[Sequence[Subschema]],
) -> None:
    options = [*alternatives.options, *conditional]
    declared = declared_properties(flattened)
    by_option = [declared_properties(option) for option in options]
    known = {*declared, *(wire for option in by_option for wire in option)}
    undescribed = _undescribed(schemas, [flattened, *options], known)
    for properties in (declared, *by_option):
        _drop_unsupported(schemas, draft, properties)
    optional = list(
        dict.fromkeys(wire for option in by_option for wire in option if wire not in declared)
    )
    places = [(w, own[-1][0]) for each in (declared, *by_option) for w, own in each.items()]
    names = schemas.names.fields([*declared, *optional, *undescribed], places)
    fields = frozenset(names.values())
    required = required_names(flattened) | common_names(alternatives)
    for wire in declared:
        type_ = _property_type(schemas, declared[wire], wire, hint, fields)
        field = _field(schemas, declared[wire], names[wire], wire, type_, wire in required)
        draft.fields.append(field)
    for wire in optional:
        listed = distinct_schemas(option[wire] for option in by_option if wire in option)
        types = dict.fromkeys(_property_type(schemas, each, wire, hint, fields) for each in listed)
        type_ = next(iter(types)) if len(types) == 1 else Union(tuple(types))
        every = [each for option in listed for each in option]
        field = _field(schemas, every, names[wire], wire, type_, wire in required)
        draft.fields.append(field)
    for wire in undescribed:  # optional, because it may well be a mistake in the document
        draft.fields.append(DraftField(Field(names[wire], wire, Anything(), required=False)))
    _add_choices(draft, flattened, alternatives, names, declared, required)
    _add_conditions(draft, flattened, {wire: names[wire] for wire in declared})


def _add_conditions(
    draft: DraftModel, flattened: Sequence[Subschema], own: Mapping[str, str]
) -> None:
    """Add the conditions of a model. `own` has the names of its fields by wire name."""
    for each in flattened:
        if found := conditions(each.node, own):
            draft.conditions += found
            draft.checked.append(each.node / "if")


def _add_choices(
    draft: DraftModel,
    flattened: Sequence[Subschema],
    alternatives: Alternatives,
    names: Mapping[str, str],
    declared: Collection[str],
    required: set[str],
) -> None:
    """Add the choices between groups of properties; the ones that cannot be checked are recorded."""
    choices = [([node], groups, only) for node, groups, only in required_only_groups(flattened)]
    if alternatives.options:
        groups, exclusive = alternative_groups(alternatives, required, declared)
        if groups != ((),):
            choices.append(([*alternatives.nodes], groups, exclusive))
    for nodes, groups, exclusive in choices:
        if all(group and all(wire in names for wire in group) for group in groups):
            named = tuple(tuple(names[wire] for wire in group) for group in groups)
            draft.choices.append(FieldChoice(named, exclusive))
            draft.checked += nodes
        else:
            draft.unchecked += nodes


def declared_properties(flattened: Iterable[Subschema]) -> dict[str, PropertySchemas]:
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
    schemas: SchemaRegistry,
    declared: PropertySchemas,
    wire: str,
    hint: NameHint,
    fields: Set[str] = frozenset(),
) -> Type:
    distinct = {
        schemas.destination(node).address: (node, owner)
        for node, owner in declared
        if node.value is not True and node.value != {}
    }
    own = property_hint(hint, wire, fields)
    subschemas = [
        Subschema(node, own if owner == hint else property_hint(owner, wire, fields))
        for node, owner in distinct.values()
    ]
    return schemas.merged(subschemas, own, declared[-1][0])


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
    others = [end for node, end in zip(nodes, targets, strict=True) if end is not node]
    defaults = (node.get("default") for node in reversed([*others, *nodes]) if "default" in node)
    default = next(defaults, None)
    admitted = next(filter(None, map(kinds, [*nodes, *others])), []) if default is not None else []
    field = Field(
        name,
        wire,
        type_,
        required,
        next((text for node in reversed(nodes) if (text := node.text("description"))), ""),
        None if default is None else default_value(schemas.context, default, admitted),
        default is not None,
        any(is_true(node, "deprecated") for node in nodes),
        example=next((x for x in map(schema_example, [*nodes, *others]) if x is not None), None),
    )
    # `readOnly` in `allOf: [{$ref: ...}, {readOnly: true}]` counts.
    parts = [
        [*own_parts(node), *(own_parts(end) if end is not node else ())]
        for node, end in zip(nodes, targets, strict=True)
    ]
    read_only = {any(is_true(part, "readOnly") for part in each) for each in parts}
    write_only = any(is_true(part, "writeOnly") for each in parts for part in each)
    return DraftField(field, read_only == {True}, len(read_only) == 2, write_only)


def _undescribed(
    schemas: SchemaRegistry, sets: Iterable[Sequence[Subschema]], known: set[str]
) -> list[str]:
    """The required properties without a schema that can be fields. They are reported."""
    nodes: list[Node] = []
    for subschemas in sets:
        nodes += [each.node for each in subschemas]
        choices = (node for node, _, _ in required_only_groups(subschemas))
        nodes += [each for choice in choices for each in choice.elements()]
    names: dict[str, None] = {}
    for node in nodes:
        required = node.get("required")
        for child in required.elements() if required is not None else ():
            if isinstance(child.value, str) and child.value not in known:
                names[child.value] = None
                message = f"the required property {child.value!r} has no schema, so it is optional and of any type"
                schemas.context.warn(child, "conflicting-constraints", message)
    return [name for name in names if not UNSUPPORTED_NAME.search(name)]


def _map_value(schemas: SchemaRegistry, flattened: Sequence[Subschema], hint: NameHint) -> Type:
    """The type of the values of a map: all schemas of additional properties apply to them."""
    if any("patternProperties" in each.node for each in flattened):
        return _extras(schemas, flattened) or Anything()
    declared = [
        (node, each.hint)
        for each in flattened
        for node in _additional(each.node)
        if is_mapping(node)
    ]
    return _property_type(schemas, declared, "value", hint) if declared else Anything()


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


def _description(flattened: Sequence[Subschema], origin: Node) -> str:
    own = origin.text("description")
    return own or (flattened[0].node.text("description") if len(flattened) == 1 else "")
