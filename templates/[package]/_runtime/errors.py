"""The errors of this package. Whatever fails in a call is one of these.

APIError
├── ConfigurationError (ValueError)          an option is missing or invalid
├── ArgumentError (ValueError)               an argument is refused before anything is sent
├── WebhookVerificationError                 a webhook does not come from whom it should
├── APIConnectionError                       no complete answer came
│   └── APITimeoutError (TimeoutError)       ... within the time that the caller gave
├── ResponseError                            an answer came that cannot be used
│   ├── ResponseTooLargeError                larger than `max_response_size`
│   ├── ResponseDecodeError                  not what its description says it is (no JSON, truncated...)
│   └── ResponseValidationError              JSON, but not of the documented shape (with `strict=True`)
└── APIStatusError                           the server says that the call failed
    ├── RedirectionError                     3xx
    ├── ClientError                          4xx, with one class for each usual status
    └── ServerError                          5xx, with one class for each usual status
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .attempts import Attempt
from .escaping import printable
from .http.headers import Headers

__all__ = [
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

_LONGEST_TEXT = 2_000  # characters, in which the texts of its parts fit


class APIError(Exception):
    """Base of all errors of this package.

    `request_method` and `request_path` (without query) say which call failed and `attempts` how often it was tried;
    they are empty where no call was made.
    """

    request_method: str = ""
    request_path: str = ""
    attempts: tuple[Attempt, ...] = ()
    page: int | str | None = None
    """Where an iteration over pages stood (page number, offset or cursor) when this happened."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message)
        self.message = message

    def _text(self) -> str:
        return self.message

    def __str__(self) -> str:
        text = printable(self._text(), _LONGEST_TEXT)
        if not self.request_method:
            return text
        count = len(self.attempts)
        tries = f", {count} attempts" if count > 1 else ""
        return f"{text} ({self.request_method} {printable(self.request_path)}{tries})"


class ConfigurationError(APIError, ValueError):
    """An option of the client is missing or invalid; the message says what to set."""


class ArgumentError(APIError, ValueError):
    """An argument was refused before anything was sent; `argument` is its name, with the path into it."""

    def __init__(self, message: str = "", *, argument: str = "") -> None:
        super().__init__(message)
        self.argument = argument

    def _text(self) -> str:
        return f"{self.argument}: {self.message}" if self.argument else self.message


class WebhookVerificationError(APIError):
    """A webhook is not signed with the secret, or too old (or from the future). Do not use it."""


class APIConnectionError(APIError):
    """No complete answer came: refused, reset, TLS, protocol, too many redirects... `__cause__` is the original."""


class APITimeoutError(APIConnectionError, TimeoutError):
    """No complete answer came within the time given (`timeout`), or no connection within the connect timeout."""


class ResponseError(APIError):
    """An answer came that cannot be used."""

    status_code: int | None = None


class ResponseTooLargeError(ResponseError):
    """The answer is larger than `max_response_size`, counted after decompression."""


class ResponseDecodeError(ResponseError):
    """The body is not what it should be: no JSON, invalid UTF-8, truncated, empty, or a bad compression."""


class ResponseValidationError(ResponseError):
    """The body is JSON of another shape: at `pointer` stood `received` where `expected` is documented."""

    def __init__(
        self, message: str = "", *, pointer: str = "", expected: str = "", received: str = ""
    ) -> None:
        super().__init__(message)
        self.pointer = pointer
        self.expected = expected
        self.received = received

    def _text(self) -> str:
        return self.message or (
            f"at {printable(self.pointer) or '/'}: expected {self.expected}, received {self.received}"
        )


class APIStatusError(APIError):
    """The server says that the call failed.

    Attributes:
        status_code: the HTTP status.
        code: the API's own error code, where it sends one.
        message: the API's message, or the status's usual phrase.
        details: what the API says beyond that.
        headers: the response's headers.
        request_id: the API's name for this request, to be quoted to its support.
        body: the body as it came, with the client's credentials blanked.
        data: the body as JSON (or as the model that the API documents for this error), None where it is not JSON.
        retry_after: the seconds after which the server says to come back, if it does.
        dev_message: what the API says to developers, where it tells that apart from `message`.
    """

    dev_message: str | None = None

    def __init__(
        self,
        message: str = "",
        *,
        status_code: int = 0,
        code: str | None = None,
        details: Any = None,
        headers: Headers | None = None,
        request_id: str | None = None,
        body: bytes = b"",
        data: Any = None,
        retry_after: float | None = None,
        fields: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.status_code = status_code
        self.code = code
        self.details = details
        self.headers = Headers() if headers is None else headers
        self.request_id = request_id
        self.body = body
        self.data = data
        self.retry_after = retry_after
        for name, value in (fields or {}).items():
            setattr(self, name, value)

    def _text(self) -> str:
        code = f" {self.code}" if self.code else ""
        quoted = f" [request id {self.request_id}]" if self.request_id else ""
        return f"{self.status_code}{code}: {self.message}{quoted}"


class RedirectionError(APIStatusError):
    """3xx: the server points elsewhere, and redirects are not followed (or not this one)."""


class ClientError(APIStatusError):
    """4xx: the server refuses the request."""


class BadRequestError(ClientError):
    """400 Bad Request."""


class UnauthorizedError(ClientError):
    """401 Unauthorized: the credentials are missing or not accepted."""


class PaymentRequiredError(ClientError):
    """402 Payment Required."""


class ForbiddenError(ClientError):
    """403 Forbidden: the credentials do not allow this."""


class NotFoundError(ClientError):
    """404 Not Found."""


class MethodNotAllowedError(ClientError):
    """405 Method Not Allowed."""


class NotAcceptableError(ClientError):
    """406 Not Acceptable."""


class RequestTimeoutError(ClientError):
    """408 Request Timeout: the server waited too long for the request."""


class ConflictError(ClientError):
    """409 Conflict."""


class GoneError(ClientError):
    """410 Gone."""


class PreconditionFailedError(ClientError):
    """412 Precondition Failed."""


class ContentTooLargeError(ClientError):
    """413 Content Too Large: the server refuses a request of this size."""


class UnsupportedMediaTypeError(ClientError):
    """415 Unsupported Media Type."""


class UnprocessableEntityError(ClientError):
    """422 Unprocessable Content."""


class LockedError(ClientError):
    """423 Locked."""


class TooManyRequestsError(ClientError):
    """429 Too Many Requests; `retry_after` says when to come back, if the server does."""


class ServerError(APIStatusError):
    """5xx: the server failed."""


class InternalServerError(ServerError):
    """500 Internal Server Error."""


class NotImplementedByServerError(ServerError):
    """501 Not Implemented."""


class BadGatewayError(ServerError):
    """502 Bad Gateway."""


class ServiceUnavailableError(ServerError):
    """503 Service Unavailable."""


class GatewayTimeoutError(ServerError):
    """504 Gateway Timeout."""
