"""Objects: models from the properties of one schema, or of all the parts that hold together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from generator.ir.intersection import intersect_constraints
from generator.ir.types import Anything, Field, MapOf, Named, Type, Union
from generator.naming import assign, field_name
from generator.openapi import Node
from generator.parser.context import RULES_OF_TOLERANCE, flag, is_mapping, values
from generator.parser.drafts import DraftField, DraftModel, NameHint
from generator.parser.schemas import all_of
from generator.parser.schemas.conditions import conditions
from generator.parser.schemas.keywords import branches, required_only
from generator.parser.schemas.scalars import length_constraints

if TYPE_CHECKING:
    from generator.parser.schemas.all_of import Subschema
    from generator.parser.schemas.schemas import Schemas

UNREADABLE = re.compile(r'["\\\x00-\x1f]')  # msgspec refuses fields with such names on the wire
Said = list[tuple[Node, NameHint]]  # the schemas of one property, each with the place of its owner


def object_type(
    schemas: Schemas,
    flattened: Sequence[Subschema],
    hint: NameHint,
    origin: Node,
    options: Sequence[Sequence[Subschema]] = (),
) -> Type:
    """A model where properties are known, otherwise a map.

    `options` are alternatives of which one holds too; what they say is optional in the model.
    """
    key = tuple(
        (subschema.node.address, subschema.without)
        for option in (flattened, *options)
        for subschema in option
    )
    if key in schemas.open and not hint.owned:
        return schemas.open[key]  # the same parts lead back to themselves
    if not options and not _properties(flattened) and not _is_closed(flattened):
        schemas.open[key] = MapOf(Anything())
        value = _extras(schemas, flattened) or Anything()
        del schemas.open[key]
        sizes = (length_constraints(x.node, "minProperties", "maxProperties") for x in flattened)
        return MapOf(value, intersect_constraints(sizes))
    name = hint.name if hint.owned else schemas.names.allocate(hint.name)
    draft = DraftModel(
        name,
        hint.module,
        schemas.names.component_name(origin) if hint.owned else "",
        origin.json_pointer,
        description=_last_text(flattened, origin, "description"),
        deprecated=flag(origin, "deprecated"),
    )
    schemas.drafts[name] = draft
    schemas.open[key] = Named(name)
    schemas.announce(origin, Named(name))
    draft.extras = _extras(schemas, flattened)
    _fill(schemas, draft, flattened, hint, options)
    del schemas.open[key]
    return Named(name)


def _fill(
    schemas: Schemas,
    draft: DraftModel,
    flattened: Sequence[Subschema],
    hint: NameHint,
    options: Sequence[Sequence[Subschema]],
) -> None:
    said = _properties(flattened)
    offered = [_properties(option) for option in options]
    known = {*said, *(wire for option in offered for wire in option)}
    _report_unknown(schemas, flattened, known)
    for properties in (said, *offered):
        _leave_unreadable(schemas, draft, properties)
    optional = list(
        dict.fromkeys(wire for option in offered for wire in option if wire not in said)
    )
    undescribed = [w for w in _undescribed(flattened, known) if not UNREADABLE.search(w)]
    wires = [*said, *optional, *undescribed]
    names = dict(zip(wires, assign(wires, field_name), strict=True))
    required = _required(flattened)
    required |= set.intersection(*(_required(option) for option in options)) if options else set()
    for wire in said:
        type_ = _property_type(schemas, said[wire], wire, hint)
        draft.fields.append(_field(schemas, said[wire], names[wire], wire, type_, wire in required))
    for wire in optional:
        found = [option[wire] for option in offered if wire in option]
        types = dict.fromkeys(_property_type(schemas, one, wire, hint) for one in found)
        type_ = next(iter(types)) if len(types) == 1 else Union(tuple(types))
        draft.fields.append(_field(schemas, found[0], names[wire], wire, type_, wire in required))
    for wire in undescribed:  # optional, because it may well be a slip of the document
        draft.fields.append(DraftField(Field(names[wire], wire, Anything(), required=False)))
    draft.exactly_one_of = [
        tuple(names[wire] for wire in group)
        for group in _groups(schemas, flattened)
        if all(w in names for w in group)
    ]
    draft.conditions = tuple(
        c for subschema in flattened for c in conditions(subschema.node, names)
    )


def _properties(flattened: Iterable[Subschema]) -> dict[str, Said]:
    """The properties that the parts name, in order, each with everything that is said of it."""
    found: dict[str, Said] = {}
    for subschema in flattened:
        properties = subschema.node.get("properties")
        for wire, node in properties.items() if properties is not None else ():
            if node.value is not False:  # `false` says that the property must not be there
                found.setdefault(wire, []).append((node, subschema.hint))
    return found


def _leave_unreadable(schemas: Schemas, draft: DraftModel, found: dict[str, Said]) -> None:
    """Leave what cannot be a field among the additional properties."""
    for wire in [wire for wire in found if UNREADABLE.search(wire)]:
        (node, _), *_ = found.pop(wire)
        message = (
            f"the codec reads no property {wire!r} (a quote, a backslash or a control character)"
        )
        schemas.context.fail(node, "property-name", message + RULES_OF_TOLERANCE)
        draft.extras = draft.extras or Anything()


def _property_type(schemas: Schemas, said: Said, wire: str, hint: NameHint) -> Type:
    told = {
        schemas.destination(node).address: (node, owner) for node, owner in said if _tells(node)
    }
    if len(told) <= 1:
        node, owner = next(iter(told.values()), said[-1])
        return schemas.type_of(node, owner.child(wire))
    parts = [all_of.Subschema(node, owner.child(wire)) for node, owner in told.values()]
    return all_of.merge_all_of(schemas, parts, hint.child(wire), said[-1][0])


def _tells(node: Node) -> bool:
    return node.value is not True and node.value != {}


def _field(
    schemas: Schemas, said: Said, name: str, wire: str, type_: Type, required: bool
) -> DraftField:
    nodes = [node for node, _ in said]
    targets = [schemas.destination(node) for node in nodes]
    default = next(
        (node.get("default") for node in reversed([*targets, *nodes]) if "default" in node), None
    )
    field = Field(
        name,
        wire,
        type_,
        required,
        next((text for node in reversed(nodes) if (text := node.text("description"))), ""),
        default.value if default is not None else None,
        default is not None,
        any(flag(node, "deprecated") for node in nodes),
    )
    marked = [said for node in (*nodes, *targets) for said in _with_branches(node)]
    return DraftField(
        field, any(flag(n, "readOnly") for n in marked), any(flag(n, "writeOnly") for n in marked)
    )


def _with_branches(node: Node) -> Iterator[Node]:
    """A schema and what it combines inline: `allOf: [{$ref: ...}, {readOnly: true}]` is said of the property."""
    yield node
    for branch in branches(node, "allOf"):
        yield from _with_branches(branch)


def _required(flattened: Iterable[Subschema]) -> set[str]:
    return {
        name
        for subschema in flattened
        for name in values(subschema.node.get("required"))
        if isinstance(name, str)
    }


def _undescribed(flattened: Sequence[Subschema], known: set[str]) -> list[str]:
    """The required properties that nothing describes."""
    named = (name for subschema in flattened for name in values(subschema.node.get("required")))
    return list(dict.fromkeys(n for n in named if isinstance(n, str) and n not in known))


def _report_unknown(schemas: Schemas, flattened: Sequence[Subschema], known: set[str]) -> None:
    """A required property that nothing describes can be anything."""
    for subschema in flattened:
        required = subschema.node.get("required")
        for child in required.elements() if required is not None else ():
            if isinstance(child.value, str) and child.value not in known:
                message = f"nothing describes the required property {child.value!r}: it is optional, of any type"
                schemas.context.warn(child, "conflicting-constraints", message)


def _extras(schemas: Schemas, flattened: Sequence[Subschema]) -> Type | None:
    """The type of the properties that are not named; None where the schema does not speak of them."""
    found: dict[Type, None] = {}
    for subschema in flattened:
        for node in _unnamed(subschema.node):
            if node.value is True:
                found[Anything()] = None
            elif is_mapping(node):
                found[schemas.type_of(node, subschema.hint.child("value"))] = None
    if not found:
        return None
    if Anything() in found:
        return Anything()
    return next(iter(found)) if len(found) == 1 else Union(tuple(found))


def _unnamed(node: Node) -> Iterable[Node]:
    """The schemas of properties without a name: those of a pattern, and the rest."""
    patterns = node.get("patternProperties")
    yield from (child for _, child in patterns.items()) if patterns is not None else ()
    rest = node.get("additionalProperties") or node.get("unevaluatedProperties")
    if rest is not None:
        yield rest


def _is_closed(flattened: Iterable[Subschema]) -> bool:
    """Whether a schema without properties allows none: then it is an empty model, not a map."""
    for subschema in flattened:
        rest = subschema.node.get("additionalProperties") or subschema.node.get(
            "unevaluatedProperties"
        )
        if rest is not None and rest.value is False and "patternProperties" not in subschema.node:
            return True
    return False


def _groups(schemas: Schemas, flattened: Iterable[Subschema]) -> list[tuple[str, ...]]:
    """`oneOf: [{required: [a]}, {required: [b]}]`: exactly one of the groups is given."""
    found: list[tuple[str, ...]] = []
    for subschema in flattened:
        options = branches(subschema.node, "oneOf")
        groups = [group for option in options if (group := required_only(option))]
        if len(options) > 1 and len(groups) == len(options):
            found.extend(groups)
        weak = branches(subschema.node, "anyOf")
        if weak and all(required_only(option) for option in weak):
            message = "that at least one of these groups of properties is given is not checked by the client"
            schemas.context.warn(subschema.node / "anyOf", "ignored-keyword", message)
    return found


def _last_text(flattened: Sequence[Subschema], origin: Node, key: str) -> str:
    told = origin.text(key)
    return told or (flattened[0].node.text(key) if len(flattened) == 1 else "")
