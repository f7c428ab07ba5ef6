"""The resource `books`."""

from __future__ import annotations

from typing import Annotated

from .. import models
from .._runtime import (
    AsyncPager,
    AsyncResource,
    CallOptions,
    Meta,
    Operation,
    Page,
    Paging,
    Query,
    Resource,
    Result,
)

_LIST: Operation[models.Book] = Operation(
    "books.list",
    "GET /books",
    parameters=(
        Query("page", "page", lambda: Annotated[int, Meta(ge=1)]),
        Query("limit", "limit", lambda: Annotated[int, Meta(ge=1)]),
    ),
    results=(Result("200", lambda: models.Book),),
    paging=Paging(items="/data", size=20, bare=True),
)


class Books(Resource):
    """The operations of `books`."""

    def list(
        self,
        *,
        page: int | None = None,
        limit: int | None = None,
        options: CallOptions | None = None,
    ) -> Page[models.Book]:
        """By number, as a bare list or in an envelope.

        `GET /books`

        Args:
            page: At least 1. Default: `1`.
            limit: At least 1. Default: `20`.

        Returns:
            A page.
        """
        return self._page(_LIST, {"page": page, "limit": limit}, options=options)


class AsyncBooks(AsyncResource):
    """The operations of `books`."""

    def list(
        self,
        *,
        page: int | None = None,
        limit: int | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPager[models.Book]:
        """By number, as a bare list or in an envelope.

        `GET /books`

        Args:
            page: At least 1. Default: `1`.
            limit: At least 1. Default: `20`.

        Returns:
            A page.
        """
        return self._page(_LIST, {"page": page, "limit": limit}, options=options)
