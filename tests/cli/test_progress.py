"""On a terminal, a run shows its stages. A pipe gets nothing of it."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from generator.pipeline import STAGES
from tests.support.harness import ROOT


def stderr_of(folder: Path, *, terminal: bool) -> str:
    """Generate a package, and return what the command writes to standard error."""
    command = [sys.executable, "-m", "generator", "generate", "--no-cache", "--out", str(folder)]
    command += ["--spec", str(ROOT / "docs" / "examples" / "petstore.yaml")]
    if not terminal:
        return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stderr
    outer, inner = pty.openpty()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=inner) as process:
        os.close(inner)
        written = b""
        try:
            while part := os.read(outer, 65536):
                written += part
        except OSError:  # Linux reports the end of a terminal as an error
            pass
    os.close(outer)
    assert process.returncode == 0
    return written.decode()


def test_a_terminal_shows_the_stages_and_how_far_they_are(tmp_path: Path) -> None:
    updates = re.split(r"\r\x1b\[K", stderr_of(tmp_path / "out", terminal=True))
    assert not updates[0]
    begun = [each for each in updates if each.endswith("...")]
    assert begun == [f"  {i}/3 {stage} ..." for i, stage in enumerate(STAGES, 1)]
    assert any(re.fullmatch(r"  3/3 render and format \.\.\. \d+ of \d+ files", u) for u in updates)
    ended = [each for each in updates if each.endswith("\n")]
    assert [each.split("  ")[1].strip() for each in ended] == list(STAGES)


def test_a_pipe_gets_no_progress(tmp_path: Path) -> None:
    assert stderr_of(tmp_path / "out", terminal=False) == ""
