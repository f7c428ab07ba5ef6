"""Decoders by type. Only this module calls msgspec to decode values as types.

msgspec describes a Struct class at its first use and stores the description on the class. It stores the description
before it is complete, because types can be recursive, and then evaluates annotations. The process crashes if another
thread uses an incomplete description. The process also crashes later if the evaluation raises an exception, because
descriptions of other classes then refer to the incomplete one.

Therefore each type is prepared before msgspec decodes values as it. First, the annotations of its Structs are
evaluated, which imports the modules of the models. This may fail and may wait for the import of another thread, so no
lock is held. Then msgspec describes the type under a lock. The decoder is added to the dictionary after that; the
dictionary is read without the lock.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final, Protocol, TypeAlias, get_args

import msgspec

from ..json_data import is_array, is_object
from .constraints import satisfies
from .decimals import exact, from_text, has_decimals
from .limits import Limits
from .type_info import TypeInfo, contains, type_info_of


class Decoder(Protocol):
    """Decodes JSON as one type."""

    def decode(self, buf: bytes, /) -> Any: ...


EXACT_DECODER: Final[Decoder] = msgspec.json.Decoder(float_hook=exact)
"""Decodes plain JSON values, with decimal numbers in place of floats."""

Convert: TypeAlias = Callable[[object, Any], Any]
"""Converts a value to a type, or raises msgspec.ValidationError."""

_lock: Final = threading.RLock()
_decoders: Final[dict[object, Decoder]] = {}
_evaluated: Final[set[object]] = set()

if hasattr(os, "register_at_fork"):  # a child process that inherits a held lock would wait forever
    os.register_at_fork(
        before=_lock.acquire, after_in_parent=_lock.release, after_in_child=_lock.release
    )


def decoder_of(type_: Any) -> Decoder:
    """The JSON decoder of a type, created at the first call."""
    decoder = _decoders.get(type_)
    return _prepared(type_) if decoder is None else decoder


def convert(value: object, type_: Any, *, strict: bool = True) -> Any:
    """A parsed JSON value as `type_`. Unless `strict`, strings are accepted for numbers and booleans.

    A Decimal, which a caller gives, is accepted for a text that is a decimal number.

    Raises:
        msgspec.ValidationError: The value does not have this type.
    """
    return _convert(value, type_, decode_hook if strict else _decode_form, strict)


def convert_received(value: object, type_: Any) -> Any:
    """Like `convert`, for a value that was received: a Decimal in it is a JSON number, not a text.

    Raises:
        msgspec.ValidationError: The value does not have this type.
    """
    return _convert(value, type_, _decode_received, True)


def _convert(value: object, type_: Any, hook: Callable[[Any, object], object], strict: bool) -> Any:
    decoder = decoder_of(type_)
    try:
        result = msgspec.convert(value, type_, strict=strict, dec_hook=hook)
    except SystemError as error:  # of msgspec 0.21, for an integer that a float cannot hold
        raise msgspec.ValidationError("must be a number that a float can hold") from error
    return decoder.checked(result) if type(decoder) is _LimitedDecoder else result


def decode_hook(type_: Any, value: object) -> object:
    """A value as a type that msgspec cannot decode: a union or an open model, which have a method for it."""
    return type_.__from_wire__(value, convert)


def _decode_received(type_: Any, value: object) -> object:
    if isinstance(value, Decimal) and type_info_of(type_).kind == "decimal-text":
        raise ValueError("must be a text")
    return type_.__from_wire__(value, convert_received)


def _decode_form(type_: Any, value: object) -> object:
    """Like `decode_hook`, for a form, in which numbers are texts."""
    return decode_hook(type_, from_text(type_, value))


def _prepared(type_: Any) -> Decoder:
    _evaluate(type_)
    with _lock:
        decoder = _decoders.get(type_)
        if decoder is None:
            float_hook = exact if has_decimals(type_) else None
            decoder = msgspec.json.Decoder(type_, dec_hook=_decode_received, float_hook=float_hook)
            decoder = _LimitedDecoder(decoder, type_) if contains(type_, _has_limits) else decoder
            _decoders[type_] = decoder
        return decoder


def _evaluate(type_: Any) -> None:
    """Evaluate the annotations of all Structs within a type."""
    seen: set[object] = set()
    waiting: list[Any] = [type_]
    while waiting:
        current = waiting.pop()
        if current in seen or current in _evaluated:
            continue
        seen.add(current)
        if isinstance(current, type) and issubclass(current, msgspec.Struct):
            waiting += (field.type for field in msgspec.structs.fields(current))
        else:
            waiting += get_args(current)
    _evaluated.update(seen)  # at the end, so that a failed evaluation is repeated


# --- constraints that msgspec cannot check ---------------------------------------------------------------------------


class _LimitedDecoder:
    """The decoder of a type that contains `Limits`."""

    __slots__ = ("_decoder", "_type")

    def __init__(self, decoder: Decoder, type_: object) -> None:
        self._decoder = decoder
        self._type = type_

    def decode(self, buf: bytes, /) -> Any:
        return self.checked(self._decoder.decode(buf))

    def checked(self, value: Any) -> Any:
        """The decoded value.

        Raises:
            msgspec.ValidationError: A number in it is not within its limits.
        """
        if not _is_within_limits(value, self._type):
            raise msgspec.ValidationError("Expected a number within its limits")
        return value


def _has_limits(info: TypeInfo) -> bool:
    return any(isinstance(meta, Limits) for meta in info.metas)


def _is_within_limits(value: Any, type_: object) -> bool:
    """Whether all numbers in a decoded value are within their limits.

    Values that `decode_hook` has decoded, of unions and open models, are already checked.
    """
    info = type_info_of(type_)
    match info.kind:
        case "integer" | "number" if type(value) in (int, float):
            return not _has_limits(info) or satisfies(value, info.metas)
        case "decimal" if isinstance(value, Decimal):
            return not _has_limits(info) or satisfies(value, info.metas)
        case "array" if is_array(value):
            return all(_is_within_limits(item, info.arguments[0]) for item in value)
        case "tuple" if is_array(value):
            return all(map(_is_within_limits, value, info.arguments))
        case "map" if is_object(value):
            return all(_is_within_limits(item, info.arguments[0]) for item in value.values())
        case "object" if isinstance(value, msgspec.Struct):
            fields = info.fields.values()
            return all(_is_within_limits(getattr(value, each.name), each.type) for each in fields)
        case "union" if not hasattr(info.type, "__members_of__"):
            # Of these members, only one has the JSON type of the value.
            return all(_is_within_limits(value, member) for member in info.arguments)
        case _:
            return True
