"""Detection of cycles, such as references that lead back to themselves."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def cycles(following: Mapping[K, K]) -> Iterator[list[K]]:
    """Each cycle of a mapping from an item to the next item, once and in order. Takes linear time."""
    finished: set[K] = set()
    for first in following:
        path: dict[K, None] = {}  # in order
        current = first
        while current in following and current not in finished and current not in path:
            path[current] = None
            current = following[current]
        if current in path:
            chain = list(path)
            yield chain[chain.index(current) :]
        finished.update(path)  # not `|=`, which copies the set
