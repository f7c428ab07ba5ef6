"""Select the media type of a request body from the ones that the operation accepts, and check what it requires."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from ..descriptors.bodies import Binary, BodyKind, Json, JsonLines, Multipart, Text
from ..errors import ArgumentError
from ..http.media_types import covers, essence
from ..json_data import is_array
from ..models.type_info import type_info_of
from .files import is_file
from .form_fields import has_files
from .jsonl import is_items


def choose(kinds: tuple[BodyKind, ...], value: object, content_type: str | None) -> BodyKind:
    """The kind for a media type, or the first kind that fits the value best.

    Raises:
        ArgumentError: The operation does not accept this media type.
    """
    if content_type is not None:
        wanted = essence(content_type)
        for kind in sorted(kinds, key=lambda kind: _distance(kind.media_type, content_type)):
            if covers(essence(kind.media_type), wanted):
                return kind
        accepted = ", ".join(kind.media_type for kind in kinds)
        raise ArgumentError(
            f"must be one of {accepted}, not {content_type!r}", argument="content_type"
        )
    if len(kinds) == 1:
        return kinds[0]
    return max(kinds, key=lambda kind: _fitness(kind, value))  # the first of equal kinds


def _distance(media_type: str, wanted: str) -> int:
    """A sort key by similarity to the wanted media type: equal, then with other parameters, then a range."""
    return 0 if media_type == wanted else 1 + media_type.count("*")


def _fitness(kind: BodyKind, value: object) -> int:
    """How well a value fits.

    4 for a form with files, 3 for the exact type, 2 for a similar one, 1 if it is possible, otherwise 0.
    """
    match kind:
        case Binary():
            return 2 if is_file(value) else 0
        case Text():
            return 2 if isinstance(value, str) else 0
        case JsonLines():
            return 2 if is_items(value) and not is_file(value) else 0
        case Multipart() if has_files(kind, value):
            return 4
        case _:
            if is_file(value) or isinstance(value, str):
                return 1 if isinstance(kind, Json) else 0
            type_kind = type_info_of(kind.type).kind
            if is_items(value) and (type_kind in ("object", "map") or not is_array(value)):
                return 1
            if type_kind in ("array", "tuple") and _is_mapping(value):
                return 1
            return 3 if isinstance(kind.type, type) and type(value) is kind.type else 2


def check_required(kind: BodyKind, value: object) -> None:
    """Check the fields that only the selected media type requires.

    Raises:
        ArgumentError: One of them is missing.
    """
    for wire in kind.requires:
        field = type_info_of(kind.type).fields[wire]
        if isinstance(value, Mapping):
            item = cast("Mapping[str, object]", value).get(wire, field.default)
        else:
            item = getattr(value, field.name, None)
        if item is field.default:
            problem = f"is required in a body of {kind.usual_media_type}"
            raise ArgumentError(problem, argument=field.name)


def _is_mapping(value: object) -> bool:
    return isinstance(value, Mapping)
