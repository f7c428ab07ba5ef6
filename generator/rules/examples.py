"""The rule `example-valid`: an example that cannot be sent or received teaches the wrong thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..source import Node
from ..source.object_types import SCHEMA
from .rule import Fault, Subject
from .standard import located
from .walk import Visit, entries, listed

_CARRIERS: Final = ("parameter", "header", "media-type")


def example_valid(subject: Subject) -> Iterator[Fault]:
    """Every example of a media type, a parameter, a header or a schema is valid against its schema."""
    for visit in subject.visits:
        for schema, example in _examples(visit):
            for finding in subject.bundle.findings(schema, example.value):
                fault = located(example, finding)
                yield Fault(fault.location, f"the example contradicts its schema: {fault.message}")


def _examples(visit: Visit) -> Iterator[tuple[Node, Node]]:
    """The schema and the example, for each example that the object gives."""
    node = visit.node
    example = node.get("example")
    if visit.role == SCHEMA:
        yield from ((node, element) for element in listed(node.get("examples")))
        if example is not None:
            yield node, example
    elif visit.role in _CARRIERS and (schema := _schema(node)) is not None:
        if example is not None:
            yield schema, example
        for _, named in entries(node.get("examples")):
            for key in ("value", "dataValue"):
                value = named.resolve().get(key)
                if value is not None:
                    yield schema, value


def _schema(carrier: Node) -> Node | None:
    """The schema of the carrier's examples; those of a parameter with `content` stand in its media type."""
    return carrier.get("schema")
