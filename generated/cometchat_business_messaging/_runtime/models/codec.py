"""Decode JSON as models and encode models as JSON.

A valid response is decoded by one call of a msgspec decoder, which is created once for each type. A response that the
decoder refuses is parsed again and decoded leniently (`lenient`).
"""

from __future__ import annotations

import json
from typing import Any, Final

import msgspec

from ..errors import ResponseDecodeError, ResponseValidationError
from .constraints import describe
from .decoders import convert, decoder_of
from .drift import Report
from .lenient import LenientDecoder
from .lenient_scalars import INVALID
from .reprs import received
from .type_info import type_info_of
from .types import encode_hook

_BOM: Final = b"\xef\xbb\xbf"
_MAX_INTEGER_DIGITS = 4_300  # Python refuses to print longer integers

_encoder: Final = msgspec.json.Encoder(enc_hook=encode_hook)


def encode(value: object) -> bytes:
    """A value, which may contain models, as JSON with wire names.

    Raises:
        TypeError: A part of the value cannot be expressed in JSON.
    """
    return _encoder.encode(value)


def decode(data: bytes, type_: object, report: Report) -> object:
    """The body of a response as `type_`; mismatches are added to `report`.

    Raises:
        ResponseDecodeError: The body is not JSON.
        ResponseValidationError: The body as a whole has the wrong type, or with `strict` there is a mismatch.
    """
    decoder = decoder_of(type_)
    try:
        return decoder.decode(data)
    except (ValueError, RecursionError) as error:  # the errors of msgspec are ValueErrors
        cause = error
    return _decode_leniently(parse(data, cause), type_, report)


def decode_parsed(value: object, type_: object, report: Report) -> object:
    """Like `decode`, but for a parsed value."""
    try:
        return convert(value, type_)
    except (ValueError, RecursionError):
        return _decode_leniently(value, type_, report)


def parse(data: bytes, cause: Exception | None = None) -> object:
    """A body as plain JSON values.

    Args:
        cause: The error of an earlier attempt to decode the body, which becomes the cause of the error.

    Raises:
        ResponseDecodeError: The body is not JSON, or is nested too deeply.
    """
    text = data.removeprefix(_BOM)
    try:
        try:
            return decoder_of(Any).decode(text)
        except msgspec.ValidationError:  # JSON, but a number is out of msgspec's range
            return _parse_large_numbers(text)
    except (ValueError, RecursionError) as error:
        problem = "empty" if not data.strip() else f"not valid JSON: {error}"
        raise ResponseDecodeError(f"the body is {problem}") from (cause or error)


def _parse_large_numbers(text: bytes) -> object:
    value: object = json.loads(text, parse_int=_integer, parse_constant=_refuse)
    json.dumps(value, ensure_ascii=False).encode()  # refuses lone surrogates, as msgspec does
    return value


def _integer(digits: str) -> int | float:
    """An integer; a float, usually infinity, if the integer is too long to be handled safely."""
    return int(digits) if len(digits) <= _MAX_INTEGER_DIGITS else float(digits)


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is not JSON")


def _decode_leniently(value: object, type_: object, report: Report) -> object:
    try:
        result = LenientDecoder(report).decode(value, type_)
    except RecursionError as error:
        cause = error.with_traceback(None)  # a thousand equal lines
        raise ResponseDecodeError("the body is nested too deeply") from cause
    if result is INVALID:
        shown = report.redacted(value) if isinstance(value, str) else value
        raise ResponseValidationError(
            pointer="", expected=describe(type_info_of(type_)), received=received(shown)
        )
    return result
