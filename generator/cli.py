"""The command line. Only this module reads arguments, prints or exits.

Exit codes: 0 success, 1 a problem of the document or of the output folder, 2 wrong usage.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import stat
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from generator import __version__, output, pipeline
from generator.cache import default_folder, refusal
from generator.diagnostics import Diagnostic
from generator.openapi import Document
from generator.openapi.storage import source_name
from generator.options import (
    DOCUMENT_OPTIONS,
    OUTPUT_OPTIONS,
    chosen_configuration,
    format_option,
    with_options,
)
from generator.output import OutputError
from generator.pipeline import Counts, Request
from generator.report import summary
from generator.report.causes import file_annotations
from generator.report.formats import FORMATS
from generator.tree import Tree

_REPEATED = 3  # warnings with the same text that `generate` prints


def run() -> None:
    """Run the command and exit the process.

    The process exits without freeing memory, because this takes long for a large document. Garbage collection is off:
    nearly all objects are in use until the end, and searching for the others would take a fifth of the time.
    """
    gc.disable()
    try:
        main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    except OSError as error:
        code = 1
        click.echo(f"{error.filename or 'standard output'}: {_reason(error)}", err=True)
    sys.stderr.flush()
    os._exit(code)


class _Commands(click.Group):
    """The commands. `explain` and `review` are imported only when they are used, so that the others start faster."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), "explain", "review"])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name == "explain":
            from generator.explain.command import explain_command

            return explain_command
        if cmd_name == "review":
            from generator.review_command import review_command

            return review_command
        return super().get_command(ctx, cmd_name)


@click.group(cls=_Commands, context_settings={"max_content_width": 100})
@click.version_option(__version__, prog_name="openapi-client-generator")
def main() -> None:
    """Generate a typed Python client package from an OpenAPI document.

    The options of a command can be set in the table [tool.generator] of the pyproject.toml in the current
    folder, under the keys spec, out, package, client, distribution, env_prefix, overlays, tolerant, docs, group_by and
    names_file; those of `review` are in [tool.generator.review]. [tool.generator.names] renames operations
    and models. An option on the command line overrides its key. The table is
    ignored if --spec names another document than the table.

    \b
    Examples:
      python -m generator check --spec shop.yaml
      python -m generator generate --spec shop.yaml --out shop-client --package shop
      python -m generator diff --spec shop.yaml --out shop-client --package shop

    \b
    Exit codes:
      0  success
      1  the document has errors, the output folder cannot be used, `diff` found a difference, or `review`
         found a change that nobody approved
      2  the command or its configuration is wrong
    """
    if isinstance(sys.stdout, io.TextIOWrapper):  # its encoding may lack characters of file names
        sys.stdout.reconfigure(errors="backslashreplace")


@main.command("check")
@with_options(*DOCUMENT_OPTIONS, format_option("sarif", "json"))
def check_command(format_: str, **options: Any) -> None:
    """Print all problems of the document with their locations.

    Nothing is written. The exit code is 1 if a problem is an error. The format json has the schema
    docs/diagnostics.schema.json. The format sarif is SARIF 2.1.0.
    """
    request, _ = _request(options)
    result = pipeline.check(request)
    click.echo(FORMATS[format_](source_name(request.spec), result.diagnostics))
    sys.exit(1 if result.api is None else 0)


@main.command("generate")
@with_options(*DOCUMENT_OPTIONS, *OUTPUT_OPTIONS)
def generate_command(**options: Any) -> None:
    """Check the document and write the package.

    If the document has errors, nothing is written and the exit code is 1. Otherwise only files that
    differ are written. The file .generator.json in the output folder lists the generated files: only
    these are replaced or removed.
    """
    request, out = _request(options)
    counts, tree, _, diagnostics = _generated(request)
    _print_warnings(diagnostics)
    click.echo(f"{source_name(request.spec)}: {summary.problems(diagnostics)}")
    with _output_errors(out):
        written = output.write(tree, out, __version__)
    for line in summary.changes(
        [f"{each.action:<8} {out / each.path}" for each in written.changes]
    ):
        click.echo(line)
    contents = summary.contents(counts.operations, counts.models, diagnostics)
    files = summary.files(written.written, written.removed, written.unchanged)
    click.echo(f"{out}: {contents}; {files}")


