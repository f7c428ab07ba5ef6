"""Tree -> Tree: the Python that came from templates, formatted by black, in process.

The settings stand here and nowhere else: no configuration file of any folder is read. What black has formatted is
parsed once more, so a text that does not compile never leaves this room.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import PurePosixPath

from generator.cache import Cache
from generator.tree import Tree

from .blacken import blacken, settings
from .statements import Statement, cut, every, joined

__all__ = ["FormattingError", "format_tree"]

_POOL_FROM = 300_000  # characters; below, starting the processes costs more than they save
_PROCESSES = 2
_BATCH = 100_000  # characters that one process formats before it gives its memory back


class FormattingError(Exception):
    """A rendered file is no Python: a fault of a template, never of a document."""


def format_tree(tree: Tree, cache: Cache | None = None) -> Tree:
    """A Tree with the same paths, in the same order, whose rendered Python files are formatted.

    Raises:
        FormattingError: A rendered file cannot be parsed.
    """
    cache = cache or Cache(None)
    key = settings()
    formatted = dict(tree)  # the order; what is rendered is replaced below
    missing: dict[PurePosixPath, str] = {}
    for path, content in tree.items():
        if isinstance(content, str) and path.suffix in {".py", ".pyi"}:
            cached = cache.get(*key, path.suffix, content)
            if cached is None:
                missing[path] = content
            else:
                formatted[path] = cached.decode("utf-8")
    for path, text in _format_files(missing):
        formatted[path] = text
        cache.put(text.encode("utf-8"), *key, path.suffix, missing[path])
    return formatted
