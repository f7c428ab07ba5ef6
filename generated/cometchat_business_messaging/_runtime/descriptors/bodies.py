"""Descriptors of request bodies."""

from __future__ import annotations

from msgspec import Struct

from .typed import Lazy, Typed


class Part(Struct, frozen=True):
    """An OpenAPI Encoding Object: the encoding of one property of a form."""

    wire: str
    media_type: str | None = None
    style: str | None = None
    explode: bool | None = None
    headers: tuple[tuple[str, str], ...] = ()
    is_file: bool = False


class BodyKind(Typed):
    """One media type for the body of a request; an empty body that is not `required` is omitted.

    `requires` are the wire names of fields that this media type requires, although they are optional in its `type`,
    which it shares with other media types.
    """

    __slots__ = ("encodings", "media_type", "required", "requires")

    default_media_type = ""

    def __init__(
        self,
        type: Lazy | None = None,
        *,
        media_type: str | None = None,
        encodings: tuple[Part, ...] = (),
        requires: tuple[str, ...] = (),
        required: bool = True,
    ) -> None:
        super().__init__(type)
        self.media_type = media_type or self.default_media_type  # may be a range
        self.encodings = encodings
        self.requires = requires
        self.required = required

    @property
    def usual_media_type(self) -> str:
        """The media type that is sent if the caller selects none."""
        return self.default_media_type if "*" in self.media_type else self.media_type


class Json(BodyKind):
    """A JSON body (`application/json`, `…+json`)."""

    __slots__ = ()
    default_media_type = "application/json"


class JsonLines(BodyKind):
    """JSON lines; `type` is the type of an item."""

    __slots__ = ()
    default_media_type = "application/jsonl"


class Form(BodyKind):
    """A URL-encoded form."""

    __slots__ = ()
    default_media_type = "application/x-www-form-urlencoded"


class Multipart(BodyKind):
    """A multipart form, with files."""

    __slots__ = ()
    default_media_type = "multipart/form-data"


class Text(BodyKind):
    """Text, sent as UTF-8."""

    __slots__ = ()
    default_media_type = "text/plain"


class Binary(BodyKind):
    """Bytes or a file, sent unchanged. The media type may be a range (`image/*`)."""

    __slots__ = ()
    default_media_type = "application/octet-stream"
