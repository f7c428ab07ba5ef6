"""The resource `shelves`."""

from __future__ import annotations

import builtins

from .._runtime import AsyncResource, CallOptions, Operation, Resource, Result

_LIST: Operation[builtins.list[str]] = Operation(
    "shelves.list", "GET /shelves", results=(Result("200", lambda: builtins.list[str]),)
)


class Shelves(Resource):
    """The operations of `shelves`."""

    def list(self, *, options: CallOptions | None = None) -> builtins.list[str]:
        """Not in pages.

        `GET /shelves`

        Returns:
            All of them.
        """
        return self._call(_LIST, options=options)


class AsyncShelves(AsyncResource):
    """The operations of `shelves`."""

    async def list(self, *, options: CallOptions | None = None) -> builtins.list[str]:
        """Not in pages.

        `GET /shelves`

        Returns:
            All of them.
        """
        return await self._call(_LIST, options=options)
