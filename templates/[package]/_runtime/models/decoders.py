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
from typing import Any, Final, get_args

import msgspec

_lock: Final = threading.RLock()
_decoders: Final[dict[object, msgspec.json.Decoder[Any]]] = {}
_evaluated: Final[set[object]] = set()

if hasattr(os, "register_at_fork"):  # a child process that inherits a held lock would wait forever
    os.register_at_fork(
        before=_lock.acquire, after_in_parent=_lock.release, after_in_child=_lock.release
    )


def decoder_of(type_: Any) -> msgspec.json.Decoder[Any]:
    """The JSON decoder of a type, created at the first call."""
    decoder = _decoders.get(type_)
    return _prepared(type_) if decoder is None else decoder


def convert(value: object, type_: Any, *, strict: bool = True) -> Any:
    """A parsed JSON value as `type_`. Unless `strict`, strings are accepted for numbers and booleans.

    Raises:
        msgspec.ValidationError: The value does not have this type.
    """
    if type_ not in _decoders:
        _prepared(type_)
    return msgspec.convert(value, type_, strict=strict, dec_hook=decode_hook)


def decode_hook(type_: Any, value: object) -> object:
    """A value as a type that msgspec cannot decode: a union or an open model, which have a method for it."""
    return type_.__from_wire__(value)


def _prepared(type_: Any) -> msgspec.json.Decoder[Any]:
    _evaluate(type_)
    with _lock:
        decoder = _decoders.get(type_)
        if decoder is None:
            decoder = _decoders[type_] = msgspec.json.Decoder(type_, dec_hook=decode_hook)
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
