"""The models of the API. Each module is imported when one of its names is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import Unknown as Unknown
from .._runtime import load as _load  # a module of models can be called `load`

if TYPE_CHECKING:
    from ._dicts import *
    from .action_value import *
    from .campaign import *
    from .campaign_create import *
    from .campaign_csv_upload import *
    from .campaign_recipients_add import *
    from .campaign_send import *
    from .campaign_send_result import *
    from .campaign_status import *
    from .campaign_update import *
    from .channel import *
    from .channel_availability import *
    from .channel_create import *
    from .channel_metrics import *
    from .channel_template_type import *
    from .channel_type import *
    from .channel_update import *
    from .csv_uploaded import *
    from .delivery_mode import *
    from .engagement_counts import *
    from .error_body import *
    from .error_envelope import *
    from .event_record import *
    from .event_recorded import *
    from .event_type import *
    from .granularity import *
    from .image_value import *
    from .notification import *
    from .notification_send import *
    from .page_envelope import *
    from .recipients_added import *
    from .rollup_request import *
    from .rollup_result import *
    from .template import *
    from .template_channel import *
    from .template_channel_create import *
    from .template_channel_update import *
    from .template_create import *
    from .template_deleted import *
    from .template_reference import *
    from .template_status import *
    from .template_update import *
    from .template_variables import *
    from .time_series_point import *
    from .user_insights import *
    from .user_notification import *
    from .variable_definition import *
    from .variable_type import *
    from .variable_value import *

_MODULES: dict[str, str] = {
    "_dicts": "ActionValueDict ImageValueDict TemplateReferenceDict TemplateVariablesOrDict VariableDefinitionDict VariableValueOrDict",
    "action_value": "ActionValue",
    "campaign": "Campaign",
    "campaign_create": "CampaignCreate",
    "campaign_csv_upload": "CampaignCsvUpload",
    "campaign_recipients_add": "CampaignRecipientsAdd",
    "campaign_send": "CampaignSend",
    "campaign_send_result": "CampaignSendResult",
    "campaign_status": "CampaignStatus",
    "campaign_update": "CampaignUpdate",
    "channel": "Channel",
    "channel_availability": "ChannelAvailability",
    "channel_create": "ChannelCreate",
    "channel_metrics": "ChannelMetrics",
    "channel_template_type": "ChannelTemplateType",
    "channel_type": "ChannelType",
    "channel_update": "ChannelUpdate",
    "csv_uploaded": "CsvUploaded",
    "delivery_mode": "DeliveryMode",
    "engagement_counts": "EngagementCounts",
    "error_body": "ErrorBody",
    "error_envelope": "ErrorEnvelope",
    "event_record": "EventRecord",
    "event_recorded": "EventRecorded",
    "event_type": "EventType",
    "granularity": "Granularity",
    "image_value": "ImageValue",
    "notification": "Notification",
    "notification_send": "NotificationSend",
    "page_envelope": "PageEnvelope",
    "recipients_added": "RecipientsAdded",
    "rollup_request": "RollupRequest",
    "rollup_result": "RollupResult",
    "template": "Template",
    "template_channel": "TemplateChannel",
    "template_channel_create": "TemplateChannelCreate",
    "template_channel_update": "TemplateChannelUpdate",
    "template_create": "TemplateCreate",
    "template_deleted": "TemplateDeleted",
    "template_reference": "TemplateReference",
    "template_status": "TemplateStatus",
    "template_update": "TemplateUpdate",
    "template_variables": "TemplateVariables",
    "time_series_point": "TimeSeriesPoint",
    "user_insights": "UserInsights",
    "user_notification": "UserNotification",
    "variable_definition": "VariableDefinition",
    "variable_type": "VariableType",
    "variable_value": "VariableValue",
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names.split()}

if not TYPE_CHECKING:  # with `__getattr__`, type checkers would accept any name

    def __getattr__(name: str) -> object:
        module = _MODULE_OF.get(name)
        if module is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value: object = getattr(_load(f".{module}", __name__), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted([*_MODULE_OF, "Unknown"])
