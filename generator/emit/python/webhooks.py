"""Webhook -> its name, types and docstring."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.emit.python.imports import Imports
from generator.emit.python.text.docstrings import description_docstring
from generator.emit.python.text.literals import literal
from generator.emit.python.type_expressions import Position, TypeWriter
from generator.ir.api import Webhook
from generator.ir.operations import ContentKind
from generator.ir.types import Direction


@dataclass(frozen=True, slots=True)
class WebhookText:
    """The text of a webhook. Type checkers read `annotation`; the codec reads `type`."""

    name: str
    wire: str
    annotation: str
    type: str
    options: str
    docstring: str


def webhook_texts(webhooks: Iterable[Webhook], imports: Imports) -> list[WebhookText]:
    """Return the text of each webhook."""
    annotations = TypeWriter(imports, Direction.OUTPUT)
    values = TypeWriter(imports, Direction.OUTPUT, Position.VALUE)
    return [
        WebhookText(
            webhook.name,
            webhook.wire,
            annotations.expression(webhook.type),
            values.expression(webhook.type),
            "" if webhook.kind is ContentKind.JSON else f", kind={literal(webhook.kind.value)}",
            description_docstring(webhook.description, default=f"`{webhook.wire}`."),
        )
        for webhook in webhooks
    ]
