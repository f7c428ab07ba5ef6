"""The members of a union, without those that others cover: scalars of one kind, lists, enumerations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.ir.types import UNCONSTRAINED, ListOf, Literal, MapOf, Scalar, ScalarKind, Type


def simplify_union(members: list[Type]) -> list[Type]:
    """The members without those that another one covers; constraints that only one of them has are dropped."""
    literals = [m for m in members if isinstance(m, Literal)]
    scalars = {m.kind for m in members if isinstance(m, Scalar)}
    merged = _merged_literal(literals, scalars)
    result: dict[Type, None] = {}
    for member in members:
        if isinstance(member, Literal):
            if merged is not None:
                result[merged] = None
        elif isinstance(member, Scalar):
            if member.kind is ScalarKind.STRING and merged is not None and merged.extensible:
                continue  # the literal says that other strings can come
            alike = [m for m in members if isinstance(m, Scalar) and m.kind is member.kind]
            result[member if len(alike) == 1 else replace(member, constraints=UNCONSTRAINED)] = None
        elif isinstance(member, (ListOf, MapOf)):
            bare = replace(member, constraints=UNCONSTRAINED)
            doubles = [
                m
                for m in members
                if isinstance(m, type(member)) and replace(m, constraints=UNCONSTRAINED) == bare
            ]
            result[member if len(doubles) == 1 else bare] = None
        else:
            result[member] = None
    return list(result)


def _merged_literal(literals: Sequence[Literal], scalars: set[ScalarKind]) -> Literal | None:
    """All enumerations as one. Strings beside a string type are an open enumeration; numbers beside theirs go."""
    values = list(dict.fromkeys((type(v), v) for literal in literals for v in literal.values))
    kept = [
        v
        for kind, v in values
        if not (kind is int and scalars & {ScalarKind.INTEGER, ScalarKind.NUMBER})
    ]
    if not kept:
        return None
    is_open = any(literal.extensible for literal in literals)
    is_open |= ScalarKind.STRING in scalars and all(isinstance(v, str) for v in kept)
    return Literal(tuple(kept), is_open)
