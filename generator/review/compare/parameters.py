"""The differences between the parameters of two operations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, TypeAlias

from generator.ir.operations import Operation, Parameter, ParameterLocation, Resource
from generator.ir.types import Direction
from generator.openapi import Node
from generator.review.compare.comparison import Comparison, Site
from generator.review.compare.fields import add_default_change, presence_rule
from generator.review.compare.matching import best_pairs
from generator.review.compare.types import compare_types
from generator.symbols.places import first

_Placed: TypeAlias = "tuple[Resource, Operation]"
_SERIALIZATION: Final = ("location", "style", "explode", "allow_reserved", "media_type")


def compare_parameters(comparison: Comparison, old: _Placed, new: _Placed, site: Site) -> None:
    """Record how the parameters of an operation differ."""
    olds = {_key(each): each for each in old[1].parameters}
    news = {_key(each): each for each in new[1].parameters}
    pairs = [(olds[key], news[key]) for key in olds if key in news]
    gone = [each for key, each in olds.items() if key not in news]
    come = [each for key, each in news.items() if key not in olds]
    renamed = best_pairs(gone, come, _likeness(comparison, old[1], new[1], len(gone), len(come)), 1)
    for first_, second in [*pairs, *renamed]:
        _compare(comparison, (old, first_), (new, second), site)
    for each in gone:
        if each not in [pair[0] for pair in renamed]:
            _removed(comparison, old, each, site)
    for each in come:
        if each not in [pair[1] for pair in renamed]:
            _added(comparison, new, each, site)


def _key(parameter: Parameter) -> tuple[ParameterLocation, str]:
    is_header = parameter.location is ParameterLocation.HEADER
    return parameter.location, parameter.wire.lower() if is_header else parameter.wire


def _likeness(
    comparison: Comparison, old: Operation, new: Operation, gone: int, come: int
) -> Callable[[Parameter, Parameter], float]:
    """How likely a parameter is another one under a new name or in another location.

    In the path, its position decides. Elsewhere, the same argument that moved is most likely, then one of its type.
    """
    before = [p for p in old.parameters if p.location is ParameterLocation.PATH]
    after = [p for p in new.parameters if p.location is ParameterLocation.PATH]

    def likeness(first_: Parameter, second: Parameter) -> float:
        if first_.location is not second.location:
            is_path = ParameterLocation.PATH in (first_.location, second.location)
            return 0 if is_path or first_.name != second.name else 3
        if first_.location is ParameterLocation.PATH:
            same = len(before) == len(after) and before.index(first_) == after.index(second)
            return 2 * same
        if first_.required != second.required:
            return 0
        if comparison.translated(first_.type) != second.type:
            return 0
        is_described = bool(first_.description) and first_.description == second.description
        return is_described + (gone == come == 1)

    return likeness


def _removed(comparison: Comparison, old: _Placed, parameter: Parameter, site: Site) -> None:
    node = comparison.base.places.parameter(old[1], parameter)
    signature = comparison.base.signatures.argument(*old, parameter)
    subject = f"{site.subject}({parameter.name})"
    lone = replace(site, subject=subject, old=signature, new=None, before=node, after=None)
    comparison.add("parameter-removed", lone)


def _added(comparison: Comparison, new: _Placed, parameter: Parameter, site: Site) -> None:
    node = comparison.head.places.parameter(new[1], parameter)
    signature = comparison.head.signatures.argument(*new, parameter)
    subject = f"{site.subject}({parameter.name})"
    lone = replace(site, subject=subject, old=None, new=signature, before=None, after=node)
    is_sent = parameter.constant is not None or new[1].is_key(parameter)
    kind = "constant" if is_sent else "parameter"
    comparison.add(f"required-{kind}-added" if parameter.required else "parameter-added", lone)


def _compare(
    comparison: Comparison,
    old: tuple[_Placed, Parameter],
    new: tuple[_Placed, Parameter],
    site: Site,
) -> None:
    before, after = old[1], new[1]
    if before == after and comparison.translated(before.type) == after.type:
        return
    base, head = comparison.base, comparison.head
    own = replace(
        site,
        subject=f"{site.subject}({before.name})",
        old=base.signatures.argument(*old[0], before),
        new=head.signatures.argument(*new[0], after),
        before=base.places.parameter(old[0][1], before),
        after=head.places.parameter(new[0][1], after),
        direction=Direction.INPUT,
        is_text=not before.media_type and not after.media_type,
    )
    _names(comparison, before, after, own)
    rule = presence_rule("parameter", before, after)
    if rule is not None and not (old[0][1].is_key(before) and new[0][1].is_key(after)):
        comparison.add(rule, own, keys=("required",))
    inner = own.at(_schema(own.before), _schema(own.after))
    compare_types(comparison, before.type, after.type, inner)
    if (before.has_default, before.default) != (after.has_default, after.default):
        add_default_change(comparison, before, after, inner)
    for key in _SERIALIZATION:
        was, now = getattr(before, key), getattr(after, key)
        if was != now:
            keys = ("in", "style", "explode", "allowReserved", "content", "schema")
            detail = f"{key} {_text(was)} → {_text(now)}"
            comparison.add("parameter-serialization-changed", own, detail, keys)
            break
    if before.deprecated != after.deprecated:
        rule = "deprecated" if after.deprecated else "undeprecated"
        comparison.add(rule, own, keys=("deprecated",))
    comparison.add_documentation(own, (before.description,), (after.description,))


def _text(value: object) -> str:
    """The value of a fact as the document writes it."""
    if isinstance(value, ParameterLocation):
        return value.value
    return "none" if value is None else str(value).lower()


def _names(comparison: Comparison, old: Parameter, new: Parameter, site: Site) -> None:
    is_path = old.location is ParameterLocation.PATH
    if old.name != new.name:
        detail = f"{old.name} → {new.name}"
        comparison.add(
            "argument-renamed" if is_path else "parameter-renamed", site, detail, ("name",)
        )
    elif _key(old)[1] != _key(new)[1] and not is_path:
        detail = f"{old.wire} → {new.wire}"
        comparison.add("request-wire-name-changed", site, detail, ("name",))


def _schema(node: Node | None) -> Node | None:
    """The schema of a parameter, or of its first media type."""
    if node is None:
        return None
    content = node.get("content")
    entries = [entry.get("schema") for _, entry in content.items()] if content is not None else []
    return first((node.get("schema"), *entries))
