"""The base of descriptors that have a type."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Lazy: TypeAlias = Callable[[], object]


class Typed:
    """A descriptor with a type that is evaluated at its first use; its repr shows the arguments."""

    __slots__ = ("_lazy", "_type")

    def __init__(self, lazy: Lazy | None) -> None:
        self._lazy = lazy
        self._type: object = None

    @property
    def type(self) -> object:
        """The Python type; None if no body is expected."""
        lazy = self._lazy  # read once: another thread may set it to None
        if lazy is not None:
            self._type = lazy()
            self._lazy = None
        return self._type

    def __repr__(self) -> str:
        names: tuple[str, ...] = self.__slots__
        arguments = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__name__}({arguments})"
