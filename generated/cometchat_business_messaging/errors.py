"""The errors of this package: those that every client has, and one for each code that the API documents."""

from __future__ import annotations

from ._runtime import errors as _errors
from ._runtime.errors import *


class BadRequestCodeError(BadRequestError):
    """`ERR_BAD_REQUEST` (400): The body or a parameter of the request is not valid."""


class TemplateNotApprovedError(BadRequestError):
    """`ERR_TEMPLATE_NOT_APPROVED` (400): The template to send is a draft or archived; only an approved
    one can be sent.
    """


class InvalidVariablesError(BadRequestError):
    """`ERR_INVALID_VARIABLES` (400): A variable that the template declares has no value, or one that
    does not fit.
    """


class TargetLimitExceededError(BadRequestError):
    """`ERR_TARGET_LIMIT_EXCEEDED` (400): There are more targets than the delivery mode takes."""


class InvalidModeError(BadRequestError):
    """`ERR_INVALID_MODE` (400): The delivery mode is none of those that exist."""


class UnauthorizedCodeError(UnauthorizedError):
    """`ERR_UNAUTHORIZED` (401): The App ID or the API key is absent or not valid."""


class NotFoundCodeError(NotFoundError):
    """`ERR_NOT_FOUND` (404): What the path names does not exist in this app."""


CODES: dict[tuple[int, str], type[APIStatusError]] = {
    (400, "ERR_BAD_REQUEST"): BadRequestCodeError,
    (400, "ERR_TEMPLATE_NOT_APPROVED"): TemplateNotApprovedError,
    (400, "ERR_INVALID_VARIABLES"): InvalidVariablesError,
    (400, "ERR_TARGET_LIMIT_EXCEEDED"): TargetLimitExceededError,
    (400, "ERR_INVALID_MODE"): InvalidModeError,
    (401, "ERR_UNAUTHORIZED"): UnauthorizedCodeError,
    (404, "ERR_NOT_FOUND"): NotFoundCodeError,
}
"""The class of each documented (status, code)."""

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
