"""The operations of `template_channels`, as a test scripts them."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from typing import Any

from ... import models
from ..._runtime import Open
from ..._runtime.testing import ANY, FakeResource, listed, operation


class TemplateChannelsFake(FakeResource):
    """The operations of `template_channels`: the next answers of each, and the calls that it received."""

    @listed()
    def list(
        self, *, template_id: str = ANY, page: int | None = ANY, limit: int | None = ANY
    ) -> builtins.list[models.TemplateChannel]:
        raise NotImplementedError

    @operation()
    def create(
        self,
        *,
        template_id: str = ANY,
        channel_id: str = ANY,
        channel_type: Open[models.ChannelType] = ANY,
        content: Mapping[str, Any] = ANY,
    ) -> models.TemplateChannel:
        raise NotImplementedError

    @operation()
    def get(self, template_id: str = ANY, channel_id: str = ANY) -> models.TemplateChannel:
        raise NotImplementedError

    @operation()
    def update(
        self, template_id: str = ANY, channel_id: str = ANY, *, content: Mapping[str, Any] = ANY
    ) -> models.TemplateChannel:
        raise NotImplementedError
