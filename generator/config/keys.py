"""The keys of the table `[tool.generator]`: the source of their types, of the reference and of the JSON schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

LEVELS: Final = ("none", "patch", "minor", "major")
JOB_NAME: Final = "[A-Za-z0-9_-]+"
URL_LABEL: Final = "[A-Za-z][A-Za-z0-9 -]{0,31}"
URL: Final = "https?://[A-Za-z0-9][!-~]*"
_IDENTIFIER: Final = "[A-Za-z_][A-Za-z0-9_]*"
_STRING: Final = {"type": "string"}
_FLAG: Final = {"type": "boolean"}
_LEVEL: Final = {"type": "string", "enum": list(LEVELS)}
_TYPES: Final[Mapping[str, type]] = {"string": str, "array": list, "boolean": bool, "object": dict}
KINDS: Final[Mapping[str, str]] = {
    "string": "text",
    "array": "list of paths",
    "boolean": "`true` or `false`",
    "object": "table",
}
"""The types of JSON schemas in the words of the documentation."""


@dataclass(frozen=True, slots=True)
class ConfigurationKey:
    """A key: the JSON schema of its value, its description, its default and the option that overrides it."""

    name: str
    schema: Mapping[str, Any]
    description: str
    default: str = ""
    option: str = ""

    @property
    def type(self) -> type:
        """The Python type of its value in a TOML file."""
        return python_type(self.schema)


def python_type(schema: Mapping[str, Any]) -> type:
    """The Python type of a value with this JSON schema in a TOML file."""
    return _TYPES[schema["type"]]


def _pattern(text: str) -> Mapping[str, Any]:
    return {"type": "string", "pattern": f"^{text}$"}


KEYS: Final = (
    ConfigurationKey(
        "spec",
        _STRING,
        "OpenAPI document (version 3.0, 3.1 or 3.2), as YAML or JSON.",
        option="--spec",
    ),
    ConfigurationKey("out", _STRING, "Output folder of the generated package.", option="--out"),
    ConfigurationKey(
        "overlays",
        {"type": "array", "items": _STRING},
        "OpenAPI Overlays that change the document before it is checked, in this order.",
        option="--overlay",
    ),
    ConfigurationKey(
        "tolerant",
        _FLAG,
        "For a document that you cannot change: a type that cannot be expressed falls back to `Any`,"
        " with a warning instead of an error.",
        "false",
        "--tolerant",
    ),
    ConfigurationKey(
        "package",
        _pattern(_IDENTIFIER),
        "Import name of the generated package.",
        "from the document's title",
        "--package",
    ),
    ConfigurationKey(
        "client",
        _pattern(_IDENTIFIER),
        "Name of the client class. The asynchronous client has the prefix `Async`.",
        "from the document's title",
        "--client-name",
    ),
    ConfigurationKey(
        "distribution",
        _pattern("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?"),
        "Name under which the package is published, for `pip install`.",
        "the name of the package",
        "--distribution",
    ),
    ConfigurationKey(
        "env_prefix",
        _pattern("[A-Z][A-Z0-9_]*"),
        "Prefix of the environment variables that the client reads.",
        "the name of the package",
        "--env-prefix",
    ),
    ConfigurationKey(
        "group_by",
        {"type": "string", "enum": ["tag", "path"]},
        "Whether the operations of a tag or of a path are a resource.",
        "the tag, unless a large API has only one",
        "--group-by",
    ),
    ConfigurationKey(
        "names_file",
        _STRING,
        "A configuration of Stainless, whose names of methods and models replace the generated ones.",
        option="--names",
    ),
    ConfigurationKey(
        "docs",
        _FLAG,
        "Also generate reference pages in `docs/`, and an example in the docstring of each method.",
        "false",
        "--docs",
    ),
    ConfigurationKey(
        "decimal_numbers",
        _FLAG,
        "Every `type: number` without the format `float` or `double` is a `decimal.Decimal`, which keeps all digits."
        " Otherwise, only numbers with the format `decimal` are.",
        "false",
    ),
    ConfigurationKey(
        "license",
        _STRING,
        "License of the generated package, as an SPDX expression.",
        "from the document",
    ),
    ConfigurationKey(
        "urls",
        {
            "type": "object",
            "propertyNames": _pattern(URL_LABEL),
            "additionalProperties": _pattern(URL),
        },
        "URLs of the package by label, such as `Repository`, besides those of the document.",
    ),
    ConfigurationKey(
        "templates",
        _STRING,
        "Folder with your versions of single templates.",
        option="--templates",
    ),
    ConfigurationKey(
        "custom",
        _pattern("_[a-z][a-z0-9_]*"),
        "Folder of your own code in the package. Its subclasses of clients and resources are used.",
        "`_custom`",
    ),
    ConfigurationKey(
        "names",
        {
            "type": "object",
            "additionalProperties": _pattern(rf"{_IDENTIFIER}(\.{_IDENTIFIER})*"),
        },
        "New names of operations and models, by operationId, method with path, or name of the schema.",
    ),
    ConfigurationKey(
        "review",
        {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "base": {**_STRING, "description": "The git ref to compare with."},
                "fail-on": {
                    **_LEVEL,
                    "description": "The smallest step of the version that fails.",
                },
                "levels": {
                    "type": "object",
                    "additionalProperties": _LEVEL,
                    "description": "Steps of single rules, by the id of the rule.",
                },
            },
        },
        "Options of `review`: `base` (a git ref), `fail-on` and the `levels` of single rules.",
        '`fail-on` is "major"',
    ),
)
BY_NAME: Final = {key.name: key for key in KEYS}
