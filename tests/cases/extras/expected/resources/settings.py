"""The resource `settings`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._runtime import AsyncResource, CallOptions, Json, Operation, Resource, Result

_UPDATE: Operation[models.Settings] = Operation(
    "settings.update",
    "PUT /settings",
    body=(Json(lambda: models.Settings),),
    results=(Result("200", lambda: models.Settings),),
)


class Settings(Resource):
    """The operations of `settings`."""

    def update(
        self,
        *,
        owner: str,
        max_items: int | None = None,
        free: dict[str, Any] | None = None,
        counts: dict[str, int] | None = None,
        closed: models.Closed | models.ClosedDict | None = None,
        anything: Any | None = None,
        additional_properties: Mapping[str, models.Setting | models.SettingDict] | None = None,
        options: CallOptions | None = None,
    ) -> models.Settings:
        """Update.

        `PUT /settings`

        Args:
            additional_properties: Additional properties of the body.

        Returns:
            What is set.
        """
        return self._call(
            _UPDATE,
            {},
            models.Settings(
                owner=owner,
                max_items=max_items,
                free=free,
                counts=counts,
                closed=self._untyped(closed),
                anything=anything,
                additional_properties=self._untyped(dict(additional_properties or {})),
            ),
            options=options,
        )


class AsyncSettings(AsyncResource):
    """The operations of `settings`."""

    async def update(
        self,
        *,
        owner: str,
        max_items: int | None = None,
        free: dict[str, Any] | None = None,
        counts: dict[str, int] | None = None,
        closed: models.Closed | models.ClosedDict | None = None,
        anything: Any | None = None,
        additional_properties: Mapping[str, models.Setting | models.SettingDict] | None = None,
        options: CallOptions | None = None,
    ) -> models.Settings:
        """Update.

        `PUT /settings`

        Args:
            additional_properties: Additional properties of the body.

        Returns:
            What is set.
        """
        return await self._call(
            _UPDATE,
            {},
            models.Settings(
                owner=owner,
                max_items=max_items,
                free=free,
                counts=counts,
                closed=self._untyped(closed),
                anything=anything,
                additional_properties=self._untyped(dict(additional_properties or {})),
            ),
            options=options,
        )
