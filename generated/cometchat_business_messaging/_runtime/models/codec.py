"""JSON to models and back.

Reading well-formed responses is one call of a msgspec decoder, made once for each type. Only what that refuses is
parsed again and read with tolerance (`reading`).
"""

from __future__ import annotations

import json
from typing import Any, Final

import msgspec

from ..errors import ResponseDecodeError, ResponseValidationError
from .constraints import describe
from .decoders import convert, decoder_of
from .drift import Report
from .lenient import Reading
from .lenient_readers import UNFIT
from .reprs import received
from .type_info import shape_of
from .types import encode_hook

_BOM: Final = b"\xef\xbb\xbf"
_LONGEST_INTEGER = 4_300  # digits; Python itself refuses to print longer ones

_encoder: Final = msgspec.json.Encoder(enc_hook=encode_hook)


def encode(value: object) -> bytes:
    """A value, models included, as JSON with wire names.

    Raises:
        TypeError: it has a part that JSON cannot express.
    """
    return _encoder.encode(value)


def decode(data: bytes, type_: object, report: Report) -> object:
    """A response's body as `type_`; departures from the type go to `report`.

    Raises:
        ResponseDecodeError: the body is not JSON.
        ResponseValidationError: the body as a whole is of another kind, or (strict) there is any departure.
    """
    decoder = decoder_of(type_)
    try:
        return decoder.decode(data)
    except (
        ValueError,
        RecursionError,
    ) as error:  # msgspec's errors are ValueErrors, as UnicodeDecodeError is
        fault = error
    return _tolerant(parse(data, fault), type_, report)


def read(value: object, type_: object, report: Report) -> object:
    """As `decode`, of a value that is parsed already."""
    try:
        return convert(value, type_)
    except (ValueError, RecursionError):
        return _tolerant(value, type_, report)


def parse(data: bytes, fault: Exception | None = None) -> object:
    """A body as plain JSON values. `fault` is what is known to be wrong with it; it becomes the error's cause.

    Raises:
        ResponseDecodeError: it is not JSON, or nested too deeply.
    """
    text = data.removeprefix(_BOM)
    try:
        try:
            return decoder_of(Any).decode(text)
        except msgspec.ValidationError:  # JSON, but a number is out of msgspec's range
            return _parse_large_numbers(text)
    except (ValueError, RecursionError) as error:
        what = "empty" if not data.strip() else f"not valid JSON: {error}"
        raise ResponseDecodeError(f"the response's body is {what}") from (fault or error)


def _parse_large_numbers(text: bytes) -> object:
    value: object = json.loads(text, parse_int=_integer, parse_constant=_refuse)
    json.dumps(value, ensure_ascii=False).encode()  # refuses lone surrogates, as msgspec does
    return value


def _integer(digits: str) -> int | float:
    """An integer; one that is too long to be handled safely is a float (an infinite one, most often)."""
    return int(digits) if len(digits) <= _LONGEST_INTEGER else float(digits)


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is not JSON")


def _tolerant(value: object, type_: object, report: Report) -> object:
    try:
        result = Reading(report).read(value, type_)
    except RecursionError as error:
        cause = error.with_traceback(None)  # a thousand lines that say the same
        raise ResponseDecodeError("the response's body is nested too deeply") from cause
    if result is UNFIT:
        plain = report.redacted(value) if isinstance(value, str) else value
        raise ResponseValidationError(
            pointer="", expected=describe(shape_of(type_)), received=received(plain)
        )
    return result
