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
    """Parameters

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
    def paths(self) -> _resources.Paths:
        """`paths`."""
        with loading:
            from .resources.paths import Paths

        return Paths(self)

    @cached_property
    def queries(self) -> _resources.Queries:
        """`queries`."""
        with loading:
            from .resources.queries import Queries

        return Queries(self)

    @cached_property
    def headers(self) -> _resources.Headers:
        """`headers`."""
        with loading:
            from .resources.headers import Headers

        return Headers(self)


class AsyncClient(_AsyncClient):
    """Parameters

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
    def paths(self) -> _resources.AsyncPaths:
        """`paths`."""
        with loading:
            from .resources.paths import AsyncPaths

        return AsyncPaths(self)

    @cached_property
    def queries(self) -> _resources.AsyncQueries:
        """`queries`."""
        with loading:
            from .resources.queries import AsyncQueries

        return AsyncQueries(self)

    @cached_property
    def headers(self) -> _resources.AsyncHeaders:
        """`headers`."""
        with loading:
            from .resources.headers import AsyncHeaders

        return AsyncHeaders(self)
