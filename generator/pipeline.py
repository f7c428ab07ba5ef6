"""The stages of a run: load, lint, parse, render and format."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol

from generator.cache import Cache
from generator.config import Configuration
from generator.diagnostics import Diagnostic, Severity, SpecError, sort_diagnostics
from generator.emit.format import blacken, format_tree
from generator.emit.own_code import OWN_FOLDER, read_own_code
from generator.emit.render import render
from generator.ir.api import Api
from generator.ir.types import Model
from generator.openapi import Document, load
from generator.openapi.storage import DISK, Storage, source_of
from generator.parser import BuildResult, SettingsInput, build
from generator.processes import Processes
from generator.runtime_facts import templates_folder
from generator.symbols.sources import sources_file
from generator.tree import Tree

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_LARGE = (
    1_000_000  # bytes; for a smaller document, starting a process costs more time than it saves
)

STAGES = ("load", "lint and parse", "render and format")


class Progress(Protocol):
    """An observer of a run."""

    def begin(self, stage: str) -> None:
        """A stage of `STAGES` begins."""

    def advance(self, done: int, total: int) -> None:
        """The stage has finished `done` of the `total` files that are known so far."""

    def end(self, stage: str, seconds: float) -> None:
        """A stage ended after this time."""


@dataclass(frozen=True, slots=True)
class Request:
    """The input of a run. `names` has the names that the user chose; the others come from the document's title.

    `storage` is the source of the spec and the overlays. `templates` is the folder with the user's templates, and
    `custom` the one with the user's code in the package that is in `out`.
    """

    spec: Path
    overlays: tuple[Path, ...] = ()
    names: SettingsInput = field(default_factory=SettingsInput)
    tolerant: bool = False
    cache: Path | None = None
    storage: Storage = DISK
    templates: Path | None = None
    out: Path | None = None
    custom: str = OWN_FOLDER


def request_of(chosen: Configuration, cache: Path | None = None) -> Request:
    """The input of a run with a configuration, which names a document: a file, a URL or standard input."""
    assert chosen.spec is not None
    names = names_of(chosen)
    source = source_of(chosen.spec)
    return Request(
        chosen.spec,
        chosen.overlays,
        names,
        chosen.tolerant,
        cache,
        source,
        chosen.templates,
        chosen.out,
        chosen.custom or OWN_FOLDER,
    )


def names_of(chosen: Configuration) -> SettingsInput:
    """The names in a configuration."""
    return SettingsInput(
        chosen.package,
        chosen.distribution,
        chosen.client,
        chosen.env_prefix,
        chosen.group_by,
        chosen.names,
        chosen.docs,
        chosen.decimal_numbers,
        chosen.license,
        chosen.urls,
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of operations and models in an Api."""

    operations: int
    models: int


@dataclass(frozen=True, slots=True)
class CheckResult:
    """All diagnostics of a document, its Api and the document. Both are None if a diagnostic is an error."""

    diagnostics: tuple[Diagnostic, ...]
    api: Api | None = None
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class GenerateResult:
    """All diagnostics of a document, and the Tree with its counts and the document. These are None after an error."""

    diagnostics: tuple[Diagnostic, ...]
    counts: Counts | None = None
    tree: Tree | None = None
    document: Document | None = None


def check(request: Request, progress: Progress | None = None) -> CheckResult:
    """Load, lint and parse a document, to find all problems. Nothing is rendered."""
    with Processes() as processes:
        return _check(request, progress, processes)


def _check(request: Request, progress: Progress | None, processes: Processes) -> CheckResult:
    try:
        with _stage(STAGES[0], progress):
            document = load(request.spec, request.overlays, request.storage)
        with _stage(STAGES[1], progress):
            is_large = document.size > _LARGE and request.storage is DISK
            if is_large:
                diagnostics, built = _in_parallel(request, document, processes.pool)
            else:
                diagnostics, built = _in_order(request, document)
    except RecursionError:
        return CheckResult((_too_deep(document),))
    except SpecError as error:
        return CheckResult(tuple(sort_diagnostics(error.diagnostics)))
    if built is None:
        return CheckResult(tuple(diagnostics))
    diagnostics = sort_diagnostics([*diagnostics, *_new(built.diagnostics, diagnostics)])
    if _has_errors(diagnostics):
        return CheckResult(tuple(diagnostics))
    return CheckResult(tuple(diagnostics), built.api, document)


