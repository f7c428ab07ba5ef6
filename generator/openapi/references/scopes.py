"""The dynamic anchors of a document, and the schemas to which they apply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterator, Mapping
from itertools import pairwise
from typing import TypeAlias

from generator.json_types import Pointer
from generator.openapi.files import File
from generator.openapi.object_types import SCHEMA
from generator.openapi.pointers import Address, Target, child_of

Anchors: TypeAlias = "Mapping[tuple[str, Pointer, str], Mapping[Pointer, Target]]"
"""The schemas with an anchor, by file, address of the schema resource (RFC 3986 base) and name of the anchor."""

Scope: TypeAlias = "Mapping[str, Address]"
"""The outermost dynamic anchors of a dynamic scope, by name."""


def nearest_anchor(found: dict[Pointer, Target], pointer: Pointer) -> Target:
    """The anchor with the longest common address with a reference; the first of the file if there are several."""
    # The resolver visits the values of a file from its end.
    return found[max(reversed(found), key=lambda other: common_length(other, pointer))]


def common_length(one: Pointer, other: Pointer) -> int:
    """The number of keys at the start of both pointers."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


class Scopes:
    """The dynamic anchors that apply to schemas.

    An anchor applies to the schema with an `$id` around it. If this has several anchors of one name, each applies to
    the largest schema without another one. Without an `$id`, a whole file would be the schema resource, where most
    components are unrelated: an anchor applies to the schema whose `$defs` contains it, or to the schema that has it.
    """

    def __init__(
        self, files: Mapping[str, File], anchors: Anchors, objects: Container[tuple[int, str]]
    ) -> None:
        self._anchors: dict[Address, Target] = {}
        self._named: dict[str, list[Address]] = {}
        self._owners: dict[Address, dict[str, Address]] = {}
        for (file, base, name), found in anchors.items():
            dynamic = {
                pointer: target
                for pointer, target in found.items()
                if child_of(target.value, "$dynamicAnchor") == name
            }
            self._anchors |= {(file, pointer): target for pointer, target in dynamic.items()}
            self._named.setdefault(name, []).extend((file, pointer) for pointer in dynamic)
            is_identified = _is_identified(files[file], base)
            for pointer, least in _starts(dynamic, base, is_identified=is_identified):
                lengths = _schemas_around(files[file], pointer, objects)
                length = next((n for n in lengths if n >= least), len(pointer))
                self._owners.setdefault((file, pointer[:length]), {})[name] = (file, pointer)

    @property
    def has_anchors(self) -> bool:
        return bool(self._anchors)

    def anchor(self, at: Address) -> Target:
        """The schema with the anchor at an address."""
        return self._anchors[at]

    def named(self, name: str) -> Collection[Address]:
        """The addresses of all dynamic anchors of a name."""
        return self._named.get(name, ())

    def binds(self, at: Address) -> bool:
        """Whether a schema is the largest to which an anchor applies."""
        return at in self._owners

    def around(self, at: Address) -> dict[str, Address]:
        """The anchors that apply to a schema because of its address."""
        file, pointer = at
        result: dict[str, Address] = {}
        for length in range(len(pointer) + 1):  # an inner resource comes later
            result |= self._owners.get((file, pointer[:length]), {})
        return result


def _starts(
    pointers: Collection[Pointer], base: Pointer, *, is_identified: bool
) -> Iterator[tuple[Pointer, int]]:
    """The pointer of each anchor of a name, and the least number of its keys that lead to a schema with this anchor."""
    if not is_identified:
        holders = {pointer: pointer[: _holder(pointer)] for pointer in pointers}
        number = Counter(holders.values())
        for pointer, holder in holders.items():
            yield pointer, len(holder if number[holder] == 1 else pointer)
        return
    # The longest start that another pointer shares is shared with a neighbor in sorted order.
    ordered = sorted(pointers, key=lambda pointer: [str(key) for key in pointer])
    commons = [common_length(a, b) for a, b in pairwise(ordered)]
    for pointer, before, after in zip(ordered, [-1, *commons], [*commons, -1], strict=False):
        yield pointer, max(before + 1, after + 1, len(base))


def _schemas_around(
    file: File, pointer: Pointer, objects: Container[tuple[int, str]]
) -> Iterator[int]:
    """The numbers of keys that lead to a schema on the way to a pointer, from the outside in."""
    value = file.value
    for length, key in enumerate(pointer):
        if (id(value), SCHEMA) in objects:
            yield length
        value = child_of(value, key)


def _is_identified(file: File, base: Pointer) -> bool:
    """Whether a schema resource has an `$id`; otherwise it is a file."""
    value = file.value
    for key in base:
        value = child_of(value, key)
    return child_of(value, "$id") is not None


def _holder(pointer: Pointer) -> int:
    """The number of keys that lead to the schema whose `$defs` has an anchor, outside of an `allOf` of this schema."""
    length = len(pointer)
    if pointer[-2:-1] in {("$defs",), ("definitions",)}:
        length -= 2
    while pointer[max(length - 2, 0) : length - 1] == ("allOf",):
        length -= 2
    return length
