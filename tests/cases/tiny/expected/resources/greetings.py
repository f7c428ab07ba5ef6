"""The resource `greetings`."""

from __future__ import annotations

from .._runtime import AsyncResource, CallOptions, Operation, Resource, Result

_SAY_HELLO: Operation[str] = Operation(
    "greetings.say_hello", "GET /hello", results=(Result("200", lambda: str),)
)


class Greetings(Resource):
    """The operations of `greetings`."""

    def say_hello(self, *, options: CallOptions | None = None) -> str:
        """Say hello.

        `GET /hello`

        Returns:
            The greeting.
        """
        return self._call(_SAY_HELLO, options=options)


class AsyncGreetings(AsyncResource):
    """The operations of `greetings`."""

    async def say_hello(self, *, options: CallOptions | None = None) -> str:
        """Say hello.

        `GET /hello`

        Returns:
            The greeting.
        """
        return await self._call(_SAY_HELLO, options=options)
