"""Calls of a process without free file descriptors: `no_files.py PACKAGE ADDRESS KIND`, where KIND is sync or async.

The document is that of test_fresh_process. Modules are imported at their first use, so these calls need files.
"""

import asyncio
import importlib
import inspect
import os
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

PACKAGE, ADDRESS, KIND = sys.argv[1:]
ENOUGH = 12  # the maximum number of files that the first call opens at once
NODE = b'{"id": "n", "tail": {"leaf": {"size": 1}}}'

importlib.import_module(f"{PACKAGE}.webhooks")
made: Any = importlib.import_module(PACKAGE)


@contextmanager
def files_left(count: int) -> Iterator[None]:
    """Limit the number of files that can be opened."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    unused = os.dup(0)
    os.close(unused)
    resource.setrlimit(resource.RLIMIT_NOFILE, (unused + count, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


async def outcome(use: Callable[[], Any], left: int) -> Any:
    """The result of a call with a limited number of files, or its error."""
    with files_left(left):
        try:
            result = use()
            return await result if inspect.isawaitable(result) else result
        except made.errors.APIError as error:
            return error


async def events(client: Any) -> Any:
    """The first item of a stream."""
    stream = client.events.stream()
    if hasattr(stream, "__aiter__"):
        async with stream:
            return await anext(aiter(stream))
    with stream:
        return next(stream)


async def first_calls(client: Any) -> None:
    """With each additional file the call gets further. In the end it succeeds, although it failed before."""
    outcomes = [await outcome(lambda: client.pings.send(), left) for left in range(ENOUGH)]
    assert isinstance(outcomes[0], made.errors.APIConnectionError), outcomes[0]
    assert outcomes[-1] is None, outcomes[-1]


async def first_use_of_a_resource(client: Any) -> None:
    """The module of the resource cannot be imported."""
    error = await outcome(lambda: client.nodes.get("n"), 0)
    assert type(error) is made.errors.APIConnectionError, error
    assert "OSError: [Errno 24]" in str(error), error
    assert isinstance(error.__cause__, OSError), error


async def first_response_of_a_type(client: Any) -> None:
    """The connection is open, but the modules of the models within it cannot be imported."""
    _ = client.nodes, client.members, client.events, made.models.Node, made.models.Member
    diagnostic = await outcome(lambda: client.nodes.get("absent"), 0)
    assert type(diagnostic) is made.errors.NotFoundError, diagnostic
    assert diagnostic.data["detail"] == "absent"
    for use in (
        lambda: client.nodes.get("n"),
        lambda: client.members.get("m"),
        lambda: events(client),
    ):
        error = await outcome(use, 0)
        assert type(error) is made.errors.ResponseDecodeError, error
        assert error.request_method == "GET", error
        assert isinstance(error.__cause__, OSError), error.__cause__


async def first_look_without_a_response(client: Any) -> None:
    """A body, a webhook and a text need modules of models, too."""
    uses: list[Callable[[], Any]] = [
        lambda: client.nodes.create(id="n"),
        lambda: made.webhooks.changed.parse(NODE, {}),
        lambda: made.models.Node.from_json(NODE),
    ]
    for use in uses:
        error = await outcome(use, 0)
        assert type(error) is made.errors.APIConnectionError, error


async def all_is_well_afterwards(client: Any) -> None:
    """Calls that failed before succeed now."""
    for _ in range(2):
        node = await outcome(lambda: client.nodes.get("n"), ENOUGH)
        assert type(node.tail.leaf).__name__ == "Leaf", node
        assert type(node.owner.additional_properties["other"]).__name__ == "Person", node
    group = await outcome(lambda: client.groups.get("g"), ENOUGH)
    assert type(group.nodes[0]).__name__ == "Node", group
    diagnostic = await outcome(lambda: client.nodes.get("absent"), ENOUGH)
    assert type(diagnostic.data).__name__ == "Problem", diagnostic


async def main() -> None:
    """All of these, in this order."""
    kind = made.Client if KIND == "sync" else made.AsyncClient
    client = kind(base_url=ADDRESS, timeout=60, max_retries=0)
    await first_calls(client)
    for test in (
        first_use_of_a_resource,
        first_response_of_a_type,
        first_look_without_a_response,
        all_is_well_afterwards,
    ):
        await test(client)
    closed = client.close()
    if inspect.isawaitable(closed):
        await closed


if __name__ == "__main__":
    asyncio.run(main())
