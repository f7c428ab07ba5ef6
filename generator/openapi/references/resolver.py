"""The resolver of references. It resolves each reference of a specification once, or reports why it has no target."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from generator.diagnostics import Diagnostic, Location, Severity
from generator.json_types import Json, Key, Pointer
from generator.openapi.cycles import cycles
from generator.openapi.files import File, FileSet
from generator.openapi.object_types import (
    REFERABLE,
    REFERABLE_IN_VERSIONS,
    SCHEMA,
    Container,
    title,
)
from generator.openapi.pointers import Address, Target, Unresolved, address, child_of, describe
from generator.openapi.references.lookup import PendingVisit, TargetLookup, similar_name
from generator.openapi.references.misplaced import (
    ALL_FIELDS,
    CopiedEntries,
    Copier,
    Copy,
    fallback_of,
    field_at,
    is_link,
    without_target,
)
from generator.openapi.references.reference import Base, Place, Reference, mapped_references
from generator.openapi.syntax.parse_result import CONTAINERS

_SUGGESTIONS: Final = 50  # dangling references that get a suggestion
ENDLESS: Final = "this chain of references never reaches a value"
NOT_ALLOWED: Final = "a reference is not allowed here"


class ReferenceResolver:
    """Walks over a document and all files that it refers to, and resolves their references.

    The keys of `targets` are the ids of mappings with a reference. The keys of `mapped` are the id of a discriminator's
    mapping and a key in it. `moved` has the addresses of values in the copies that replace misplaced references,
    with the addresses of the originals. `seen` has the ids of all objects, with their types.
    """

    def __init__(self, file_set: FileSet, root: File) -> None:
        self.targets: dict[int, Target | None] = {}
        self.mapped: dict[tuple[int, str], Target] = {}
        self.moved: dict[Address, Address] = {}
        self.diagnostics: list[Diagnostic] = []
        self._files = file_set
        version = str(child_of(root.value, "openapi"))
        self._referable = {
            type_
            for type_ in REFERABLE
            if version.startswith(REFERABLE_IN_VERSIONS.get(type_, ("",)))
        }
        self._references: dict[int, Reference] = {}
        self._new: list[Reference] = []
        self.seen: set[tuple[int, str]] = set()
        self._known: dict[tuple[str, str, str], Target] = {}
        self._visits: list[PendingVisit] = [(root.value, "openapi", Base("", root.name, ()), ())]
        self.lookup = TargetLookup(file_set, root, self._visits)
        self._copier = Copier()

    def follow(self) -> None:
        """Walk and resolve until there are no new objects, then report dangling references and cycles."""
        failed: list[Reference] = []
        known = -1
        while self._visits or self._new:
            self._walk()
            references, self._new = self._new, []
            failed += [reference for reference in references if self._failure(reference)]
            named = self.lookup.names + len(self.moved)
            # A new `$id`, `$anchor` or copy can be the target of a reference before it.
            if not self._visits and named != known:
                self._new, failed, known = failed, [], named
        # An entry of a discriminator's mapping that cannot be resolved can be a name.
        dangling = [each for each in failed if not each.is_mapped]
        for number, reference in enumerate(dangling):
            self._report(reference, suggest=number < _SUGGESTIONS)
        for reference in dangling:  # after all reports: a replacement could be a target
            self._replace(reference)
        following = {
            key: id(target.value) for key, target in self.targets.items() if target is not None
        }
        for cycle in cycles(following):
            self.diagnostics.append(self._cycle([self._references[key] for key in cycle]))

    def _walk(self) -> None:
        """Visit all objects that can contain references, and collect the references."""
        visits, seen = self._visits, self.seen
        while visits:
            value, object_type, base, pointer = visits.pop()
            if type(value) is not dict or (id(value), object_type) in seen:
                continue
            seen.add((id(value), object_type))
            if object_type == SCHEMA and self.lookup.has_identifiers:
                base = self.lookup.identify(value, base, pointer)
            if "$ref" in value and id(value) in self._copier.links:
                continue
            if is_link(value) and object_type not in self._referable:
                place = Place(Container.ONE, object_type)
                self._new.append(_misplaced(value, place, base, pointer))
                continue
            if "$ref" in value and object_type in REFERABLE:
                self._new.append(Reference(value, object_type, base, pointer, "$ref"))
            elif "$dynamicRef" in value and object_type == SCHEMA and self.lookup.has_identifiers:
                self._new.append(Reference(value, object_type, base, pointer, "$dynamicRef"))
            self._visit_fields(value, value, object_type, base, pointer)

    def _visit_fields(
        self,
        owner: dict[str, Json],
        keys: Iterable[str],
        object_type: str,
        base: Base,
        pointer: Pointer,
    ) -> None:
        """Visit the objects at keys of an object."""
        self._new += mapped_references(owner, keys, object_type, base, pointer)
        fields = ALL_FIELDS[object_type]
        for key in keys:
            child = owner[key]
            if type(child) not in CONTAINERS or (field := field_at(fields, key)) is None:
                continue
            container, path = field.container, (*pointer, key)
            if type(child) is dict and container is Container.ONE:
                self._visits.append((child, field.type, base, path))
            elif is_link(child):
                place = Place(container, field.type, owner)
                self._new.append(_misplaced(child, place, base, path))
            elif container is not Container.DATA:
                self._visit_all(child, field.type, base, path)

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

    def _failure(self, reference: Reference) -> Unresolved | None:
        """Resolve one reference and queue its target for a visit. Returns why it has no target."""
        try:
            if reference.place is not None:
                self._inline(reference, reference.place)
                return None
            target = self._resolve(reference)
        except Unresolved as error:
            return error
        if reference.is_mapped:
            self.mapped[id(reference.value), reference.key] = target
        else:
            self.targets[id(reference.value)] = target
            self._references.setdefault(id(reference.value), reference)
        self._visit(target, reference.object_type)
        return None

    def _visit(self, target: Target, object_type: str) -> None:
        if (id(target.value), object_type) not in self.seen:
            base = self.lookup.base_of(target.file, target.pointer)
            self._visits.append((target.value, object_type, base, target.pointer))

    def _inline(self, reference: Reference, place: Place) -> None:
        """Put a copy of the target in the place of a misplaced reference.

        Raises:
            Unresolved: The reference cannot be followed.
        """
        targets = self._chain(reference)
        is_whole = place.container is Container.ONE and len(reference.value) == 1
        is_later = is_whole and place.object_type in REFERABLE  # a later version allows it
        copy = None if is_later else self._copier.copy(reference.value, targets, place)
        self._diagnose(reference, "reference-misplaced", NOT_ALLOWED, "it is followed")
        if copy is None:
            self.targets[id(reference.value)] = targets[-1]
            self._visit(targets[-1], place.object_type)
            return
        for link in copy.links:
            self.targets[id(link.value)] = link.target
            self._visit(link.target, link.object_type)
        self._put(copy, reference, place)

    def _put(self, copy: Copy, reference: Reference, place: Place) -> None:
        """Put a copy in the place of a misplaced reference, and visit the objects in it."""
        value, file, pointer = reference.value, reference.base.file, reference.pointer
        own: list[Key] = (
            [key for key in value if key != "$ref"] if isinstance(copy.value, dict) else []
        )
        place.put(copy.value, value, pointer)
        origins: list[CopiedEntries] = [(Target(file, pointer, value), own), *copy.origins]
        for target, keys in origins:
            base = self.lookup.base_of(target.file, target.pointer)
            if place.container is Container.ONE:
                self._visit_fields(
                    value, [*map(str, keys)], place.object_type, base, target.pointer
                )
            elif place.container is not Container.DATA:
                entries = {str(key): child_of(copy.value, key) for key in keys}
                self._visit_all(entries, place.object_type, base, target.pointer)
            if (target.file, target.pointer) != (file, pointer):
                self.moved |= {
                    (file, (*pointer, key)): (target.file, (*target.pointer, key)) for key in keys
                }

    def _chain(self, reference: Reference) -> list[Target]:
        """The targets in the chain of references that starts with a misplaced one.

        Raises:
            Unresolved: A reference of the chain has no target, or the chain never reaches a value.
        """
        result: list[Target] = []
        seen = {id(reference.value)}
        while True:
            target = self._resolve(reference)
            result.append(target)
            if not is_link(value := target.value):
                return result
            if id(value) in seen:
                raise Unresolved("reference-cycle", ENDLESS)
            seen.add(id(value))
            base = self.lookup.base_of(target.file, target.pointer)
            reference = reference._replace(value=value, base=base, pointer=target.pointer)

    def _resolve(self, reference: Reference) -> Target:
        """The target of a reference. A misplaced reference can have a target of any kind.

        Raises:
            Unresolved: The reference has no usable target.
        """
        text, base = reference.value[reference.key], reference.base
        if not isinstance(text, str):
            raise Unresolved("reference-dangling", f"a {reference.key} must be a string")
        if reference.place is not None:
            return self.lookup.target(text, base, reference.pointer)
        key = (base.file, text, reference.object_type)
        # The target of an anchor depends on the place of the reference.
        is_same = not base.uri and text.partition("#")[2][:1] in {"", "/"}
        if is_same and (known := self._known.get(key)) is not None:
            return known
        target = self.lookup.target(text, base, reference.pointer)
        if not isinstance(target.value, (dict, bool) if key[2] == SCHEMA else dict):
            message = f"the target is {describe(target.value)}, not a {title(key[2])}"
            raise Unresolved("reference-dangling", message)
        if is_same:
            self._known[key] = target
        return target

    def _report(self, reference: Reference, suggest: bool) -> None:
        error = self._failure(reference)
        assert error is not None
        hint = similar_name(error) if suggest else ""
        if reference.place is not None:
            message = f"{NOT_ALLOWED}, and it cannot be followed: {error}{hint}"
            self._diagnose(reference, "fallback-type", message, fallback_of(reference.place))
        elif error.rule:
            fallback = REFERABLE[reference.object_type]
            self._diagnose(reference, error.rule, f"{error}{hint}", fallback)

    def _replace(self, reference: Reference) -> None:
        """Record that a reference has no target. A misplaced one gives way to a value that admits more."""
        value = reference.value
        if reference.place is not None:
            link: dict[str, Json] = {"$ref": value["$ref"]}
            reference.place.put(without_target(reference.place, link), value, reference.pointer)
            value = link
        self.targets[id(value)] = None

    def _diagnose(self, reference: Reference, rule: str, message: str, fallback: str) -> None:
        where = self._location(reference)
        self.diagnostics.append(Diagnostic(where, Severity.ERROR, rule, message, fallback=fallback))

    def _location(self, each: Reference) -> Location:
        return self._files.files[each.base.file].location((*each.pointer, each.key))

    def _cycle(self, cycle: list[Reference]) -> Diagnostic:
        """The diagnostic of a cycle of references, at the first of its locations."""
        locations = [
            (self._location(each), address(each.base.file, each.pointer)) for each in cycle
        ]
        first = locations.index(min(locations))
        locations = locations[first:] + locations[:first]
        chain = " -> ".join(name for _, name in [*locations, locations[0]])
        related = tuple((location, "and through this reference") for location, _ in locations[1:])
        message = f"{ENDLESS}: {chain}"
        fallback = REFERABLE[cycle[0].object_type]
        return Diagnostic(
            locations[0][0], Severity.ERROR, "reference-cycle", message, related, fallback
        )


def _misplaced(value: dict[str, Json], place: Place, base: Base, pointer: Pointer) -> Reference:
    return Reference(value, place.object_type, base, pointer, "$ref", place=place)
