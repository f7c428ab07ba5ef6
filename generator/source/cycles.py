"""Chains of references that never reach a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from .pointers import Target

Site = TypeVar("Site")


def cycles(sites: Mapping[int, Site], targets: Mapping[int, Target | None]) -> Iterator[list[Site]]:
    """Each circle of references. `sites` has the identity of each referring mapping."""
    finished: set[int] = set()
    for first in sites:
        path: dict[int, None] = {}  # in order
        current = first
        while current not in finished and current not in path:
            path[current] = None
            target = targets.get(current)
            if target is None or id(target.value) not in sites:
                break
            current = id(target.value)
        else:
            if current in path:
                chain = list(path)
                yield [sites[member] for member in chain[chain.index(current) :]]
        finished.update(path)  # not `|=`, which copies the set
