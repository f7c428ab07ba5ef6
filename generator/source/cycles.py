"""Chains of references that never reach a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..problems import Problem, Severity
from .files import File
from .pointers import Target, address
from .reading import Pointer


def cycles(
    sites: Mapping[int, tuple[str, Pointer]],
    targets: Mapping[int, Target | None],
    files: Mapping[str, File],
) -> Iterator[Problem]:
    """One problem for each circle of references. `sites` are the places of the referring mappings, by identity."""
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
                yield _problem([sites[member] for member in chain[chain.index(current) :]], files)
        finished.update(path)  # not `|=`, which copies the set


def _problem(circle: list[tuple[str, Pointer]], files: Mapping[str, File]) -> Problem:
    places = [
        (files[file].location((*pointer, "$ref")), address(file, pointer))
        for file, pointer in circle
    ]
    first = places.index(min(places))
    places = places[first:] + places[:first]
    chain = " -> ".join(name for _, name in [*places, places[0]])
    related = tuple((place, "and through this reference") for place, _ in places[1:])
    message = f"this chain of references never reaches a value: {chain}"
    return Problem(places[0][0], Severity.ERROR, "reference-cycle", message, related)
