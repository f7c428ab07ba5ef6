"""Remove redundant members of a union: scalars of one kind, lists, enumerations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.ir.types import (
    BOOLEANS,
    NUMBERS,
    UNCONSTRAINED,
    ListOf,
    Literal,
    MapOf,
    Scalar,
    ScalarKind,
    Type,
)


def simplify_union(members: list[Type]) -> list[Type]:
    """Return the members that no other member covers.

    Members that differ only in constraints become one member without constraints.
    """
    literals = [m for m in members if isinstance(m, Literal)]
    members = _with_whole_booleans(members)
    scalars = {m.kind for m in members if isinstance(m, Scalar)}
    merged = _merged_literal(literals, scalars)
    result: dict[Type, None] = {}
    for member in members:
        if isinstance(member, Literal):
            if merged is not None:
                result[merged] = None
        elif isinstance(member, Scalar):
            if member.kind is ScalarKind.STRING and merged is not None and merged.extensible:
                continue  # the extensible literal already accepts other strings
            same_kind = [m for m in members if isinstance(m, Scalar) and m.kind is member.kind]
            result[
                member if len(same_kind) == 1 else replace(member, constraints=UNCONSTRAINED)
            ] = None
        elif isinstance(member, (ListOf, MapOf)):
            unconstrained = replace(member, constraints=UNCONSTRAINED)
            duplicates = [
                m
                for m in members
                if isinstance(m, type(member))
                and replace(m, constraints=UNCONSTRAINED) == unconstrained
            ]
            result[member if len(duplicates) == 1 else unconstrained] = None
        else:
            result[member] = None
    return list(result)


def _with_whole_booleans(members: list[Type]) -> list[Type]:
    """The members with `boolean` instead of a constant, if it or the other constant is a member, too."""
    present = {m.kind for m in members if isinstance(m, Scalar)} & BOOLEANS
    if len(present) < 2:
        return members
    boolean = Scalar(ScalarKind.BOOLEAN)
    return [boolean if isinstance(m, Scalar) and m.kind in BOOLEANS else m for m in members]


def _merged_literal(literals: Sequence[Literal], scalars: set[ScalarKind]) -> Literal | None:
    """Merge all enumerations into one.

    Strings beside a string type become an extensible enumeration. Integers beside a numeric type are dropped.
    """
    values = list(dict.fromkeys((type(v), v) for literal in literals for v in literal.values))
    kept = [v for kind, v in values if not (kind is int and scalars & NUMBERS)]
    if not kept:
        return None
    is_open = any(literal.extensible for literal in literals)
    is_open |= ScalarKind.STRING in scalars and all(isinstance(v, str) for v in kept)
    return Literal(tuple(kept), is_open)
