"""The differences between two types of the same value, as a caller sees them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final

from generator.diagnostics import printable
from generator.emit.python.text.bounds import constraints_of
from generator.emit.python.text.literals import literal
from generator.ir.types import (
    Alias,
    Anything,
    Declaration,
    Direction,
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
from generator.ir.walk import non_null, unordered
from generator.json_types import Json
from generator.openapi import Node
from generator.review.bounds import constraint_changes
from generator.review.compare.comparison import Comparison, Site
from generator.review.compare.matching import are_alike, best_pairs
from generator.review.places import Spots, entry_places
from generator.review.scalars import DECIMALS, WIDER_KINDS, scalar_change
from generator.symbols.places import child

TYPE_KEYS: Final = (
    *("type", "format", "enum", "const", "$ref", "items", "additionalProperties", "oneOf", "anyOf"),
    *("properties", "allOf", "prefixItems", "nullable", "contentEncoding"),
)
# The changes of a scalar that leave the values on the wire as they were, so that bounds decide which ones are refused.
_WITH_BOUNDS: Final = {None, "wire-type-changed", "python-type-changed", "format-removed"}
_COMPATIBLE: Final = {"type-widened", "type-narrowed"}


def compare_types(comparison: Comparison, old: Type, new: Type, site: Site) -> None:
    """Record how the type of a value differs. Declarations that correspond to each other count as equal."""
    if unordered(comparison.translated(old)) == unordered(new):
        return
    if isinstance(old, Nullable) != isinstance(new, Nullable):
        allowed = isinstance(new, Nullable)
        kind = "null-allowed" if allowed else "null-forbidden"
        comparison.add_by_direction(kind, site, keys=TYPE_KEYS)
    compare_non_null(comparison, non_null(old), non_null(new), site)


def compare_non_null(comparison: Comparison, old: Type, new: Type, site: Site) -> None:
    """Compare two types without null."""
    if unordered(comparison.translated(old)) == unordered(new):
        return
    match old, new:
        case Scalar(), Scalar():
            _scalars(comparison, old, new, site)
        case ListOf(item=a), ListOf(item=b):
            _bounds(comparison, old, new, site)
            compare_types(comparison, a, b, _inside(site, "items"))
        case MapOf(value=a), MapOf(value=b):
            _bounds(comparison, old, new, site)
            compare_types(comparison, a, b, _inside(site, "additionalProperties"))
        case TupleOf(items=a), TupleOf(items=b) if len(a) == len(b):
            for number, (first, second) in enumerate(zip(a, b, strict=True)):
                compare_types(comparison, first, second, _inside(site, "prefixItems", number))
        case Literal(), Literal():
            compare_values(comparison, old, new, site)
        case Union(), Union():
            _unions(comparison, old, new, site)
        case _:
            _kinds(comparison, old, new, site)


def _kinds(comparison: Comparison, old: Type, new: Type, site: Site) -> None:
    """Compare two types of different kinds. A received value of any type is not decoded."""
    first = _expanded(old, comparison.base.declarations)
    second = _expanded(new, comparison.head.declarations)
    if (first, second) != (old, new) and type(first) is type(second):
        return compare_non_null(comparison, first, second, site)
    if isinstance(first, Named) and isinstance(second, Named):
        return _models(comparison, first.name, second.name, site)
    if isinstance(first, Anything) or isinstance(second, Anything):
        kind = "type-widened" if isinstance(second, Anything) else "type-narrowed"
        _change(comparison, kind, old, new, site.sent())
        kind = "type-described" if isinstance(first, Anything) else "type-changed"
        return _change(comparison, kind, old, new, site.received())
    if _accepts(comparison, second, comparison.translated(first)):
        return _change(comparison, "type-widened", old, new, site)
    if _accepts(comparison, comparison.translated(first), second):
        return _change(comparison, "type-narrowed", old, new, site)
    return _change(comparison, "type-changed", old, new, site)


def _models(comparison: Comparison, old: str, new: str, site: Site) -> None:
    """Compare two models with different names. Similar ones differ in Python, and their fields are compared once."""
    kind = "type-changed"
    if are_alike(comparison, old, new):
        kind = "python-type-changed"
        comparison.replace_model(old, new, site)
    _change(comparison, kind, Named(old), Named(new), site)


def _expanded(type_: Type, declarations: Mapping[str, Declaration]) -> Type:
    """The type of a named type that is not a model; any other type unchanged."""
    declaration = declarations.get(type_.name) if isinstance(type_, Named) else None
    return declaration.type if isinstance(declaration, Alias) else type_


def _accepts(comparison: Comparison, wide: Type, narrow: Type) -> bool:
    """Whether a type has every value of another one, by structure alone."""
    if isinstance(wide, Union):
        options = narrow.members if isinstance(narrow, Union) else (narrow,)
        return all(any(_accepts(comparison, w, n) for w in wide.members) for n in options)
    if isinstance(wide, Scalar) and isinstance(narrow, Literal):
        expected = {ScalarKind.STRING: str, ScalarKind.INTEGER: int}.get(wide.kind)
        return expected is not None and all(type(v) is expected for v in narrow.values)
    if isinstance(wide, Scalar) and isinstance(narrow, Scalar):
        return wide.kind is narrow.kind or (narrow.kind, wide.kind) in WIDER_KINDS
    return wide == narrow


def _change(comparison: Comparison, kind: str, old: Type, new: Type, site: Site) -> None:
    """Record another type."""
    detail = f"{_text(comparison, old, site, 0)} → {_text(comparison, new, site, 1)}"
    comparison.add_by_direction(kind, site, detail, TYPE_KEYS)


def _text(comparison: Comparison, type_: Type, site: Site, side: int) -> str:
    direction = Direction.INPUT if site.direction is Direction.INPUT else Direction.OUTPUT
    signatures = (comparison.base, comparison.head)[side].signatures
    text = signatures.type(type_, direction)
    if isinstance(type_, Scalar) and type_.kind in DECIMALS:
        return f"{text} ({DECIMALS[type_.kind]})"
    return text


def _scalars(comparison: Comparison, old: Scalar, new: Scalar, site: Site) -> None:
    kind = scalar_change(old.kind, new.kind, is_text=site.is_text)
    if kind == "wire-type-changed":
        detail = f"{DECIMALS[old.kind]} → {DECIMALS[new.kind]}"
        comparison.add_by_direction(kind, site, detail, TYPE_KEYS)
    elif kind is not None:
        _change(comparison, kind, old, new, site)
        if kind in _COMPATIBLE and ScalarKind.DECIMAL in (old.kind, new.kind):
            # An int is no Decimal for type checkers, although JSON has one type for both.
            narrower = site.sent() if kind == "type-widened" else site.received()
            _change(comparison, "python-type-changed", old, new, narrower)
    if kind in _WITH_BOUNDS:
        _bounds(comparison, old, new, site)


def _bounds(comparison: Comparison, old: Type, new: Type, site: Site) -> None:
    """Compare the bounds of a value that the client checks before it sends it."""
    if Direction.INPUT not in site.direction:
        return
    is_integer = all(isinstance(t, Scalar) and t.kind is ScalarKind.INTEGER for t in (old, new))
    constraints = constraints_of(old), constraints_of(new)
    for rule, detail, keywords in constraint_changes(*constraints, is_integer=is_integer):
        comparison.add(f"request-{rule}", site, detail, keywords)


def compare_values(comparison: Comparison, old: Literal, new: Literal, site: Site) -> None:
    """Compare the values of two enumerations. If the document itself allows other values, they are suggestions."""
    if old.extensible != new.extensible:
        kind = "type-widened" if new.extensible else "type-narrowed"
        comparison.add_by_direction(kind, site, "", ("enum", "anyOf", "oneOf", "x-extensible-enum"))
    prefix = "suggested-" if old.extensible and new.extensible else ""
    for change, values in (
        ("added", _missing(new.values, old.values)),
        ("removed", _missing(old.values, new.values)),
    ):
        for value in values:
            places = _value_places(site, value)
            detail = printable(literal(value))
            comparison.add_by_direction(f"{prefix}value-{change}", site, detail, places=places)


def _missing(values: Sequence[Json], others: Sequence[Json]) -> list[Json]:
    known = {(type(value), value) for value in others}
    return [value for value in values if (type(value), value) not in known]


def _value_places(site: Site, value: Json) -> Spots | None:
    for key in ("enum", "x-extensible-enum"):
        before, after = entry_places(site.before, site.after, key, value)
        if before is not None and after is not None:
            return before, after
    return None


def _unions(comparison: Comparison, old: Union, new: Union, site: Site) -> None:
    """Compare the members of two unions, and the values of their discriminators."""
    translated = comparison.translated(old)
    assert isinstance(translated, Union)
    gone = [m for m in old.members if comparison.translated(m) not in new.members]
    come = [m for m in new.members if m not in translated.members]
    pairs = _replaced_members(comparison, gone, come)
    for first, second in pairs:
        compare_types(comparison, first, second, site)
    is_open = old.discriminator is not None and old.discriminator.default is None
    added = "open-member-added" if is_open and new.discriminator is not None else "member-added"
    olds, news = [first for first, _ in pairs], [second for _, second in pairs]
    for member in come:
        if member not in news:
            detail = _text(comparison, member, site, 1)
            comparison.add_by_direction(added, site, detail, ("oneOf", "anyOf"))
    for member in gone:
        if member not in olds:
            detail = _text(comparison, member, site, 0)
            comparison.add_by_direction("member-removed", site, detail, ("oneOf", "anyOf"))
    _discriminators(comparison, translated, new, site)


def _replaced_members(
    comparison: Comparison, gone: Sequence[Type], come: Sequence[Type]
) -> list[tuple[Type, Type]]:
    """The pairs of members that differ: similar models, or the only member that differs on each side."""
    if len(gone) == len(come) == 1:
        return [(gone[0], come[0])]

    def likeness(old: Type, new: Type) -> float:
        if not isinstance(old, Named) or not isinstance(new, Named):
            return 0
        return float(are_alike(comparison, old.name, new.name))

    return best_pairs(gone, come, likeness, 1)


def _discriminators(comparison: Comparison, old: Union, new: Union, site: Site) -> None:
    """Compare which member a value of the discriminator selects, for the members that both unions have."""
    first, second = old.discriminator, new.discriminator
    if first == second:
        return
    if first is None or second is None or first.wire != second.wire:
        change = "added" if first is None else "removed" if second is None else "changed"
        wires = [each.wire if each else "none" for each in (first, second)]
        detail = printable(" → ".join(wires))
        comparison.add_by_direction(f"discriminator-{change}", site, detail, ("discriminator",))
        return
    pairs = list(_mapped_pairs(comparison, first, second))
    renamed = {value for _, *pair in pairs if None not in pair for value in pair}
    for name, was, now in pairs:
        if (was is None or now is None) and (was or now) in renamed:
            continue  # the value selects another member now, which the change of that member says
        change = "added" if was is None else "removed" if now is None else "changed"
        detail = printable(f"{was or 'none'} → {now or 'none'} for {name}")
        at = site.at(_mapping(site.before, was), _mapping(site.after, now))
        comparison.add_by_direction(f"mapping-{change}", at, detail, places=at.keys)


def _mapped_pairs(
    comparison: Comparison, old: Discriminator, new: Discriminator
) -> Iterator[tuple[str, str | None, str | None]]:
    """The members that both unions have, each with a value that only the base or only the head has for it."""
    members = {*old.names} & {*new.names}
    before, after = _values(old, members), _values(new, members)
    for name in sorted(members):
        gone = [value for value in before[name] if value not in after[name]]
        come = [value for value in after[name] if value not in before[name]]
        if set(before[name]) & set(after[name]):
            gone = [value for value in gone if value not in _names(comparison, name)]
            come = [value for value in come if value != name]
        yield from ((name, was, now) for was, now in zip_longest(gone, come))


def _values(discriminator: Discriminator, members: set[str]) -> dict[str, list[str]]:
    """The values that select each member."""
    return {name: [v for v, n in discriminator.mapping if n == name] for name in members}


def _names(comparison: Comparison, name: str) -> set[str]:
    """The names of a declaration of the head in the base, which are values, too."""
    return {old for old, new in comparison.renamed.items() if new == name} | {name}


def _mapping(schema: Node | None, value: str | None) -> Node | None:
    """The entry of a value in the mapping, or the discriminator."""
    entry = child(schema, "discriminator", "mapping", value) if value is not None else schema
    return child(schema, "discriminator") if entry is schema else entry


def _inside(site: Site, *keys: str | int) -> Site:
    return site.at(child(site.before, *keys), child(site.after, *keys))
