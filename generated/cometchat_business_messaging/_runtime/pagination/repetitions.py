"""Pages and items that come again because the list changed, or because the server ignores the position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class SeenPages:
    """The pages of a sequence by content, to detect repeated pages."""

    seen: dict[int, int] = field(default_factory=dict)

    def find(self, content: bytes | None, items: Sequence[object], index: int) -> int | None:
        """The index of an earlier page that had the same content or the same item ids."""
        # The pages are stored as hashes to limit the memory.
        first = self.seen.setdefault(hash(content), index)
        ids = tuple(getattr(item, "id", None) for item in items)
        if ids and all(isinstance(each, str | int) for each in ids) and len(set(ids)) == len(ids):
            first = min(first, self.seen.setdefault(hash((ids, "")), index))
        return first if first < index else None


def without_overlap(items: list[Any], before: Sequence[object]) -> list[Any]:
    """The items without leading ones that ended the previous page: an insertion into the list shifted them."""
    if not items or getattr(items[0], "id", None) is None:
        return items
    for start in (index for index, item in enumerate(before) if item == items[0]):
        length = len(before) - start
        if before[start:] == items[:length]:
            return items[length:]
    return items


def repeats_items(items: Sequence[object], before: Sequence[object]) -> bool:
    """Whether an item has the id of an item of the previous page."""
    return not _ids(before).isdisjoint(_ids(items))


def _ids(items: Sequence[object]) -> set[str | int]:
    ids = (getattr(item, "id", None) for item in items)
    return {each for each in ids if isinstance(each, str | int)}
