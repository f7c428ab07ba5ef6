"""The clients: what is public of them, and the loop that drives a call's attempts, once waiting and once awaiting."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn, ParamSpec, Self, TypeVar, Unpack, cast

from . import free
from .call import Call
from .config import AnyCredential, ClientOptions
from .core import Core
from .drift import Drift
from .errors import ArgumentError, ConfigurationError, ResponseError
from .exchange import Answer, Failure
from .operation import ApiDescription, Scheme
from .raw import RawResponse
from .security import NOTHING, Grants, grants, is_exchange
from .types import UNSET

if TYPE_CHECKING:
    import httpx2

    from .http import AsyncPool, SyncPool

P = ParamSpec("P")
T = TypeVar("T")


class _Client:
    """What both clients have."""

    _core: Core
    _raw = False

    @property
    def drift(self) -> Drift:
        """Where answers departed from the API's document."""
        return self._core.drift

    @property
    def base_url(self) -> str:
        """Where the API is."""
        return self._core.config.base_url

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._core.redactor.text(self.base_url)}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            f"a {type(self).__name__} holds credentials and connections and cannot be pickled or copied"
        )

    def _clone(self, core: Core) -> Self:
        # Whatever else stands in __dict__ are resources, which belong to the client that made them.
        clone = object.__new__(type(self))
        clone.__dict__.update(
            _core=core, _connections=self.__dict__["_connections"], _raw=self._raw
        )
        return clone

    def with_options(self, **options: Unpack[ClientOptions]) -> Self:
        """A client with other options. It shares connections, credentials and drift with this one.

        Raises:
            ConfigurationError: an option is invalid.
        """
        return self._clone(self._core.changed(options))

    def _raw_method(self, method: Callable[..., Any]) -> Callable[..., Any]:
        resource = getattr(method, "__self__", None)
        owner = getattr(resource, "_client", None)
        if resource is None or not isinstance(owner, _Client):
            raise ArgumentError(
                "must be a method of one of this client's resources", argument="method"
            )
        clone = self._clone(self._core)
        clone._raw = True
        return cast("Callable[..., Any]", getattr(type(resource)(clone), method.__name__))


def _check(http_client: object, *, asynchronous: bool) -> None:
    if http_client is not None and hasattr(http_client, "aclose") != asynchronous:
        raise ConfigurationError(
            f"http_client must be an httpx2.{'AsyncClient' if asynchronous else 'Client'}"
        )


class _SyncConnections:
    """The pool of a client and its clones, made at the first call: importing the HTTP library takes long."""

    def __init__(self, http_client: httpx2.Client | None) -> None:
        self._http_client = http_client
        self._pool: SyncPool | None = None

    def pool(self) -> SyncPool:
        if self._pool is None:
            from .http import SyncPool

            self._pool = SyncPool(self._http_client)
        return self._pool

    def close(self) -> None:
        if self._pool is not None:
            self._pool.close()


class SyncClient(_Client):
    """Base of the synchronous client. It may be shared by threads."""

    def __init__(
        self,
        api: ApiDescription,
        *,
        values: Mapping[str, AnyCredential | None],
        http_client: httpx2.Client | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        """A client of an API.

        `values` are credentials and variables of the server's address, by name; what is None is looked up in the
        environment. With an `http_client` of one's own, its transport, proxies and TLS settings are used, each read is
        bounded by `timeout`, and closing it stays the caller's business.

        Raises:
            ConfigurationError: something is missing or invalid; the message says what to set.
        """
        _check(http_client, asynchronous=False)
        self._core = Core.create(api, values, options)
        self._connections = _SyncConnections(http_client)

    def with_raw_response(self, method: Callable[P, T]) -> Callable[P, RawResponse[T]]:
        """The method, giving the whole answer: `client.with_raw_response(client.things.get)("id").status_code`.

        Raises:
            ArgumentError: it is no method of a resource.
        """
        return self._raw_method(method)

    def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        json: object = UNSET,
        content: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> RawResponse[Any]:
        """Call what the API's document does not have. `path` goes below the base URL; credentials are sent as usual.

        `params` are appended as a query (lists repeat), `json` or `content` is the body. `parse()` of the response
        gives the decoded JSON.

        Raises:
            ArgumentError: the path or a header is refused.
            APIError: as any call.
        """
        call = free.call(self._core, method, path, params, json, content, headers)
        return self._finished(call, lambda answer: free.response(call, answer))

    def close(self) -> None:
        """Close the connections. A call after that opens new ones."""
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, traceback: TracebackType | None) -> None:
        self.close()

    def _finished(self, call: Call, use: Callable[[Answer], T]) -> T:
        try:
            result = use(self._run(call))
        except BaseException as error:
            call.ended(error)
            raise
        call.ended(None)
        return result

    def _run(self, call: Call) -> Answer:
        pool = self._connections.pool()
        while True:
            message = call.begin(self._grants(call))
            try:
                answer = pool.exchange(message, call.deadline, call.limit, call.request.stream)
            except Failure as failure:
                delay: float | None = call.failed(failure)
            except ResponseError as error:
                raise call.refused(error) from error.__cause__
            else:
                delay = call.answered(answer)
                if delay is None:
                    return self._core.accepted(call, answer)
            if delay:
                time.sleep(delay)

    def _grants(self, call: Call) -> Grants:
        requirement = call.request.requirement
        if not requirement:
            return NOTHING
        security = self._core.security
        fixed = security.fixed(requirement)
        if fixed is not None:
            return fixed
        called = {name: give() for name, give in security.varying(requirement).items()}
        texts = security.texts(requirement, called)
        tokens = {s.wire: self._token(s, texts, call) for s in requirement if is_exchange(s)}
        return grants(requirement, texts, tokens)

    def _token(self, scheme: Scheme, texts: dict[str, str], call: Call) -> str:
        store = self._core.tokens[scheme.wire]
        token = store.current()
        if token is not None:
            return token
        left = call.deadline.remaining()
        if not store.lock.acquire(timeout=-1 if left is None else left):
            raise call.timed_out()
        try:
            token = store.current()
            if token is None:
                asking = self._core.token_call(scheme, texts, call.deadline)
                token = self._finished(asking, lambda answer: store.keep(answer.content))
                self._core.security.learn_token(token)
            return token
        finally:
            store.lock.release()


