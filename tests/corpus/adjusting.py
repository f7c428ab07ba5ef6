"""Change values: leave out parts of them, and vary them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy

from documents import Json

_VARIED = 40  # variants of one scalar


def without(value: Json, paths: Iterable[Sequence[str | int]]) -> Json:
    """Return the value without the entries at these paths. An empty path removes nothing."""
    kept = deepcopy(value)
    # From the end, because removing an item changes the indices of the items after it.
    for path in sorted({tuple(each) for each in paths if each}, key=_order, reverse=True):
        parent = kept
        try:
            for part in path[:-1]:
                parent = parent[part]
            del parent[path[-1]]
        except (KeyError, IndexError, TypeError):  # removed with an item before
            continue
    return kept


def _order(path: tuple[str | int, ...]) -> list[tuple[int, str]]:
    return [(part, "") if isinstance(part, int) else (-1, part) for part in path]


def others(value: Json) -> Iterator[Json]:
    """Yield similar values: another end of a string, another number, or another entry of an object or array."""
    if isinstance(value, bool) or value is None:
        yield from (True, False)
    elif isinstance(value, int | float):
        yield from (value + sign * step for step in range(1, _VARIED) for sign in (1, -1))
    elif isinstance(value, str):
        yield from (f"{value}{number}" for number in range(1, _VARIED))
        letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
        yield from (value[:-1] + each for each in letters)
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from ({**value, key: other} for other in others(entry))
    else:
        for index, entry in enumerate(value):
            yield from ([*value[:index], other, *value[index + 1 :]] for other in others(entry))
