"""`anyOf` of objects: the alternatives that can be valid for one value together (JSON Schema Core, 10.2.1.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator.ir.types import Named, Type
from generator.openapi import Node
from generator.openapi.inheritance import discriminator_of
from generator.parser.drafts import DraftModel, NameHint
from generator.parser.queries.keywords import kinds
from generator.parser.queries.nodes import values
from generator.parser.schemas.alternatives import (
    Alternatives,
    OneOf,
    alternatives_of,
    find_one_of,
    required_names,
)
from generator.parser.schemas.flatten import flatten, subschemas_of
from generator.parser.schemas.objects import declared_properties, object_type
from generator.parser.schemas.registry import SchemaRegistry
from generator.parser.schemas.subschema import Subschema, is_closed

_MAX_ALTERNATIVES: Final = 100


class _Object:
    """An alternative that is an object, and the properties by which it excludes others."""

    def __init__(self, schemas: SchemaRegistry, subschemas: Sequence[Subschema]) -> None:
        self.subschemas = subschemas
        self.required = required_names(subschemas)
        self.forbidden = set(_forbidden(subschemas))
        self.properties = {
            wire: [schemas.destination(node) for node, _ in declared]
            for wire, declared in declared_properties(subschemas).items()
        }
        self.discriminators = {
            declared.text("propertyName")
            for each in subschemas
            if (declared := each.node.get("discriminator")) is not None
        }

    def can_hold_with(self, other: _Object) -> bool:
        """Whether one value can be valid for both and have properties that only one of them declares."""
        return (
            self._adds_to(other)
            and other._adds_to(self)
            and self.required.isdisjoint(other.forbidden)
            and other.required.isdisjoint(self.forbidden)
            and self.discriminators.isdisjoint(other.discriminators)
            and not any(self._differ(other, wire) for wire in self.properties)
        )

    def _adds_to(self, other: _Object) -> bool:
        return bool(self.properties.keys() - other.properties.keys() - other.forbidden)

    def _differ(self, other: _Object, wire: str) -> bool:
        """Whether a property has constants in both that differ, or is required and has different JSON types."""
        nodes, others = self.properties[wire], other.properties.get(wire, [])
        if _excludes(_constants(nodes), _constants(others)):
            return True
        is_required = wire in self.required or wire in other.required
        return is_required and _excludes(_kinds(nodes), _kinds(others))


def combined_type(
    schemas: SchemaRegistry,
    any_of: OneOf,
    options: Iterable[tuple[Node, NameHint]],
    base: Sequence[Subschema],
    hint: NameHint,
) -> Type | None:
    """A model with the properties of all alternatives that can be valid for one value together.

    None if no two can, or if one alternative already has the properties of all. The same alternatives have one model.
    """
    if any_of.keyword != "anyOf" or any_of.discriminator is not None:
        return None
    branches = [list(_objects(schemas, option, own)) for option, own in options]
    if sum(map(bool, branches)) > _MAX_ALTERNATIVES:
        message = (
            f"a value has the properties of only one of these alternatives, although several can be valid for it:"
            f" the client combines at most {_MAX_ALTERNATIVES}"
        )
        schemas.context.warn(any_of.node, "fallback-type", message)
        return None
    combined = _combinable(branches)
    if not combined:
        return None
    alternatives = Alternatives([each.subschemas for each in combined])
    every = [*base, *(each for option in alternatives.options for each in option)]
    key = tuple((each.node.address, each.without) for each in every)
    if key not in schemas.combined:
        name = schemas.names.allocate(hint.child("combined").name)
        schemas.combined[key] = Named(name)
        own = NameHint(name, hint.module, owned=True)
        schemas.postponed.append(lambda: _declare(schemas, any_of.node, base, own, alternatives))
    return schemas.combined[key]


def _declare(
    schemas: SchemaRegistry,
    origin: Node,
    base: Sequence[Subschema],
    hint: NameHint,
    alternatives: Alternatives,
) -> None:
    object_type(schemas, base, hint, origin, alternatives)
    draft = schemas.drafts[hint.name]
    assert isinstance(draft, DraftModel)
    draft.combined = True
    draft.description = "The properties of several alternatives that are valid together."


def _objects(schemas: SchemaRegistry, option: Node, hint: NameHint) -> Iterator[_Object]:
    """The open objects that an alternative consists of; none if a discriminator selects one of several."""
    unions = find_one_of(flatten(schemas, subschemas_of(schemas, option, hint)))
    declared = [discriminator_of(schemas.destination(option)), *(u.discriminator for u in unions)]
    if any(each is not None for each in declared):
        return
    for subschemas in alternatives_of(schemas, option, hint, frozenset()):
        is_object = all(kinds(each.node) in ([], ["object"]) for each in subschemas)
        if is_object and declared_properties(subschemas) and not is_closed(subschemas):
            yield _Object(schemas, subschemas)


def _combinable(branches: Sequence[Sequence[_Object]]) -> list[_Object]:
    """The alternatives that can hold together with one of another branch."""
    found: dict[_Object, None] = {}
    for index, branch in enumerate(branches):
        others = [each for other in branches[index + 1 :] for each in other]
        for one in branch:
            for other in others:
                if (one not in found or other not in found) and one.can_hold_with(other):
                    found |= {one: None, other: None}
    listed = [each for branch in branches for each in branch]
    names = {wire for each in found for wire in each.properties}
    required = set.intersection(*(each.required for each in found)) if found else set[str]()
    if any(each.properties.keys() >= names and each.required <= required for each in listed):
        return []
    return [each for each in listed if each in found]


def _forbidden(subschemas: Sequence[Subschema]) -> Iterator[str]:
    """The properties that must be absent: `b: false`, or `not: {required: [b]}`."""
    for each in subschemas:
        properties = each.node.get("properties")
        for wire, node in properties.items() if properties is not None else ():
            if node.value is False:
                yield wire
        negated = each.node.get("not")
        names = values(negated.get("required")) if negated is not None else []
        if negated is not None and len(names) == 1 and set(negated.keys) <= {"required", "type"}:
            yield str(names[0])


def _constants(nodes: Sequence[Node]) -> set[str]:
    """The values that a property is limited to, as texts; empty if it has any values."""
    listed = (
        [(node / "const").value] if "const" in node else values(node.get("enum")) for node in nodes
    )
    return {repr(value) for value in next(filter(None, listed), [])}


def _kinds(nodes: Sequence[Node]) -> set[str]:
    admitted = set(next(filter(None, map(kinds, nodes)), []))
    return admitted | {"integer"} if "number" in admitted else admitted


def _excludes(one: set[str], other: set[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)
