"""Decode JSON as models, and encode models and arguments as JSON.

A valid response is decoded by one call of a msgspec decoder, which is created once for each type. A response that the
decoder refuses is parsed again and decoded leniently (`lenient`).

Encoded times are in UTC, bytes are in base64, and numbers are finite.
"""

from __future__ import annotations

import base64
import json
import math
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, cast

import msgspec

from ..errors import ArgumentError, ResponseDecodeError
from .constraints import describe
from .decimals import exact, has_decimals
from .decoders import EXACT_DECODER, convert_received, decoder_of
from .drift import Report, report_unknown_fields
from .lenient.decoder import LenientDecoder
from .lenient.scalars import INVALID
from .limits import MAX_INTEGER_DIGITS
from .reprs import received
from .times import format_time
from .type_info import contains, python_path, type_info_of
from .types import encode_hook
from .unknown_fields import find_unknown, has_models, keep

# A time with fractions of a microsecond, which msgspec rounds. To search a whole response would take a quarter of the
# time to decode it, and a server formats all its times alike.
_ROUNDED_TIME: Final = re.compile(rb"\.\d{6,}[1-9]0*(?:[Zz]|[+-]\d\d:?\d\d)\"")
_SEARCHED: Final = 16_384  # bytes
_BOM: Final = b"\xef\xbb\xbf"


def decode(data: bytes, type_: object, report: Report) -> object:
    """The body of a response as `type_`; mismatches are added to `report`.

    Raises:
        ResponseDecodeError: The body is not JSON, or is as a whole of another type.
        ResponseValidationError: With `strict`, there is a mismatch.
    """
    if report.keep_unknown and has_models(type_):
        return _decode_and_keep(data, type_, report)
    decoder = decoder_of(type_)
    cause = None
    try:
        value = decoder.decode(data)
        if not _has_rounded_times(data, report):
            if report.compares():
                _compare(value, data, report)
            return value
    except (ValueError, RecursionError) as error:  # the errors of msgspec are ValueErrors
        # A traceback would refer to this frame, and the frame to the error: a cycle that keeps the response.
        cause = error.with_traceback(None)
    return _decode_leniently(_parse_for(type_, data, cause), type_, report)


def _has_rounded_times(data: bytes, report: Report) -> bool:
    end = len(data) if report.strict else _SEARCHED
    return _ROUNDED_TIME.search(data, 0, end) is not None


def _compare(value: object, data: bytes, report: Report) -> None:
    with suppress(ResponseDecodeError):  # a property that the decoder skips may be invalid
        found = find_unknown(value, parse(data), exact=True, standard=report.standard)
        report_unknown_fields(found, report)


def _decode_and_keep(data: bytes, type_: object, report: Report) -> object:
    raw = _parse_for(type_, data)
    if _has_rounded_times(data, report):
        return _decode_leniently(raw, type_, report)
    return decode_parsed(raw, type_, report)


def decode_parsed(value: object, type_: object, report: Report) -> object:
    """Like `decode`, but for a parsed value."""
    try:
        result = convert_received(value, type_)
    except (ValueError, RecursionError):
        return _decode_leniently(value, type_, report)
    if report.keep_unknown:
        found = [*find_unknown(result, value, exact=True, standard=report.standard)]
        keep(found)
        if report.compares():
            report_unknown_fields(found, report)
    return result


def _parse_for(type_: object, data: bytes, cause: Exception | None = None) -> object:
    """A body as plain JSON values. If its type has decimal numbers, all numbers but integers are decimal ones."""
    return parse(data, cause, are_exact=has_decimals(type_))


def parse(data: bytes, cause: Exception | None = None, *, are_exact: bool = False) -> object:
    """A body as plain JSON values.

    Args:
        cause: The error of an earlier attempt to decode the body, which becomes the cause of the error.
        are_exact: Read fractions as Decimal. Numbers out of the range of floats are always read as Decimal.

    Raises:
        ResponseDecodeError: The body is not JSON, or is nested too deeply.
    """
    text = data.removeprefix(_BOM)
    try:
        try:
            return (EXACT_DECODER if are_exact else decoder_of(Any)).decode(text)
        except msgspec.ValidationError:  # JSON, but a number is out of msgspec's range
            return _parse_large_numbers(text, exact if are_exact else _number)
    except (ValueError, RecursionError) as error:
        problem = "empty" if not data.strip() else f"not valid JSON: {error}"
        raise ResponseDecodeError(f"the body is {problem}") from (cause or error)


def _parse_large_numbers(text: bytes, number: Callable[[str], object]) -> object:
    value: object = json.loads(text, parse_int=_integer, parse_float=number, parse_constant=_refuse)
    # This refuses lone surrogates, as msgspec does.
    json.dumps(value, ensure_ascii=False, default=str).encode()
    return value


