"""Fixtures of the tests of the fake: both kinds of client, called by the same test bodies."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import anyio
import pytest
from cometchat_business_messaging import models
from cometchat_business_messaging.testing import FakeBusinessMessaging

from tests.functional.support import Maker

TEMPLATE = models.TemplateReference(key="k")


def send(client: Any) -> Any:
    """Send a notification with the committed client."""
    return client.notifications.send(template=TEMPLATE, targets=["u"], mode="realtime")


def by_id(id: str) -> Callable[[Any], Any]:
    """Return a function that gets a campaign with the committed client."""
    return lambda client: client.campaigns.get(id)


class Caller:
    """Calls the clients of a fake, synchronously or asynchronously."""

    def __init__(self, *, asynchronous: bool) -> None:
        self.asynchronous = asynchronous

    def __call__(self, fake: Any, use: Callable[[Any], Any], **options: Any) -> Any:
        """Return the result of `use` for a new client of the fake."""
        return self.by(
            fake.async_client(**options) if self.asynchronous else fake.client(**options), use
        )

    def by(self, client: Any, use: Callable[[Any], Any]) -> Any:
        """Return the result of `use` for a client."""
        if not self.asynchronous:
            return use(client)

        async def awaited() -> Any:
            result = use(client)
            return await result if inspect.isawaitable(result) else result

        return anyio.run(awaited)

    def items(self, fake: Any, use: Callable[[Any], Any]) -> list[Any]:
        """Return all items of the list or stream that `use` returns."""
        if not self.asynchronous:
            return list(use(fake.client()))

        async def collected() -> list[Any]:
            return [item async for item in use(fake.async_client())]

        return anyio.run(collected)


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def call(request: pytest.FixtureRequest) -> Caller:
    """Each way to call."""
    return Caller(asynchronous=request.param)


@pytest.fixture
def fake() -> Iterator[FakeBusinessMessaging]:
    """The fake of the committed client."""
    with FakeBusinessMessaging() as made:
        yield made


@pytest.fixture(scope="session")
def make_package(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    """Generates clients."""
    return Maker(tmp_path_factory.mktemp("fake"))


def fake_of(make_package: Maker, text: str, **options: Any) -> tuple[Any, Any]:
    """Return the models of a document's package and its package `testing`."""
    made = make_package(text, **options)
    return made.models, importlib.import_module(f"{made.package.__name__}.testing")


def only(models: Any, field: str = "id") -> Any:
    """Return the model that has a field."""
    kinds = [getattr(models, name) for name in dir(models)]
    return next(kind for kind in kinds if field in getattr(kind, "__struct_fields__", ()))
