"""Pages of lists that a test makes by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, NoReturn, Self, TypeVar, cast

from ..deadline import Deadline
from ..pagination import page as pagination
from ..pagination.next_page import PageRequest
from ..pagination.sequence import PageSequence
from .problems import FakeError

S = TypeVar("S")
T = TypeVar("T")


@dataclass
class _OnePage:
    """In place of the sequence of pages that a page from the API belongs to."""

    max_items: int | None = None
    deadline: Deadline | None = None


def _no_response() -> FakeError:
    return FakeError("a page that was made by hand has no response")


class _ByHand(Generic[T]):
    """The attributes of a page without a response."""

    data: list[T]
    metadata: Mapping[str, Any]
    repeats: bool
    stopped: str | None
    _next: PageRequest | None
    _sequence: PageSequence

    def _filled(self, items: Iterable[T], metadata: Mapping[str, Any]) -> Self:
        self._sequence = cast("PageSequence", _OnePage())
        self.data, self.metadata = list(items), metadata
        self._next, self.repeats, self.stopped = None, False, None
        return self

    @property
    def raw(self) -> NoReturn:
        raise _no_response()

    @property
    def number(self) -> None:
        return None

    @property
    def position(self) -> NoReturn:
        raise _no_response()

    @property
    def total(self) -> int | None:
        total = self.metadata.get("total")
        return total if isinstance(total, int) else None

    def __repr__(self) -> str:
        return f"<{type(self).__name__} by hand: {len(self.data)} items>"


class Page(_ByHand[T], pagination.Page[T]):
    """A page that is the whole list."""

    __slots__ = ()

    @staticmethod
    def of(items: Iterable[S], **metadata: Any) -> Page[S]:
        """A page with these items and metadata, without a next page."""
        return cast("Page[S]", object.__new__(Page))._filled(items, metadata)


class AsyncPage(_ByHand[T], pagination.AsyncPage[T]):
    """Like `Page`, of the asynchronous client."""

    __slots__ = ()

    @staticmethod
    def of(items: Iterable[S], **metadata: Any) -> AsyncPage[S]:
        """A page with these items and metadata, without a next page."""
        return cast("AsyncPage[S]", object.__new__(AsyncPage))._filled(items, metadata)
