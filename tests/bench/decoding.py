"""Decoding and encoding, compared with a decoder written by hand and with the models of other generators.

Each side runs in a separate process (`child_*.py`), which prints the seconds of one decoding and one encoding.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from statistics import median

import issue
import msgspec
import peer
from measure import PYTHON, Row, gain, ratio

_HERE = Path(__file__).parent
_ROUNDS = 3
_GOALS = {  # minimum speed-up over the models of another generator
    "decode": {"openapi-python-client": 8},
    "encode": {"openapi-python-client": 8, "openapi-generator": 20},
}


def rows(document: Path, ours: Path, work: Path) -> Iterator[Row]:
    """Yield the rows of the table for the package in `ours`, generated from GitHub's document."""
    data = work / "issues.json"
    data.write_bytes(_issues(document))
    peer.generate(_document(work), work / "peer-issues")
    commands: dict[str, list[str | Path]] = {
        "ours": [PYTHON, _HERE / "child_ours.py", ours],
        "openapi-python-client": [peer.PYTHON, _HERE / "child_peer.py", work / "peer-issues"],
        "openapi-generator": [peer.PYTHON, _HERE / "child_pydantic.py"],
    }
    results: dict[str, list[dict[str, float]]] = {name: [] for name in commands}
    for _ in range(_ROUNDS):
        for name, command in commands.items():
            results[name].append(_run([*command, data]))
    for verb in _GOALS:
        name = f"{verb} 100 issues of GitHub"
        seconds = {
            side: median(each[verb] for each in measured) for side, measured in results.items()
        }
        by_hand = median(each[f"{verb} by hand"] for each in results["ours"])
        own = seconds["ours"]
        yield ratio(f"{name}, compared with msgspec by hand", own, by_hand, 1.2, "ms", 1e3)
        for side, goal in _GOALS[verb].items():
            what = f"{name}, compared with models of {side} (by hand: {seconds[side] / by_hand:.1f} times)"
            yield gain(what, own, seconds[side], goal, "ms", 1e3)
    keep, ignore = (
        median(each[f"decode and {verb}"] for each in results["ours"])
        for verb in ("keep", "ignore")
    )
    what = (
        "decode 100 issues of GitHub that have an unknown property, `keep` compared with `ignore`"
    )
    yield ratio(what, keep, ignore, 3, "ms", 1e3)


def _run(command: Sequence[str | Path]) -> dict[str, float]:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    seconds: dict[str, float] = json.loads(done.stdout)
    return seconds


def _issues(document: Path) -> bytes:
    """Return 100 different issues, based on the example in the document."""
    examples = json.loads(document.read_bytes())["components"]["examples"]
    (example,) = examples["issue-items"]["value"]
    issues = []
    for number in range(100):
        each = deepcopy(example)
        each.update(id=number, number=number, title=f"{example['title']} {number}")
        each["user"].update(id=number, login=f"user-{number}")
        issues.append(each)
    return json.dumps(issues).encode()


def _document(work: Path) -> Path:
    """Return a document that contains only issues, because the peer omits the issue model of GitHub's document."""
    (schema,), schemas = msgspec.json.schema_components(
        (list[issue.Issue],), ref_template="#/components/schemas/{name}"
    )
    answer = {"description": "issues", "content": {"application/json": {"schema": schema}}}
    operation = {"operationId": "listIssues", "responses": {"200": answer}}
    path = work / "issues-openapi.json"
    path.write_text(
        json.dumps(
            {
                "openapi": "3.1.0",
                "info": {"title": "issues", "version": "1"},
                "paths": {"/issues": {"get": operation}},
                "components": {"schemas": schemas},
            }
        )
    )
    return path
