"""The configuration: the table `[tool.generator]` of a pyproject.toml, and the options that override it."""

from __future__ import annotations

import keyword
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from generator import reserved
from generator.naming import is_file_name

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_CHOSEN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*")
_NAMES = {
    "package": _IDENTIFIER,
    "client": _IDENTIFIER,
    "distribution": re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?"),
    "env_prefix": re.compile(r"[A-Z][A-Z0-9_]*"),
}


class ConfigurationError(Exception):
    """A table or an option is wrong. The message names the key."""


LEVELS = ("none", "patch", "minor", "major")


@dataclass(frozen=True, slots=True)
class ReviewOptions:
    """The table `[tool.generator.review]`: the base, the level that fails, and the levels of single rules by id."""

    base: str | None = None
    fail_on: str = "major"
    levels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings for one document. A setting that the user did not choose is None."""

    spec: Path | None = None
    out: Path | None = None
    overlays: tuple[Path, ...] = ()
    tolerant: bool = False
    package: str | None = None
    client: str | None = None
    distribution: str | None = None
    env_prefix: str | None = None
    group_by: str | None = None
    names_file: Path | None = None
    docs: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    review: ReviewOptions = field(default_factory=ReviewOptions)

    def __post_init__(self) -> None:
        for key, pattern in _NAMES.items():
            name = getattr(self, key)
            if name is not None and (not pattern.fullmatch(name) or keyword.iskeyword(name)):
                raise ConfigurationError(f"{key}: {name!r} cannot be used as a name")
        if self.package is not None and not is_file_name(self.package):
            raise ConfigurationError(f"package: {self.package!r} cannot be the name of a folder")
        if self.package in reserved.DISTRIBUTIONS:
            raise ConfigurationError(
                f"package: {self.package!r} is a module of Python or of a dependency, which the package would hide;"
                f" choose another name, such as {self.package}_client"
            )

    def override(self, options: Mapping[str, Any]) -> Configuration:
        """The configuration with the options. An option that is absent, None, False or empty keeps the value.

        Raises:
            ConfigurationError: A name cannot be used.
        """
        values = {key: options.get(key) or getattr(self, key) for key in _KEYS}
        return replace(self, **values)


_KEYS = tuple(each.name for each in fields(Configuration))
_PATHS = ("spec", "out", "names_file")
_TYPES = {"overlays": list, "tolerant": bool, "docs": bool, "review": dict, "names": dict}


def read_configuration(path: Path, spec: Path | None = None) -> Configuration:
    """The configuration in a file; empty if there is no file or no table, or if its spec is not `spec`.

    Raises:
        ConfigurationError: The file cannot be read or is not TOML, or the table has an unknown key or a wrong value.
    """
    if path.exists() and not path.is_file():
        raise ConfigurationError(f"{path}: not a regular file")
    try:
        content = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise ConfigurationError(f"{path}: {error}") from error
    return parse_configuration(path, content, spec)


def parse_configuration(path: Path, content: bytes, spec: Path | None = None) -> Configuration:
    """The configuration in the content of the file at `path`, which may differ from the file on disk.

    Raises:
        ConfigurationError: The content is not TOML, or the table has an unknown key or a wrong value.
    """
    table = _table(path, content)
    try:
        if spec is not None and spec.resolve() != Path(str(table.get("spec", ""))).resolve():
            return Configuration()
        return _configuration(table)
    except (ConfigurationError, ValueError) as error:  # ValueError: a path with a NUL
        raise ConfigurationError(f"{path}: [tool.generator]: {error}") from error


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
        if key not in _KEYS:
            raise ConfigurationError(f"{key}: unknown key; the keys are {', '.join(_KEYS)}")
        expected = _TYPES.get(key, str)
        if not isinstance(value, expected):
            raise ConfigurationError(f"{key}: {value!r} is not a {expected.__name__}")
        values[key] = _path(key, value) if key in _PATHS else value
    for key, name in values.get("names", {}).items():
        if not isinstance(name, str) or not _CHOSEN.fullmatch(name):
            raise ConfigurationError(f"names: {name!r} cannot be the name of {key}")
    if values.get("group_by") not in (None, "tag", "path"):
        raise ConfigurationError(f"group_by: {values['group_by']!r} is not tag or path")
    if isinstance(table.get("review"), dict):
        values["review"] = _review(table["review"])
    if isinstance(table.get("overlays"), list):
        values["overlays"] = tuple(_path("overlays", each) for each in table["overlays"])
    return Configuration().override(values)


def _review(table: Mapping[str, Any]) -> ReviewOptions:
    keys = {"base": str, "fail-on": str, "levels": dict}
    for key, value in table.items():
        if key not in keys:
            raise ConfigurationError(f"review.{key}: unknown key; the keys are {', '.join(keys)}")
        if not isinstance(value, keys[key]):
            raise ConfigurationError(f"review.{key}: {value!r} is not a {keys[key].__name__}")
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
