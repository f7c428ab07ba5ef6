"""The request and response variants of types and declarations.

A `readOnly` property is not sent, and a `writeOnly` one is not received. A declaration that is sent and received and
contains such a property, at any depth, becomes two: `X`, which is received, and `XInput`, which is sent. `usage`
determines which declarations these are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from generator.ir.types import (
    Alias,
    Binary,
    Declaration,
    Direction,
    Field,
    FieldChoice,
    Model,
    Named,
    Scalar,
    ScalarKind,
    Type,
)
from generator.ir.walk import non_null, replace_references
from generator.parser.context import ParseContext
from generator.parser.drafts import Draft, DraftAlias, DraftModel
from generator.parser.resolve import Resolver
from generator.parser.usage import INPUT, OUTPUT, Usage, fields_in


class Variants:
    """Makes the final types and declarations from draft ones."""

    def __init__(self, drafts: Mapping[str, Draft], resolver: Resolver, usage: Usage) -> None:
        self._drafts = drafts
        self._resolver = resolver
        self._usage = usage

    def request(self, type_: Type) -> Type:
        """The final type of a value in a request."""
        return replace_references(
            self._resolver.resolve(type_), self._changing(INPUT, with_files=False)
        )

    def multipart(self, type_: Type) -> Type:
        """The final type of a multipart body, whose parts can be files."""
        return replace_references(
            self._resolver.resolve(type_), self._changing(INPUT, with_files=True)
        )

    def response(self, type_: Type) -> Type:
        """The final type of a value in a response; a binary body stays one."""
        if isinstance(type_, Binary):
            return type_
        return replace_references(
            self._resolver.resolve(type_), self._changing(OUTPUT, with_files=False)
        )

    def declarations(self, name: str) -> tuple[Declaration, ...]:
        """The declarations of a draft: none if it is inlined, two if requests and responses differ."""
        usage = self._usage
        if self._resolver.is_inlined(name):
            return ()
        if name in usage.inputs:
            response_variant = self._declare(name, name, OUTPUT)
            return (response_variant, self._declare(name, usage.inputs[name], INPUT))
        request = INPUT if name in usage.in_requests else Direction(0)
        response = OUTPUT if name in usage.in_responses else Direction(0)
        return (self._declare(name, name, request | response),)

    def report_unchecked(self, context: ParseContext) -> None:
        """Report the keywords of objects in requests that only a class for requests alone can check."""
        usage = self._usage
        for name, draft in self._drafts.items():
            if not isinstance(draft, DraftModel) or name not in usage.in_requests:
                continue
            for node in draft.unchecked:
                message = "the client does not check which properties these alternatives require"
                context.warn(node, "ignored-keyword", message)
            if name in usage.in_responses and name not in usage.inputs:
                for node in draft.checked:
                    message = (
                        "the client does not check this, because responses contain the object too"
                    )
                    context.warn(node, "ignored-keyword", message)

    def _changing(
        self, direction: Direction, *, with_files: bool
    ) -> Callable[[Named | Binary], Type]:
        def change(type_: Named | Binary) -> Type:
            if isinstance(type_, Binary):
                return type_ if with_files else Scalar(ScalarKind.STRING)
            if direction == OUTPUT:
                return type_
            return Named(self._usage.inputs.get(type_.name, type_.name))

        return change

    def _declare(self, name: str, final: str, direction: Direction) -> Declaration:
        draft = self._drafts[name]
        change = self._changing(
            INPUT if direction == INPUT else OUTPUT,
            with_files=name in self._usage.with_files and INPUT in direction,
        )
        if isinstance(draft, DraftAlias):
            return Alias(
                final,
                draft.module,
                direction,
                replace_references(non_null(self._resolver.alias_type(name)), change),
                draft.description,
                draft.members,
                draft.deprecated,
                draft.origin,
            )
        return self._model(draft, final, direction, change)

    def _model(
        self,
        draft: DraftModel,
        final: str,
        direction: Direction,
        change: Callable[[Named | Binary], Type],
    ) -> Model:
        listed = self._resolver.fields(draft.name)
        fields = tuple(
            self._field(draft.name, field, type_, change)
            for field, type_ in fields_in(listed, direction, is_open=draft.extras is not None)
        )
        names = {field.name for field in fields}
        extras = None if draft.extras is None else self._resolver.resolve(draft.extras)
        return Model(
            final,
            draft.module,
            direction,
            fields,
            draft.description,
            None if extras is None else replace_references(extras, change),
            tuple(_choices(draft.choices, names)),
            tuple(c for c in draft.conditions if {c.name, c.then} <= names),
            draft.deprecated,
            draft.origin,
            draft.combined,
        )

    def _field(
        self, name: str, field: Field, type_: Type, change: Callable[[Named | Binary], Type]
    ) -> Field:
        constant = self._resolver.constant(name, field, type_)
        final = replace_references(type_, change)
        if final == field.type and constant is None:  # most fields
            return field
        return replace(field, type=final, constant=constant)


def _choices(choices: Iterable[FieldChoice], names: set[str]) -> Iterator[FieldChoice]:
    """The choices between groups of fields, without groups with a field that the variant does not have."""
    for choice in choices:
        groups = tuple(group for group in choice.groups if names.issuperset(group))
        if groups:
            yield replace(choice, groups=groups)
