"""The error classes: those of the runtime, and one for each error code that the API documents."""

from __future__ import annotations

from ._runtime import Typed
from ._runtime.errors import *

CODES: dict[tuple[int, str], type[APIStatusError]] = {}
"""The error class of each documented pair of status and error code."""

BODIES: dict[type[APIStatusError], Typed] = {}
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
