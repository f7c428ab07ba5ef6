"""openapi-python-client, in an environment of its own, which is made when it is first needed."""

from __future__ import annotations

import os
import subprocess
import tempfile
import venv
from pathlib import Path

from measure import Cost, process

HOME = Path(tempfile.gettempdir()) / "openapi-client-generator-bench"
BIN = HOME / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"


def install() -> str:
    """Make the environment; the peer's name and version."""
    if not (HOME / ".ready").exists():
        venv.create(HOME, with_pip=True, clear=True)
        pip: list[str | Path] = [
            PYTHON,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ]
        subprocess.run(
            [*pip, "openapi-python-client", "pydantic"], check=True, stderr=subprocess.PIPE
        )
        (HOME / ".ready").touch()
    said = subprocess.run(
        [BIN / "openapi-python-client", "--version"], capture_output=True, text=True, check=True
    )
    return said.stdout.strip().replace(" version:", "")


def generate(document: Path, out: Path) -> Cost:
    """A package, with the hooks that the peer has by default: ruff's fixes and its formatter."""
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    command: list[str | Path] = [BIN / "openapi-python-client", "generate", "--overwrite"]
    return process(
        [*command, "--path", document, "--output-path", out], {"PATH": path}, cwd=out.parent
    )
