"""The operations of `channels`, as a test scripts them."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from typing import Any

from ... import models
from ..._runtime import Open
from ..._runtime.testing import ANY, FakeResource, listed, operation


class ChannelsFake(FakeResource):
    """The operations of `channels`: the next answers of each, and the calls that it received."""

    @listed()
    def list(
        self, *, page: int | None = ANY, limit: int | None = ANY
    ) -> builtins.list[models.Channel]:
        raise NotImplementedError

    @operation()
    def create(
        self,
        *,
        name: str = ANY,
        type: Open[models.ChannelType] = ANY,
        template_type: Open[models.ChannelTemplateType] = ANY,
        enabled: bool | None = ANY,
        category_filter: bool | None = ANY,
        template_label: bool | None = ANY,
        config: Mapping[str, Any] | None = ANY,
    ) -> models.Channel:
        raise NotImplementedError

    @operation()
    def get(self, id: str = ANY) -> models.Channel:
        raise NotImplementedError

    @operation()
    def update(
        self,
        id: str = ANY,
        *,
        name: str | None = ANY,
        enabled: bool | None = ANY,
        template_type: Open[models.ChannelTemplateType] | None = ANY,
        config: Mapping[str, Any] | None = ANY,
    ) -> models.Channel:
        raise NotImplementedError

    @operation()
    def get_availability(self) -> builtins.list[models.ChannelAvailability]:
        raise NotImplementedError
