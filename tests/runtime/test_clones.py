"""Clones share connections and keep attributes, and the constructor's frames do not show credentials."""

from __future__ import annotations

import gc
import subprocess
import sys
import textwrap
import threading
import warnings
from functools import cached_property
from typing import Any

import pytest
from client_under_test._runtime import AsyncClient, SyncClient, errors
from client_under_test._runtime.redaction import Hidden

from tests.runtime.sides import API, API_KEY, APP_ID, AsyncThings, Side, Things
from tests.runtime.support import TEMPLATES
from tests.runtime.timing import soon
from tests.support.loopback import Loopback, answer

FOUND = answer({"id": "1"})
VALUES = {"app_id": APP_ID, "api_key": API_KEY}


def leave(side: Side, client: Any) -> None:
    """Enter and leave a client with a call between."""
    if side.portal is None:
        with client:
            Things(client).get("1")
        return

    async def left() -> None:
        async with client:
            await AsyncThings(client).get("1")

    side.run(left)


def close(side: Side, client: Any) -> None:
    """Close a client."""
    if side.portal is None:
        client.close()
    else:
        side.run(client.close)


def test_leaving_a_clone_keeps_the_parents_connections(side: Side, server: Loopback) -> None:
    server.play(FOUND)
    caller = side.caller(server)
    caller.get()
    clone = caller.client.with_options(timeout=20)
    for each in (clone, clone.with_options(timeout=10)):
        leave(side, each)
        caller.get()
    assert server.connections == 1
    close(side, caller.client)
    caller.get()
    assert server.connections == 2, "closing the parent closes its connections"


def test_a_clone_closes_connections_that_nobody_else_closes(side: Side, server: Loopback) -> None:
    server.play(FOUND)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        kind = SyncClient if side.portal is None else AsyncClient
        leave(side, kind(API, values=VALUES, base_url=server.url).with_options(timeout=20))
        parent = kind(API, values=VALUES, base_url=server.url)
        clone = parent.with_options(timeout=20)
        leave(side, parent)
        leave(side, clone)
        assert soon(lambda: server.open == 0)
        del parent, clone
        gc.collect()
    # Only the client's own warning: sockets of other tests can be collected here, too.
    assert [str(each.message) for each in caught if "not closed" in str(each.message)] == []


class Tenant(SyncClient):
    """A subclass with attributes."""

    def __init__(self, tenant: str, **options: Any) -> None:
        self.shown_early = repr(self)
        super().__init__(API, values=VALUES, **options)
        self.tenant = tenant

    @cached_property
    def things(self) -> Things:
        return Things(self)

    @cached_property
    def limit(self) -> float | None:
        return self._state.config.timeout


class AsyncTenant(AsyncClient):
    """The same for asynchronous clients."""

    def __init__(self, tenant: str, **options: Any) -> None:
        self.shown_early = repr(self)
        super().__init__(API, values=VALUES, **options)
        self.tenant = tenant

    @cached_property
    def things(self) -> AsyncThings:
        return AsyncThings(self)

    @cached_property
    def limit(self) -> float | None:
        return self._state.config.timeout


@pytest.mark.parametrize("kind", [Tenant, AsyncTenant])
def test_a_subclass_keeps_its_attributes(kind: Any) -> None:
    client = kind("blue", base_url="http://localhost:1")
    assert client.things._client is client
    assert client.limit == 60.0
    clone = client.with_options(timeout=5.0)
    assert (type(clone), clone.tenant, clone.limit) == (kind, "blue", 5.0)
    assert clone.things._client is clone
    raw = client.with_raw_response(client.things.get).__self__._client
    assert raw.tenant == "blue"
    clone.tenant = "red"
    assert client.tenant == "blue"


@pytest.mark.parametrize("kind", [Tenant, AsyncTenant])
def test_the_repr_of_a_client_that_is_not_ready(kind: Any) -> None:
    client = kind("blue", base_url="http://localhost:1")
    assert client.shown_early == f"<{kind.__name__}>"
    assert repr(client) == f"<{kind.__name__} http://localhost:1>"
    assert repr(object.__new__(kind)) == f"<{kind.__name__}>"


@pytest.mark.parametrize("kind", [SyncClient, AsyncClient])
@pytest.mark.parametrize(
    "options",
    [{"base_url": "localhost"}, {"timeout": -1}, {"nothing": 1}, {"base_url": "http://[::1"}],
)
def test_frames_of_the_constructor_show_no_credentials(kind: Any, options: Any) -> None:
    with pytest.raises(errors.ConfigurationError) as caught:
        kind(API, values=Hidden(**VALUES, region="us"), **options)
    assert API_KEY not in frames(caught.value)


@pytest.mark.parametrize("kind", [SyncClient, AsyncClient])
def test_frames_for_an_invalid_credential_show_none(kind: Any) -> None:
    with pytest.raises(errors.ConfigurationError) as caught:
        kind(API, values=Hidden(app_id=APP_ID, api_key=f" {API_KEY} "))
    assert API_KEY not in frames(caught.value)


def frames(error: BaseException | None) -> str:
    """Return all values of local variables in the frames of an error and of those that led to it."""
    shown = ""
    while error is not None:
        traceback = error.__traceback__
        while traceback is not None:
            if traceback.tb_frame.f_code.co_filename != __file__:
                shown += "".join(map(repr, traceback.tb_frame.f_locals.values()))
            traceback = traceback.tb_next
        error = error.__cause__ or error.__context__
    return shown


# --- when no thread can be started: at the exit of the interpreter, or at the limit of the system --------------------


def test_calls_work_without_new_threads(
    sync_side: Side, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.play(FOUND)
    caller = sync_side.caller(server.url.replace("127.0.0.1", "localhost"))

    def refuse(thread: threading.Thread) -> None:
        if thread.name == "resolver":
            raise RuntimeError("can't create new thread at interpreter shutdown")
        start(thread)

    start = threading.Thread.start
    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert caller.get().id == "1"


@pytest.mark.parametrize("warm", [False, True])
def test_a_call_at_the_exit_of_the_interpreter(server: Loopback, warm: bool) -> None:
    server.play(FOUND)
    script = f"""
        import atexit, sys
        sys.path[:0] = {[str(TEMPLATES.parents[1]), *sys.path]!r}
        from tests.runtime import support
        support.install()
        from client_under_test._runtime import SyncClient
        from tests.runtime.sides import API, Things
        url = "http://localhost:{server.port}"
        client = SyncClient(API, values={VALUES!r}, base_url=url, timeout=20)
        atexit.register(lambda: print(Things(client).get("1").id))
        if {warm}:
            client.request("GET", "/before")
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=False
    )
    assert done.stdout == "1\n", done.stderr
