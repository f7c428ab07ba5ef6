"""The synchronous and the asynchronous client. Each resource is imported when it is first used."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from . import resources as _resources
from ._api import API
from ._runtime import (
    AsyncClient as _AsyncClient,
    AsyncCredential,
    ClientOptions,
    Credential,
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
    """Shop

    Orders of a shop.

    Args:
        token: The key of the shop. Environment: `CASE_TOKEN`.
        shop: Name of the shop. Default: `demo`. Environment: `CASE_SHOP`.
        http_client: An `httpx2` client to use instead of a new one. The caller must close it.
        options: See `ClientOptions`.
    """

    def __init__(
        self,
        *,
        token: Credential | None = None,
        shop: str | None = None,
        http_client: httpx2.Client | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        _values = Hidden(
            token=token,
            shop=shop,
        )
        # Reports of errors show local variables.
        del token
        super().__init__(
            API,
            values=_values,
            http_client=http_client,
            **options,
        )

    @cached_property
    def orders(self) -> _resources.Orders:
        """What was bought."""
        with loading:
            from .resources.orders import Orders

        return Orders(self)


class AsyncClient(_AsyncClient):
    """Shop

    Orders of a shop.

    Args:
        token: The key of the shop. Environment: `CASE_TOKEN`.
        shop: Name of the shop. Default: `demo`. Environment: `CASE_SHOP`.
        http_client: An `httpx2` client to use instead of a new one. The caller must close it.
        options: See `ClientOptions`.
    """

    def __init__(
        self,
        *,
        token: AsyncCredential | None = None,
        shop: str | None = None,
        http_client: httpx2.AsyncClient | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        _values = Hidden(
            token=token,
            shop=shop,
        )
        # Reports of errors show local variables.
        del token
        super().__init__(
            API,
            values=_values,
            http_client=http_client,
            **options,
        )

    @cached_property
    def orders(self) -> _resources.AsyncOrders:
        """What was bought."""
        with loading:
            from .resources.orders import AsyncOrders

        return AsyncOrders(self)
