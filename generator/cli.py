"""The command: the only file that reads arguments, prints or exits.

Exit codes: 0 fine, 1 the spec or the output is not as it should be, 2 wrong use of the command.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import click

from generator import __version__, output, pipeline
from generator.cache import default_folder, refusal
from generator.config import ConfigurationError, read
from generator.output import OutputError
from generator.parser import SettingsInput
from generator.pipeline import Counts, Found, Request, Result
from generator.report import summary
from generator.report.github import annotation
from generator.tree import Tree

_ALIKE = 3  # warnings of the same words that `generate` prints

_Command = Callable[..., None]
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)

_DOCUMENT_OPTIONS = (
    click.option("--spec", type=_FILE, help="The OpenAPI document: YAML or JSON, 3.0 to 3.2."),
    click.option(
        "--overlay",
        "overlays",
        type=_FILE,
        multiple=True,
        help="An OpenAPI Overlay that mends the document before it is read; may be repeated.",
    ),
    click.option(
        "--tolerant",
        is_flag=True,
        help="For a document that is not yours: what cannot be expressed becomes a wider type and a warning.",
    ),
    click.option("--package", help="Import name of the generated package."),
    click.option("--client-name", "client", help="Class name of the client; the other is Async…"),
    click.option("--distribution", help="Name of the package on a package index."),
    click.option("--env-prefix", help="Prefix of the environment variables that the client reads."),
)
_OUTPUT_OPTIONS = (
    click.option("--out", type=_FOLDER, help="The folder of the generated package."),
    click.option(
        "--no-cache", is_flag=True, help="Neither read nor write the cache of formatted files."
    ),
)
_FORMAT_OPTION = click.option(
    "--format",
    "github",
    type=click.Choice(["text", "github"]),
    callback=lambda _context, _option, value: (value or _default_format()) == "github",
    help="github adds workflow annotations; it is the default where GITHUB_ACTIONS is true.",
)


def _with(*options: Callable[[_Command], _Command]) -> Callable[[_Command], _Command]:
    def decorate(command: _Command) -> _Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def run() -> None:
    """The command as a process of its own.

    It ends at once, because freeing a large document takes a while. It collects no garbage, because nearly all that a
    run makes is in use until its end: looking for the rest would take a fifth of the time.
    """
    gc.disable()
    try:
        main(prog_name="python -m generator")
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    except OSError as error:
        code = 1
        click.echo(f"{error.filename or 'standard output'}: {_reason(error)}", err=True)
    sys.stderr.flush()
    os._exit(code)


@click.group(context_settings={"max_content_width": 100})
@click.version_option(__version__, prog_name="openapi-client-generator")
def main() -> None:
    """An OpenAPI document in, a typed Python client package out.

    Options that are not given come from [tool.generator] of the pyproject.toml in the current folder
    (spec, out, package, client, distribution, env_prefix, overlays, tolerant). The table belongs to its
    spec: with another --spec it is not read.

    \b
    Examples:
      python -m generator check                        all problems of the document, with their places
      python -m generator generate                     check, then write what changed
      python -m generator diff                         what `generate` would change, and why
      python -m generator generate --spec shop.yaml --out shop-client --package shop
    """
    if isinstance(sys.stdout, io.TextIOWrapper):  # names of files need not be text in its encoding
        sys.stdout.reconfigure(errors="backslashreplace")


@main.command()
@_with(*_DOCUMENT_OPTIONS, _FORMAT_OPTION)
def check(github: bool, **options: Any) -> None:
    """Print all problems of the document, each with its place; write nothing.

    Exit code 1 when one of them is an error.
    """
    request, _ = _request(options)
    result = pipeline.check(request)
    _print_diagnostics(result, github=github)
    click.echo(f"{request.spec}: {summary.judgement(result)}")
    sys.exit(1 if result.api is None else 0)


@main.command()
@_with(*_DOCUMENT_OPTIONS, *_OUTPUT_OPTIONS)
def generate(**options: Any) -> None:
    """Check the document and write the package; a document with errors writes nothing.

    Only files that differ are touched, and only files that the generator wrote itself are replaced or
    removed: they are listed in .generator.json in the output folder.
    """
    request, out = _request(options)
    counts, tree, result = _generated(request)
    _print_unlike(result)
    click.echo(f"{request.spec}: {summary.judgement(result)}")
    with _reported(out):
        written = output.write(tree, out, __version__)
    for line in summary.changes(written, out):
        click.echo(line)
    click.echo(f"{out}: {summary.closing(counts, result)}; {summary.files(written)}")


@main.command()
@_with(*_DOCUMENT_OPTIONS, *_OUTPUT_OPTIONS, _FORMAT_OPTION)
def diff(github: bool, **options: Any) -> None:
    """Say for each file of the package whether and why it is not as a fresh run would write it.

    \b
    stale            as the generator left it; the document, a template or the generator changed since
    edited by hand   changed by somebody else
    missing          not there
    not ours         there, but not written by the generator

    Exit code 1 when there is one.
    """
    request, out = _request(options)
    _, tree, _ = _generated(request)
    with _reported(out):
        verdicts = output.compare(tree, out, __version__)
    for each in verdicts:
        click.echo(f"{out / each.path}: {each.verdict}")
        if github:
            message = "not as a fresh run of the generator would write it"
            click.echo(annotation("error", str(out / each.path), message, title=each.verdict))
    for each in verdicts:
        click.echo(each.diff(), nl=False)
    state = "differs from a fresh run" if verdicts else "as a fresh run would write it"
    click.echo(f"{out}: {state} ({summary.number(len(verdicts), 'file')} of {len(tree) + 1})")
    sys.exit(1 if verdicts else 0)


# --- what was asked for ----------------------------------------------------------------------------------------------


def _request(options: dict[str, Any]) -> tuple[Request, Path]:
    try:
        chosen = read(Path("pyproject.toml"), options["spec"]).override(options)
    except ConfigurationError as error:
        raise click.UsageError(str(error)) from error
    if chosen.spec is None:
        raise click.UsageError("--spec is missing, and [tool.generator] sets no spec here")
    if not chosen.spec.is_file():
        raise click.UsageError(f"spec: {chosen.spec} is not a file")
    if "out" in options:
        _require_folder(chosen.out)
    names = SettingsInput(chosen.package, chosen.distribution, chosen.client, chosen.env_prefix)
    cache = None if options.get("no_cache", True) else _cache_folder()
    request = Request(chosen.spec, chosen.overlays, names, chosen.tolerant, cache)
    return request, chosen.out or Path()


def _cache_folder() -> Path | None:
    folder = default_folder()
    reason = folder and refusal(folder)
    if reason:
        click.echo(f"{folder}: {reason}; the cache is not used", err=True)
    return folder


def _require_folder(out: Path | None) -> None:
    if out is None:
        raise click.UsageError("--out is missing, and [tool.generator] sets no out for this spec")
    obstacle = _obstacle(out)
    if obstacle:
        raise click.UsageError(f"out: {out}: {obstacle}")


def _obstacle(out: Path) -> str:
    """Why there can be no folder at `out`; empty where there is one, or where it can be made."""
    try:
        return "" if stat.S_ISDIR(out.stat().st_mode) else "not a folder"
    except FileNotFoundError:
        dangling = [each for each in (out, *out.parents) if each.is_symlink() and not each.exists()]
        return f"{dangling[0]} is a symbolic link to nothing" if dangling else ""
    except OSError as error:
        return _reason(error)


def _default_format() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


# --- what is printed -------------------------------------------------------------------------------------------------


def _generated(request: Request) -> tuple[Counts, Tree, Result]:
    result = pipeline.generate(request, _progress())
    if result.counts is None or result.tree is None:
        _print_diagnostics(result, err=True)
        _fail(f"{request.spec}: {summary.judgement(result)}; nothing was generated")
    return result.counts, result.tree, result


def _progress() -> pipeline.Progress | None:
    if not sys.stderr.isatty():
        return None
    return lambda stage, seconds: click.echo(f"  {stage:<8}{seconds:6.2f} s", err=True)


def _print_diagnostics(result: Found, *, err: bool = False, github: bool = False) -> None:
    for diagnostic in result.diagnostics:
        click.echo(diagnostic.render(), err=err)
        if github:
            place = diagnostic.location
            title, message = diagnostic.rule, diagnostic.message
            click.echo(
                annotation(
                    diagnostic.severity, place.file, message, title, place.line, place.column
                )
            )


def _print_unlike(result: Result) -> None:
    """Print the warnings; of those that say the same the first few, and how many more there are."""
    said: Counter[tuple[str, str]] = Counter()
    for diagnostic in result.diagnostics:
        said[diagnostic.rule, diagnostic.message] += 1
        if said[diagnostic.rule, diagnostic.message] <= _ALIKE:
            click.echo(diagnostic.render(), err=True)
    for (rule, message), count in said.items():
        if count > _ALIKE:
            more = summary.number(count - _ALIKE, "more place")
            click.echo(f"... and at {more}, which `check` lists: [{rule}] {message}", err=True)


@contextlib.contextmanager
def _reported(out: Path) -> Iterator[None]:
    """Ends the command with one line where the output folder cannot be read or written."""
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
