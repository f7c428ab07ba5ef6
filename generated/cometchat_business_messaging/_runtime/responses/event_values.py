"""The JSON value of a server-sent event. Its type decides whether the data is JSON or text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..json_data import is_object
from ..models.codec import encode
from ..models.decimals import has_decimals
from ..models.decoders import EXACT_DECODER, Decoder, convert, decoder_of
from ..models.type_info import TypeInfo, members_of
from .events import Event

EVENT_FIELDS = frozenset({"event", "id", "retry", "data"})  # HTML, 9.2.6
_TEXTS = frozenset({"string", "date-time", "date"})


class EventValues:
    """Gives events as JSON of a type. It describes their data or, if they are `whole`, objects that contain the data.

    Attributes:
        may_be_text: Whether the type accepts data that is text and not JSON.
    """

    def __init__(self, type_: object, *, whole: bool) -> None:
        self._type = type_
        self._whole = whole
        objects = [each for each in members_of(type_) if each.kind == "object"] if whole else []
        types = [each.fields["data"].type for each in objects if "data" in each.fields]
        every = [info for each in (types if whole else [type_]) for info in members_of(each)]
        data = [info for info in every if info.kind != "null"]
        texts = list(map(_is_text, data))
        self.may_be_text = any(texts)
        self._may_be_json = not texts or not all(texts)
        self._has_only_data = bool(objects) and all(
            each.fields.keys() == {"data"} for each in objects
        )
        self._has_inner_data = not whole or any(
            each.kind != "object" or "data" in each.fields or each.extras is not None
            for each in data
        )

    def json(self, event: Event) -> bytes:
        """The value of an event: the first one that has the type, if there are several possible values."""
        if not self._whole and not self.may_be_text:
            return event.data
        values = list(self._values(event))
        fitting = (value for value in values if len(values) == 1 or self._fits(value))
        return encode(next(fitting, values[0]))

    def _values(self, event: Event) -> Iterator[object]:
        """The possible values, the most likely first."""
        decoder = EXACT_DECODER if has_decimals(self._type) else decoder_of(Any)
        value = json_or_text(event.data, decoder) if self._may_be_json else None
        data = [value] if self._may_be_json else []
        if self.may_be_text:
            # A string in quotes is a string with quotes.
            data.insert(0 if isinstance(value, str) else 1, event.data.decode("utf-8", "replace"))
        # The data of an event that has nothing else can be the object that the schema describes.
        inside = [value] if self._has_only_data and is_object(value) and "data" in value else []
        if is_object(value) and value.keys() == {"data"} and not self._has_inner_data:
            yield from inside  # the data would be an object without its properties
        yield from (_wrapped(event, each) if self._whole else each for each in data)
        yield from inside

    def _fits(self, value: object) -> bool:
        try:
            convert(value, self._type)
        except (ValueError, RecursionError):
            return False
        return True


def _is_text(info: TypeInfo) -> bool:
    if info.kind == "literal":
        return all(isinstance(value, str) for value in info.arguments)
    return info.kind in _TEXTS


def _wrapped(event: Event, data: object) -> dict[str, object]:
    """An event as an object with its name, id, reconnection time and data."""
    known: dict[str, object] = {"event": event.name, "id": event.id, "retry": event.retry}
    return {
        **{name: value for name, value in known.items() if value not in ("", None)},
        "data": data,
    }


def json_or_text(data: bytes, decoder: Decoder) -> object:
    """Data as JSON, or as text if it is not JSON."""
    try:
        return decoder.decode(data)
    except ValueError:
        return data.decode("utf-8", "replace")
