"""Strings, numbers and booleans: their kinds by type and format, and their constraints."""

from __future__ import annotations

import math
import re

from generator.ir.intersection import whole_numbers
from generator.ir.types import (
    INT64,
    NUMBERS,
    UNCONSTRAINED,
    Anything,
    Binary,
    Constraints,
    Literal,
    Number,
    Scalar,
    ScalarKind,
    Type,
)
from generator.json_types import Json
from generator.openapi import Node
from generator.parser.context import ParseContext
from generator.parser.queries.media_types import FILE_PREFIXES
from generator.parser.queries.nodes import decimal_of, is_true
from generator.patterns import is_bounded, is_pattern, is_satisfiable

STRING_FORMATS: dict[str, ScalarKind] = {
    "date-time": ScalarKind.DATE_TIME,
    "date": ScalarKind.DATE,
    "byte": ScalarKind.BYTES,
    "base64": ScalarKind.BYTES,
    "decimal": ScalarKind.DECIMAL_TEXT,
}
SCALAR_KINDS = {
    "string": ScalarKind.STRING,
    "integer": ScalarKind.INTEGER,
    "number": ScalarKind.NUMBER,
    "boolean": ScalarKind.BOOLEAN,
    "null": ScalarKind.NULL,
}
_TEXT_CONSTRAINTS = frozenset(("minLength", "maxLength", "pattern"))
_CLASS = re.compile(
    r"\\.|(?P<start>\[\^?)(?P<body>\]?(?:\\.|[^\\\]])*+)(?P<end>\]|\\?\Z)",
    re.DOTALL,  # also matches a class without an end
)
_POSIX = re.compile(r"\[:\^?[a-z]+:\]")
_SETS = re.compile(r"^\[\^?\[|--|&&|~~|\|\|")
_MEMBER = re.compile(r"(\\.|.)((?:-(?:\\.|.))?)", re.DOTALL)
_BARE = re.compile(r"^(-?)([-&~|\[])\Z")


def scalar(context: ParseContext, node: Node, type_name: str) -> Type:
    """The type of a schema whose `type` is a scalar one."""
    kind = SCALAR_KINDS[type_name]
    if kind is ScalarKind.STRING:
        return _string(context, node)
    if kind is ScalarKind.NUMBER:
        kind = context.number_kind(node)
    return Scalar(kind, _numeric(node, kind)) if kind in NUMBERS else Scalar(kind)


def bounds(node: Node, type_: Type) -> Type:
    """The numeric bounds of a schema without a `type`, if it is combined with numbers; otherwise any value."""
    match type_:
        case Scalar(kind) if kind in NUMBERS:
            return Scalar(kind, _numeric(node, kind))
        case Literal(values) if {type(value) for value in values} == {int}:
            return Scalar(ScalarKind.INTEGER, _numeric(node, ScalarKind.INTEGER))
        case _:
            return Anything()


def _string(context: ParseContext, node: Node) -> Type:
    format_ = node.text("format")
    encoding = node.text("contentEncoding")
    if format_ == "binary" or (
        node.text("contentMediaType").startswith(FILE_PREFIXES) and encoding in {"", "binary"}
    ):
        return Binary()
    kind = STRING_FORMATS.get(format_, ScalarKind.STRING)
    if encoding == "base64":
        kind = ScalarKind.BYTES
    if kind is ScalarKind.DECIMAL_TEXT:
        _note_unchecked(context, node)
    if kind is not ScalarKind.STRING:
        return Scalar(kind)  # the constraints apply to the text on the wire, not to the value
    length = sized(node, "minLength", "maxLength")
    pattern = _pattern(context, node, longest=length[1])
    return Scalar(kind, Constraints(min_length=length[0], max_length=length[1], pattern=pattern))


def _note_unchecked(context: ParseContext, node: Node) -> None:
    """Report the constraints of a text that the client has as a decimal number."""
    for key in node.keys:
        if key in _TEXT_CONSTRAINTS:
            message = f"the client does not check `{key}` of a decimal number"
            context.warn(node / key, "ignored-keyword", message)


def _pattern(context: ParseContext, node: Node, longest: int | None) -> str | None:
    """The pattern, if Python's `re` matches it in bounded time; ECMAScript's anchors and classes mean the same there.

    `longest`: the maximum length of a value, if the schema limits it.
    """
    pattern = node.get("pattern")
    if pattern is None or not isinstance(pattern.value, str):
        return None
    text = _CLASS.sub(_plain_class, pattern.value)
    if not is_pattern(text):
        why = "Python cannot compile this pattern, so the client does not check it"
    elif not is_bounded(text, longest):
        why = (
            "the client does not check this pattern, because a long value could take too much time to match"
            " (add a maxLength or a leading ^, or avoid repetitions that overlap)"
        )
    elif not is_satisfiable(text):
        why = (
            "no value matches this pattern, so the client does not check it"
            " (a pattern has no slashes and no flags around it)"
        )
    elif posix := _POSIX.search(pattern.value):
        why = (
            f"{posix[0]} is not a class in this dialect, so the client does not check this pattern"
        )
    else:
        return text
    context.warn(pattern, "ignored-keyword", why)
    return None


def _plain_class(match: re.Match[str]) -> str:
    """A character class, with escapes if Python warns that its syntax may denote nested sets in the future."""
    start, body, end = (match[name] or "" for name in ("start", "body", "end"))
    if not _SETS.search(start + body):
        return match[0]
    plain = _MEMBER.sub(lambda m: "".join(_BARE.sub(r"\1\\\2", part) for part in m.groups()), body)
    return start + plain + end


def sized(node: Node, least: str, most: str) -> tuple[int | None, int | None]:
    """The minimum and maximum of a length; None for a bound that every value satisfies."""
    low, high = _number(node, least), _number(node, most)
    minimum = math.ceil(low) if low is not None and 0 < low < INT64 else None
    maximum = math.floor(high) if high is not None and 0 <= high < INT64 else None
    return minimum, maximum


def length_constraints(node: Node, least: str, most: str) -> Constraints:
    low, high = sized(node, least, most)
    if low is None and high is None:
        return UNCONSTRAINED
    return Constraints(min_length=low, max_length=high)


def _numeric(node: Node, kind: ScalarKind) -> Constraints:
    """Bounds of numbers. Exclusive bounds are booleans beside a bound (OpenAPI 3.0) or bounds themselves (3.1)."""
    number = _decimal if kind is ScalarKind.DECIMAL else _number
    low, high = number(node, "minimum"), number(node, "maximum")
    above, below = number(node, "exclusiveMinimum"), number(node, "exclusiveMaximum")
    if is_true(node, "exclusiveMinimum") and low is not None:
        low, above = None, low
    if is_true(node, "exclusiveMaximum") and high is not None:
        high, below = None, high
    if low is not None and above is not None:
        low, above = (low, None) if low > above else (None, above)
    if high is not None and below is not None:
        high, below = (high, None) if high < below else (None, below)
    multiple = number(node, "multipleOf")
    if multiple is not None and multiple <= 0:
        multiple = None
    constraints = Constraints(low, high, above, below, multiple)
    return whole_numbers(constraints) if kind is ScalarKind.INTEGER else constraints


def _number(node: Node, key: str) -> int | float | None:
    child = node.get(key)
    value: Json = child.value if child is not None else None
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _decimal(node: Node, key: str) -> Number | None:
    """A number with all digits in the document."""
    return None if _number(node, key) is None else decimal_of(node / key)
