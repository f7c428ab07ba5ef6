"""Which declarations requests and responses contain, and which of them differ between the two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from generator.ir.types import Direction, Field, Type
from generator.ir.walk import referenced_names
from generator.parser.drafts import Draft, DraftAlias, DraftField, DraftModel
from generator.parser.resolve import Resolver

INPUT, OUTPUT = Direction.INPUT, Direction.OUTPUT


@dataclass(frozen=True, slots=True)
class Edges:
    """The declarations that a declaration or an operation refers to, by direction."""

    in_requests: tuple[str, ...] = ()
    in_responses: tuple[str, ...] = ()
    # Of an operation: the declarations in bodies whose parts can be files.
    multipart: tuple[str, ...] = ()
    # Of a declaration: whether it has a `readOnly` or `writeOnly` property.
    one_way: bool = False


Graph: TypeAlias = "Mapping[str, Edges]"
"""The edges of every declaration by its name, in order."""


@dataclass(frozen=True, slots=True)
class Usage:
    """The declarations that requests and responses contain."""

    in_requests: frozenset[str]
    in_responses: frozenset[str]
    with_files: frozenset[str]  # sent in multipart bodies, whose parts can be files
    inputs: Mapping[str, str]  # the names of request variants, for declarations that have two


def usage(graph: Graph, roots: Sequence[Edges], allocate: Callable[[str], str]) -> Usage:
    """Follow the graph from the roots, and name the request variants of declarations that differ by direction.

    A declaration that no root reaches counts as part of responses.
    """
    in_requests = _reached(graph, (name for each in roots for name in each.in_requests), INPUT)
    in_responses = _reached(graph, (name for each in roots for name in each.in_responses), OUTPUT)
    in_responses |= graph.keys() - in_requests
    with_files = _reached(graph, (name for each in roots for name in each.multipart), INPUT)
    split = _differing(graph) & in_requests & in_responses
    inputs = {name: allocate(name + "Input") for name in graph if name in split}
    return Usage(frozenset(in_requests), frozenset(in_responses), frozenset(with_files), inputs)


def edges_of(name: str, draft: Draft, resolver: Resolver) -> Edges:
    """The declarations that a declaration refers to."""
    if isinstance(draft, DraftAlias):
        types = [resolver.alias_type(name)]
    else:
        types = [] if draft.extras is None else [resolver.resolve(draft.extras)]
    fields = resolver.fields(name)
    is_open = isinstance(draft, DraftModel) and draft.extras is not None
    return Edges(
        edges_to([*(type_ for _, type_ in fields_in(fields, INPUT, is_open=is_open)), *types]),
        edges_to([*(type_ for _, type_ in fields_in(fields, OUTPUT, is_open=is_open)), *types]),
        one_way=any(_is_one_way(field) for field, _ in fields),
    )


def fields_in(
    fields: Sequence[tuple[DraftField, Type]], direction: Direction, *, is_open: bool
) -> list[tuple[Field, Type]]:
    """The fields of an object in requests, in responses, or in both, with their types.

    A `readOnly` property should not be sent, which does not forbid it (OpenAPI 3.0.4, 4.7.24.2). It is optional in
    requests if only some of its schemas are `readOnly`, or if it is required and no other property can be sent.

    Args:
        fields: The properties of the object.
        direction: INPUT, OUTPUT or both.
        is_open: The object has additional properties, which can be sent, too.
    """
    if not any(_is_one_way(field) for field, _ in fields):
        return [(each.field, type_) for each, type_ in fields]
    is_read = not is_open and not any(_is_sent(field) for field, _ in fields)
    result = []
    for each, type_ in fields:
        is_kept = each.partly_read_only or (is_read and each.read_only and each.field.required)
        if INPUT in direction and not (is_kept or _is_sent(each)):
            continue
        if OUTPUT in direction and each.write_only:
            continue
        is_required = each.field.required and not (INPUT in direction and is_kept)
        result.append((replace(each.field, required=is_required), type_))
    return result


def _is_one_way(field: DraftField) -> bool:
    return field.read_only or field.partly_read_only or field.write_only


def _is_sent(field: DraftField) -> bool:
    return not (field.read_only or field.partly_read_only)


def edges_to(types: Iterable[Type]) -> tuple[str, ...]:
    """The names of the declarations that resolved types refer to, each once."""
    return tuple(dict.fromkeys(name for type_ in types for name in referenced_names(type_)))


def _reached(graph: Graph, roots: Iterable[str], direction: Direction) -> set[str]:
    """The declarations that values of this direction can contain."""
    waiting = list(roots)
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += graph[name].in_requests if direction == INPUT else graph[name].in_responses
    return reached


def _differing(graph: Graph) -> set[str]:
    """The declarations that contain, at any depth, a `readOnly` or `writeOnly` property."""
    users: dict[str, list[str]] = {}
    waiting: list[str] = []
    for name, edges in graph.items():
        waiting += [name] if edges.one_way else []
        for used in {*edges.in_requests, *edges.in_responses}:
            users.setdefault(used, []).append(name)
    differing: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in differing:
            differing.add(name)
            waiting += users.get(name, ())
    return differing
