"""From a document to a package that can be imported, for the tests that need one of their own."""

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

ROOT = Path(__file__).parents[1]
NAMES = SettingsInput(package="made", distribution="made", client="Made", env_prefix="MADE")


def write_spec(document: Mapping[str, Any], folder: Path) -> Path:
    """The document as a YAML file (all that is not ASCII escaped: PyYAML folds texts at unusual line breaks)."""
    path = folder / "openapi.yaml"
    text = yaml.dump(dict(document), Dumper=yaml.CSafeDumper, allow_unicode=False, sort_keys=False)
    path.write_text(text, "utf-8")
    return path


def api_of(spec: Path, names: SettingsInput = NAMES) -> Api:
    """The Api of a document; every problem that stops it is in the assertion's message."""
    result = pipeline.check(Request(spec, names=names))
    assert result.api is not None, "\n".join(
        diagnostic.render() for diagnostic in result.diagnostics
    )
    return result.api


def tree_of(spec: Path, *, formatted: bool = False) -> Tree:
    """The output for a document, unformatted unless asked for: formatting takes most of the time."""
    tree = render(api_of(spec), templates_folder())
    return format_tree(tree) if formatted else tree


def write_tree(tree: Tree, folder: Path) -> None:
    """The files of a Tree. The runtime is not copied but linked, so that it is compiled once for all packages."""
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
    """The Python files of a Tree that were rendered (the runtime is copied)."""
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
    """The package in this folder, imported; afterwards it is forgotten."""
    _forget(package)
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        yield importlib.import_module(package)
    finally:
        sys.path.remove(str(folder))
        _forget(package)


def _forget(package: str) -> None:
    """Forget a package's modules, but keep its runtime: it is the same for all, and takes long to import."""
    runtime = f"{package}._runtime"
    for name in [name for name in sys.modules if name.partition(".")[0] == package]:
        if not name.startswith(runtime):
            del sys.modules[name]
