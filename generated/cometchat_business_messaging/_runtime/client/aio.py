"""The asynchronous client."""

from __future__ import annotations

import weakref
from collections.abc import Awaitable, Callable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar, Unpack

from .. import clock
from ..auth.credentials import (
    NO_CREDENTIALS,
    AnyCredential,
    AppliedCredentials,
    apply_credentials,
    is_token_exchange,
)
from ..calls.call import Call
from ..config.call_options import CallOptions
from ..config.options import ClientOptions
from ..descriptors.api import ApiDescription, Scheme
from ..errors import APITimeoutError, ResponseError
from ..loading import loading
from ..models.types import UNSET
from ..redaction import Hidden
from ..responses.raw import RawResponse
from ..responses.synchronous_use import AsyncEntered
from ..transport.messages import HTTPResponse, TransportError
from .admission import AsyncAdmission, TaskGate
from .base import BaseClient, Connections, check_http_client, new_state
from .raw_request import raw_response, request_call

if TYPE_CHECKING:
    import httpx2

    from ..transport.aio import AsyncPool
else:
    from ..http.lazy import lazy_httpx2 as httpx2

P = ParamSpec("P")
T = TypeVar("T")


class _AsyncConnections(Connections):
    """The connection pool of a client and its clones, created at the first call: the HTTP library imports slowly."""

    def __init__(self, http_client: httpx2.AsyncClient | None) -> None:
        self._http_client = http_client
        self._pools: list[AsyncPool] = []

    def pool(self) -> AsyncPool:
        if not self._pools:
            with loading:
                from ..transport.aio import AsyncPool

            self._pools.append(AsyncPool(self._http_client))
        return self._pools[0]  # the first one, if two threads created one each

    async def close(self) -> None:
        for pool in self._pools:
            await pool.close()


class AsyncClient(AsyncEntered, BaseClient):
    """Base of the asynchronous client, for asyncio and trio. Tasks may share a client."""

    def __init__(
        self,
        api: ApiDescription,
        *,
        values: Mapping[str, AnyCredential | None] | Hidden,
        http_client: httpx2.AsyncClient | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        """Create a client as SyncClient does. A credential may also be an asynchronous function."""
        check_http_client(http_client, asynchronous=True)
        self._state = new_state(api, values, options, http_client)
        self._connections = _AsyncConnections(http_client)
        self._connections.owner = weakref.ref(self)
        self._admission = AsyncAdmission(self._state.config.max_concurrency)

    def with_raw_response(
        self, method: Callable[P, Awaitable[T]]
    ) -> Callable[P, Awaitable[RawResponse[T]]]:
        """The method, returning the raw response: `await client.with_raw_response(client.things.get)("id")`."""
        return self._raw_method(method)

    async def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        json: object = UNSET,
        content: bytes | str | None = None,
        headers: Mapping[str, str | None] | None = None,
        options: CallOptions | None = None,
    ) -> RawResponse[Any]:
        """Send a request that the API's document does not have, as SyncClient.request does."""
        call = request_call(self._state, method, path, params, json, content, headers, options)
        return await self._finished(call, lambda response: raw_response(call, response))

    async def close(self) -> None:
        """Close the connections of this event loop, as SyncClient.close does. A later call opens new ones."""
        self._connections.closed_by(self)
        await self._connections.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: object, error: object, traceback: TracebackType | None) -> None:
        if self._connections.belong_to(self):
            await self.close()

    async def _finished(self, call: Call, use: Callable[[HTTPResponse], T]) -> T:
        try:
            result = use(await self._bounded(call))
        except BaseException as error:
            call.finish(error)
            raise
        call.finish(None)
        return result

    async def _bounded(self, call: Call) -> HTTPResponse:
        with loading:  # anyio imports the library of the event loop
            from anyio import move_on_after

            limit = call.deadline.scope = move_on_after(call.deadline.remaining())
        with limit:
            return await self._run(call)
        raise call.timed_out()

    async def _run(self, call: Call) -> HTTPResponse:
        pool = self._connections.pool()
        response: HTTPResponse | None = None
        while True:
            credentials = await self._credentials(call)
            gate = await self._entered(call, response)
            try:
                message = call.begin(credentials)
                if gate.is_crowded:
                    message.trace = self._admission.trace(call)
                response = await pool.exchange(
                    message, call.deadline, call.limit, call.request.endpoint.stream
                )
            except TransportError as failure:
                delay: float | None = call.on_failure(failure)
            except ResponseError as error:
                raise call.rejected(error) from error.__cause__
            else:
                delay = call.on_response(response)
                if delay is None:
                    return self._accepted(call, response)
            finally:
                gate.leave()
            if delay:
                await clock.current().pause_async(delay)

    async def _entered(self, call: Call, last: HTTPResponse | None) -> TaskGate:
        """Wait until the attempt may start. If the wait is too long, the last response is the result of the call."""
        try:
            return await self._admission.enter(call)
        except APITimeoutError:
            if last is not None:
                self._accepted(call, last)
            raise

    async def _credentials(self, call: Call) -> AppliedCredentials:
        requirement = call.request.endpoint.requirement
        if not requirement:
            return NO_CREDENTIALS
        security = self._state.security
        fixed = security.fixed(requirement)
        if fixed is not None:
            return fixed
        called = {name: give() for name, give in security.varying(requirement).items()}
        for name, value in called.items():
            called[name] = await value if isinstance(value, Awaitable) else value
        texts = security.texts(requirement, called)
        tokens = {
            s.wire: await self._token(s, texts, call) for s in requirement if is_token_exchange(s)
        }
        return apply_credentials(requirement, texts, tokens)

    async def _token(self, scheme: Scheme, texts: dict[str, str], call: Call) -> str:
        store = self._state.tokens[scheme.wire]
        token = store.current()
        if token is not None:
            return token
        with loading:
            from .tokens import AsyncTokenExchange, untimed

        exchange = AsyncTokenExchange(self._state, scheme, call, self._finished)
        with untimed(scheme, call):
            async with store.lock.held_async():
                return store.current() or await exchange.token(texts)


async def perform_async(client: AsyncClient, call: Call, use: Callable[[HTTPResponse], T]) -> T:
    """Make a call; `use` returns its result for the response."""
    return await client._finished(call, use)  # pyright: ignore[reportPrivateUsage]
