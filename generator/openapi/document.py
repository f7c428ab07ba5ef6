"""A specification with the locations of its values: `Document`, and `Node`, a cursor into it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from copy import copy
from functools import partial
from pathlib import Path

from generator.diagnostics import Diagnostic, Location
from generator.json_types import Json, Key, Pointer
from generator.openapi.files import File
from generator.openapi.pointers import Address, Target, Unresolved, address, descend, parse_pointer
from generator.openapi.syntax.yaml_scalars import NotExpressible, resolve

_TOKEN = re.compile(r"(?:[&!]\S*\s+)*([^\s,\[\]{}]+)")  # an anchor or a tag can precede the scalar


class Document:
    """A root document, the files that it refers to, and the diagnostics of loading them."""

    def __init__(
        self,
        root: str,
        files: Mapping[str, File],
        targets: Mapping[int, Target | None],
        mapped: Mapping[tuple[int, str], Target],
        moved: Mapping[Address, Address],
        diagnostics: tuple[Diagnostic, ...],
        overlays: tuple[Path, ...] = (),
    ) -> None:
        self.diagnostics = diagnostics
        self.files = tuple(
            sorted({file.path for file in files.values()} | {path.absolute() for path in overlays})
        )
        self.size = sum({file.path: file.size for file in files.values()}.values())  # in bytes
        self.root = Node(files[root].value, self, root, ())
        self._files = files
        self._targets = targets
        self._mapped = mapped
        self._moved = moved
        self._copies: Collection[Address] = ()
        # The document in which each dynamic reference leads to the anchor that its dynamic scope binds.
        self.bound = self

    def with_binding(
        self,
        targets: Mapping[int, Target | None],
        mapped: Mapping[tuple[int, str], Target],
        moved: Mapping[Address, Address],
        copies: Collection[Address],
    ) -> Document:
        """This document, with the targets of references and the copies of schemas that `bound` has."""
        if targets is not self._targets:
            self.bound = copy(self)
            self.bound.root = Node(self.root.value, self.bound, *self.root.address)
            self.bound._targets, self.bound._mapped = targets, mapped
            self.bound._moved, self.bound._copies = moved, copies
        return self

    @property
    def version(self) -> str:
        """The value of `openapi`, such as "3.1.0"; empty if it is missing."""
        version = self.root.value.get("openapi", "") if isinstance(self.root.value, dict) else ""
        return str(version) if isinstance(version, str | float | int) else ""

    def texts(self) -> Iterator[tuple[str, Callable[[], Location]]]:
        """Each key and each string of all files in order, with a function that returns its location."""
        for name, file in sorted({file.name: file for file in self._files.values()}.items()):
            waiting: list[tuple[Pointer, Json]] = [((), file.value)]
            while waiting:
                pointer, value = waiting.pop()
                if isinstance(value, str):
                    yield value, partial(self.location, name, pointer)
                elif isinstance(value, dict):
                    keys = [((*pointer, key), child) for key, child in value.items()]
                    yield from (
                        (str(at[-1]), partial(self.key_location, name, at)) for at, _ in keys
                    )
                    waiting += reversed(keys)
                elif isinstance(value, list):
                    waiting += [((*pointer, n), child) for n, child in enumerate(value)][::-1]

    def file_root(self, file: str) -> Node:
        """The root value of a file."""
        return Node(self._files[file].value, self, file, ())

    def target_of(self, value: Json) -> Target | None:
        """The target of a mapping with a reference; None if it is not a reference, or has no target."""
        return self._targets.get(id(value))

    def mapped(self, mapping: Json, key: str) -> Target | None:
        """The target of an entry in a discriminator's mapping; None if the entry is not a reference to a schema."""
        return self._mapped.get((id(mapping), key))

    def refers(self, value: Json) -> bool:
        """Whether `$ref` in a mapping is a reference, not data."""
        return id(value) in self._targets

    def is_binding(self, at: Address) -> bool:
        """Whether the schema at an address is the copy of another one for one binding of dynamic references."""
        return at in self._copies

    def location(self, file: str, pointer: Pointer) -> Location:
        """The location of the value at a pointer, or of its nearest ancestor that exists."""
        file, pointer = self.original(file, pointer)
        return self._files[file].location(pointer)

    def key_location(self, file: str, pointer: Pointer) -> Location:
        """The location of the last key of a pointer."""
        file, pointer = self.original(file, pointer)
        return self._files[file].key_location(pointer)

    def original(self, file: str, pointer: Pointer) -> Address:
        """The address where a value was written: another one for the copy in the place of a misplaced reference."""
        seen: set[Address] = set()
        while self._moved and (file, pointer) not in seen:
            seen.add((file, pointer))
            for length in range(len(pointer), 0, -1):
                original = self._moved.get((file, pointer[:length]))
                if original is not None:
                    file, pointer = original[0], (*original[1], *pointer[length:])
                    break
        return file, pointer


