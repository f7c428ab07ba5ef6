"""The intermediate representation (IR): what a client package is made of, and nothing else.

Frozen dataclasses without behaviour. `name` is always Python's, `wire` is always the API's. Order is the
document's order, so two equal documents give equal `Api` values. Nothing here knows Python's syntax
(`annotations` does) or a position in a file (`source` does); `origin` is an opaque address, kept for messages.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, Flag
from typing import TypeAlias

JsonScalar: TypeAlias = "str | int | float | bool | None"
Json: TypeAlias = "JsonScalar | list[Json] | dict[str, Json]"


# --- types -----------------------------------------------------------------------------------------------------------


class ScalarKind(Enum):
    """The scalar types a value can have in Python; a format without a kind of its own is a STRING."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE_TIME = "date-time"  # an aware datetime
    DATE = "date"
    BYTES = "bytes"  # base64 text on the wire
    NULL = "null"


@dataclass(frozen=True, slots=True)
class Constraints:
    """What JSON Schema's validation keywords say of a value (JSON Schema validation, section 6)."""

    minimum: int | float | None = None
    maximum: int | float | None = None
    exclusive_minimum: int | float | None = None
    exclusive_maximum: int | float | None = None
    multiple_of: int | float | None = None
    min_length: int | None = None  # characters, items or entries, by the type that carries it
    max_length: int | None = None
    pattern: str | None = None


UNCONSTRAINED = Constraints()


@dataclass(frozen=True, slots=True)
class Scalar:
    kind: ScalarKind
    constraints: Constraints = UNCONSTRAINED


@dataclass(frozen=True, slots=True)
class ListOf:
    item: Type
    constraints: Constraints = UNCONSTRAINED


@dataclass(frozen=True, slots=True)
class TupleOf:
    """`prefixItems`; `rest` is the type of the items after them, None where there can be none."""

    items: tuple[Type, ...]
    rest: Type | None = None


@dataclass(frozen=True, slots=True)
class MapOf:
    value: Type
    constraints: Constraints = UNCONSTRAINED


@dataclass(frozen=True, slots=True)
class Named:
    """A reference to a declaration (Model or Alias) of the Api, by its Python name."""

    name: str


@dataclass(frozen=True, slots=True)
class Literal:
    """An enumeration or a constant. `extensible`: the document itself says that other values can come."""

    values: tuple[JsonScalar, ...]
    extensible: bool = False


@dataclass(frozen=True, slots=True)
class Discriminator:
    """The property that tells the members of a union apart: (wire value, member's Python name) pairs.

    `default` is the member where the property is missing, or has a value that is not mapped (OpenAPI 3.2).
    """

    wire: str
    mapping: tuple[tuple[str, str], ...]
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Union:
    """At least two members, none of them Nullable or a Union itself."""

    members: tuple[Type, ...]
    discriminator: Discriminator | None = None


@dataclass(frozen=True, slots=True)
class Nullable:
    inner: Type


@dataclass(frozen=True, slots=True)
class Anything:
    """Any JSON value."""


@dataclass(frozen=True, slots=True)
class Binary:
    """Bytes that are no JSON: a file to upload or a body to download."""


Type: TypeAlias = (
    "Scalar | ListOf | TupleOf | MapOf | Named | Literal | Union | Nullable | Anything | Binary"
)


# --- declarations ----------------------------------------------------------------------------------------------------


class Direction(Flag):
    """Where a declaration is used: INPUT is what a caller sends, OUTPUT is what the server answers."""

    INPUT = 1
    OUTPUT = 2
    BOTH = 3


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    wire: str
    type: Type
    required: bool
    description: str = ""
    default: Json = None  # what the server assumes when it is absent; documentation only
    has_default: bool = False
    deprecated: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """`if` the field `name` is `value`, `then` the field `then` has so many items or characters."""

    name: str
    value: JsonScalar
    then: str
    min_length: int | None = None
    max_length: int | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """A JSON object with known properties."""

    name: str
    module: str  # the module of `models` it stands in
    direction: Direction
    fields: tuple[Field, ...]
    description: str = ""
    extras: Type | None = (
        None  # type of the additional properties that are kept and sent back; None: ignored
    )
    exactly_one_of: tuple[tuple[str, ...], ...] = ()
    """Groups of field names: the fields of exactly one group are given."""
    conditions: tuple[Condition, ...] = ()
    deprecated: bool = False
    origin: str = ""


@dataclass(frozen=True, slots=True)
class LiteralMember:
    """A documented value of an enumeration (`x-enum-varnames`, `x-enum-descriptions`)."""

    value: JsonScalar
    name: str  # empty where the document gives none
    description: str = ""


@dataclass(frozen=True, slots=True)
class Alias:
    """A named type that is no object: an enumeration, a union, a list..."""

    name: str
    module: str
    direction: Direction
    type: Type
    description: str = ""
    members: tuple[
        LiteralMember, ...
    ] = ()  # for enumerations, where the document names or describes the values
    deprecated: bool = False
    origin: str = ""


Declaration: TypeAlias = "Model | Alias"


# --- operations ------------------------------------------------------------------------------------------------------


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


# --- the whole -------------------------------------------------------------------------------------------------------


class SchemeKind(Enum):
    API_KEY = "apiKey"
    BASIC = "basic"
    BEARER = "bearer"
    OAUTH2 = "oauth2"  # client credentials, or a token
    OPENID = "openIdConnect"  # a token


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    """An OpenAPI Security Scheme Object. `credentials` are the Python names of the client's arguments it needs."""

    wire: str  # its name in components/securitySchemes
    kind: SchemeKind
    credentials: tuple[str, ...]
    location: ParameterLocation | None = None  # apiKey only
    parameter: str = ""  # apiKey only: the header's, query parameter's or cookie's name
    token_url: str = ""  # oauth2 client credentials only
    scopes: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class ErrorCode:
    """A documented error code; `base` is the class of its status."""

    name: str
    wire: str
    status: int
    base: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class ErrorField:
    """A value of the error envelope that error objects carry as an attribute; `pointer` is RFC 6901."""

    name: str
    pointer: str
    type: Type
    description: str = ""


@dataclass(frozen=True, slots=True)
class Webhook:
    """A request that the API sends to its user (`webhooks`, or an operation's `callbacks`)."""

    name: str
    wire: str
    type: Type
    description: str = ""
    kind: ContentKind = ContentKind.JSON  # or FORM, TEXT, BINARY


@dataclass(frozen=True, slots=True)
class Settings:
    """What is not in the document: names that the user of the generator chooses."""

    package: str  # import name
    distribution: str  # name on a package index
    client: str  # class name; the asynchronous one is "Async" + this
    env_prefix: str  # of environment variables, without the underscore


@dataclass(frozen=True, slots=True)
class Api:
    title: str
    version: str
    description: str
    settings: Settings
    servers: tuple[Server, ...]
    schemes: tuple[SecurityScheme, ...]
    security: tuple[tuple[str, ...], ...]
    resources: tuple[Resource, ...]
    declarations: tuple[Declaration, ...]
    error_codes: tuple[ErrorCode, ...] = ()
    error_fields: tuple[ErrorField, ...] = ()
    webhooks: tuple[Webhook, ...] = ()
    documentation: str = ""
