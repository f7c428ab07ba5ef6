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
    """An answer as it came.

    Attributes:
        status_code: the HTTP status.
        headers: the response's headers; the client's credentials, should they be in there, are blanked.
        request_id: the server's name for the request, where it gives one.
        method, url: what was asked (the URL without query).
        elapsed: seconds from the beginning of the call, all attempts and pauses included.
        attempts: how each attempt ended.
        content: the body, decompressed; empty where `parse()` gives a stream.
    """

    __slots__ = (
        "_call",
        "_parse",
        "attempts",
        "content",
        "elapsed",
        "headers",
        "method",
        "request_id",
        "status_code",
        "url",
    )

    def __init__(self, response: HTTPResponse, call: Call, parse: Callable[[], T]) -> None:
        self.status_code: int = response.status
        self.headers: Headers = blanked_headers(response.headers, call.redactor)
        self.request_id: str | None = request_id(self.headers)
        self.method: str = call.request.method
        self.url: str = call.shown_url
        self.elapsed: float = call.elapsed
        self.attempts: tuple[Attempt, ...] = tuple(call.attempts)
        self.content: bytes = response.content
        self._call = call
        self._parse = parse

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
