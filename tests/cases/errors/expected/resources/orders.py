"""The resource `orders`."""

from __future__ import annotations

from .. import models
from .._runtime import AsyncResource, CallOptions, ErrorBody, Operation, Resource, Result

_GET: Operation[models.Order] = Operation(
    "orders.get",
    "GET /orders/{id}",
    results=(Result("200", lambda: models.Order),),
    errors=(ErrorBody("401", "404", "default", type=lambda: models.Problem),),
)
_PAY: Operation[models.Order] = Operation(
    "orders.pay",
    "POST /orders/{id}",
    results=(Result("200", lambda: models.Order),),
    errors=(ErrorBody("401", "402", "404", "default", type=lambda: models.Problem),),
    idempotent=True,
)


class Orders(Resource):
    """What was bought."""

    def get(self, id: str, *, options: CallOptions | None = None) -> models.Order:
        """Get an order.

        Gives one order.

        `GET /orders/{id}`

        Args:
            id: Identifier of the order.

        Returns:
            The order.

        Raises:
            NoSuchOrderError: Status 404.
            UnauthorizedError: Status 401.
            APIStatusError: Any other status.
        """
        return self._call(_GET, {"id": id}, options=options)

    def pay(self, id: str, *, options: CallOptions | None = None) -> models.Order:
        """Pay an order.

        Pays it with the card on file.

        `POST /orders/{id}`

        Args:
            id: Identifier of the order.

        Returns:
            The order.

        Raises:
            CardExpiredError: Status 402.
            CardDeclinedError: Status 402.
            NoSuchOrderError: Status 404.
            UnauthorizedError: Status 401.
            APIStatusError: Any other status.
        """
        return self._call(_PAY, {"id": id}, options=options)


class AsyncOrders(AsyncResource):
    """What was bought."""

    async def get(self, id: str, *, options: CallOptions | None = None) -> models.Order:
        """Get an order.

        Gives one order.

        `GET /orders/{id}`

        Args:
            id: Identifier of the order.

        Returns:
            The order.

        Raises:
            NoSuchOrderError: Status 404.
            UnauthorizedError: Status 401.
            APIStatusError: Any other status.
        """
        return await self._call(_GET, {"id": id}, options=options)

    async def pay(self, id: str, *, options: CallOptions | None = None) -> models.Order:
        """Pay an order.

        Pays it with the card on file.

        `POST /orders/{id}`

        Args:
            id: Identifier of the order.

        Returns:
            The order.

        Raises:
            CardExpiredError: Status 402.
            CardDeclinedError: Status 402.
            NoSuchOrderError: Status 404.
            UnauthorizedError: Status 401.
            APIStatusError: Any other status.
        """
        return await self._call(_PAY, {"id": id}, options=options)
