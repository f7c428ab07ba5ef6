"""The resource `templates`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from .. import models
from .._runtime import (
    AsyncPager,
    AsyncResource,
    Json,
    Meta,
    Operation,
    Page,
    Paging,
    Query,
    Resource,
    Result,
)

_LIST: Operation[models.Template] = Operation(
    "templates.list",
    "GET /templates",
    parameters=(
        Query("channel_id", "channelId", lambda: str),
        Query("page", "page", lambda: Annotated[int, Meta(ge=1)]),
        Query("limit", "limit", lambda: Annotated[int, Meta(ge=1)]),
    ),
    results=(Result("2XX", lambda: models.Template),),
    paging=Paging(items="/data", size=20, bare=True),
)
_CREATE: Operation[models.Template] = Operation(
    "templates.create",
    "POST /templates",
    body=(Json(lambda: models.TemplateCreate),),
    results=(Result("2XX", lambda: models.Template),),
)
_GET: Operation[models.Template] = Operation(
    "templates.get", "GET /templates/{id}", results=(Result("2XX", lambda: models.Template),)
)
_UPDATE: Operation[models.Template] = Operation(
    "templates.update",
    "PUT /templates/{id}",
    body=(Json(lambda: models.TemplateUpdate),),
    results=(Result("2XX", lambda: models.Template),),
)
_DELETE: Operation[models.TemplateDeleted] = Operation(
    "templates.delete",
    "DELETE /templates/{id}",
    results=(Result("2XX", lambda: models.TemplateDeleted),),
)


class Templates(Resource):
    """Reusable messages with variables, which must be approved before they are sent."""

    def list(
        self, *, channel_id: str | None = None, page: int | None = None, limit: int | None = None
    ) -> Page[models.Template]:
        """List templates.

        Gives the templates of the app, or those that are linked to one channel, page by page.

        `GET /templates` <https://docs-business-messenger.cometchat.io/api-reference/templates/list-templates>

        Args:
            channel_id: Only the templates that are linked to the channel with this `id`.
            page: Number of the page, counted from 1. Default: `1`.
            limit: How many items a page holds at most. Default: `20`.

        Returns: One page of templates.
        Raises: BadRequestCodeError, UnauthorizedCodeError, ForbiddenError, APIStatusError
        """
        return self._page(_LIST, {"channel_id": channel_id, "page": page, "limit": limit})

    def create(
        self,
        *,
        name: str,
        channel_ids: Sequence[str],
        template_id: str | None = None,
        category: str | None = None,
        config: Mapping[str, Any] | None = None,
        variable_schema: Mapping[str, models.VariableDefinition] | None = None,
    ) -> models.Template:
        """Create a template.

        Adds a template as a draft, with content to fill in for each linked channel. It can be sent
        after an update has approved it.

        `POST /templates` <https://docs-business-messenger.cometchat.io/api-reference/templates/create-template>

        Args:
            name: Name to show in the dashboard.
            channel_ids: Identifiers of the channels to link; each gets its own content of the
                template.
            template_id: Readable slug of your choice; without it the API makes one.
            category: Free classification, such as `onboarding`.
            config: Settings of the template.
            variable_schema: The variables of the template.

        Returns: The new template.
        Raises: BadRequestCodeError, UnauthorizedCodeError, ForbiddenError, APIStatusError
        """
        return self._call(
            _CREATE,
            {},
            models.TemplateCreate(
                name=name,
                channel_ids=channel_ids,
                template_id=template_id,
                category=category,
                config=config,
                variable_schema=variable_schema,
            ),
        )

    def get(self, id: str) -> models.Template:
        """Get a template.

        Gives one template with its variables. What it says on a channel is a template channel.

        `GET /templates/{id}` <https://docs-business-messenger.cometchat.io/api-reference/templates/get-template>

        Args:
            id: The `id` of the template, not its slug.

        Returns: The template.
        Raises: BadRequestCodeError, UnauthorizedCodeError, NotFoundCodeError, ForbiddenError,
            APIStatusError
        """
        return self._call(_GET, {"id": id})

    def update(
        self,
        id: str,
        *,
        name: str | None = None,
        category: str | None = None,
        status: models.TemplateStatus | None = None,
        availability: str | None = None,
        sequence: int | None = None,
        config: Mapping[str, Any] | None = None,
        variable_schema: Mapping[str, models.VariableDefinition] | None = None,
    ) -> models.Template:
        """Update a template.

        Changes the given properties of a template and leaves the others alone. Setting the status
        approves or archives it.

        `PUT /templates/{id}` <https://docs-business-messenger.cometchat.io/api-reference/templates/update-template>

        Args:
            id: The `id` of the template, not its slug.
            name: New name.
            category: New classification.
            status: New stage; `approved` makes the template ready to send, `archived` retires it.
            availability: Availability setting. Its values are not documented.
            sequence: Place of the template where templates are shown in order.
            config: New settings of the template.
            variable_schema: New variables. Notifications that were sent before keep theirs.

        Returns: The template as it is now.
        Raises: BadRequestCodeError, UnauthorizedCodeError, NotFoundCodeError, ForbiddenError,
            APIStatusError
        """
        return self._call(
            _UPDATE,
            {"id": id},
            models.TemplateUpdate(
                name=name,
                category=category,
                status=status,
                availability=availability,
                sequence=sequence,
                config=config,
                variable_schema=variable_schema,
            ),
        )

    def delete(self, id: str) -> models.TemplateDeleted:
        """Delete a template.

        Removes a template for good, together with its content on every channel. To keep its
        history, archive it instead.

        `DELETE /templates/{id}` <https://docs-business-messenger.cometchat.io/api-reference/templates/delete-template>

        Args:
            id: The `id` of the template, not its slug.

        Returns: The template is gone.
        Raises: BadRequestCodeError, UnauthorizedCodeError, NotFoundCodeError, ForbiddenError,
            APIStatusError
        """
        return self._call(_DELETE, {"id": id})


class AsyncTemplates(AsyncResource):
    """Reusable messages with variables, which must be approved before they are sent."""

    def list(
        self, *, channel_id: str | None = None, page: int | None = None, limit: int | None = None
    ) -> AsyncPager[models.Template]:
        """List templates (`GET /templates`); arguments and result as in `Templates.list`. Raises:
        BadRequestCodeError, UnauthorizedCodeError, ForbiddenError, APIStatusError
        """
        return self._page(_LIST, {"channel_id": channel_id, "page": page, "limit": limit})

    async def create(
        self,
        *,
        name: str,
        channel_ids: Sequence[str],
        template_id: str | None = None,
        category: str | None = None,
        config: Mapping[str, Any] | None = None,
        variable_schema: Mapping[str, models.VariableDefinition] | None = None,
    ) -> models.Template:
        """Create a template (`POST /templates`); arguments and result as in `Templates.create`.
        Raises: BadRequestCodeError, UnauthorizedCodeError, ForbiddenError, APIStatusError
        """
        return await self._call(
            _CREATE,
            {},
            models.TemplateCreate(
                name=name,
                channel_ids=channel_ids,
                template_id=template_id,
                category=category,
                config=config,
                variable_schema=variable_schema,
            ),
        )

    async def get(self, id: str) -> models.Template:
        """Get a template (`GET /templates/{id}`); arguments and result as in `Templates.get`. Raises:
        BadRequestCodeError, UnauthorizedCodeError, NotFoundCodeError, ForbiddenError,
        APIStatusError
        """
        return await self._call(_GET, {"id": id})

    async def update(
        self,
        id: str,
        *,
        name: str | None = None,
        category: str | None = None,
        status: models.TemplateStatus | None = None,
        availability: str | None = None,
        sequence: int | None = None,
        config: Mapping[str, Any] | None = None,
        variable_schema: Mapping[str, models.VariableDefinition] | None = None,
    ) -> models.Template:
        """Update a template (`PUT /templates/{id}`); arguments and result as in `Templates.update`.
        Raises: BadRequestCodeError, UnauthorizedCodeError, NotFoundCodeError, ForbiddenError,
        APIStatusError
        """
        return await self._call(
            _UPDATE,
            {"id": id},
            models.TemplateUpdate(
                name=name,
                category=category,
                status=status,
                availability=availability,
                sequence=sequence,
                config=config,
                variable_schema=variable_schema,
            ),
        )

    async def delete(self, id: str) -> models.TemplateDeleted:
        """Delete a template (`DELETE /templates/{id}`); arguments and result as in `Templates.delete`.
        Raises: BadRequestCodeError, UnauthorizedCodeError, NotFoundCodeError, ForbiddenError,
        APIStatusError
        """
        return await self._call(_DELETE, {"id": id})
