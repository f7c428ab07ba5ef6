"""The reference of the configuration, as Markdown and as a JSON schema, from the table of its keys."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator.config.keys import JOB_NAME, KEYS, KINDS

_JOBS = "Jobs by name: tables with the keys above. The other keys are the defaults of all jobs."


def json_schema() -> str:
    """The JSON schema of the table `[tool.generator]`, for editors."""
    properties: dict[str, Any] = {
        key.name: {"description": key.description, **key.schema} for key in KEYS
    }
    job = {"type": "object", "additionalProperties": False, "properties": properties}
    names = {"pattern": f"^{JOB_NAME}$"}
    jobs = {
        "description": _JOBS,
        "type": "object",
        "propertyNames": names,
        "additionalProperties": {"$ref": "#/$defs/job"},
    }
    references = {name: {"$ref": f"#/$defs/job/properties/{name}"} for name in properties}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The table [tool.generator] of a pyproject.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": {**references, "jobs": jobs},
        "$defs": {"job": job},
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def markdown_table() -> str:
    """A Markdown table with one row for each key."""
    return "\n".join(_rows()) + "\n"


def _rows() -> Iterator[str]:
    yield "| key | value | option | default | meaning |"
    yield "|---|---|---|---|---|"
    for key in KEYS:
        kind = " or ".join(f'`"{each}"`' for each in key.schema.get("enum", ()))
        option = f"`{key.option}`" if key.option else ""
        value = kind or KINDS[key.schema["type"]]
        yield f"| `{key.name}` | {value} | {option} | {key.default} | {key.description} |"
    yield f"| `jobs` | table | `--job` | | {_JOBS} |"
