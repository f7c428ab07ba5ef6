"""Rules of the architecture that the source must follow: imports, output, and the length of files."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GENERATOR = ROOT / "generator"
TEMPLATES = ROOT / "templates"

# The packages that may import a distribution. `pyproject.toml` has the layers, which import-linter checks.
DISTRIBUTIONS: dict[str, set[str]] = {
    "openapi": {"yaml", "jsonpath"},
    # Dependencies of openapi-spec-validator.
    "lint": {"jsonschema", "jsonschema_specifications", "referencing"},
    "parser": {"packaging"},
    "emit": {"jinja2", "black", "_black_version"},
    "options": {"click"},
    "cli": {"click"},
    "review_command": {"click"},
    "explain": {"click"},
}

MAX_LINES = 300  # of a module
MAX_MODULES = 14  # of a folder, with `__init__`

FILES = sorted(GENERATOR.rglob("*.py"))


def package_of(path: Path) -> str:
    first = path.relative_to(GENERATOR).parts[0]
    return first.removesuffix(".py")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def nodes(path: Path) -> list[ast.AST]:
    """Return all nodes of the syntax tree of a file."""
    return list(ast.walk(ast.parse(path.read_text("utf-8"))))


def imports(path: Path) -> Iterator[str]:
    """Yield the absolute names of all imports anywhere in a file."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def test_each_distribution_has_one_user() -> None:
    wrong = []
    for path in FILES:
        allowed = {"generator", *sys.stdlib_module_names, *DISTRIBUTIONS.get(package_of(path), ())}
        wrong += [
            f"{name_of(path)} imports {name}"
            for name in imports(path)
            if name.partition(".")[0] not in allowed
        ]
    assert not wrong, "\n".join(wrong)


def public_names(path: Path) -> Iterator[str]:
    """Yield the public names that a module defines."""
    for node in ast.parse(path.read_text("utf-8")).body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name


def test_each_public_name_has_one_definition() -> None:
    places: dict[str, list[str]] = {}
    for path in FILES:
        for name in set(public_names(path)):
            if not name.startswith("_"):
                places.setdefault(name, []).append(name_of(path))
    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}


def test_folders_are_small() -> None:
    runtime = TEMPLATES / "[package]" / "_runtime"
    folders = [path for root in (GENERATOR, runtime) for path in [root, *root.rglob("*/")]]
    counts = {path: len(list(path.glob("*.py"))) for path in folders}
    assert {name_of(path): count for path, count in counts.items() if count > MAX_MODULES} == {}


TALKING = {"print", "input", "exit", "quit", "breakpoint"}
STREAMS = {"sys.exit", "sys.stdout", "sys.stderr", "sys.argv", "os._exit"}


def speech(node: ast.AST) -> str | None:
    """Return the name that a node uses to print, to read the command line or to exit."""
    match node:
        case ast.Call(func=ast.Name(id=name)) if name in TALKING:
            return name
        case ast.Attribute(value=ast.Name(id=module), attr=attribute):
            return name if (name := f"{module}.{attribute}") in STREAMS else None
        case ast.Name(id="SystemExit"):
            return "SystemExit"
    return None


def test_only_the_command_prints_and_exits() -> None:
    violations = [
        f"{name_of(path)}: {name}"
        for path in FILES
        if package_of(path) not in ("cli", "__main__")
        for node in nodes(path)
        if (name := speech(node))
    ]
    assert not violations, "\n".join(violations)


NETWORK = {"socket", "ssl", "http", "urllib.request", "ftplib"}
FORBIDDEN = NETWORK | {"subprocess", "pickle", "ctypes"}
# The modules that start a process: git, and mypy for `review --verify`. The module that requests a document at a URL.
PERMITTED = {
    "generator/review/git.py": {"subprocess"},
    "generator/review/verification.py": {"subprocess"},
    "generator/openapi/storage/web.py": {"http", "urllib.request"},
}
RUNNING = {"eval", "exec", "compile", "__import__"}


def test_nothing_uses_the_network_or_executes_text() -> None:
    imported = [
        f"{name_of(path)} imports {name}"
        for path in FILES
        for name in imports(path)
        for each in FORBIDDEN - PERMITTED.get(name_of(path), set())
        if f"{name}.".startswith(f"{each}.")
    ]
    called = [
        f"{name_of(path)} calls {node.func.id}"
        for path in FILES
        for node in nodes(path)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in RUNNING
    ]
    assert not imported, "\n".join(imported)
    assert not called, "\n".join(called)


def test_files_are_short() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in FILES}
    too_long = [f"{name}: {lines} lines" for name, lines in lengths.items() if lines >= MAX_LINES]
    assert not too_long, "\n".join(too_long)


def test_the_generator_and_the_templates_do_not_mention_the_api() -> None:
    word = re.compile("comet|business.?messaging", re.IGNORECASE)
    paths = (path for folder in (GENERATOR, TEMPLATES) for path in sorted(folder.rglob("*")))
    names = [path.relative_to(ROOT) for path in paths if path.is_file()]
    ours = [
        name
        for name in names
        if not any(part.startswith((".", "__pycache__")) for part in name.parts)
    ]
    assert len(ours) > len(FILES)
    assert [str(name) for name in ours if word.search((ROOT / name).read_text("utf-8"))] == []
    assert [str(name) for name in ours if word.search(str(name))] == []