@main.command("diff")
@with_options(*DOCUMENT_OPTIONS, *OUTPUT_OPTIONS, format_option())
def diff_command(format_: str, **options: Any) -> None:
    """Show which files of the package are out of date, and their differences.

    Nothing is written. The exit code is 1 if a file is out of date. Each file is listed with its status:

    \b
    stale            the document, a template or the generator changed since the file was generated
    edited by hand   the file was changed after it was generated
    missing          the file does not exist
    not generated    the file exists, but the generator did not write it
    """
    request, out = _request(options)
    _, tree, document, _ = _generated(request)
    with _output_errors(out):
        changed = output.compare(tree, out, __version__)
    for each in changed:
        click.echo(f"{out / each.path}: {each.status}")
    for line in (
        file_annotations(changed, tree, out, document, request.spec) if format_ == "github" else ()
    ):
        click.echo(line)
    for each in changed:
        click.echo(each.diff(), nl=False)
    state = "out of date" if changed else "up to date"
    click.echo(f"{out}: {state} ({summary.number(len(changed), 'file')} of {len(tree) + 1})")
    sys.exit(1 if changed else 0)


# --- options ---------------------------------------------------------------------------------------------------------


def _request(options: dict[str, Any]) -> tuple[Request, Path]:
    chosen = chosen_configuration(options)
    if "out" in options:
        _require_folder(chosen.out)
    cache = None if options.get("no_cache", True) else _cache_folder()
    return pipeline.request_of(chosen, cache), chosen.out or Path()


def _cache_folder() -> Path | None:
    folder = default_folder()
    reason = folder and refusal(folder)
    if reason:
        click.echo(f"{folder}: {reason}; the cache is not used", err=True)
    return folder


def _require_folder(out: Path | None) -> None:
    if out is None:
        raise click.UsageError(
            "--out is missing, and [tool.generator] does not set out for this spec"
        )
    obstacle = _obstacle(out)
    if obstacle:
        raise click.UsageError(f"out: {out}: {obstacle}")


def _obstacle(out: Path) -> str:
    """The reason why `out` cannot be a folder; empty if it is a folder or can be created."""
    try:
        return "" if stat.S_ISDIR(out.stat().st_mode) else "not a folder"
    except FileNotFoundError:
        dangling = [each for each in (out, *out.parents) if each.is_symlink() and not each.exists()]
        return f"{dangling[0]} is a symbolic link to a path that does not exist" if dangling else ""
    except OSError as error:
        return _reason(error)


# --- output ----------------------------------------------------------------------------------------------------------


def _generated(request: Request) -> tuple[Counts, Tree, Document, Sequence[Diagnostic]]:
    """The generated package, the document and its diagnostics. Exits if the document has errors."""
    result = pipeline.generate(request, _progress())
    if result.counts is None or result.tree is None or result.document is None:
        for diagnostic in result.diagnostics:
            click.echo(diagnostic.render(), err=True)
        problems = summary.problems(result.diagnostics)
        _fail(f"{source_name(request.spec)}: {problems}; nothing was generated{_advice(request)}")
    return result.counts, result.tree, result.document, result.diagnostics


def _advice(request: Request) -> str:
    """What to do about errors in a document that the user cannot change."""
    option = "" if request.tolerant else "use --tolerant, or "
    return f" (if you cannot change the document, {option}correct it with an overlay: --overlay)"


def _progress() -> pipeline.Progress | None:
    if not sys.stderr.isatty():
        return None
    return lambda stage, seconds: click.echo(f"  {stage:<18}{seconds:6.2f} s", err=True)


def _print_warnings(diagnostics: Sequence[Diagnostic]) -> None:
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


@contextlib.contextmanager
def _output_errors(out: Path) -> Iterator[None]:
    """End the command with one line if the output folder cannot be read or written."""
    try:
        yield
    except OutputError as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error.filename or out}: {_reason(error)}")


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


def _fail(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(1)
