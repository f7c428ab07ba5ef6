"""The configuration: the table `[tool.generator]` of a pyproject.toml, and the options that override it."""

from __future__ import annotations

from generator.config.keys import LEVELS
from generator.config.reading import parse_configurations, read_configurations
from generator.config.settings import Configuration, ConfigurationError, ReviewOptions

__all__ = [
    "LEVELS",
    "Configuration",
    "ConfigurationError",
    "ReviewOptions",
    "parse_configurations",
    "read_configurations",
]
