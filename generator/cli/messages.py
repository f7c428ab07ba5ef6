"""Messages of the commands besides their results: progress, warnings and the reasons of failures."""

from __future__ import annotations

import contextlib
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from generator import pipeline
from generator.diagnostics import Diagnostic
from generator.emit.ejected import CopyStatus, EjectedError, copies
from generator.output import OutputError
from generator.report import summary
from generator.runtime_facts import templates_folder

_INTERVAL = 0.1  # seconds between two numbers on the terminal
_START_OF_LINE = "\r\x1b[K"  # also clears the line
_REPEATED = 3  # warnings with the same text that `generate` prints


class FailedJob(Exception):
    """A job has no result. The message is the last line that it prints."""


class _TerminalProgress:
    """Shows the current stage on the last line, and keeps a line with the time of each finished stage."""

    def __init__(self) -> None:
        self._line = ""
        self._written = 0.0

    def begin(self, stage: str) -> None:
        self._line = f"  {pipeline.STAGES.index(stage) + 1}/{len(pipeline.STAGES)} {stage}"
        self._write(f"{self._line} ...")

    def advance(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._written >= _INTERVAL:
            self._written = now
            self._write(f"{self._line} ... {done:,} of {total:,} files")

    def end(self, stage: str, seconds: float) -> None:
        self._write(f"  {stage:<18}{seconds:6.2f} s\n")

    def _write(self, text: str) -> None:
        click.echo(f"{_START_OF_LINE}{text}", err=True, nl=False, color=True)


def progress() -> pipeline.Progress | None:
    """The progress of a run on a terminal; None if standard error goes elsewhere."""
    return _TerminalProgress() if sys.stderr.isatty() else None


def print_warnings(diagnostics: Sequence[Diagnostic]) -> None:
    """Print the warnings. Of warnings with the same text, print the first few and the number of the others."""
    counts: Counter[tuple[str, str]] = Counter()
    for diagnostic in diagnostics:
        counts[diagnostic.rule, diagnostic.message] += 1
        if counts[diagnostic.rule, diagnostic.message] <= _REPEATED:
            click.echo(diagnostic.render(), err=True)
    for (rule, message), count in counts.items():
        if count > _REPEATED:
            more = summary.number(count - _REPEATED, "more place")
            click.echo(f"... and {more} (run `check` to list them): [{rule}] {message}", err=True)


def print_outdated(templates: Path | None) -> None:
    """Print a warning for each template of the user whose shipped template has changed since it was copied.

    Raises:
        FailedJob: The manifest of the templates cannot be read.
    """
    if templates is None:
        return
    try:
        found = list(copies(templates, templates_folder()))
    except EjectedError as error:
        raise FailedJob(str(error)) from error
    for each in found:
        if each.status is CopyStatus.OUTDATED:
            click.echo(f"{templates / each.name}: warning: {each.status}", err=True)


@contextlib.contextmanager
def output_errors(out: Path) -> Iterator[None]:
    """Turn an error of the output folder into a failure of the job.

    Raises:
        FailedJob: The output folder cannot be read or written.
    """
    try:
        yield
    except OutputError as error:
        raise FailedJob(str(error)) from error
    except OSError as error:
        raise FailedJob(f"{error.filename or out}: {reason_of(error)}") from error


def reason_of(error: OSError) -> str:
    """The text of an error of the operating system, without its number and its path."""
    return error.strerror or str(error)
