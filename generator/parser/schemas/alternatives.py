"""`oneOf` and `anyOf` as sets of alternatives, which can contain alternatives themselves, and what these require."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from generator.ir.equality import equal_schemas
from generator.json_types import Json
from generator.openapi import Address, Node
from generator.openapi.inheritance import discriminator_of
from generator.openapi.schema_keywords import UNIONS
from generator.parser.drafts import NameHint
from generator.parser.queries.keywords import (
    branches,
    conditional_schemas,
    constrains,
    required_only,
)
from generator.parser.queries.nodes import values
from generator.parser.schemas.flatten import flatten, subschemas_of
from generator.parser.schemas.registry import SchemaRegistry
from generator.parser.schemas.subschema import Subschema, is_null

PropertySchemas: TypeAlias = "list[tuple[Node, NameHint]]"
"""The schemas of one property, each with the hint of the schema that declares it."""
_MAX_COMBINATIONS: Final = 100
_REQUIRING: Final = frozenset({"type", "properties", "required", "additionalProperties", "allOf"})


@dataclass(frozen=True, slots=True)
class OneOf:
    """A `oneOf` or `anyOf` with its branches, and its discriminator if it has one."""

    subschema: Subschema
    keyword: str
    branches: tuple[Node, ...]
    discriminator: Node | None

    @property
    def node(self) -> Node:
        """The list of branches."""
        return self.subschema.node / self.keyword

    @property
    def values(self) -> list[Node]:
        """The branches other than null."""
        return [branch for branch in self.branches if not is_null(branch)]

    def repeats(self, other: OneOf) -> bool:
        """Whether another one has the same branches."""
        return self.keyword == other.keyword and self.node.value == other.node.value


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The alternatives of one object, each with all subschemas that apply to it.

    `exclusive`: exactly one alternative is valid for a value (`oneOf`). `nodes`: the keywords that list them.
    """

    options: Sequence[Sequence[Subschema]] = ()
    exclusive: bool = False
    nodes: tuple[Node, ...] = ()


NO_ALTERNATIVES: Final = Alternatives()


def find_one_of(subschemas: Sequence[Subschema]) -> list[OneOf]:
    """Every `oneOf` and `anyOf` of types; branches that have only `required` are not types."""
    result = []
    for subschema in subschemas:
        for keyword in UNIONS:
            options = subschema.options(keyword)
            if options and not all(required_only(option) for option in options):
                declared = discriminator_of(subschema.node)
                result.append(OneOf(subschema, keyword, tuple(options), declared))
    return result


def masked(subschemas: Sequence[Subschema]) -> list[Subschema]:
    """The subschemas without their `oneOf` and `anyOf`."""
    return [replace(each, without=each.without.union(UNIONS)) for each in subschemas]


def combined_alternatives(schemas: SchemaRegistry, unions: Sequence[OneOf]) -> Alternatives:
    """The combinations of one alternative of each union."""
    options = _combinations(schemas, unions, [[]], frozenset())
    is_plain = len(unions) == 1 and len(options) == len(unions[0].values)
    exclusive = is_plain and unions[0].keyword == "oneOf"
    return Alternatives(options, exclusive, tuple(each.node for each in unions))


def _combinations(
    schemas: SchemaRegistry,
    unions: Sequence[OneOf],
    options: list[list[Subschema]],
    active: frozenset[object],
) -> list[list[Subschema]]:
    """The options, each with every combination of one alternative of each union.

    If these are very many, an alternative is combined with the first option only.
    """
    for union in unions:
        label = union.node.address
        if label in active:  # it contains itself
            continue
        alternatives = [
            each
            for branch in union.values
            for each in alternatives_of(schemas, branch, union.subschema.hint, active | {label})
        ]
        limit = _MAX_COMBINATIONS // max(1, len(alternatives))
        options = [
            [*option, *alternative]
            for option in options[: max(1, limit)]
            for alternative in alternatives
        ] + options[max(1, limit) :]
    return options


