"""The resource `queries`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Literal

from .. import models
from .._runtime import (
    AsyncResource,
    CallOptions,
    Date,
    Meta,
    Open,
    Operation,
    Query,
    Resource,
    Result,
    Timestamp,
)

_QUERY: Operation[None] = Operation(
    "queries.query",
    "GET /query",
    parameters=(
        Query("flag", "flag", lambda: bool, required=True),
        Query("from_", "from", lambda: Timestamp),
        Query("day", "day", lambda: Date),
        Query("exploded", "exploded", lambda: Sequence[str]),
        Query("commas", "commas", lambda: Sequence[int], explode=False),
        Query("spaces", "spaces", lambda: Sequence[str], style="spaceDelimited"),
        Query("pipes", "pipes", lambda: Sequence[str], style="pipeDelimited"),
        Query("deep", "deep", lambda: models.Point, style="deepObject", explode=True),
        Query("reserved", "reserved", lambda: str, reserved=True),
        Query("sort_by", "sort-by", lambda: Literal["name", "-name"]),
        Query("bounded", "bounded", lambda: Annotated[int, Meta(ge=1, le=10, multiple_of=2)]),
        Query("json", "json", lambda: models.Point, media_type="application/json"),
    ),
    results=(Result("204"),),
)


class Queries(Resource):
    """The operations of `queries`."""

    def query(
        self,
        *,
        flag: bool,
        from_: datetime | None = None,
        day: date | None = None,
        exploded: Sequence[str] | None = None,
        commas: Sequence[int] | None = None,
        spaces: Sequence[str] | None = None,
        pipes: Sequence[str] | None = None,
        deep: models.Point | models.PointDict | None = None,
        reserved: str | None = None,
        sort_by: Open[Literal["name", "-name"]] | None = None,
        bounded: int | None = None,
        json: models.Point | models.PointDict | None = None,
        options: CallOptions | None = None,
    ) -> None:
        """Query.

        `GET /query`

        Args:
            sort_by: Default: `"name"`.
            bounded: At least 1, at most 10, a multiple of 2.
        """
        return self._call(
            _QUERY,
            {
                "flag": flag,
                "from_": from_,
                "day": day,
                "exploded": exploded,
                "commas": commas,
                "spaces": spaces,
                "pipes": pipes,
                "deep": deep,
                "reserved": reserved,
                "sort_by": sort_by,
                "bounded": bounded,
                "json": json,
            },
            options=options,
        )


class AsyncQueries(AsyncResource):
    """The operations of `queries`."""

    async def query(
        self,
        *,
        flag: bool,
        from_: datetime | None = None,
        day: date | None = None,
        exploded: Sequence[str] | None = None,
        commas: Sequence[int] | None = None,
        spaces: Sequence[str] | None = None,
        pipes: Sequence[str] | None = None,
        deep: models.Point | models.PointDict | None = None,
        reserved: str | None = None,
        sort_by: Open[Literal["name", "-name"]] | None = None,
        bounded: int | None = None,
        json: models.Point | models.PointDict | None = None,
        options: CallOptions | None = None,
    ) -> None:
        """Query.

        `GET /query`

        Args:
            sort_by: Default: `"name"`.
            bounded: At least 1, at most 10, a multiple of 2.
        """
        return await self._call(
            _QUERY,
            {
                "flag": flag,
                "from_": from_,
                "day": day,
                "exploded": exploded,
                "commas": commas,
                "spaces": spaces,
                "pipes": pipes,
                "deep": deep,
                "reserved": reserved,
                "sort_by": sort_by,
                "bounded": bounded,
                "json": json,
            },
            options=options,
        )
