"""The error classes: those of the runtime, and one for each error code that the API documents."""

from __future__ import annotations

from typing import Literal, cast

from . import models
from ._runtime import Typed
from ._runtime.errors import *


class CardExpiredError(PaymentRequiredError):
    """`CARD_EXPIRED` (402): The card is too old."""

    @property
    def code(self) -> Literal["CARD_EXPIRED"]:
        return "CARD_EXPIRED"

    @property
    def data(self) -> models.Problem | None:
        return cast("models.Problem | None", self._data)


class CardDeclinedError(PaymentRequiredError):
    """`CARD_DECLINED` (402): The bank says no."""

    @property
    def code(self) -> Literal["CARD_DECLINED"]:
        return "CARD_DECLINED"

    @property
    def data(self) -> models.Problem | None:
        return cast("models.Problem | None", self._data)


class NoSuchOrderError(NotFoundError):
    """`NO_SUCH_ORDER` (404): There is no such order."""

    @property
    def code(self) -> Literal["NO_SUCH_ORDER"]:
        return "NO_SUCH_ORDER"

    @property
    def data(self) -> models.Problem | None:
        return cast("models.Problem | None", self._data)


CODES: dict[tuple[int, str], type[APIStatusError]] = {
    (402, "CARD_EXPIRED"): CardExpiredError,
    (402, "CARD_DECLINED"): CardDeclinedError,
    (404, "NO_SUCH_ORDER"): NoSuchOrderError,
}
"""The error class of each documented pair of status and error code."""

BODIES: dict[type[APIStatusError], Typed] = {
    CardExpiredError: Typed(lambda: models.Problem),
    CardDeclinedError: Typed(lambda: models.Problem),
    NoSuchOrderError: Typed(lambda: models.Problem),
}
"""The type of the body of each error class."""

__all__ = [
    "CODES",
    "APIConnectionError",
    "APIError",
    "APIStatusError",
    "APITimeoutError",
    "ArgumentError",
    "Attempt",
    "BadGatewayError",
    "BadRequestError",
    "CardDeclinedError",
    "CardExpiredError",
    "ClientError",
    "ConfigurationError",
    "ConflictError",
    "ContentTooLargeError",
    "ForbiddenError",
    "GatewayTimeoutError",
    "GoneError",
    "InternalServerError",
    "LockedError",
    "MethodNotAllowedError",
    "NoSuchOrderError",
    "NotAcceptableError",
    "NotFoundError",
    "NotImplementedByServerError",
    "PaymentRequiredError",
    "PreconditionFailedError",
    "RedirectionError",
    "RequestTimeoutError",
    "ResponseDecodeError",
    "ResponseError",
    "ResponseTooLargeError",
    "ResponseValidationError",
    "ServerError",
    "ServiceUnavailableError",
    "TooManyRequestsError",
    "UnauthorizedError",
    "UnprocessableEntityError",
    "UnsupportedMediaTypeError",
    "WebhookVerificationError",
]
