"""The resource `paths`."""

from __future__ import annotations

from collections.abc import Sequence

from .. import models
from .._runtime import AsyncResource, CallOptions, Operation, Path, Resource, Result

_SIMPLE: Operation[None] = Operation(
    "paths.simple",
    "GET /simple/{plain}/{list}/{object}",
    parameters=(
        Path("plain", "plain", lambda: int),
        Path("list", "list", lambda: Sequence[str]),
        Path("object", "object", lambda: models.Point, explode=True),
    ),
    results=(Result("204"),),
)
_LABEL_AND_MATRIX: Operation[None] = Operation(
    "paths.label_and_matrix",
    "GET /label/{label}/matrix/{matrix}",
    parameters=(
        Path("label", "label", lambda: Sequence[str], style="label"),
        Path("matrix", "matrix", lambda: models.Point, style="matrix", explode=True),
    ),
    results=(Result("204"),),
)


class Paths(Resource):
    """The operations of `paths`."""

    def simple(
        self,
        plain: int,
        list: Sequence[str],
        object: models.Point | models.PointDict,
        *,
        options: CallOptions | None = None,
    ) -> None:
        """Simple.

        `GET /simple/{plain}/{list}/{object}`
        """
        return self._call(
            _SIMPLE, {"plain": plain, "list": list, "object": object}, options=options
        )

    def label_and_matrix(
        self,
        label: Sequence[str],
        matrix: models.Point | models.PointDict,
        *,
        options: CallOptions | None = None,
    ) -> None:
        """Label and matrix.

        `GET /label/{label}/matrix/{matrix}`
        """
        return self._call(_LABEL_AND_MATRIX, {"label": label, "matrix": matrix}, options=options)


class AsyncPaths(AsyncResource):
    """The operations of `paths`."""

    async def simple(
        self,
        plain: int,
        list: Sequence[str],
        object: models.Point | models.PointDict,
        *,
        options: CallOptions | None = None,
    ) -> None:
        """Simple.

        `GET /simple/{plain}/{list}/{object}`
        """
        return await self._call(
            _SIMPLE, {"plain": plain, "list": list, "object": object}, options=options
        )

    async def label_and_matrix(
        self,
        label: Sequence[str],
        matrix: models.Point | models.PointDict,
        *,
        options: CallOptions | None = None,
    ) -> None:
        """Label and matrix.

        `GET /label/{label}/matrix/{matrix}`
        """
        return await self._call(
            _LABEL_AND_MATRIX, {"label": label, "matrix": matrix}, options=options
        )
