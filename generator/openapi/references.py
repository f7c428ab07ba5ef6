"""Every reference of a specification, followed once: what it leads to, or why it leads nowhere."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from itertools import islice
from typing import TypeAlias
from urllib.parse import quote, unquote, urldefrag, urljoin

from generator.diagnostics import Diagnostic, Severity
from generator.json_types import Json
from generator.openapi.cycles import cycles
from generator.openapi.files import Escape, File, Missing, Shelf
from generator.openapi.object_types import FIELDS, REFERABLE, SCHEMA, Container, title
from generator.openapi.pointers import (
    Target,
    Unresolved,
    address,
    child_of,
    descend,
    describe,
    parse_pointer,
)
from generator.openapi.sites import Base, Site, mapped_sites, spell_out_recursive_reference
from generator.openapi.syntax.reading import CONTAINERS, Pointer

_scheme = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//").match
_SUGGESTIONS = 50  # dangling references that are worth a search for what was meant
_CANDIDATES = 2000  # names that are compared in one search
_NAME = 100  # characters of a name that is compared


_Visit: TypeAlias = "tuple[Json, str, Base, Pointer]"


class References:
    """The walk over a document and all that it refers to.

    `targets` has the identity of each referring mapping, `mapped` that of a discriminator's mapping with each key.
    """

    def __init__(self, shelf: Shelf, root: File) -> None:
        self.targets: dict[int, Target | None] = {}
        self.mapped: dict[tuple[int, str], Target] = {}
        self.diagnostics: list[Diagnostic] = []
        self._shelf = shelf
        self._identifiers = not str(child_of(root.value, "openapi")).startswith(
            "3.0"
        )  # `$id`, `$anchor` are of 3.1
        self._sites: dict[int, Site] = {}
        self._new: list[Site] = []
        self._seen: set[tuple[int, str]] = set()
        self._resources: dict[str, Base] = {}
        self._anchors: dict[tuple[str, Pointer, str], Target] = {}
        self._known: dict[tuple[str, str, str], Target] = {}
        self._visits: list[_Visit] = [(root.value, "openapi", Base("", root.name, ()), ())]
        if isinstance(own := child_of(root.value, "$self"), str):
            self._resources[own] = Base("", root.name, ())

    def follow(self) -> None:
        """Walk and resolve until nothing new is reached, then report what leads nowhere or round in circles."""
        failed: list[Site] = []
        known = -1
        while self._visits or self._new:
            self._walk()
            sites, self._new = self._new, []
            failed += [site for site in sites if not self._resolves(site)]
            named = len(self._resources) + len(self._anchors)
            if not self._visits and named != known:  # something was named after what refers to it
                self._new, failed, known = failed, [], named
        # An entry of a mapping can be a name after all; what it means is for its discriminator to say.
        for number, site in enumerate(site for site in failed if not site.is_mapped):
            self._report(site, suggest=number < _SUGGESTIONS)
        following = {
            key: id(target.value) for key, target in self.targets.items() if target is not None
        }
        for circle in cycles(following):
            self.diagnostics.append(self._circle([self._sites[key] for key in circle]))

    def _walk(self) -> None:
        """Visit every object that can hold references, gathering those."""
        visits, seen = self._visits, self._seen
        while visits:
            value, kind, base, pointer = visits.pop()
            if type(value) is not dict or (id(value), kind) in seen:
                continue
            seen.add((id(value), kind))
            if kind == SCHEMA and self._identifiers:
                base = self._identify(value, base, pointer)
            if kind == SCHEMA and "discriminator" in value:
                self._new += mapped_sites(value, base, pointer)
            if "$ref" in value and kind in REFERABLE:
                self._new.append(Site(value, kind, base, pointer, "$ref"))
            elif "$dynamicRef" in value and kind == SCHEMA and self._identifiers:
                self._new.append(Site(value, kind, base, pointer, "$dynamicRef"))
            fields = FIELDS[kind]
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

    def _visit_all(self, container: Json, kind: str, base: Base, pointer: Pointer) -> None:
        if isinstance(container, dict):
            self._visits += [
                (child, kind, base, (*pointer, name)) for name, child in container.items()
            ]
        elif isinstance(container, list):
            self._visits += [
                (child, kind, base, (*pointer, number)) for number, child in enumerate(container)
            ]

    def _identify(self, schema: dict[str, Json], base: Base, pointer: Pointer) -> Base:
        """Note the names that a schema gives itself; the base of the references in it."""
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
            spell_out_recursive_reference(schema, self._shelf.files[base.file].value, pointer)
        return base

    def _resolves(self, site: Site) -> bool:
        """Resolve one reference and arrange for a visit of its target."""
        try:
            target = self._resolve(site)
        except Unresolved:
            return False
        if site.is_mapped:
            self.mapped[id(site.value), site.key] = target
        else:
            self.targets[id(site.value)] = target
            self._sites.setdefault(id(site.value), site)
        if (id(target.value), site.kind) not in self._seen:
            base = self._base_of(target.file, target.pointer)
            self._visits.append((target.value, site.kind, base, target.pointer))
        return True

    def _resolve(self, site: Site) -> Target:
        """What a reference leads to. Raises Unresolved."""
        reference, base = site.value[site.key], site.base
        if not isinstance(reference, str):
            raise Unresolved("reference-dangling", f"a {site.key} must be a text")
        known = self._known.get((base.file, reference, site.kind)) if not base.uri else None
        if known is not None:
            return known
        location, _, fragment = reference.partition("#")
        target = self._fragment(self._start(location, base), fragment)
        types = (dict, bool) if site.kind == SCHEMA else dict
        if not isinstance(target.value, types):
            message = f"this leads to {describe(target.value)}, not to a {title(site.kind)}"
            raise Unresolved("reference-dangling", message)
        if not base.uri:
            self._known[base.file, reference, site.kind] = target
        return target

    def _start(self, location: str, base: Base) -> Base:
        """The file or schema that the part of a reference before `#` names."""
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
            file = self._shelf.get(base.file, path)
        except Escape as error:
            raise Unresolved("reference-escape", f"{error}; nothing outside is opened") from error
        except Missing as error:
            folder, _, name = path.rpartition("/")
            folder = (
                base.file.rpartition("/")[0] + "/" + folder
                if folder
                else base.file.rpartition("/")[0]
            )
            known = self._shelf.names(folder.strip("/"))
            raise Unresolved(
                "reference-dangling", f"cannot read {path}: {error}", name, known
            ) from error
        if not file.usable:
            raise Unresolved("", "the file has problems of its own")
        return Base("", file.name, ())

    def _fragment(self, start: Base, fragment: str) -> Target:
        """What the part of a reference after `#` names: nothing, a JSON pointer or an anchor."""
        root = self._shelf.files[start.file].value
        if fragment and not fragment.startswith("/"):
            return self._anchor(start, unquote(fragment), root)
        own = descend(Target(start.file, (), root), start.pointer)
        try:
            return descend(own, parse_pointer(unquote(fragment), own.value))
        except Unresolved:
            if not start.pointer:
                raise
            # Documents whose schemas have an `$id` often mean the document all the same.
            return descend(Target(start.file, (), root), parse_pointer(unquote(fragment), root))

    def _anchor(self, start: Base, name: str, root: Json) -> Target:
        target = self._anchors.get((start.file, start.pointer, name)) or self._anchors.get(
            (start.file, (), name)
        )
        if target is None:
            for pointer in dict.fromkeys(((), start.pointer)):  # their anchors are not known yet
                value = descend(Target(start.file, (), root), pointer).value
                base = self._base_of(start.file, pointer)
                self._visits.append((value, SCHEMA, base, pointer))
            known = [anchor for file, _, anchor in self._anchors if file == start.file]
            raise Unresolved("reference-dangling", f'there is no $anchor "{name}"', name, known)
        return target

    def _base_of(self, file: str, pointer: Pointer) -> Base:
        """The innermost schema with an `$id` around a place, or its file."""
        base = Base("", file, ())
        value = self._shelf.files[file].value
        for depth, key in enumerate(pointer if self._identifiers else ()):
            if (
                isinstance(value, dict)
                and isinstance(identifier := value.get("$id"), str)
                and identifier[:1] != "#"
            ):
                base = Base(_join(base, identifier), file, pointer[:depth])
            value = child_of(value, key)
        return base

    def _report(self, site: Site, suggest: bool) -> None:
        self.targets[id(site.value)] = None
        try:
            self._resolve(site)
        except Unresolved as error:
            if not error.rule:
                return
            hint = _suggestion(error.missing, error.known) if suggest else ""
            place = self._shelf.files[site.base.file].location((*site.pointer, site.key))
            fallback = REFERABLE[site.kind]
            self.diagnostics.append(
                Diagnostic(place, Severity.ERROR, error.rule, f"{error}{hint}", fallback=fallback)
            )

    def _circle(self, circle: list[Site]) -> Diagnostic:
        """The problem of a circle of references, told from the first of its places."""
        places = [
            (
                self._shelf.files[site.base.file].location((*site.pointer, site.key)),
                address(site.base.file, site.pointer),
            )
            for site in circle
        ]
        first = places.index(min(places))
        places = places[first:] + places[:first]
        chain = " -> ".join(name for _, name in [*places, places[0]])
        related = tuple((place, "and through this reference") for place, _ in places[1:])
        message = f"this chain of references never reaches a value: {chain}"
        fallback = REFERABLE[circle[0].kind]
        return Diagnostic(
            places[0][0], Severity.ERROR, "reference-cycle", message, related, fallback
        )


def _suggestion(missing: str, known: Iterable[str]) -> str:
    """What was perhaps meant; nothing where the search would take long."""
    names = [name for name in islice(known, _CANDIDATES) if len(name) <= _NAME]
    close = difflib.get_close_matches(missing, names, n=1) if 0 < len(missing) <= _NAME else []
    return f'; did you mean "{close[0]}"?' if close else ""


def _join(base: Base, reference: str) -> str:
    """The absolute address of a reference, without its fragment; a file counts as an address of its own."""
    try:
        return urldefrag(urljoin(base.uri or "file:///" + quote(base.file), reference)).url
    except ValueError:
        return reference
