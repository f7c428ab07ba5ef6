"""Parts of a log of SARIF 2.1.0.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Final
from urllib.parse import quote

from generator import __version__
from generator.diagnostics import Location

_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def sarif_log(rules: Mapping[str, str], results: Sequence[Mapping[str, Any]]) -> str:
    """The log of one run. `rules` has the descriptions by id; the results refer to them by `ruleId`."""
    ids = list(rules)
    driver = {
        "name": "openapi-client-generator",
        "version": __version__,
        "rules": [{"id": id_, "shortDescription": {"text": text}} for id_, text in rules.items()],
    }
    listed = [
        {"ruleId": each["ruleId"], "ruleIndex": ids.index(each["ruleId"]), **each}
        for each in results
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": listed}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def sarif_related(notes: Sequence[tuple[Location, str]]) -> list[dict[str, Any]]:
    """Related locations with their messages."""
    return [
        {"id": number, "message": {"text": note}, **sarif_location(at)}
        for number, (at, note) in enumerate(notes, 1)
    ]


def sarif_location(location: Location) -> dict[str, Any]:
    """A location."""
    path = Path(location.file)
    uri = path.as_uri() if path.is_absolute() else quote(str(PurePosixPath(path)))
    region = {"startLine": location.line, "startColumn": location.column}
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}
