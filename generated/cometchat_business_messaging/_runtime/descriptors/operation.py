"""Descriptors of operations, as data.

Generated code creates the descriptors at import, and the runtime reads them on each call. A type is given as a
function (`lambda: models.Channel`), so that importing a resource loads no models. The function is called once, at the
first call that needs the type.
"""

from __future__ import annotations

from typing import Any, Final, Generic, Literal, TypeAlias, TypeVar

from msgspec import Struct

from .api import Server
from .bodies import BodyKind
from .parameters import Parameter
from .typed import Lazy, Typed

T = TypeVar("T")

ResultKind: TypeAlias = Literal["json", "text", "binary", "json-lines", "events", "event-objects"]
PagingStyle: TypeAlias = Literal["page", "offset", "cursor", "next-url", "link-header"]

# RFC 9110, section 9.2.1, and the QUERY method.
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "QUERY"})
# RFC 9110, section 9.2.2, and the QUERY method.
IDEMPOTENT_METHODS = SAFE_METHODS | {"PUT", "DELETE"}

TOKEN_PREFIX: Final = "token:"
"""Starts the names of calls to token endpoints.

No operation has such a name, because a colon is not part of identifiers.
"""


class Result(Typed):
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


class ErrorBody(Typed):
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


class Operation(Generic[T]):
    """One operation; T is the type of its result, for type checkers only.

    `request` is the method and the path, as in `GET /things/{id}`. `parameters` may omit a path parameter that is a
    string with the same Python name. `security` is None if the operation uses the API's security, and () if it needs
    no credentials. With `redirects`, a documented redirect leads to the result, and is followed by default. `plan` is
    set by `parameters.prepare` at the first call.
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