def alternatives_of(
    schemas: SchemaRegistry, branch: Node, hint: NameHint, active: frozenset[object]
) -> list[list[Subschema]]:
    """The alternatives of a branch: several if it contains alternatives itself."""
    flattened = flatten(schemas, subschemas_of(schemas, branch, hint))
    unions = find_one_of(flattened)
    return _combinations(schemas, unions, [masked(flattened) if unions else flattened], active)


def distinct_schemas(listed: Iterable[PropertySchemas]) -> list[PropertySchemas]:
    """The schemas of a property in several alternatives, without the ones that are equal to an earlier one."""
    result: list[PropertySchemas] = []
    for each in listed:
        if not any(_repeats(each, earlier) for earlier in result):
            result.append(each)
    return result


def _repeats(declared: PropertySchemas, earlier: PropertySchemas) -> bool:
    return len(declared) == len(earlier) and all(
        node.file == other.file and equal_schemas(node.value, other.value)
        for (node, _), (other, _) in zip(declared, earlier, strict=True)
    )


def conditional_options(
    schemas: SchemaRegistry, subschemas: Iterable[Subschema]
) -> list[list[Subschema]]:
    """The subschemas of `then`, `else` and `dependentSchemas`, at any depth, that apply under a condition."""
    result: list[list[Subschema]] = []
    waiting = list(subschemas)
    seen: set[Address] = set()
    while waiting:
        each = waiting.pop(0)
        if each.node.address in seen:
            continue
        seen.add(each.node.address)
        for node in conditional_schemas(each.node):
            for option in alternatives_of(schemas, node, each.hint, frozenset()):
                result.append(option)
                waiting += option
    return result


# --- the properties that alternatives require ---


def required_names(subschemas: Iterable[Subschema]) -> set[str]:
    """The properties that any of the subschemas requires."""
    return {
        name
        for each in subschemas
        for name in values(each.node.get("required"))
        if isinstance(name, str)
    }


def common_names(alternatives: Alternatives) -> set[str]:
    """The properties that all alternatives require."""
    required = [required_names(option) for option in alternatives.options]
    return set.intersection(*required) if required else set()


def required_only_groups(
    subschemas: Iterable[Subschema],
) -> Iterator[tuple[Node, tuple[tuple[str, ...], ...], bool]]:
    """Each `oneOf: [{required: [a]}, {required: [b]}]` with its groups of names, and whether only one may be given."""
    for each in subschemas:
        for keyword in UNIONS:
            groups = [required_only(option) for option in branches(each.node, keyword)]
            if groups and all(groups):
                exclusive = keyword == "oneOf" and len(groups) > 1
                yield each.node / keyword, tuple(group or () for group in groups), exclusive


def alternative_groups(
    alternatives: Alternatives, common: set[str], declared: Collection[str]
) -> tuple[tuple[tuple[str, ...], ...], bool]:
    """The groups of properties that the alternatives require, and whether only one may be given.

    Args:
        alternatives: The alternatives of one object.
        common: The properties that the object requires in any case.
        declared: The properties that the object declares beside the alternatives.
    """
    groups = [tuple(sorted(required_names(option) - common)) for option in alternatives.options]
    distinct = tuple(dict.fromkeys(groups))
    exclusive = alternatives.exclusive and len(distinct) == len(groups)
    return distinct, exclusive and _differ_in_required_only(alternatives, declared)


def _differ_in_required_only(alternatives: Alternatives, declared: Collection[str]) -> bool:
    """Whether only `required` decides which alternative is valid: no property has two schemas."""
    schemas: dict[str, Json] = {}
    for each in (each for option in alternatives.options for each in option):
        if {key for key in each.node.keys if constrains(key)} - _REQUIRING:
            return False
        properties = each.node.get("properties")
        for wire, node in properties.items() if properties is not None else ():
            if wire in declared or schemas.setdefault(wire, node.value) != node.value:
                return False
    return True
