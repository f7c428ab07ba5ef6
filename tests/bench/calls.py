"""The cost of a call, compared with the HTTP library alone, over loopback to a minimal server."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from measure import PYTHON, Row, ratio

_HERE = Path(__file__).parent


def rows(package: Path) -> Iterator[Row]:
    """Yield the rows of the table for the package of this repository's spec."""
    with subprocess.Popen([PYTHON, _HERE / "child_server.py"], stdout=subprocess.PIPE) as server:
        try:
            assert server.stdout is not None
            port = server.stdout.readline().decode().strip()
            command: list[str | Path] = [
                PYTHON,
                "-W",
                "ignore",
                _HERE / "child_calls.py",
                package,
                port,
            ]
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=sys.stderr, check=True)
        finally:
            server.kill()
    measured = json.loads(done.stdout)
    for name, (ours, bare) in measured["calls"].items():
        yield ratio(
            f"a call, {name}, compared with httpx2 and msgspec", ours, bare, 1.15, "µs", 1e6
        )
    fake, real = measured["faked"]
    yield ratio("a call of the fake, compared with loopback", fake, real, 2, "µs", 1e6)
