"""Which declarations are sent and which are received, and which of those look different either way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generator.ir.api import ErrorField, Webhook
from generator.ir.operations import Operation
from generator.ir.types import Direction, Type
from generator.ir.walk import referenced_names
from generator.parser.drafts import Draft, DraftAlias, DraftField
from generator.parser.operations import operations
from generator.parser.resolve import Resolver

INPUT, OUTPUT = Direction.INPUT, Direction.OUTPUT


@dataclass(frozen=True, slots=True)
class Leads:
    """The declarations that a declaration contains, or that an operation is made of, by the way that values go."""

    sent: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    files: tuple[
        str, ...
    ] = ()  # of those that an operation sends, the ones whose parts can be files
    one_way: bool = False  # whether a declaration has a property that goes one way only


Graph: TypeAlias = "Mapping[str, Leads]"
"""Every declaration by its name, in order."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Which declarations go which way."""

    sent: frozenset[str]
    received: frozenset[str]
    with_files: frozenset[str]  # sent in multipart bodies, whose parts can be files
    inputs: Mapping[str, str]  # of those that are two, the name of the sent rendition


def flow(graph: Graph, roots: Sequence[Leads], claim: Callable[[str], str]) -> Flow:
    """Follow the graph from what is no declaration, and name the sent rendition of what goes both ways."""
    sent = _reached(graph, (name for each in roots for name in each.sent), INPUT)
    received = _reached(graph, (name for each in roots for name in each.received), OUTPUT)
    received |= graph.keys() - sent
    with_files = _reached(graph, (name for each in roots for name in each.files), INPUT)
    split = _differing(graph) & sent & received
    inputs = {name: claim(name + "Input") for name in graph if name in split}
    return Flow(frozenset(sent), frozenset(received), frozenset(with_files), inputs)


def leads_of(name: str, draft: Draft, resolver: Resolver) -> Leads:
    """Where a declaration leads."""
    if isinstance(draft, DraftAlias):
        types = [resolver.alias_type(name)]
    else:
        types = [] if draft.extras is None else [resolver.resolve(draft.extras)]
    fields = resolver.fields(name)
    return Leads(
        _names([*(type_ for field, type_ in fields if goes(field, INPUT)), *types]),
        _names([*(type_ for field, type_ in fields if goes(field, OUTPUT)), *types]),
        one_way=any(field.read_only or field.write_only for field, _ in fields),
    )


def leads_of_operation(operation: Operation) -> Leads:
    """Where an operation leads; its types are resolved."""
    return Leads(
        _names(operations.types_sent(operation)),
        _names(operations.types_received(operation)),
        _names(operations.files_sent(operation)),
    )


def leads_of_rest(hooks: Iterable[Webhook], fields: Iterable[ErrorField]) -> Leads:
    """Where all that is received leads that belongs to no operation."""
    return Leads(received=_names([*(h.type for h in hooks), *(f.type for f in fields)]))


def goes(field: DraftField, direction: Direction) -> bool:
    """Whether a property goes a way."""
    return not (field.read_only if direction == INPUT else field.write_only)


def _names(types: Iterable[Type]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for type_ in types for name in referenced_names(type_)))


def _reached(graph: Graph, roots: Iterable[str], direction: Direction) -> set[str]:
    """The declarations that a value going this way can contain."""
    waiting = list(roots)
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += graph[name].sent if direction == INPUT else graph[name].received
    return found


def _differing(graph: Graph) -> set[str]:
    """The declarations that contain, however deep, a property that goes one way only."""
    users: dict[str, list[str]] = {}
    waiting: list[str] = []
    for name, leads in graph.items():
        waiting += [name] if leads.one_way else []
        for used in {*leads.sent, *leads.received}:
            users.setdefault(used, []).append(name)
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += users.get(name, ())
    return found
