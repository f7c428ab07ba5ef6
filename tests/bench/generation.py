"""The time to generate: compared with a peer, after a small change, and compared with the unavoidable minimum."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import peer
from measure import PYTHON, ROOT, Cost, Row, in_pairs, limit, process, ratio

_BARE = """
import sys, gc
from pathlib import Path
import black, click, jinja2, jsonpath, openapi_spec_validator, yaml
mode = black.Mode(target_versions={black.TargetVersion.PY311}, line_length=100)
gc.disable()
for path in Path(sys.argv[1]).rglob("*.py"):
    if "_runtime" not in path.parts:  # copied unchanged
        black.format_str(path.read_text("utf-8"), mode=mode)
"""


def generate(document: Path, out: Path, *options: str, cache: Path | None = None) -> Cost:
    """Run this generator and return its cost. Without `cache`, it runs with `--no-cache`."""
    command: list[str | Path] = [
        PYTHON,
        *"-m generator generate --spec".split(),
        document,
        "--out",
        out,
        *options,
    ]
    cached = [] if cache else ["--no-cache"]
    return process([*command, *cached], {"XDG_CACHE_HOME": str(cache or "")})


def rows(document: Path, work: Path) -> Iterator[Row]:
    """Yield the rows of the table. The output stays in the folders `ours`, `peer` and `own` of `work`."""
    options = ("--package", "github", "--tolerant")

    def ours() -> Cost:
        shutil.rmtree(work / "ours", ignore_errors=True)
        return generate(document, work / "ours", *options)

    def theirs() -> Cost:
        shutil.rmtree(work / "peer", ignore_errors=True)
        return peer.generate(document, work / "peer")

    cold, reference = in_pairs(3, ours, theirs)
    yield ratio("GitHub, cold: seconds", cold.wall, reference.wall, 0.6, "s")
    yield ratio("GitHub, cold: CPU of all processes", cold.cpu, reference.cpu, 0.9, "s")
    yield limit("GitHub, cold: memory of the largest process", cold.peak, 1024, "MiB")
    warm = in_pairs(3, _Change(document, work, options))[0]
    what = "GitHub, one line changed, compared with cold"
    yield ratio(f"{what}: seconds", warm.wall, cold.wall, 0.35, "s")
    yield ratio(f"{what}: CPU", warm.cpu, cold.cpu, 0.35, "s")
    own, bare = in_pairs(5, lambda: generate_own(work), lambda: _unavoidable(work))
    what = "our spec, compared with imports and black alone"
    yield ratio(f"{what}: seconds", own.wall, bare.wall, 1.1, "s")
    yield ratio(f"{what}: CPU", own.cpu, bare.cpu, 1.1, "s")


class _Change:
    """Generate after one description has changed, a different one each time. The cache contains the previous files."""

    def __init__(self, document: Path, work: Path, options: tuple[str, ...]) -> None:
        self._text = document.read_text("utf-8")
        self._copy = work / document.name
        self._copy.write_text(self._text, "utf-8")
        self._work, self._options = work, options
        self._operations = (
            operation["description"]
            for item in json.loads(self._text)["paths"].values()
            for operation in item.values()
            if isinstance(operation, dict) and len(operation.get("description", "")) > 60
        )
        self._generate()

    def __call__(self) -> Cost:
        line = json.dumps(next(self._operations))
        self._text = self._text.replace(line, f'"Changed. {line[1:]}', 1)
        self._copy.write_text(self._text, "utf-8")
        return self._generate()

    def _generate(self) -> Cost:
        return generate(
            self._copy, self._work / "changed", *self._options, cache=self._work / "cache"
        )


def generate_own(work: Path) -> Cost:
    shutil.rmtree(work / "own", ignore_errors=True)
    options = ("--package", "cometchat_business_messaging")
    return generate(ROOT / "spec" / "openapi.yaml", work / "own", *options)


def _unavoidable(work: Path) -> Cost:
    return process([PYTHON, "-c", _BARE, work / "own"])
