"""The resource `campaigns`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from .. import models
from .._runtime import (
    AsyncPager,
    AsyncResource,
    CallOptions,
    ErrorBody,
    FileInput,
    Json,
    Meta,
    Multipart,
    Open,
    Operation,
    Page,
    Paging,
    Part,
    Query,
    Resource,
    Result,
)

_ERRORS_1 = (ErrorBody("400", "401", "403", "404", "default", type=lambda: models.ErrorEnvelope),)
_LIST: Operation[models.Campaign] = Operation(
    "campaigns.list",
    "GET /campaigns",
    parameters=(
        Query("page", "page", lambda: Annotated[int, Meta(ge=1)]),
        Query("limit", "limit", lambda: Annotated[int, Meta(ge=1)]),
    ),
    results=(Result("2XX", lambda: models.Campaign),),
    errors=(ErrorBody("400", "401", "403", "default", type=lambda: models.ErrorEnvelope),),
    paging=Paging(items="/data", size=20, bare=True),
)
_CREATE: Operation[models.Campaign] = Operation(
    "campaigns.create",
    "POST /campaigns",
    body=(Json(lambda: models.CampaignCreate),),
    results=(Result("2XX", lambda: models.Campaign),),
    errors=_ERRORS_1,
)
_GET: Operation[models.Campaign] = Operation(
    "campaigns.get",
    "GET /campaigns/{id}",
    results=(Result("2XX", lambda: models.Campaign),),
    errors=_ERRORS_1,
)
_UPDATE: Operation[models.Campaign] = Operation(
    "campaigns.update",
    "PUT /campaigns/{id}",
    body=(Json(lambda: models.CampaignUpdate),),
    results=(Result("2XX", lambda: models.Campaign),),
    errors=_ERRORS_1,
)
_ADD_RECIPIENTS: Operation[models.RecipientsAdded] = Operation(
    "campaigns.add_recipients",
    "POST /campaigns/{id}/recipients",
    body=(Json(lambda: models.CampaignRecipientsAdd),),
    results=(Result("2XX", lambda: models.RecipientsAdded),),
    errors=_ERRORS_1,
)
_UPLOAD_CSV: Operation[models.CsvUploaded] = Operation(
    "campaigns.upload_csv",
    "POST /campaigns/upload",
    body=(
        Multipart(
            lambda: models.CampaignCsvUpload,
            encodings=(Part("file", media_type="text/csv", is_file=True),),
        ),
    ),
    results=(Result("2XX", lambda: models.CsvUploaded),),
    errors=_ERRORS_1,
)
_SEND: Operation[models.CampaignSendResult] = Operation(
    "campaigns.send",
    "POST /campaigns/{id}/send",
    body=(Json(lambda: models.CampaignSend),),
    results=(Result("2XX", lambda: models.CampaignSendResult),),
    errors=_ERRORS_1,
)


class Campaigns(Resource):
    """Send one template to many recipients, immediately or at a scheduled time."""

    def list(
        self,
        *,
        page: int | None = None,
        limit: int | None = None,
        options: CallOptions | None = None,
    ) -> Page[models.Campaign]:
        """List campaigns.

        Returns the app's campaigns of every status.

        `GET /campaigns` <https://docs-business-messenger.cometchat.io/api-reference/campaigns/list-campaigns>

        Args:
            page: Page number. The first page is 1. At least 1. Default: `1`.
            limit: Maximum number of items per page. At least 1. Default: `20`.

        Returns:
            One page of campaigns.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            for campaign in client.campaigns.list():
                print(campaign)
        """
        return self._page(_LIST, {"page": page, "limit": limit}, options=options)

    def create(
        self,
        *,
        name: str,
        template_id: str,
        delivery_mode: Open[models.DeliveryMode],
        tag: str | None = None,
        options: CallOptions | None = None,
    ) -> models.Campaign:
        """Create a campaign.

        Creates a campaign in the `draft` status. Add recipients by their IDs or with a CSV file,
        then send the campaign.

        `POST /campaigns` <https://docs-business-messenger.cometchat.io/api-reference/campaigns/create-campaign>

        Args:
            name: Name of the campaign in the dashboard.
            template_id: The `id` of the template to send.
            delivery_mode: Delivery mode. Use `batch` for a campaign with many recipients.
            tag: Label that groups campaigns.

        Returns:
            The new campaign.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            campaign = client.campaigns.create(
                name="January Promo",
                template_id="665b2c3d4e5f6a7b8c9d0e1f",
                delivery_mode="batch",
                tag="promo",
            )
        """
        return self._call(
            _CREATE,
            {},
            models.CampaignCreate(
                name=name, template_id=template_id, delivery_mode=delivery_mode, tag=tag
            ),
            options=options,
        )

    def get(self, id: str, *, options: CallOptions | None = None) -> models.Campaign:
        """Get a campaign.

        Returns a campaign with its status and its number of recipients.

        `GET /campaigns/{id}` <https://docs-business-messenger.cometchat.io/api-reference/campaigns/get-campaign>

        Args:
            id: ID of the campaign.

        Returns:
            The campaign.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            campaign = client.campaigns.get("666c3d4e5f6a7b8c9d0e1f2a")
        """
        return self._call(_GET, {"id": id}, options=options)

    def update(
        self,
        id: str,
        *,
        name: str | None = None,
        tag: str | None = None,
        delivery_mode: Open[models.DeliveryMode] | None = None,
        options: CallOptions | None = None,
    ) -> models.Campaign:
        """Update a campaign.

        Updates only the given properties. The campaign must be a draft: a campaign that is
        scheduled or sent is locked.

        `PUT /campaigns/{id}` <https://docs-business-messenger.cometchat.io/api-reference/campaigns/update-campaign>

        Args:
            id: ID of the campaign.
            name: New name.
            tag: New tag.
            delivery_mode: New delivery mode.

        Returns:
            The updated campaign.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            campaign = client.campaigns.update(
                "666c3d4e5f6a7b8c9d0e1f2a", name="February Promo", tag="february"
            )
        """
        return self._call(
            _UPDATE,
            {"id": id},
            models.CampaignUpdate(name=name, tag=tag, delivery_mode=delivery_mode),
            options=options,
        )

    def add_recipients(
        self, id: str, *, user_ids: Sequence[str], options: CallOptions | None = None
    ) -> models.RecipientsAdded:
        """Add recipients to a campaign.

        Adds users to a draft campaign by their IDs. To set the template's variables for each user,
        upload a CSV file instead.

        `POST /campaigns/{id}/recipients` <https://docs-business-messenger.cometchat.io/api-reference/campaigns/add-recipients>

        Args:
            id: ID of the campaign.
            user_ids: IDs of the users. At least 1 item.

        Returns:
            The number of added recipients and the new total.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            recipients_added = client.campaigns.add_recipients(
                "666c3d4e5f6a7b8c9d0e1f2a", user_ids=["user-001", "user-002"]
            )
        """
        return self._call(
            _ADD_RECIPIENTS,
            {"id": id},
            models.CampaignRecipientsAdd(user_ids=user_ids),
            options=options,
        )

    def upload_csv(
        self, *, file: FileInput, campaign_id: str, options: CallOptions | None = None
    ) -> models.CsvUploaded:
        """Add recipients to a campaign from a CSV file.

        Adds one recipient for each row of a CSV file. The columns hold the values of the template's
        variables.

        `POST /campaigns/upload` <https://docs-business-messenger.cometchat.io/api-reference/campaigns/upload-csv>

        Args:
            file: A CSV file in UTF-8, separated by commas, with a header row and at most 100,000
                rows. One column holds the user ID. The endpoint's page names this column `userId`,
                the CSV guide names it `user_id`; the client sends the file unchanged. Every other
                column has the name of a variable of the template. Column names consist of letters,
                digits, underscores and hyphens.
            campaign_id: ID of the campaign.

        Returns:
            The number of added recipients and the new total.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            csv_uploaded = client.campaigns.upload_csv(
                file=b"userId,customerName,orderId\\nuser-001,Jane Doe,ORD-001\\n",
                campaign_id="666c3d4e5f6a7b8c9d0e1f2a",
            )
        """
        return self._call(
            _UPLOAD_CSV,
            {},
            models.CampaignCsvUpload(file=file, campaign_id=campaign_id),
            options=options,
        )

    def send(
        self, id: str, *, scheduled_at: datetime | None = None, options: CallOptions | None = None
    ) -> models.CampaignSendResult:
        """Send or schedule a campaign.

        Starts the delivery of a campaign, immediately or at a scheduled time. The campaign's
        template must be approved, and the campaign must have at least one recipient.

        `POST /campaigns/{id}/send` <https://docs-business-messenger.cometchat.io/api-reference/campaigns/send-campaign>

        Args:
            id: ID of the campaign.
            scheduled_at: When delivery starts. By default, it starts immediately.

        Returns:
            The campaign's status and schedule.

        Raises:
            InvalidRequestError: Status 400.
            TemplateNotApprovedError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            campaign_send_result = client.campaigns.send("666c3d4e5f6a7b8c9d0e1f2a")
        """
        return self._call(
            _SEND, {"id": id}, models.CampaignSend(scheduled_at=scheduled_at), options=options
        )


class AsyncCampaigns(AsyncResource):
    """Send one template to many recipients, immediately or at a scheduled time."""

    def list(
        self,
        *,
        page: int | None = None,
        limit: int | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPager[models.Campaign]:
        """List campaigns.

        Returns the app's campaigns of every status.

        `GET /campaigns` <https://docs-business-messenger.cometchat.io/api-reference/campaigns/list-campaigns>

        Args:
            page: Page number. The first page is 1. At least 1. Default: `1`.
            limit: Maximum number of items per page. At least 1. Default: `20`.

        Returns:
            One page of campaigns.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            async for campaign in client.campaigns.list():
                print(campaign)
        """
        return self._page(_LIST, {"page": page, "limit": limit}, options=options)

    async def create(
        self,
        *,
        name: str,
        template_id: str,
        delivery_mode: Open[models.DeliveryMode],
        tag: str | None = None,
        options: CallOptions | None = None,
    ) -> models.Campaign:
        """Create a campaign.

        Creates a campaign in the `draft` status. Add recipients by their IDs or with a CSV file,
        then send the campaign.

        `POST /campaigns` <https://docs-business-messenger.cometchat.io/api-reference/campaigns/create-campaign>

        Args:
            name: Name of the campaign in the dashboard.
            template_id: The `id` of the template to send.
            delivery_mode: Delivery mode. Use `batch` for a campaign with many recipients.
            tag: Label that groups campaigns.

        Returns:
            The new campaign.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            campaign = await client.campaigns.create(
                name="January Promo",
                template_id="665b2c3d4e5f6a7b8c9d0e1f",
                delivery_mode="batch",
                tag="promo",
            )
        """
        return await self._call(
            _CREATE,
            {},
            models.CampaignCreate(
                name=name, template_id=template_id, delivery_mode=delivery_mode, tag=tag
            ),
            options=options,
        )

    async def get(self, id: str, *, options: CallOptions | None = None) -> models.Campaign:
        """Get a campaign.

        Returns a campaign with its status and its number of recipients.

        `GET /campaigns/{id}` <https://docs-business-messenger.cometchat.io/api-reference/campaigns/get-campaign>

        Args:
            id: ID of the campaign.

        Returns:
            The campaign.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            campaign = await client.campaigns.get("666c3d4e5f6a7b8c9d0e1f2a")
        """
        return await self._call(_GET, {"id": id}, options=options)

    async def update(
        self,
        id: str,
        *,
        name: str | None = None,
        tag: str | None = None,
        delivery_mode: Open[models.DeliveryMode] | None = None,
        options: CallOptions | None = None,
    ) -> models.Campaign:
        """Update a campaign.

        Updates only the given properties. The campaign must be a draft: a campaign that is
        scheduled or sent is locked.

        `PUT /campaigns/{id}` <https://docs-business-messenger.cometchat.io/api-reference/campaigns/update-campaign>

        Args:
            id: ID of the campaign.
            name: New name.
            tag: New tag.
            delivery_mode: New delivery mode.

        Returns:
            The updated campaign.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            campaign = await client.campaigns.update(
                "666c3d4e5f6a7b8c9d0e1f2a", name="February Promo", tag="february"
            )
        """
        return await self._call(
            _UPDATE,
            {"id": id},
            models.CampaignUpdate(name=name, tag=tag, delivery_mode=delivery_mode),
            options=options,
        )

    async def add_recipients(
        self, id: str, *, user_ids: Sequence[str], options: CallOptions | None = None
    ) -> models.RecipientsAdded:
        """Add recipients to a campaign.

        Adds users to a draft campaign by their IDs. To set the template's variables for each user,
        upload a CSV file instead.

        `POST /campaigns/{id}/recipients` <https://docs-business-messenger.cometchat.io/api-reference/campaigns/add-recipients>

        Args:
            id: ID of the campaign.
            user_ids: IDs of the users. At least 1 item.

        Returns:
            The number of added recipients and the new total.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            recipients_added = await client.campaigns.add_recipients(
                "666c3d4e5f6a7b8c9d0e1f2a", user_ids=["user-001", "user-002"]
            )
        """
        return await self._call(
            _ADD_RECIPIENTS,
            {"id": id},
            models.CampaignRecipientsAdd(user_ids=user_ids),
            options=options,
        )

    async def upload_csv(
        self, *, file: FileInput, campaign_id: str, options: CallOptions | None = None
    ) -> models.CsvUploaded:
        """Add recipients to a campaign from a CSV file.

        Adds one recipient for each row of a CSV file. The columns hold the values of the template's
        variables.

        `POST /campaigns/upload` <https://docs-business-messenger.cometchat.io/api-reference/campaigns/upload-csv>

        Args:
            file: A CSV file in UTF-8, separated by commas, with a header row and at most 100,000
                rows. One column holds the user ID. The endpoint's page names this column `userId`,
                the CSV guide names it `user_id`; the client sends the file unchanged. Every other
                column has the name of a variable of the template. Column names consist of letters,
                digits, underscores and hyphens.
            campaign_id: ID of the campaign.

        Returns:
            The number of added recipients and the new total.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            csv_uploaded = await client.campaigns.upload_csv(
                file=b"userId,customerName,orderId\\nuser-001,Jane Doe,ORD-001\\n",
                campaign_id="666c3d4e5f6a7b8c9d0e1f2a",
            )
        """
        return await self._call(
            _UPLOAD_CSV,
            {},
            models.CampaignCsvUpload(file=file, campaign_id=campaign_id),
            options=options,
        )

    async def send(
        self, id: str, *, scheduled_at: datetime | None = None, options: CallOptions | None = None
    ) -> models.CampaignSendResult:
        """Send or schedule a campaign.

        Starts the delivery of a campaign, immediately or at a scheduled time. The campaign's
        template must be approved, and the campaign must have at least one recipient.

        `POST /campaigns/{id}/send` <https://docs-business-messenger.cometchat.io/api-reference/campaigns/send-campaign>

        Args:
            id: ID of the campaign.
            scheduled_at: When delivery starts. By default, it starts immediately.

        Returns:
            The campaign's status and schedule.

        Raises:
            InvalidRequestError: Status 400.
            TemplateNotApprovedError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            campaign_send_result = await client.campaigns.send("666c3d4e5f6a7b8c9d0e1f2a")
        """
        return await self._call(
            _SEND, {"id": id}, models.CampaignSend(scheduled_at=scheduled_at), options=options
        )
