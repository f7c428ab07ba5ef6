"""The error classes: those of the runtime, and one for each error code that the API documents."""

from __future__ import annotations

from ._runtime import errors as _errors
from ._runtime.errors import *


class CardExpiredError(PaymentRequiredError):
    """`CARD_EXPIRED` (402): The card is too old."""


class CardDeclinedError(PaymentRequiredError):
    """`CARD_DECLINED` (402): The bank says no."""


class NoSuchOrderError(NotFoundError):
    """`NO_SUCH_ORDER` (404): There is no such order."""


CODES: dict[tuple[int, str], type[APIStatusError]] = {
    (402, "CARD_EXPIRED"): CardExpiredError,
    (402, "CARD_DECLINED"): CardDeclinedError,
    (404, "NO_SUCH_ORDER"): NoSuchOrderError,
}
"""The error class of each documented pair of status and error code."""

__all__ = ["CODES", "CardExpiredError", "CardDeclinedError", "NoSuchOrderError"]
__all__ += _errors.__all__
