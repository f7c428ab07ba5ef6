"""Descriptors of parameters."""

from __future__ import annotations

from typing import ClassVar, Literal, TypeAlias

from .typed import Lazy, Typed

ParameterLocation: TypeAlias = Literal["path", "query", "header", "cookie"]


class Parameter(Typed):
    """An OpenAPI Parameter Object: `name` is the Python name, `wire` the API's name.

    `media_type` is set for a `content` parameter, which is sent as text of that media type.
    """

    __slots__ = ("name", "wire", "required", "style", "explode", "reserved", "media_type")

    location: ClassVar[ParameterLocation]
    default_style: ClassVar[str]

    def __init__(
        self,
        name: str,
        wire: str,
        type: Lazy,
        *,
        required: bool = False,
        style: str | None = None,
        explode: bool | None = None,
        reserved: bool = False,
        media_type: str | None = None,
    ) -> None:
        super().__init__(type)
        self.name = name
        self.wire = wire
        self.required = required or self.location == "path"
        self.style = style or self.default_style
        self.explode = explode if explode is not None else self.style in ("form", "cookie")
        self.reserved = reserved
        self.media_type = media_type


class Path(Parameter):
    """A parameter in the path; always required."""

    __slots__ = ()
    location: ClassVar[ParameterLocation] = "path"
    default_style = "simple"


class Query(Parameter):
    """A parameter in the query."""

    __slots__ = ()
    location: ClassVar[ParameterLocation] = "query"
    default_style = "form"


class Header(Parameter):
    """A parameter in a header."""

    __slots__ = ()
    location: ClassVar[ParameterLocation] = "header"
    default_style = "simple"


class Cookie(Parameter):
    """A parameter in a cookie."""

    __slots__ = ()
    location: ClassVar[ParameterLocation] = "cookie"
    default_style = "form"
