"""Additions of the caller to an encoded request: parameters of the query and properties of the body."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any
from urllib.parse import unquote_plus, urlencode

import msgspec

from ..descriptors.bodies import BodyKind
from ..errors import ArgumentError
from ..http.media_types import essence, is_json
from ..json_data import is_array, is_object
from ..models.decoders import decoder_of
from ..models.encoding.json_types import to_json
from . import styles
from .bodies import NO_CONTENT, Content
from .validation import check_integers, to_wire, utf8

_FORM = "application/x-www-form-urlencoded"


def encode_query(values: Mapping[str, Any], argument: str) -> str:
    """Encode parameters that the API's document does not have. None leaves a parameter out.

    Raises:
        ArgumentError: A value cannot be sent as text.
    """
    given = {
        name: _texts(value, f"{argument}[{name!r}]")
        for name, value in values.items()
        if value is not None
    }
    return urlencode(given, doseq=True)


def _texts(value: object, argument: str) -> list[bytes]:
    plain = to_wire(value, Any, argument)
    check_integers(plain, argument)
    values = [each for each in (plain if is_array(plain) else [plain]) if each is not None]
    if any(is_array(each) or is_object(each) for each in values):
        raise ArgumentError(
            "must be a str, number, bool or time, or a list of them", argument=argument
        )
    return [utf8(styles.text_of(each), argument) for each in values]


def with_query(query: str, values: Mapping[str, Any], argument: str) -> str:
    """The query with these parameters, which replace parameters of the same name."""
    kept = _without(query, values.keys())
    return "&".join(filter(None, [*kept, encode_query(values, argument)]))


def _without(query: str, names: Set[str]) -> list[str]:
    parts = query.split("&") if query else []
    return [each for each in parts if unquote_plus(each.partition("=")[0]) not in names]


def with_properties(
    content: Content, kinds: tuple[BodyKind, ...], values: Mapping[str, Any], argument: str
) -> Content:
    """The body with these properties, which replace properties of the same name.

    Raises:
        ArgumentError: The body is neither a JSON object nor a form.
    """
    media_type = content.media_type or kinds[0].usual_media_type
    data = b"" if content is NO_CONTENT else content.open()
    if isinstance(data, bytes) and is_json(essence(media_type)):
        wire = to_wire(values, dict[str, Any], argument)
        check_integers(wire, argument)
        decoder = decoder_of(dict[str, msgspec.Raw])
        added = decoder.decode(to_json(wire, argument))
        try:
            fields = decoder.decode(data or b"{}")
        except msgspec.ValidationError:
            raise ArgumentError("needs a body that is a JSON object", argument=argument) from None
        return Content(media_type, msgspec.json.encode({**fields, **added}))
    if isinstance(data, bytes) and essence(media_type) == _FORM:
        return Content(media_type, with_query(data.decode(), values, argument).encode())
    raise ArgumentError("needs a body that is a JSON object or a form", argument=argument)
