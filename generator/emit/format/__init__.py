"""Rendered files -> Tree: format the Python files with black.

The settings are fixed; black reads no configuration file. The output of black is parsed again, so this package never
returns text that does not compile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from itertools import chain, islice
from pathlib import PurePosixPath
from typing import TypeAlias

from generator.cache import Cache
from generator.emit.format.black_runner import blacken, settings
from generator.emit.format.statements import join_statements, split_statements
from generator.processes import Processes
from generator.tree import Tree

__all__ = ["FormattingError", "blacken", "format_tree"]

_CHUNK = 100_000  # characters that a process formats at a time
_MIN_PARALLEL = 3  # chunks; for fewer, starting processes costs more time than it saves

_File: TypeAlias = "tuple[PurePosixPath, str]"
_Formatted: TypeAlias = "tuple[PurePosixPath, str, str]"  # with the rendered and the formatted text


class FormattingError(Exception):
    """A rendered file is not valid Python. The cause is always a template, not a document."""


def format_tree(
    files: Iterable[tuple[PurePosixPath, bytes | str]],
    cache: Cache | None = None,
    report: Callable[[int, int], None] | None = None,
    processes: Processes | None = None,
) -> Tree:
    """Return the files as a Tree, sorted by path, with rendered Python files formatted.

    Args:
        files: The rendered output. Of an iterator, the first files are formatted while the others are rendered.
        cache: The cache of formatted files.
        report: Called with the numbers of finished and of rendered files when one of them has changed.
        processes: The processes for large amounts of text; new ones by default.

    Raises:
        FormattingError: A rendered file cannot be parsed.
    """
    cache = cache or Cache(None)
    key = settings()
    tree: Tree = {}
    waiting: set[PurePosixPath] = set()

    def missing() -> Iterator[_File]:
        for path, content in files:
            tree[path] = content
            if report is not None:
                report(len(tree) - len(waiting), len(tree))
            if isinstance(content, str) and path.suffix in {".py", ".pyi"}:
                cached = cache.get(*key, path.suffix, content)
                if cached is None:
                    waiting.add(path)
                    yield path, content
                else:
                    tree[path] = cached.decode("utf-8")

    for path, source, text in _formatted(missing(), processes):
        tree[path] = text
        waiting.remove(path)
        if report is not None:
            report(len(tree) - len(waiting), len(tree))
        cache.put(text.encode("utf-8"), *key, path.suffix, source)
    return dict(sorted(tree.items()))


def _formatted(files: Iterable[_File], processes: Processes | None) -> Iterator[_Formatted]:
    """Format the files. Large amounts of text are formatted on all cores."""
    chunks = _chunks(files)
    first = list(islice(chunks, _MIN_PARALLEL))
    if len(first) < _MIN_PARALLEL:
        yield from chain.from_iterable(map(_format_chunk, first))
        return
    with nullcontext(processes) if processes else Processes() as running:
        yield from chain.from_iterable(running.pool.map(_format_chunk, chain(first, chunks)))


def _chunks(files: Iterable[_File]) -> Iterator[list[_File]]:
    chunk: list[_File] = []
    size = 0
    for path, source in files:
        if chunk and size + len(source) > _CHUNK:
            yield chunk
            chunk, size = [], 0
        chunk.append((path, source))
        size += len(source)
    if chunk:
        yield chunk


def _format_chunk(files: Iterable[_File]) -> list[_Formatted]:
    return [(path, source, _format(path, source)) for path, source in files]


def _format(path: PurePosixPath, source: str) -> str:
    """Return the formatted text, statement by statement if possible and otherwise as a whole."""
    statements = split_statements(source) if path.suffix == ".py" else None
    if statements:
        try:
            return join_statements(statements)
        except (SyntaxError, ValueError):
            pass  # a statement is not valid on its own
    try:
        return blacken(source, is_pyi=path.suffix == ".pyi")
    except (SyntaxError, ValueError) as error:
        raise FormattingError(f"{path}: the rendered text is not valid Python: {error}") from error
