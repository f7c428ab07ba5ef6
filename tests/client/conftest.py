"""The committed client, called synchronously and asynchronously by the same test bodies.

A test that uses the fixture `caller` runs for both kinds of client. `caller.run(lambda c: c.templates.get("1"))`
returns the result. Asynchronous calls run in an event loop that lives in a thread for the whole test.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from cometchat_business_messaging import AsyncBusinessMessaging, BusinessMessaging

from tests.support.loopback import Loopback

APP_ID = "app-4711"
API_KEY = "k3y-that-is/secret+"


class Caller:
    """One kind of client for a loopback server."""

    def __init__(self, portal: BlockingPortal | None, base_url: str) -> None:
        self.portal = portal
        self.kind: Any = BusinessMessaging if portal is None else AsyncBusinessMessaging
        self.base_url = base_url
        self._made: list[Any] = []

    def client(self, **options: Any) -> Any:
        """Return a client with short pauses between attempts. It is strict by default."""
        defaults = {"app_id": APP_ID, "api_key": API_KEY, "base_url": self.base_url}
        arguments = {**defaults, "strict": True, "backoff": 0.01, "timeout": 30.0, **options}
        client = self.kind(**arguments)
        self._made.append(client)
        return client

    def run(self, use: Callable[[Any], Any], client: Any = None) -> Any:
        """Return the result of `use` for a client (by default a new one), awaited if the client is asynchronous."""
        subject = self.client() if client is None else client
        if self.portal is None:
            return use(subject)

        async def awaited() -> Any:
            return await use(subject)

        return self.portal.call(awaited)

    def collect(self, use: Callable[[Any], Any], client: Any = None) -> list[Any]:
        """Return all items of the iterable that `use` returns for a client (a new one if none is given)."""
        subject = self.client() if client is None else client
        if self.portal is None:
            return list(use(subject))

        async def collected() -> list[Any]:
            return [item async for item in use(subject)]

        return self.portal.call(collected)

    def close(self) -> None:
        """Close all clients of this caller."""
        for client in self._made:
            with suppress(Exception):
                self.run(lambda c: c.close(), client)


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the developer's own environment variables from the tests."""
    for name in [name for name in os.environ if name.startswith("COMETCHAT_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def server() -> Iterator[Loopback]:
    """A loopback server that stops at the end of the test."""
    with Loopback() as loopback:
        yield loopback


@pytest.fixture(params=["sync", "async"])
def caller(request: pytest.FixtureRequest, server: Loopback) -> Iterator[Caller]:
    """A caller for each kind of client."""
    if request.param == "sync":
        made = Caller(None, server.url)
        yield made
        made.close()
        return
    with start_blocking_portal() as portal:
        made = Caller(portal, server.url)
        yield made
        made.close()