class Node:
    """A value of a document and its address. Nodes are cheap to create and have no other state."""

    __slots__ = ("document", "file", "pointer", "value")

    def __init__(self, value: Json, document: Document, file: str, pointer: Pointer) -> None:
        self.value = value
        self.document = document
        self.file = file
        self.pointer = pointer

    def __truediv__(self, key: Key) -> Node:
        """The child at a key.

        Raises:
            KeyError: The mapping does not have the key, or the value does not have keys of this type.
            IndexError: The list does not have the index.
        """
        value = self.value
        if isinstance(value, dict) and isinstance(key, str):
            return Node(value[key], self.document, self.file, (*self.pointer, key))
        if isinstance(value, list) and isinstance(key, int):
            if key < 0:
                raise IndexError(key)
            return Node(value[key], self.document, self.file, (*self.pointer, key))
        raise KeyError(key)

    def get(self, key: Key) -> Node | None:
        """The child at a key, or None."""
        value = self.value
        # The most common case, inline because this method is called very often.
        if isinstance(value, dict):
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
        """The keys of a mapping; empty for any other value."""
        return self.value.keys() if isinstance(self.value, dict) else ()

    def items(self) -> Iterator[tuple[str, Node]]:
        """The keys and children of a mapping; empty for any other value."""
        if isinstance(self.value, dict):
            for key, value in self.value.items():
                yield key, Node(value, self.document, self.file, (*self.pointer, key))

    def elements(self) -> Iterator[Node]:
        """The children of a list; empty for any other value."""
        if isinstance(self.value, list):
            for number, value in enumerate(self.value):
                yield Node(value, self.document, self.file, (*self.pointer, number))

    def text(self, key: str, default: str = "") -> str:
        """The string at a key, or the default."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return value if isinstance(value, str) else default

    @property
    def location(self) -> Location:
        """The location of the value."""
        return self.document.location(self.file, self.pointer)

    @property
    def key_location(self) -> Location:
        """The location of the value's key, or of the value itself in a list and at the root."""
        return self.document.key_location(self.file, self.pointer)

    def is_unquoted_string(self, admitted: Collection[str]) -> bool:
        """Whether this is a number or boolean, but the `admitted` JSON types have only strings."""
        is_string = "string" in admitted and set(admitted) <= {"string", "null"}
        return is_string and isinstance(self.value, (bool, int, float))

    @property
    def source_text(self) -> str:
        """The text of a number or boolean in its file, such as `1.10` or `012`; of another value, the value as text."""
        location = self.location
        token = _TOKEN.match(location.text, location.column - 1)
        text = token[1] if token else ""
        try:
            value = resolve(text)
        except NotExpressible:
            value = None
        if value == self.value and type(value) is type(self.value):
            return text
        # An alias, for example: its text is that of another value.
        return str(self.value).lower() if isinstance(self.value, bool) else str(self.value)

    def ancestors(self) -> Iterator[Node]:
        """The values that contain this one, from the root of its file to its parent."""
        node: Node | None = self.document.file_root(self.file)
        for key in self.pointer:
            if node is None:
                return
            yield node
            node = node.get(key)

    @property
    def address(self) -> Address:
        """The file and pointer, which are unique in the document."""
        return self.file, self.pointer

    @property
    def is_binding(self) -> bool:
        """Whether this is the copy of a schema for one binding of dynamic references."""
        return self.document.is_binding(self.address)

    @property
    def json_pointer(self) -> str:
        """The address as text: `file#/a/b`, with the file relative to the folder of the root document."""
        return address(self.file, self.pointer)

    @property
    def reference(self) -> Node | None:
        """The `$ref` (or `$dynamicRef`) of a value if it is a reference, or None."""
        return (self.get("$ref") or self / "$dynamicRef") if self.is_reference else None

    @property
    def is_reference(self) -> bool:
        """Whether the value has a `$ref` (or `$dynamicRef`) that is a reference, not data."""
        return self.document.refers(self.value)

    @property
    def target(self) -> Node | None:
        """The direct target of the reference; None if the value is not a reference or has no target."""
        return self._target_node(self.document.target_of(self.value))

    def mapped(self, key: str) -> Node | None:
        """For a discriminator's mapping: the target of an entry; None if the entry is not a reference."""
        return self._target_node(self.document.mapped(self.value, key))

    def _target_node(self, target: Target | None) -> Node | None:
        if target is None:
            return None
        return Node(target.value, self.document, target.file, target.pointer)

    def resolve(self) -> Node:
        """The value at the end of a chain of references, or the last value if the chain is broken or circular."""
        node, seen = self, {self.address}
        while (target := node.target) is not None and target.address not in seen:
            node = target
            seen.add(node.address)
        return node

    def find(self, pointer: str) -> Node | None:
        """The node at a JSON pointer ("/a/b") relative to this node, or None."""
        try:
            start = Target(self.file, self.pointer, self.value)
            target = descend(start, parse_pointer(pointer, self.value))
        except Unresolved:
            return None
        return Node(target.value, self.document, target.file, target.pointer)

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
