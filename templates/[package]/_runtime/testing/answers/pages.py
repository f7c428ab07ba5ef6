"""A list as pages, in the style of the document's pagination."""

from __future__ import annotations

import sys
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx2

from ...descriptors.operation import Operation, Paging
from ...json_data import is_object, lookup, place
from ...models.encoding.json_types import to_json
from ...pagination.page_metadata import to_number
from ..problems import FakeError
from ..requests.calls import FakeCall
from ..transport import response

_OFFSET = "fake-offset"  # in the URL of a next page


def list_of(operation: Operation[Any], call: FakeCall) -> Hashable:
    """What tells the list of a request from other lists of the operation: its path, and its query without the page."""
    paging = operation.paging
    own = () if paging is None else (paging.page, paging.limit)
    names = {_OFFSET, *(each.wire for each in operation.parameters if each.name in own)}
    return call.url.partition("?")[0], *(pair for pair in call.pairs if pair[0] not in names)


class PageAnswer:
    """Answers requests for the pages of a list."""

    def __init__(self, operation: Operation[Any], items: Sequence[object]) -> None:
        assert operation.paging is not None
        self._operation = operation
        self._paging: Paging = operation.paging
        self._items = items

    def continues(self, call: FakeCall) -> bool:
        """Whether the request is for a later page of a list."""
        return self._start(call) != 0

    def __call__(self, call: FakeCall) -> httpx2.Response:
        start = min(self._start(call), len(self._items))
        end = min(start + self._size_or_all(call), len(self._items))
        self._refuse_repetition(start, end)
        window = _Window(self._items[start:end], end, end < len(self._items))
        headers: dict[str, str] = {}
        if self._paging.style == "link-header" and window.has_more:
            headers["link"] = f'<{_next_url(call, window.end)}>; rel="next"'
        return response(200, to_json(self._body(call, window)), "application/json", headers)

    def _refuse_repetition(self, start: int, end: int) -> None:
        """Raise an error if the client would take a page for an earlier one, and end the list."""
        page, earlier, size = self._items[start:end], self._items[:start], end - start
        is_equal = size and any(earlier[at : at + size] == page for at in range(0, start, size))
        if is_equal or not _ids(page).isdisjoint(_ids(earlier)):
            raise FakeError(
                f"{self._operation.name}: items {start + 1} to {end} of the scripted list repeat earlier ones, so the"
                " client can end the list there; let the items differ, for example make(models.X, id=2)"
            )

    def _size(self, call: FakeCall) -> int | None:
        given = _number(self._argument(call, self._paging.limit))
        return given or self._paging.size

    def _size_or_all(self, call: FakeCall) -> int:
        return self._size(call) or max(len(self._items), 1)

    def _start(self, call: FakeCall) -> int:
        paging = self._paging
        value = self._argument(call, paging.page)
        match paging.style:
            case "page":
                page = _number(value)
                return 0 if page is None else max(page - paging.first, 0) * self._size_or_all(call)
            case "offset":
                return max((_number(value) or 0) - paging.first, 0)
            case "cursor":
                return self._after(value) if isinstance(value, str | int) and value != "" else 0
            case _:
                return _number(dict(call.pairs).get(_OFFSET)) or 0

    def _after(self, cursor: str | int) -> int:
        """The position after an item that a cursor names."""
        if self._paging.last is None:
            return _number(cursor) or 0
        values = [str(lookup(item, self._paging.last)) for item in self._items]
        return values.index(str(cursor)) + 1 if str(cursor) in values else 0

    def _argument(self, call: FakeCall, name: str | None) -> object:
        """A parameter of the list by its Python name, or a property of the body by its pointer."""
        if name is None:
            return None
        if name.startswith("/"):
            return lookup(call.json, name) if call.content else None
        for parameter in self._operation.parameters:
            if parameter.name == name:
                is_query = parameter.location == "query"
                return (dict(call.pairs) if is_query else call.headers).get(parameter.wire)
        return None

    def _body(self, call: FakeCall, window: _Window) -> object:
        paging = self._paging
        if not paging.items:
            return window.items
        body: dict[str, Any] = {}
        place(body, paging.items, window.items)
        if paging.total is not None:
            place(body, paging.total, len(self._items))
        if paging.more is not None:
            place(body, paging.more, window.has_more)
        if paging.style == "cursor" and paging.last is None:
            place(body, paging.next or "/next", str(window.end) if window.has_more else None)
        if paging.style == "next-url":
            url = _next_url(call, window.end) if window.has_more else None
            place(body, paging.next or "/next", url)
        return body


def _ids(items: Sequence[object]) -> set[str | int]:
    ids = (item.get("id") for item in items if is_object(item))
    return {each for each in ids if isinstance(each, str | int)}


@dataclass(frozen=True)
class _Window:
    """A page: its items, the position after them, and whether more items follow."""

    items: Sequence[object]
    end: int
    has_more: bool


def _number(value: object) -> int | None:
    """Like `to_number`, but digits that `to_number` refuses because they are many are the largest number."""
    is_digits = isinstance(value, str) and value.isascii() and value.isdecimal()
    number = to_number(value)
    return sys.maxsize if is_digits and number is None else number


def _next_url(call: FakeCall, start: int) -> str:
    query = [pair for pair in call.pairs if pair[0] != _OFFSET]
    url = urlsplit(call.url)
    return f"{url.scheme}://{url.netloc}{url.path}?{urlencode([*query, (_OFFSET, start)])}"
