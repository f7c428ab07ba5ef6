"""The synchronous client."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar, Unpack

from ..auth.credentials import (
    NO_CREDENTIALS,
    AnyCredential,
    AppliedCredentials,
    apply_credentials,
    is_token_exchange,
)
from ..calls.call import Call
from ..calls.state import ClientState
from ..config.options import ClientOptions
from ..descriptors.api import ApiDescription, Scheme
from ..errors import ResponseError
from ..loading import loading
from ..models.types import UNSET
from ..responses.raw import RawResponse
from ..transport.messages import HTTPResponse, TransportError
from . import raw_request
from .base import BaseClient, check_http_client
from .requests import token_call

if TYPE_CHECKING:
    import httpx2

    from ..transport.sync import SyncPool

P = ParamSpec("P")
T = TypeVar("T")


class _SyncConnections:
    """The pool of a client and its clones, made at the first call: importing the HTTP library takes long."""

    def __init__(self, http_client: httpx2.Client | None) -> None:
        self._http_client = http_client
        self._pools: list[SyncPool] = []

    def pool(self) -> SyncPool:
        if not self._pools:
            with loading:
                from ..transport.sync import SyncPool

            self._pools.append(SyncPool(self._http_client))
        return self._pools[0]  # the first one, should two threads have come here at once

    def close(self) -> None:
        for pool in self._pools:
            pool.close()


class SyncClient(BaseClient):
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
        environment. With an `http_client` of one's own, its transport, proxies and TLS settings are used, and closing
        it stays the caller's business. Its connections keep to `timeout` as the client's own do; of a transport that is
        not the library's, each read does.

        Raises:
            ConfigurationError: something is missing or invalid; the message says what to set.
        """
        check_http_client(http_client, asynchronous=False)
        self._state = ClientState.create(api, values, options)
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
        call = raw_request.call(self._state, method, path, params, json, content, headers)
        return self._finished(call, lambda response: raw_request.response(call, response))

    def close(self) -> None:
        """Close the connections. A call after that opens new ones."""
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, traceback: TracebackType | None) -> None:
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
        while True:
            message = call.begin(self._credentials(call))
            try:
                response = pool.exchange(
                    message, call.deadline, call.limit, call.request.endpoint.stream
                )
            except TransportError as failure:
                delay: float | None = call.on_failure(failure)
            except ResponseError as error:
                raise call.refused(error) from error.__cause__
            else:
                delay = call.on_response(response)
                if delay is None:
                    return self._accepted(call, response)
            if delay:
                time.sleep(delay)

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
        left = call.deadline.remaining()
        if not store.lock.acquire(timeout=-1 if left is None else left):
            raise call.timed_out()
        try:
            token = store.current()
            if token is None:
                asking = token_call(self._state, scheme, texts, call.deadline)
                token = self._finished(asking, lambda response: store.keep(response.content))
                self._state.security.learn_token(token)
            return token
        finally:
            store.lock.release()


def perform(client: SyncClient, call: Call, use: Callable[[HTTPResponse], T]) -> T:
    """Make a call; `use` makes its result of the answer."""
    return client._finished(call, use)  # pyright: ignore[reportPrivateUsage]
