"""The synchronous client."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping
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
from ..transport.messages import HTTPResponse, TransportError
from .admission import SyncAdmission, ThreadGate
from .base import BaseClient, Connections, check_http_client, new_state
from .raw_request import raw_response, request_call

if TYPE_CHECKING:
    import httpx2

    from ..transport.sync import SyncPool
else:
    from ..http.lazy import lazy_httpx2 as httpx2

P = ParamSpec("P")
T = TypeVar("T")


class _SyncConnections(Connections):
    """The connection pool of a client and its clones, created at the first call: the HTTP library imports slowly."""

    def __init__(self, http_client: httpx2.Client | None) -> None:
        self._http_client = http_client
        self._pools: list[SyncPool] = []

    def pool(self) -> SyncPool:
        if not self._pools:
            with loading:
                from ..transport.sync import SyncPool

            self._pools.append(SyncPool(self._http_client))
        return self._pools[0]  # the first one, if two threads created one each

    def close(self) -> None:
        for pool in self._pools:
            pool.close()


class SyncClient(BaseClient):
    """Base of the synchronous client. Threads may share a client."""

    def __init__(
        self,
        api: ApiDescription,
        *,
        values: Mapping[str, AnyCredential | None] | Hidden,
        http_client: httpx2.Client | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        """Create a client of an API.

        Args:
            api: What the API's document declares.
            values: Credentials and variables of the server's URL, by name. None: read it from the environment.
            http_client: Sends the requests with its own transport, proxies, TLS settings, hooks and authentication. Its
                headers, parameters, cookies and timeout apply where the call sets none. The caller closes it.
                `timeout` limits a whole call with a transport of the HTTP library, and each read with another one.
            options: See ClientOptions.

        Raises:
            ConfigurationError: Something is missing or invalid; the message says what to set.
        """
        check_http_client(http_client, asynchronous=False)
        self._state = new_state(api, values, options, http_client)
        self._state.security.require_synchronous()
        self._connections = _SyncConnections(http_client)
        self._connections.owner = weakref.ref(self)
        self._admission = SyncAdmission(self._state.config.max_concurrency)

    def with_raw_response(self, method: Callable[P, T]) -> Callable[P, RawResponse[T]]:
        """The method, returning the raw response: `client.with_raw_response(client.things.get)("id").status_code`.

        Raises:
            ArgumentError: The argument is not a method of a resource.
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
        headers: Mapping[str, str | None] | None = None,
        options: CallOptions | None = None,
    ) -> RawResponse[Any]:
        """Send a request that the API's document does not have. Credentials are sent as usual.

        Args:
            method: The HTTP method.
            path: The encoded path below the base URL, without a query.
            params: The query. A list repeats its name.
            json: The body as a value that is sent as JSON.
            content: The body as bytes or text.
            headers: Headers of this request. They replace the client's headers of the same name. None removes one.
            options: The options of this call, as every method takes them.

        Returns:
            The response; `parse()` returns its decoded JSON.

        Raises:
            ArgumentError: An argument is invalid.
            APIError: As for any call.
        """
        call = request_call(self._state, method, path, params, json, content, headers, options)
        return self._finished(call, lambda response: raw_response(call, response))

    def close(self) -> None:
        """Close the connections, also those of clones. A later call opens new ones.

        The end of a `with` block does this too, but not that of a clone, whose connections belong to another client.
        """
        self._connections.closed_by(self)
        self._connections.close()

    if not TYPE_CHECKING:  # type checkers report such a use by themselves

        async def __aenter__(self):
            """Raise an error that names `with`."""
            raise TypeError(f"{type(self).__name__!r} needs `with` instead of `async with`")

        async def __aexit__(self, kind, error, traceback): ...

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, traceback: TracebackType | None) -> None:
        if self._connections.belong_to(self):
            self.close()

    def _finished(self, call: Call, use: Callable[[HTTPResponse], T]) -> T:
        try:
            result = use(self._run(call))
        except BaseException as error:
            call.finish(error)
            raise
        call.finish(None)
        return result

    def _run(self, call: Call) -> HTTPResponse:
        pool = self._connections.pool()
        response: HTTPResponse | None = None
        while True:
            credentials = self._credentials(call)
            gate = self._entered(call, response)
            try:
                message = call.begin(credentials)
                if gate.is_crowded:
                    message.trace = self._admission.trace(call)
                response = pool.exchange(
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
                clock.current().pause(delay)

    def _entered(self, call: Call, last: HTTPResponse | None) -> ThreadGate:
        """Wait until the attempt may start. If the wait is too long, the last response is the result of the call."""
        try:
            return self._admission.enter(call)
        except APITimeoutError:
            if last is not None:
                self._accepted(call, last)
            raise

    def _credentials(self, call: Call) -> AppliedCredentials:
        requirement = call.request.endpoint.requirement
        if not requirement:
            return NO_CREDENTIALS
        security = self._state.security
        fixed = security.fixed(requirement)
        if fixed is not None:
            return fixed
        called = {name: give() for name, give in security.varying(requirement).items()}
        texts = security.texts(requirement, called)
        tokens = {s.wire: self._token(s, texts, call) for s in requirement if is_token_exchange(s)}
        return apply_credentials(requirement, texts, tokens)

    def _token(self, scheme: Scheme, texts: dict[str, str], call: Call) -> str:
        store = self._state.tokens[scheme.wire]
        token = store.current()
        if token is not None:
            return token
        with loading:
            from .tokens import SyncTokenExchange, untimed

        exchange = SyncTokenExchange(self._state, scheme, call, self._finished)
        with untimed(scheme, call), store.lock.held(call.deadline.remaining()) as is_held:
            if is_held:
                token = store.current() or exchange.run(texts)
        if token is None or call.deadline.expired:
            raise call.timed_out()
        return token


def perform(client: SyncClient, call: Call, use: Callable[[HTTPResponse], T]) -> T:
    """Make a call; `use` returns its result for the response."""
    return client._finished(call, use)  # pyright: ignore[reportPrivateUsage]
