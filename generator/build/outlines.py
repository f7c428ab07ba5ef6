"""What the rest of a build sees of a declaration: its draft without what only its own class says."""

from __future__ import annotations

from dataclasses import replace

from generator.build.drafts import Draft, DraftAlias, DraftField
from generator.build.types import bare, names_in
from generator.model import Anything, Literal


def outline(draft: Draft) -> Draft:
    """The draft as others see it. Two drafts with the same outline can stand for each other everywhere else."""
    if isinstance(draft, DraftAlias):
        members = tuple(replace(member, description="") for member in draft.members)
        return replace(draft, description="", members=members, deprecated=False)
    fields = [_bare(each) for each in draft.fields if _is_seen(each)]
    extras = draft.extras
    if extras is not None and not any(names_in(extras)):
        extras = Anything()  # that there are any is seen
    return replace(
        draft,
        fields=fields,
        description="",
        extras=extras,
        exactly_one_of=[],
        conditions=(),
        deprecated=False,
    )


def _is_seen(said: DraftField) -> bool:
    """Whether a field leads to other declarations, can tell members of a union apart, or goes one way only."""
    type_ = bare(said.field.type)
    leads = isinstance(type_, Literal) or any(True for _ in names_in(type_))
    return leads or said.read_only or said.write_only


def _bare(said: DraftField) -> DraftField:
    field = replace(said.field, description="", default=None, has_default=False, deprecated=False)
    return replace(said, field=field)
