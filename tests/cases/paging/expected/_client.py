"""The synchronous and the asynchronous client. Each resource is imported when it is first used."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from ._api import API
from ._runtime import AsyncClient as _AsyncClient, ClientOptions, Hidden, SyncClient, loading

if TYPE_CHECKING:
    import httpx2

    from .resources.books import AsyncBooks, Books
    from .resources.authors import AsyncAuthors, Authors
    from .resources.loans import AsyncLoans, Loans
    from .resources.shelves import AsyncShelves, Shelves


class Client(SyncClient):
    """Library

    Args:
        http_client: An `httpx2` client to use instead of a new one. The caller must close it.
        options: See `ClientOptions`.
    """

    def __init__(
        self,
        *,
        http_client: httpx2.Client | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        _values = Hidden()
        super().__init__(
            API,
            values=_values,
            http_client=http_client,
            **options,
        )

    @cached_property
    def books(self) -> Books:
        """`books`."""
        with loading:
            from .resources.books import Books

        return Books(self)

    @cached_property
    def authors(self) -> Authors:
        """`authors`."""
        with loading:
            from .resources.authors import Authors

        return Authors(self)

    @cached_property
    def loans(self) -> Loans:
        """`loans`."""
        with loading:
            from .resources.loans import Loans

        return Loans(self)

    @cached_property
    def shelves(self) -> Shelves:
        """`shelves`."""
        with loading:
            from .resources.shelves import Shelves

        return Shelves(self)


class AsyncClient(_AsyncClient):
    """Library

    Args:
        http_client: An `httpx2` client to use instead of a new one. The caller must close it.
        options: See `ClientOptions`.
    """

    def __init__(
        self,
        *,
        http_client: httpx2.AsyncClient | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        _values = Hidden()
        super().__init__(
            API,
            values=_values,
            http_client=http_client,
            **options,
        )

    @cached_property
    def books(self) -> AsyncBooks:
        """`books`."""
        with loading:
            from .resources.books import AsyncBooks

        return AsyncBooks(self)

    @cached_property
    def authors(self) -> AsyncAuthors:
        """`authors`."""
        with loading:
            from .resources.authors import AsyncAuthors

        return AsyncAuthors(self)

    @cached_property
    def loans(self) -> AsyncLoans:
        """`loans`."""
        with loading:
            from .resources.loans import AsyncLoans

        return AsyncLoans(self)

    @cached_property
    def shelves(self) -> AsyncShelves:
        """`shelves`."""
        with loading:
            from .resources.shelves import AsyncShelves

        return AsyncShelves(self)
