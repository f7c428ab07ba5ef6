"""The webhooks of the API.

`webhooks.NAME.parse(body, headers, secret=...)` verifies the signature and returns the request body as a model.
"""

from __future__ import annotations

import builtins
from datetime import date

from . import models
from ._runtime import Date, Webhook, one_of

order_placed: Webhook[models.Order] = Webhook("case_webhooks", "order.placed", lambda: models.Order)
"""An order was placed."""

list: Webhook[models.Order | builtins.list[date]] = Webhook(
    "case_webhooks",
    "list",
    lambda: one_of(
        lambda: (
            models.Order,
            builtins.list[Date],
        )
    ),
)
"""`list`."""

on_cancelled: Webhook[models.Order] = Webhook("case_webhooks", "onCancelled", lambda: models.Order)
"""`onCancelled`."""
