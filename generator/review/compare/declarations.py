"""The differences between the models and named types of two Apis."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from generator.diagnostics import printable
from generator.emit.python.text.literals import literal
from generator.ir.types import (
    Alias,
    Condition,
    Declaration,
    Direction,
    FieldChoice,
    Model,
)
from generator.ir.walk import referenced_names
from generator.review.compare.comparison import Comparison, Side, Site, operation_label
from generator.review.compare.fields import added_field, compare_fields, removed_field
from generator.review.compare.matching import renamed_fields
from generator.review.compare.types import TYPE_KEYS, compare_types
from generator.review.reach import declaration_types
from generator.symbols.places import child

_CHOICE_KEYS: Final = ("oneOf", "anyOf", "required", "dependentRequired")


def compare_declarations(comparison: Comparison) -> None:
    """Compare all declarations of the base with those of the head that have the same name or replace them."""
    base, head = comparison.base, comparison.head
    matched = set()
    for name, old in base.declarations.items():
        new = head.declarations.get(comparison.renamed.get(name, name))
        if new is None:
            node = base.places.declared(old.origin)
            comparison.add("model-removed", _lone_site(base, old, is_new=False).at(node, None))
            continue
        matched.add(new.name)
        names = {n for type_ in declaration_types(old) for n in referenced_names(type_)}
        is_equal = replace(old, origin=new.origin) == new
        if is_equal and not names & comparison.renamed.keys():
            continue
        _compare(comparison, old, new)
    for name, new in head.declarations.items():
        if name not in matched:
            node = head.places.declared(new.origin)
            comparison.add("model-added", _lone_site(head, new, is_new=True).at(None, node))
    _replaced(comparison)


def _replaced(comparison: Comparison) -> None:
    """Compare the fields of models that take the place of others, and of the models in these fields."""
    compared: set[tuple[str, str]] = set()
    while waiting := comparison.replaced.keys() - compared:
        for first, second in sorted(waiting):
            old, new = comparison.base.declarations[first], comparison.head.declarations[second]
            if isinstance(old, Model) and isinstance(new, Model):
                place = comparison.replaced[first, second]
                site = _site(comparison, old, new)
                site = replace(site, operations=place.operations, method=place.method)
                _models(comparison, old, new, site)
        compared |= waiting


def _lone_site(side: Side, declaration: Declaration, *, is_new: bool) -> Site:
    signature = side.signatures.declaration(declaration)
    operations = tuple(dict.fromkeys(map(operation_label, side.reach.operations(declaration.name))))
    old, new = (None, signature) if is_new else (signature, None)
    return Site(f"models.{declaration.name}", old, new, None, None, operations)


def _compare(comparison: Comparison, old: Declaration, new: Declaration) -> None:
    base, head = comparison.base, comparison.head
    site = _site(comparison, old, new)
    if old.name != new.name:
        detail = f"{old.name} → {new.name}"
        comparison.add("model-renamed", site, detail, places=site.keys)
    comparison.add_documentation(site, (old.description,), (new.description,))
    if old.deprecated != new.deprecated:
        rule = "deprecated" if new.deprecated else "undeprecated"
        comparison.add(rule, site, keys=("deprecated",))
    is_used = base.reach.is_used(old.name), head.reach.is_used(new.name)
    if is_used[0] != is_used[1]:
        return  # nobody had values of it, or nobody has any
    if isinstance(old, Model) and isinstance(new, Model):
        _models(comparison, old, new, site)
    elif isinstance(old, Alias) and isinstance(new, Alias):
        compare_types(comparison, old.type, new.type, site)
    else:
        comparison.add_by_direction("type-changed", site, f"{site.old} → {site.new}", TYPE_KEYS)


def _site(comparison: Comparison, old: Declaration, new: Declaration) -> Site:
    base, head = comparison.base, comparison.head
    operations = (*base.reach.operations(old.name), *head.reach.operations(new.name))
    return Site(
        f"models.{old.name}",
        base.signatures.declaration(old),
        head.signatures.declaration(new),
        base.places.declared(old.origin),
        head.places.declared(new.origin),
        tuple(dict.fromkeys(map(operation_label, operations))),
        (old.direction & new.direction) or old.direction,
    )


def _models(comparison: Comparison, old: Model, new: Model, site: Site) -> None:
    if old.combined and new.combined:
        _combined(comparison, old, new, site)
        return
    pairs = {field.wire: field for field in new.fields}
    renamed = renamed_fields(
        old.fields, new.fields, lambda a, b: comparison.translated(a.type) == b.type
    )
    replaced = {first.wire: second for first, second in renamed}
    taken = {second.wire for second in replaced.values()}
    for field in old.fields:
        other = pairs.get(field.wire) or replaced.get(field.wire)
        if other is None:
            removed_field(comparison, old, field, site)
        else:
            compare_fields(comparison, (old, field), (new, other), site)
    known = {field.wire for field in old.fields}
    for field in new.fields:
        if field.wire not in known and field.wire not in taken:
            added_field(comparison, new, field, site)
    _extras(comparison, old, new, site)
    if Direction.OUTPUT not in old.direction | new.direction:
        _choices(comparison, old, new, site)
        _conditions(comparison, old, new, site)


def _combined(comparison: Comparison, old: Model, new: Model, site: Site) -> None:
    """Compare a model whose fields are those of several members of a union.

    A field that a member itself lost is reported there, so the others went with their member.
    """
    wires = {field.wire for field in new.fields}
    for field in old.fields:
        if field.wire not in wires and not _is_lost(comparison, field.wire):
            removed_field(comparison, old, field, site)


def _is_lost(comparison: Comparison, wire: str) -> bool:
    """Whether a model of its own had a property that it has no longer."""
    for name, old in comparison.base.declarations.items():
        new = comparison.head.declarations.get(comparison.renamed.get(name, name))
        if isinstance(old, Model) and isinstance(new, Model) and not old.combined:
            had, has = ({field.wire for field in model.fields} for model in (old, new))
            if wire in had - has:
                return True
    return False


def _extras(comparison: Comparison, old: Model, new: Model, site: Site) -> None:
    keys = ("additionalProperties", "unevaluatedProperties", "patternProperties")
    site = replace(
        site,
        old=_extras_signature(comparison.base, old),
        new=_extras_signature(comparison.head, new),
    )
    if old.extras is None and new.extras is not None:
        comparison.add_by_direction("extras-allowed", replace(site, old=None), keys=keys)
    elif old.extras is not None and new.extras is None:
        comparison.add_by_direction("extras-forbidden", replace(site, new=None), keys=keys)
    elif old.extras is not None and new.extras is not None:
        inner = site.at(child(site.before, keys[0]), child(site.after, keys[0]))
        compare_types(comparison, old.extras, new.extras, inner)


def _extras_signature(side: Side, model: Model) -> str:
    """The attribute with the properties that the document does not name."""
    name = f"models.{model.name}.additional_properties"
    if model.extras is None:
        return name
    return f"{name}: dict[str, {side.signatures.type(model.extras, model.direction)}]"


def _choices(comparison: Comparison, old: Model, new: Model, site: Site) -> None:
    """Compare which groups of fields must be set. Only a model of requests alone is checked."""
    first, second = set(old.choices), set(new.choices)
    if first == second:
        return
    added = [c for c in new.choices if not any(_implies(other, c) for other in old.choices)]
    removed = [c for c in old.choices if not any(_implies(other, c) for other in new.choices)]
    if added:
        comparison.add("request-choice-added", site, _groups(added[0]), _CHOICE_KEYS)
    elif removed or first != second:
        detail = _groups((removed or list(old.choices))[0])
        comparison.add("request-choice-removed", site, detail, _CHOICE_KEYS)


def _implies(stronger: FieldChoice, weaker: FieldChoice) -> bool:
    """Whether a value that satisfies the first choice also satisfies the second."""
    is_subset = set(stronger.groups) <= set(weaker.groups)
    if stronger.exclusive or not weaker.exclusive:
        return is_subset if not weaker.exclusive else stronger.groups == weaker.groups
    return False


def _groups(choice: FieldChoice) -> str:
    names = " | ".join("+".join(group) for group in choice.groups)
    return f"{'exactly' if choice.exclusive else 'at least'} one of {names}"


def _conditions(comparison: Comparison, old: Model, new: Model, site: Site) -> None:
    """Compare the lengths that depend on another field."""
    if old.conditions == new.conditions:
        return
    before = {(c.name, c.value, c.then): c for c in old.conditions}
    after = {(c.name, c.value, c.then): c for c in new.conditions}
    inner = site.at(child(site.before, "then"), child(site.after, "then"))
    for key in dict.fromkeys((*before, *after)):
        first, second = before.get(key), after.get(key)
        if first == second:
            continue
        name, value, then = key
        detail = f"{then} if {name} is {printable(literal(value))}: {_lengths(first)} → {_lengths(second)}"
        rule = "tightened" if _is_tighter(first, second) else "loosened"
        comparison.add(f"request-bound-{rule}", inner, detail, ("if", "then", "properties"))


def _is_tighter(old: Condition | None, new: Condition | None) -> bool:
    if new is None:
        return False
    low = (old.min_length if old else None) or 0, new.min_length or 0
    high = (old.max_length if old else None), new.max_length
    return low[1] > low[0] or (high[1] is not None and (high[0] is None or high[1] < high[0]))


def _lengths(condition: Condition | None) -> str:
    if condition is None:
        return "any length"
    low, high = condition.min_length, condition.max_length
    return f"{0 if low is None else low} to {'any number' if high is None else high}"
