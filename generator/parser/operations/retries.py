"""Retries that the document configures: `x-speakeasy-retries`."""

from __future__ import annotations

import re

from generator.ir.operations import Retries
from generator.openapi import Node
from generator.parser.context import ParseContext

_STATUS = re.compile(r"[1-5](\d\d|[xX]{2})")


def retries(context: ParseContext, node: Node) -> Retries | None:
    """The retries of an operation or of its document; None if neither configures any."""
    key = "x-speakeasy-retries"
    extension = node.get(key) or node.document.root.get(key)
    if extension is None or not isinstance(extension.value, dict):
        return None
    if extension.text("strategy") == "none":
        return Retries(never=True)
    pauses = extension.get("backoff") or extension
    connections = extension.get("retryConnectionErrors")
    return Retries(
        statuses=tuple(_statuses(context, extension)),
        first=_number(context, pauses, "initialInterval", 1000),  # in milliseconds
        longest=_number(context, pauses, "maxInterval", 1000),
        factor=_number(context, pauses, "exponent", 1),
        connections=connections is None or connections.value is not False,
    )


def _statuses(context: ParseContext, extension: Node) -> list[str]:
    listed = extension.get("statusCodes")
    statuses = []
    for entry in listed.elements() if listed is not None else ():
        text = str(entry.value)
        if _STATUS.fullmatch(text):
            statuses.append(text.upper())
        else:
            _ignore(context, entry)
    return statuses


def _number(context: ParseContext, extension: Node, key: str, unit: int) -> float | None:
    entry = extension.get(key)
    if entry is None:
        return None
    value = entry.value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0:
        return value / unit
    _ignore(context, entry)
    return None


def _ignore(context: ParseContext, entry: Node) -> None:
    context.warn(entry, "ignored-keyword", "the client does not understand this setting of retries")
