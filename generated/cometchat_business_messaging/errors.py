"""The error classes: those of the runtime, and one for each error code that the API documents."""

from __future__ import annotations

from typing import Literal, cast

from . import models
from ._runtime import Typed
from ._runtime.errors import *


class InvalidRequestError(BadRequestError):
    """`ERR_BAD_REQUEST` (400): The request body or a parameter is invalid."""

    @property
    def code(self) -> Literal["ERR_BAD_REQUEST"]:
        return "ERR_BAD_REQUEST"

    @property
    def data(self) -> models.ErrorEnvelope | None:
        return cast("models.ErrorEnvelope | None", self._data)


class TemplateNotApprovedError(BadRequestError):
    """`ERR_TEMPLATE_NOT_APPROVED` (400): The template is a draft or archived. Only an approved
    template can be sent.
    """

    @property
    def code(self) -> Literal["ERR_TEMPLATE_NOT_APPROVED"]:
        return "ERR_TEMPLATE_NOT_APPROVED"

    @property
    def data(self) -> models.ErrorEnvelope | None:
        return cast("models.ErrorEnvelope | None", self._data)


class InvalidVariablesError(BadRequestError):
    """`ERR_INVALID_VARIABLES` (400): The value of a variable that the template declares is missing or
    invalid.
    """

    @property
    def code(self) -> Literal["ERR_INVALID_VARIABLES"]:
        return "ERR_INVALID_VARIABLES"

    @property
    def data(self) -> models.ErrorEnvelope | None:
        return cast("models.ErrorEnvelope | None", self._data)


class TargetLimitExceededError(BadRequestError):
    """`ERR_TARGET_LIMIT_EXCEEDED` (400): There are more targets than the delivery mode allows."""

    @property
    def code(self) -> Literal["ERR_TARGET_LIMIT_EXCEEDED"]:
        return "ERR_TARGET_LIMIT_EXCEEDED"

    @property
    def data(self) -> models.ErrorEnvelope | None:
        return cast("models.ErrorEnvelope | None", self._data)


class InvalidModeError(BadRequestError):
    """`ERR_INVALID_MODE` (400): The delivery mode is invalid."""

    @property
    def code(self) -> Literal["ERR_INVALID_MODE"]:
        return "ERR_INVALID_MODE"

    @property
    def data(self) -> models.ErrorEnvelope | None:
        return cast("models.ErrorEnvelope | None", self._data)


class AuthenticationFailedError(UnauthorizedError):
    """`ERR_UNAUTHORIZED` (401): The App ID or the API key is missing or invalid."""

    @property
    def code(self) -> Literal["ERR_UNAUTHORIZED"]:
        return "ERR_UNAUTHORIZED"

    @property
    def data(self) -> models.ErrorEnvelope | None:
        return cast("models.ErrorEnvelope | None", self._data)


class ResourceNotFoundError(NotFoundError):
    """`ERR_NOT_FOUND` (404): The resource does not exist in this app."""

    @property
    def code(self) -> Literal["ERR_NOT_FOUND"]:
        return "ERR_NOT_FOUND"

    @property
    def data(self) -> models.ErrorEnvelope | None:
        return cast("models.ErrorEnvelope | None", self._data)


CODES: dict[tuple[int, str], type[APIStatusError]] = {
    (400, "ERR_BAD_REQUEST"): InvalidRequestError,
    (400, "ERR_TEMPLATE_NOT_APPROVED"): TemplateNotApprovedError,
    (400, "ERR_INVALID_VARIABLES"): InvalidVariablesError,
    (400, "ERR_TARGET_LIMIT_EXCEEDED"): TargetLimitExceededError,
    (400, "ERR_INVALID_MODE"): InvalidModeError,
    (401, "ERR_UNAUTHORIZED"): AuthenticationFailedError,
    (404, "ERR_NOT_FOUND"): ResourceNotFoundError,
}
"""The error class of each documented pair of status and error code."""

BODIES: dict[type[APIStatusError], Typed] = {
    InvalidRequestError: Typed(lambda: models.ErrorEnvelope),
    TemplateNotApprovedError: Typed(lambda: models.ErrorEnvelope),
    InvalidVariablesError: Typed(lambda: models.ErrorEnvelope),
    TargetLimitExceededError: Typed(lambda: models.ErrorEnvelope),
    InvalidModeError: Typed(lambda: models.ErrorEnvelope),
    AuthenticationFailedError: Typed(lambda: models.ErrorEnvelope),
    ResourceNotFoundError: Typed(lambda: models.ErrorEnvelope),
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
    "AuthenticationFailedError",
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
    "InvalidModeError",
    "InvalidRequestError",
    "InvalidVariablesError",
    "LockedError",
    "MethodNotAllowedError",
    "NotAcceptableError",
    "NotFoundError",
    "NotImplementedByServerError",
    "PaymentRequiredError",
    "PreconditionFailedError",
    "RedirectionError",
    "RequestTimeoutError",
    "ResourceNotFoundError",
    "ResponseDecodeError",
    "ResponseError",
    "ResponseTooLargeError",
    "ResponseValidationError",
    "ServerError",
    "ServiceUnavailableError",
    "TargetLimitExceededError",
    "TemplateNotApprovedError",
    "TooManyRequestsError",
    "UnauthorizedError",
    "UnprocessableEntityError",
    "UnsupportedMediaTypeError",
    "WebhookVerificationError",
]
