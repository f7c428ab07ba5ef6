"""Where a list goes on. Pure: an answer in, its items and the next place out. Metadata are claims, not facts.

A claim that other claims or the items contradict ends no list. One lie is believed: that a full page is the last one,
where nothing contradicts it. It differs from the truth only by what one request more would bring, for every list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urljoin

import msgspec

from ..descriptors.operation import Operation, Paging
from ..models.decoders import decoder_of
from ..pointers import lookup, steps
from ..transport.messages import HTTPResponse
from .body_fields import kinds_taken
from .page_metadata import Claims, claims_of, number

_MOST_EMPTY = 10  # empty pages in a row
_NOWHERE: tuple[object, ...] = (None, "", False)
_COMMON_ITEMS = ("data", "items", "results", "values", "records", "entries")
_LINK = re.compile(r'<([^<>]*)>\s*((?:;\s*[^\s=;,]+\s*(?:=\s*(?:"[^"]*"|[^\s";,]*))?\s*)*)')

REPEATED = "the server gave a page again that it had given before"
UNLIMITED = "the server gave more items than were asked for, so it does not page"
EMPTY = "page after page came empty, although the metadata say that more follow"
UNUSABLE = "what the server says of where the next page is can be used for nothing"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page is: the arguments of its call, or the address that the page before gave."""

    arguments: Mapping[str, object]
    url: str | None = None
    index: int = 0  # pages before it in this chain
    seen: int = 0  # items before it in this chain
    empty: int = 0  # empty pages directly before it
    total: int | None = None  # the least total that was claimed before it
    before: Sequence[object] = ()  # the items of the page before it


@dataclass(frozen=True, slots=True)
class Body:
    """The parts of an answer with a page."""

    items: bytes | None  # JSON of the array; None where there is none
    metadata: Mapping[str, Any]
    bare: bool
    pointer: str


@dataclass(slots=True)
class Trail:
    """The pages that a chain has seen, by their content: what a server must not send again."""

    seen: dict[int, int] = field(default_factory=dict)

    def repeats(self, content: bytes | None, items: Sequence[object], index: int) -> bool:
        """Whether an earlier page was the same: to the byte, or by the ids of its items."""
        # Hashes, because the pages themselves would fill the memory.
        same = self.seen.setdefault(hash(content), index) < index
        ids = tuple(getattr(item, "id", None) for item in items)
        if ids and all(isinstance(each, str | int) for each in ids) and len(set(ids)) == len(ids):
            same = self.seen.setdefault(hash((ids, "")), index) < index or same
        return same


def fresh(items: list[Any], before: Sequence[object]) -> list[Any]:
    """The items without those that ended the page before: they moved here because something was put in front."""
    if not items or getattr(items[0], "id", None) is None:
        return items
    for start in (index for index, item in enumerate(before) if item == items[0]):
        moved = len(before) - start
        if before[start:] == items[:moved]:
            return items[moved:]
    return items


def split(content: bytes, paging: Paging) -> Body:
    """The items' JSON apart from the rest.

    Raises:
        ValueError, RecursionError: it is no JSON.
    """
    if content.lstrip().startswith(b"["):
        return Body(content, {}, True, "")
    pointer = paging.items
    if not pointer:
        known = decoder_of(dict[str, msgspec.Raw]).decode(content)
        pointer = next((f"/{name}" for name in _COMMON_ITEMS if name in known), "/items")
    items, rest = _cut(msgspec.Raw(content), steps(pointer))
    return Body(items, rest, False, pointer)


def _cut(content: msgspec.Raw, keys: list[str]) -> tuple[bytes | None, dict[str, Any]]:
    parts = decoder_of(dict[str, msgspec.Raw]).decode(content)
    head, *tail = keys
    rest = {name: msgspec.json.decode(raw) for name, raw in parts.items() if name != head}
    inner = parts.get(head)
    if inner is None:
        return None, rest
    if not tail:
        return bytes(inner), rest
    items, rest[head] = _cut(inner, tail)
    return items, rest


def position(paging: Paging, place: Place) -> int | str | None:
    """The page number, offset or cursor of a place; None for the first page where there is no number."""
    if place.url is not None:
        return place.url.partition("?")[0]
    value = place.arguments.get(paging.page) if paging.page else None
    if isinstance(value, int | str):
        return value
    return paging.first if paging.style in ("page", "offset") else None


@dataclass(frozen=True, slots=True)
class Onward:
    """What follows a page: a place, or the end, with a reason where the end came early."""

    place: Place | None = None
    stopped: str | None = None


def onward(
    operation: Operation[Any],
    place: Place,
    body: Body,
    count: int,
    response: HTTPResponse,
    url: str,
) -> Onward:
    """What follows a page of `count` items."""
    paging = operation.paging
    assert paging is not None
    moved = replace(
        place, index=place.index + 1, seen=place.seen + count, empty=0 if count else place.empty + 1
    )
    if paging.style == "cursor":
        return _by_cursor(operation, paging, moved, body)
    if paging.style == "next-url":
        return _by_url(moved, lookup(body.metadata, paging.next or ""), url)
    if paging.style == "link-header":
        return _by_url(moved, next_link(response.headers.get("link", "")), url)
    return _by_number(paging, moved, body, count)


