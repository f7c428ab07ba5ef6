"""The operations of `templates`, as a test scripts them."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from typing import Any

from ... import models
from ..._runtime import Open
from ..._runtime.testing import ANY, FakeResource, listed, operation


class TemplatesFake(FakeResource):
    """The operations of `templates`: the next answers of each, and the calls that it received."""

    @listed()
    def list(
        self, *, channel_id: str | None = ANY, page: int | None = ANY, limit: int | None = ANY
    ) -> builtins.list[models.Template]:
        raise NotImplementedError

    @operation()
    def create(
        self,
        *,
        name: str = ANY,
        channel_ids: Sequence[str] = ANY,
        template_id: str | None = ANY,
        category: str | None = ANY,
        config: Mapping[str, Any] | None = ANY,
        variable_schema: (
            Mapping[str, models.VariableDefinition | models.VariableDefinitionDict] | None
        ) = ANY,
    ) -> models.Template:
        raise NotImplementedError

    @operation()
    def get(self, id: str = ANY) -> models.Template:
        raise NotImplementedError

    @operation()
    def update(
        self,
        id: str = ANY,
        *,
        name: str | None = ANY,
        category: str | None = ANY,
        status: Open[models.TemplateStatus] | None = ANY,
        availability: str | None = ANY,
        sequence: int | None = ANY,
        config: Mapping[str, Any] | None = ANY,
        variable_schema: (
            Mapping[str, models.VariableDefinition | models.VariableDefinitionDict] | None
        ) = ANY,
    ) -> models.Template:
        raise NotImplementedError

    @operation()
    def delete(self, id: str = ANY) -> models.TemplateDeleted:
        raise NotImplementedError
