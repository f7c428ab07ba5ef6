"""Walks over types: what they refer to, and the same type with other references."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.ir.types import (
    Anything,
    Binary,
    Discriminator,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Scalar,
    ScalarKind,
    TupleOf,
    Type,
    Union,
)


def mapped(type_: Type, change: Callable[[Named | Binary], Type]) -> Type:
    """The type with its references and its binaries replaced."""
    match type_:
        case Named() | Binary():
            return change(type_)
        case ListOf(item, constraints):
            return ListOf(mapped(item, change), constraints)
        case MapOf(value, constraints):
            return MapOf(mapped(value, change), constraints)
        case TupleOf(items, rest):
            changed = tuple(mapped(item, change) for item in items)
            return TupleOf(changed, None if rest is None else mapped(rest, change))
        case Nullable(inner):
            return Nullable(mapped(inner, change))
        case Union(members, discriminator):
            return Union(tuple(mapped(m, change) for m in members), _renamed(discriminator, change))
        case _:
            return type_


def _renamed(
    said: Discriminator | None, change: Callable[[Named | Binary], Type]
) -> Discriminator | None:
    if said is None:
        return None

    def renamed(name: str) -> str:
        target = change(Named(name))
        assert isinstance(target, Named)
        return target.name

    pairs = tuple((value, renamed(name)) for value, name in said.mapping)
    return Discriminator(said.wire, pairs, renamed(said.default) if said.default else None)


def names_in(type_: Type) -> Iterator[str]:
    """The declarations that a type refers to itself."""
    match type_:
        case Named(name):
            yield name
        case ListOf(item):
            yield from names_in(item)
        case MapOf(value):
            yield from names_in(value)
        case TupleOf(items, rest):
            for inner in (*items, *(() if rest is None else (rest,))):
                yield from names_in(inner)
        case Nullable(inner):
            yield from names_in(inner)
        case Union(members):
            for member in members:
                yield from names_in(member)


def depth(type_: Type) -> int:
    """How many types stand inside each other, without those that references lead to."""
    match type_:
        case ListOf(inner) | MapOf(inner) | Nullable(inner):
            return 1 + depth(inner)
        case TupleOf(items, rest):
            return 1 + max(map(depth, (*items, *(() if rest is None else (rest,)))), default=0)
        case Union(members):
            return 1 + max(map(depth, members), default=0)
        case _:
            return 1


def nullable(type_: Type) -> Type:
    """The type or null; what admits null already stays as it is."""
    if isinstance(type_, (Nullable, Anything)) or type_ == Scalar(ScalarKind.NULL):
        return type_
    return Nullable(type_)


def bare(type_: Type) -> Type:
    """The type without null."""
    return type_.inner if isinstance(type_, Nullable) else type_


def joined(types: Iterable[Type]) -> Type | None:
    """Any of the types: a flat union, null once and outside; None for no types."""
    found: dict[Type, None] = {}
    discriminators = set()
    admits_null = False
    for type_ in types:
        admits_null |= isinstance(type_, Nullable)
        inner = bare(type_)
        discriminators.add(inner.discriminator if isinstance(inner, Union) else None)
        found |= dict.fromkeys(inner.members if isinstance(inner, Union) else (inner,))
    if not found:
        return None
    if Anything() in found:
        return Anything()
    members = tuple(found)
    shared = discriminators.pop() if len(discriminators) == 1 else None
    result = members[0] if len(members) == 1 else Union(members, shared)
    return nullable(result) if admits_null else result
