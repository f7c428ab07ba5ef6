"""The models of the API: what it takes and what it answers. Each module is loaded when a name of it is first used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .action_value import ActionValue as ActionValue
    from .campaign import Campaign as Campaign
    from .campaign_create import CampaignCreate as CampaignCreate
    from .campaign_csv_upload import CampaignCsvUpload as CampaignCsvUpload
    from .campaign_recipients_add import CampaignRecipientsAdd as CampaignRecipientsAdd
    from .campaign_send import CampaignSend as CampaignSend
    from .campaign_send_result import CampaignSendResult as CampaignSendResult
    from .campaign_status import CampaignStatus as CampaignStatus
    from .campaign_update import CampaignUpdate as CampaignUpdate
    from .channel import Channel as Channel
    from .channel_availability import ChannelAvailability as ChannelAvailability
    from .channel_create import ChannelCreate as ChannelCreate
    from .channel_metrics import ChannelMetrics as ChannelMetrics
    from .channel_template_type import ChannelTemplateType as ChannelTemplateType
    from .channel_type import ChannelType as ChannelType
    from .channel_update import ChannelUpdate as ChannelUpdate
    from .csv_uploaded import CsvUploaded as CsvUploaded
    from .delivery_mode import DeliveryMode as DeliveryMode
    from .engagement_counts import EngagementCounts as EngagementCounts
    from .error_body import ErrorBody as ErrorBody
    from .error_envelope import ErrorEnvelope as ErrorEnvelope
    from .event_record import EventRecord as EventRecord
    from .event_recorded import EventRecorded as EventRecorded
    from .event_type import EventType as EventType
    from .granularity import Granularity as Granularity
    from .image_value import ImageValue as ImageValue
    from .notification import Notification as Notification
    from .notification_send import NotificationSend as NotificationSend
    from .page_envelope import PageEnvelope as PageEnvelope
    from .recipients_added import RecipientsAdded as RecipientsAdded
    from .rollup_request import RollupRequest as RollupRequest
    from .rollup_result import RollupResult as RollupResult
    from .template import Template as Template
    from .template_channel import TemplateChannel as TemplateChannel
    from .template_channel_create import TemplateChannelCreate as TemplateChannelCreate
    from .template_channel_update import TemplateChannelUpdate as TemplateChannelUpdate
    from .template_create import TemplateCreate as TemplateCreate
    from .template_deleted import TemplateDeleted as TemplateDeleted
    from .template_reference import TemplateReference as TemplateReference
    from .template_status import TemplateStatus as TemplateStatus
    from .template_update import TemplateUpdate as TemplateUpdate
    from .template_variables import TemplateVariables as TemplateVariables
    from .time_series_point import TimeSeriesPoint as TimeSeriesPoint
    from .user_insights import UserInsights as UserInsights
    from .user_notification import UserNotification as UserNotification
    from .variable_definition import VariableDefinition as VariableDefinition
    from .variable_type import VariableType as VariableType
    from .variable_value import VariableValue as VariableValue

_MODULES = {
    "ActionValue": "action_value",
    "Campaign": "campaign",
    "CampaignCreate": "campaign_create",
    "CampaignCsvUpload": "campaign_csv_upload",
    "CampaignRecipientsAdd": "campaign_recipients_add",
    "CampaignSend": "campaign_send",
    "CampaignSendResult": "campaign_send_result",
    "CampaignStatus": "campaign_status",
    "CampaignUpdate": "campaign_update",
    "Channel": "channel",
    "ChannelAvailability": "channel_availability",
    "ChannelCreate": "channel_create",
    "ChannelMetrics": "channel_metrics",
    "ChannelTemplateType": "channel_template_type",
    "ChannelType": "channel_type",
    "ChannelUpdate": "channel_update",
    "CsvUploaded": "csv_uploaded",
    "DeliveryMode": "delivery_mode",
    "EngagementCounts": "engagement_counts",
    "ErrorBody": "error_body",
    "ErrorEnvelope": "error_envelope",
    "EventRecord": "event_record",
    "EventRecorded": "event_recorded",
    "EventType": "event_type",
    "Granularity": "granularity",
    "ImageValue": "image_value",
    "Notification": "notification",
    "NotificationSend": "notification_send",
    "PageEnvelope": "page_envelope",
    "RecipientsAdded": "recipients_added",
    "RollupRequest": "rollup_request",
    "RollupResult": "rollup_result",
    "Template": "template",
    "TemplateChannel": "template_channel",
    "TemplateChannelCreate": "template_channel_create",
    "TemplateChannelUpdate": "template_channel_update",
    "TemplateCreate": "template_create",
    "TemplateDeleted": "template_deleted",
    "TemplateReference": "template_reference",
    "TemplateStatus": "template_status",
    "TemplateUpdate": "template_update",
    "TemplateVariables": "template_variables",
    "TimeSeriesPoint": "time_series_point",
    "UserInsights": "user_insights",
    "UserNotification": "user_notification",
    "VariableDefinition": "variable_definition",
    "VariableType": "variable_type",
    "VariableValue": "variable_value",
}


def __getattr__(name: str) -> object:
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f".{module}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(_MODULES)
