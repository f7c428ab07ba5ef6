"""The resource `headers`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from .._runtime import AsyncResource, CallOptions, Cookie, Header, Meta, Operation, Resource, Result

_HEADERS_AND_COOKIES: Operation[None] = Operation(
    "headers.headers_and_cookies",
    "GET /headers",
    parameters=(
        Header(
            "x_trace_id", "X-Trace-Id", lambda: Annotated[str, Meta(min_length=1)], required=True
        ),
        Header("x_list", "X-List", lambda: Sequence[str]),
        Header("if_modified_since", "If-Modified-Since", lambda: str),
        Cookie("session", "session", lambda: str),
    ),
    results=(Result("204"),),
)


class Headers(Resource):
    """The operations of `headers`."""

    def headers_and_cookies(
        self,
        *,
        x_trace_id: str,
        x_list: Sequence[str] | None = None,
        if_modified_since: str | None = None,
        session: str | None = None,
        options: CallOptions | None = None,
    ) -> None:
        """Headers and cookies.

        `GET /headers`

        Args:
            x_trace_id: At least 1 character.
            if_modified_since: Deprecated.
        """
        return self._call(
            _HEADERS_AND_COOKIES,
            {
                "x_trace_id": x_trace_id,
                "x_list": x_list,
                "if_modified_since": if_modified_since,
                "session": session,
            },
            options=options,
        )


class AsyncHeaders(AsyncResource):
    """The operations of `headers`."""

    async def headers_and_cookies(
        self,
        *,
        x_trace_id: str,
        x_list: Sequence[str] | None = None,
        if_modified_since: str | None = None,
        session: str | None = None,
        options: CallOptions | None = None,
    ) -> None:
        """Headers and cookies.

        `GET /headers`

        Args:
            x_trace_id: At least 1 character.
            if_modified_since: Deprecated.
        """
        return await self._call(
            _HEADERS_AND_COOKIES,
            {
                "x_trace_id": x_trace_id,
                "x_list": x_list,
                "if_modified_since": if_modified_since,
                "session": session,
            },
            options=options,
        )
