"""The public methods of this repository's own client."""

from __future__ import annotations

from pathlib import Path

from generator.ir.operations import PagingStyle
from generator.openapi import load
from generator.parser import SettingsInput, build

SPEC = Path(__file__).resolve().parents[2] / "spec" / "openapi.yaml"


def test_every_endpoint_is_a_method() -> None:
    api, _ = build(load(SPEC), SettingsInput())
    assert {r.name: [o.name for o in r.operations] for r in api.resources} == {
        "channels": ["list", "create", "get", "update", "get_availability"],
        "templates": ["list", "create", "get", "update", "delete"],
        "template_channels": ["list", "create", "get", "update"],
        "campaigns": ["list", "create", "get", "update", "add_recipients", "upload_csv", "send"],
        "notifications": ["send"],
        "analytics": ["get_channel_metrics", "get_user_insights", "record_event", "compute_rollup"],
    }


def test_lists_are_paged_and_bodies_are_arguments() -> None:
    api, _ = build(load(SPEC), SettingsInput())
    operations = [o for r in api.resources for o in r.operations]
    paged = {o.operation_id for o in operations if o.paging and o.paging.style is PagingStyle.PAGE}
    assert paged == {"listChannels", "listTemplates", "listTemplateChannels", "listCampaigns"}
    assert all(o.paging.bare and o.paging.size == 20 for o in operations if o.paging)
    assert all(o.body.arguments for o in operations if o.body)
