"""What the command prints about a run, in one line each: pure text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.diagnostics import Severity
from generator.output import FileVerdict, Verdict, Written
from generator.pipeline import Counts, Found, Result

_LISTED = 20  # changed files that `generate` names


def judgement(result: Found) -> str:
    """How many errors and warnings a document has."""
    counts = [(result.count(Severity.ERROR), "error"), (result.count(Severity.WARNING), "warning")]
    return ", ".join(number(count, noun) for count, noun in counts)


def closing(counts: Counts, result: Result) -> str:
    """What was generated, in numbers."""
    listed = [
        (counts.operations, "operation"),
        (counts.models, "model"),
        (result.count(Severity.WARNING), "warning"),
        (
            sum(diagnostic.rule == "widened-type" for diagnostic in result.diagnostics),
            "widened type",
        ),
    ]
    return ", ".join(number(count, noun) for count, noun in listed)


def files(written: Written) -> str:
    """What happened to the files, in numbers."""
    count = number(written.written, "file")
    return f"{count} written, {written.removed} removed, {written.unchanged} unchanged"


def changes(written: Written, out: Path) -> Iterator[str]:
    """A line for each of the first changed files, and one for the rest."""
    for each in written.changes[:_LISTED]:
        yield f"{_deed(each)} {out / each.path}"
    more = len(written.changes) - _LISTED
    if more > 0:
        yield f"... and {number(more, 'more file')}"


def _deed(change: FileVerdict) -> str:
    if change.fresh is None:
        return "removed "
    if change.verdict is Verdict.MISSING:
        return "added   "
    return "restored" if change.verdict is Verdict.EDITED else "updated "


def number(count: int, noun: str) -> str:
    """The count with its noun, in the plural where it is not one."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
