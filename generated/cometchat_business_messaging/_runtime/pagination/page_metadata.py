"""What the metadata of a page say about the list: claims, not facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..descriptors.operation import Paging
from ..json_types import is_object
from ..pointers import lookup

_NESTED = ("meta", "metadata", "pagination", "paging", "pageinfo", "page", "links")
_MORE = ("hasmore", "hasnext", "hasnextpage", "more")
_NEXT_PAGE = ("nextpage",)
_TOTAL_PAGES = ("totalpages", "pagecount", "pagestotal", "lastpage")
_TOTAL = ("total", "totalcount", "totalitems", "totalresults", "totalelements", "totalrecords")
_PER_PAGE = ("perpage", "pagesize", "limit", "itemsperpage")


@dataclass(frozen=True, slots=True)
class Claims:
    """What the metadata say; junk (negative, no number) is not in it."""

    more: bool | None
    next_page: int | None
    total_pages: int | None
    total: int | None
    per_page: int | None


def claims_of(paging: Paging, metadata: Mapping[str, Any]) -> Claims:
    """What the metadata of a page say, wherever they say it."""
    flat = {_plain(name): value for name, value in metadata.items()}
    for name in _NESTED:
        inner = flat.get(name)
        if is_object(inner):
            flat.update((_plain(key), value) for key, value in inner.items())
    more = lookup(metadata, paging.more) if paging.more is not None else _first(flat, _MORE)
    total = lookup(metadata, paging.total) if paging.total is not None else _first(flat, _TOTAL)
    next_page = _first(flat, _NEXT_PAGE)
    if "nextpage" in flat and next_page is None and not isinstance(more, bool):
        more = False  # `"nextPage": null`
    return Claims(
        more if isinstance(more, bool) else None,
        number(next_page),
        number(_first(flat, _TOTAL_PAGES)),
        number(total),
        number(_first(flat, _PER_PAGE)),
    )


def _plain(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()


def _first(flat: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((flat[name] for name in names if name in flat), None)


def number(value: object) -> int | None:
    """A number that is not negative, also where it comes as a text; None for everything else."""
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 19:
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
