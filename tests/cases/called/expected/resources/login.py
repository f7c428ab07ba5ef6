"""The resource `login`."""

from __future__ import annotations

from .. import models
from .._runtime import AsyncResource, CallOptions, Json, Operation, Resource, Result

_CALL: Operation[models.Session] = Operation(
    "login",
    "POST /login",
    body=(Json(lambda: models.LoginBody),),
    results=(Result("200", lambda: models.Session),),
)
_CALLS: Operation[None] = Operation("login.calls", "POST /login/calls", results=(Result("204"),))


class Login(Resource):
    """The operations of `login`."""

    def __call__(
        self,
        *,
        user: str,
        self_: bool | None = None,
        options_: str | None = None,
        options: CallOptions | None = None,
    ) -> models.Session:
        """Login.

        `POST /login`

        Returns:
            The session.
        """
        return self._call(
            _CALL, {}, models.LoginBody(user=user, self_=self_, options=options_), options=options
        )

    def calls(self, *, options: CallOptions | None = None) -> None:
        """Calls.

        `POST /login/calls`
        """
        return self._call(_CALLS, options=options)


class AsyncLogin(AsyncResource):
    """The operations of `login`."""

    async def __call__(
        self,
        *,
        user: str,
        self_: bool | None = None,
        options_: str | None = None,
        options: CallOptions | None = None,
    ) -> models.Session:
        """Login.

        `POST /login`

        Returns:
            The session.
        """
        return await self._call(
            _CALL, {}, models.LoginBody(user=user, self_=self_, options=options_), options=options
        )

    async def calls(self, *, options: CallOptions | None = None) -> None:
        """Calls.

        `POST /login/calls`
        """
        return await self._call(_CALLS, options=options)
