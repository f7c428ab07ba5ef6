"""Descriptors of operations, as data.

Generated code creates the descriptors at import, and the runtime reads them on each call. A type is given as a
function (`lambda: models.Channel`), so that importing a resource loads no models. The function is called once, at the
first call that needs the type.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Generic, Literal, TypeAlias, TypeVar

from msgspec import Struct

from .api import Server

T = TypeVar("T")

Lazy: TypeAlias = Callable[[], object]
ParameterLocation: TypeAlias = Literal["path", "query", "header", "cookie"]
ResultKind: TypeAlias = Literal["json", "text", "binary", "json-lines", "events", "event-objects"]
PagingStyle: TypeAlias = Literal["page", "offset", "cursor", "next-url", "link-header"]

IDEMPOTENT_METHODS = frozenset(
    {"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "QUERY"}
)  # RFC 9110, section 9.2.2, and the QUERY method


class _Typed:
    """A descriptor with a type that is evaluated at its first use; its repr shows the arguments."""

    __slots__ = ("_lazy", "_type")

    def __init__(self, lazy: Lazy | None) -> None:
        self._lazy = lazy
        self._type: object = None

    @property
    def type(self) -> object:
        """The Python type; None if no body is expected."""
        lazy = self._lazy  # read once: another thread may set it to None
        if lazy is not None:
            self._type = lazy()
            self._lazy = None
        return self._type

    def __repr__(self) -> str:
        names: tuple[str, ...] = self.__slots__
        arguments = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__name__}({arguments})"


# --- parameters ------------------------------------------------------------------------------------------------------


class Parameter(_Typed):
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


# --- bodies ----------------------------------------------------------------------------------------------------------


class Part(Struct, frozen=True):
    """An OpenAPI Encoding Object: the encoding of one property of a form."""

    wire: str
    media_type: str | None = None
    style: str | None = None
    explode: bool | None = None
    headers: tuple[tuple[str, str], ...] = ()
    is_file: bool = False


class BodyKind(_Typed):
    """One media type for the body of a request; an empty body that is not `required` is omitted."""

    __slots__ = ("encodings", "media_type", "required")

    default_media_type = ""

    def __init__(
        self,
        type: Lazy | None = None,
        *,
        media_type: str | None = None,
        encodings: tuple[Part, ...] = (),
        required: bool = True,
    ) -> None:
        super().__init__(type)
        self.media_type = media_type or self.default_media_type  # may be a range
        self.encodings = encodings
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


# --- results ---------------------------------------------------------------------------------------------------------


class Result(_Typed):
    """A success response: `status` is `200`, a range (`2XX`) or `default`; without a type no body is expected.

    With the kind `events`, the type is the type of an event's data. With `event-objects`, it is the type of an object
    with the event's name, id and data.
    """

    __slots__ = ("status", "kind", "media_type")

    def __init__(
        self,
        status: str = "2XX",
        type: Lazy | None = None,
        kind: ResultKind = "json",
        media_type: str = "",
    ) -> None:
        super().__init__(type)
        self.status = status
        self.kind: ResultKind = kind
        self.media_type = media_type


class ErrorBody(_Typed):
    """The documented type of an error response's body for some statuses (`404`, `4XX`, `default`)."""

    __slots__ = ("statuses",)

    def __init__(self, *statuses: str, type: Lazy) -> None:
        super().__init__(type)
        self.statuses = statuses


class Paging(Struct, frozen=True):
    """How to request the next page of a list.

    `page` and `limit` are Python names of parameters, or pointers to properties of the request body. `items`, `next`,
    `total` and `more` are JSON pointers (RFC 6901) into the response, where "" is the body itself. `last` is a pointer
    into the last item, to the next cursor. A `bare` body may be the array itself. Missing items are an empty page, and
    a mismatch unless they are `optional`.
    """

    style: PagingStyle = "page"
    items: str = ""
    page: str | None = "page"
    limit: str | None = "limit"
    first: int = 1
    size: int | None = None
    bare: bool = False
    optional: bool = False
    next: str | None = None
    last: str | None = None
    total: str | None = None
    more: str | None = None


class Retries(Struct, frozen=True):
    """The retries that the API documents: statuses (`503`, `5XX`) and delays in seconds."""

    statuses: tuple[str, ...] = ()
    first: float | None = None
    longest: float | None = None
    factor: float | None = None
    connections: bool = True
    never: bool = False


# --- the operation ---------------------------------------------------------------------------------------------------


class Operation(Generic[T]):
    """One operation; T is the type of its result, for type checkers only.

    `request` is the method and the path, as in `GET /things/{id}`. `parameters` may omit a path parameter that is a
    string with the same Python name. `security` is None if the operation uses the API's security, and () if it needs
    no credentials. With `redirects`, a documented redirect leads to the result. `plan` is set by `parameters.prepare`
    at the first call.
    """

    __slots__ = (
        *("name", "method", "path", "parameters", "body", "results", "errors", "paging"),
        *("idempotent", "idempotency_key", "security", "servers", "redirects", "retries", "plan"),
    )

    def __init__(
        self,
        name: str,
        request: str,
        *,
        parameters: tuple[Parameter, ...] = (),
        body: tuple[BodyKind, ...] = (),
        results: tuple[Result, ...] = (),
        errors: tuple[ErrorBody, ...] = (),
        paging: Paging | None = None,
        idempotent: bool | None = None,
        idempotency_key: str | None = None,
        security: tuple[tuple[str, ...], ...] | None = None,
        servers: tuple[Server, ...] = (),
        redirects: bool = False,
        retries: Retries | None = None,
    ) -> None:
        self.name = name
        self.method, _, self.path = request.partition(" ")
        self.parameters = parameters
        self.body = body
        self.results = results
        self.errors = errors
        self.paging = paging
        self.idempotent = self.method in IDEMPOTENT_METHODS if idempotent is None else idempotent
        self.idempotency_key = idempotency_key
        self.security = security
        self.servers = servers
        self.redirects = redirects
        self.retries = retries
        self.plan: Any = None

    def __repr__(self) -> str:
        return f"<Operation {self.name}: {self.method} {self.path}>"
