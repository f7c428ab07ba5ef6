# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""A forgotten `await` says which method was called, or what to write."""

from __future__ import annotations

import gc
from typing import Any

import pytest

from tests.functional.support import Made, Make
from tests.support.loopback import Loopback

JSON = "{'200': {description: ok, content: {application/json: {schema: {type: object, properties: {name: {type: string}}}}}}}"
DOCUMENT = f"""
paths:
  /things:
    get:
      operationId: listThings
      parameters: [{{name: page, in: query, schema: {{type: integer}}}}, {{name: limit, in: query, schema: {{type: integer}}}}]
      responses: {{'200': {{description: ok, content: {{application/json: {{schema: {{type: array, items: {{type: object, properties: {{id: {{type: string}}}}}}}}}}}}}}}}
  /things/{{id}}:
    parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}]
    get: {{operationId: getThing, responses: {JSON}}}
    delete: {{operationId: deleteThing, deprecated: true, responses: {JSON}}}
  /things/{{id}}/file:
    parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}]
    get: {{operationId: things.download, tags: [things], responses: {{'200': {{description: ok, content: {{application/octet-stream: {{schema: {{type: string, format: binary}}}}}}}}}}}}
  /events:
    get: {{operationId: things.events, tags: [things], responses: {{'200': {{description: ok, content: {{text/event-stream: {{schema: {{type: object}}}}}}}}}}}}
"""


@pytest.fixture(name="client")
def _client(make: Make, server: Loopback) -> Any:
    api: Made = make(DOCUMENT)
    return api.package.AsyncClient(base_url=server.url)


CALLS: dict[str, Any] = {
    "AsyncThings.get": lambda c: c.things.get("x"),
    "AsyncThings.download": lambda c: c.things.download("x"),
    "AsyncThings.delete": lambda c: c.things.delete("x"),
}
RAW: dict[str, Any] = {
    "AsyncThings.get": lambda c: c.with_raw_response(c.things.get)("x"),
    "AsyncThings.events": lambda c: c.with_raw_response(c.things.events)(),
}


def forget(call: Any, client: Any) -> None:
    """Read an attribute of a result without `await`."""
    with pytest.raises(AttributeError, match="'coroutine' object has no attribute 'name'"):
        _ = call(client).name
    gc.collect()


@pytest.mark.parametrize("raw", [False, True], ids=["value", "raw"])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_result_that_is_not_awaited(client: Any, server: Loopback, *, raw: bool) -> None:
    for name, call in (RAW if raw else CALLS).items():
        with pytest.warns(RuntimeWarning, match=f"coroutine '{name}' was never awaited"):
            forget(call, client)
        coroutine = call(client)
        assert coroutine.__qualname__ == name
        with pytest.raises(TypeError, match="'coroutine' object is not iterable"):
            list(coroutine)
        coroutine.close()
    assert server.requests == []


def test_the_raw_response_of_a_list_that_is_not_awaited(client: Any, server: Loopback) -> None:
    raw = client.with_raw_response(client.things.list)()
    with pytest.raises(TypeError, match="needs `async for` instead of `for`"):
        list(raw)
    for use in (len, bool, lambda each: each[0]):
        with pytest.raises(TypeError, match="write `"):
            use(raw)
    with pytest.raises(AttributeError, match="'status_code'; await it first for its raw response"):
        _ = raw.status_code
    assert server.requests == []
