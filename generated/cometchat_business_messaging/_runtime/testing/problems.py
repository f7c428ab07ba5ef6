"""The error of a test that uses the fake."""

from __future__ import annotations


class FakeError(AssertionError):
    """A test and its calls do not match; the message says what to write.

    It is not an error of the client, so the tested code does not handle it by accident.
    """


class UnknownArgumentError(FakeError, TypeError, AttributeError):
    """An assertion names an argument that the operation does not have."""
