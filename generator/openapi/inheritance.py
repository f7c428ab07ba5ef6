"""The parts of a schema that `allOf` puts together, through which a schema extends others."""

from __future__ import annotations

from collections.abc import Iterator

from generator.openapi.document import Node


def own_parts(schema: Node) -> Iterator[Node]:
    """The schema and the members of its `allOf`, at any depth. References are parts, but not followed."""
    yield schema
    members = schema.get("allOf")
    for member in members.elements() if members is not None else ():
        yield from own_parts(member)


def bases(schema: Node) -> list[Node]:
    """The references among the parts of a schema, each of which leads to a schema that it extends."""
    return [part for part in own_parts(schema) if part.is_reference]


def discriminator_of(schema: Node) -> Node | None:
    """The discriminator of a schema: beside its other keywords, or in a member of its `allOf`."""
    return next(
        (part / "discriminator" for part in own_parts(schema) if "discriminator" in part), None
    )
