"""Operations: what is sent, what comes back, and how a call behaves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from generator.ir.types import Type
from generator.json_types import Json


class ParameterLocation(Enum):
    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"


@dataclass(frozen=True, slots=True)
class Parameter:
    """An OpenAPI Parameter Object. `media_type` is set for a `content` parameter (serialized as that media type)."""

    name: str
    wire: str
    location: ParameterLocation
    type: Type
    required: bool
    style: str  # matrix, label, simple, form, spaceDelimited, pipeDelimited, deepObject, cookie, querystring (3.2)
    explode: bool
    allow_reserved: bool = False
    media_type: str | None = None
    description: str = ""
    default: Json = None
    has_default: bool = False
    deprecated: bool = False


class ContentKind(Enum):
    """How a body is written or read; the media type says the rest."""

    JSON = "json"
    FORM = "form"
    MULTIPART = "multipart"
    TEXT = "text"  # text/*, and XML as text
    BINARY = "binary"
    JSON_LINES = "json-lines"
    EVENTS = "events"  # text/event-stream, where the type is that of the data
    EVENT_OBJECTS = (
        "event-objects"  # text/event-stream, where the type has the event's name, id and data
    )
    EMPTY = "empty"


STREAMS = frozenset({ContentKind.JSON_LINES, ContentKind.EVENTS, ContentKind.EVENT_OBJECTS})
"""Bodies that are read item by item; the type is that of an item."""


@dataclass(frozen=True, slots=True)
class PartEncoding:
    """OpenAPI Encoding Object of a form or multipart property."""

    wire: str
    media_type: str | None = None
    style: str | None = None
    explode: bool | None = None
    headers: tuple[tuple[str, str], ...] = ()  # of the part, each with the only value it has
    is_file: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """One media type of a request body."""

    media_type: str
    kind: ContentKind
    type: Type
    encodings: tuple[PartEncoding, ...] = ()


@dataclass(frozen=True, slots=True)
class BodyArgument:
    """A property of the body's model that is an argument of the method."""

    name: str  # the argument's name: the field's, unless a parameter has it already
    field: str  # the field's name in the model
    default: bool | None = None  # what is sent where it is not given, if anything is


@dataclass(frozen=True, slots=True)
class Body:
    """An OpenAPI Request Body Object.

    `arguments` is not None when the method takes the properties of the body's model (`model`) as keyword arguments;
    otherwise it takes one argument called `name`. More than one content adds an argument `content_type`.
    `streams` is the value of a property `stream` that asks for the kind of response that the method gives.
    """

    required: bool
    contents: tuple[Content, ...]
    name: str = "body"
    model: str | None = None
    arguments: tuple[BodyArgument, ...] | None = None
    description: str = ""
    streams: bool | None = None


@dataclass(frozen=True, slots=True)
class ResponseHeader:
    wire: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """A success response for a status (`200`), a range (`2XX`) or `default`, in one media type."""

    status: str
    kind: ContentKind
    type: Type | None  # None for EMPTY
    media_type: str = ""
    description: str = ""
    headers: tuple[ResponseHeader, ...] = ()


@dataclass(frozen=True, slots=True)
class ErrorResponse:
    """A documented failure: its status, the codes it can carry, and the type of its body where it is no envelope."""

    status: str
    errors: tuple[str, ...]  # names of error classes, most specific first
    type: Type | None = None
    description: str = ""


class PagingStyle(Enum):
    PAGE = "page"  # page number and page size
    OFFSET = "offset"
    CURSOR = "cursor"
    NEXT_URL = "next-url"  # an absolute or relative URL in the body
    LINK_HEADER = "link-header"  # RFC 8288, rel="next"


@dataclass(frozen=True, slots=True)
class Paging:
    """How a list operation goes on. Pointers are RFC 6901, into the response; "" is the body itself."""

    style: PagingStyle
    item: Type
    items: str  # pointer to the array of items
    page: str | None = None
    """What says where to go on: the Python name of a parameter, or a pointer to a property of the request's body."""
    limit: str | None = None  # what says the page size, likewise
    first: int = 1  # the number of the first page, or the first offset
    size: int | None = None  # the default page size
    bare: bool = False  # the body can also be the bare array
    optional: bool = False  # the items may be absent from the body: an empty page
    next: str | None = None  # pointer to the next cursor or URL
    last: str | None = None  # pointer into the last item, to what is the next cursor
    total: str | None = None  # pointer to the number of all items
    more: str | None = None  # pointer to a boolean: more follow


@dataclass(frozen=True, slots=True)
class ServerVariable:
    """An OpenAPI Server Variable Object; `credential` names the credential that fills it, if one does."""

    name: str
    wire: str
    default: str
    enum: tuple[str, ...] = ()
    description: str = ""
    credential: str | None = None


@dataclass(frozen=True, slots=True)
class Server:
    url: str
    variables: tuple[ServerVariable, ...] = ()
    description: str = ""


IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "QUERY"})
"""Methods that can be repeated (RFC 9110, 9.2.2, and the QUERY method); the runtime knows the same."""


@dataclass(frozen=True, slots=True)
class Retries:
    """When a call is tried again, and after how long; None and () are as usual."""

    statuses: tuple[str, ...] = ()  # `503`, `5XX`
    first: float | None = None  # seconds of the first pause
    longest: float | None = None  # seconds of any pause
    factor: float | None = None  # by which each pause is longer than the one before
    connections: bool = True  # also where the connection broke
    never: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """One HTTP operation. `security` is None where it uses the Api's, () where it needs no credentials.

    An operation of the document that answers at once or with a stream, as the caller likes, is two of these (`create`
    and `create_stream`): with the same `operation_id`, method, path and origin, and each with its own responses.
    """

    name: str
    operation_id: str
    method: str  # as it is sent: upper case, except where `additionalOperations` (3.2) spells it otherwise
    path: str  # the template, with wire names in braces
    parameters: tuple[Parameter, ...]
    body: Body | None
    responses: tuple[Response, ...]
    returns: (
        Type | None
    )  # what the method gives: the union of its responses' types, the item type when paged
    errors: tuple[ErrorResponse, ...]
    paging: Paging | None = None
    idempotent: bool = False
    idempotency_key: str | None = None  # Python name of the parameter that is an idempotency key
    security: tuple[tuple[str, ...], ...] | None = None  # alternatives of scheme wire names
    servers: tuple[
        Server, ...
    ] = ()  # of the path or the operation, where they differ from the Api's
    summary: str = ""
    description: str = ""
    documentation: str = ""  # address of the documentation page (`externalDocs`)
    deprecated: bool = False
    sunset: str = ""  # `x-sunset`
    origin: str = ""
    retries: Retries | None = None
    redirects: bool = False  # the result is what a documented redirect leads to, so it is followed


@dataclass(frozen=True, slots=True)
class Resource:
    """The operations of one tag; `name` is the attribute of the client."""

    name: str
    class_name: str
    operations: tuple[Operation, ...]
    description: str = ""
