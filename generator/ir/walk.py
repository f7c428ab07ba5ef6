"""Functions that walk over the structure of a type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from generator.ir.types import (
    UNCONSTRAINED,
    Anything,
    Binary,
    Discriminator,
    ListOf,
    Literal,
    MapOf,
    Named,
    Nullable,
    Scalar,
    ScalarKind,
    TupleOf,
    Type,
    Union,
)


def replace_references(type_: Type, change: Callable[[Named | Binary], Type]) -> Type:
    """Return the type with each Named and Binary in it replaced by the result of `change`."""
    match type_:
        case Named() | Binary():
            return change(type_)
        case ListOf(item, constraints):
            return ListOf(replace_references(item, change), constraints)
        case MapOf(value, constraints):
            return MapOf(replace_references(value, change), constraints)
        case TupleOf(items, rest):
            replaced = tuple(replace_references(item, change) for item in items)
            return TupleOf(replaced, None if rest is None else replace_references(rest, change))
        case Nullable(inner):
            return Nullable(replace_references(inner, change))
        case Union(members, discriminator):
            return Union(
                tuple(replace_references(m, change) for m in members),
                _with_renamed_members(discriminator, change),
            )
        case _:
            return type_


def _with_renamed_members(
    discriminator: Discriminator | None, change: Callable[[Named | Binary], Type]
) -> Discriminator | None:
    if discriminator is None:
        return None

    def renamed(name: str) -> str:
        target = change(Named(name))
        assert isinstance(target, Named)
        return target.name

    return Discriminator(
        discriminator.wire,
        tuple((value, renamed(name)) for value, name in discriminator.mapping),
        renamed(discriminator.default) if discriminator.default else None,
        renamed(discriminator.base) if discriminator.base else None,
    )


def referenced_names(type_: Type) -> Iterator[str]:
    """Yield the names of the declarations that a type refers to directly."""
    match type_:
        case Named(name):
            yield name
        case ListOf(item):
            yield from referenced_names(item)
        case MapOf(value):
            yield from referenced_names(value)
        case TupleOf(items, rest):
            for inner in (*items, *(() if rest is None else (rest,))):
                yield from referenced_names(inner)
        case Nullable(inner):
            yield from referenced_names(inner)
        case Union(members, discriminator):
            for member in members:
                yield from referenced_names(member)
            if discriminator is not None:  # a nested union is not a member itself
                yield from discriminator.names


def brackets(type_: Type) -> int:
    """Return how many brackets an annotation of the type nests at most, without following references."""
    match type_:
        case ListOf(inner, constraints) | MapOf(inner, constraints):
            return 1 + (constraints != UNCONSTRAINED) + brackets(inner)
        case Nullable(inner):
            return 1 + brackets(inner)
        case TupleOf(items, rest):
            return 1 + max(map(brackets, (*items, *(() if rest is None else (rest,)))), default=0)
        case Union(members):
            return 1 + max(map(brackets, members), default=0)
        case _:
            return 1


def nullable(type_: Type) -> Type:
    """Return the type with null admitted; a type that already admits null is returned unchanged."""
    if isinstance(type_, (Nullable, Anything)) or type_ == Scalar(ScalarKind.NULL):
        return type_
    return Nullable(type_)


def non_null(type_: Type) -> Type:
    """Return the type without null."""
    return type_.inner if isinstance(type_, Nullable) else type_


def union_of(types: Iterable[Type]) -> Type | None:
    """Return the union of the types, flat and with null outermost; None if there are no types."""
    unique: dict[Type, None] = {}
    discriminators = set()
    admits_null = False
    for type_ in types:
        admits_null |= isinstance(type_, Nullable)
        inner = non_null(type_)
        discriminators.add(inner.discriminator if isinstance(inner, Union) else None)
        unique |= dict.fromkeys(inner.members if isinstance(inner, Union) else (inner,))
    if not unique:
        return None
    if Anything() in unique:
        return Anything()
    members = tuple(unique)
    shared = discriminators.pop() if len(discriminators) == 1 else None
    result = members[0] if len(members) == 1 else Union(members, shared)
    return nullable(result) if admits_null else result


def unordered(type_: Type) -> Type:
    """Return the type with the members of unions and the values of enumerations in a fixed order."""
    match type_:
        case ListOf(item, constraints):
            return ListOf(unordered(item), constraints)
        case MapOf(value, constraints):
            return MapOf(unordered(value), constraints)
        case TupleOf(items, rest):
            return TupleOf(tuple(map(unordered, items)), rest and unordered(rest))
        case Nullable(inner):
            return Nullable(unordered(inner))
        case Literal(values):
            return replace(type_, values=tuple(sorted(values, key=repr)))
        case Union(members, discriminator):
            mapping = discriminator and replace(
                discriminator, mapping=tuple(sorted(discriminator.mapping))
            )
            return Union(tuple(sorted(map(unordered, members), key=repr)), mapping)
        case _:
            return type_
