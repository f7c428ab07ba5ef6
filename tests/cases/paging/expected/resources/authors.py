"""The resource `authors`."""

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

_LIST: Operation[models.Author] = Operation(
    "authors.list",
    "GET /authors",
    parameters=(Query("offset", "offset", lambda: int), Query("limit", "limit", lambda: int)),
    results=(Result("200", lambda: models.Author),),
    paging=Paging(
        style="offset", items="/items", page="offset", first=0, optional=True, total="/total"
    ),
)


class Authors(Resource):
    """The operations of `authors`."""

    def list(
        self,
        *,
        offset: int | None = None,
        limit: int | None = None,
        options: CallOptions | None = None,
    ) -> Page[models.Author]:
        """By offset.

        `GET /authors`

        Returns:
            A page.
        """
        return self._page(_LIST, {"offset": offset, "limit": limit}, options=options)


class AsyncAuthors(AsyncResource):
    """The operations of `authors`."""

    def list(
        self,
        *,
        offset: int | None = None,
        limit: int | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPager[models.Author]:
        """By offset.

        `GET /authors`

        Returns:
            A page.
        """
        return self._page(_LIST, {"offset": offset, "limit": limit}, options=options)
