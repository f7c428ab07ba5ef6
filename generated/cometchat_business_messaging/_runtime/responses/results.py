"""The value that a method returns for a response."""

from __future__ import annotations

from typing import Any

from ..descriptors.operation import SAFE_METHODS, Operation, Result
from ..errors import (
    APIConnectionError,
    APIError,
    ResponseDecodeError,
    ResponseValidationError,
)
from ..escaping import printable
from ..http.headers import Headers
from ..http.media_types import essence, is_json
from ..models.codec import decode, decode_parsed
from ..models.drift import Report
from ..models.type_info import kinds_of, type_info_of
from ..transport.messages import HTTPResponse

ITEMS = ("json-lines", "events", "event-objects")
"""The kinds of results that are streams of items."""


def streams(result: Result) -> bool:
    """Whether a result is read while it arrives."""
    return result.kind == "binary" or result.kind in ITEMS


def is_streamed(operation: Operation[Any], response: HTTPResponse) -> bool:
    """Whether a response is read while it arrives. A response without content is an empty stream of items."""
    result = selected(operation, response)
    if result is None or streams(result):
        return result is not None
    return result.type is None and any(other.kind in ITEMS for other in operation.results)


def selected(operation: Operation[Any], response: HTTPResponse) -> Result | None:
    """The documented result for a response."""
    return select(operation, response.status, response.headers.get("content-type", ""))


def select(operation: Operation[Any], status: int, content_type: str) -> Result | None:
    """The documented result: by status, by range of statuses, or `default`; then by media type.

    A success with an undocumented status is read as the documented ones.
    """
    results = operation.results
    if len(results) < 2:
        return results[0] if results else None
    for wanted in (str(status), f"{status // 100}XX", "DEFAULT"):
        matching = [result for result in results if result.status.upper() == wanted]
        if matching:
            return _by_media_type(matching, content_type)
    others = [result for result in results if result.status.upper() != "DEFAULT"]
    successes = [result for result in others if not result.status.startswith("3")]
    return _by_media_type(successes or others, content_type)


def _by_media_type(results: list[Result], content_type: str) -> Result:
    """The result for the media type, for its range, or the first result."""
    name = essence(content_type)
    ranges = (name, f"{name.partition('/')[0]}/*", "*/*") if name else ()
    for each in ranges:
        for result in results:
            if (result.media_type or "application/json").lower() == each:
                return result
        if each == name and is_json(name):
            return next((result for result in results if result.kind == "json"), results[0])
    return results[0]


def value(operation: Operation[Any], response: HTTPResponse, report: Report) -> Any:
    """The value of a complete response. Without the documented JSON, it is None if the request was not safe.

    An error would suggest that the server had not handled such a request.

    Raises:
        ResponseDecodeError: The body cannot be decoded.
        ResponseValidationError: The body does not match its schema (with `strict`).
    """
    result = selected(operation, response)
    if result is None or result.type is None:
        return None
    is_blank = not response.content or response.content.isspace()
    if result.kind == "json" and is_blank and _may_be_absent(operation, result):
        report.add([], "", "JSON", "nothing")
        return None
    media_type = essence(response.headers.get("content-type", ""))
    if result.kind == "json" and media_type == "text/plain" and _may_be_text(result.type):
        return _json_or_text(result, response, report)
    is_any = result.kind == "text" and result.media_type == "*/*"
    if result.kind == "json" or (is_any and is_json(media_type)):
        return from_json(_in_utf8(response), result.type, response, report)
    if result.kind != "text":
        return response.content
    received = text(response.content, response.headers)
    # The text of an enumeration, a time or a date may end with a line end.
    return received if result.type is str else decode_parsed(received.strip(), result.type, report)


def _in_utf8(response: HTTPResponse) -> bytes:
    """The body. A text is converted from its charset; JSON is always in UTF-8 (RFC 8259, section 8.1)."""
    content_type = response.headers.get("content-type", "").lower()
    if not content_type.startswith("text/") or "charset" not in content_type:
        return response.content
    return text(response.content, response.headers).encode()


def _may_be_absent(operation: Operation[Any], result: Result) -> bool:
    return operation.method not in SAFE_METHODS or bool(kinds_of(result.type) & {"any", "null"})


def _may_be_text(type_: object) -> bool:
    info = type_info_of(type_)
    return info.kind in ("string", "literal", "any") or (
        info.kind == "union" and any(map(_may_be_text, info.arguments))
    )


def _json_or_text(result: Result, response: HTTPResponse, report: Report) -> Any:
    """The value of a `text/plain` body where JSON is documented: the text, unless it is JSON of the documented type.

    The other media type is reported as a mismatch.
    """
    content = _in_utf8(response)
    try:
        return decode(content, result.type, report.with_strict(True))
    except ResponseDecodeError:
        pass  # it is text
    except ResponseValidationError:
        if content.lstrip()[:1] in (b"{", b"["):
            return from_json(content, result.type, response, report)
    if "*" not in result.media_type:
        report.add([], "", "JSON", "text/plain")
    return decode_parsed(text(response.content, response.headers), result.type, report)


def from_json(content: bytes, type_: object, response: HTTPResponse, report: Report) -> Any:
    """Decode JSON as a type.

    Raises:
        ResponseDecodeError: The content is not JSON, or the decoder failed.
        ResponseValidationError: The content does not match the type (with `strict`).
    """
    try:
        return decode(content, type_, report)
    except (ResponseDecodeError, APIConnectionError) as error:  # a model cannot be imported
        raise ResponseDecodeError(f"{error.message}{_described(response)}") from (
            error.__cause__ or error
        )
    except APIError:
        raise
    except (ValueError, TypeError, RecursionError, OverflowError) as error:
        raise ResponseDecodeError(f"the body cannot be decoded{_described(response)}") from error


def _described(response: HTTPResponse) -> str:
    content_type = printable(response.headers.get("content-type", "none"))
    return (
        f" (status {response.status}, content type {content_type}, {len(response.content)} bytes)"
    )


def text(content: bytes, headers: Headers) -> str:
    """The body as text, in the charset of the response.

    Raises:
        ResponseDecodeError: The body is not valid in the charset, or the charset is unknown.
    """
    from email.message import Message  # imports slowly

    header = Message()
    header["content-type"] = (
        headers.get("content-type", "text/plain").replace("\n", " ").replace("\r", " ")
    )
    charset = header.get_content_charset() or "utf-8"
    try:
        return content.decode(charset)
    except (UnicodeDecodeError, LookupError) as error:
        raise ResponseDecodeError(f"the body is not {printable(charset)} text") from error