def _number(digits: str) -> float | Decimal:
    """A float; a decimal number if it is out of the range of floats."""
    number = float(digits)
    return number if math.isfinite(number) else exact(digits)


def _integer(digits: str) -> int | Decimal:
    """An integer; a decimal number if the integer is too long to be handled safely."""
    return int(digits) if len(digits) <= MAX_INTEGER_DIGITS else exact(digits)


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
        expected = describe(type_info_of(type_))
        raise ResponseDecodeError(
            f"the body as a whole is wrong: expected {expected}, received {received(shown)}"
        )
    if report.keep_unknown:
        keep(find_unknown(result, value, exact=False, standard=report.standard))
    return result


# --- encode -----------------------------------------------------------------------------------------------------------

_encoder: Final = msgspec.json.Encoder(enc_hook=encode_hook, decimal_format="number")


def encode(value: object) -> bytes:
    """A value, which may contain models, as JSON with wire names.

    Raises:
        TypeError: A part of the value cannot be expressed in JSON.
    """
    return _encoder.encode(value)


def to_builtins(value: object) -> object:
    """A value, which may contain models, as dicts and lists with wire names.

    Times, bytes and decimal numbers stay unchanged until the type at their position is known.
    """
    return msgspec.to_builtins(
        value,
        builtin_types=(datetime, bytes, bytearray, Decimal),
        str_keys=True,
        enc_hook=encode_hook,
    )


def encode_scalars(value: object, type_: object, argument: str = "") -> object:
    """A result of `to_builtins` with times and bytes as texts. msgspec would encode times differently.

    A decimal number stays one: `encode` writes it as a number with all its digits.

    Raises:
        ArgumentError: A time has no time zone or is out of range in UTC, or a number is not finite.
    """
    if not _may_need_encoding(type_):
        return value
    try:
        return _encoded(value, type_, argument, [])
    except RecursionError as error:
        raise ArgumentError("is nested too deeply", argument=argument) from error


def argument_name(type_: object, argument: str, path: Sequence[str | int]) -> str:
    """The Python name of a part of an argument: `targets[3].id`."""
    inner = python_path(type_, path)
    return argument + ("" if inner.startswith("[") or not inner or not argument else ".") + inner


def check_decimals(value: object, type_: object, argument: str) -> None:
    """Check the decimal numbers in a result of `to_builtins`. NaN cannot be compared with bounds.

    Raises:
        ArgumentError: A number is not finite.
    """
    _check_decimals(value, type_, argument, [])


def _check_decimals(value: object, type_: object, argument: str, path: list[str | int]) -> None:
    match value:
        case Decimal() if not value.is_finite():
            raise infinite_error(value, argument_name(type_, argument, path))
        case dict():
            for key, entry in cast("dict[str, object]", value).items():
                _check_decimals(entry, type_, argument, [*path, key])
        case list() | tuple():
            for index, item in enumerate(cast("Sequence[object]", value)):
                _check_decimals(item, type_, argument, [*path, index])
        case _:
            pass


def infinite_error(value: float | Decimal, argument: str) -> ArgumentError:
    """The error for a number that JSON cannot express."""
    return ArgumentError(f"must be a finite number, not {value}", argument=argument)


_needs_encoding: dict[object, bool] = {}
_AFFECTED = frozenset({"date-time", "bytes", "number", "decimal", "decimal-text", "any", "opaque"})


def _may_need_encoding(type_: object) -> bool:
    """Whether a value of the type can contain a time, bytes, or a number that may not be finite."""
    result = _needs_encoding.get(type_)
    if result is None:
        result = contains(type_, lambda info: info.kind in _AFFECTED)
        _needs_encoding[type_] = result
    return result


def _encoded(value: object, type_: object, argument: str, path: list[str | int]) -> object:
    match value:
        case str() | int():
            return value
        case dict():
            entries = cast("dict[str, object]", value)
            return {k: _encoded(v, type_, argument, [*path, k]) for k, v in entries.items()}
        case list() | tuple():
            items = cast("Sequence[object]", value)
            return [_encoded(item, type_, argument, [*path, n]) for n, item in enumerate(items)]
        case float() if not math.isfinite(value):
            raise infinite_error(value, argument_name(type_, argument, path))
        case Decimal() if not value.is_finite():
            raise infinite_error(value, argument_name(type_, argument, path))
        case bytes() | bytearray():
            return base64.b64encode(value).decode()
        case datetime():
            return time_text(value, argument_name(type_, argument, path))
        case _:
            return value


def time_text(value: datetime, argument: str) -> str:
    """A time in UTC as text.

    Raises:
        ArgumentError: It has no time zone, or is out of range in UTC.
    """
    if value.tzinfo is None:
        raise ArgumentError(f"must have a time zone, but is {value}", argument=argument)
    try:
        return format_time(value)
    except OverflowError as error:
        raise ArgumentError(
            f"must be in the range of datetime in UTC, but is {value}", argument=argument
        ) from error
