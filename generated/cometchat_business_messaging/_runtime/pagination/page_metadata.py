"""Split a page into its items and its metadata, and read the metadata that describes the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec

from ..descriptors.operation import Paging
from ..json_data import is_object, lookup, steps
from ..models.decimals import nearest
from ..models.decoders import EXACT_DECODER, decoder_of

_COMMON_ITEMS = ("data", "items", "results", "values", "records", "entries")
_NESTED = ("meta", "metadata", "pagination", "paging", "pageinfo", "page", "links")
_MORE = ("hasmore", "hasnext", "hasnextpage", "more")
_NEXT_PAGE = ("nextpage",)
_TOTAL_PAGES = ("totalpages", "pagecount", "pagestotal", "lastpage")
_TOTAL = ("total", "totalcount", "totalitems", "totalresults", "totalelements", "totalrecords")
_PER_PAGE = ("perpage", "pagesize", "limit", "itemsperpage")


@dataclass(frozen=True, slots=True)
class PageBody:
    """The parts of a response with a page."""

    items: bytes | None  # JSON of the array; None if there is no array
    metadata: Mapping[str, Any]
    pointer: str


def split(content: bytes, paging: Paging, *, keeps_digits: bool = False) -> PageBody:
    """Split a response into the JSON of the items and the parsed metadata.

    Args:
        keeps_digits: Whether fractions in the metadata are decimal numbers, as in the items.

    Raises:
        ValueError, RecursionError: The response is not JSON.
    """
    if content.lstrip().startswith(b"["):
        return PageBody(content, {}, "")
    pointer = paging.items
    if not pointer:
        properties = decoder_of(dict[str, msgspec.Raw]).decode(content)
        pointer = next((f"/{name}" for name in _COMMON_ITEMS if name in properties), "/items")
    decode = EXACT_DECODER.decode if keeps_digits else msgspec.json.decode
    items, metadata = _cut(msgspec.Raw(content), steps(pointer), decode)
    return PageBody(items, metadata, pointer)


def _cut(
    content: msgspec.Raw, keys: list[str], decode: Callable[[msgspec.Raw], Any]
) -> tuple[bytes | None, dict[str, Any]]:
    parts = decoder_of(dict[str, msgspec.Raw]).decode(content)
    head, *tail = keys
    rest = {name: decode(raw) for name, raw in parts.items() if name != head}
    inner = parts.get(head)
    if inner is None:
        return None, rest
    if not tail:
        return bytes(inner), rest
    items, rest[head] = _cut(inner, tail, decode)
    return items, rest


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """The metadata of a page, without invalid values (negative numbers, other types). It may be wrong."""

    more: bool | None
    next_page: int | None
    total_pages: int | None
    total: int | None
    per_page: int | None


def read_metadata(paging: Paging, metadata: Mapping[str, Any]) -> PageMetadata:
    """The metadata of a page at the described pointers, or under common names."""
    flat = {_normalized(name): value for name, value in metadata.items()}
    for name in _NESTED:
        inner = flat.get(name)
        if is_object(inner):
            flat.update((_normalized(key), value) for key, value in inner.items())
    more = lookup(metadata, paging.more) if paging.more is not None else _first(flat, _MORE)
    total = lookup(metadata, paging.total) if paging.total is not None else _first(flat, _TOTAL)
    next_page = _first(flat, _NEXT_PAGE)
    if "nextpage" in flat and next_page is None and not isinstance(more, bool):
        more = False  # `"nextPage": null`
    return PageMetadata(
        more if isinstance(more, bool) else None,
        to_number(next_page),
        to_number(_first(flat, _TOTAL_PAGES)),
        to_number(total),
        to_number(_first(flat, _PER_PAGE)),
    )


def _normalized(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()


def _first(flat: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((flat[name] for name in names if name in flat), None)


def to_number(value: object) -> int | None:
    """A non-negative integer, also from a string or a whole float; None for other values."""
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 19:
        value = int(value)
    if isinstance(value, Decimal) and value.is_finite():
        value = nearest(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
