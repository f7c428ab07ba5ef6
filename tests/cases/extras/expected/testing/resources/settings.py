"""The operations of `settings`, as a test scripts them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ... import models
from ..._runtime.testing import ANY, FakeResource, operation


class SettingsFake(FakeResource):
    """The operations of `settings`: the next answers of each, and the calls that it received."""

    @operation()
    def update(
        self,
        *,
        owner: str = ANY,
        max_items: int | None = ANY,
        free: dict[str, Any] | None = ANY,
        counts: dict[str, int] | None = ANY,
        closed: models.Closed | models.ClosedDict | None = ANY,
        anything: Any | None = ANY,
        additional_properties: Mapping[str, models.Setting | models.SettingDict] | None = ANY,
    ) -> models.Settings:
        raise NotImplementedError
