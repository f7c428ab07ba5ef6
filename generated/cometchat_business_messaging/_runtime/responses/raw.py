"""Raw responses, for callers that need more than the value."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from ..attempts import Attempt
from ..calls.call import Call
from ..errors import ResponseDecodeError
from ..http.headers import Headers, request_id
from ..transport.messages import HTTPResponse
from .error_response import redacted_headers

T = TypeVar("T")


class RawResponse(Generic[T]):
    """A whole response.

    Attributes:
        status_code: The HTTP status.
        headers, request_id: The response's headers, and the server's identifier of the request.
        method, url: The HTTP method and the URL of the request, without its query.
        elapsed: The seconds from the start of the call, with all attempts and pauses.
        attempts: How each attempt ended.
        content: The decompressed body; empty if `parse()` returns a stream.
    """

    __slots__ = (
        "_call",
        "_parse",
        "_response",
        "attempts",
        "content",
        "elapsed",
        "method",
        "status_code",
    )

    def __init__(self, response: HTTPResponse, call: Call, parse: Callable[[], T]) -> None:
        self.status_code: int = response.status
        self.method: str = call.request.method
        self.elapsed: float = call.elapsed
        self.attempts: tuple[Attempt, ...] = tuple(call.attempts)
        self.content: bytes = response.content
        self._response = response
        self._call = call
        self._parse = parse

    @property
    def headers(self) -> Headers:
        """The response's headers, with the client's credentials redacted."""
        return redacted_headers(self._response.headers, self._call.redactor)

    @property
    def request_id(self) -> str | None:
        """The server's identifier of the request, if it sends one."""
        return request_id(self.headers)

    @property
    def url(self) -> str:
        """The URL of the request without its query, with the client's credentials redacted."""
        return self._call.shown_url

    def json(self) -> Any:
        """The body as plain JSON values, with unknown properties.

        Raises:
            ResponseDecodeError: The body is not JSON.
        """
        try:
            return json.loads(self.content)
        except (ValueError, RecursionError) as error:
            failure = ResponseDecodeError(f"the body is not JSON (status {self.status_code})")
            raise self._call.described(failure) from error

    def parse(self) -> T:
        """The value that the method returns without `with_raw_response`.

        Raises:
            ResponseDecodeError: The body cannot be decoded.
            ResponseValidationError: The body does not match its schema (with `strict`).
        """
        return self._parse()

    def __repr__(self) -> str:
        return f"<RawResponse {self.status_code}: {len(self.content)} bytes>"
