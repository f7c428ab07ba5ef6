"""The renditions of types and declarations for what is sent and for what is received.

A property that is `readOnly` is not sent, one that is `writeOnly` is not received. A declaration that goes both ways
and contains such a property, however deep, becomes two: `X`, which is received, and `XInput`, which is sent: `flow`
finds them, and here they are made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from generator.ir.types import (
    Alias,
    Binary,
    Declaration,
    Direction,
    Model,
    Named,
    Nullable,
    Scalar,
    ScalarKind,
    Type,
)
from generator.ir.walk import replace_references
from generator.parser.drafts import Draft, DraftAlias, DraftField
from generator.parser.resolve import Resolver
from generator.parser.usage import INPUT, OUTPUT, Flow, goes


class Directions:
    """The renditions of resolved types and declarations for what is sent and what is received."""

    def __init__(self, drafts: Mapping[str, Draft], resolver: Resolver, flow: Flow) -> None:
        self._drafts = drafts
        self._resolver = resolver
        self._flow = flow

    def sent(self, type_: Type) -> Type:
        """What is sent where the document says this type."""
        return replace_references(type_, self._changing(INPUT, with_files=False))

    def sent_as_parts(self, type_: Type) -> Type:
        """What is sent in a multipart body, whose parts can be files."""
        return replace_references(type_, self._changing(INPUT, with_files=True))

    def received(self, type_: Type) -> Type:
        """What is received where the document says this type."""
        return (
            type_
            if isinstance(type_, Binary)
            else replace_references(type_, self._changing(OUTPUT, with_files=False))
        )

    def declared(self, name: str) -> tuple[Declaration, ...]:
        """The declarations that a draft becomes: none if it is dissolved, and two if both directions differ."""
        flow = self._flow
        if self._resolver.is_dissolved(name):
            return ()
        if name in flow.inputs:
            received = self._declare(name, name, OUTPUT)
            return (received, self._declare(name, flow.inputs[name], INPUT))
        sent = INPUT if name in flow.sent else Direction(0)
        received_too = OUTPUT if name in flow.received else Direction(0)
        return (self._declare(name, name, sent | received_too),)

    def _changing(
        self, direction: Direction, *, with_files: bool
    ) -> Callable[[Named | Binary], Type]:
        def change(type_: Named | Binary) -> Type:
            if isinstance(type_, Binary):
                return type_ if with_files else Scalar(ScalarKind.STRING)
            return (
                Named(self._flow.inputs.get(type_.name, type_.name))
                if direction == INPUT
                else type_
            )

        return change

    def _declare(self, name: str, final: str, direction: Direction) -> Declaration:
        draft = self._drafts[name]
        rendition = INPUT if direction == INPUT else OUTPUT
        change = self._changing(
            rendition, with_files=name in self._flow.with_files and INPUT in direction
        )
        if isinstance(draft, DraftAlias):
            inner = self._resolver.alias_type(name)
            inner = inner.inner if isinstance(inner, Nullable) else inner
            type_ = replace_references(inner, change)
            return Alias(
                final,
                draft.module,
                direction,
                type_,
                draft.description,
                draft.members,
                draft.deprecated,
                draft.origin,
            )
        kept = [(f, t) for f, t in self._resolver.fields(name) if _goes_all(f, direction)]
        fields = tuple(
            replace(f.field, type=replace_references(type_, change)) for f, type_ in kept
        )
        known = {field.name for field in fields}
        extras = (
            None
            if draft.extras is None
            else replace_references(self._resolver.resolve(draft.extras), change)
        )
        groups = tuple(group for group in draft.exactly_one_of if known.issuperset(group))
        return Model(
            final,
            draft.module,
            direction,
            fields,
            draft.description,
            extras,
            groups,
            tuple(c for c in draft.conditions if {c.name, c.then} <= known),
            draft.deprecated,
            draft.origin,
        )


def _goes_all(draft_field: DraftField, direction: Direction) -> bool:
    """Whether a property belongs to a rendition; one that is used both ways has no property of one way only."""
    return all(goes(draft_field, way) for way in (INPUT, OUTPUT) if way in direction)
