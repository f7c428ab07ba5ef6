"""Fixtures of the functional tests: `make` generates a client from a few lines, `call` calls it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from anyio.from_thread import start_blocking_portal

from tests.functional.support import Caller, Maker
from tests.support.loopback import Loopback


@pytest.fixture(scope="session")
def make(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    """Generates clients."""
    return Maker(tmp_path_factory.mktemp("functional"))


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("MADE_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def server() -> Iterator[Loopback]:
    """A server that stops with the test."""
    with Loopback() as loopback:
        yield loopback


@pytest.fixture(params=["sync", pytest.param("async", marks=pytest.mark.matrix)])
def call(request: pytest.FixtureRequest, server: Loopback) -> Iterator[Caller]:
    """Each way to call."""
    if request.param == "sync":
        yield Caller(None, server)
        return
    with start_blocking_portal() as portal:
        yield Caller(portal, server)
