"""The error of a test that uses the fake."""

from __future__ import annotations


class FakeError(AssertionError):
    """A test and the calls that it makes do not fit together; the message has the sentence to write.

    It is no error of the client, so that code which handles these does not handle it.
    """


class UnknownArgumentError(FakeError, TypeError, AttributeError):
    """An assertion names an argument that the operation does not have."""
