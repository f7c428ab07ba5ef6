"""The command line. Only this module reads arguments, prints or exits.

Exit codes: 0 success, 1 a problem of the document or of the output folder, 2 wrong usage.
"""

from __future__ import annotations

import gc
import io
import os
import stat
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from generator import __version__, output, pipeline
from generator.cache import default_folder, refusal
from generator.cli.messages import (
    FailedJob,
    output_errors,
    print_outdated,
    print_warnings,
    progress,
    reason_of,
)
from generator.config import Configuration
from generator.diagnostics import Diagnostic
from generator.emit.format import FormattingError
from generator.emit.own_code import OwnCodeError
from generator.emit.render import TemplateError
from generator.openapi import Document
from generator.openapi.storage import source_name
from generator.options import (
    DOCUMENT_OPTIONS,
    OUTPUT_OPTIONS,
    chosen_configurations,
    format_option,
    with_options,
)
from generator.pipeline import Counts, Request
from generator.report import summary
from generator.report.causes import file_annotations
from generator.report.formats import FORMATS
from generator.tree import Tree


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
        click.echo(f"{error.filename or 'standard output'}: {reason_of(error)}", err=True)
    sys.stderr.flush()
    os._exit(code)


_IMPORTED_WHEN_USED = {
    "explain": "generator.explain.command",
    "init": "generator.cli.init",
    "review": "generator.review_command",
    "templates": "generator.cli.templates",
}
"""The modules of commands. The other commands start faster without them."""


class _Commands(click.Group):
    """The commands of this module, and the ones that are imported only when they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *_IMPORTED_WHEN_USED])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _IMPORTED_WHEN_USED:
            return super().get_command(ctx, cmd_name)
        module = import_module(_IMPORTED_WHEN_USED[cmd_name])
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command


@click.group(cls=_Commands, context_settings={"max_content_width": 100})
@click.version_option(__version__, prog_name="openapi-client-generator")
def main() -> None:
    """Generate a typed Python client package from an OpenAPI document.

    The options of a command can be set in the table [tool.generator] of the pyproject.toml in the current
    folder. docs/configuration.md lists the keys. An option on the command line overrides its key. The table
    is ignored if --spec names another document than the table. [tool.generator.jobs.NAME] are several tables
    for several documents.

    \b
    Examples:
      openapi-client-generator check --spec shop.yaml
      openapi-client-generator generate --spec shop.yaml --out shop-client --package shop
      openapi-client-generator diff --spec shop.yaml --out shop-client --package shop

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
    chosen = chosen_configurations(options)
    if len(chosen) > 1 and format_ in ("sarif", "json"):
        raise click.UsageError(f"--format {format_} needs one job; choose one with --job")
    _run_each(chosen, options, lambda request, _: _check(request, format_))


def _check(request: Request, format_: str) -> bool:
    result = pipeline.check(request)
    click.echo(FORMATS[format_](source_name(request.spec), result.diagnostics))
    return result.api is not None


@main.command("generate")
@with_options(*DOCUMENT_OPTIONS, *OUTPUT_OPTIONS)
def generate_command(**options: Any) -> None:
    """Check the document and write the package.

    If the document has errors, nothing is written and the exit code is 1. Otherwise only files that
    differ are written. The file .generator.json in the output folder lists the generated files: only
    these are replaced or removed.
    """
    _run_each(chosen_configurations(options), options, _generate)


def _generate(request: Request, out: Path) -> bool:
    counts, tree, _, diagnostics = _generated(request)
    print_warnings(diagnostics)
    click.echo(f"{source_name(request.spec)}: {summary.problems(diagnostics)}")
    with output_errors(out):
        written = output.write(tree, out, __version__)
    for line in summary.changes(
        [f"{each.action:<8} {out / each.path}" for each in written.changes]
    ):
        click.echo(line)
    contents = summary.contents(counts.operations, counts.models, diagnostics)
    files = summary.files(written.written, written.removed, written.unchanged)
    click.echo(f"{out}: {contents}; {files}")
    return True


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
    _run_each(
        chosen_configurations(options), options, lambda request, out: _diff(request, out, format_)
    )


def _diff(request: Request, out: Path, format_: str) -> bool:
    _, tree, document, _ = _generated(request)
    with output_errors(out):
        changed = output.compare(tree, out, __version__, request.custom)
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
    return not changed


# --- options ---------------------------------------------------------------------------------------------------------


def _run_each(
    chosen: Sequence[Configuration],
    options: Mapping[str, Any],
    run: Callable[[Request, Path], bool],
) -> NoReturn:
    """Run a command for each job, also after one that failed. The exit code is 1 if a job fails."""
    if "out" in options:
        for each in chosen:
            _require_folder(each.out)
    cache = None if options.get("no_cache", True) else _cache_folder()
    succeeded = True
    for each in chosen:
        try:
            succeeded &= run(pipeline.request_of(each, cache), each.out or Path())
        except FailedJob as error:
            click.echo(error, err=True)
            succeeded = False
    sys.exit(0 if succeeded else 1)


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
        return reason_of(error)


# --- output ----------------------------------------------------------------------------------------------------------


def _generated(request: Request) -> tuple[Counts, Tree, Document, Sequence[Diagnostic]]:
    """The generated package, the document and its diagnostics.

    Raises:
        FailedJob: The document has errors, which are printed, or a template of the user is wrong.
    """
    print_outdated(request.templates)
    try:
        result = pipeline.generate(request, progress())
    except (TemplateError, OwnCodeError, FormattingError) as error:
        raise FailedJob(f"{error}; nothing was generated") from error
    if result.counts is None or result.tree is None or result.document is None:
        for diagnostic in result.diagnostics:
            click.echo(diagnostic.render(), err=True)
        problems = summary.problems(result.diagnostics)
        raise FailedJob(
            f"{source_name(request.spec)}: {problems}; nothing was generated{_advice(request)}"
        )
    return result.counts, result.tree, result.document, result.diagnostics


def _advice(request: Request) -> str:
    """What to do about errors in a document that the user cannot change."""
    option = "" if request.tolerant else "use --tolerant, or "
    return f" (if you cannot change the document, {option}correct it with an overlay: --overlay)"
