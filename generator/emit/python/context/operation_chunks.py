"""Split the operations of a large resource into chunks, one for each module."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.emit import LINE_LENGTH
from generator.ir.operations import Operation, Parameter
from generator.ir.types import ListOf, Literal

_MAX_OPERATIONS = 40  # of a module
_MAX_LINES = 3_000  # of a module, by estimate


def split_operations(operations: Sequence[Operation]) -> Iterator[tuple[Operation, ...]]:
    """Yield the operations in their order, in chunks that fit into one module each."""
    chunk: list[Operation] = []
    lines = 0
    for operation in operations:
        added = _estimated_lines(operation)
        if chunk and (len(chunk) == _MAX_OPERATIONS or lines + added > _MAX_LINES):
            yield tuple(chunk)
            chunk, lines = [], 0
        chunk.append(operation)
        lines += added
    if chunk:
        yield tuple(chunk)


def _estimated_lines(operation: Operation) -> int:
    """Return about how many lines an operation takes: arguments in three places, texts in both methods."""
    fields = operation.body.arguments if operation.body is not None else None
    parameters = sum(10 + 3 * _inline_values(each) for each in operation.parameters)
    texts = [operation.description, *(each.description for each in operation.parameters)]
    text_lines = 2 * (sum(map(len, texts)) // LINE_LENGTH + len(operation.errors))
    return 30 + parameters + 10 * len(fields or ()) + text_lines


def _inline_values(parameter: Parameter) -> int:
    """Return the number of values of an inline enumeration."""
    item = parameter.type.item if isinstance(parameter.type, ListOf) else parameter.type
    return len(item.values) if isinstance(item, Literal) else 0
