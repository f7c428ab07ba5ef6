"""The values of plain YAML scalars in the core schema of YAML 1.2."""

from __future__ import annotations

import math
import re

from generator.json_types import Json
from generator.openapi.syntax.parse_result import inexpressible_number, long_number

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_STARTS = frozenset("+-.0123456789")
_integer = re.compile(r"[-+]?[0-9]+").fullmatch
_octal = re.compile(r"0o[0-7]+").fullmatch
_hexadecimal = re.compile(r"0x[0-9a-fA-F]+").fullmatch
_float = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?").fullmatch
_no_number = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)").fullmatch
_unprintable = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
).search

_TAG = "tag:yaml.org,2002:"
_TAGGED: dict[str, tuple[type, ...]] = {
    "null": (type(None),),
    "bool": (bool,),
    "int": (int,),
    "float": (float, int),
    "str": (str,),
}


class NotExpressible(ValueError):
    """The scalar has no value in JSON. The message has the reason."""


def unprintable(text: str) -> int | None:
    """The offset of the first character that YAML forbids."""
    match = _unprintable(text)
    return match.start() if match else None


def resolve(text: str) -> Json:
    """The value of a plain scalar.

    Raises:
        NotExpressible: The scalar is infinity, NaN or a very long number.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER_STARTS:
        return text
    try:
        return _number(text)
    except ValueError as error:  # Python reads integers of up to 4300 digits
        raise NotExpressible(long_number(text)) from error


def resolve_tagged(text: str, tag: str) -> Json:
    """The value of a scalar with an explicit tag.

    Raises:
        NotExpressible: The scalar does not fit its tag or JSON.
    """
    kind = tag.removeprefix(_TAG)
    if not tag.startswith(_TAG) or kind not in _TAGGED:
        raise NotExpressible(f"the tag {tag.replace(_TAG, '!!')} has no type in JSON")
    value = text if kind == "str" else resolve(text)
    if type(value) not in _TAGGED[kind]:
        raise NotExpressible(f'"{text[:40]}" does not match its tag !!{kind}')
    return value


def _number(text: str) -> Json:
    if _integer(text):
        return int(text)
    if _octal(text):
        return int(text[2:], 8)
    if _hexadecimal(text):
        return int(text[2:], 16)
    if _float(text):
        value = float(text)
        if math.isfinite(value):
            return value
    elif not _no_number(text):
        return text
    raise NotExpressible(inexpressible_number(text))
