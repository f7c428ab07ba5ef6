"""The texts of webhooks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.emit.python.annotations import Annotator, Place
from generator.emit.python.html import as_markdown
from generator.emit.python.imports import Scope
from generator.emit.python.literals import WIDTH, docstring, literal, prose
from generator.ir.api import Webhook
from generator.ir.operations import ContentKind
from generator.ir.types import Direction


@dataclass(frozen=True, slots=True)
class WebhookText:
    """The texts of a webhook: its name, the types that a type checker sees and that are read, its docstring."""

    name: str
    wire: str
    annotation: str
    type: str
    options: str
    docstring: str


def webhook_texts(webhooks: Iterable[Webhook], scope: Scope) -> list[WebhookText]:
    shown = Annotator(scope, Direction.OUTPUT)
    read = Annotator(scope, Direction.OUTPUT, Place.VALUE)
    return [
        WebhookText(
            hook.name,
            hook.wire,
            shown.annotate(hook.type),
            read.annotate(hook.type),
            "" if hook.kind is ContentKind.JSON else f", kind={literal(hook.kind.value)}",
            docstring(prose(as_markdown(hook.description) or f"`{hook.wire}`.", WIDTH)),
        )
        for hook in webhooks
    ]
