"""The settings for one document."""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator import reserved
from generator.config.keys import BY_NAME, KEYS
from generator.naming import is_file_name

_NAMES = {key.name: key.schema["pattern"] for key in KEYS if "pattern" in key.schema}


class ConfigurationError(Exception):
    """A table or an option is wrong. The message names the key."""


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
    decimal_numbers: bool = False
    license: str | None = None
    urls: Mapping[str, str] = field(default_factory=dict)
    templates: Path | None = None
    custom: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    review: ReviewOptions = field(default_factory=ReviewOptions)

    def __post_init__(self) -> None:
        for key, pattern in _NAMES.items():
            name = getattr(self, key)
            if name is not None and (not re.fullmatch(pattern, name) or keyword.iskeyword(name)):
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
        values = {key: options.get(key) or getattr(self, key) for key in BY_NAME}
        return replace(self, **values)
