"""Which declarations requests and responses contain, and which of them differ between the two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generator.ir.types import Direction, Type
from generator.ir.walk import referenced_names
from generator.parser.drafts import Draft, DraftAlias, DraftField
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
    return Edges(
        edges_to([*(type_ for field, type_ in fields if belongs(field, INPUT)), *types]),
        edges_to([*(type_ for field, type_ in fields if belongs(field, OUTPUT)), *types]),
        one_way=any(field.read_only or field.write_only for field, _ in fields),
    )


def belongs(field: DraftField, direction: Direction) -> bool:
    """Whether a property is part of requests or of responses: not if it is `readOnly` or `writeOnly`, respectively."""
    return not (field.read_only if direction == INPUT else field.write_only)


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
