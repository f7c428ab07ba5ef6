"""Objects of a build as bytes, and back, each of them only when it is asked for.

The bytes are pickles of the generator's own data classes. Nothing else is made of them, whatever they say.
"""

from __future__ import annotations

import enum
import io
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import is_dataclass
from importlib import import_module
from typing import Any, Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

_PROTOCOL = 5
_FLAGS = {("operator", "or_"), ("enum", "_or_")}  # how Python pickles a combination of flags


def dumps(value: object) -> bytes:
    return pickle.dumps(value, _PROTOCOL)


def loads(data: bytes) -> Any:
    """What `dumps` was given.

    Raises:
        pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError, TypeError, ValueError: It was not.
    """
    return _Unpickler(io.BytesIO(data)).load()


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Data classes, named tuples and enumerations of the generator."""
        if (module, name) in _FLAGS:
            return super().find_class(module, name)
        found = getattr(import_module(module), name) if module.startswith("generator.") else None
        is_data = isinstance(found, type) and (
            is_dataclass(found) or issubclass(found, (enum.Enum, tuple))
        )
        if not is_data:
            raise pickle.UnpicklingError(f"{module}.{name} is not data")
        return found


class Lazy(Mapping[K, V], Generic[K, V]):
    """A mapping whose values are made when they are first asked for."""

    def __init__(self, keys: Mapping[K, object], make: Callable[[K], V]) -> None:
        self._keys = keys
        self._make = make
        self._made: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        if key not in self._made:
            if key not in self._keys:
                raise KeyError(key)
            self._made[key] = self._make(key)
        return self._made[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
