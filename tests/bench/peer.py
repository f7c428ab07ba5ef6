"""openapi-python-client in a separate environment, created on first use."""

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
    """Create the environment and return the peer's name and version."""
    if not (HOME / ".ready").exists():
        venv.create(HOME, with_pip=True, clear=True)
        install = (
            "-m pip install --quiet --disable-pip-version-check openapi-python-client pydantic"
        )
        subprocess.run([PYTHON, *install.split()], check=True, stderr=subprocess.PIPE)
        (HOME / ".ready").touch()
    result = subprocess.run(
        [BIN / "openapi-python-client", "--version"], capture_output=True, text=True, check=True
    )
    return result.stdout.strip().replace(" version:", "")


def generate(document: Path, out: Path) -> Cost:
    """Generate a package with the peer's default hooks: ruff's fixes and its formatter."""
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    command: list[str | Path] = [BIN / "openapi-python-client", "generate", "--overwrite"]
    return process(
        [*command, "--path", document, "--output-path", out], {"PATH": path}, cwd=out.parent
    )
