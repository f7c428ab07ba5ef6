"""Objects of a build as bytes, and back, each of them only when it is asked for.

The bytes hold plain values and the fields of the generator's own data classes; reading them runs nothing else.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any, Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

_VERSION = 4  # of marshal: with references, so what is shared is written once
_PLAIN = frozenset({str, int, float, bool, bytes, type(None)})
_CONTAINERS: tuple[Callable[[Any], Any], ...] = (tuple, list, set, frozenset, dict)
_known_fields: dict[type, tuple[str, ...] | None] = {}


class Unreadable(Exception):
    """Bytes that `dumps` did not give."""


def dumps(value: object) -> bytes:
    classes: dict[type, int] = {}
    body = _encoded(value, classes)
    names = tuple(f"{kind.__module__}:{kind.__qualname__}" for kind in classes)
    return marshal.dumps((names, body), _VERSION)


def loads(data: bytes) -> Any:
    """What `dumps` was given.

    Raises:
        Unreadable: Nothing was, by this generator.
    """
    try:
        # The cache has verified the bytes, and of a code object in them nothing would be run.
        names, body = marshal.loads(data)  # noqa: S302
        return _decoded(body, tuple(map(_class, names)))
    except (AttributeError, EOFError, ImportError, LookupError, TypeError, ValueError) as error:
        raise Unreadable(str(error)) from error


def _encoded(value: Any, classes: dict[type, int]) -> Any:
    """A list stands for a container or an object, with what it is at its beginning; all else for itself."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple and _is_plain(value):
        return value
    if kind in _CONTAINERS:
        inner = value.items() if kind is dict else value  # a pair is a tuple
        return [-1 - _CONTAINERS.index(kind), *[_encoded(each, classes) for each in inner]]
    number = classes.setdefault(kind, len(classes))
    if issubclass(kind, Enum):
        return [number, value.value]
    names = _fields(kind)
    if names is None:  # a named tuple
        return [number, *[_encoded(each, classes) for each in value]]
    return [number, *[_encoded(getattr(value, name), classes) for name in names]]


def _is_plain(value: tuple[Any, ...]) -> bool:
    """Whether a tuple, and all tuples in it, hold nothing that has to be encoded."""
    return all(type(v) in _PLAIN or (type(v) is tuple and _is_plain(v)) for v in value)


def _decoded(value: Any, classes: tuple[type, ...]) -> Any:
    kind = type(value)
    if kind is list:
        number, *rest = value
        inner = [_decoded(each, classes) for each in rest]
        return classes[number](*inner) if number >= 0 else _CONTAINERS[-1 - number](inner)
    return value


def _fields(kind: type) -> tuple[str, ...] | None:
    """The fields of a data class; None for a named tuple."""
    if kind not in _known_fields:
        if not is_dataclass(kind) and not issubclass(kind, tuple):
            raise TypeError(f"{kind} is not data")
        names = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None
        _known_fields[kind] = names
    return _known_fields[kind]


@cache
def _class(name: str) -> type:
    """A data class, named tuple or enumeration of the generator."""
    module, _, attribute = name.partition(":")
    found = getattr(import_module(module), attribute) if module.startswith("generator.") else None
    if not isinstance(found, type) or not (is_dataclass(found) or issubclass(found, (Enum, tuple))):
        raise TypeError(f"{name} is not data")
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

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
