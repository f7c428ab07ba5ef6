"""Run `redocly diff` on the edits of the tests, and print a table that compares its steps with the expected ones.

`make review-redocly` runs this script. It needs Node.js and the network. No change and a patch count as equal.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.review.edits import EDITS, MARK
from tests.review.shop_edits import SHOP_EDITS
from tests.review.support import SPEC, apply, copy_spec
from tests.review.test_shop import SHOP

VERSION = "2.77.0"
STEPS = {None: 0, "none": 0, "patch": 0, "minor": 1, "major": 2}


def edited(folder: Path) -> Iterator[tuple[str, str, Path, Path]]:
    """The name and the expected step of each edit, the base and the edited document."""
    for number, (name, edit) in enumerate(EDITS.items()):
        spec = copy_spec(folder / f"own{number}")
        apply(edit, spec)
        yield name, edit.bump, SPEC / "openapi.yaml", spec / "openapi.yaml"
    for number, (name, (bump, _, _, replacements)) in enumerate(SHOP_EDITS.items()):
        text = SHOP.read_text("utf-8")
        for old, new in replacements:
            text = text.replace(old, new.replace(MARK, ""))
        path = folder / f"shop{number}.yaml"
        path.write_text(text, "utf-8")
        yield name, bump, SHOP, path


def step(program: list[str], base: Path, head: Path) -> str | None:
    """The step that Redocly reports."""
    command = [*program, "diff", str(base), str(head), "--format=json", "--fail-on=none"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout[done.stdout.index("{") :])
    bump: str | None = report.get("bump")
    return bump


def main(program: list[str]) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    with TemporaryDirectory() as folder:
        for name, expected, base, head in edited(Path(folder)):
            actual = step(program, base, head)
            difference = STEPS[actual] - STEPS[expected]
            result = "equal" if not difference else "higher" if difference > 0 else "lower"
            counts[expected, result] += 1
            if difference:
                print(f"{name}: {expected}, Redocly: {actual}", file=sys.stderr)
    print("| expected | edits | equal | higher | lower |\n|---|---|---|---|---|")
    for expected in ("none", "patch", "minor", "major"):
        row = [counts[expected, result] for result in ("equal", "higher", "lower")]
        print(f"| {expected} | {sum(row)} | {' | '.join(map(str, row))} |")


if __name__ == "__main__":
    main(sys.argv[1:] or ["npx", "--yes", f"@redocly/cli@{VERSION}"])
