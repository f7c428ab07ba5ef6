"""The resource `loans`."""

from __future__ import annotations

from .. import models
from .._runtime import (
    AsyncPager,
    AsyncResource,
    CallOptions,
    Operation,
    Page,
    Paging,
    Query,
    Resource,
    Result,
)

_LIST: Operation[models.Loan] = Operation(
    "loans.list",
    "GET /loans",
    parameters=(Query("cursor", "cursor", lambda: str), Query("limit", "limit", lambda: int)),
    results=(Result("200", lambda: models.Loan),),
    paging=Paging(style="cursor", items="/data", page="cursor", next="/next_cursor"),
)


class Loans(Resource):
    """The operations of `loans`."""

    def list(
        self,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        options: CallOptions | None = None,
    ) -> Page[models.Loan]:
        """By cursor.

        `GET /loans`

        Returns:
            A page.
        """
        return self._page(_LIST, {"cursor": cursor, "limit": limit}, options=options)


class AsyncLoans(AsyncResource):
    """The operations of `loans`."""

    def list(
        self,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPager[models.Loan]:
        """By cursor.

        `GET /loans`

        Returns:
            A page.
        """
        return self._page(_LIST, {"cursor": cursor, "limit": limit}, options=options)
