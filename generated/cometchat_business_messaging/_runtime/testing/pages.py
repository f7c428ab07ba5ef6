"""Pages of lists that a test makes by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn, TypeVar, cast

from ..pagination import page as pagination
from .problems import FakeError

S = TypeVar("S")
T = TypeVar("T")


def _no_response() -> FakeError:
    return FakeError("a page that was made by hand has no response")


class Page(pagination.Page[T]):
    """A page that is the whole list."""

    __slots__ = ()

    @staticmethod
    def of(items: Iterable[S], **metadata: Any) -> Page[S]:
        """A page with these items and metadata, without a next page."""
        page = cast("Page[S]", object.__new__(Page))
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
    def _shown(self) -> str:
        return "by hand"


class AsyncPage(pagination.AsyncPage[T]):
    """Like `Page`, of the asynchronous client."""

    __slots__ = ()

    @staticmethod
    def of(items: Iterable[S], **metadata: Any) -> AsyncPage[S]:
        """A page with these items and metadata, without a next page."""
        page = cast("AsyncPage[S]", object.__new__(AsyncPage))
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
    def _shown(self) -> str:
        return "by hand"
