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
    """Shapes

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
    def shapes(self) -> _resources.Shapes:
        """`shapes`."""
        with loading:
            from .resources.shapes import Shapes

        return Shapes(self)


class AsyncClient(_AsyncClient):
    """Shapes

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
    def shapes(self) -> _resources.AsyncShapes:
        """`shapes`."""
        with loading:
            from .resources.shapes import AsyncShapes

        return AsyncShapes(self)
