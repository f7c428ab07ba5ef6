"""The formats of the diagnostics that `check` prints: text, GitHub annotations, SARIF and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from generator.diagnostics import Diagnostic, Location
from generator.report import summary
from generator.report.github import annotation
from generator.report.sarif import sarif_location, sarif_log, sarif_related

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
    """A log of SARIF 2.1.0."""
    rules = {diagnostic.rule: diagnostic.rule.replace("-", " ") for diagnostic in diagnostics}
    return sarif_log(rules, [_result(diagnostic) for diagnostic in diagnostics])


def _result(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "ruleId": diagnostic.rule,
        "level": str(diagnostic.severity),
        "message": {"text": diagnostic.message},
        "locations": [sarif_location(diagnostic.location)],
        "relatedLocations": sarif_related(diagnostic.related),
    }


FORMATS: Final[Mapping[str, _Report]] = {
    "text": _text,
    "github": _github,
    "sarif": _sarif,
    "json": _json,
}
"""For each format, the function that returns the report about a document without a line break at its end."""