def _by_cursor(operation: Operation[Any], paging: Paging, place: Place, body: Body) -> Onward:
    said = _of_last(paging, body) if paging.last else lookup(body.metadata, paging.next or "/next")
    cursor = _as_argument(said, operation)
    if cursor in _NOWHERE or paging.page is None:
        return Onward()
    if paging.more is not None and lookup(body.metadata, paging.more) is False:
        return Onward()
    if not isinstance(cursor, str | int) or isinstance(cursor, bool):
        return Onward(stopped=UNUSABLE)
    if cursor == place.arguments.get(paging.page):
        return Onward(stopped=REPEATED)
    if place.empty > _MOST_EMPTY:
        return Onward(stopped=EMPTY)
    return Onward(replace(place, arguments={**place.arguments, paging.page: cursor}))


def _of_last(paging: Paging, body: Body) -> object:
    """The cursor in the last item; None where there is none, or the answer says that it is the end."""
    if not body.items or lookup(body.metadata, paging.more or "/has_more") is False:
        return None
    items = decoder_of(list[msgspec.Raw]).decode(body.items)
    return lookup(msgspec.json.decode(items[-1]), paging.last or "") if items else None


def _as_argument(cursor: object, operation: Operation[Any]) -> object:
    """A cursor as it is taken: some servers give the number 12 and take the text "12", or the reverse."""
    assert operation.paging is not None
    kinds = kinds_taken(operation, operation.paging.page) - {"null"}
    if kinds == {"string"} and isinstance(cursor, int) and not isinstance(cursor, bool):
        return str(cursor)
    return number(cursor) if kinds == {"integer"} and isinstance(cursor, str) else cursor


def _by_url(place: Place, link: object, url: str) -> Onward:
    if link in _NOWHERE:
        return Onward()
    if not isinstance(link, str):
        return Onward(stopped=UNUSABLE)
    try:
        address = urljoin(url, link)
    except ValueError:
        return Onward(stopped="the address of the next page is no URL")
    if address == url:
        return Onward(stopped=REPEATED)
    if place.empty > _MOST_EMPTY:
        return Onward(stopped=EMPTY)
    return Onward(replace(place, url=address))


def next_link(header: str) -> str | None:
    """The target with rel="next" of a Link header (RFC 8288)."""
    for target, parameters in _LINK.findall(header):
        for parameter in parameters.split(";"):
            name, _, value = parameter.strip().partition("=")
            if name.strip().lower() == "rel" and "next" in value.strip().strip('"').lower().split():
                return str(target)
    return None


def _by_number(paging: Paging, place: Place, body: Body, count: int) -> Onward:
    claims = claims_of(paging, body.metadata)
    asked = number(place.arguments.get(paging.limit)) if paging.limit else None
    size = asked or claims.per_page or paging.size
    if asked and count and count < asked and count in (claims.per_page, paging.size):
        size = count  # the server allows no larger pages than this
    current = number(place.arguments.get(paging.page)) if paging.page else None
    here = paging.first if current is None else current
    claimed = _claimed(paging, claims, place, here, size, count)
    if asked and count > asked and claimed is None:
        return Onward(stopped=UNLIMITED)
    if claimed is None:
        claimed = Claimed(count > 0 and (size is None or count >= size))
    if not claimed.follows or paging.page is None:
        return Onward()
    if place.empty > claimed.most_empty:
        return Onward(stopped=EMPTY)
    # Whatever "nextPage" says: a page that is passed over is lost.
    there = here + (count or size or 1) if paging.style == "offset" else here + 1
    totals = [total for total in (place.total, claims.total) if total is not None]
    least = min(totals, default=None)
    return Onward(replace(place, arguments={**place.arguments, paging.page: there}, total=least))


@dataclass(frozen=True, slots=True)
class Claimed:
    """Whether more follow, and how many empty pages in a row that claim is worth."""

    follows: bool
    most_empty: int = 3


def _claimed(
    paging: Paging, claims: Claims, place: Place, here: int, size: int | None, count: int
) -> Claimed | None:
    """What the metadata say of whether more follow; None where they say nothing that can be true.

    Where they contradict themselves, more may follow: the next page tells, and when it is empty that is the end.
    """
    ahead = (claims.next_page is not None and claims.next_page > here) or None
    if claims.more or (ahead and claims.more is None):
        return Claimed(True, _MOST_EMPTY)
    said = [
        claims.more,
        ahead,
        _by_pages(paging, claims, here, count),
        _by_total(paging, claims, place, here, size, count),
    ]
    if True in said:
        return Claimed(count > 0 or False not in said)
    return Claimed(False) if False in said else None


def _by_pages(paging: Paging, claims: Claims, here: int, count: int) -> bool | None:
    """Whether pages follow, by their number; None where that is unknown or untrue."""
    if paging.style != "page" or claims.total_pages is None:
        return None
    last = paging.first + claims.total_pages - 1
    return None if here > last and count else here < last


def _by_total(
    paging: Paging, claims: Claims, place: Place, here: int, size: int | None, count: int
) -> bool | None:
    """Whether items follow, by their number; None where that is unknown, untrue, or was untrue before."""
    seen = _items_until(paging, place, here, size, count)
    if claims.total is None or seen is None:
        return None
    if place.index == 1 and claims.total == size == count:
        return None  # a first page that is all there is, to the item: more often the only one that was counted
    if seen > claims.total or (place.total is not None and seen > place.total):
        return None if count else False
    return seen < claims.total


def _items_until(
    paging: Paging, place: Place, here: int, size: int | None, count: int
) -> int | None:
    """How many items of the whole list end with this page; None where that cannot be known."""
    if paging.style == "offset":
        return here - paging.first + count
    pages_before = here - paging.first
    if place.index - 1 >= pages_before:
        return place.seen
    return pages_before * size + count if size else None