class _AsyncConnections:
    """As _SyncConnections."""

    def __init__(self, http_client: httpx2.AsyncClient | None) -> None:
        self._http_client = http_client
        self._pool: AsyncPool | None = None

    def pool(self) -> AsyncPool:
        if self._pool is None:
            from .http import AsyncPool

            self._pool = AsyncPool(self._http_client)
        return self._pool

    async def close(self) -> None:
        if self._pool is not None:
            await self._pool.close()


class AsyncClient(_Client):
    """Base of the asynchronous client, for asyncio and trio. It may be shared by tasks."""

    def __init__(
        self,
        api: ApiDescription,
        *,
        values: Mapping[str, AnyCredential | None],
        http_client: httpx2.AsyncClient | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        """As SyncClient; a credential may also be a function that is awaited."""
        _check(http_client, asynchronous=True)
        self._core = Core.create(api, values, options)
        self._connections = _AsyncConnections(http_client)

    def with_raw_response(
        self, method: Callable[P, Awaitable[T]]
    ) -> Callable[P, Awaitable[RawResponse[T]]]:
        """As SyncClient's."""
        return self._raw_method(method)

    async def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        json: object = UNSET,
        content: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> RawResponse[Any]:
        """As SyncClient's."""
        call = free.call(self._core, method, path, params, json, content, headers)
        return await self._finished(call, lambda answer: free.response(call, answer))

    async def close(self) -> None:
        """Close the connections. A call after that opens new ones."""
        await self._connections.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: object, error: object, traceback: TracebackType | None) -> None:
        await self.close()

    async def _finished(self, call: Call, use: Callable[[Answer], T]) -> T:
        try:
            result = use(await self._bounded(call))
        except BaseException as error:
            call.ended(error)
            raise
        call.ended(None)
        return result

    async def _bounded(self, call: Call) -> Answer:
        from anyio import move_on_after

        with move_on_after(call.deadline.remaining()):
            return await self._run(call)
        raise call.timed_out()

    async def _run(self, call: Call) -> Answer:
        from anyio import sleep

        pool = self._connections.pool()
        while True:
            message = call.begin(await self._grants(call))
            try:
                answer = await pool.exchange(
                    message, call.deadline, call.limit, call.request.stream
                )
            except Failure as failure:
                delay: float | None = call.failed(failure)
            except ResponseError as error:
                raise call.refused(error) from error.__cause__
            else:
                delay = call.answered(answer)
                if delay is None:
                    return self._core.accepted(call, answer)
            if delay:
                await sleep(delay)

    async def _grants(self, call: Call) -> Grants:
        requirement = call.request.requirement
        if not requirement:
            return NOTHING
        security = self._core.security
        fixed = security.fixed(requirement)
        if fixed is not None:
            return fixed
        called = {name: give() for name, give in security.varying(requirement).items()}
        for name, value in called.items():
            called[name] = await value if isinstance(value, Awaitable) else value
        texts = security.texts(requirement, called)
        tokens = {s.wire: await self._token(s, texts, call) for s in requirement if is_exchange(s)}
        return grants(requirement, texts, tokens)

    async def _token(self, scheme: Scheme, texts: dict[str, str], call: Call) -> str:
        from anyio import Lock

        store = self._core.tokens[scheme.wire]
        token = store.current()
        if token is not None:
            return token
        store.async_lock = store.async_lock or Lock()
        async with store.async_lock:
            token = store.current()
            if token is None:
                asking = self._core.token_call(scheme, texts, call.deadline)
                token = await self._finished(asking, lambda answer: store.keep(answer.content))
                self._core.security.learn_token(token)
            return token


# What resources and pages use of a client. These are the only doors to it: all its public names are its users' (and
# the API's, whose tags become attributes).


def core_of(client: SyncClient | AsyncClient) -> Core:
    """The configuration that the client shares with its clones."""
    return client._core  # pyright: ignore[reportPrivateUsage]


def is_raw(client: SyncClient | AsyncClient) -> bool:
    """Whether methods give whole answers."""
    return client._raw  # pyright: ignore[reportPrivateUsage]


def perform(client: SyncClient, call: Call, use: Callable[[Answer], T]) -> T:
    """Make a call; `use` makes its result of the answer."""
    return client._finished(call, use)  # pyright: ignore[reportPrivateUsage]


async def perform_async(client: AsyncClient, call: Call, use: Callable[[Answer], T]) -> T:
    """As `perform`."""
    return await client._finished(call, use)  # pyright: ignore[reportPrivateUsage]
