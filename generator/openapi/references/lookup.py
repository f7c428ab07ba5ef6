"""The targets of references: a file, a schema with an `$id`, and in it an anchor or a JSON pointer."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final, TypeAlias
from urllib.parse import quote, unquote, urldefrag, urljoin

from generator.diagnostics import suggestion
from generator.json_types import Json, Pointer
from generator.openapi.files import Escape, File, FileSet
from generator.openapi.object_types import SCHEMA
from generator.openapi.pointers import Target, Unresolved, child_of, descend, parse_pointer
from generator.openapi.references.reference import Base, inline_recursive_reference
from generator.openapi.references.scopes import nearest_anchor
from generator.openapi.storage import Missing

PendingVisit: TypeAlias = "tuple[Json, str, Base, Pointer]"
"""A value that can contain references, its object type, and the base and address of the references in it."""

_CANDIDATES: Final = 2000  # names that are compared for a suggestion
_NAME: Final = 100  # characters of the longest name that is compared
_scheme = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//").match


class TargetLookup:
    """Finds the targets of references. `visits` gets the schemas whose anchors are not known yet."""

    def __init__(self, file_set: FileSet, root: File, visits: list[PendingVisit]) -> None:
        # OpenAPI 3.0 does not have `$id` and `$anchor`.
        self.has_identifiers = not str(child_of(root.value, "openapi")).startswith("3.0")
        self._files = file_set
        self._visits = visits
        self._resources: dict[str, Base] = {}
        self.anchors: dict[tuple[str, Pointer, str], dict[Pointer, Target]] = {}
        if isinstance(own := child_of(root.value, "$self"), str):
            self._resources[own] = Base("", root.name, ())

    @property
    def names(self) -> int:
        """The number of known identifiers and anchors."""
        return len(self._resources) + sum(map(len, self.anchors.values()))

    def identify(self, schema: dict[str, Json], base: Base, pointer: Pointer) -> Base:
        """Record the `$id` and anchors of a schema, and return the base of the references in it."""
        identifier = schema.get("$id")
        if isinstance(identifier, str) and not identifier.startswith("#"):
            base = Base(_join(base, identifier), base.file, pointer)
            self._resources.setdefault(base.uri, base)
        for keyword in ("$anchor", "$dynamicAnchor"):
            name = schema.get(keyword)
            if isinstance(name, str):
                found = self.anchors.setdefault((base.file, base.pointer, name), {})
                found.setdefault(pointer, Target(base.file, pointer, schema))
        if "$recursiveRef" in schema and "$ref" not in schema and not base.uri:
            inline_recursive_reference(schema, self._files.files[base.file].value, pointer)
        return base

    def target(self, text: str, base: Base, pointer: Pointer) -> Target:
        """The target of a reference at a pointer. Of several anchors with its name, the nearest is the target.

        Raises:
            Unresolved: The reference has no target.
        """
        location, _, fragment = text.partition("#")
        start = self._start(location, base)
        if fragment and not fragment.startswith("/"):
            return self._anchor(start, unquote(fragment), pointer if start == base else ())
        return self._fragment(start, fragment)

    def _start(self, location: str, base: Base) -> Base:
        """The file or schema that the part of a reference before `#` identifies."""
        if not location:
            return base
        if self._resources and (named := self._resources.get(_join(base, location))):
            return named
        if _scheme(location):
            raise Unresolved(
                "reference-escape",
                f"{location} is not part of this specification; nothing is fetched",
            )
        path = unquote(location)
        try:
            file = self._files.get(base.file, path)
        except Escape as error:
            raise Unresolved("reference-escape", f"{error}; nothing outside is opened") from error
        except Missing as error:
            folder, _, name = path.rpartition("/")
            base_folder = base.file.rpartition("/")[0]
            known = self._files.names(f"{base_folder}/{folder}".strip("/"))
            raise Unresolved(
                "reference-dangling", f"cannot read {path}: {error}", name, known
            ) from error
        if not file.usable:
            raise Unresolved("", "the file has problems of its own")
        return Base("", file.name, ())

    def _fragment(self, start: Base, fragment: str) -> Target:
        """The target of the part of a reference after `#`, which is empty or a JSON pointer."""
        root = self._files.files[start.file].value
        own = descend(Target(start.file, (), root), start.pointer)
        try:
            return descend(own, parse_pointer(unquote(fragment), own.value))
        except Unresolved:
            if not start.pointer:
                raise
            # In many documents with an `$id` in a schema, the pointer starts at the document.
            return descend(Target(start.file, (), root), parse_pointer(unquote(fragment), root))

    def _anchor(self, start: Base, name: str, pointer: Pointer) -> Target:
        """The anchor of a name that is nearest to a pointer."""
        found = self.anchors.get((start.file, start.pointer, name)) or self.anchors.get(
            (start.file, (), name)
        )
        if found is None:
            root = self._files.files[start.file].value
            # The anchors of these schemas may not be collected yet.
            for at in dict.fromkeys(((), start.pointer)):
                value = descend(Target(start.file, (), root), at).value
                self._visits.append((value, SCHEMA, self.base_of(start.file, at), at))
            known = [anchor for file, _, anchor in self.anchors if file == start.file]
            raise Unresolved("reference-dangling", f'there is no $anchor "{name}"', name, known)
        return nearest_anchor(found, pointer)

    def base_of(self, file: str, pointer: Pointer) -> Base:
        """The base at a pointer: the innermost schema with an `$id` around it, or the file."""
        base = Base("", file, ())
        value = self._files.files[file].value
        for depth, key in enumerate(pointer if self.has_identifiers else ()):
            if (
                isinstance(value, dict)
                and isinstance(identifier := value.get("$id"), str)
                and identifier[:1] != "#"
            ):
                base = Base(_join(base, identifier), file, pointer[:depth])
            value = child_of(value, key)
        return base


def similar_name(error: Unresolved) -> str:
    """A suggestion of a name that exists; empty if there is none or the search would take long."""
    names = [name for name in islice(error.known, _CANDIDATES) if len(name) <= _NAME]
    return suggestion(error.missing, names) if 0 < len(error.missing) <= _NAME else ""


def _join(base: Base, text: str) -> str:
    """The absolute URI of a reference without its fragment. A file has a `file:` URI."""
    try:
        return urldefrag(urljoin(base.uri or "file:///" + quote(base.file), text)).url
    except ValueError:
        return text
