"""The errors of this package. Every failure of a call raises one of these, except exceptions of the caller's own code.

APIError
├── ConfigurationError (ValueError)          an option is missing or invalid
├── ArgumentError (ValueError)               an argument is invalid; nothing was sent
├── WebhookVerificationError                 a webhook is not signed with the secret
├── APIConnectionError                       no complete response came
│   └── APITimeoutError (TimeoutError)       no complete response came within the timeout
├── ResponseError                            a response came that cannot be used
│   ├── ResponseTooLargeError                the body is larger than `max_response_size`
│   ├── ResponseDecodeError                  the body cannot be decoded (not JSON, truncated...)
│   └── ResponseValidationError              the body does not match its schema (with `strict=True`)
└── APIStatusError                           the response has an error status
    ├── RedirectionError                     3xx
    ├── ClientError                          4xx, with one class for each usual status
    └── ServerError                          5xx, with one class for each usual status
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from .attempts import Attempt
from .escaping import printable
from .http.headers import Headers
from .http.headers import request_id as id_of_request
from .http.retry_after import retry_after as requested_pause

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

_LONGEST_TEXT = 2_000  # characters of the text of an error


class APIError(Exception):
    """Base of all errors of this package.

    Attributes:
        request_method, request_path: The call that failed, without its query; empty if no call was made.
        attempts: The attempts of that call.
        page: The page number, offset or cursor of the page that failed.
    """

    request_method: str = ""
    request_path: str = ""
    attempts: tuple[Attempt, ...] = ()
    page: int | str | None = None

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
    """An argument is invalid, and nothing was sent.

    Attributes:
        argument: The name of the argument, with the path into its value: `targets[3].id`.
        path: The same path as wire names and indexes.
    """

    def __init__(
        self, message: str = "", *, argument: str = "", path: Sequence[str | int] = ()
    ) -> None:
        super().__init__(message)
        self.argument = argument
        self.path = tuple(path)

    def _text(self) -> str:
        return f"{self.argument}: {self.message}" if self.argument else self.message


class WebhookVerificationError(APIError):
    """A webhook is not signed with the secret, or its time is too far from now. Do not use its body."""


class APIConnectionError(APIError):
    """No complete response came: refused, reset, TLS, protocol, too many redirects... `__cause__` has the original."""


class APITimeoutError(APIConnectionError, TimeoutError):
    """No complete response came within `timeout`, or no connection was made within `connect_timeout`."""


class ResponseError(APIError):
    """A response came that cannot be used."""

    status_code: int | None = None


class ResponseTooLargeError(ResponseError):
    """The body is larger than `max_response_size` bytes after decompression."""


class ResponseDecodeError(ResponseError):
    """The body cannot be decoded: it is not JSON or UTF-8, is truncated, empty or of another type as a whole, or its
    compression is invalid."""


class ResponseValidationError(ResponseError):
    """The body does not match its schema: the value at `pointer` is `received`, but `expected` is documented."""

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
    """The response has an error status.

    Attributes:
        status_code: The HTTP status.
        code, message: The API's error code and message; without them, None and the reason phrase of the status.
            In the class of a code, `code` is a literal.
        details: Further details from the API.
        headers: The response's headers.
        request_id: The API's identifier of the request, for its support.
        body: The body, with the client's credentials redacted.
        data: The body as the model that the API documents for this error, or as JSON; None if it is not JSON. In the
            class of a code, it is a model or None.
        retry_after: The seconds after which the server allows another request, if it says so.
        dev_message: The API's message for developers, if it is separate from `message`.
    """

    dev_message: str | None = None
    default_status: ClassVar[int] = 0
    """The status of errors that are made without one."""

    def __init_subclass__(cls, *, status: int | None = None) -> None:
        super().__init_subclass__()
        if status is not None:
            cls.default_status = status

    def __init__(
        self,
        message: str = "",
        *,
        status_code: int = 0,
        code: str | None = None,
        details: Any = None,
        headers: Mapping[str, str] | None = None,
        request_id: str | None = None,
        body: bytes = b"",
        data: Any = None,
        retry_after: float | None = None,
        fields: Mapping[str, Any] | None = None,
    ) -> None:
        """Create an error, as the client does, or for a test.

        Args:
            message: The API's message.
            status_code: The HTTP status. Default: that of the class.
            code: The API's error code. The class of a code has its own.
            details: Further details from the API.
            headers: The response's headers, for example `{"Retry-After": "7"}`.
            request_id: The identifier of the request. Default: from the headers.
            body: The body in bytes.
            data: The body as the documented model, or as JSON.
            retry_after: Seconds. Default: from the headers.
            fields: Values of further attributes, by their names.
        """
        super().__init__(message)
        self.status_code = status_code or self.default_status
        self._code = code
        self.details = details
        self.headers = headers if isinstance(headers, Headers) else Headers((headers or {}).items())
        self.request_id = request_id or id_of_request(self.headers)
        self.body = body
        self._data = data
        self.retry_after = requested_pause(self.headers) if retry_after is None else retry_after
        for name, value in (fields or {}).items():
            setattr(self, name, value)

    # Properties, so that the class of a code can narrow their types.
    @property
    def code(self) -> str | None:
        """The API's error code."""
        return self._code

    @property
    def data(self) -> Any:
        """The body as the documented model, or as JSON."""
        return self._data

    def _text(self) -> str:
        code = f" {self.code}" if self.code else ""
        quoted = f" [request id {self.request_id}]" if self.request_id else ""
        return f"{self.status_code}{code}: {self.message}{quoted}"


class RedirectionError(APIStatusError):
    """3xx: the response is a redirect, and the client does not follow it."""


class ClientError(APIStatusError):
    """4xx: the server rejects the request."""


class BadRequestError(ClientError, status=400):
    """400 Bad Request."""


class UnauthorizedError(ClientError, status=401):
    """401 Unauthorized: the credentials are missing or invalid."""


class PaymentRequiredError(ClientError, status=402):
    """402 Payment Required."""


class ForbiddenError(ClientError, status=403):
    """403 Forbidden: the credentials do not allow this."""


class NotFoundError(ClientError, status=404):
    """404 Not Found."""


class MethodNotAllowedError(ClientError, status=405):
    """405 Method Not Allowed."""


class NotAcceptableError(ClientError, status=406):
    """406 Not Acceptable."""


class RequestTimeoutError(ClientError, status=408):
    """408 Request Timeout: the request did not arrive in time."""


class ConflictError(ClientError, status=409):
    """409 Conflict."""


class GoneError(ClientError, status=410):
    """410 Gone."""


class PreconditionFailedError(ClientError, status=412):
    """412 Precondition Failed."""


class ContentTooLargeError(ClientError, status=413):
    """413 Content Too Large: the request is too large for the server."""


class UnsupportedMediaTypeError(ClientError, status=415):
    """415 Unsupported Media Type."""


class UnprocessableEntityError(ClientError, status=422):
    """422 Unprocessable Content."""


class LockedError(ClientError, status=423):
    """423 Locked."""


class TooManyRequestsError(ClientError, status=429):
    """429 Too Many Requests: `retry_after` has the seconds to wait, if the server sends them."""


class ServerError(APIStatusError):
    """5xx: the server failed."""


class InternalServerError(ServerError, status=500):
    """500 Internal Server Error."""


class NotImplementedByServerError(ServerError, status=501):
    """501 Not Implemented."""


class BadGatewayError(ServerError, status=502):
    """502 Bad Gateway."""


class ServiceUnavailableError(ServerError, status=503):
    """503 Service Unavailable."""


class GatewayTimeoutError(ServerError, status=504):
    """504 Gateway Timeout."""
