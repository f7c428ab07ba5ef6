"""The exchange of credentials for access tokens, by both clients.

A coroutine describes each exchange. That of a synchronous client never suspends, so that both clients share it.
"""

from __future__ import annotations

import signal
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import partial
from types import FrameType
from typing import Protocol, TypeVar, cast

from .. import clock
from ..auth.grants import EXCHANGE_TIMEOUT, NOT_AWAITED, Form, FormParts, Grant
from ..auth.oauth import client_credentials
from ..calls.call import Call
from ..calls.state import ClientState
from ..config.checks import close_if_awaitable
from ..deadline import Deadline
from ..descriptors.api import Scheme
from ..errors import ConfigurationError
from ..transport.messages import HTTPResponse
from .requests import token_call

T = TypeVar("T")
_SECRETS = ("refresh_token", "device_code")  # in forms


def untimed(scheme: Scheme, call: Call) -> AbstractContextManager[None]:
    """Suspend the deadline of a call during the block if the grant waits for the user to log in."""
    waits = scheme.grant is not None and scheme.grant.waits_for_user
    return call.deadline.suspended() if waits else nullcontext()


class Perform(Protocol):
    """Make a call of a synchronous client, and return what the function returns for its response."""

    def __call__(self, call: Call, use: Callable[[HTTPResponse], T], /) -> T: ...


class PerformAsync(Protocol):
    """Like Perform, for an asynchronous client."""

    async def __call__(self, call: Call, use: Callable[[HTTPResponse], T], /) -> T: ...


class TokenExchange(ABC):
    """Fetches an access token of one scheme for a call."""

    def __init__(self, state: ClientState, scheme: Scheme, call: Call) -> None:
        self._state = state
        self._scheme = scheme
        self._call = call

    async def token(self, texts: dict[str, str]) -> str:
        """A new access token. `texts` has the credentials of the scheme.

        Raises:
            APIError: As for any call.
        """
        grant: Grant | None = self._scheme.grant
        if grant is not None:
            if grant.unsaved is not None:
                await self._uninterrupted(partial(self._save, grant.unsaved))
            kept = self._state.tokens[self._scheme.wire].current()
            return await grant.fetch(self, self._scheme) if kept is None else kept
        parts = client_credentials(self._scheme, texts)
        return await self._exchanged(self._scheme.token_url, parts, self._call.deadline)

    async def request(self, url: str, form: Form, use: Callable[[bytes], T]) -> T:
        """As TokenClient.request."""
        parts = self._scheme.grant.authenticated(form)
        deadline = Deadline(EXCHANGE_TIMEOUT)
        request = token_call(self._state, self._scheme, url, parts, deadline)
        return await self._perform(request, lambda response: use(response.content))

    async def exchange(self, url: str, form: Form) -> str:
        """As TokenClient.exchange. Neither a cancellation, Ctrl-C nor the deadline of the call interrupts it."""
        parts = self._scheme.grant.authenticated(form)
        for name in _SECRETS:
            self._state.security.register_token(form.get(name, ""))
        deadline = Deadline(EXCHANGE_TIMEOUT)
        return await self._uninterrupted(partial(self._exchanged, url, parts, deadline))

    async def _exchanged(self, url: str, parts: FormParts, deadline: Deadline) -> str:
        scheme, state = self._scheme, self._state
        store = state.tokens[scheme.wire]
        request = token_call(state, scheme, url, parts, deadline)
        try:
            access = await self._perform(request, lambda response: store.keep(response.content))
            state.security.register_token(access)
        finally:
            rotated = store.take_rotated()
            if rotated is not None:  # it can come with an access token that is not usable
                await self._save(rotated)
        return access

    async def _save(self, rotated: str) -> None:
        """Pass a new refresh token to the caller. If this fails, the next call does it again."""
        self._state.security.register_token(rotated)
        grant = self._scheme.grant
        try:
            await self.call("on_rotate", rotated, EXCHANGE_TIMEOUT)
        except BaseException:
            grant.unsaved = rotated
            raise
        grant.unsaved = None

    async def call(self, name: str, argument: object, timeout: float | None = None) -> None:
        """As TokenClient.call."""
        function = self._scheme.grant.callbacks()[name]
        if function is not None:
            await self._finish(name, function(argument), timeout)

    @abstractmethod
    async def pause(self, seconds: float) -> None:
        """As TokenClient.pause."""

    @abstractmethod
    async def _perform(self, call: Call, use: Callable[[HTTPResponse], T]) -> T:
        """Make a call, and return what `use` returns for its response."""

    @abstractmethod
    async def _uninterrupted(self, exchange: Callable[[], Awaitable[T]]) -> T:
        """The result of an exchange that nothing interrupts."""

    @abstractmethod
    async def _finish(self, name: str, result: object, timeout: float | None) -> None:
        """Await the result of a function of the caller, if it is awaitable."""


