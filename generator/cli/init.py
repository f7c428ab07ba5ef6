"""The command `init`."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from generator import __version__
from generator.config import Configuration, ConfigurationError, parse_configurations
from generator.config.keys import BY_NAME
from generator.options import FILE_TYPE

_PYPROJECT = Path("pyproject.toml")
_WORKFLOW = Path(".github", "workflows", "client.yml")
_USUAL_SPECS = tuple(
    Path(folder, f"openapi.{suffix}")
    for folder in ("", "spec", "api", "docs")
    for suffix in ("yaml", "yml", "json")
)
_USUAL = "openapi.yaml, .yml or .json in this folder, spec, api or docs"
_USUAL_OUT = Path("client")
_WORKFLOW_TEXT = """\
# Checks the OpenAPI document, what its changes do to callers, and that the client is up to date.
name: client

on:
  push:
    branches: [main]
  pull_request:

permissions:
  contents: read

jobs:
  client:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0 # `review` needs the history
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
      - run: pip install openapi-client-generator==VERSION
      - run: openapi-client-generator check
      - if: github.event_name == 'pull_request'
        run: openapi-client-generator review
      - run: openapi-client-generator diff
"""


@click.command("init")
@click.option("--spec", type=FILE_TYPE, help=f"OpenAPI document. Default: {_USUAL}.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Default: client.")
@click.option("--package", help=BY_NAME["package"].description)
def init_command(spec: Path | None, out: Path | None, package: str | None) -> None:
    """Write a configuration and a workflow for GitHub Actions.

    The table [tool.generator] is added to the pyproject.toml in the current folder, and the workflow is
    .github/workflows/client.yml. On a terminal, the command asks for a missing document or output folder, and
    before it replaces a file. Otherwise it asks nothing and leaves existing files unchanged.
    """
    is_terminal = sys.stdin.isatty()
    usual = _usual_spec()
    if is_terminal:
        spec = spec or Path(click.prompt("OpenAPI document", usual, type=FILE_TYPE))
        out = out or Path(click.prompt("Output folder", _USUAL_OUT))
    spec = spec or usual
    if spec is None:
        raise click.UsageError(f"--spec is missing, and there is no {_USUAL}")
    values = {"spec": spec.as_posix(), "out": (out or _USUAL_OUT).as_posix()}
    _add_table(values | ({"package": package} if package else {}))
    _write_workflow(is_terminal)
    click.echo("Next: openapi-client-generator generate")


def _usual_spec() -> Path | None:
    return next((path for path in _USUAL_SPECS if path.is_file()), None)


def _add_table(values: Mapping[str, str]) -> None:
    """Add the table to the configuration, unless it has one. Its other content stays as it is."""
    lines = ["[tool.generator]", *(f"{key} = {json.dumps(value)}" for key, value in values.items())]
    old = _PYPROJECT.read_bytes() if _PYPROJECT.exists() else b""
    separator = b"" if not old else b"\n" if old.endswith(b"\n") else b"\n\n"
    new = old + separator + "\n".join([*lines, ""]).encode()
    try:
        if parse_configurations(_PYPROJECT, old) != {"": Configuration()}:
            click.echo(f"{_PYPROJECT}: has a table [tool.generator], left unchanged")
            return
        parse_configurations(_PYPROJECT, new)
    except ConfigurationError as error:
        raise click.UsageError(str(error)) from error
    _PYPROJECT.write_bytes(new)
    click.echo(f"{_PYPROJECT}: added the table [tool.generator]")


def _write_workflow(is_terminal: bool) -> None:
    text = _WORKFLOW_TEXT.replace("VERSION", __version__)
    if _WORKFLOW.exists():
        question = f"{_WORKFLOW} exists. Replace it?"
        if not is_terminal or not click.confirm(question, default=False):
            click.echo(f"{_WORKFLOW}: exists, left unchanged")
            return
    _WORKFLOW.parent.mkdir(parents=True, exist_ok=True)
    _WORKFLOW.write_text(text, "utf-8")
    click.echo(f"{_WORKFLOW}: written")
