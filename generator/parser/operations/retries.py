"""When a call may be tried again, as the document says: `x-speakeasy-retries`."""

from __future__ import annotations

import re

from generator.ir.operations import Retries
from generator.openapi import Node
from generator.parser.context import Context

_STATUS = re.compile(r"[1-5](\d\d|[xX]{2})")
_PAUSES = {"initialInterval": "first", "maxInterval": "longest"}  # in milliseconds


def retries(context: Context, node: Node) -> Retries | None:
    """What an operation, or its document, says of it; None where nothing is said."""
    said = node.get("x-speakeasy-retries") or node.document.root.get("x-speakeasy-retries")
    if said is None or not isinstance(said.value, dict):
        return None
    if said.text("strategy") == "none":
        return Retries(never=True)
    pauses = said.get("backoff") or said
    told = {name: _number(context, pauses, key, 1000) for key, name in _PAUSES.items()}
    broken = said.get("retryConnectionErrors")
    return Retries(
        statuses=tuple(_statuses(context, said)),
        first=told["first"],
        longest=told["longest"],
        factor=_number(context, pauses, "exponent", 1),
        connections=broken is None or broken.value is not False,
    )


def _statuses(context: Context, said: Node) -> list[str]:
    listed = said.get("statusCodes")
    found = []
    for entry in listed.elements() if listed is not None else ():
        text = str(entry.value)
        if _STATUS.fullmatch(text):
            found.append(text.upper())
        else:
            _ignore(context, entry)
    return found


def _number(context: Context, said: Node, key: str, unit: int) -> float | None:
    entry = said.get(key)
    if entry is None:
        return None
    value = entry.value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0:
        return value / unit
    _ignore(context, entry)
    return None


def _ignore(context: Context, entry: Node) -> None:
    context.warn(entry, "ignored-keyword", "this says nothing of when to try again")
