"""The differences between the error classes of two Apis, and between the attributes of errors."""

from __future__ import annotations

from dataclasses import replace

from generator.ir.api import ErrorCode
from generator.ir.types import Direction
from generator.openapi.conventions import KEY
from generator.review.compare.comparison import Comparison, Site, operation_label
from generator.review.compare.matching import best_pairs
from generator.review.compare.types import compare_types


def compare_error_codes(comparison: Comparison, root: Site) -> None:
    """Compare the classes of error codes."""
    olds = {code.name: code for code in comparison.base.api.error_codes}
    news = {code.name: code for code in comparison.head.api.error_codes}
    gone = [each for name, each in olds.items() if name not in news]
    come = [each for name, each in news.items() if name not in olds]
    order = [list(olds), list(news)]

    def likeness(a: ErrorCode, b: ErrorCode) -> float:
        place = order[0].index(a.name) == order[1].index(b.name)
        return (a.status == b.status) * (
            place + (bool(a.description) and a.description == b.description)
        )

    renamed = best_pairs(gone, come, likeness, 1)
    for old, new in renamed:
        site = _code_site(comparison, root, old, new)
        comparison.add("error-class-renamed", site, f"{old.wire} → {new.wire}", places=site.keys)
    for old in gone:
        if old not in [pair[0] for pair in renamed]:
            comparison.add("error-class-removed", _code_site(comparison, root, old, None))
    for new in come:
        if new not in [pair[1] for pair in renamed]:
            comparison.add("error-class-added", _code_site(comparison, root, None, new))
    for name, old in olds.items():
        if name in news:
            _error_code(comparison, old, news[name], root)


def _error_code(comparison: Comparison, old: ErrorCode, new: ErrorCode, root: Site) -> None:
    site = replace(_code_site(comparison, root, old, new), direction=Direction.OUTPUT)
    if (old.status, old.base) != (new.status, new.base):
        comparison.add(
            "error-status-of-code-changed", site, f"{old.status} → {new.status}", ("status",)
        )
    elif old.wire != new.wire:
        comparison.add("error-code-changed", site, f"{old.wire} → {new.wire}", places=site.keys)
    if old.type is not None and new.type is not None:
        compare_types(comparison, old.type, new.type, site)
    if comparison.head.places.component(KEY, "errors", "codes", new.wire) is not None:
        comparison.add_documentation(site, (old.description,), (new.description,))


def _code_site(
    comparison: Comparison, root: Site, old: ErrorCode | None, new: ErrorCode | None
) -> Site:
    nodes = []
    texts = []
    operations: dict[str, None] = {}
    for side, code in ((comparison.base, old), (comparison.head, new)):
        nodes.append(side.places.error_code(side.api, code) if code is not None else None)
        texts.append(side.signatures.error(code) if code is not None else None)
        for _, operation in side.operations():
            if code is not None and any(code.name in e.errors for e in operation.errors):
                operations[operation_label(operation)] = None
    name = next(each.name for each in (old, new) if each is not None)
    return Site(f"errors.{name}", texts[0], texts[1], nodes[0], nodes[1], tuple(operations))


def compare_error_fields(comparison: Comparison, root: Site) -> None:
    """Compare the attributes of errors."""
    olds = {field.name: field for field in comparison.base.api.error_fields}
    news = {field.name: field for field in comparison.head.api.error_fields}
    keys = (KEY, "errors", "fields")
    nodes = [side.places.component(*keys) for side in (comparison.base, comparison.head)]
    for name in {**olds, **news}:
        old, new = olds.get(name), news.get(name)
        before = nodes[0].get(name) if nodes[0] is not None and old else None
        after = nodes[1].get(name) if nodes[1] is not None and new else None
        site = Site(
            f"errors.APIStatusError.{name}",
            comparison.base.signatures.error_field(old) if old else None,
            comparison.head.signatures.error_field(new) if new else None,
            before or (root.before if old else None),
            after or (root.after if new else None),
            direction=Direction.OUTPUT,
        )
        if old is None or new is None:
            comparison.add(f"error-attribute-{'added' if old is None else 'removed'}", site)
        else:
            compare_types(comparison, old.type, new.type, site)
