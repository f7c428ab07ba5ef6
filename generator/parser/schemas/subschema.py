"""A schema that applies to a value together with others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.openapi import Node
from generator.openapi.schema_keywords import OBJECT_KEYS, UNIONS
from generator.parser.drafts import NameHint
from generator.parser.queries.keywords import (
    CONSTRAINED,
    NOTHING,
    TYPE_ONLY,
    branches,
    conditional_schemas,
    constraint_level,
    kinds,
    states_null,
)


@dataclass(frozen=True, slots=True)
class Subschema:
    """A schema that applies to a value together with others.

    `own`: only the keywords beside its `$ref` and `allOf`, and without the keywords in `without`.
    `named`: a reference led here, so its declaration is the type if nothing else constrains the value.
    """

    node: Node
    hint: NameHint
    own: bool = False
    named: bool = False
    without: frozenset[str] = frozenset()

    @property
    def constraint_level(self) -> int:
        if self.own and self.without:
            keys = {key for key in self.node.keys if key not in self.without}
            if keys & OBJECT_KEYS or self._has_conditional_properties:
                return CONSTRAINED
            return TYPE_ONLY if "type" in keys else NOTHING
        return CONSTRAINED if self.named else constraint_level(self.node, own=self.own)

    @property
    def _has_conditional_properties(self) -> bool:
        return any(set(each.keys) - {"required"} for each in conditional_schemas(self.node))

    def options(self, keyword: str) -> list[Node]:
        """The branches of `oneOf` or `anyOf`; empty if the subschema leaves the keyword out."""
        return branches(self.node, keyword) if keyword not in self.without else []

    @property
    def lists_null(self) -> bool:
        """Whether null is one of its alternatives."""
        return any(is_null(option) for keyword in UNIONS for option in self.options(keyword))


def admits_null(subschemas: Sequence[Subschema]) -> bool:
    """Whether null is valid for all subschemas: at least one lists it, and none excludes it."""
    stated = {each.lists_null or states_null(each.node) for each in subschemas}
    return True in stated and False not in stated


def is_closed(subschemas: Sequence[Subschema]) -> bool:
    """Whether a schema forbids additional properties: without properties it is an empty model, not a map."""
    for each in subschemas:
        rest = each.node.get("additionalProperties") or each.node.get("unevaluatedProperties")
        if rest is not None and rest.value is False and "patternProperties" not in each.node:
            return True
    return False


def is_null(option: Node) -> bool:
    """Whether a branch is null. In OpenAPI 3.0, generators for Rust write `{nullable: true}` alone for it."""
    return kinds(option) == ["null"] or option.value in (
        {"nullable": True},
        {"enum": [None]},
        {"const": None},
    )
