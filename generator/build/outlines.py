"""What the rest of a build sees of a declaration: its draft without what only its own class says."""

from __future__ import annotations

from dataclasses import replace

from generator.build.drafts import Draft, DraftAlias, DraftField
from generator.build.types import bare, names_in
from generator.model import Anything, Literal, Nullable, Type


def outline(draft: Draft, *, looked_into: bool = True) -> Draft:
    """The draft as others see it. Two drafts with the same outline can stand for each other everywhere else.

    Where its types lead to is not compared by it: `flow` tells that of all drafts together.

    Args:
        draft: A declaration, or its outline.
        looked_into: Whether others ask for its values, or for those that its properties are limited to.
    """
    if isinstance(draft, DraftAlias):
        members = tuple(replace(member, description="") for member in draft.members)
        draft = replace(draft, description="", members=members, deprecated=False)
        is_closed = looked_into or not isinstance(bare(draft.type), Literal)
        return draft if is_closed else replace(draft, type=_kinds(draft.type), members=())
    return replace(
        draft,
        fields=[_bare(each) for each in draft.fields if looked_into and _tells(each)],
        description="",
        extras=None if draft.extras is None else Anything(),  # that there are any is seen
        exactly_one_of=[],
        conditions=(),
        deprecated=False,
    )


def _kinds(type_: Type) -> Type:
    """An enumeration with the kinds of its values in their place."""
    if isinstance(type_, Nullable):
        return Nullable(_kinds(type_.inner))
    assert isinstance(type_, Literal)
    return replace(type_, values=tuple(sorted({type(value).__name__ for value in type_.values})))


def _tells(said: DraftField) -> bool:
    """Whether a field has, or leads to, values that can tell members of a union apart."""
    type_ = bare(said.field.type)
    return isinstance(type_, Literal) or any(True for _ in names_in(type_))


def _bare(said: DraftField) -> DraftField:
    field = replace(said.field, description="", default=None, has_default=False, deprecated=False)
    return replace(said, field=field)
