"""Answers from the examples of the document."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from ...descriptors.operation import Operation, Result
from ...responses.results import ITEMS
from ..problems import FakeError
from ..values import wire_sample
from .pages import PageAnswer
from .results import Answer, is_empty, items_answer, value_answer, wire_items


def example_answer(operation: Operation[Any], example: object) -> Answer:
    """The answer with the example of an operation's response, or with one that is made of the examples of its fields.

    Args:
        example: The example of the response, of a list its items; None if the document has none.

    Raises:
        FakeError: The document has no example, and no value of the type is known.
    """
    if example is not None:
        with suppress(FakeError):  # the document does not allow its own example
            return _answer(operation, example)
    return _answer(operation, made_value(operation))


def _answer(operation: Operation[Any], value: Any) -> Answer:
    if operation.paging is not None:
        return PageAnswer(operation, wire_items(operation, value))
    if any(each.kind in ITEMS for each in operation.results):
        return items_answer(operation, value)
    return value_answer(operation, value)


def made_value(operation: Operation[Any]) -> object:
    """The value of a response as JSON, text or bytes; of a list or stream its items.

    Raises:
        FakeError: No value of the type is known.
    """
    result = next((each for each in operation.results if not is_empty(each)), None)
    if result is None:
        return None
    is_listed = operation.paging is not None or result.kind in ITEMS
    return [_made(result)] if is_listed else _made(result)


def _made(result: Result) -> object:
    if result.kind == "binary":
        return b"example"
    if result.kind == "text" and result.type is None:
        return "example"
    return wire_sample(result.type, "value", whole=True)
