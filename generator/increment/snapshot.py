"""Everything that a run leaves behind for the next one of the same document, in the cache as one entry."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from generator.build import Built, Key, Memory, outline
from generator.cache import Cache
from generator.formatting import Known, settings
from generator.model import Api, Declaration, Operation, Resource
from generator.problems import Problem
from generator.rules import Facts, Part, facts
from generator.source import Address, Document
from generator.tree import Tree

from .changes import values
from .landmarks import Landmarks, landmarks
from .shards import Lazy, Unreadable, dumps, loads


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The values of the document, what was made of them, and what came of it. Declarations are kept by module."""

    maker: str  # the generator that it is from
    parts: Mapping[Address, bytes]
    landmarks: Landmarks  # of all problems
    problems: tuple[Problem, ...]  # of the rule `openapi-standard`
    examined: Mapping[Part, Set[Address]]
    facts: Facts
    counts: tuple[int, int]  # of operations and models
    api: Api  # without resources and declarations
    listing: (
        bytes  # the resources, but of operations only what is said of them where all are listed
    )
    light: Memory  # without what follows
    readers: Mapping[Address, bytes]
    units: Mapping[Key, bytes]
    told: tuple[tuple[Key | None, Problem], ...]  # the problems of units, and of none
    drafts: Mapping[str, bytes]  # their outlines
    graph: Mapping[str | Key, bytes]
    resources: Mapping[str, bytes]
    modules: Mapping[str, bytes]
    homes: Mapping[str, str]  # the module of each declaration
    methods: Mapping[Key, int]  # of each operation
    files: Mapping[str, bytes | str]  # the output, by path
    known: Known

    @property
    def tree(self) -> Tree:
        """The output of the last run."""
        return {PurePosixPath(path): content for path, content in self.files.items()}

    @property
    def memory(self) -> Memory:
        """What the build left behind, whose larger pieces are read when they are asked for."""
        modules: Lazy[str, dict[str, Declaration]] = Lazy(
            self.modules, lambda name: {each.name: each for each in loads(self.modules[name])}
        )
        resources: Lazy[str, dict[Key, tuple[Operation, ...]]] = Lazy(self.resources, self._listed)
        return replace(
            self.light,
            readers=Lazy(self.readers, lambda part: loads(self.readers[part])),
            units=Lazy(self.units, lambda key: loads(self.units[key])),
            graph=Lazy(self.graph, lambda node: loads(self.graph[node])),
            drafts=Lazy(self.drafts, lambda name: loads(self.drafts[name])),
            operations=Lazy(
                self.light.plans, lambda key: resources[self.light.plans[key].resource][key]
            ),
            by_name=Lazy(self.homes, lambda name: modules[self.homes[name]][name]),
        )

    def listed(self) -> list[Resource]:
        """The resources as the files see them that are about all of them."""
        found: list[Resource] = loads(self.listing)
        return found

    def resource(self, name: str) -> Resource:
        found = _read(self.resources[name])
        assert isinstance(found, Resource)
        return found

    def _listed(self, name: str) -> dict[Key, tuple[Operation, ...]]:
        """The operations of a resource by what they come from."""
        waiting = iter(self.resource(name).operations)
        keys = (key for key, plan in self.light.plans.items() if plan.resource == name)
        return {key: tuple(next(waiting) for _ in range(self.methods[key])) for key in keys}


@cache
def _read(data: bytes) -> Any:
    """What is asked for again and again, read once."""
    return loads(data)


def taken(
    maker: str,
    document: Document,
    problems: Iterable[Problem],
    examined: Mapping[Part, Set[Address]],
    counts: tuple[int, int],
    built: Built,
    tree: Tree,
    known: Known,
) -> Snapshot:
    """The snapshot of a run."""
    api, memory = built.api, built.memory
    modules: dict[str, list[Declaration]] = {}
    for each in api.declarations:
        modules.setdefault(each.module, []).append(each)
    told: list[tuple[Key | None, Problem]] = [(None, problem) for problem in memory.problems]
    told += ((key, problem) for key, unit in memory.units.items() for problem in unit.problems)
    all_ = [*problems, *(problem for _, problem in told)]
    places = [p.location for p in all_] + [place for p in all_ for place, _ in p.related]
    return Snapshot(
        maker=maker,
        parts=values(document),
        landmarks=landmarks(document.text(document.root.file), places),
        problems=tuple(problems),
        examined=examined,
        facts=facts(),
        counts=counts,
        api=replace(api, resources=(), declarations=()),
        listing=dumps(
            [replace(r, operations=tuple(map(_listed, r.operations))) for r in api.resources]
        ),
        light=replace(memory, readers={}, graph={}, units={}, drafts={}, operations={}, by_name={}),
        readers={part: dumps(found) for part, found in memory.readers.items()},
        units={
            key: dumps(replace(unit, problems=[], reads=set()))
            for key, unit in memory.units.items()
        },
        told=tuple(told),
        drafts={name: dumps(outline(draft)) for name, draft in memory.drafts.items()},
        graph={node: dumps(leads) for node, leads in memory.graph.items()},
        resources={resource.name: dumps(resource) for resource in api.resources},
        modules={name: dumps(found) for name, found in modules.items()},
        homes={each.name: each.module for each in api.declarations},
        methods={key: len(found) for key, found in memory.operations.items()},
        files={str(path): content for path, content in tree.items()},
        known=known,
    )


def _listed(operation: Operation) -> Operation:
    return replace(
        operation,
        parameters=(),
        body=None,
        responses=(),
        returns=None,
        errors=(),
        summary=operation.summary or operation.description,
        description="",
    )


def save(cache: Cache, name: tuple[str, ...], snapshot: Snapshot) -> None:
    cache.put(dumps(snapshot), "snapshot", *name)


def recall(cache: Cache, name: tuple[str, ...], maker: str) -> Snapshot | None:
    """The last snapshot of that name, if this very generator took it."""
    data = cache.get("snapshot", *name)
    if data is None:
        return None
    try:
        found = loads(data)
    except Unreadable:
        return None
    return found if isinstance(found, Snapshot) and found.maker == maker else None


def maker(*folders: Path) -> str:
    """What the result of a run depends on beside the document: the texts in these folders, black and Python."""
    digest = sha256(repr((settings(), sys.version)).encode())
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(repr(path.relative_to(folder).as_posix()).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
