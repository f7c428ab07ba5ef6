"""The architecture's promises that can be read off the source: who imports whom, who prints, how long a file is."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GENERATOR = ROOT / "generator"
TEMPLATES = ROOT / "templates"

# Room -> (rooms it may import, distributions it may import). A room stands below all that it imports: no circles.
TABLE: dict[str, tuple[set[str], set[str]]] = {
    "__init__": (set(), set()),
    "tree": (set(), set()),
    "cache": (set(), set()),
    "problems": (set(), set()),
    "model": (set(), set()),
    "patterns": (set(), set()),
    "runtime_facts": (set(), set()),
    "reserved": ({"runtime_facts"}, set()),
    "naming": ({"reserved"}, set()),
    "annotate": (set(), set()),
    "configuration": ({"naming"}, set()),
    "manifest": (set(), set()),
    "source": ({"problems"}, {"yaml", "jsonpath"}),
    "rules": (
        {"source", "problems", "patterns"},
        {"jsonschema", "jsonschema_specifications", "referencing"},  # of openapi-spec-validator
    ),
    "build": (
        {"source", "model", "naming", "reserved", "runtime_facts", "problems", "patterns"},
        set(),
    ),
    "annotations": ({"model", "naming", "reserved"}, set()),
    "render": ({"model", "annotations", "tree"}, {"jinja2"}),
    "formatting": ({"tree", "cache"}, {"black", "_black_version"}),
    "lock": (set(), set()),
    "staging": ({"lock"}, set()),
    "output": ({"tree", "manifest", "lock", "staging"}, set()),
    "pipeline": (
        {"source", "rules", "build", "render", "formatting", "cache", "model", "problems", "tree"}
        | {"runtime_facts"},
        set(),
    ),
    "summary": ({"output", "pipeline", "problems"}, set()),
    "cli": (
        {"pipeline", "output", "problems", "model", "tree", "cache", "configuration", "annotate"}
        | {"summary"}
        | {"__init__", "build"},  # the version, and the names that a user can choose
        {"click"},
    ),
    "__main__": ({"cli"}, set()),
}

MAX_LINES = 300
LONG = {"model.py": "one list of declarations, without behaviour, that is read as a whole"}

FILES = sorted(GENERATOR.rglob("*.py"))
IDS = [path.relative_to(ROOT).as_posix() for path in FILES]


def room(path: Path) -> str:
    first = path.relative_to(GENERATOR).parts[0]
    return first.removesuffix(".py")


def imports(tree: ast.Module, path: Path) -> Iterator[str]:
    """The absolute dotted names of everything that is imported, wherever in the file."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def imported_room(name: str) -> str:
    """`generator.source.load` is the room `source`, `generator.__version__` the package itself."""
    second = name.split(".")[1] if "." in name else "__init__"
    return second if second in TABLE else "__init__"


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_imports_go_down_only(path: Path) -> None:
    own = room(path)
    assert own in TABLE, f"{own} has no line in the table"
    rooms, distributions = TABLE[own]
    wrong = []
    for name in imports(ast.parse(path.read_text("utf-8")), path):
        top = name.split(".")[0]
        if top == "generator":
            allowed = imported_room(name) in rooms | {own}
        else:
            allowed = top in sys.stdlib_module_names or top in distributions
        if not allowed:
            wrong.append(name)
    assert wrong == [], f"{own} may import only {sorted(rooms | distributions)}"


def test_the_table_has_no_circles_and_no_rooms_that_are_gone() -> None:
    assert set(TABLE) == {room(path) for path in FILES}
    placed: set[str] = set()
    while len(placed) < len(TABLE):
        ready = {name for name, (rooms, _) in TABLE.items() if rooms <= placed} - placed
        assert ready, f"these import each other in a circle: {sorted(set(TABLE) - placed)}"
        placed |= ready


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_only_the_command_prints_and_exits(path: Path) -> None:
    if room(path) == "cli":
        return
    talking = {"print", "input", "exit", "quit", "breakpoint"}
    streams = {
        ("sys", "exit"),
        ("sys", "stdout"),
        ("sys", "stderr"),
        ("sys", "argv"),
        ("os", "_exit"),
    }
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in talking
        ):
            found.append(f"{node.lineno}: {node.func.id}")
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and (node.value.id, node.attr) in streams
        ):
            found.append(f"{node.lineno}: {node.value.id}.{node.attr}")
        if isinstance(node, ast.Name) and node.id == "SystemExit":
            found.append(f"{node.lineno}: SystemExit")
    assert found == []


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_nothing_reaches_the_network_or_runs_a_text(path: Path) -> None:
    forbidden = {
        "socket",
        "ssl",
        "http",
        "urllib.request",
        "ftplib",
        "subprocess",
        "pickle",
        "ctypes",
    }
    text = ast.parse(path.read_text("utf-8"))
    found = [
        name
        for name in imports(text, path)
        if any(f"{name}.".startswith(f"{each}.") for each in forbidden)
    ]
    calls = [
        node.func.id
        for node in ast.walk(text)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    assert found == []
    assert {"eval", "exec", "compile", "__import__"}.isdisjoint(calls)


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines < MAX_LINES or path.name in LONG


def test_neither_the_generator_nor_the_templates_know_the_api() -> None:
    word = re.compile("comet|business.?messaging", re.IGNORECASE)
    found = (path for folder in (GENERATOR, TEMPLATES) for path in sorted(folder.rglob("*")))
    names = [path.relative_to(ROOT) for path in found if path.is_file()]
    ours = [
        name
        for name in names
        if not any(part.startswith((".", "__pycache__")) for part in name.parts)
    ]
    assert len(ours) > len(FILES)
    assert [str(name) for name in ours if word.search((ROOT / name).read_text("utf-8"))] == []
    assert [str(name) for name in ours if word.search(str(name))] == []
