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
    """Files

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
    def files(self) -> _resources.Files:
        """`files`."""
        with loading:
            from .resources.files import Files

        return Files(self)

    @cached_property
    def streams(self) -> _resources.Streams:
        """`streams`."""
        with loading:
            from .resources.streams import Streams

        return Streams(self)


class AsyncClient(_AsyncClient):
    """Files

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
    def files(self) -> _resources.AsyncFiles:
        """`files`."""
        with loading:
            from .resources.files import AsyncFiles

        return AsyncFiles(self)

    @cached_property
    def streams(self) -> _resources.AsyncStreams:
        """`streams`."""
        with loading:
            from .resources.streams import AsyncStreams

        return AsyncStreams(self)
