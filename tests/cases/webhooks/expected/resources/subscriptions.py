"""The resource `subscriptions`."""

from __future__ import annotations

from .._runtime import AsyncResource, CallOptions, Operation, Resource, Result

_SUBSCRIBE: Operation[None] = Operation(
    "subscriptions.subscribe", "POST /subscriptions", results=(Result("204"),)
)


class Subscriptions(Resource):
    """The operations of `subscriptions`."""

    def subscribe(self, *, options: CallOptions | None = None) -> None:
        """Subscribe.

        `POST /subscriptions`
        """
        return self._call(_SUBSCRIBE, options=options)


class AsyncSubscriptions(AsyncResource):
    """The operations of `subscriptions`."""

    async def subscribe(self, *, options: CallOptions | None = None) -> None:
        """Subscribe.

        `POST /subscriptions`
        """
        return await self._call(_SUBSCRIBE, options=options)
