"""Checks between the fields of a model."""

from __future__ import annotations

from typing import Any, cast

from msgspec import UNSET

from ..errors import ArgumentError
from ..models.reprs import counted
from ..models.type_info import contains, type_info_of


def exactly_one(model: Any, *groups: str | tuple[str, ...]) -> None:
    """Check that the fields of exactly one of these groups are given; a name is a group of one field.

    Raises:
        ArgumentError: No group or several groups are given.
    """
    named, given = _given(model, groups)
    if len(given) != 1:
        conflict = f", but {_enumerated(given)} are given" if given else ""
        raise ArgumentError(
            f"exactly one of {_enumerated(named)} is required{conflict}",
            argument=" | ".join(named),
        )


def at_least_one(model: Any, *groups: str | tuple[str, ...]) -> None:
    """Check that the fields of at least one of these groups are given; a name is a group of one field.

    Raises:
        ArgumentError: No group is given.
    """
    named, given = _given(model, groups)
    if not given:
        which = "at least one of " if len(named) > 1 else ""
        raise ArgumentError(f"{which}{_enumerated(named)} is required", argument=" | ".join(named))


def _given(model: Any, groups: tuple[str | tuple[str, ...], ...]) -> tuple[list[str], list[str]]:
    """The texts of all groups, and of the groups whose fields are all given. A field can be given as null."""
    fields = {name for name, _ in model.__shown_fields__()}
    texts = {" and ".join(g): g for g in ((g,) if isinstance(g, str) else g for g in groups)}
    return [*texts], [text for text, group in texts.items() if fields.issuperset(group)]


def _enumerated(texts: list[str]) -> str:
    """`a, b and c`; a text with "and" in parentheses."""
    quoted = [f"({text})" if " and " in text else text for text in texts]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def limited_when(
    model: Any,
    name: str,
    value: object,
    then: str,
    *,
    min_length: int = 0,
    max_length: int | None = None,
) -> None:
    """Check the number of items or characters of the field `then` if the field `name` is `value`.

    Raises:
        ArgumentError: The field `then` has fewer or more.
    """
    limited: Any = getattr(model, then)
    if getattr(model, name) != value or limited in (None, UNSET):
        return
    if len(limited) < min_length or (max_length is not None and len(limited) > max_length):
        if isinstance(limited, str) and not _is_text(model, then):
            return  # of another type, which the check of types reports
        limit = "at least" if len(limited) < min_length else "at most"
        bound = min_length if len(limited) < min_length else max_length or 0
        length = counted(bound, "character" if isinstance(limited, str) else "item")
        raise ArgumentError(
            f"must have {limit} {length} when {name} is {value!r}, but has {len(limited):,}",
            argument=then,
        )


def _is_text(model: Any, name: str) -> bool:
    fields = type_info_of(cast("object", type(model))).fields.values()
    type_ = next(field.type for field in fields if field.name == name)
    return not contains(type_, lambda info: info.kind == "array")
