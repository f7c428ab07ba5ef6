"""References and their locations in a specification."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.json_types import Json, Pointer
from generator.openapi.object_types import SCHEMA, Container
from generator.openapi.pointers import address, child_of

_NAME = re.compile(r"[A-Za-z0-9_-]*")  # the name of a component, not of a file


class Base(NamedTuple):
    """The base of a reference: a file, or a schema in it with its own `$id`."""

    uri: str  # empty for a file
    file: str
    pointer: Pointer


class Place(NamedTuple):
    """The place of a misplaced reference: what the standard expects there, and the object whose field it is."""

    container: Container
    object_type: str
    parent: dict[str, Json] | None = None  # None if the reference is an entry of a map or a list

    def put(self, new: Json, reference: dict[str, Json], pointer: Pointer) -> None:
        """Put a value in the place of a reference: None removes the field, an object is merged into the reference."""
        if isinstance(new, dict):
            reference.pop("$ref")
            reference.update({key: value for key, value in new.items() if key not in reference})
        elif self.parent is not None and new is None:
            del self.parent[str(pointer[-1])]
        elif self.parent is not None:
            self.parent[str(pointer[-1])] = new


class Reference(NamedTuple):
    """A mapping with a reference."""

    value: dict[str, Json]
    object_type: str
    base: Base
    pointer: Pointer
    key: str  # `$ref` or `$dynamicRef`, which is resolved statically
    is_mapped: bool = False  # whether it is the entry `key` of a discriminator's mapping
    place: Place | None = None  # if the standard does not allow a reference there


def mapped_references(
    value: dict[str, Json], keys: Iterable[str], object_type: str, base: Base, pointer: Pointer
) -> Iterator[Reference]:
    """The references to schemas at keys of a discriminator or its mapping, without the names of components."""
    if object_type not in {"discriminator", "mapping"}:
        return
    for key in keys:
        text = value[key]
        is_entry = object_type == "mapping" or key == "defaultMapping"
        if is_entry and isinstance(text, str) and not _NAME.fullmatch(text):
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
