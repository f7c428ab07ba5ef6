"""An API for the tests of calls, and one interface to call it synchronously, under asyncio and under trio.

A test that uses the fixture `side` runs three times with the same body. Asynchronous calls run in an event loop that
lives in a thread for the whole test, so that connections stay open between calls as in a service.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Annotated, Any, Literal

import httpx2
import msgspec
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from client_under_test._runtime import (
    UNSET,
    ApiDescription,
    AsyncClient,
    AsyncResource,
    Json,
    JsonLines,
    Meta,
    Model,
    Multipart,
    Operation,
    Page,
    Paging,
    Path,
    Query,
    Resource,
    Result,
    Scheme,
    Server,
    ServerVariable,
    SyncClient,
    Timestamp,
    errors,
)
from client_under_test._runtime.serialization.files import FileInput

from tests.runtime.clock import Clock
from tests.support.loopback import Loopback

APP_ID = "app-4711"
API_KEY = "k3y-that-is/secret+"


class Thing(Model, kw_only=True, rename="camel"):
    """The resource of the API."""

    id: str
    created_at: Timestamp | None = None
    count: int | None = None


class Upload(Model, kw_only=True):
    """A multipart body."""

    name: str
    file: FileInput


class ThingMissingError(errors.NotFoundError):
    """ERR_THING_MISSING"""


def _error_classes() -> Mapping[tuple[int, str], type]:
    return {(404, "ERR_THING_MISSING"): ThingMissingError}


API = ApiDescription(
    package="thing_api",
    version="1.2.3",
    env_prefix="THING",
    servers=(
        Server(
            "https://{appId}.api-{region}.example.com/v3",
            (
                ServerVariable("app_id", "appId", credential="app_id"),
                ServerVariable("region", "region", default="us", enum=("us", "eu", "in")),
            ),
        ),
    ),
    schemes=(
        Scheme("appId", "apiKey", ("app_id",), location="header", parameter="appid"),
        Scheme("apiKey", "apiKey", ("api_key",), location="header", parameter="apikey"),
    ),
    security=(("appId", "apiKey"),),
    error_fields=(
        ("code", "/error/code"),
        ("message", "/error/message"),
        ("dev_message", "/error/devMessage"),
        ("details", "/error/details"),
    ),
    error_classes=_error_classes,
)

_THING = (Result("2XX", lambda: Thing),)
_ID = (Path("id", "id", lambda: str),)
GET: Operation[Thing] = Operation("things.get", "GET /things/{id}", parameters=_ID, results=_THING)
CREATE: Operation[Thing] = Operation(
    "things.create", "POST /things", body=(Json(lambda: Thing),), results=_THING
)
RECORD: Operation[Thing] = Operation(
    "things.record", "POST /events", body=(Json(lambda: Thing),), results=_THING, idempotent=True
)
DELETE: Operation[None] = Operation(
    "things.delete", "DELETE /things/{id}", parameters=_ID, results=(Result("204"),)
)
UPLOAD: Operation[Thing] = Operation(
    "things.upload", "PUT /files", body=(Multipart(lambda: Upload),), results=_THING
)
LINES_UP: Operation[Thing] = Operation(
    "things.lines_up",
    "PUT /lines",
    body=(JsonLines(lambda: Thing),),
    results=_THING,
)
NOTE: Operation[str] = Operation(
    "things.note", "GET /note", results=(Result("200", lambda: str, "text", "text/plain"),)
)
DOWNLOAD: Operation[Any] = Operation(
    "things.download",
    "GET /file",
    results=(Result("200", lambda: bytes, "binary", "application/pdf"),),
)
LINES: Operation[Thing] = Operation(
    "things.lines",
    "GET /lines",
    results=(Result("200", lambda: Thing, "json-lines", "application/jsonl"),),
)
EVENTS: Operation[Thing] = Operation(
    "things.events",
    "GET /events",
    results=(Result("200", lambda: Thing, "events", "text/event-stream"),),
)
_PAGE = (
    Query("page", "page", lambda: Annotated[int, Meta(ge=1)]),
    Query("limit", "limit", lambda: Annotated[int, Meta(ge=1)]),
)
LIST: Operation[Thing] = Operation(
    "things.list",
    "GET /things",
    parameters=_PAGE,
    results=_THING,
    paging=Paging(items="/data", bare=True),
)
SIZED: Operation[Thing] = Operation(
    "things.sized",
    "GET /things",
    parameters=_PAGE,
    results=_THING,
    paging=Paging(items="/data", size=2, bare=True),
)
OFFSET: Operation[Thing] = Operation(
    "things.offset",
    "GET /things",
    parameters=(Query("offset", "offset", lambda: int), Query("limit", "limit", lambda: int)),
    results=_THING,
    paging=Paging("offset", items="/data", page="offset", first=0),
)
CURSOR: Operation[Thing] = Operation(
    "things.cursor",
    "GET /things",
    parameters=(Query("after", "after", lambda: str),),
    results=_THING,
    paging=Paging("cursor", items="/data", page="after", limit=None, next="/meta/next"),
)
NEXT_URL: Operation[Thing] = Operation(
    "things.next_url",
    "GET /things",
    results=_THING,
    paging=Paging("next-url", items="/data", page=None, limit=None, next="/next"),
)
LINKED: Operation[Thing] = Operation(
    "things.linked",
    "GET /things",
    results=_THING,
    paging=Paging("link-header", items="", page=None, limit=None, bare=True),
)


class Things(Resource):
    """A resource as the generator writes it."""

    def get(self, id: str) -> Thing:
        return self._call(GET, {"id": id})

    def list(self, *, page: int | None = None, limit: int | None = None) -> Page[Thing]:
        return self._page(LIST, {"page": page, "limit": limit})


class AsyncThings(AsyncResource):
    """A resource as the generator writes it."""

    async def get(self, id: str) -> Thing:
        return await self._call(GET, {"id": id})

    def list(self, *, page: int | None = None, limit: int | None = None) -> Any:
        return self._page(LIST, {"page": page, "limit": limit})


def served_by(server: Loopback) -> ApiDescription:
    """Return the API with this server in its document, for a client without `base_url`."""
    return msgspec.structs.replace(API, servers=(Server(server.url),))


Kind = Literal["sync", "asyncio", "trio"]


class Caller:
    """A synchronous or asynchronous client that tests call synchronously."""

    def __init__(self, side: Side, client: Any) -> None:
        self.side = side
        self.client = client
        self.things: Any = Things(client) if side.portal is None else AsyncThings(client)

    def call(
        self,
        operation: Operation[Any],
        arguments: Mapping[str, object] | None = None,
        body: object = UNSET,
    ) -> Any:
        """Call an operation and return its result."""
        return self.side.run(lambda: self.things._call(operation, arguments or {}, body))

    def get(self, id: str = "1") -> Thing:
        """Call GET, the default operation of the tests."""
        thing = self.call(GET, {"id": id})
        assert isinstance(thing, Thing)
        return thing

    def create(self) -> Any:
        """Call CREATE, a POST that is not idempotent."""
        return self.call(CREATE, {}, Thing(id="new"))

    def page(self, operation: Operation[Any] = LIST, **arguments: object) -> Any:
        """Return the first page of a list."""
        return self.side.run(lambda: self.things._page(operation, arguments))

    def next(self, page: Any) -> Any:
        """Return the page after a page."""
        return self.side.run(page.next_page)

    def items(self, operation: Operation[Any] = LIST, **arguments: object) -> list[str]:
        """Return the ids of all items of a list, by iteration."""
        return [
            item.id for item in self.side.collect(lambda: self.things._page(operation, arguments))
        ]

    def stream(self, operation: Operation[Any]) -> list[Any]:
        """Return all items of a stream."""
        return self.side.collect(lambda: self.things._stream(operation))

    def raw(self, method: Callable[..., Any], *arguments: object) -> Any:
        """Call a method with `with_raw_response` and return its raw response."""
        return self.side.run(lambda: self.client.with_raw_response(method)(*arguments))

    def request(self, *arguments: Any, **named: Any) -> Any:
        """Send a request that the API does not describe, with `client.request`."""
        return self.side.run(lambda: self.client.request(*arguments, **named))

    def with_options(self, **options: Any) -> Caller:
        """Return a caller for a clone of the client with these options."""
        return Caller(self.side, self.client.with_options(**options))


class Side:
    """Runs calls synchronously (without a portal), or asynchronously in the event loop of its portal."""

    def __init__(self, kind: Kind, portal: BlockingPortal | None) -> None:
        self.kind = kind
        self.portal = portal
        self._made: list[Any] = []

    def run(self, function: Callable[[], Any]) -> Any:
        """Return the result of a function, which is awaited on an asynchronous side."""
        if self.portal is None:
            return function()

        async def awaited() -> Any:
            return await function()

        return self.portal.call(awaited)

    def collect(self, function: Callable[[], Any]) -> list[Any]:
        """Return all items of the iterable that a function returns."""
        if self.portal is None:
            return list(function())

        async def collected() -> list[Any]:
            return [item async for item in function()]

        return self.portal.call(collected)

    def caller(
        self, server: Loopback | str, *, api: ApiDescription = API, **options: Any
    ) -> Caller:
        """Return a client for a server, with short retry pauses and a timeout that suits a busy machine."""
        values = options.pop("values", {"app_id": APP_ID, "api_key": API_KEY})
        url = server if isinstance(server, str) else server.url
        settings: dict[str, Any] = {"base_url": url, "timeout": 30.0, "backoff": 0.02, **options}
        kind = SyncClient if self.portal is None else AsyncClient
        client = kind(api, values=values, **settings)
        self._made.append(client)
        return Caller(self, client)

    def http_client(self, **options: Any) -> Any:
        """Return a client of the HTTP library, as a caller would create it."""
        client = httpx2.Client(**options) if self.portal is None else httpx2.AsyncClient(**options)
        self._made.append(client)
        return client

    def close(self) -> None:
        """Close all clients of this side."""
        for client in self._made:
            with suppress(Exception):
                self.run(client.aclose if hasattr(client, "aclose") else client.close)


def sides(kind: Kind) -> Iterator[Side]:
    """Yield a side of this kind and close it afterwards."""
    if kind == "sync":
        side = Side(kind, None)
        yield side
        side.close()
        return
    with start_blocking_portal(kind) as portal:
        side = Side(kind, portal)
        yield side
        side.close()


TRIO = pytest.param("trio", marks=pytest.mark.matrix)


@pytest.fixture(params=["sync", "asyncio", TRIO])
def side(request: pytest.FixtureRequest) -> Iterator[Side]:
    """Each kind of client: synchronous, asyncio and trio."""
    yield from sides(request.param)


@pytest.fixture
def sync_side() -> Iterator[Side]:
    """The synchronous client, for tests with threads."""
    yield from sides("sync")


@pytest.fixture(params=["asyncio", TRIO])
def async_side(request: pytest.FixtureRequest) -> Iterator[Side]:
    """The asynchronous clients, for tests with tasks."""
    yield from sides(request.param)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that controls the time of all clients in the test."""
    return Clock.of("client_under_test._runtime", monkeypatch)


@pytest.fixture
def server() -> Iterator[Loopback]:
    """A loopback server that stops at the end of the test."""
    with Loopback() as loopback:
        yield loopback
