"""A specification with its places: `Document`, and `Node`, the cursor into it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from generator.diagnostics import Diagnostic, Location
from generator.json_types import Json, Key, Pointer
from generator.openapi.files import File
from generator.openapi.pointers import Target, Unresolved, address, descend, parse_pointer

Address: TypeAlias = "tuple[str, Pointer]"
"""A file of a document, and the keys that lead to a value in it."""


class Document:
    """A root document, the files that it refers to, and what was found wrong while they were read."""

    def __init__(
        self,
        root: str,
        files: Mapping[str, File],
        targets: Mapping[int, Target | None],
        mapped: Mapping[tuple[int, str], Target],
        diagnostics: tuple[Diagnostic, ...],
        overlays: tuple[Path, ...] = (),
    ) -> None:
        self.diagnostics = diagnostics
        self.files = tuple(
            sorted({file.path for file in files.values()} | {path.absolute() for path in overlays})
        )
        self.root = Node(files[root].value, self, root, ())
        self._files = files
        self._targets = targets
        self._mapped = mapped

    @property
    def version(self) -> str:
        """The value of `openapi`, such as "3.1.0"; empty when there is none."""
        version = self.root.value.get("openapi", "") if isinstance(self.root.value, dict) else ""
        return str(version) if isinstance(version, str | float | int) else ""

    def target_of(self, value: Json) -> Target | None:
        """What a referring mapping leads to; None when it is no reference, or one that leads nowhere."""
        return self._targets.get(id(value))

    def mapped(self, mapping: Json, key: str) -> Target | None:
        """What an entry of a discriminator's mapping leads to; None when it is no reference to a schema."""
        return self._mapped.get((id(mapping), key))

    def refers(self, value: Json) -> bool:
        """Whether a mapping stands where its `$ref` is a reference."""
        return id(value) in self._targets

    def location(self, file: str, pointer: Pointer) -> Location:
        """The place of the value at a pointer, or of the nearest above it that exists."""
        return self._files[file].location(pointer)

    def key_location(self, file: str, pointer: Pointer) -> Location:
        """The place of the key that leads to a pointer."""
        return self._files[file].key_location(pointer)


class Node:
    """A value of a document and its address: cheap to make, without state of its own."""

    __slots__ = ("document", "file", "pointer", "value")

    def __init__(self, value: Json, document: Document, file: str, pointer: Pointer) -> None:
        self.value = value
        self.document = document
        self.file = file
        self.pointer = pointer

    def __truediv__(self, key: Key) -> Node:
        """The child under a key. Raises KeyError and IndexError."""
        value = self.value
        if isinstance(value, dict):
            if not isinstance(key, str):
                raise KeyError(key)
            return Node(value[key], self.document, self.file, (*self.pointer, key))
        if isinstance(value, list) and isinstance(key, int):
            if key < 0:
                raise IndexError(key)
            return Node(value[key], self.document, self.file, (*self.pointer, key))
        raise KeyError(key)

    def get(self, key: Key) -> Node | None:
        """The child under a key, or None."""
        value = self.value
        if isinstance(
            value, dict
        ):  # almost always; said at once, because this is asked a million times
            if not isinstance(key, str) or key not in value:
                return None
            return Node(value[key], self.document, self.file, (*self.pointer, key))
        return self / key if key in self else None

    def __contains__(self, key: Key) -> bool:
        value = self.value
        if isinstance(value, dict):
            return key in value
        return isinstance(value, list) and isinstance(key, int) and 0 <= key < len(value)

    @property
    def keys(self) -> Collection[str]:
        """The names of the children of a mapping; nothing for any other value."""
        return self.value.keys() if isinstance(self.value, dict) else ()

    def items(self) -> Iterator[tuple[str, Node]]:
        """The children of a mapping by name; nothing for any other value."""
        if isinstance(self.value, dict):
            for key, value in self.value.items():
                yield key, Node(value, self.document, self.file, (*self.pointer, key))

    def elements(self) -> Iterator[Node]:
        """The children of a sequence; nothing for any other value."""
        if isinstance(self.value, list):
            for number, value in enumerate(self.value):
                yield Node(value, self.document, self.file, (*self.pointer, number))

    def text(self, key: str, default: str = "") -> str:
        """The text under a key; the default when there is none."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return value if isinstance(value, str) else default

    @property
    def location(self) -> Location:
        """The place of the value."""
        return self.document.location(self.file, self.pointer)

    @property
    def key_location(self) -> Location:
        """The place of the key that leads to the value (of the value itself in a sequence, and at the root)."""
        return self.document.key_location(self.file, self.pointer)

    @property
    def address(self) -> Address:
        """What tells this place from all others of the document."""
        return self.file, self.pointer

    @property
    def json_pointer(self) -> str:
        """The address in print: `file#/a/b`, the file relative to the root document's folder."""
        return address(self.file, self.pointer)

    @property
    def reference(self) -> Node | None:
        """The `$ref` (or `$dynamicRef`) of a value that stands where it is a reference; None for any other value."""
        if not self.document.refers(self.value):
            return None
        return self.get("$ref") or self / "$dynamicRef"

    @property
    def target(self) -> Node | None:
        """What the reference leads to, one step on; None when there is none or it leads nowhere."""
        return self._leading_to(self.document.target_of(self.value))

    def mapped(self, key: str) -> Node | None:
        """What an entry of a discriminator's mapping, which this is, leads to; None when it is no reference."""
        return self._leading_to(self.document.mapped(self.value, key))

    def _leading_to(self, target: Target | None) -> Node | None:
        if target is None:
            return None
        return Node(target.value, self.document, target.file, target.pointer)

    def resolve(self) -> Node:
        """The value at the end of a chain of references; where the chain is broken or endless, the last of it."""
        node, seen = self, {self.address}
        while (target := node.target) is not None and target.address not in seen:
            node = target
            seen.add(node.address)
        return node

    def find(self, pointer: str) -> Node | None:
        """The node under a JSON pointer ("/a/b") from here, or None."""
        try:
            here = Target(self.file, self.pointer, self.value)
            found = descend(here, parse_pointer(pointer, self.value))
        except Unresolved:
            return None
        return Node(found.value, self.document, found.file, found.pointer)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Node)
            and self.address == other.address
            and self.document is other.document
        )

    def __hash__(self) -> int:
        return hash(self.address)

    def __repr__(self) -> str:
        return f"Node({self.json_pointer})"
