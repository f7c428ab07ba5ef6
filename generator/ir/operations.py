"""Operations: parameters, request bodies, responses, and how a call behaves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from generator.ir.types import Type
from generator.json_types import Json, JsonScalar


class ParameterLocation(Enum):
    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"


CALL: Final = "__call__"
"""The name of the operation of a resource that is itself an operation: `client.send_message()`."""
CLIENT: Final = "client."
"""Callers write it before the name of a resource."""


def qualified(resource: str, operation: str) -> str:
    """The name of an operation as callers write it, without the client: `pets.list`, or only the resource."""
    return resource if operation == CALL else f"{resource}.{operation}"


def without_client(text: str) -> str:
    """Return a name as resource.method: without `client.`, `()` and `.__call__`."""
    return text.removeprefix(CLIENT).removesuffix("()").removesuffix(f".{CALL}")


def possible_names(text: str) -> tuple[str, str]:
    """Return the names that a text can mean: the one with a resource `client`, if it starts so, goes first."""
    return without_client(CLIENT + text), without_client(text)


def heading(resource: str, operation: str) -> str:
    """The name of an operation among those of its resource: `list`, or `login()` if the resource is itself one."""
    return f"{resource}()" if operation == CALL else operation


@dataclass(frozen=True, slots=True)
class Parameter:
    """An OpenAPI Parameter Object. `media_type` is set for a `content` parameter, which is serialized in that type."""

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
    constant: JsonScalar = None  # the value that callers do not pass, because no other is possible
    example: Json = None  # of the document; None if it has none

    @property
    def is_needed(self) -> bool:
        """Whether callers must pass it: the client sends a constant by itself."""
        return self.required and self.constant is None


class ContentKind(Enum):
    """How a body is encoded or decoded."""

    JSON = "json"
    FORM = "form"
    MULTIPART = "multipart"
    TEXT = "text"  # text/*, and XML as text
    BINARY = "binary"
    JSON_LINES = "json-lines"
    EVENTS = "events"  # text/event-stream; the type describes the data of an event
    EVENT_OBJECTS = "event-objects"  # the same; the type has the name, id and data of an event
    EMPTY = "empty"


STREAMS = frozenset({ContentKind.JSON_LINES, ContentKind.EVENTS, ContentKind.EVENT_OBJECTS})
"""Kinds of bodies that are read item by item. The type describes one item."""


@dataclass(frozen=True, slots=True)
class PartEncoding:
    """An OpenAPI Encoding Object of a form or multipart property."""

    wire: str
    media_type: str | None = None
    style: str | None = None
    explode: bool | None = None
    headers: tuple[tuple[str, str], ...] = ()  # of the part, each with its only possible value
    is_file: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """One media type of a request body."""

    media_type: str
    kind: ContentKind
    type: Type
    encodings: tuple[PartEncoding, ...] = ()
    requires: tuple[str, ...] = ()  # wire names of fields that only this media type requires


@dataclass(frozen=True, slots=True)
class BodyArgument:
    """A property of the body model that is an argument of the method."""

    name: str  # the argument: the name of the field, unless a parameter already has it
    field: str  # the field of the model
    default: JsonScalar = None  # the value that the client sends if the caller passes none


@dataclass(frozen=True, slots=True)
class Body:
    """An OpenAPI Request Body Object.

    If `arguments` is not None, the method takes the properties of the body model (`model`) as keyword arguments.
    Otherwise it takes one argument called `name`. If there are several contents, it also takes `content_type`.
    """

    required: bool
    contents: tuple[Content, ...]
    name: str = "body"
    model: str | None = None
    arguments: tuple[BodyArgument, ...] | None = None
    description: str = ""
    example: Json = None  # of the first media type, or of the required properties of its schema

    @property
    def is_multipart_for_files(self) -> bool:
        """Whether the client sends a multipart body if there is a file, and otherwise another one."""
        kinds = {content.kind for content in self.contents}
        return ContentKind.MULTIPART in kinds and len(kinds) > 1


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
    example: Json = None  # of the document; None if it has none


@dataclass(frozen=True, slots=True)
class ErrorResponse:
    """A documented error response. `type` is the type of its body, if it has a JSON body."""

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
    """How the client fetches the next page of a list.

    Pointers are JSON Pointers (RFC 6901) into the response body; "" is the whole body.
    """

    style: PagingStyle
    item: Type
    items: str  # pointer to the array of items
    page: str | None = None
    """The Python name of the parameter that selects the page, or a pointer to such a property of the request body."""
    limit: str | None = None  # the same for the page size
    first: int = 1  # the number of the first page, or the first offset
    size: int | None = None  # the default page size
    bare: bool = False  # the body can also be the array itself
    optional: bool = False  # the array of items can be absent, which means an empty page
    next: str | None = None  # pointer to the next cursor or URL
    last: str | None = None  # pointer into the last item, to the next cursor
    total: str | None = None  # pointer to the number of all items
    more: str | None = None  # pointer to a boolean: there are more pages


@dataclass(frozen=True, slots=True)
class ServerVariable:
    """An OpenAPI Server Variable Object. `credential` names the credential that supplies its value, if any.

    Without a `default`, the client requires a value.
    """

    name: str
    wire: str
    default: str | None
    enum: tuple[str, ...] = ()
    description: str = ""
    credential: str | None = None


@dataclass(frozen=True, slots=True)
class Server:
    url: str
    variables: tuple[ServerVariable, ...] = ()
    description: str = ""


IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "QUERY"})
"""Idempotent methods (RFC 9110, section 9.2.2, and QUERY), the same as in the runtime."""


@dataclass(frozen=True, slots=True)
class Retries:
    """When the client retries a call, and after which delay. None and () mean the defaults of the client."""

    statuses: tuple[str, ...] = ()  # `503`, `5XX`
    first: float | None = None  # seconds before the first retry
    longest: float | None = None  # maximum delay in seconds
    factor: float | None = None  # by which the delay grows after each retry
    connections: bool = True  # also retry after a connection error
    never: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """One HTTP operation.

    `security` is None if the operation uses the requirements of the Api, and () if it requires no credentials.

    If the caller of an operation can choose between a single response and a stream, the Api has two operations for it
    (`create` and `create_stream`). They share `operation_id`, method, path and origin; each has its own responses.
    """

    name: str
    operation_id: str
    method: str  # in upper case, unless `additionalOperations` (OpenAPI 3.2) spells it otherwise
    path: str  # the template, with wire names in braces
    parameters: tuple[Parameter, ...]
    body: Body | None
    responses: tuple[Response, ...]
    returns: Type | None  # the union of the types of the responses; the item type if paged
    errors: tuple[ErrorResponse, ...]
    paging: Paging | None = None
    idempotent: bool = False
    idempotency_key: str | None = None  # Python name of the parameter that is an idempotency key
    security: tuple[tuple[str, ...], ...] | None = None  # alternatives of scheme wire names
    servers: tuple[Server, ...] = ()  # of the path or the operation, if they replace the Api's
    summary: str = ""
    description: str = ""
    documentation: str = ""  # URL of the documentation page (`externalDocs`)
    deprecated: bool = False
    sunset: str = ""  # `x-sunset`
    origin: str = ""
    retries: Retries | None = None
    # By default, the client follows the documented redirect; its target is the result.
    redirects: bool = False

    def is_key(self, parameter: Parameter) -> bool:
        """Whether a parameter is the idempotency key, which the client makes if callers pass none."""
        return parameter.name == self.idempotency_key


@dataclass(frozen=True, slots=True)
class Resource:
    """The operations of one tag. `name` is the attribute of the client."""

    name: str
    class_name: str
    operations: tuple[Operation, ...]
    description: str = ""
