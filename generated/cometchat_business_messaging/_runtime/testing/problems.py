"""The error of a test that uses the fake."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..descriptors.operation import Operation


class FakeError(AssertionError):
    """A test and its calls do not match; the message says what to write.

    It is not an error of the client, so the tested code does not handle it by accident.
    """


class RequestError(FakeError):
    """A request that the document does not allow, with the status that a server would answer it with.

    `operation` is None if the document has no such operation. `methods` are the HTTP methods that the path allows.
    """

    def __init__(
        self,
        message: str,
        status: int,
        operation: Operation[Any] | None = None,
        methods: Sequence[str] = (),
    ) -> None:
        super().__init__(message)
        self.status = status
        self.operation = operation
        self.methods = methods


class UnknownArgumentError(FakeError, TypeError, AttributeError):
    """An assertion names an argument that the operation does not have."""


def refuse_class(value: object) -> None:
    """Refuse a class that a test gives in place of a model.

    Raises:
        FakeError: It is a class.
    """
    if isinstance(value, type):
        raise FakeError(f"pass make(models.{value.__name__}), not the class")
