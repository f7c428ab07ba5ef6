"""Tree -> Tree: the Python that came from templates, formatted by black, in process.

The settings stand here and nowhere else: no configuration file of any folder is read. What black has formatted is
parsed once more, so a text that does not compile never leaves this package.
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

_POOL_FROM = 300_000  # characters; below, starting the processes costs more than they save
_CHUNK = 100_000  # characters that a process is given at a time

_File: TypeAlias = "tuple[PurePosixPath, str]"


class FormattingError(Exception):
    """A rendered file is no Python: a fault of a template, never of a document."""


def format_tree(tree: Tree, cache: Cache | None = None) -> Tree:
    """A Tree with the same paths, in the same order, whose rendered Python files are formatted.

    Args:
        tree: What was rendered.
        cache: Remembers whole files.

    Raises:
        FormattingError: A rendered file cannot be parsed.
    """
    cache = cache or Cache(None)
    key = settings()
    formatted = dict(tree)  # the order; what is rendered is replaced below
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
    """The formatted texts of files, made on all cores if there is much to do."""
    if sum(len(source) for _, source in files) < _POOL_FROM:
        yield from _format_chunk(files)
        return
    from concurrent.futures import ProcessPoolExecutor  # slow to import, and seldom needed

    chunks = list(_chunks(files))
    processes = min(len(chunks), os.cpu_count() or 1)
    # Collecting black's trees, which are full of cycles, takes as long as the formatting itself.
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
    """The formatted text: put together from its statements where that can be done, as a whole where it cannot."""
    statements = split_statements(source) if path.suffix == ".py" else None
    if statements:
        try:
            return join_statements(statements)
        except (SyntaxError, ValueError):
            pass  # one of them cannot stand alone
    try:
        return blacken(source, is_pyi=path.suffix == ".pyi")
    except (SyntaxError, ValueError) as error:
        raise FormattingError(f"{path}: the rendered text is no Python: {error}") from error
