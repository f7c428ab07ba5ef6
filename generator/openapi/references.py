"""References and their locations in a specification."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.json_types import Json, Pointer
from generator.openapi.object_types import SCHEMA
from generator.openapi.pointers import address, child_of

_NAME = re.compile(r"[A-Za-z0-9_-]*")  # the name of a component, not of a file


class Base(NamedTuple):
    """The base of a reference: a file, or a schema in it with its own `$id`."""

    uri: str  # empty for a file
    file: str
    pointer: Pointer


class Reference(NamedTuple):
    """A mapping with a reference, where a reference is allowed."""

    value: dict[str, Json]
    object_type: str
    base: Base
    pointer: Pointer
    key: str  # `$ref` or `$dynamicRef`, which is resolved statically
    is_mapped: bool = False  # whether it is the entry `key` of a discriminator's mapping


def mapped_references(schema: dict[str, Json], base: Base, pointer: Pointer) -> Iterator[Reference]:
    """The references in a discriminator, without entries that are names of components."""
    discriminator = schema["discriminator"]
    path = (*pointer, "discriminator")
    yield from _entries(discriminator, ["defaultMapping"], base, path)
    mapping = child_of(discriminator, "mapping")
    yield from _entries(
        mapping, mapping if isinstance(mapping, dict) else (), base, (*path, "mapping")
    )


def _entries(value: Json, keys: Iterable[str], base: Base, pointer: Pointer) -> Iterator[Reference]:
    for key in keys:
        text = child_of(value, key)
        if isinstance(value, dict) and isinstance(text, str) and not _NAME.fullmatch(text):
            yield Reference(value, SCHEMA, base, pointer, key, is_mapped=True)


def inline_recursive_reference(schema: dict[str, Json], value: Json, pointer: Pointer) -> None:
    """Make `$recursiveRef: "#"` (JSON Schema 2019-09) a `$ref` to the `$recursiveAnchor` around it, if there is one.

    `value` is the value of the file, and `pointer` the address of the schema in it.
    """
    anchor: Pointer | None = None
    for number, key in enumerate(pointer):
        if isinstance(value, dict) and value.get("$recursiveAnchor") is True:
            anchor = pointer[:number]
        value = child_of(value, key)
    if anchor is not None and schema["$recursiveRef"] == "#":
        del schema["$recursiveRef"]
        schema["$ref"] = address("", anchor)
