"""The differences between the operations of two Apis."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeAlias

from generator.emit.python.signatures import qualified_name
from generator.ir.operations import Operation, ParameterLocation, Resource
from generator.ir.walk import referenced_names
from generator.openapi.operations import OperationAt
from generator.review.compare.behavior import compare_behavior
from generator.review.compare.bodies import compare_bodies
from generator.review.compare.comparison import Comparison, Site, operation_label
from generator.review.compare.parameters import compare_parameters
from generator.review.compare.responses import compare_responses
from generator.review.reach import operation_types

_Placed: TypeAlias = "tuple[Resource, Operation]"
_BRACES = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Pair:
    """The same operation on both sides."""

    old: _Placed
    new: _Placed


def compare_operations(comparison: Comparison) -> None:
    """Compare all operations of the base with those of the head."""
    pairs, removed, added = match_operations(comparison)
    for resource, operation in removed:
        node = comparison.base.places.at(operation).node
        signature = comparison.base.signatures.method(resource, operation)
        label = (operation_label(operation),)
        name = qualified_name(resource, operation)
        comparison.add("operation-removed", Site(name, signature, None, node, None, label))
    for resource, operation in added:
        node = comparison.head.places.at(operation).node
        signature = comparison.head.signatures.method(resource, operation)
        label = (operation_label(operation),)
        name = qualified_name(resource, operation)
        comparison.add("operation-added", Site(name, None, signature, None, node, label))
    moved = _renamed_resources(comparison, pairs)
    for pair in pairs:
        _compare(comparison, pair, is_moved=pair.old[0].name in moved)


def _renamed_resources(comparison: Comparison, pairs: Sequence[Pair]) -> set[str]:
    """Record the resources of the base that the head has under another name only; return their old names."""
    base, head = comparison.base, comparison.head
    olds, news = ({each.name for each in side.api.resources} for side in (base, head))
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[pair.old[0].name].append(pair)
    found = set()
    for name, group in groups.items():
        targets = {pair.new[0].name for pair in group}
        if name in news or len(targets) > 1 or targets <= olds:
            continue
        found.add(name)
        old, new = group[0].old[0], group[0].new[0]
        site = Site(
            f"client.{name}",
            "\n".join(qualified_name(*pair.old) for pair in group),
            "\n".join(qualified_name(*pair.new) for pair in group),
            base.places.tag(old) or base.places.at(group[0].old[1]).node,
            head.places.tag(new) or head.places.at(group[0].new[1]).node,
            tuple(operation_label(pair.old[1]) for pair in group),
        )
        detail = f"client.{name} → client.{new.name}"
        comparison.add("resource-renamed", site, detail, places=site.keys)
    return found


def match_operations(
    comparison: Comparison,
) -> tuple[list[Pair], list[_Placed], list[_Placed]]:
    """The pairs of operations, the operations that only the base has, and the operations that only the head has.

    Operations correspond if they have the same method and path, else the same operationId, else the same name in
    Python, else the same end of the path, else the same arguments and results.
    """
    olds, news = list(comparison.base.operations()), list(comparison.head.operations())
    keys: list[Callable[[_Placed], Hashable]] = [
        lambda each: (*_route(each[1]), each[1].name),
        lambda each: _route(each[1]),
        lambda each: each[1].operation_id or None,
        lambda each: (each[0].name, each[1].name),
        lambda each: (each[1].method, *_BRACES.sub("{}", each[1].path).split("/")[-2:]),
        lambda each: _shape(comparison, each),
    ]
    pairs: list[Pair] = []
    for key in keys:
        olds, news = _pair(pairs, olds, news, key)
    # The other operations of a path that was renamed.
    paths = {_route(pair.old[1])[1]: _route(pair.new[1])[1] for pair in pairs}
    olds, news = _pair(pairs, olds, news, lambda each: _route(each[1], paths))
    order = {id(operation): n for n, (_, operation) in enumerate(comparison.base.operations())}
    pairs.sort(key=lambda pair: order[id(pair.old[1])])
    return pairs, olds, news


def _route(
    operation: Operation, renamed: Mapping[str, str] = MappingProxyType({})
) -> tuple[str, str]:
    """The method and the path, without the names in braces."""
    path = _BRACES.sub("{}", operation.path)
    return operation.method, renamed.get(path, path)


def _shape(comparison: Comparison, placed: _Placed) -> Hashable:
    """The arguments and results of an operation; None if they name no model, so that many operations share them."""
    resource, operation = placed
    types = [comparison.translated(each) for each in operation_types(operation)]
    if not any(name for each in types for name in referenced_names(each)):
        return None
    # A parameter of the path can have another name, too.
    names = [p.wire for p in operation.parameters if p.location is not ParameterLocation.PATH]
    return resource.name, operation.method, tuple(names), tuple(types)


def _pair(
    pairs: list[Pair],
    olds: Sequence[_Placed],
    news: Sequence[_Placed],
    key: Callable[[_Placed], Hashable],
) -> tuple[list[_Placed], list[_Placed]]:
    """Add the operations that have a key in common, if it is unique on both sides; return the others."""
    by_key: dict[Hashable, list[_Placed]] = defaultdict(list)
    counts: dict[Hashable, int] = defaultdict(int)
    for each in news:
        by_key[key(each)].append(each)
    for each in olds:
        counts[key(each)] += 1
    left: list[_Placed] = []
    used: set[int] = set()
    for each in olds:
        found = by_key.get(key(each), [])
        if key(each) is None or len(found) != 1 or counts[key(each)] != 1:
            left.append(each)
            continue
        used.add(id(found[0][1]))
        pairs.append(Pair(each, found[0]))
    return left, [each for each in news if id(each[1]) not in used]


def _compare(comparison: Comparison, pair: Pair, *, is_moved: bool) -> None:
    (old_resource, old), (new_resource, new) = pair.old, pair.new
    if old_resource.name == new_resource.name and _is_unchanged(comparison, old, new):
        return
    base, head = comparison.base, comparison.head
    before, after = base.places.at(old), head.places.at(new)
    site = Site(
        qualified_name(old_resource, old),
        base.signatures.method(old_resource, old),
        head.signatures.method(new_resource, new),
        before.node,
        after.node,
        (operation_label(old),),
    )
    if not is_moved:
        _name(comparison, pair, site)
    _path(comparison, pair, site, (before, after))
    comparison.add_documentation(site, _documentation(old), _documentation(new))
    compare_parameters(comparison, pair.old, pair.new, site)
    compare_bodies(comparison, old, new, site, (before, after))
    compare_responses(comparison, old, new, site, (before, after))
    compare_behavior(comparison, old, new, site)
    _order(comparison, pair, site)


def _is_unchanged(comparison: Comparison, old: Operation, new: Operation) -> bool:
    """Whether two operations are equal, and none of their declarations has another name."""
    names = {name for type_ in operation_types(old) for name in referenced_names(type_)}
    is_equal = replace(old, origin=new.origin) == new
    return is_equal and not names & comparison.renamed.keys()


def _documentation(operation: Operation) -> tuple[str, ...]:
    return operation.summary, operation.description, operation.documentation


def _name(comparison: Comparison, pair: Pair, site: Site) -> None:
    """Compare the Python names of the resource and the method."""
    (old_resource, old), (new_resource, new) = pair.old, pair.new
    before, after = qualified_name(old_resource, old), qualified_name(new_resource, new)
    if old_resource.name != new_resource.name:
        comparison.add("method-moved", site, f"{before} → {after}", ("tags", "operationId"))
    elif old.name != new.name:
        comparison.add("method-renamed", site, f"{before} → {after}", ("operationId", "tags"))


def _path(
    comparison: Comparison, pair: Pair, site: Site, at: tuple[OperationAt, OperationAt]
) -> None:
    """Compare the method and path on the wire. The names in braces do not matter."""
    old, new = pair.old[1], pair.new[1]
    if _route(old) == _route(new):
        return
    places = at[0].entry.key_location, at[1].entry.key_location
    if old.method != new.method:
        places = at[0].node.key_location, at[1].node.key_location
    before, after = old.path, new.path
    if old.method != new.method:
        before, after = f"{old.method} {before}", f"{new.method} {after}"
    comparison.add(
        "path-changed", replace(site, old=before, new=after), f"{before} → {after}", places=places
    )


def _order(comparison: Comparison, pair: Pair, site: Site) -> None:
    """Record another order of positional arguments."""
    before, after = _positional(pair.old[1]), _positional(pair.new[1])
    if before != after and sorted(before) == sorted(after):
        detail = f"order {', '.join(before)} → {', '.join(after)}"
        comparison.add("arguments-reordered", site, detail)


def _positional(operation: Operation) -> list[str]:
    return [p.name for p in operation.parameters if p.location is ParameterLocation.PATH]
