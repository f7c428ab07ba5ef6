"""Build wheels and install them into environments, without network access."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import venv
from pathlib import Path


def content(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder, without caches of the interpreter."""
    files = (
        path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(files)}


def generated(folder: Path) -> dict[str, bytes]:
    """Return the manifest of a generated package and the files in it, without files that an installation created."""
    manifest = ".generator.json"
    names = [manifest, *json.loads((folder / manifest).read_bytes())["files"]]
    return {name: (folder / name).read_bytes() for name in names}


def wheel_of(source: Path, folder: Path) -> Path:
    """Build a wheel of the project in `source` into `folder`, with the setuptools of this environment."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-build-isolation", "--no-deps"]
    command += ["--no-index", "--wheel-dir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


class Environment:
    """An environment with a wheel and the dependencies of this project, but without its source."""

    def __init__(self, wheel: Path, folder: Path) -> None:
        venv.create(folder / "venv", with_pip=False, symlinks=True)
        self._folder = folder
        self.python = folder / "venv" / "bin" / "python"
        (self.site,) = (folder / "venv" / "lib").glob("python*/site-packages")
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
        command += ["--target", str(self.site), str(wheel)]
        subprocess.run(command, check=True, capture_output=True)
        (self.site / "dependencies.pth").write_text(f"{dependencies()}\n")

    def run(self, *arguments: str) -> str:
        """Run Python in the environment, outside this checkout, and return its output."""
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        result = subprocess.run(
            [self.python, "-I", *arguments],
            check=True,
            capture_output=True,
            text=True,
            cwd=self._folder,
            env=environment,
        )
        return result.stdout


def dependencies() -> str:
    """Return the site-packages of this environment."""
    spec = importlib.util.find_spec("msgspec")
    assert spec is not None
    assert spec.origin is not None
    return str(Path(spec.origin).parents[1])
