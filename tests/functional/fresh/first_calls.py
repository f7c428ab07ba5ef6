"""Concurrent first calls of a process: `first_calls.py PACKAGE ADDRESS WAY`, where WAY is a function in WAYS.

The document is that of test_fresh_process. Each module of the models takes a while to import, as on a slow disk, so
that other threads run while a type is described.
"""

import asyncio
import faulthandler
import importlib
import inspect
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

PACKAGE, ADDRESS, WAY = sys.argv[1:]
THREADS = 32
LOOPS = 8
NODE = b'{"id": "n", "member": {"kind": "robot", "tail": {"leaf": {"size": 1}}}}'

GROUP = b'{"id": "g", "nodes": [{"id": "n"}]}'


class SlowModels:
    """A finder that finds nothing, slowly."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> None:
        if name.startswith(f"{PACKAGE}.models."):
            time.sleep(0.02)


def package() -> Any:
    """The package, with its webhooks."""
    made = importlib.import_module(PACKAGE)
    importlib.import_module(f"{PACKAGE}.webhooks")
    return made


def events(client: Any, made: Any) -> Any:
    """The items of a stream."""
    stream = client.events.stream()
    return awaited(stream) if hasattr(stream, "__aiter__") else list(stream)


async def awaited(stream: Any) -> list[Any]:
    """The items of an asynchronous stream."""
    return [item async for item in stream]


def created(client: Any, made: Any) -> Any:
    """A body that is checked before it is sent."""
    tail = made.models.Tail(leaf=made.models.Leaf(size=1))
    robot = made.models.Robot(kind="robot", tail=tail)
    owner = made.models.Owner(id="o", additional_properties={"other": robot})
    return client.nodes.create(id="n", member=robot, owner=owner)


Job = tuple[str, Callable[[Any, Any], Any]]
"""The name of the result's type, and the function that returns the result."""
GETS: list[Job] = [
    ("Node", lambda client, made: client.nodes.get("n")),
    ("Group", lambda client, made: client.groups.get("g")),
    ("Owner", lambda client, made: client.owners.get("o")),
    ("Person", lambda client, made: client.members.get("m")),
    ("list", lambda client, made: client.nodes.list()),
    ("Problem", lambda client, made: client.nodes.get("absent")),
    ("list", events),
]
READS: list[Job] = [
    ("Node", created),
    ("Node", lambda client, made: made.webhooks.changed.parse(NODE, {})),
    ("Node", lambda client, made: made.models.Node.from_json(NODE)),
    ("Group", lambda client, made: made.models.Group.from_json(GROUP)),
    ("Owner", lambda client, made: made.models.Owner.from_json(b'{"id": "o"}')),
    ("ArgumentError", lambda client, made: client.nodes.create(id="n", member="none")),
]


def jobs(number: int) -> Iterator[Job]:
    """All jobs, in another order for each caller. Every second caller starts with a request."""
    for each in (GETS, READS) if number % 2 else (READS, GETS):
        start = number // 2 % len(each)
        yield from each[start:]
        yield from each[:start]


def do(number: int, client: Any, made: Any) -> None:
    """Do all jobs. The result of a job that fails is the error's data, or the error if it has none."""
    for expected, job in jobs(number):
        try:
            value = job(client, made)
        except made.errors.APIError as error:
            value = getattr(error, "data", error)
        check(expected, value)


async def do_async(number: int, client: Any, made: Any) -> None:
    """The asynchronous `do`."""
    for expected, job in jobs(number):
        try:
            value = job(client, made)
            value = await value if inspect.isawaitable(value) else value
        except made.errors.APIError as error:
            value = getattr(error, "data", error)
        check(expected, value)


def check(expected: str, value: Any) -> None:
    """Assert that the value and its items have the expected types."""
    assert type(value).__name__ == expected, (expected, value)
    for item in value if expected == "list" else ():
        assert type(item).__name__ == "Node", item
        assert type(item.member).__name__ == "Person", item
        assert type(item.owner.additional_properties["other"]).__name__ == "Person", item


def together(work: Callable[[int], None], count: int) -> None:
    """Run in several threads that start at the same time. Exit with their errors, if there are any."""
    barrier, failed = threading.Barrier(count), []

    def run(number: int) -> None:
        barrier.wait()
        try:
            work(number)
        except BaseException as error:  # any error is shown
            failed.append(repr(error))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.exit("\n".join(failed) if failed else 0)


def call_in_threads() -> None:
    """One client, many threads."""
    made = package()
    with made.Client(base_url=ADDRESS, timeout=60) as client:
        together(lambda number: do(number, client, made), THREADS)


def import_in_threads() -> None:
    """Each thread imports the package and one of its modules, and has its own client.

    The package comes first: in CPython, an import of a package and one of its module at the same time wait for each
    other, and one of them fails (`_DeadlockError`), whatever the package is.
    """
    names = ("", ".models.node", ".resources.groups", ".webhooks", ".models.member", ".errors")

    def work(number: int) -> None:
        importlib.import_module(PACKAGE)
        importlib.import_module(PACKAGE + names[number % len(names)])
        made = package()
        with made.Client(base_url=ADDRESS, timeout=60) as client:
            do(number, client, made)

    together(work, THREADS)


def call_in_loops() -> None:
    """One asynchronous client, several event loops, several tasks in each."""
    made = package()
    client = made.AsyncClient(base_url=ADDRESS, timeout=60)

    async def tasks(number: int) -> None:
        count = THREADS // LOOPS
        await asyncio.gather(
            *(do_async(number * count + each, client, made) for each in range(count))
        )
        await client.close()

    together(lambda number: asyncio.run(tasks(number)), LOOPS)


WAYS = {way.__name__: way for way in (call_in_threads, import_in_threads, call_in_loops)}

if __name__ == "__main__":
    faulthandler.enable()
    sys.meta_path.insert(0, SlowModels)
    WAYS[WAY]()
