"""The differences between the request bodies of two operations."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from generator.ir.operations import Body, Content, Operation
from generator.ir.types import Anything, Direction, MapOf
from generator.ir.walk import non_null
from generator.openapi import Node
from generator.openapi.operations import OperationAt
from generator.review.compare.comparison import Comparison, Site
from generator.review.compare.types import TYPE_KEYS, compare_types
from generator.review.places import key_places

_At: TypeAlias = "tuple[OperationAt, OperationAt]"
_BREAKING = frozenset({"request-type-changed", "request-type-narrowed"})
"""The rules for types that say that all calls break, as other arguments of a body do."""


def compare_bodies(
    comparison: Comparison, old: Operation, new: Operation, site: Site, at: _At
) -> None:
    """Record how the request body of an operation differs."""
    nodes = _body(at[0].node), _body(at[1].node)
    own = replace(site.at(*nodes), direction=Direction.INPUT)
    before, after = old.body, new.body
    if before is None or after is None:
        if after is not None:
            rule = "required-request-body-added" if after.required else "request-body-added"
            places = key_places(site.before, nodes[1])
            comparison.add(rule, own, places=places)
        elif before is not None:
            places = key_places(nodes[0], site.after)
            comparison.add("request-body-removed", own, places=places)
        return
    if _is_other_kind(before, after) and site.old != site.new:
        _replaced(comparison, before.contents[0], after.contents[0], own)
        return
    if before.required != after.required:
        comparison.add(_required_rule(before, after), own, keys=("required",))
    if before.arguments is not None and after.arguments is not None:
        # Callers do not see the model whose fields are arguments.
        _contents(comparison, before, after, own, compares_types=False)
        _arguments(comparison, before, after, own)
    elif before.arguments is None and after.arguments is None:
        _contents(comparison, before, after, own)
    else:
        _restructured(comparison, before, after, own)


def _restructured(comparison: Comparison, old: Body, new: Body, site: Site) -> None:
    """Record that the properties of the body are arguments of one side only."""
    if _is_any_object(old) or _is_any_object(new):
        _contents(comparison, old, new, site, compares_types=False)
        schemas = _schema(site.before, old.contents[0]), _schema(site.after, new.contents[0])
        kind = "made-free-form" if _is_any_object(new) else "described"
        comparison.add(f"request-body-{kind}", site.at(*schemas), keys=TYPE_KEYS)
        return
    count = len(comparison.findings)
    _contents(comparison, old, new, site)
    if not any(each.rule in _BREAKING for each in comparison.findings[count:]):
        comparison.add("signature-changed", site, "arguments of the body")


def _is_any_object(body: Body) -> bool:
    type_ = non_null(body.contents[0].type)
    return type_ in (Anything(), MapOf(Anything()))


def _is_other_kind(old: Body, new: Body) -> bool:
    """Whether the only media type of a body became one of another kind, such as bytes and not JSON."""
    kinds = [[content.kind for content in body.contents] for body in (old, new)]
    return len(kinds[0]) == len(kinds[1]) == 1 and kinds[0] != kinds[1]


def _replaced(comparison: Comparison, old: Content, new: Content, site: Site) -> None:
    """Record that callers pass the body in another way, because its media type is another one."""
    places = key_places(_media(site.before, old), _media(site.after, new))
    detail = f"{old.media_type} → {new.media_type}"
    comparison.add("request-type-changed", site, detail, places=places)


def _required_rule(old: Body, new: Body) -> str:
    """The rule for a body that became required or optional.

    If the properties of both are arguments, the optional body has no required ones, so only calls without any differ.
    """
    if old.arguments is not None and new.arguments is not None:
        return "empty-request-body-changed"
    return f"request-body-made-{'required' if new.required else 'optional'}"


def _body(operation: Node) -> Node | None:
    child = operation.get("requestBody")
    return child.resolve() if child is not None else None


def _contents(
    comparison: Comparison, old: Body, new: Body, site: Site, *, compares_types: bool = True
) -> None:
    """Compare the media types of a body.

    Args:
        compares_types: Whether the types of the media types that both sides have are compared, too.
    """
    olds = {content.media_type: content for content in old.contents}
    news = {content.media_type: content for content in new.contents}
    gone = [each for key, each in olds.items() if key not in news]
    come = [each for key, each in news.items() if key not in olds]
    pairs = [(olds[key], news[key]) for key in olds if key in news]
    if len(gone) == len(come) == 1:
        first, second = gone.pop(), come.pop()
        pairs.append((first, second))
        detail = f"{first.media_type} → {second.media_type}"
        places = _media(site.before, first), _media(site.after, second)
        comparison.add("request-media-type-changed", site, detail, places=key_places(*places))
    for content in gone:
        places = _media(site.before, content), site.after and site.after.get("content")
        detail = content.media_type
        comparison.add("request-media-type-removed", site, detail, places=key_places(*places))
    for content in come:
        places = site.before and site.before.get("content"), _media(site.after, content)
        detail = content.media_type
        comparison.add("request-media-type-added", site, detail, places=key_places(*places))
    for first, second in pairs:
        inner = site.at(_schema(site.before, first), _schema(site.after, second))
        if compares_types:
            compare_types(comparison, first.type, second.type, inner)
        if first.encodings != second.encodings:
            entries = site.at(_media(site.before, first), _media(site.after, second))
            comparison.add("body-encoding-changed", entries, first.media_type, ("encoding",))


def _media(body: Node | None, content: Content) -> Node | None:
    listed = body.get("content") if body is not None else None
    return listed.get(content.media_type) if listed is not None else None


def _schema(body: Node | None, content: Content) -> Node | None:
    entry = _media(body, content)
    entry = entry.resolve() if entry is not None else None
    return (entry.get("schema") or entry.get("itemSchema")) if entry is not None else None


def _arguments(comparison: Comparison, old: Body, new: Body, site: Site) -> None:
    """Compare the names of the arguments for the fields that both bodies have, and their models."""
    first, second = old.model or "", new.model or ""
    if comparison.renamed.get(first, first) != second:
        comparison.replace_model(first, second, replace(site, method=site.subject))
    news = {argument.field: argument.name for argument in new.arguments or ()}
    for argument in old.arguments or ():
        name = news.get(argument.field)
        if name is not None and name != argument.name:
            comparison.add(
                "argument-renamed",
                site,
                f"{argument.name} → {name}",
                places=site.keys,
            )
