"""The error class of an HTTP status."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from ..errors import (
    APIStatusError,
    BadGatewayError,
    BadRequestError,
    ClientError,
    ConflictError,
    ContentTooLargeError,
    ForbiddenError,
    GatewayTimeoutError,
    GoneError,
    InternalServerError,
    LockedError,
    MethodNotAllowedError,
    NotAcceptableError,
    NotFoundError,
    NotImplementedByServerError,
    PaymentRequiredError,
    PreconditionFailedError,
    RedirectionError,
    RequestTimeoutError,
    ServerError,
    ServiceUnavailableError,
    TooManyRequestsError,
    UnauthorizedError,
    UnprocessableEntityError,
    UnsupportedMediaTypeError,
)

STATUS_CLASSES: dict[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: UnauthorizedError,
    402: PaymentRequiredError,
    403: ForbiddenError,
    404: NotFoundError,
    405: MethodNotAllowedError,
    406: NotAcceptableError,
    408: RequestTimeoutError,
    409: ConflictError,
    410: GoneError,
    412: PreconditionFailedError,
    413: ContentTooLargeError,
    415: UnsupportedMediaTypeError,
    422: UnprocessableEntityError,
    423: LockedError,
    429: TooManyRequestsError,
    500: InternalServerError,
    501: NotImplementedByServerError,
    502: BadGatewayError,
    503: ServiceUnavailableError,
    504: GatewayTimeoutError,
}
FAMILY_CLASSES: dict[int, type[APIStatusError]] = {
    3: RedirectionError,
    4: ClientError,
    5: ServerError,
}


def status_class(
    status: int, code: str | None, classes: Mapping[tuple[int, str], type[APIStatusError]]
) -> type[APIStatusError]:
    """The most specific class: by status and code, by status (of the API, then the default one), by range."""
    by_code = classes.get((status, code)) if code else None
    if by_code is not None:
        return by_code
    by_status = classes.get((status, "")) or STATUS_CLASSES.get(status)
    return by_status or FAMILY_CLASSES.get(status // 100, APIStatusError)


def reason(status: int) -> str:
    """The reason phrase of a status."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "unknown status"
