"""The synchronous and the asynchronous client. Each resource is imported when it is first used."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from . import resources as _resources
from ._api import API
from ._runtime import (
    AsyncClient as _AsyncClient,
    ClientOptions,
    Hidden,
    SyncClient,
    lazy_httpx2,
    loading,
)

if TYPE_CHECKING:
    import httpx2
else:
    httpx2 = lazy_httpx2


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
    def books(self) -> _resources.Books:
        """`books`."""
        with loading:
            from .resources.books import Books

        return Books(self)

    @cached_property
    def authors(self) -> _resources.Authors:
        """`authors`."""
        with loading:
            from .resources.authors import Authors

        return Authors(self)

    @cached_property
    def loans(self) -> _resources.Loans:
        """`loans`."""
        with loading:
            from .resources.loans import Loans

        return Loans(self)

    @cached_property
    def shelves(self) -> _resources.Shelves:
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
    def books(self) -> _resources.AsyncBooks:
        """`books`."""
        with loading:
            from .resources.books import AsyncBooks

        return AsyncBooks(self)

    @cached_property
    def authors(self) -> _resources.AsyncAuthors:
        """`authors`."""
        with loading:
            from .resources.authors import AsyncAuthors

        return AsyncAuthors(self)

    @cached_property
    def loans(self) -> _resources.AsyncLoans:
        """`loans`."""
        with loading:
            from .resources.loans import AsyncLoans

        return AsyncLoans(self)

    @cached_property
    def shelves(self) -> _resources.AsyncShelves:
        """`shelves`."""
        with loading:
            from .resources.shelves import AsyncShelves

        return AsyncShelves(self)
