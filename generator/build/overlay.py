"""A mapping over another one, which stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Overlay(MutableMapping[K, V], Generic[K, V]):
    """Everything that is below, but for what was put in its place (`own`, at first) or deleted."""

    def __init__(self, below: Mapping[K, V], own: Mapping[K, V] | None = None) -> None:
        self._below = below
        self._own: dict[K, V] = dict(own or {})
        self._deleted: set[K] = set()

    def __getitem__(self, key: K) -> V:
        if key in self._own:
            return self._own[key]
        if key in self._deleted:
            raise KeyError(key)
        return self._below[key]

    def __setitem__(self, key: K, value: V) -> None:
        self._own[key] = value

    def __delitem__(self, key: K) -> None:
        self._own.pop(key, None)
        self._deleted.add(key)

    def __iter__(self) -> Iterator[K]:
        kept = (key for key in self._below if key not in self._deleted and key not in self._own)
        yield from (*kept, *self._own)

    def __len__(self) -> int:
        return sum(1 for _ in self)
