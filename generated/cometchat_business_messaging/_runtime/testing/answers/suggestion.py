"""What a test can write to script an answer of an operation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from ...descriptors.operation import Operation, Result
from ...errors import ArgumentError
from ...models.decoders import convert
from ...models.fields.wire_names import ANY_NAMES
from ...models.type_info import type_info_of
from ...responses.results import ITEMS
from ...serialization.validation import to_wire
from ..problems import FakeError
from ..values import least, make, wire_sample
from .results import is_empty

_DEEPEST = 4  # nested arrays and maps


def suggestion(operation: Operation[object]) -> str:
    """A statement that scripts an answer, with `...` as the value if none is known."""
    result = next((each for each in operation.results if not is_empty(each)), None)
    value = "None" if result is None else _value(result)
    if result is not None and (operation.paging is not None or result.kind in ITEMS):
        value = f"[{value}]"
    return f"fake.{operation.name}.returns({value})"


def _value(result: Result) -> str:
    if result.type is None:
        return repr(b"content" if result.kind == "binary" else "text")
    for code, value in _expressions(result.type, 0):
        with suppress(ArgumentError):
            to_wire(value, result.type, names=ANY_NAMES)
            return code
    return "..."


def _expressions(type_: object, depth: int) -> Iterator[tuple[str, object]]:
    """Expressions for values of a type, with the values."""
    info = type_info_of(type_)
    inner = info.arguments if depth < _DEEPEST else ()
    match info.kind:
        case "object":
            with suppress(FakeError):
                yield f"make(models.{info.type.__name__})", make(info.type)
        case "union":
            for member in sorted(inner, key=lambda each: type_info_of(each).kind == "null"):
                yield from _expressions(member, depth + 1)
        case "array":
            count = max(least(info), 1)
            for code, value in (each for item in inner for each in _expressions(item, depth + 1)):
                yield f"[{', '.join([code] * count)}]", [value] * count
        case "map":
            for code, value in (each for item in inner for each in _expressions(item, depth + 1)):
                yield f"{{'key': {code}}}", {"key": value}
        case _:
            with suppress(FakeError):
                value = convert(wire_sample(type_, "text"), type_)
                yield repr(value), value
