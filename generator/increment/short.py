"""The short way: what a run gives, from what the last one gave, where little has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from generator.annotations.portions import portions
from generator.build import (
    Changes,
    Memory,
    Overlay,
    SettingsInput,
    complete,
    described_as,
    resume,
)
from generator.cache import Cache
from generator.formatting import format_tree
from generator.model import Api, Declaration, Operation, Resource
from generator.problems import Problem, Severity
from generator.render import Kind, render
from generator.rules import Examination, check, learn
from generator.source import Address, Document, part_of
from generator.tree import Tree

from .changes import INFO, changed, touched, values
from .landmarks import Relocation
from .snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Short:
    """What the short way gives: the problems, in no order, and the whole output."""

    problems: list[Problem]
    tree: Tree


def short(
    document: Document,
    past: Snapshot,
    chosen: SettingsInput,
    templates: Path,
    cache: Cache,
    *,
    tolerant: bool,
) -> Short | None:
    """What a whole run of the document would give, or None where only a whole run can tell.

    Args:
        document: As it is now.
        past: What the last run left behind, with the same names, the same tolerance and the same generator.
        chosen: The names that the user chose.
        templates: Their folder.
        cache: Remembers formatted files.
        tolerant: Whether what cannot be expressed is a warning.
    """
    now = values(document)
    parts = changed(past.parts, now)
    described = described_as(document.root)
    if parts is None or complete(chosen, described[0]) != past.api.settings:
        return None
    memory = past.memory
    about = {(document.root.file, INFO)}
    entries = parts - about
    reading = touched(past.parts, now, entries)
    changes = resume(document, memory, entries, reading, tolerant=tolerant)
    if changes is None:
        return None
    found = list(_problems(document, past, changes, parts, tolerant=tolerant))
    if any(problem.severity is Severity.ERROR for problem in found):
        return None
    title, version, description = described
    api = replace(past.api, title=title, version=version, description=description)
    patched = _Patched(past, memory, changes)
    if not patched.has_its_files:
        return None
    rewritten = _rewritten(patched, api, templates, described=bool(parts & about))
    return Short(found, past.tree | format_tree(rewritten, cache, past.known))


def _problems(
    document: Document,
    past: Snapshot,
    changes: Changes,
    parts: Set[Address],
    *,
    tolerant: bool,
) -> Iterator[Problem]:
    """What was found of all that is as it was, where it stands now; and what is found of the rest."""
    root = document.root.file
    learn(past.facts)
    examination = Examination.after(past.examined, parts, root)
    yield from check(document, tolerant=tolerant, examination=examination)
    yield from changes.problems
    kept = [problem for key, problem in past.told if key not in changes.units]
    kept += (problem for problem in past.problems if not _is_in(problem, examination.stale, root))
    if not kept:
        return
    now = Relocation(past.landmarks, document)
    for problem in kept:
        related = tuple((now.place(place), note) for place, note in problem.related)
        yield replace(problem, location=now.place(problem.location), related=related)


def _is_in(problem: Problem, parts: Set[Address], root: str) -> bool:
    origin = problem.location.origin
    return origin is not None and part_of((origin.file, origin.pointer), root) in parts


class _Patched:
    """The resources and declarations as they are now."""

    def __init__(self, past: Snapshot, memory: Memory, changes: Changes) -> None:
        self._past = past
        self._operations = Overlay(memory.operations, changes.operations)
        self.changes = changes
        self.memory = memory
        self.declarations = Overlay(memory.by_name, changes.declarations)

    def resources(self, names: Iterable[str]) -> tuple[Resource, ...]:
        return tuple(
            replace(self._past.resource(name), operations=tuple(self._listed(name)))
            for name in names
        )

    def declared(self, modules: Set[str]) -> tuple[Declaration, ...]:
        homes = self._past.homes.items()
        return tuple(self.declarations[name] for name, module in homes if module in modules)

    @property
    def has_its_files(self) -> bool:
        """Whether each resource is still written in as many modules as it was."""
        before = map(self._past.resource, self._names)
        now = self.resources(self._names)
        return all(_count(a) == _count(b) for a, b in zip(before, now, strict=True))

    @property
    def _names(self) -> list[str]:
        """The resources of which an operation changed."""
        return sorted({self.memory.plans[key].resource for key in self.changes.operations})

    def part(self, api: Api) -> Api:
        """The Api with the resources and the modules only in which something changed."""
        modules = {each.module for each in self.changes.declarations.values()}
        declared = self.declared(modules)
        return replace(api, resources=self.resources(self._names), declarations=declared)

    def whole(self, api: Api) -> Api:
        """The Api as the files see it that are about all of it."""
        outlined = self._past.outlined(api)
        changed = {each.name: each for each in self.resources(self._names)}
        resources = (changed.get(each.name, each) for each in outlined.resources)
        return replace(outlined, resources=tuple(resources))

    def _listed(self, resource: str) -> Iterator[Operation]:
        keys = (key for key, plan in self.memory.plans.items() if plan.resource == resource)
        return chain.from_iterable(self._operations[key] for key in keys)


def _count(resource: Resource) -> int:
    return len(list(portions(resource.operations)))


def _rewritten(patched: _Patched, api: Api, templates: Path, *, described: bool) -> Tree:
    """The files that something of what changed stands in."""
    kinds = Kind.RESOURCE | Kind.MODULE
    tree = render(patched.part(api), templates, kinds, patched.declarations)
    before = patched.memory.operations
    listed = patched.changes.operations.items()
    if described or any(_listing(now) != _listing(before[key]) for key, now in listed):
        tree |= render(patched.whole(api), templates, Kind.WHOLE, patched.declarations)
    return tree


def _listing(operations: Iterable[Operation]) -> list[tuple[str, bool]]:
    """What the files about the whole Api say of operations, beside their names and requests."""
    return [(o.summary or o.description, o.paging is not None) for o in operations]
