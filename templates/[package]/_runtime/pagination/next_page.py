"""Determine the next page of a list from a response. These functions are pure.

Metadata may be wrong. Metadata that contradicts other metadata or the items does not end a list. There is one
exception: metadata that declares a full page to be the last one is trusted unless something contradicts it, because a
check would cost one more request for every list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin

import msgspec

from ..descriptors.operation import Operation, Paging
from ..errors import ArgumentError
from ..json_data import lookup
from ..models.decoders import decoder_of
from ..transport.messages import HTTPResponse
from .body_fields import accepted_kinds
from .page_metadata import PageBody, PageMetadata, read_metadata, to_number
from .repetitions import repeats_items

_MAX_EMPTY = 10  # empty pages in a row
_NO_NEXT_PAGE: tuple[object, ...] = (None, "", False)
_LINK = re.compile(r'<([^<>]*)>\s*((?:;\s*[^\s=;,]+\s*(?:=\s*(?:"[^"]*"|[^\s";,]*))?\s*)*)')

REPEATED = "the server returned the same page again"
UNLIMITED = "the server returned more items than requested, so it ignores the page size"
EMPTY = "the server returned only empty pages, although the metadata declares more items"
UNUSABLE = "the response has an invalid value for the next page"
INVALID_URL = "the URL of the next page is invalid"


@dataclass(frozen=True, slots=True)
class PageRequest:
    """The request for a page: the arguments of its call, or the URL that the previous page gave."""

    arguments: Mapping[str, object]
    url: str | None = None
    index: int = 0  # earlier pages of this sequence
    seen: int = 0  # items of these pages
    empty: int = 0  # empty pages directly before this page
    total: int | None = None  # the lowest total that earlier pages declared
    before: Sequence[object] = ()  # the items of the previous page
    # A page repeated an item: the list changed, and its totals may be older.
    is_shifted: bool = False
    repeated: int | None = None  # the index of the page that the previous page repeated


def position(paging: Paging, request: PageRequest) -> int | str | None:
    """The page number, offset, cursor or URL (without query) of a request; None for a first page without number."""
    if request.url is not None:
        return request.url.partition("?")[0]
    value = request.arguments.get(paging.page) if paging.page else None
    if isinstance(value, int | str):
        return value
    return paging.first if paging.style in ("page", "offset") else None


def position_text(paging: Paging, request: PageRequest) -> str:
    """The position of a request as text, to continue from; empty for a first page without one."""
    value = request.url if request.url is not None else position(paging, request)
    return "" if value is None else str(value)


def request_at(operation: Operation[Any], request: PageRequest, text: str) -> PageRequest:
    """The request for the page at a position.

    Raises:
        ArgumentError: It is not the position of a page of this list.
    """
    paging = operation.paging
    assert paging is not None
    if not text:
        return request
    if paging.page is None or paging.style in ("next-url", "link-header"):
        return replace(request, url=text)
    value = _to_argument(text, operation) if paging.style == "cursor" else to_number(text)
    if value is None:
        raise ArgumentError("is not a position in this list", argument="options['position']")
    return replace(request, arguments={**request.arguments, paging.page: value})


@dataclass(frozen=True, slots=True)
class NextPage:
    """The request for the next page; without one the list ends, and `stopped` is the reason if it ends early."""

    request: PageRequest | None = None
    stopped: str | None = None


def find_next_page(
    operation: Operation[Any],
    request: PageRequest,
    body: PageBody,
    count: int,
    items: Sequence[object],
    response: HTTPResponse,
    url: str,
    repeated: int | None,
) -> NextPage:
    """The next page after a page of `count` items; `items` are the usable ones.

    `repeated` is the index of an earlier page with the same items. If whole pages were inserted into the list, the
    pages that they shifted come again, once and in their order. Any other repetition ends the list.
    """
    paging = operation.paging
    assert paging is not None
    if repeated is not None and request.repeated is not None and repeated <= request.repeated:
        return NextPage(stopped=REPEATED)
    advanced = replace(
        request,
        index=request.index + 1,
        seen=request.seen + count,
        empty=0 if count else request.empty + 1,
        before=items,
        is_shifted=request.is_shifted
        or repeated is not None
        or repeats_items(items, request.before),
        repeated=repeated,
    )
    if paging.style == "cursor":
        return _by_cursor(operation, paging, advanced, body)
    if paging.style == "next-url":
        return _by_url(advanced, lookup(body.metadata, paging.next or ""), url)
    if paging.style == "link-header":
        return _by_url(advanced, next_link(response.headers.get("link", "")), url)
    return _by_number(paging, advanced, body, count)


def _by_cursor(
    operation: Operation[Any], paging: Paging, request: PageRequest, body: PageBody
) -> NextPage:
    value = (
        _from_last_item(paging, body)
        if paging.last
        else lookup(body.metadata, paging.next or "/next")
    )
    cursor = _to_argument(value, operation)
    if cursor in _NO_NEXT_PAGE or paging.page is None:
        return NextPage()
    if paging.more is not None and lookup(body.metadata, paging.more) is False:
        return NextPage()
    if not isinstance(cursor, str | int) or isinstance(cursor, bool):
        return NextPage(stopped=UNUSABLE)
    if cursor == request.arguments.get(paging.page):
        return NextPage(stopped=REPEATED)
    if request.empty > _MAX_EMPTY:
        return NextPage(stopped=EMPTY)
    return NextPage(replace(request, arguments={**request.arguments, paging.page: cursor}))


def _from_last_item(paging: Paging, body: PageBody) -> object:
    """The cursor in the last item; None if there is none, or if the metadata declares the end of the list."""
    if not body.items or lookup(body.metadata, paging.more or "/has_more") is False:
        return None
    items = decoder_of(list[msgspec.Raw]).decode(body.items)
    return lookup(msgspec.json.decode(items[-1]), paging.last or "") if items else None


def _to_argument(cursor: object, operation: Operation[Any]) -> object:
    """A cursor in the type of its parameter: some servers return 12 and accept "12", or the reverse."""
    assert operation.paging is not None
    kinds = accepted_kinds(operation, operation.paging.page) - {"null"}
    if kinds == {"string"} and isinstance(cursor, int) and not isinstance(cursor, bool):
        return str(cursor)
    return to_number(cursor) if kinds == {"integer"} and isinstance(cursor, str) else cursor


def _by_url(request: PageRequest, link: object, url: str) -> NextPage:
    if link in _NO_NEXT_PAGE:
        return NextPage()
    if not isinstance(link, str):
        return NextPage(stopped=UNUSABLE)
    try:
        target = urljoin(url, link)
    except ValueError:
        return NextPage(stopped=INVALID_URL)
    if target == url:
        return NextPage(stopped=REPEATED)
    if request.empty > _MAX_EMPTY:
        return NextPage(stopped=EMPTY)
    return NextPage(replace(request, url=target))


def next_link(header: str) -> str | None:
    """The target with rel="next" of a Link header (RFC 8288)."""
    for target, parameters in _LINK.findall(header):
        for parameter in parameters.split(";"):
            name, _, value = parameter.strip().partition("=")
            if name.strip().lower() == "rel" and "next" in value.strip().strip('"').lower().split():
                return str(target)
    return None


def _by_number(paging: Paging, request: PageRequest, body: PageBody, count: int) -> NextPage:
    metadata = read_metadata(paging, body.metadata)
    limit = to_number(request.arguments.get(paging.limit)) if paging.limit else None
    size = limit or metadata.per_page or paging.size
    if limit and count and count < limit and count in (metadata.per_page, paging.size):
        size = count  # the server does not allow larger pages
    argument = to_number(request.arguments.get(paging.page)) if paging.page else None
    current = paging.first if argument is None else argument
    declared = _declared_continuation(paging, metadata, request, current, size, count)
    if limit and count > limit and declared is None:
        return NextPage(stopped=UNLIMITED)
    if declared is None:
        declared = _Continuation(count > 0 and (size is None or count >= size))
    if not declared.has_more or paging.page is None:
        return NextPage()
    if request.empty > declared.max_empty:
        return NextPage(stopped=EMPTY)
    # The next number is computed even if the metadata contains one: a skipped page would be lost.
    following = current + (count or size or 1) if paging.style == "offset" else current + 1
    totals = [total for total in (request.total, metadata.total) if total is not None]
    arguments = {**request.arguments, paging.page: following}
    return NextPage(replace(request, arguments=arguments, total=min(totals, default=None)))


@dataclass(frozen=True, slots=True)
class _Continuation:
    """Whether more items follow, and how many empty pages in a row are accepted until they come."""

    has_more: bool
    max_empty: int = 3


def _declared_continuation(
    paging: Paging,
    metadata: PageMetadata,
    request: PageRequest,
    current: int,
    size: int | None,
    count: int,
) -> _Continuation | None:
    """The continuation according to the metadata; None if it contains nothing plausible about it.

    Contradictory metadata means that more items may follow; an empty next page then ends the list. Totals of a list
    that changed meanwhile may be too low: such a list ends with the first page that is not full.
    """
    ahead = (metadata.next_page is not None and metadata.next_page > current) or None
    if metadata.more or (ahead and metadata.more is None):
        return _Continuation(True, _MAX_EMPTY)
    by_number = [
        _by_page_count(paging, metadata, current, count),
        _by_total(paging, metadata, request, current, size, count),
    ]
    declared = [metadata.more, ahead, *([] if request.is_shifted else by_number)]
    if True in declared:
        return _Continuation(count > 0 or False not in declared)
    return _Continuation(False) if False in declared else None


def _by_page_count(paging: Paging, metadata: PageMetadata, current: int, count: int) -> bool | None:
    """Whether pages follow according to the number of pages; None if it is unknown or wrong."""
    if paging.style != "page" or metadata.total_pages is None:
        return None
    last = paging.first + metadata.total_pages - 1
    return None if current > last and count else current < last


def _by_total(
    paging: Paging,
    metadata: PageMetadata,
    request: PageRequest,
    current: int,
    size: int | None,
    count: int,
) -> bool | None:
    """Whether items follow according to the number of items; None if it is unknown, wrong, or was wrong before."""
    seen = _items_until(paging, request, current, size, count)
    if metadata.total is None or seen is None:
        return None
    if request.index == 1 and metadata.total == size == count:
        return None  # a total equal to the first page usually counts this page only
    if seen > metadata.total or (request.total is not None and seen > request.total):
        return None if count else False
    return seen < metadata.total


def _items_until(
    paging: Paging, request: PageRequest, current: int, size: int | None, count: int
) -> int | None:
    """The number of items up to the end of this page, in the whole list; None if it is unknown."""
    if paging.style == "offset":
        return current - paging.first + count
    pages_before = current - paging.first
    if request.index - 1 >= pages_before:
        return request.seen
    return pages_before * size + count if size else None
