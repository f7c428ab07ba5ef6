"""The differences in how the client behaves when an operation is called: retries, pages, credentials, hosts."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Final

from generator.diagnostics import Location
from generator.ir.operations import IDEMPOTENT, Operation, Paging, PagingStyle
from generator.openapi import Node
from generator.openapi.conventions import KEY
from generator.review.compare.comparison import Comparison, Side, Site
from generator.review.places import key_places
from generator.symbols.places import first

_PAGING_KEYS: Final = ("x-pagination", "parameters", "responses")
_BEHAVIOR: Final = {"size"}  # a default that the comparison of the parameter reports


def compare_behavior(comparison: Comparison, old: Operation, new: Operation, site: Site) -> None:
    """Record how calls of an operation differ although their arguments and results may be the same."""
    _lifecycle(comparison, old, new, site)
    _retries(comparison, old, new, site)
    _paging(comparison, old, new, site)
    if old.security != new.security:
        _security(comparison, old, new, site)
    if old.servers != new.servers:
        texts = [
            ", ".join(s.url for s in each.servers) or "those of the API" for each in (old, new)
        ]
        comparison.add("server-changed", site, " → ".join(texts), ("servers",))
    if old.redirects != new.redirects:
        comparison.add("redirects-changed", site, keys=("responses",))


def _lifecycle(comparison: Comparison, old: Operation, new: Operation, site: Site) -> None:
    if old.deprecated != new.deprecated:
        rule = "deprecated" if new.deprecated else "undeprecated"
        comparison.add(rule, site, keys=("deprecated",))
    if old.sunset != new.sunset:
        detail = f"{old.sunset or 'none'} → {new.sunset or 'none'}"
        comparison.add("sunset-changed", site, detail, ("x-sunset",))


def _retries(comparison: Comparison, old: Operation, new: Operation, site: Site) -> None:
    """Compare whether and when the client repeats a call that failed."""
    before = _listing(comparison.base, old, site.before)
    after = _listing(comparison.head, new, site.after)
    if (
        old.method == new.method
        and old.idempotent != new.idempotent
        and old.method not in IDEMPOTENT
    ):
        rule = "retry-safety-added" if new.idempotent else "retry-safety-removed"
        comparison.add(rule, site, f"{new.method} {new.path}", places=(before, after))
    elif old.method != new.method and old.idempotent != new.idempotent:
        rule = "retry-safety-added" if new.idempotent else "retry-safety-removed"
        comparison.add(rule, site, f"{old.method} → {new.method}")
    elif old.retries != new.retries:
        comparison.add("retries-changed", site, keys=("x-speakeasy-retries",))
    has_key = old.idempotency_key is not None, new.idempotency_key is not None
    if has_key[0] != has_key[1] and not (old.idempotent and new.idempotent):
        rule = f"retry-safety-{'added' if has_key[1] else 'removed'}"
        comparison.add(rule, site, "idempotency key", ("parameters",))


def _listing(side: Side, operation: Operation, node: Node | None) -> Location | None:
    """The entry of an operation in the list of idempotent operations; else the list, or the operation."""
    listed = side.places.component(KEY, "idempotent")
    for entry in listed.elements() if listed is not None else ():
        if entry.value == operation.operation_id:
            return entry.location
    return key_places(first((listed, node)), None)[0]


def _paging(comparison: Comparison, old: Operation, new: Operation, site: Site) -> None:
    if old.paging is None or new.paging is None:
        if new.paging is not None:
            comparison.add("paging-added", site, keys=_PAGING_KEYS)
        elif old.paging is not None:
            comparison.add("paging-removed", site, keys=_PAGING_KEYS)
        return
    before, after = _facts(old, old.paging), _facts(new, new.paging)
    names = [key for key in before if before[key] != after[key] and key not in _BEHAVIOR]
    if names:
        detail = ", ".join(f"{name} {_fact(before[name])} → {_fact(after[name])}" for name in names)
        comparison.add("paging-changed", site, detail, _PAGING_KEYS)


def _fact(value: object) -> str:
    """A fact about paging for readers. The pointer "" is that of the whole body."""
    return {"": "body", "None": "none", "True": "yes", "False": "no"}.get(str(value), str(value))


def _facts(operation: Operation, paging: Paging) -> dict[str, object]:
    """The facts about paging, with the parameters by their names on the wire."""
    wires = {parameter.name: parameter.wire for parameter in operation.parameters}
    facts: dict[str, object] = {}
    for each in fields(paging):
        value = getattr(paging, each.name)
        if each.name != "item":
            value = value.value if isinstance(value, PagingStyle) else value
            facts[each.name] = wires.get(value, value) if isinstance(value, str) else value
    return facts


def _security(comparison: Comparison, old: Operation, new: Operation, site: Site) -> None:
    """Compare the credentials that an operation requires, in alternatives."""
    before = comparison.base.api.security if old.security is None else old.security
    after = comparison.head.api.security if new.security is None else new.security
    add_requirement_change(comparison, before, after, site)


def add_requirement_change(
    comparison: Comparison,
    old: tuple[tuple[str, ...], ...],
    new: tuple[tuple[str, ...], ...],
    site: Site,
) -> None:
    """Record other requirements: more if a caller who met the old ones may not meet the new ones."""
    renamed = comparison.renamed_schemes
    old = tuple(tuple(renamed.get(wire, wire) for wire in each) for each in old)
    if {frozenset(each) for each in old} == {frozenset(each) for each in new}:
        return
    accepted = [set(each) for each in new] or [set()]
    is_met = all(any(need <= set(each) for need in accepted) for each in (old or ((),)))
    rule = "requirement-removed" if is_met else "requirement-added"
    texts = [
        " or ".join("+".join(each) or "none" for each in side) or "none" for side in (old, new)
    ]
    own = replace(site, old=f"security: {texts[0]}", new=f"security: {texts[1]}")
    comparison.add(rule, own, "", ("security",))
