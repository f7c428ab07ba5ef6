"""What the rest of a build sees of a declaration: its draft without what only its own class says."""

from __future__ import annotations

from dataclasses import replace

from generator.build.drafts import Draft, DraftAlias, DraftField
from generator.build.types import bare, names_in
from generator.model import Anything, Literal


def outline(draft: Draft, *, told_apart: bool) -> Draft:
    """The draft as others see it. Two drafts with the same outline can stand for each other everywhere else.

    Where its types lead to is not part of it: `flow` tells that of all drafts together.

    Args:
        draft: A declaration.
        told_apart: Whether it is a member of a union, whose others it may be told from by a property.
    """
    if isinstance(draft, DraftAlias):
        members = tuple(replace(member, description="") for member in draft.members)
        return replace(draft, description="", members=members, deprecated=False)
    return replace(
        draft,
        fields=[_bare(each) for each in draft.fields if told_apart and _tells(each)],
        description="",
        extras=None if draft.extras is None else Anything(),  # that there are any is seen
        exactly_one_of=[],
        conditions=(),
        deprecated=False,
    )


def _tells(said: DraftField) -> bool:
    """Whether a field has, or leads to, values that can tell members of a union apart."""
    type_ = bare(said.field.type)
    return isinstance(type_, Literal) or any(True for _ in names_in(type_))


def _bare(said: DraftField) -> DraftField:
    field = replace(said.field, description="", default=None, has_default=False, deprecated=False)
    return replace(said, field=field)
