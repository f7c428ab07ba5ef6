"""From an answer with a success status to the value that a method returns."""

from __future__ import annotations

from typing import Any

from ..descriptors.operation import Operation, Result
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

_ITEMS = ("json-lines", "events", "event-objects")


def streams(result: Result) -> bool:
    """Whether the result is used while it arrives."""
    return result.kind == "binary" or result.kind in _ITEMS


def is_streamed(operation: Operation[Any], response: HTTPResponse) -> bool:
    """Whether this answer is used while it arrives. No content, where items can come, is a stream of none."""
    result = selected(operation, response)
    if result is None or streams(result):
        return result is not None
    return result.type is None and any(other.kind in _ITEMS for other in operation.results)


def selected(operation: Operation[Any], response: HTTPResponse) -> Result | None:
    """The documented result for an answer."""
    return select(operation, response.status, response.headers.get("content-type", ""))


def select(operation: Operation[Any], status: int, content_type: str) -> Result | None:
    """The documented result for an answer: by status, then by range, then `default`; then by media type.

    An undocumented success status is read as the documented ones are.
    """
    results = operation.results
    if len(results) < 2:
        return results[0] if results else None
    for wanted in (str(status), f"{status // 100}XX", "DEFAULT"):
        matching = [result for result in results if result.status.upper() == wanted]
        if matching:
            return _by_media_type(matching, content_type)
    return _by_media_type(
        [result for result in results if result.status.upper() != "DEFAULT"], content_type
    )


def _by_media_type(results: list[Result], content_type: str) -> Result:
    """The result of this very media type, or of its range, or the first."""
    name = essence(content_type)
    ranges = (name, f"{name.partition('/')[0]}/*", "*/*") if name else ()
    for each in ranges:
        for result in results:
            if (result.media_type or "application/json").lower() == each:
                return result
        if each == name and is_json(name):
            return next((result for result in results if result.kind == "json"), results[0])
    return results[0]


def value(result: Result | None, response: HTTPResponse, report: Report) -> Any:
    """The value of a complete answer.

    Raises:
        ResponseDecodeError: the body is not what the result says.
        ResponseValidationError: with `strict`, it departs from the documented type.
    """
    if result is None:
        return None
    if result.type is None:
        return None
    if result.kind == "json" and not response.content and kinds_of(result.type) & {"any", "null"}:
        report.add([], "", "JSON", "nothing")
        return None
    told = essence(response.headers.get("content-type", ""))
    if result.kind == "json" and told == "text/plain" and _may_be_text(result.type):
        return _json_or_text(result, response, report)
    is_any = result.kind == "text" and result.media_type == "*/*"
    if result.kind == "json" or (is_any and is_json(told)):
        return from_json(response.content, result.type, response, report)
    return text(response.content, response.headers) if result.kind == "text" else response.content


def _may_be_text(type_: object) -> bool:
    info = type_info_of(type_)
    return info.kind in ("string", "literal", "any") or (
        info.kind == "union" and any(map(_may_be_text, info.arguments))
    )


def _json_or_text(result: Result, response: HTTPResponse, report: Report) -> Any:
    """A plain text where JSON is documented: the text itself, unless it is JSON of the documented type.

    The undocumented media type is a mismatch.
    """
    try:
        return decode(response.content, result.type, Report(report.operation, report.drift, True))
    except ResponseDecodeError:
        pass  # the text itself, then
    except ResponseValidationError:
        if response.content.lstrip()[:1] in (b"{", b"["):
            return from_json(response.content, result.type, response, report)
    if "*" not in result.media_type:
        report.add([], "", "JSON", "text/plain")
    return decode_parsed(text(response.content, response.headers), result.type, report)


def from_json(content: bytes, type_: object, response: HTTPResponse, report: Report) -> Any:
    """JSON decoded as a type.

    Raises:
        ResponseDecodeError: it is no JSON. Whatever else the decoder raises becomes this, too.
        ResponseValidationError: with `strict`, it departs from the type.
    """
    try:
        return decode(content, type_, report)
    except (ResponseDecodeError, APIConnectionError) as error:  # or a model cannot be imported
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
    """The body as text, in the charset that the answer names.

    Raises:
        ResponseDecodeError: it is not in that charset, or that charset is unknown.
    """
    from email.message import Message  # takes long to import

    header = Message()
    header["content-type"] = (
        headers.get("content-type", "text/plain").replace("\n", " ").replace("\r", " ")
    )
    charset = header.get_content_charset() or "utf-8"
    try:
        return content.decode(charset)
    except (UnicodeDecodeError, LookupError) as error:
        raise ResponseDecodeError(f"the body is not {printable(charset)} text") from error
