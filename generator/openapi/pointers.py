"""JSON pointers (RFC 6901)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from generator.json_types import Json, Pointer

_KINDS = {
    str: "a string",
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    type(None): "null",
}
_index = re.compile(r"0|[1-9][0-9]{0,8}").fullmatch


Address: TypeAlias = "tuple[str, Pointer]"
"""A file of a document, and the keys that lead to a value in it."""


class Target(NamedTuple):
    """The target of a reference."""

    file: str
    pointer: Pointer
    value: Json


class Unresolved(Exception):
    """A reference has no target. `rule` is the rule that it breaks; empty if its file was reported already."""

    def __init__(
        self, rule: str, message: str, missing: str = "", known: Iterable[str] = ()
    ) -> None:
        super().__init__(message)
        self.rule = rule
        self.missing = missing
        self.known = known


def parse_pointer(pointer: str, value: Json) -> Iterator[str | int]:
    """The keys of a JSON pointer, applied to a value: indices for its lists, texts for its mappings."""
    for token in tokens(pointer):
        key = int(token) if isinstance(value, list) and _index(token) else token
        yield key
        value = child_of(value, key)


def descend(start: Target, keys: Iterable[str | int]) -> Target:
    """The target at the keys below `start`.

    Raises:
        Unresolved: A key does not exist. The error is about the first such key.
    """
    pointer, value = start.pointer, start.value
    for key in keys:
        if isinstance(value, dict) and key in value:
            value = value[str(key)]
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            known = list(value) if isinstance(value, dict) else ()
            raise Unresolved(
                "reference-dangling",
                f'{address(start.file, pointer)} has no "{key}"',
                str(key),
                known,
            )
        pointer = (*pointer, key)
    return Target(start.file, pointer, value)


def child_of(value: Json, key: str | int) -> Json:
    """The value at a key, or None."""
    if isinstance(value, dict):
        return value.get(str(key))
    if isinstance(value, list) and isinstance(key, int) and key < len(value):
        return value[key]
    return None


def address(file: str, pointer: Pointer) -> str:
    """An address as text: `file#/json/pointer`."""
    return f"{file}#{''.join(f'/{escaped(key)}' for key in pointer)}"


def describe(value: Json) -> str:
    """The type of a value in messages."""
    return _KINDS.get(type(value), "a mapping")


def escaped(key: str | int) -> str:
    """A key, escaped as a token of a JSON pointer."""
    return str(key).replace("~", "~0").replace("/", "~1")


def tokens(pointer: str) -> tuple[str, ...]:
    """The unescaped tokens of a JSON pointer."""
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:])
