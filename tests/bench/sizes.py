"""The number of lines per operation, and the length of the longest file."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from measure import Row, limit


def rows(packages: dict[str, Path]) -> Iterator[Row]:
    """Yield the rows of the table, two for each package."""
    for name, folder in packages.items():
        lines = _operations(folder)
        what = f"{name}: lines per operation, sync and async ({len(lines)} operations)"
        # Both methods have their full docstring with an example.
        yield limit(what, median(lines.values()), 90, "lines")
        longest = max(len(path.read_bytes().splitlines()) for path in folder.rglob("*.py"))
        yield limit(f"{name}: the longest file", longest, 5000, "lines")


def _operations(folder: Path) -> Counter[tuple[Path, str]]:
    """Count the lines of each operation's descriptor and two methods, with docstrings and preceding blank lines."""
    lines: Counter[tuple[Path, str]] = Counter()
    for path in folder.glob("*/resources/*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                lines[path, node.target.id.lower().strip("_")] += _length(node)
            elif isinstance(node, ast.ClassDef):
                for member in node.body:
                    if isinstance(member, ast.FunctionDef | ast.AsyncFunctionDef):
                        lines[path, member.name.strip("_").lower()] += _length(member) + 1
    return lines


def _length(node: ast.stmt) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1
