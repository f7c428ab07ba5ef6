"""The parts of a document: the pieces that it is compared by with an earlier state of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

from .reading import Json, Pointer

if TYPE_CHECKING:
    from .document import Document

Address: TypeAlias = "tuple[str, Pointer]"

KEYS: Final = -1
"""Below the address of a mapping: which keys it has."""

_DEPTHS = {"paths": 2, "webhooks": 2, "components": 3}  # of everything else: 1


def part_of(address: Address, root: str) -> Address:
    """The part that a place belongs to: a path item, a component, another field of the root, or another file."""
    file, pointer = address
    return file, pointer[: depth_of(address, root)]


def depth_of(address: Address, root: str) -> int:
    """How many keys lead to the part that a place belongs to; `root` is the name of the root document's file."""
    file, pointer = address
    return _DEPTHS.get(str(pointer[0]), 1) if file == root and pointer else 0


def is_entry(address: Address) -> bool:
    """Whether a part of the root document is a path item, a webhook or a component."""
    _, pointer = address
    return bool(pointer) and len(pointer) == _DEPTHS.get(str(pointer[0]), 0)


def parts(document: Document) -> Iterator[tuple[Address, Json]]:
    """Every part with its value. A mapping that is cut into parts is itself one, with their keys only."""
    root = document.root
    for file, value in document.contents():
        if file != root.file or not isinstance(value, dict):
            yield (file, ()), value
            continue
        yield (file, ()), list(value)
        for key, child in value.items():
            yield from _cut((file, (key,)), child, _DEPTHS.get(key, 1))


def _cut(address: Address, value: Json, depth: int) -> Iterator[tuple[Address, Json]]:
    file, pointer = address
    if len(pointer) == depth or not isinstance(value, dict):
        yield address, value
        return
    yield address, list(value)
    for key, child in value.items():
        yield from _cut((file, (*pointer, key)), child, depth)
