"""The summary lines that the command prints about a run."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics import Diagnostic, Severity

_LISTED = 20  # changed files that `generate` lists


def problems(diagnostics: Sequence[Diagnostic]) -> str:
    """The numbers of errors and warnings."""
    errors = number(_count(diagnostics, Severity.ERROR), "error")
    return f"{errors}, {number(_count(diagnostics, Severity.WARNING), 'warning')}"


def contents(operations: int, models: int, diagnostics: Sequence[Diagnostic]) -> str:
    """The numbers of operations, models, warnings and fallbacks in a generated package."""
    warnings = number(_count(diagnostics, Severity.WARNING), "warning")
    fallbacks = sum(diagnostic.rule == "fallback-type" for diagnostic in diagnostics)
    counts = f"{number(operations, 'operation')}, {number(models, 'model')}, {warnings}"
    return f"{counts}, {number(fallbacks, 'fallback')} to Any"


def files(written: int, removed: int, unchanged: int) -> str:
    """The numbers of files that were written, removed and left unchanged."""
    return f"{number(written, 'file')} written, {removed} removed, {unchanged} unchanged"


def changes(lines: Sequence[str]) -> list[str]:
    """The lines of the first changed files, and a line with the number of the others."""
    more = len(lines) - _LISTED
    rest = [f"... and {number(more, 'more file')}"] if more > 0 else []
    return [*lines[:_LISTED], *rest]


def number(count: int, noun: str) -> str:
    """The count and its noun, with a plural s unless the count is 1."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _count(diagnostics: Sequence[Diagnostic], severity: Severity) -> int:
    return sum(diagnostic.severity is severity for diagnostic in diagnostics)
