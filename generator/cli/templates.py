"""The commands `templates eject`, `templates list` and `templates status`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.config import ConfigurationError, read_configurations
from generator.emit.ejected import (
    MANIFEST,
    EjectedError,
    copies,
    manifest_text,
    read_digests,
    template_names,
)
from generator.options import TEMPLATES_OPTION
from generator.runtime_facts import templates_folder


@click.group("templates")
def templates_command() -> None:
    """Copy templates to a folder of your own, and compare them with the shipped ones."""


@templates_command.command("list")
def list_command() -> None:
    """List the templates that can be copied. `[package]` is the name of the package."""
    for name in template_names(templates_folder()):
        click.echo(name)


@templates_command.command("eject")
@click.argument("name")
@TEMPLATES_OPTION
def eject_command(name: str, templates: Path | None) -> None:
    """Copy the shipped template NAME to your folder, where you can change it.

    An existing file is never replaced.
    """
    shipped = templates_folder()
    if name not in template_names(shipped):
        raise click.UsageError(f"no template {name!r}; `templates list` lists them")
    folder = _folder(templates)
    target = folder / name
    try:
        digests = read_digests(folder)
    except EjectedError as error:
        raise click.UsageError(str(error)) from error
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("xb") as file:
            file.write((shipped / name).read_bytes())
    except FileExistsError as error:
        raise click.UsageError(f"{target} exists, and is left unchanged") from error
    (folder / MANIFEST).write_text(manifest_text(digests, shipped, name), "utf-8")
    click.echo(f"{target}: copied")


@templates_command.command("status")
@TEMPLATES_OPTION
def status_command(templates: Path | None) -> None:
    """Compare the files in your folder with the shipped templates.

    The exit code is 1 if a shipped template has changed since it was copied, or if a file has an unknown name.
    """
    folder = _folder(templates)
    if not folder.is_dir():
        raise click.UsageError(f"{folder}: not a folder of templates")
    try:
        found = list(copies(folder, templates_folder()))
    except EjectedError as error:
        raise click.UsageError(str(error)) from error
    for each in found:
        click.echo(f"{folder / each.name}: {each.status}")
    sys.exit(1 if any(each.is_problem for each in found) else 0)


def _folder(given: Path | None) -> Path:
    """The user's folder: the option, or the first one of the configuration."""
    try:
        read = read_configurations(Path("pyproject.toml"))
    except ConfigurationError as error:
        raise click.UsageError(str(error)) from error
    folders = [given, *(each.templates for each in read.values())]
    for folder in folders:
        if folder is not None:
            return folder
    raise click.UsageError("--templates is missing, and [tool.generator] does not set templates")
