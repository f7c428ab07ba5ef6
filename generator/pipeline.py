"""The sentence that joins the rooms: load, check, build, render, format."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from generator.cache import Cache
from generator.diagnostics import Diagnostic, Severity, SpecError, sort_diagnostics
from generator.emit.format import format_tree
from generator.emit.render import render
from generator.ir.api import Api
from generator.ir.types import Model
from generator.lint import lint_document
from generator.openapi import Document, load
from generator.parser import SettingsInput, build
from generator.runtime_facts import templates_folder
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

    diagnostics: tuple[Diagnostic, ...]

    def count(self, severity: Severity) -> int:
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)


@dataclass(frozen=True, slots=True)
class Checked(Found):
    """And the Api, unless one of the problems is an error."""

    api: Api | None = None


@dataclass(frozen=True, slots=True)
class Result(Found):
    """And the Tree with what there is in it, unless one of the problems is an error."""

    counts: Counts | None = None
    tree: Tree | None = None


def check(request: Request, progress: Progress | None = None) -> Checked:
    """Everything up to the Api, so that all problems are found; nothing is rendered."""
    try:
        with _stage("load", progress):
            document = load(request.spec, request.overlays)
        with _stage("check", progress):
            diagnostics = lint_document(document, tolerant=request.tolerant)
        if _has_errors(diagnostics):
            return Checked(tuple(diagnostics))
        with _stage("build", progress):
            built = build(document, request.names, tolerant=request.tolerant)
    except RecursionError:
        return Checked((_too_deep(document),))
    except SpecError as error:
        return Checked(tuple(sort_diagnostics(error.diagnostics)))
    diagnostics = sort_diagnostics([*diagnostics, *built.diagnostics])
    return Checked(tuple(diagnostics), None if _has_errors(diagnostics) else built.api)


def generate(request: Request, progress: Progress | None = None) -> Result:
    """Check, build, render and format a document. A document with errors gives no Tree."""
    checked = check(request, progress)
    if checked.api is None:
        return Result(checked.diagnostics)
    with _stage("render", progress):
        rendered = render(checked.api, templates_folder())
    with _stage("format", progress):
        tree = format_tree(rendered, Cache(request.cache))
    return Result(checked.diagnostics, _counts(checked.api), tree)


def _too_deep(document: Document) -> Diagnostic:
    message = "schemas refer to each other in a chain that is too long to resolve"
    return Diagnostic(document.root.location, Severity.ERROR, "bounds", message)


@contextmanager
def _stage(name: str, progress: Progress | None) -> Iterator[None]:
    """Measure what is done inside."""
    start = time.perf_counter()
    yield
    if progress is not None:
        progress(name, time.perf_counter() - start)


def _counts(api: Api) -> Counts:
    listed = {(o.method, o.path, o.origin) for r in api.resources for o in r.operations}
    return Counts(len(listed), sum(isinstance(each, Model) for each in api.declarations))


def _has_errors(diagnostics: list[Diagnostic]) -> bool:
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
