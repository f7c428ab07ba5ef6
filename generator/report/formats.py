"""The formats of the diagnostics that `check` prints: text, GitHub annotations, SARIF and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Final, TypeAlias
from urllib.parse import quote

from generator import __version__
from generator.diagnostics import Diagnostic, Location
from generator.report import summary
from generator.report.github import annotation

_Report: TypeAlias = "Callable[[str, Sequence[Diagnostic]], str]"


def _text(spec: str, diagnostics: Sequence[Diagnostic]) -> str:
    lines = [diagnostic.render() for diagnostic in diagnostics]
    return "\n".join([*lines, f"{spec}: {summary.problems(diagnostics)}"])


def _github(spec: str, diagnostics: Sequence[Diagnostic]) -> str:
    lines = [f"{diagnostic.render()}\n{_annotation(diagnostic)}" for diagnostic in diagnostics]
    return "\n".join([*lines, f"{spec}: {summary.problems(diagnostics)}"])


def _annotation(diagnostic: Diagnostic) -> str:
    at = diagnostic.location
    title, message = diagnostic.rule, diagnostic.message
    return annotation(diagnostic.severity, at.file, message, title, at.line, at.column)


def _json(spec: str, diagnostics: Sequence[Diagnostic]) -> str:
    """A document of the schema `docs/diagnostics.schema.json`."""
    listed = [
        {
            "rule": diagnostic.rule,
            "severity": str(diagnostic.severity),
            "message": diagnostic.message,
            "location": _location(diagnostic.location),
            "related": [
                {"message": note, "location": _location(at)} for at, note in diagnostic.related
            ],
        }
        for diagnostic in diagnostics
    ]
    return json.dumps({"version": 1, "spec": spec, "diagnostics": listed}, indent=2)


def _location(location: Location) -> dict[str, object]:
    return {"file": location.file, "line": location.line, "column": location.column}


def _sarif(_: str, diagnostics: Sequence[Diagnostic]) -> str:
    """A log of SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html)."""
    rules = list(dict.fromkeys(diagnostic.rule for diagnostic in diagnostics))
    driver = {
        "name": "openapi-client-generator",
        "version": __version__,
        "rules": [{"id": r, "shortDescription": {"text": r.replace("-", " ")}} for r in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, rules) for diagnostic in diagnostics],
    }
    schema = (
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    )
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, indent=2)


def _result(diagnostic: Diagnostic, rules: Sequence[str]) -> dict[str, Any]:
    related = [
        {"id": number, "message": {"text": note}, "physicalLocation": _physical(at)}
        for number, (at, note) in enumerate(diagnostic.related, 1)
    ]
    return {
        "ruleId": diagnostic.rule,
        "ruleIndex": rules.index(diagnostic.rule),
        "level": str(diagnostic.severity),
        "message": {"text": diagnostic.message},
        "locations": [{"physicalLocation": _physical(diagnostic.location)}],
        "relatedLocations": related,
    }


def _physical(location: Location) -> dict[str, Any]:
    path = Path(location.file)
    uri = path.as_uri() if path.is_absolute() else quote(str(PurePosixPath(path)))
    region = {"startLine": location.line, "startColumn": location.column}
    return {"artifactLocation": {"uri": uri}, "region": region}


FORMATS: Final[Mapping[str, _Report]] = {
    "text": _text,
    "github": _github,
    "sarif": _sarif,
    "json": _json,
}
"""For each format, the function that returns the report about a document without a line break at its end."""
