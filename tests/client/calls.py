"""Calls that several test modules make, and the documented responses to them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.client.documented import operations

TEMPLATE = next(iter(operations()["getTemplate"].responses.values()))
CAMPAIGN = next(iter(operations()["createCampaign"].responses.values()))
RECORDED = next(iter(operations()["recordEvent"].responses.values()))
ROLLED_UP = next(iter(operations()["computeRollup"].responses.values()))
DELETED = next(iter(operations()["deleteTemplate"].responses.values()))
UPLOADED = next(iter(operations()["uploadCampaignCsv"].responses.values()))
HOST = "https://app-4711.api-us.cometchat.io/v3/business-messaging/api"


def get(client: Any) -> Any:
    return client.templates.get("t-1")


def named(client: Any, name: str) -> Any:
    return client.templates.get(name)


def create(client: Any) -> Any:
    return client.campaigns.create(name="n", template_id="t", delivery_mode="batch")


def record(client: Any) -> Any:
    return client.analytics.record_event(
        campaign_id="c", user_id="u", channel_type="push", event_type="clicked"
    )


def roll_up(client: Any) -> Any:
    begin = datetime(2024, 1, 1, tzinfo=UTC)
    return client.analytics.compute_rollup(from_=begin, to=begin + timedelta(days=1))
