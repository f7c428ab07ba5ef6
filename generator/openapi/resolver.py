"""The resolver of references. It resolves each reference of a specification once, or reports why it has no target."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import TypeAlias
from urllib.parse import quote, unquote, urldefrag, urljoin

from generator.diagnostics import Diagnostic, Location, Severity, suggestion
from generator.json_types import Json, Pointer
from generator.openapi.cycles import cycles
from generator.openapi.files import Escape, File, FileSet, Missing
from generator.openapi.object_types import FIELDS_BY_KEY, REFERABLE, SCHEMA, Container, title
from generator.openapi.pointers import (
    Target,
    Unresolved,
    address,
    child_of,
    descend,
    describe,
    parse_pointer,
)
from generator.openapi.references import (
    Base,
    Reference,
    inline_recursive_reference,
    mapped_references,
)
from generator.openapi.syntax.parse_result import CONTAINERS

_scheme = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//").match
_SUGGESTIONS = 50  # dangling references that get a suggestion
_CANDIDATES = 2000  # names that are compared for a suggestion
_NAME = 100  # characters of the longest name that is compared

_Visit: TypeAlias = "tuple[Json, str, Base, Pointer]"


class ReferenceResolver:
    """Walks over a document and all files that it refers to, and resolves their references.

    The keys of `targets` are the ids of mappings with a reference. The keys of `mapped` are the id of a discriminator's
    mapping and a key in it.
    """

    def __init__(self, file_set: FileSet, root: File) -> None:
        self.targets: dict[int, Target | None] = {}
        self.mapped: dict[tuple[int, str], Target] = {}
        self.diagnostics: list[Diagnostic] = []
        self._files = file_set
        # OpenAPI 3.0 does not have `$id` and `$anchor`.
        self._identifiers = not str(child_of(root.value, "openapi")).startswith("3.0")
        self._references: dict[int, Reference] = {}
        self._new: list[Reference] = []
        self._seen: set[tuple[int, str]] = set()
        self._resources: dict[str, Base] = {}
        self._anchors: dict[tuple[str, Pointer, str], Target] = {}
        self._known: dict[tuple[str, str, str], Target] = {}
        self._visits: list[_Visit] = [(root.value, "openapi", Base("", root.name, ()), ())]
        if isinstance(own := child_of(root.value, "$self"), str):
            self._resources[own] = Base("", root.name, ())

    def follow(self) -> None:
        """Walk and resolve until there are no new objects, then report dangling references and cycles."""
        failed: list[Reference] = []
        known = -1
        while self._visits or self._new:
            self._walk()
            references, self._new = self._new, []
            failed += [reference for reference in references if not self._resolves(reference)]
            named = len(self._resources) + len(self._anchors)
            # A new `$id` or `$anchor` can be the target of a reference before it.
            if not self._visits and named != known:
                self._new, failed, known = failed, [], named
        # An entry of a discriminator's mapping that cannot be resolved can be a name.
        dangling = (each for each in failed if not each.is_mapped)
        for number, reference in enumerate(dangling):
            self._report(reference, suggest=number < _SUGGESTIONS)
        following = {
            key: id(target.value) for key, target in self.targets.items() if target is not None
        }
        for cycle in cycles(following):
            self.diagnostics.append(self._cycle([self._references[key] for key in cycle]))

    def _walk(self) -> None:
        """Visit all objects that can contain references, and collect the references."""
        visits, seen = self._visits, self._seen
        while visits:
            value, object_type, base, pointer = visits.pop()
            if type(value) is not dict or (id(value), object_type) in seen:
                continue
            seen.add((id(value), object_type))
            if object_type == SCHEMA and self._identifiers:
                base = self._identify(value, base, pointer)
            if object_type == SCHEMA and "discriminator" in value:
                self._new += mapped_references(value, base, pointer)
            if "$ref" in value and object_type in REFERABLE:
                self._new.append(Reference(value, object_type, base, pointer, "$ref"))
            elif "$dynamicRef" in value and object_type == SCHEMA and self._identifiers:
                self._new.append(Reference(value, object_type, base, pointer, "$dynamicRef"))
            fields = FIELDS_BY_KEY[object_type]
            if every := fields.get(""):
                entries = {key: child for key, child in value.items() if not key.startswith("x-")}
                self._visit_all(entries, every.type, base, pointer)
                continue
            for key, child in value.items():
                if type(child) not in CONTAINERS or key not in fields:
                    continue
                field = fields[key]
                if field.container is Container.MAP or type(child) is list:
                    self._visit_all(child, field.type, base, (*pointer, key))
                else:
                    visits.append((child, field.type, base, (*pointer, key)))

    def _visit_all(self, container: Json, object_type: str, base: Base, pointer: Pointer) -> None:
        if isinstance(container, dict):
            self._visits += [
                (child, object_type, base, (*pointer, name)) for name, child in container.items()
            ]
        elif isinstance(container, list):
            self._visits += [
                (child, object_type, base, (*pointer, number))
                for number, child in enumerate(container)
            ]

    def _identify(self, schema: dict[str, Json], base: Base, pointer: Pointer) -> Base:
        """Record the `$id` and anchors of a schema, and return the base of the references in it."""
        identifier = schema.get("$id")
        if isinstance(identifier, str) and not identifier.startswith("#"):
            base = Base(_join(base, identifier), base.file, pointer)
            self._resources.setdefault(base.uri, base)
        for keyword in ("$anchor", "$dynamicAnchor"):
            name = schema.get(keyword)
            if isinstance(name, str):
                self._anchors.setdefault(
                    (base.file, base.pointer, name), Target(base.file, pointer, schema)
                )
        if "$recursiveRef" in schema and "$ref" not in schema and not base.uri:
            inline_recursive_reference(schema, self._files.files[base.file].value, pointer)
        return base

    def _resolves(self, reference: Reference) -> bool:
        """Resolve one reference and queue its target for a visit. Returns whether it has a target."""
        try:
            target = self._resolve(reference)
        except Unresolved:
            return False
        if reference.is_mapped:
            self.mapped[id(reference.value), reference.key] = target
        else:
            self.targets[id(reference.value)] = target
            self._references.setdefault(id(reference.value), reference)
        if (id(target.value), reference.object_type) not in self._seen:
            base = self._base_of(target.file, target.pointer)
            self._visits.append((target.value, reference.object_type, base, target.pointer))
        return True

    def _resolve(self, reference: Reference) -> Target:
        """The target of a reference.

        Raises:
            Unresolved: The reference has no usable target.
        """
        text, base = reference.value[reference.key], reference.base
        if not isinstance(text, str):
            raise Unresolved("reference-dangling", f"a {reference.key} must be a string")
        known = self._known.get((base.file, text, reference.object_type)) if not base.uri else None
        if known is not None:
            return known
        location, _, fragment = text.partition("#")
        target = self._fragment(self._start(location, base), fragment)
        types = (dict, bool) if reference.object_type == SCHEMA else dict
        if not isinstance(target.value, types):
            message = (
                f"the target is {describe(target.value)}, not a {title(reference.object_type)}"
            )
            raise Unresolved("reference-dangling", message)
        if not base.uri:
            self._known[base.file, text, reference.object_type] = target
        return target

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
        """The target of the part of a reference after `#`: empty, a JSON pointer or an anchor."""
        root = self._files.files[start.file].value
        if fragment and not fragment.startswith("/"):
            return self._anchor(start, unquote(fragment), root)
        own = descend(Target(start.file, (), root), start.pointer)
        try:
            return descend(own, parse_pointer(unquote(fragment), own.value))
        except Unresolved:
            if not start.pointer:
                raise
            # In many documents with an `$id` in a schema, the pointer starts at the document.
            return descend(Target(start.file, (), root), parse_pointer(unquote(fragment), root))

    def _anchor(self, start: Base, name: str, root: Json) -> Target:
        target = self._anchors.get((start.file, start.pointer, name)) or self._anchors.get(
            (start.file, (), name)
        )
        if target is None:
            # The anchors of these schemas may not be collected yet.
            for pointer in dict.fromkeys(((), start.pointer)):
                value = descend(Target(start.file, (), root), pointer).value
                base = self._base_of(start.file, pointer)
                self._visits.append((value, SCHEMA, base, pointer))
            known = [anchor for file, _, anchor in self._anchors if file == start.file]
            raise Unresolved("reference-dangling", f'there is no $anchor "{name}"', name, known)
        return target

    def _base_of(self, file: str, pointer: Pointer) -> Base:
        """The base at a pointer: the innermost schema with an `$id` around it, or the file."""
        base = Base("", file, ())
        value = self._files.files[file].value
        for depth, key in enumerate(pointer if self._identifiers else ()):
            if (
                isinstance(value, dict)
                and isinstance(identifier := value.get("$id"), str)
                and identifier[:1] != "#"
            ):
                base = Base(_join(base, identifier), file, pointer[:depth])
            value = child_of(value, key)
        return base

    def _report(self, reference: Reference, suggest: bool) -> None:
        self.targets[id(reference.value)] = None
        try:
            self._resolve(reference)
        except Unresolved as error:
            if not error.rule:
                return
            hint = _suggestion(error.missing, error.known) if suggest else ""
            location = self._location(reference)
            fallback = REFERABLE[reference.object_type]
            message = f"{error}{hint}"
            self.diagnostics.append(
                Diagnostic(location, Severity.ERROR, error.rule, message, fallback=fallback)
            )

    def _location(self, reference: Reference) -> Location:
        file = self._files.files[reference.base.file]
        return file.location((*reference.pointer, reference.key))

    def _cycle(self, cycle: list[Reference]) -> Diagnostic:
        """The diagnostic of a cycle of references, at the first of its locations."""
        locations = [
            (self._location(each), address(each.base.file, each.pointer)) for each in cycle
        ]
        first = locations.index(min(locations))
        locations = locations[first:] + locations[:first]
        chain = " -> ".join(name for _, name in [*locations, locations[0]])
        related = tuple((location, "and through this reference") for location, _ in locations[1:])
        message = f"this chain of references never reaches a value: {chain}"
        fallback = REFERABLE[cycle[0].object_type]
        return Diagnostic(
            locations[0][0], Severity.ERROR, "reference-cycle", message, related, fallback
        )


def _suggestion(missing: str, known: Iterable[str]) -> str:
    """A suggestion of a similar name; empty if there is none or the search would take long."""
    names = [name for name in islice(known, _CANDIDATES) if len(name) <= _NAME]
    return suggestion(missing, names) if 0 < len(missing) <= _NAME else ""


def _join(base: Base, text: str) -> str:
    """The absolute URI of a reference without its fragment. A file has a `file:` URI."""
    try:
        return urldefrag(urljoin(base.uri or "file:///" + quote(base.file), text)).url
    except ValueError:
        return text
