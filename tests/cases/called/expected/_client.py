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
    """Called

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
    def login(self) -> _resources.Login:
        """`login`."""
        with loading:
            from .resources.login import Login

        return Login(self)

    @cached_property
    def clock(self) -> _resources.Clock:
        """`clock`."""
        with loading:
            from .resources.clock import Clock

        return Clock(self)


class AsyncClient(_AsyncClient):
    """Called

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
    def login(self) -> _resources.AsyncLogin:
        """`login`."""
        with loading:
            from .resources.login import AsyncLogin

        return AsyncLogin(self)

    @cached_property
    def clock(self) -> _resources.AsyncClock:
        """`clock`."""
        with loading:
            from .resources.clock import AsyncClock

        return AsyncClock(self)
