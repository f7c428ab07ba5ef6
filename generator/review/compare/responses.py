"""The differences between the responses of two operations."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from generator.ir.operations import ContentKind, ErrorResponse, Operation, Response
from generator.ir.types import Direction
from generator.ir.walk import non_null
from generator.openapi import Node
from generator.openapi.operations import OperationAt
from generator.review.compare.comparison import Comparison, Site
from generator.review.compare.types import compare_types
from generator.review.places import inner_difference, key_places
from generator.symbols.places import child

_At: TypeAlias = "tuple[OperationAt, OperationAt]"


def compare_responses(
    comparison: Comparison, old: Operation, new: Operation, site: Site, at: _At
) -> None:
    """Record how the results and failures of an operation differ."""
    own = replace(site, direction=Direction.OUTPUT)
    _results(comparison, old, new, own, at)
    _statuses(comparison, old, new, own, at)
    _headers(comparison, old, new, own, at)
    _descriptions(comparison, old, new, own, at)
    _failures(comparison, old, new, own, at)


def _results(comparison: Comparison, old: Operation, new: Operation, site: Site, at: _At) -> None:
    """Compare the results, unless one is a list with pages and the other is not."""
    if (old.paging is None) != (new.paging is None):
        return
    first, second = _main(old), _main(new)
    inner = site.at(_schema(at[0], first), _schema(at[1], second))
    if _is_other_kind(old, new, site):
        detail = f"{_result(site.old)} → {_result(site.new)}"
        comparison.add("response-type-changed", inner, detail)
    elif old.returns is not None and new.returns is not None:
        _types(comparison, old, new, inner, at)
    elif new.returns is not None:
        comparison.add("response-body-added", inner)
    elif old.returns is not None:
        comparison.add("response-body-removed", inner)


def _is_other_kind(old: Operation, new: Operation, site: Site) -> bool:
    """Whether the result is another one because of its media type, such as an object and not bytes."""
    kinds = [{r.kind for r in o.responses} - {ContentKind.EMPTY} for o in (old, new)]
    return all(kinds) and kinds[0] != kinds[1] and _result(site.old) != _result(site.new)


def _result(signature: str | None) -> str:
    """The result in the signature of a method."""
    return (signature or "").partition(" -> ")[2].partition("  # ")[0]


def _types(comparison: Comparison, old: Operation, new: Operation, site: Site, at: _At) -> None:
    """Compare the types of the results. A result is None if one of the responses has no body."""
    assert old.returns is not None
    assert new.returns is not None
    empty = [[r.status for r in o.responses if r.type is None] for o in (old, new)]
    if bool(empty[0]) == bool(empty[1]):
        return compare_types(comparison, old.returns, new.returns, site)
    rule = "response-null-allowed" if empty[1] else "response-null-forbidden"
    nodes = [
        _entry(a, (e or [""])[0]) or a.node.get("responses") for a, e in zip(at, empty, strict=True)
    ]
    comparison.add(rule, site, "a response has no body", places=key_places(*nodes))
    return compare_types(comparison, non_null(old.returns), non_null(new.returns), site)


def _main(operation: Operation) -> Response | None:
    """The response whose schema is the result; the first one with a body."""
    bodies = [response for response in operation.responses if response.type is not None]
    return next(iter(bodies or operation.responses), None)


def _schema(at: OperationAt, response: Response | None) -> Node | None:
    if response is None:
        return None
    node = _response(at, response.status)
    content = node.get("content") if node is not None else None
    entry = content.get(response.media_type) if content is not None else None
    entry = entry.resolve() if entry is not None else None
    return (entry.get("schema") or entry.get("itemSchema")) if entry is not None else node


def _response(at: OperationAt, status: str) -> Node | None:
    entry = _entry(at, status)
    return entry.resolve() if entry is not None else None


def _entry(at: OperationAt, status: str) -> Node | None:
    """The entry of a status in `responses`, which can be written in lower case (`2xx`)."""
    listed = at.node.get("responses")
    if listed is None:
        return None
    return listed.get(status) or listed.get(status.lower())


def _statuses(comparison: Comparison, old: Operation, new: Operation, site: Site, at: _At) -> None:
    """Compare the statuses and media types of the results."""
    olds = list(dict.fromkeys(response.status for response in old.responses))
    news = list(dict.fromkeys(response.status for response in new.responses))
    gone = [status for status in olds if status not in news]
    come = [status for status in news if status not in olds]
    if gone or come:
        before = _entry(at[0], (gone or olds)[0])
        after = _entry(at[1], (come or news)[0])
        detail = f"{', '.join(olds)} → {', '.join(news)}"
        places = key_places(before, after)
        comparison.add("response-status-changed", site, detail, places=places)
    first, second = _media_types(old), _media_types(new)
    if first != second:
        nodes = _response(at[0], olds[0]), _response(at[1], news[0])
        detail = f"{', '.join(first) or 'none'} → {', '.join(second) or 'none'}"
        is_compared = old.returns is not None and new.returns is not None
        if is_compared and not _is_other_kind(old, new, site):
            comparison.add("response-media-type-changed", site.at(*nodes), detail, ("content",))


def _media_types(operation: Operation) -> list[str]:
    return list(dict.fromkeys(r.media_type for r in operation.responses if r.media_type))


def _descriptions(
    comparison: Comparison, old: Operation, new: Operation, site: Site, at: _At
) -> None:
    """Compare the descriptions of results that both sides have."""
    news = {response.status: response for response in new.responses}
    for response in old.responses:
        other = news.get(response.status)
        if other is not None:
            own = site.at(_response(at[0], response.status), _response(at[1], response.status))
            comparison.add_documentation(own, (response.description,), (other.description,))


def _headers(comparison: Comparison, old: Operation, new: Operation, site: Site, at: _At) -> None:
    news = {response.status: response for response in new.responses}
    for response in old.responses:
        other = news.get(response.status)
        if other is None and len(old.responses) == len(new.responses) == 1:
            other = new.responses[0]
        if other is None:
            continue
        nodes = _response(at[0], response.status), _response(at[1], other.status)
        before = {header.wire.lower(): header.wire for header in response.headers}
        after = {header.wire.lower(): header.wire for header in other.headers}
        for key, wire in before.items():
            if key not in after:
                _header(comparison, "response-header-removed", wire, site, nodes)
        for key, wire in after.items():
            if key not in before:
                _header(comparison, "response-header-added", wire, site, nodes)


def _header(
    comparison: Comparison,
    rule: str,
    wire: str,
    site: Site,
    nodes: tuple[Node | None, Node | None],
) -> None:
    before, after = (child(node, "headers", wire) for node in nodes)
    is_added = rule.endswith("added")
    text = f'raw.headers["{wire}"]'
    lone = replace(
        site,
        subject=f"{site.subject} header {wire}",
        old=None if is_added else text,
        new=text if is_added else None,
        before=None if is_added else before,
        after=after if is_added else None,
    )
    comparison.add(rule, lone)


def _failures(comparison: Comparison, old: Operation, new: Operation, site: Site, at: _At) -> None:
    """Compare the documented failures. Classes that appear or vanish altogether are compared once for the Api."""
    olds = {error.status: error for error in old.errors}
    news = {error.status: error for error in new.errors}
    for status in (status for status in olds if status not in news):
        places = key_places(_entry(at[0], status), at[1].node.get("responses"))
        comparison.add("error-status-removed", site, status, places=places)
    for status in (status for status in news if status not in olds):
        places = key_places(at[0].node.get("responses"), _entry(at[1], status))
        comparison.add("error-status-added", site, status, places=places)
    for status in olds:
        if status in news:
            _failure(comparison, olds[status], news[status], site, at)


def _failure(
    comparison: Comparison, old: ErrorResponse, new: ErrorResponse, site: Site, at: _At
) -> None:
    """Compare one documented failure."""
    nodes = _response(at[0], old.status), _response(at[1], new.status)
    inner = site.at(_json_schema(nodes[0]), _json_schema(nodes[1]))
    classes = [
        {code.name: code for code in side.api.error_codes}
        for side in (comparison.base, comparison.head)
    ]
    places = None
    if inner.before is not None and inner.after is not None:
        places = inner_difference(inner.before, inner.after)
    for name in new.errors:
        if name not in old.errors and name in classes[0]:
            comparison.add("error-code-added", site, classes[0][name].wire, places=places)
    for name in old.errors:
        if name not in new.errors and name in classes[1]:
            comparison.add("error-code-removed", site, classes[1][name].wire, places=places)
    if old.type is not None and new.type is not None:
        compare_types(comparison, old.type, new.type, inner)
    elif old.type is not None or new.type is not None:
        comparison.add("error-body-changed", site, old.status, places=key_places(*nodes))


def _json_schema(response: Node | None) -> Node | None:
    content = response.get("content") if response is not None else None
    entries = [entry.resolve() for _, entry in content.items()] if content is not None else []
    return next((e / "schema" for e in entries if "schema" in e), None)
