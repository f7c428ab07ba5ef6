"""The options of the commands."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from generator.config import Configuration, ConfigurationError, read_configurations
from generator.config.keys import BY_NAME
from generator.names.names_file import NamesFileError, read_names
from generator.openapi.storage import STANDARD_INPUT, is_url, source_name

_Command = Callable[..., None]
FILE_TYPE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


def _document(value: str) -> Path:
    """The document of an option: a file, `-` for standard input, or an https URL.

    Raises:
        click.BadParameter: There is no such file, or no document is read from this URL.
    """
    path = Path(value)
    if path == STANDARD_INPUT:
        return path
    if "://" not in value:
        return Path(FILE_TYPE.convert(value, None, None))
    problem = _url_problem(value)
    if problem:
        raise click.BadParameter(f"{value!r}: {problem}")
    return path


def _url_problem(url: str) -> str:
    """The reason why no document is read from a URL; empty if there is none."""
    scheme, _, rest = url.partition("://")
    if scheme != "https":
        return "only https URLs are supported"
    if "@" in rest.partition("/")[0]:
        return "a URL with a user name or password is not supported; download the file"
    if "/" in rest.partition("?")[2]:
        return "a query with a slash is not supported; write %2F"
    if "#" in rest or "//" in rest or not all("!" <= each <= "~" for each in rest):
        return "not the URL of a file"
    host, _, path = rest.partition("/")
    return "" if host and path.strip("/") == path != "" else "the URL names no file"


# The keys that must differ between the jobs of a configuration.
_OF_ONE_JOB = ("out", "package", "client", "distribution", "env_prefix")


def _key_option(name: str, more: str = "", **attributes: Any) -> Callable[[_Command], _Command]:
    """The option that overrides a key of the configuration. `more` is added to the description of the key."""
    key = BY_NAME[name]
    if key.type is bool:
        return click.option(key.option, name, is_flag=True, help=_plain(key.description))
    default = f"Default: {key.default}." if key.default else ""
    text = " ".join(filter(None, (key.description, more, default)))
    return click.option(key.option, name, help=_plain(text), **attributes)


def _plain(markdown: str) -> str:
    return markdown.replace("`", "")


DOCUMENT_OPTIONS = (
    click.option("--job", help="Only this job of [tool.generator.jobs]. Default: all jobs."),
    _key_option(
        "spec",
        "A file, an https URL, or - for standard input.",
        type=_document,
        metavar="FILE|URL|-",
    ),
    _key_option("overlays", "Can be repeated.", type=FILE_TYPE, multiple=True),
    _key_option("tolerant"),
    _key_option("docs"),
    _key_option("package"),
    _key_option("client"),
    _key_option("distribution"),
    _key_option("env_prefix"),
    _key_option("group_by", type=click.Choice(BY_NAME["group_by"].schema["enum"])),
    _key_option("names_file", type=FILE_TYPE),
)
TEMPLATES_OPTION = _key_option("templates", "See templates eject.", type=_FOLDER)
OUTPUT_OPTIONS = (
    TEMPLATES_OPTION,
    _key_option("out", type=_FOLDER),
    click.option(
        "--no-cache", is_flag=True, help="Do not read or write the cache of formatted files."
    ),
)


def chosen_configurations(options: Mapping[str, Any]) -> list[Configuration]:
    """The configurations of the current folder, one for each job, with the options of a command.

    Each of them names a document that exists.

    Raises:
        click.UsageError: A value is wrong or missing, or an option for one job applies to several.
    """
    try:
        read = read_configurations(Path("pyproject.toml"), options["spec"], options["job"])
        chosen = [_with_names(each.override(options)) for each in read.values()]
    except (ConfigurationError, NamesFileError) as error:
        raise click.UsageError(str(error)) from error
    for each in chosen:
        _require_document(each, options)
    if len(chosen) > 1:
        _require_one_job([key for key in _OF_ONE_JOB if options.get(key)], read)
        _require_distinct_folders(chosen)
    return chosen


def chosen_configuration(options: Mapping[str, Any]) -> Configuration:
    """The only configuration of the current folder, for a command that handles one document.

    Raises:
        click.UsageError: A value is wrong or missing, or there are several jobs.
    """
    chosen = chosen_configurations(options)
    if len(chosen) > 1:
        raise click.UsageError("there are several jobs; choose one with --job")
    return chosen[0]


def _with_names(chosen: Configuration) -> Configuration:
    """The configuration with the names of its file."""
    if chosen.names_file is None:
        return chosen
    return replace(chosen, names={**read_names(chosen.names_file), **chosen.names})


def _require_document(chosen: Configuration, options: Mapping[str, Any]) -> None:
    if chosen.spec is None:
        raise click.UsageError(
            "--spec is missing, and no pyproject.toml here sets spec in [tool.generator]"
        )
    if options["spec"] is None and is_url(chosen.spec):
        raise click.UsageError(
            f"spec: {source_name(chosen.spec)} is not a file; give a URL with --spec"
        )
    if options["spec"] is None and not chosen.spec.is_file():
        raise click.UsageError(f"spec: {chosen.spec} is not a file")


def _require_one_job(keys: Iterable[str], jobs: Iterable[str]) -> None:
    for key in keys:
        option = BY_NAME[key].option
        raise click.UsageError(
            f"{option} applies to one job; choose one of {', '.join(jobs)} with --job"
        )


def _require_distinct_folders(chosen: Iterable[Configuration]) -> None:
    folders = Counter(each.out.resolve() for each in chosen if each.out is not None)
    for folder, count in folders.items():
        if count > 1:
            raise click.UsageError(
                f"out: several jobs write to {folder}; each needs its own folder"
            )


def with_options(*options: Callable[[_Command], _Command]) -> Callable[[_Command], _Command]:
    """A decorator that adds the options to a command, in this order."""

    def decorate(command: _Command) -> _Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def format_option(*formats: str) -> Callable[[_Command], _Command]:
    """The option for the format of the output, `format_`: "text", "github" or another one of `formats`."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(["text", "github", *formats]),
        default=lambda: "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text",
        show_default="text, or github if GITHUB_ACTIONS is true",
        help="Format of the output. github adds annotations for GitHub Actions.",
    )
