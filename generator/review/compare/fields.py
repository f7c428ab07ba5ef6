"""The differences between the fields of two models."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import IntEnum
from typing import Final

from generator.diagnostics import printable
from generator.emit.python.models import distinguishes_null
from generator.emit.python.text.literals import literal
from generator.ir.operations import Parameter
from generator.ir.types import Direction, Field, Model, Nullable
from generator.ir.walk import non_null
from generator.openapi import Node
from generator.review.compare.comparison import Comparison, Site
from generator.review.compare.types import TYPE_KEYS, compare_non_null
from generator.review.places import Spots, differing, entry_places
from generator.symbols.places import parts, properties

_WORD: Final = re.compile(r"\w+")
_BY_DIRECTION: Final = {"Sequence", "Mapping", "list", "dict", "UnsetType"}


def removed_field(comparison: Comparison, model: Model, field: Field, owner: Site) -> None:
    """Record that a model has a field no longer."""
    node = _node(owner.before, field)
    signature = comparison.base.signatures.property(model, field, owner.direction, owner.method)
    site = replace(owner, subject=_subject(model, field), old=signature, new=None)
    site = replace(site, before=node or owner.before, after=None)
    comparison.add_by_direction("property-removed", site)


def added_field(comparison: Comparison, model: Model, field: Field, owner: Site) -> None:
    """Record that a model has a new field."""
    node = _node(owner.after, field)
    signature = comparison.head.signatures.property(model, field, owner.direction, owner.method)
    site = replace(owner, subject=_subject(model, field), old=None, new=signature)
    site = replace(site, before=None, after=node or owner.after)
    if field.required and Direction.INPUT in site.direction:
        kind = "constant" if field.constant is not None else "request-property"
        comparison.add(f"required-{kind}-added", site.sent())
    else:
        comparison.add_by_direction("property-added", site.sent())
    comparison.add_by_direction("property-added", site.received())


def _subject(model: Model, field: Field) -> str:
    return f"models.{model.name}.{field.name}"


def _node(schema: Node | None, field: Field) -> Node | None:
    listed = properties(schema, field.wire) if schema is not None else []
    return listed[0] if listed else None


def compare_fields(
    comparison: Comparison, old: tuple[Model, Field], new: tuple[Model, Field], owner: Site
) -> None:
    """Record how a field differs. `owner` is the site of its model."""
    (first_model, first), (second_model, second) = old, new
    is_equal = first == second and first_model.direction == second_model.direction
    if is_equal and comparison.translated(first.type) == second.type:
        return
    befores = properties(owner.before, first.wire) if owner.before is not None else []
    afters = properties(owner.after, second.wire) if owner.after is not None else []
    before, after = differing(befores, afters)
    site = replace(
        owner,
        subject=_subject(first_model, first),
        old=comparison.base.signatures.property(first_model, first, owner.direction, owner.method),
        new=comparison.head.signatures.property(
            second_model, second, owner.direction, owner.method
        ),
        before=before or owner.before,
        after=after or owner.after,
    )
    count = len(comparison.findings)
    taken = first.name in {field.name for field in second_model.fields}
    _names(comparison, first, second, site, is_taken=taken)
    _compare_presence(comparison, old, new, site, owner)
    compare_non_null(comparison, non_null(first.type), non_null(second.type), site)
    _default(comparison, first, second, site)
    if first.deprecated != second.deprecated:
        rule = "deprecated" if second.deprecated else "undeprecated"
        comparison.add(rule, site, keys=("deprecated",))
    comparison.add_documentation(site, (first.description,), (second.description,))
    if len(comparison.findings) == count and first_model.direction != second_model.direction:
        _annotation(comparison, site)


def _names(comparison: Comparison, old: Field, new: Field, site: Site, *, is_taken: bool) -> None:
    if old.wire != new.wire:
        kind = "wire-name-changed" if old.name == new.name else "property-renamed"
        comparison.add_by_direction(kind, site, f"{old.wire} → {new.wire}", places=site.keys)
    elif old.name != new.name:
        detail = f"{old.name} → {new.name}"
        rule = "python-name-taken" if is_taken else "python-name-changed"
        comparison.add(rule, site, detail, places=site.keys)


def _compare_presence(
    comparison: Comparison,
    old: tuple[Model, Field],
    new: tuple[Model, Field],
    site: Site,
    owner: Site,
) -> None:
    """Compare whether the field can be absent or null."""
    first, second = old[1], new[1]
    required = first.required != second.required
    change = "made-required" if second.required else "made-optional"
    places = _required_places(owner, site, second.wire)
    if Direction.INPUT in site.direction:
        rule = presence_rule("request-property", first, second)
        if rule is not None:
            comparison.add(rule, site, "", places=places)
        nullable = isinstance(first.type, Nullable), isinstance(second.type, Nullable)
        if nullable[0] != nullable[1]:
            change_ = "allowed" if nullable[1] else "forbidden"
            comparison.add(f"request-null-{change_}", site, keys=TYPE_KEYS)
    if Direction.OUTPUT in site.direction:
        was, now = _absences(*old), _absences(*new)
        if required:
            rule = f"response-property-{change}" if was != now else "response-presence-changed"
            comparison.add(rule, site, "", places=places)
        elif was != now:
            change_ = "allowed" if now > was else "forbidden"
            comparison.add(f"response-null-{change_}", site, keys=TYPE_KEYS)


class Presence(IntEnum):
    """Who provides a value in requests, in the order of strictness."""

    OPTIONAL = 0
    SENT_BY_CLIENT = 1  # required, with one possible value
    PASSED_BY_CALLER = 2


_PRESENCE_RULES: Final = {
    (Presence.OPTIONAL, Presence.SENT_BY_CLIENT): "constant-made-required",
    (Presence.SENT_BY_CLIENT, Presence.PASSED_BY_CALLER): "no-longer-constant",
    (Presence.PASSED_BY_CALLER, Presence.SENT_BY_CLIENT): "made-constant",
}


def presence_rule(prefix: str, old: Field | Parameter, new: Field | Parameter) -> str | None:
    """Return the rule for another provider of a value in requests, if it has another one.

    Args:
        prefix: The start of the rule unless a value with one possibility is concerned.
    """
    before, after = _presence(old), _presence(new)
    if before == after:
        return None
    change = "made-required" if after > before else "made-optional"
    return _PRESENCE_RULES.get((before, after), f"{prefix}-{change}")


def _presence(value: Field | Parameter) -> Presence:
    if not value.required:
        return Presence.OPTIONAL
    return Presence.PASSED_BY_CALLER if value.constant is None else Presence.SENT_BY_CLIENT


def _absences(model: Model, field: Field) -> set[str]:
    """The values that a reader of the field sees instead of a value."""
    is_nullable = isinstance(field.type, Nullable)
    values = {"None"} if is_nullable or not field.required else set()
    return values | ({"UNSET"} if distinguishes_null(field, model) else set())


def _required_places(owner: Site, site: Site, wire: str) -> Spots:
    """The entries in `required`; where there is none, the keyword, or else the property."""
    places = []
    entries = entry_places(owner.before, owner.after, "required", wire)
    for schema, node, found in zip(
        (owner.before, owner.after), (site.before, site.after), entries, strict=True
    ):
        has_keyword = schema is not None and any("required" in part for part in parts(schema))
        places.append(found if has_keyword or node is None else node.key_location)
    return places[0], places[1]


def _default(comparison: Comparison, old: Field, new: Field, site: Site) -> None:
    if (old.has_default, old.default) == (new.has_default, new.default):
        return
    if Direction.INPUT not in site.direction:
        comparison.add("documentation-changed", site, keys=("default",))
        return
    add_default_change(comparison, old, new, site)


def add_default_change(
    comparison: Comparison, old: Field | Parameter, new: Field | Parameter, site: Site
) -> None:
    """Record another default of a property or parameter."""
    kind = "added" if not old.has_default else "removed" if not new.has_default else "changed"
    shown = [printable(literal(x.default)) if x.has_default else "none" for x in (old, new)]
    comparison.add(f"default-{kind}", site, " → ".join(shown), ("default",))


def _annotation(comparison: Comparison, site: Site) -> None:
    """Record another annotation of a model that is now sent or received, too: its lists and absent values differ."""
    was, now = (_WORD.findall(text or "") for text in (site.old, site.new))
    if [w for w in was if w in _BY_DIRECTION] != [w for w in now if w in _BY_DIRECTION]:
        comparison.add("signature-changed", site)
