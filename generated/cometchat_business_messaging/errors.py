"""The error classes: those of the runtime, and one for each error code that the API documents."""

from __future__ import annotations

from ._runtime import errors as _errors
from ._runtime.errors import *


class BadRequestCodeError(BadRequestError):
    """`ERR_BAD_REQUEST` (400): The request body or a parameter is invalid."""


class TemplateNotApprovedError(BadRequestError):
    """`ERR_TEMPLATE_NOT_APPROVED` (400): The template is a draft or archived. Only an approved
    template can be sent.
    """


class InvalidVariablesError(BadRequestError):
    """`ERR_INVALID_VARIABLES` (400): The value of a variable that the template declares is missing or
    invalid.
    """


class TargetLimitExceededError(BadRequestError):
    """`ERR_TARGET_LIMIT_EXCEEDED` (400): There are more targets than the delivery mode allows."""


class InvalidModeError(BadRequestError):
    """`ERR_INVALID_MODE` (400): The delivery mode is invalid."""


class UnauthorizedCodeError(UnauthorizedError):
    """`ERR_UNAUTHORIZED` (401): The App ID or the API key is missing or invalid."""


class NotFoundCodeError(NotFoundError):
    """`ERR_NOT_FOUND` (404): The resource does not exist in this app."""


CODES: dict[tuple[int, str], type[APIStatusError]] = {
    (400, "ERR_BAD_REQUEST"): BadRequestCodeError,
    (400, "ERR_TEMPLATE_NOT_APPROVED"): TemplateNotApprovedError,
    (400, "ERR_INVALID_VARIABLES"): InvalidVariablesError,
    (400, "ERR_TARGET_LIMIT_EXCEEDED"): TargetLimitExceededError,
    (400, "ERR_INVALID_MODE"): InvalidModeError,
    (401, "ERR_UNAUTHORIZED"): UnauthorizedCodeError,
    (404, "ERR_NOT_FOUND"): NotFoundCodeError,
}
"""The error class of each documented pair of status and error code."""

__all__ = [
    "CODES",
    "BadRequestCodeError",
    "TemplateNotApprovedError",
    "InvalidVariablesError",
    "TargetLimitExceededError",
    "InvalidModeError",
    "UnauthorizedCodeError",
    "NotFoundCodeError",
]
__all__ += _errors.__all__
