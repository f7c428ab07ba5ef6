"""Pages of lists that a test makes by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar, cast

from ..deadline import Deadline
from ..pagination import page as pagination
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


class Page(pagination.Page[T]):
    """A page that is the whole list."""

    __slots__ = ()

    @staticmethod
    def of(items: Iterable[S], **metadata: Any) -> Page[S]:
        """A page with these items and metadata, without a next page."""
        page = cast("Page[S]", object.__new__(Page))
        page._sequence = cast("PageSequence", _OnePage())
        page.data, page.metadata = list(items), metadata
        page._next, page.repeats, page.stopped = None, False, None
        return page

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

    @property
    def _shown(self) -> str:
        return "by hand"


class AsyncPage(pagination.AsyncPage[T]):
    """Like `Page`, of the asynchronous client."""

    __slots__ = ()

    @staticmethod
    def of(items: Iterable[S], **metadata: Any) -> AsyncPage[S]:
        """A page with these items and metadata, without a next page."""
        page = cast("AsyncPage[S]", object.__new__(AsyncPage))
        page._sequence = cast("PageSequence", _OnePage())
        page.data, page.metadata = list(items), metadata
        page._next, page.repeats, page.stopped = None, False, None
        return page

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

    @property
    def _shown(self) -> str:
        return "by hand"
