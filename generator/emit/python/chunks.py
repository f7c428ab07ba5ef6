"""A resource's operations, cut into the portions that one module each can hold: no file grows without bound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.emit.python.literals import WIDTH
from generator.ir.operations import Operation, Parameter
from generator.ir.types import ListOf, Literal

_OPERATIONS = 40  # in one module
_LINES = 3_000  # in one module, as far as they can be told before it is written


def portions(operations: Sequence[Operation]) -> Iterator[tuple[Operation, ...]]:
    """The operations in their order, one portion after the other."""
    portion: list[Operation] = []
    lines = 0
    for operation in operations:
        more = _lines(operation)
        if portion and (len(portion) == _OPERATIONS or lines + more > _LINES):
            yield tuple(portion)
            portion, lines = [], 0
        portion.append(operation)
        lines += more
    if portion:
        yield tuple(portion)


def _lines(operation: Operation) -> int:
    """About how many lines an operation takes: each argument stands in its descriptor and in both of its methods."""
    fields = operation.body.arguments if operation.body is not None else None
    parameters = sum(10 + 3 * _values(each) for each in operation.parameters)
    texts = [operation.description, *(each.description for each in operation.parameters)]
    return 30 + parameters + 10 * len(fields or ()) + sum(map(len, texts)) // WIDTH


def _values(parameter: Parameter) -> int:
    """How many values an inline enumeration lists."""
    listed = parameter.type.item if isinstance(parameter.type, ListOf) else parameter.type
    return len(listed.values) if isinstance(listed, Literal) else 0
