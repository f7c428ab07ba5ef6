"""The slow way to read a JSON value as a type: with tolerance, telling each departure.

`codec` comes here when the exact, fast way has refused a response, `validation` to say what is wrong with an
argument.
"""

from __future__ import annotations

from typing import Protocol

import msgspec

from .constraints import describe, one_of
from .decoders import convert
from .drift import json_pointer
from .lenient_readers import READERS, UNFIT
from .reprs import is_secret, received
from .type_info import Shape, shape_of

_SHALLOW = 32


class Listener(Protocol):
    """Is told each departure."""

    def redacted(self, text: str) -> str: ...

    def depart(self, path: list[str | int], pattern: str, expected: str, received: str) -> None: ...


class Reading:
    """One reading: where it stands, and whom to tell."""

    __slots__ = ("_listener", "_path", "_pattern", "_told")

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._path: list[str | int] = []
        self._pattern: list[str | int] = []
        self._told: list[str | int] | None = None

    def read(self, value: object, type_: object) -> object:
        """The value as that type, or what comes nearest to it; UNFIT where nothing does."""
        shape = shape_of(type_)
        return READERS[shape.kind](self, value, shape)

    def depart(self, expected: str, value: object) -> None:
        """Tell that this is not what was expected here."""
        if self._path == self._told:
            return
        secret = any(is_secret(key) for key in self._path if isinstance(key, str))
        self._listener.depart(
            list(self._path), json_pointer(self._pattern), expected, self._shown(value, secret)
        )

    def missing(self, key: str, expected: str) -> None:
        """Tell that a required property is not there."""
        path, pattern = [*self._path, key], json_pointer([*self._pattern, key])
        self._listener.depart(path, pattern, expected, "nothing")

    def unknown_member(self, key: str, value: object, known: tuple[object, ...]) -> None:
        """Tell that an object names no known member of a union; the member tried instead need not say so again."""
        path, pattern = [*self._path, key], json_pointer([*self._pattern, key])
        self._listener.depart(path, pattern, one_of(known), self._shown(value, is_secret(key)))
        self._told = path

    def _shown(self, value: object, secret: bool) -> str:
        plain = self._listener.redacted(value) if isinstance(value, str) else value
        return received(plain, secret=secret)

    def unfit(self, value: object, shape: Shape) -> object:
        """Tell that a value is of no use as this shape."""
        self.depart(describe(shape), value)
        return UNFIT

    def inside(
        self, key: str | int, value: object, type_: object, *, any_key: bool = False
    ) -> object:
        """Read what stands under a key."""
        self._path.append(key)
        self._pattern.append("*" if any_key else key)
        try:
            return self.read(value, type_)
        finally:
            self._path.pop()
            self._pattern.pop()

    @property
    def is_shallow(self) -> bool:
        """Whether to try the exact, fast way first; deep down its repetition would cost more than it saves."""
        return len(self._path) < _SHALLOW

    def item(self, key: str | int, value: object, type_: object) -> object:
        """Read an item of a list or a value of a map: what cannot be read is kept as it came."""
        if self.is_shallow:
            try:
                return convert(value, type_)
            except msgspec.ValidationError:
                pass
        result = self.inside(key, value, type_, any_key=True)
        return value if result is UNFIT else result
