"""Tree -> Tree: the Python that came from templates, formatted by black, in process.

The settings stand here and nowhere else: no configuration file of any folder is read. What black has formatted is
parsed once more, so a text that does not compile never leaves this room.
"""

from __future__ import annotations

import ast
import gc
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from itertools import chain
from pathlib import PurePosixPath
from typing import TypeAlias

from generator.cache import Cache
from generator.tree import Tree

LINE_LENGTH = 100
TARGET = "PY311"

_PYTHON_SUFFIXES = frozenset({".py", ".pyi"})
_POOL_FROM = 300_000  # characters; below, starting the processes costs more than they save
_PROCESSES = 2
_BATCH = 100_000  # characters that one process formats before it gives its memory back

_File: TypeAlias = "tuple[PurePosixPath, str]"


class FormattingError(Exception):
    """A rendered file is no Python: a fault of a template, never of a document."""


def format_tree(tree: Tree, cache: Cache | None = None) -> Tree:
    """A Tree with the same paths, in the same order, whose rendered Python files are formatted.

    Raises:
        FormattingError: A rendered file cannot be parsed.
    """
    cache = cache or Cache(None)
    settings = _settings()
    formatted: Tree = {}
    missing: list[_File] = []
    for path, content in tree.items():
        formatted[path] = content  # holds the place; replaced below where it is not final
        if isinstance(content, str) and path.suffix in _PYTHON_SUFFIXES:
            cached = cache.get(*settings, path.suffix, content)
            if cached is None:
                missing.append((path, content))
            else:
                formatted[path] = cached.decode("utf-8")
    for (path, source), text in zip(missing, _format_all(missing), strict=True):
        formatted[path] = text
        cache.put(text.encode("utf-8"), *settings, path.suffix, source)
    return formatted


def _settings() -> tuple[str, ...]:
    """Everything but the text that the result depends on."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return ("black", version("black"), python, TARGET, str(LINE_LENGTH))


def _format_all(files: list[_File]) -> Iterator[str]:
    batches = list(_batches(files))
    if sum(len(text) for _, text in files) < _POOL_FROM:
        yield from chain.from_iterable(map(_format_batch, batches))
        return
    with ProcessPoolExecutor(_PROCESSES, initializer=gc.freeze) as pool:
        yield from chain.from_iterable(pool.map(_format_batch, batches))


def _batches(files: list[_File]) -> Iterator[list[_File]]:
    batch: list[_File] = []
    size = 0
    for path, text in files:
        if batch and size + len(text) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append((path, text))
        size += len(text)
    if batch:
        yield batch


def _format_batch(files: list[_File]) -> list[str]:
    # black's trees are full of cycles; collecting them as they grow takes as long as the formatting itself
    enabled = gc.isenabled()
    gc.disable()
    try:
        return [_format(path, text) for path, text in files]
    finally:
        if enabled:
            gc.enable()
            gc.collect()


def _format(path: PurePosixPath, source: str) -> str:
    # slow to import, and not needed when the cache has everything
    from black import Mode, format_str
    from black.mode import TargetVersion
    from black.parsing import InvalidInput

    mode = Mode(
        target_versions={TargetVersion[TARGET]},
        line_length=LINE_LENGTH,
        is_pyi=path.suffix == ".pyi",
    )
    try:
        text = format_str(source, mode=mode)
        ast.parse(text, filename=str(path))
    except (InvalidInput, SyntaxError, ValueError) as error:
        raise FormattingError(f"{path}: the rendered text is no Python: {error}") from error
    return text
