"""The resource `templates`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from .. import models
from .._runtime import (
    AsyncPager,
    AsyncResource,
    CallOptions,
    ErrorBody,
    Json,
    Meta,
    Open,
    Operation,
    Page,
    Paging,
    Query,
    Resource,
    Result,
)

_ERRORS_1 = (ErrorBody("400", "401", "403", "404", "default", type=lambda: models.ErrorEnvelope),)
_LIST: Operation[models.Template] = Operation(
    "templates.list",
    "GET /templates",
    parameters=(
        Query("channel_id", "channelId", lambda: str),
        Query("page", "page", lambda: Annotated[int, Meta(ge=1)]),
        Query("limit", "limit", lambda: Annotated[int, Meta(ge=1)]),
    ),
    results=(Result("2XX", lambda: models.Template),),
    errors=_ERRORS_1,
    paging=Paging(items="/data", size=20, bare=True),
)
_CREATE: Operation[models.Template] = Operation(
    "templates.create",
    "POST /templates",
    body=(Json(lambda: models.TemplateCreate),),
    results=(Result("2XX", lambda: models.Template),),
    errors=_ERRORS_1,
)
_GET: Operation[models.Template] = Operation(
    "templates.get",
    "GET /templates/{id}",
    results=(Result("2XX", lambda: models.Template),),
    errors=_ERRORS_1,
)
_UPDATE: Operation[models.Template] = Operation(
    "templates.update",
    "PUT /templates/{id}",
    body=(Json(lambda: models.TemplateUpdate),),
    results=(Result("2XX", lambda: models.Template),),
    errors=_ERRORS_1,
)
_DELETE: Operation[models.TemplateDeleted] = Operation(
    "templates.delete",
    "DELETE /templates/{id}",
    results=(Result("2XX", lambda: models.TemplateDeleted),),
    errors=_ERRORS_1,
)


class Templates(Resource):
    """Manage reusable messages with variables. A template must be approved before it is sent."""

    def list(
        self,
        *,
        channel_id: str | None = None,
        page: int | None = None,
        limit: int | None = None,
        options: CallOptions | None = None,
    ) -> Page[models.Template]:
        """List templates.

        Returns the app's templates, or only the templates that are linked to one channel.

        `GET /templates` <https://docs-business-messenger.cometchat.io/api-reference/templates/list-templates>

        Args:
            channel_id: Return only templates that are linked to the channel with this `id`.
            page: Page number. The first page is 1. At least 1. Default: `1`.
            limit: Maximum number of items per page. At least 1. Default: `20`.

        Returns:
            One page of templates.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            for template in client.templates.list():
                print(template)
        """
        return self._page(
            _LIST, {"channel_id": channel_id, "page": page, "limit": limit}, options=options
        )

    def create(
        self,
        *,
        name: str,
        channel_ids: Sequence[str],
        template_id: str | None = None,
        category: str | None = None,
        config: Mapping[str, Any] | None = None,
        variable_schema: (
            Mapping[str, models.VariableDefinition | models.VariableDefinitionDict] | None
        ) = None,
        options: CallOptions | None = None,
    ) -> models.Template:
        """Create a template.

        Creates a template in the `draft` status, with content to fill in for each linked channel.
        To send the template, first update its status to `approved`.

        `POST /templates` <https://docs-business-messenger.cometchat.io/api-reference/templates/create-template>

        Args:
            name: Name of the template in the dashboard.
            channel_ids: IDs of the channels to link. The template has separate content for each
                channel.
            template_id: Readable slug. By default, the API generates one.
            category: Category of your choice, such as `onboarding`.
            config: Settings of the template.
            variable_schema: Variables of the template.

        Returns:
            The new template.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            template = client.templates.create(
                name="Welcome Message", channel_ids=["664a1b2c3d4e5f6a7b8c9d0e"]
            )
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
                variable_schema=self._untyped(variable_schema),
            ),
            options=options,
        )

    def get(self, id: str, *, options: CallOptions | None = None) -> models.Template:
        """Get a template.

        Returns a template with its variables. Its content on a channel is a template channel.

        `GET /templates/{id}` <https://docs-business-messenger.cometchat.io/api-reference/templates/get-template>

        Args:
            id: The `id` of the template, not its slug.

        Returns:
            The template.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            template = client.templates.get("665b2c3d4e5f6a7b8c9d0e1f")
        """
        return self._call(_GET, {"id": id}, options=options)

    def update(
        self,
        id: str,
        *,
        name: str | None = None,
        category: str | None = None,
        status: Open[models.TemplateStatus] | None = None,
        availability: str | None = None,
        sequence: int | None = None,
        config: Mapping[str, Any] | None = None,
        variable_schema: (
            Mapping[str, models.VariableDefinition | models.VariableDefinitionDict] | None
        ) = None,
        options: CallOptions | None = None,
    ) -> models.Template:
        """Update a template.

        Updates only the given properties. To approve or archive the template, set its status.

        `PUT /templates/{id}` <https://docs-business-messenger.cometchat.io/api-reference/templates/update-template>

        Args:
            id: The `id` of the template, not its slug.
            name: New name.
            category: New category.
            status: New status. `approved` makes the template ready to send, `archived` retires it.
            availability: Availability setting. Its values are not documented.
            sequence: Position of the template in ordered lists.
            config: New settings of the template.
            variable_schema: New variables. Notifications that were already sent keep their
                variables.

        Returns:
            The updated template.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            template = client.templates.update("665b2c3d4e5f6a7b8c9d0e1f")
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
                variable_schema=self._untyped(variable_schema),
            ),
            options=options,
        )

    def delete(self, id: str, *, options: CallOptions | None = None) -> models.TemplateDeleted:
        """Delete a template.

        Permanently deletes a template and its content on every channel. To keep its history,
        archive the template instead.

        `DELETE /templates/{id}` <https://docs-business-messenger.cometchat.io/api-reference/templates/delete-template>

        Args:
            id: The `id` of the template, not its slug.

        Returns:
            The result of the deletion.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            template_deleted = client.templates.delete("665b2c3d4e5f6a7b8c9d0e1f")
        """
        return self._call(_DELETE, {"id": id}, options=options)


class AsyncTemplates(AsyncResource):
    """Manage reusable messages with variables. A template must be approved before it is sent."""

    def list(
        self,
        *,
        channel_id: str | None = None,
        page: int | None = None,
        limit: int | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPager[models.Template]:
        """List templates.

        Returns the app's templates, or only the templates that are linked to one channel.

        `GET /templates` <https://docs-business-messenger.cometchat.io/api-reference/templates/list-templates>

        Args:
            channel_id: Return only templates that are linked to the channel with this `id`.
            page: Page number. The first page is 1. At least 1. Default: `1`.
            limit: Maximum number of items per page. At least 1. Default: `20`.

        Returns:
            One page of templates.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            async for template in client.templates.list():
                print(template)
        """
        return self._page(
            _LIST, {"channel_id": channel_id, "page": page, "limit": limit}, options=options
        )

    async def create(
        self,
        *,
        name: str,
        channel_ids: Sequence[str],
        template_id: str | None = None,
        category: str | None = None,
        config: Mapping[str, Any] | None = None,
        variable_schema: (
            Mapping[str, models.VariableDefinition | models.VariableDefinitionDict] | None
        ) = None,
        options: CallOptions | None = None,
    ) -> models.Template:
        """Create a template.

        Creates a template in the `draft` status, with content to fill in for each linked channel.
        To send the template, first update its status to `approved`.

        `POST /templates` <https://docs-business-messenger.cometchat.io/api-reference/templates/create-template>

        Args:
            name: Name of the template in the dashboard.
            channel_ids: IDs of the channels to link. The template has separate content for each
                channel.
            template_id: Readable slug. By default, the API generates one.
            category: Category of your choice, such as `onboarding`.
            config: Settings of the template.
            variable_schema: Variables of the template.

        Returns:
            The new template.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            template = await client.templates.create(
                name="Welcome Message", channel_ids=["664a1b2c3d4e5f6a7b8c9d0e"]
            )
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
                variable_schema=self._untyped(variable_schema),
            ),
            options=options,
        )

    async def get(self, id: str, *, options: CallOptions | None = None) -> models.Template:
        """Get a template.

        Returns a template with its variables. Its content on a channel is a template channel.

        `GET /templates/{id}` <https://docs-business-messenger.cometchat.io/api-reference/templates/get-template>

        Args:
            id: The `id` of the template, not its slug.

        Returns:
            The template.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            template = await client.templates.get("665b2c3d4e5f6a7b8c9d0e1f")
        """
        return await self._call(_GET, {"id": id}, options=options)

    async def update(
        self,
        id: str,
        *,
        name: str | None = None,
        category: str | None = None,
        status: Open[models.TemplateStatus] | None = None,
        availability: str | None = None,
        sequence: int | None = None,
        config: Mapping[str, Any] | None = None,
        variable_schema: (
            Mapping[str, models.VariableDefinition | models.VariableDefinitionDict] | None
        ) = None,
        options: CallOptions | None = None,
    ) -> models.Template:
        """Update a template.

        Updates only the given properties. To approve or archive the template, set its status.

        `PUT /templates/{id}` <https://docs-business-messenger.cometchat.io/api-reference/templates/update-template>

        Args:
            id: The `id` of the template, not its slug.
            name: New name.
            category: New category.
            status: New status. `approved` makes the template ready to send, `archived` retires it.
            availability: Availability setting. Its values are not documented.
            sequence: Position of the template in ordered lists.
            config: New settings of the template.
            variable_schema: New variables. Notifications that were already sent keep their
                variables.

        Returns:
            The updated template.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            template = await client.templates.update("665b2c3d4e5f6a7b8c9d0e1f")
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
                variable_schema=self._untyped(variable_schema),
            ),
            options=options,
        )

    async def delete(
        self, id: str, *, options: CallOptions | None = None
    ) -> models.TemplateDeleted:
        """Delete a template.

        Permanently deletes a template and its content on every channel. To keep its history,
        archive the template instead.

        `DELETE /templates/{id}` <https://docs-business-messenger.cometchat.io/api-reference/templates/delete-template>

        Args:
            id: The `id` of the template, not its slug.

        Returns:
            The result of the deletion.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            template_deleted = await client.templates.delete("665b2c3d4e5f6a7b8c9d0e1f")
        """
        return await self._call(_DELETE, {"id": id}, options=options)