class SyncTokenExchange(TokenExchange):
    """The exchange of a synchronous client."""

    def __init__(self, state: ClientState, scheme: Scheme, call: Call, perform: Perform) -> None:
        super().__init__(state, scheme, call)
        self._perform_now = perform

    def run(self, texts: dict[str, str]) -> str:
        """As `token`. No method of this class suspends, so the coroutine ends at once."""
        try:
            self.token(texts).send(None)
        except StopIteration as end:
            return cast("str", end.value)
        raise AssertionError

    async def pause(self, seconds: float) -> None:
        clock.current().pause(seconds)

    async def _perform(self, call: Call, use: Callable[[HTTPResponse], T]) -> T:
        return self._perform_now(call, use)

    async def _uninterrupted(self, exchange: Callable[[], Awaitable[T]]) -> T:
        with _interrupts_delayed():
            return await exchange()

    async def _finish(self, name: str, result: object, timeout: float | None) -> None:
        if close_if_awaitable(result):
            raise ConfigurationError(f"{name} {NOT_AWAITED}")


@contextmanager
def _interrupts_delayed() -> Generator[None]:
    """Let Ctrl-C in the main thread interrupt what follows the block. The second one interrupts the block."""
    handler = signal.getsignal(signal.SIGINT)
    if not callable(handler):
        yield
        return
    received: list[tuple[int, FrameType | None]] = []
    is_delayed = False

    def delay(number: int, frame: FrameType | None) -> None:
        received.append((number, frame))
        if len(received) > 1:
            handler(number, frame)

    with suppress(ValueError):  # only the main thread of the main interpreter can set a handler
        signal.signal(signal.SIGINT, delay)
        is_delayed = True
    try:
        yield
    finally:
        if is_delayed:
            signal.signal(signal.SIGINT, handler)
        if len(received) == 1:
            handler(*received[0])


class AsyncTokenExchange(TokenExchange):
    """The exchange of an asynchronous client."""

    def __init__(
        self, state: ClientState, scheme: Scheme, call: Call, perform: PerformAsync
    ) -> None:
        super().__init__(state, scheme, call)
        self._perform_async = perform

    async def pause(self, seconds: float) -> None:
        await clock.current().pause_async(seconds)

    async def _perform(self, call: Call, use: Callable[[HTTPResponse], T]) -> T:
        return await self._perform_async(call, use)

    async def _uninterrupted(self, exchange: Callable[[], Awaitable[T]]) -> T:
        """The result of an exchange in a task of its own.

        A shielded scope alone does not stop `Task.cancel` of asyncio, which `asyncio.timeout` uses too. The group waits
        for its task before it passes a cancellation on. Each step of the exchange has a limit, so this ends.
        """
        from anyio import CancelScope, create_task_group

        results: list[T] = []
        errors: list[Exception] = []

        async def run() -> None:
            with CancelScope(shield=True):
                try:
                    results.append(await exchange())
                except Exception as error:
                    errors.append(error)

        async with create_task_group() as group:
            group.start_soon(run)
        for error in errors:
            raise error
        return results[0]

    async def _finish(self, name: str, result: object, timeout: float | None) -> None:
        from anyio import move_on_after

        if isinstance(result, Awaitable):
            with move_on_after(timeout) as limit:
                await result
            if limit.cancelled_caught:
                raise TimeoutError(f"{name} did not end within {timeout:.3g} s")
