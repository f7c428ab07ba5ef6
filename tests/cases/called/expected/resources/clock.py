"""The resource `clock`."""

from __future__ import annotations

from datetime import datetime

from .._runtime import AsyncResource, CallOptions, Operation, Resource, Result, Timestamp

_GET: Operation[datetime] = Operation(
    "clock.get", "GET /clock", results=(Result("200", lambda: Timestamp),)
)


class Clock(Resource):
    """The operations of `clock`."""

    def get(self, *, options: CallOptions | None = None) -> datetime:
        """Get.

        `GET /clock`

        Returns:
            The time.
        """
        return self._call(_GET, options=options)


class AsyncClock(AsyncResource):
    """The operations of `clock`."""

    async def get(self, *, options: CallOptions | None = None) -> datetime:
        """Get.

        `GET /clock`

        Returns:
            The time.
        """
        return await self._call(_GET, options=options)
