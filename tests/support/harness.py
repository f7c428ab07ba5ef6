"""Generate and import packages from documents."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from generator import pipeline
from generator.emit.format import format_tree
from generator.emit.render import render
from generator.ir.api import Api
from generator.parser import SettingsInput
from generator.pipeline import Request
from generator.runtime_facts import templates_folder
from generator.tree import Tree, as_bytes

ROOT = Path(__file__).parents[2]
NAMES = SettingsInput(package="made", distribution="made", client="Made", env_prefix="MADE")


def write_spec(document: Mapping[str, Any], folder: Path) -> Path:
    """Write the document as a YAML file. It is ASCII only, because PyYAML folds text at unusual line breaks."""
    path = folder / "openapi.yaml"
    text = yaml.dump(dict(document), Dumper=yaml.CSafeDumper, allow_unicode=False, sort_keys=False)
    path.write_text(text, "utf-8")
    return path


def api_of(spec: Path, names: SettingsInput = NAMES) -> Api:
    """Return the Api of a document; the assertion message has the diagnostics if it has errors."""
    result = pipeline.check(Request(spec, names=names))
    assert result.api is not None, "\n".join(
        diagnostic.render() for diagnostic in result.diagnostics
    )
    return result.api


def tree_of(spec: Path, *, formatted: bool = False) -> Tree:
    """Return the output for a document. It is unformatted by default, because formatting takes most of the time."""
    files = render(api_of(spec), templates_folder())
    return format_tree(files) if formatted else dict(files)


def write_tree(tree: Tree, folder: Path) -> None:
    """Write the files of a Tree. The runtime is a symbolic link, so Python compiles it once for all packages."""
    runtime = templates_folder() / "[package]" / "_runtime"
    for path, content in tree.items():
        if "_runtime" in path.parts:
            link = folder / path.parts[0] / "_runtime"
            if not link.is_symlink():
                link.parent.mkdir(parents=True, exist_ok=True)
                link.symlink_to(runtime, target_is_directory=True)
            continue
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(as_bytes(content))


def sources(tree: Tree) -> dict[str, str]:
    """Return the rendered Python files of a Tree, without the runtime, which is copied."""
    return {
        path.as_posix(): text
        for path, text in tree.items()
        if isinstance(text, str) and path.suffix == ".py"
    }


def import_all(package: str, files: Mapping[str, str]) -> list[ModuleType]:
    """Import every module of a package, given its files."""
    names = (name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in files)
    return [importlib.import_module(name) for name in names if name.startswith(package)]


@contextmanager
def importable(folder: Path, package: str = "made") -> Iterator[ModuleType]:
    """Import the package in this folder, and remove it from `sys.modules` afterwards."""
    _forget(package)
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        yield importlib.import_module(package)
    finally:
        sys.path.remove(str(folder))
        _forget(package)


def _forget(package: str) -> None:
    """Remove a package from `sys.modules`, except its runtime, which is always the same and slow to import."""
    runtime = f"{package}._runtime"
    for name in [name for name in sys.modules if name.partition(".")[0] == package]:
        if not name.startswith(runtime):
            del sys.modules[name]
