"""Tree -> Tree: the Python that came from templates, formatted by black, in process.

The settings stand here and nowhere else: no configuration file of any folder is read. What black has formatted is
parsed once more, so a text that does not compile never leaves this room.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import PurePosixPath
from typing import TypeAlias

from generator.cache import Cache
from generator.tree import Tree

from .engine import blacken, settings
from .statements import Statement, cut, every, joined

__all__ = ["FormattingError", "format_tree"]

_POOL_FROM = 300_000  # characters; below, starting the processes costs more than they save
_PROCESSES = 2
_BATCH = 100_000  # characters that one process formats before it gives its memory back

_Whole: TypeAlias = "tuple[PurePosixPath, str]"
_Job: TypeAlias = "Statement | _Whole"


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
    missing: dict[PurePosixPath, str] = {}
    for path, content in tree.items():
        if isinstance(content, str) and path.suffix in {".py", ".pyi"}:
            cached = cache.get(*key, path.suffix, content)
            if cached is None:
                missing[path] = content
            else:
                formatted[path] = cached.decode("utf-8")
    for path, text in _formatted(missing):
        formatted[path] = text
        cache.put(text.encode("utf-8"), *key, path.suffix, missing[path])
    return formatted


def _formatted(files: Mapping[PurePosixPath, str]) -> Iterator[_Whole]:
    """The formatted files: put together from their statements where that can be done, as a whole where it cannot."""
    cuts = {path: cut(text) for path, text in files.items() if path.suffix == ".py"}
    statements = {each.framed: each for found in cuts.values() for each in every(found or ())}
    settled = ((framed, each.settled()) for framed, each in statements.items())
    texts = {framed: text for framed, text in settled if text is not None}
    unsettled = [each for framed, each in statements.items() if framed not in texts]
    for each, text in zip(unsettled, _run(unsettled), strict=True):
        if text is not None:
            texts[each.framed] = text
    whole: list[_Whole] = []
    for path, source in files.items():
        found = cuts.get(path)
        if found and all(each.framed in texts for each in every(found)):
            yield path, joined(found, texts)
        else:
            whole.append((path, source))
    for (path, _), text in zip(whole, _run(whole), strict=True):
        yield path, text or ""


def _run(jobs: Sequence[_Job]) -> Iterator[str | None]:
    """What `_format` gives for each, in two processes if there is much to do."""
    batches = list(_batches(jobs))
    if sum(map(_size, jobs)) < _POOL_FROM:
        yield from chain.from_iterable(map(_format_batch, batches))
        return
    from concurrent.futures import ProcessPoolExecutor  # slow to import, and seldom needed

    with ProcessPoolExecutor(_PROCESSES, initializer=gc.freeze) as pool:
        yield from chain.from_iterable(pool.map(_format_batch, batches))


def _batches(jobs: Sequence[_Job]) -> Iterator[list[_Job]]:
    batch: list[_Job] = []
    size = 0
    for job in jobs:
        if batch and size + _size(job) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(job)
        size += _size(job)
    if batch:
        yield batch


def _size(job: _Job) -> int:
    return len(job.text if isinstance(job, Statement) else job[1])


def _format_batch(jobs: Sequence[_Job]) -> list[str | None]:
    # black's trees are full of cycles; collecting them as they grow takes as long as the formatting itself
    enabled = gc.isenabled()
    gc.disable()
    try:
        return [_format(job) for job in jobs]
    finally:
        if enabled:
            gc.enable()
            gc.collect()


def _format(job: _Job) -> str | None:
    """The formatted text; None for a statement that is none by itself."""
    try:
        if isinstance(job, Statement):
            return job.formatted()
        return blacken(job[1], is_pyi=job[0].suffix == ".pyi")
    except (SyntaxError, ValueError) as error:
        if isinstance(job, Statement):
            return None
        raise FormattingError(f"{job[0]}: the rendered text is no Python: {error}") from error
