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

# Package -> (packages it may import, distributions it may import). Imports go down: there are no cycles.
TABLE: dict[str, tuple[set[str], set[str]]] = {
    "__init__": (set(), set()),
    "tree": (set(), set()),
    "cache": (set(), set()),
    "diagnostics": (set(), set()),
    "json_types": (set(), set()),
    "ir": ({"json_types"}, set()),
    "patterns": (set(), set()),
    "runtime_facts": (set(), set()),
    "reserved": ({"runtime_facts"}, set()),
    "naming": ({"reserved"}, set()),
    "config": ({"naming", "reserved"}, set()),
    "openapi": ({"diagnostics", "json_types"}, {"yaml", "jsonpath"}),
    "lint": (
        {"openapi", "diagnostics", "json_types", "patterns"},
        {"jsonschema", "jsonschema_specifications", "referencing"},  # of openapi-spec-validator
    ),
    "parser": (
        set("openapi ir json_types naming reserved runtime_facts diagnostics patterns".split()),
        set(),
    ),
    "emit": (
        {"json_types", "ir", "naming", "reserved", "tree", "cache"},
        {"jinja2", "black", "_black_version"},
    ),
    "output": ({"tree"}, set()),
    "pipeline": (
        {"openapi", "lint", "parser", "emit", "cache", "ir", "diagnostics", "tree"}
        | {"runtime_facts"},
        set(),
    ),
    "report": ({"diagnostics"}, set()),
    "options": (set(), {"click"}),
    "cli": (
        {"pipeline", "output", "diagnostics", "ir", "tree", "cache", "config", "options", "report"}
        | {"__init__", "parser"},  # the version, and the names that a user can choose
        {"click"},
    ),
    "__main__": ({"cli"}, set()),
}

MAX_LINES = 300

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


def imported_package(name: str) -> str:
    """Return the package of a name: `openapi` for `generator.openapi.load`, `__init__` for `generator.__version__`."""
    second = name.split(".")[1] if "." in name else "__init__"
    return second if second in TABLE else "__init__"


def test_imports_go_down_only() -> None:
    unlisted = [name_of(path) for path in FILES if package_of(path) not in TABLE]
    assert not unlisted, "\n".join(unlisted)
    wrong = []
    for path in FILES:
        packages, distributions = TABLE[package_of(path)]
        for name in imports(path):
            top = name.split(".")[0]
            if top == "generator":
                allowed = imported_package(name) in packages | {package_of(path)}
            else:
                allowed = top in sys.stdlib_module_names or top in distributions
            if not allowed:
                wrong.append(f"{name_of(path)} imports {name}")
    assert not wrong, "\n".join(wrong)


def test_the_table_has_no_cycles_and_no_missing_packages() -> None:
    assert set(TABLE) == {package_of(path) for path in FILES}
    placed: set[str] = set()
    while len(placed) < len(TABLE):
        ready = {name for name, (packages, _) in TABLE.items() if packages <= placed} - placed
        assert ready, f"these import each other in a cycle: {sorted(set(TABLE) - placed)}"
        placed |= ready


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
        if package_of(path) != "cli"
        for node in nodes(path)
        if (name := speech(node))
    ]
    assert not violations, "\n".join(violations)


NETWORK = {"socket", "ssl", "http", "urllib.request", "ftplib"}
FORBIDDEN = NETWORK | {"subprocess", "pickle", "ctypes"}
RUNNING = {"eval", "exec", "compile", "__import__"}


def test_nothing_uses_the_network_or_executes_text() -> None:
    imported = [
        f"{name_of(path)} imports {name}"
        for path in FILES
        for name in imports(path)
        if any(f"{name}.".startswith(f"{each}.") for each in FORBIDDEN)
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