def parse_only(request: Request) -> CheckResult:
    """Load and parse a document without lint, such as one that was accepted by an earlier version of the rules."""
    try:
        document = load(request.spec, request.overlays, request.storage)
        built = build(document, request.names, tolerant=True)
    except RecursionError:
        return CheckResult((_too_deep(document),))
    except SpecError as error:
        return CheckResult(tuple(sort_diagnostics(error.diagnostics)))
    return CheckResult(tuple(built.diagnostics), built.api, document)


def generate(request: Request, progress: Progress | None = None) -> GenerateResult:
    """Check, render and format a document. A document with errors has no Tree."""
    with Processes() as processes:
        checked = _check(request, progress, processes)
        if checked.api is None or checked.document is None:
            return GenerateResult(checked.diagnostics)
        with _stage(STAGES[2], progress):
            files = _rendered(request, checked.api, checked.document)
            advance = None if progress is None else progress.advance
            tree = format_tree(files, Cache(request.cache), advance, processes)
    return GenerateResult(checked.diagnostics, _counts(checked.api), tree, checked.document)


def _rendered(
    request: Request, api: Api, document: Document
) -> Iterator[tuple[PurePosixPath, bytes | str]]:
    """The unformatted files. The file of the places comes last, so it is made while others are being formatted."""
    own_code = read_own_code(api, request.out, request.custom)
    yield from render(api, templates_folder(), request.templates, own_code)
    yield sources_file(api, document)


def _in_order(request: Request, document: Document) -> tuple[list[Diagnostic], BuildResult | None]:
    """The diagnostics of lint, and the result of the parser if no diagnostic is an error."""
    diagnostics = _linted(document, request)
    if _has_errors(diagnostics):
        return diagnostics, None
    return diagnostics, build(document, request.names, tolerant=request.tolerant)


def _in_parallel(
    request: Request, document: Document, pool: ProcessPoolExecutor
) -> tuple[list[Diagnostic], BuildResult | None]:
    """The same as `_in_order`, with lint in another process."""
    linted = pool.submit(_lint, request)
    pool.submit(blacken, "")  # a second process imports black before there is anything to format
    try:
        built = build(document, request.names, tolerant=request.tolerant)
    except Exception:
        # The parser expects a document that lint accepts, and can raise any exception for another one.
        if not _has_errors(linted.result()):
            raise
        built = None
    diagnostics = linted.result()
    return diagnostics, None if _has_errors(diagnostics) else built


def _lint(request: Request) -> list[Diagnostic]:
    # Loading the document again takes less time than sending it to this process.
    document = load(request.spec, request.overlays)
    return _linted(document, request)


def _linted(document: Document, request: Request) -> list[Diagnostic]:
    # slow to import, and the process that parses a large document does not need it
    from generator.lint import lint_document

    return lint_document(document, tolerant=request.tolerant)


def _new(parsed: Iterable[Diagnostic], linted: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The diagnostics of the parser, without contradictions that lint has reported at the same location."""
    reported = {diagnostic.location for diagnostic in linted}
    for diagnostic in parsed:
        if diagnostic.rule != "conflicting-constraints" or diagnostic.location not in reported:
            yield diagnostic


def _too_deep(document: Document) -> Diagnostic:
    message = "schemas refer to each other in a chain that is too long to resolve"
    return Diagnostic(document.root.location, Severity.ERROR, "bounds", message)


@contextmanager
def _stage(name: str, progress: Progress | None) -> Iterator[None]:
    """Report that the stage begins, and how long it takes."""
    if progress is None:
        yield
        return
    start = time.perf_counter()
    progress.begin(name)
    yield
    progress.end(name, time.perf_counter() - start)


def _counts(api: Api) -> Counts:
    listed = {(o.method, o.path, o.origin) for r in api.resources for o in r.operations}
    return Counts(len(listed), sum(isinstance(each, Model) for each in api.declarations))


def _has_errors(diagnostics: list[Diagnostic]) -> bool:
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
