"""The sentence that joins the rooms: load, check, build, render, format."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from generator.build import Built, SettingsInput, build, described_as
from generator.cache import Cache
from generator.formatting import Known, format_tree
from generator.increment import maker, recall, save, short, taken
from generator.model import Api, Model
from generator.problems import Problem, Severity, SpecError, sort_problems
from generator.render import render
from generator.rules import STANDARD, Examination
from generator.rules import check as check_rules
from generator.source import Document, load
from generator.tree import Tree

Progress = Callable[[str, float], None]
"""Told the name of each stage when it has ended, and its seconds."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to generate from. `names` are those that the user chose; the others come from the document's title."""

    spec: Path
    overlays: tuple[Path, ...] = ()
    names: SettingsInput = field(default_factory=SettingsInput)
    tolerant: bool = False
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is in an Api."""

    operations: int
    models: int


@dataclass(frozen=True, slots=True)
class Found:
    """Every problem of a document."""

    problems: tuple[Problem, ...]

    def count(self, severity: Severity) -> int:
        return sum(problem.severity is severity for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Checked(Found):
    """And the Api, unless one of the problems is an error."""

    api: Api | None = None


@dataclass(frozen=True, slots=True)
class Result(Found):
    """And the Tree with what there is in it, unless one of the problems is an error."""

    counts: Counts | None = None
    tree: Tree | None = None


def templates_folder() -> Path:
    """The templates beside the generator in a checkout, or inside it where it is installed."""
    package = Path(__file__).resolve().parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def check(request: Request, progress: Progress | None = None) -> Checked:
    """Everything up to the Api, so that all problems are found; nothing is rendered."""
    try:
        run = _Run(request, progress)
        built = run.built()
    except SpecError as error:
        return Checked(tuple(sort_problems(error.problems)))
    return Checked(tuple(run.problems), None if built is None else built.api)


def generate(request: Request, progress: Progress | None = None) -> Result:
    """The whole way, or the short one where little has changed. A document with errors gives no Tree."""
    try:
        run = _Run(request, progress)
        past = _Past(request, run.document)
        result = past.result(run)
        if result is not None:
            return result
        built = run.built()
    except SpecError as error:
        return Result(tuple(sort_problems(error.problems)))
    if built is None:
        return Result(tuple(run.problems))
    with run.stage("render"):
        rendered = render(built.api, templates_folder())
    known = Known()
    with run.stage("format"):
        tree = format_tree(rendered, Cache(request.cache), known)
    result = Result(tuple(run.problems), _counts(built.api), tree)
    with run.stage("remember"):
        past.keep(run, built, result, known)
    return result


class _Run:
    """One document on its way."""

    def __init__(self, request: Request, progress: Progress | None) -> None:
        """Raises SpecError where the document cannot be read."""
        self.request = request
        self.problems: list[Problem] = []
        self.examination = Examination()
        self._progress = progress
        with self.stage("load"):
            self.document = load(request.spec, request.overlays)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        if self._progress is not None:
            self._progress(name, time.perf_counter() - start)

    def built(self) -> Built | None:
        """The document checked and built; None where it has errors. Raises SpecError."""
        request = self.request
        with self.stage("check"):
            self.problems = check_rules(
                self.document, tolerant=request.tolerant, examination=self.examination
            )
        if _has_errors(self.problems):
            return None
        with self.stage("build"):
            built = build(self.document, request.names, tolerant=request.tolerant)
        self.problems = sort_problems([*self.problems, *built.problems])
        return None if _has_errors(self.problems) else built


class _Past:
    """What the last run of a document left behind, and what this one leaves."""

    def __init__(self, request: Request, document: Document) -> None:
        self._request = request
        self._cache = Cache(request.cache)
        title = described_as(document.root)[0]
        self._name = (document.root.file, title, repr(request.names), repr(request.tolerant))
        # A document with conventions of its own is small; one with overlays has places in several files.
        is_plain = "x-conventions" not in document.root and not request.overlays
        self._maker = ""
        if request.cache is not None and is_plain:
            self._maker = maker(Path(__file__).parent, templates_folder())

    def result(self, run: _Run) -> Result | None:
        """What the short way gives, if there is one."""
        past = recall(self._cache, self._name, self._maker) if self._maker else None
        if past is None:
            return None
        request = self._request
        with run.stage("resume"):
            found = short(
                run.document,
                past,
                request.names,
                templates_folder(),
                self._cache,
                tolerant=request.tolerant,
            )
        if found is None:
            return None
        return Result(tuple(sort_problems(found.problems)), Counts(*past.counts), found.tree)

    def keep(self, run: _Run, built: Built, result: Result, known: Known) -> None:
        """Leave a snapshot of this run, unless a problem could not be found again."""
        if not self._maker or any(p.location.origin is None for p in run.problems):
            return
        assert result.tree is not None
        assert result.counts is not None
        snapshot = taken(
            self._maker,
            run.document,
            [p for p in run.problems if p.rule == STANDARD],
            run.examination.parts,
            (result.counts.operations, result.counts.models),
            built,
            result.tree,
            known,
        )
        save(self._cache, self._name, snapshot)


def _counts(api: Api) -> Counts:
    listed = {(o.method, o.path, o.origin) for r in api.resources for o in r.operations}
    return Counts(len(listed), sum(isinstance(each, Model) for each in api.declarations))


def _has_errors(problems: list[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)
