"""The whole answer, for callers who want more than its value."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from ..calls.call import Call
from ..errors import Attempt, ResponseDecodeError
from ..http.headers import Headers
from ..transport.messages import HTTPResponse
from .error_response import blanked_headers, request_id

T = TypeVar("T")


class RawResponse(Generic[T]):
    """A whole response.

    Attributes:
        status_code: The HTTP status.
        method: The HTTP method of the request.
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
        """The response's headers, with the client's credentials blanked."""
        return blanked_headers(self._response.headers, self._call.redactor)

    @property
    def request_id(self) -> str | None:
        """The server's name for the request, where it gives one."""
        return request_id(self.headers)

    @property
    def url(self) -> str:
        """The URL of the request without its query, with the client's credentials blanked."""
        return self._call.shown_url

    def json(self) -> Any:
        """The body as plain JSON values, unknown properties included.

        Raises:
            ResponseDecodeError: it is no JSON.
        """
        try:
            return json.loads(self.content)
        except (ValueError, RecursionError) as error:
            failure = ResponseDecodeError(f"the body is no JSON (status {self.status_code})")
            raise self._call.described(failure) from error

    def parse(self) -> T:
        """What the method would have returned.

        Raises:
            ResponseDecodeError: the body is not what the API documents.
            ResponseValidationError: with `strict`, it departs from the documented type.
        """
        return self._parse()

    def __repr__(self) -> str:
        return f"<RawResponse {self.status_code}: {len(self.content)} bytes>"
