"""Decoders by type: the only module that has msgspec read values as types.

msgspec describes a Struct class when it first meets it, and keeps the description on the class. It publishes the
description before it is complete, because types can be recursive, and then evaluates annotations. The process crashes
when another thread uses an incomplete description. It also crashes later when the evaluation raises an exception,
because descriptions of other classes then refer to the incomplete one.

So a type is prepared before msgspec reads values as it. First, the annotations of its Structs are evaluated, which
imports the modules of the models. This may fail and may wait for another thread's import, so no lock is held. Then
msgspec describes the type under a lock. Only then is the decoder in the dictionary, which is read without the lock.
"""

from __future__ import annotations

import os
import threading
from typing import Any, Final, get_args

import msgspec

_lock: Final = threading.RLock()
_decoders: Final[dict[object, msgspec.json.Decoder[Any]]] = {}
_evaluated: Final[set[object]] = set()

if hasattr(os, "register_at_fork"):  # a child that inherits a held lock waits for it for ever
    os.register_at_fork(
        before=_lock.acquire, after_in_parent=_lock.release, after_in_child=_lock.release
    )


def decoder_of(type_: Any) -> msgspec.json.Decoder[Any]:
    """The JSON decoder of a type; the same one at each call."""
    decoder = _decoders.get(type_)
    return _prepared(type_) if decoder is None else decoder


def convert(value: object, type_: Any, *, strict: bool = True) -> Any:
    """A value made of JSON types as `type_`. Unless `strict`, texts are accepted for numbers and booleans.

    Raises:
        msgspec.ValidationError: the value is not of this type.
    """
    if type_ not in _decoders:
        _prepared(type_)
    return msgspec.convert(value, type_, strict=strict, dec_hook=decode_hook)


def decode_hook(type_: Any, value: object) -> object:
    """A value as a type that msgspec does not know: unions and open models have a method for it."""
    return type_.__from_wire__(value)


def _prepared(type_: Any) -> msgspec.json.Decoder[Any]:
    _evaluate(type_)
    with _lock:
        decoder = _decoders.get(type_)
        if decoder is None:
            decoder = _decoders[type_] = msgspec.json.Decoder(type_, dec_hook=decode_hook)
        return decoder


def _evaluate(type_: Any) -> None:
    """Evaluate the annotations of all Structs that msgspec meets in a type."""
    seen: set[object] = set()
    waiting: list[Any] = [type_]
    while waiting:
        here = waiting.pop()
        if here in seen or here in _evaluated:
            continue
        seen.add(here)
        if isinstance(here, type) and issubclass(here, msgspec.Struct):
            waiting += (field.type for field in msgspec.structs.fields(here))
        else:
            waiting += get_args(here)
    _evaluated.update(seen)  # only now: what failed halfway must be evaluated again
