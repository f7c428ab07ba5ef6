"""Read the table `[tool.generator]` of a pyproject.toml, and its jobs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.config.keys import BY_NAME, JOB_NAME, KINDS, LEVELS, URL, URL_LABEL, python_type
from generator.config.settings import Configuration, ConfigurationError, ReviewOptions

_PATHS = ("spec", "out", "names_file", "templates")
_CHOSEN_NAME = BY_NAME["names"].schema["additionalProperties"]["pattern"]


def read_configurations(
    path: Path, spec: Path | None = None, job: str | None = None
) -> dict[str, Configuration]:
    """The configurations in a file by the names of their jobs. Without jobs, the table is one job without a name.

    Args:
        path: The file. If there is no file or no table, the only job is empty.
        spec: Only jobs with this document; an empty job if there is none.
        job: Only this job.

    Raises:
        ConfigurationError: The file cannot be read or is not TOML, or the table has an unknown key or a wrong value.
    """
    if path.exists() and not path.is_file():
        raise ConfigurationError(f"{path}: not a regular file")
    try:
        content = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise ConfigurationError(f"{path}: {error}") from error
    return parse_configurations(path, content, spec, job)


def parse_configurations(
    path: Path, content: bytes, spec: Path | None = None, job: str | None = None
) -> dict[str, Configuration]:
    """The configurations in the content of the file at `path`, which may differ from the file on disk.

    Raises:
        ConfigurationError: The content is not TOML, the table has an unknown key or a wrong value, or no job `job`.
    """
    tables = _jobs(path, _table(path, content))
    if job is not None:
        if job not in tables:
            names = ", ".join(filter(None, tables)) or "no jobs"
            raise ConfigurationError(f"{path}: no job {job!r}; [tool.generator.jobs] has {names}")
        tables = {job: tables[job]}
    read = {}
    for name, table in tables.items():
        try:
            if spec is None or spec.resolve() == Path(str(table.get("spec", ""))).resolve():
                read[name] = _configuration(table)
        except (ConfigurationError, ValueError) as error:  # ValueError: a path with a NUL
            raise ConfigurationError(f"{path}: [{_heading(name)}]: {error}") from error
    return read or {"": Configuration()}


def _heading(job: str) -> str:
    return f"tool.generator.jobs.{job}" if job else "tool.generator"


def _jobs(path: Path, table: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The tables of the jobs with the defaults, by name. Without jobs, the table itself has an empty name."""
    jobs = table.get("jobs", {})
    if not isinstance(jobs, dict) or not all(isinstance(each, dict) for each in jobs.values()):
        raise ConfigurationError(f"{path}: [tool.generator.jobs] is not a table of tables")
    for name in jobs:
        if not re.fullmatch(JOB_NAME, name):
            raise ConfigurationError(f"{path}: jobs: {name!r} cannot be the name of a job")
    defaults = {key: value for key, value in table.items() if key != "jobs"}
    return {name: {**defaults, **job} for name, job in jobs.items()} or {"": defaults}


def _table(path: Path, content: bytes) -> Mapping[str, Any]:
    """The table [tool.generator]; empty if there is none."""
    try:
        table = tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(f"{path}: {error}") from error
    for key in ("tool", "generator"):
        inner = table.get(key, {})
        if not isinstance(inner, dict):
            raise ConfigurationError(f"{path}: {key} is not a table")
        table = inner
    return table


def _configuration(table: Mapping[str, Any]) -> Configuration:
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in BY_NAME:
            raise ConfigurationError(f"{key}: unknown key; the keys are {', '.join(BY_NAME)}")
        _check_type(key, value, BY_NAME[key].schema)
        values[key] = _path(key, value) if key in _PATHS else value
    for key, name in values.get("names", {}).items():
        if not isinstance(name, str) or not re.fullmatch(_CHOSEN_NAME, name):
            raise ConfigurationError(f"names: {name!r} cannot be the name of {key}")
    for label, url in values.get("urls", {}).items():
        if not re.fullmatch(URL_LABEL, label):
            raise ConfigurationError(f"urls: {label!r} cannot be the label of a URL")
        if not isinstance(url, str) or not re.fullmatch(URL, url):
            raise ConfigurationError(f"urls: {url!r} is not a URL with http or https")
    groupings = BY_NAME["group_by"].schema["enum"]
    if "group_by" in values and values["group_by"] not in groupings:
        raise ConfigurationError(
            f"group_by: {values['group_by']!r} is not {' or '.join(groupings)}"
        )
    if isinstance(table.get("review"), dict):
        values["review"] = _review(table["review"])
    if isinstance(table.get("overlays"), list):
        values["overlays"] = tuple(_path("overlays", each) for each in table["overlays"])
    return Configuration().override(values)


def _check_type(key: str, value: object, schema: Mapping[str, Any]) -> None:
    if not isinstance(value, python_type(schema)):
        kind = KINDS[schema["type"]].replace("`", "")
        raise ConfigurationError(f"{key}: expected {kind}, not {value!r}")


def _review(table: Mapping[str, Any]) -> ReviewOptions:
    keys = BY_NAME["review"].schema["properties"]
    for key, value in table.items():
        if key not in keys:
            raise ConfigurationError(f"review.{key}: unknown key; the keys are {', '.join(keys)}")
        _check_type(f"review.{key}", value, keys[key])
    levels = table.get("levels", {})
    fail_on = table.get("fail-on", ReviewOptions().fail_on)
    for level in (fail_on, *levels.values()):
        if level not in LEVELS:
            raise ConfigurationError(f"review: {level!r} is not a level: {', '.join(LEVELS)}")
    return ReviewOptions(table.get("base"), fail_on, levels)


def _path(key: str, value: object) -> Path:
    if "\0" in str(value):
        raise ConfigurationError(f"{key}: {value!r} is not a path")
    return Path(str(value))
