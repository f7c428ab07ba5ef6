"""Tree -> Tree: format the rendered Python files with black, in this process.

The settings are fixed; black reads no configuration file. The output of black is parsed again, so this package never
returns text that does not compile.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import PurePosixPath
from typing import TypeAlias

from generator.cache import Cache
from generator.emit.format.black_runner import blacken, settings
from generator.emit.format.statements import join_statements, split_statements
from generator.tree import Tree

__all__ = ["FormattingError", "format_tree"]

_MIN_PARALLEL = (
    300_000  # characters; for less text, starting processes costs more time than it saves
)
_CHUNK = 100_000  # characters that a process formats at a time

_File: TypeAlias = "tuple[PurePosixPath, str]"


class FormattingError(Exception):
    """A rendered file is not valid Python. The cause is always a template, not a document."""


def format_tree(tree: Tree, cache: Cache | None = None) -> Tree:
    """Return the Tree with its rendered Python files formatted; paths and their order stay the same.

    Args:
        tree: The rendered output.
        cache: The cache of formatted files.

    Raises:
        FormattingError: A rendered file cannot be parsed.
    """
    cache = cache or Cache(None)
    key = settings()
    formatted = dict(tree)  # keeps the order; formatted files are replaced below
    missing: list[_File] = []
    for path, content in tree.items():
        if isinstance(content, str) and path.suffix in {".py", ".pyi"}:
            cached = cache.get(*key, path.suffix, content)
            if cached is None:
                missing.append((path, content))
            else:
                formatted[path] = cached.decode("utf-8")
    for (path, source), text in zip(missing, _formatted(missing), strict=True):
        formatted[path] = text
        cache.put(text.encode("utf-8"), *key, path.suffix, source)
    return formatted


def _formatted(files: Sequence[_File]) -> Iterator[str]:
    """Yield the formatted files. Large amounts of text are formatted on all cores."""
    if sum(len(source) for _, source in files) < _MIN_PARALLEL:
        yield from _format_chunk(files)
        return
    from concurrent.futures import ProcessPoolExecutor  # slow to import and rarely needed

    chunks = list(_chunks(files))
    processes = min(len(chunks), os.cpu_count() or 1)
    # The garbage collection of black's cyclic syntax trees takes as long as the formatting itself.
    with ProcessPoolExecutor(processes, initializer=gc.disable) as pool:
        yield from chain.from_iterable(pool.map(_format_chunk, chunks))


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


def _format_chunk(files: Iterable[_File]) -> list[str]:
    return [_format(path, source) for path, source in files]


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
