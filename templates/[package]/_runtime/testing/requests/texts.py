"""Texts of parameters and of fields of forms as values of their types."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Final

from ...errors import ArgumentError, ResponseDecodeError
from ...models.codec import parse
from ...models.decimals import has_decimals
from ...models.type_info import Kind, TypeInfo, members_of
from ...serialization.validation import to_wire

_TEXTS: Final = frozenset[Kind]({"string", "decimal-text", "date-time", "date"})
_OTHERS: Final = frozenset[Kind]({"integer", "number", "decimal", "boolean", "null", "literal"})
SCALARS: Final = _TEXTS | _OTHERS
# RFC 8259, sections 3 and 6. An object or array has its own check.
_JSON: Final = re.compile(
    r"true|false|null|-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?|[{\[].*", re.DOTALL
)


def is_list(type_: object) -> bool:
    """Whether an array can be a value of a type."""
    return any(each.kind == "array" for each in members_of(type_))


def problem_of(texts: Sequence[str], type_: object) -> str:
    """Why texts are no value of a type; empty if they are one. Only scalars and arrays of scalars are checked.

    Args:
        texts: The items of an array; otherwise one text.
    """
    members = list(members_of(type_))
    if not all(map(_is_checked, members)):
        return ""
    problems = [problem_of_value(value, type_) for value in _values(texts, type_, members)]
    return "" if "" in problems else problems[0]


def value_of(texts: Sequence[str], type_: object) -> object:
    """Texts as a JSON value of a type; the first text if they are none."""
    values = _values(texts, type_, list(members_of(type_)))
    return next((each for each in values if not problem_of_value(each, type_)), texts[0])


def problem_of_value(value: object, type_: object) -> str:
    """Why a JSON value is no value of a type; empty if it is one."""
    try:
        to_wire(value, type_)
    except ArgumentError as error:
        return str(error)
    return ""


def _is_checked(info: TypeInfo) -> bool:
    if info.kind == "array":
        return all(each.kind in SCALARS for each in members_of(info.arguments[0]))
    return info.kind in SCALARS


def _values(texts: Sequence[str], type_: object, members: Sequence[TypeInfo]) -> Iterator[object]:
    """The texts as arrays and as a scalar."""
    for each in members:
        if each.kind == "array":
            yield [_scalar(text, each.arguments[0]) for text in texts]
    if len(texts) == 1 and any(each.kind != "array" for each in members):
        yield _scalar(texts[0], type_)


def _scalar(text: str, type_: object) -> object:
    """The text as a JSON value of a type. A text that is none is the value whose problem tells most."""
    values = list(_readings(text, type_))
    return next((each for each in values if not problem_of_value(each, type_)), values[0])


def _readings(text: str, type_: object) -> Iterator[object]:
    is_text = all(each.kind in _TEXTS for each in members_of(type_))
    if not is_text and _JSON.fullmatch(text):
        with suppress(ResponseDecodeError):
            yield parse(text.encode(), are_exact=has_decimals(type_))
    yield text
