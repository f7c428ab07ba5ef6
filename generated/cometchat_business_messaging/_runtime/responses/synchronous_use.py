"""Errors for an asynchronous object that is used like a synchronous one. They say what to write instead.

Type checkers report such a use by themselves, so they do not see these methods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING


class AsyncIterated:
    """An object for `async for`."""

    __slots__ = ()
    if not TYPE_CHECKING:

        def __iter__(self):
            """Raise an error that names `async for`."""
            raise TypeError(f"{type(self).__name__!r} needs `async for` instead of `for`")


class AsyncEntered:
    """An object for `async with`."""

    __slots__ = ()
    if not TYPE_CHECKING:

        def __enter__(self):
            """Raise an error that names `async with`."""
            raise TypeError(f"{type(self).__name__!r} needs `async with` instead of `with`")

        def __exit__(self, kind, error, traceback): ...
