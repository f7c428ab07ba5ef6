"""Concurrent first uses of a type: `first_looks.py PACKAGE TEST`, where TEST is a function in TESTS.

The document is that of test_fresh_process. The module of the model Leaf is imported when the description of Group is
complete and that of Node is not.
"""

import faulthandler
import importlib
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import msgspec

PACKAGE, TEST = sys.argv[1:]
LONG = 1.0  # seconds that the import of Leaf takes, unless another thread finishes Node first

for name in (".webhooks", ".resources.nodes"):
    importlib.import_module(PACKAGE + name)
made: Any = importlib.import_module(PACKAGE)
client = made.Client(base_url="http://127.0.0.1:1", max_retries=0)
group_json = b'{"id": "g", "nodes": [{"id": "n", "tail": {"leaf": {"size": 1}}}]}'
node_json = b'{"id": "n", "tail": {"leaf": {"size": 1}}}'


class AtLeaf:
    """A finder that finds nothing and calls a function before the module of Leaf is imported."""

    def __init__(self, action: Callable[[], object]) -> None:
        self._action = action

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name.endswith(".models.leaf"):
            self._action()

    @classmethod
    def do(cls, action: Callable[[], object]) -> None:
        """Do this before the import."""
        sys.meta_path.insert(0, cls(action))


def send() -> None:
    """Check a body that contains a Node."""
    with suppress(made.errors.APIConnectionError):
        client.nodes.create(id="n", tail={"leaf": {"size": 1}})


LOOKS: dict[str, Callable[[], object]] = {
    "from_json": lambda: made.models.Node.from_json(node_json),
    "from_json_of_another": lambda: made.models.Group.from_json(group_json),
    "webhook": lambda: made.webhooks.changed.parse(node_json, {}),
    "argument": send,
}


def while_another_thread(look: Callable[[], object]) -> None:
    """A thread uses Node while another one is about to import the module of Leaf."""
    begun, done = threading.Event(), threading.Event()

    def wait() -> None:
        begun.set()
        done.wait(LONG)

    AtLeaf.do(wait)
    first = threading.Thread(target=LOOKS["from_json"])
    first.start()
    begun.wait()
    look()
    done.set()
    first.join()


def after_a_failed_import() -> None:
    """The import of Leaf fails once."""
    failures = [OSError(24, "Too many open files")]

    def fail() -> None:
        if failures:
            raise failures.pop()

    AtLeaf.do(fail)
    with suppress(OSError, made.errors.APIError):
        LOOKS["from_json"]()
    assert not failures
    for look in (LOOKS["from_json_of_another"], *LOOKS.values()):
        look()


class Trap:
    """A namespace whose type is slow to evaluate, but only while msgspec inspects a Struct."""

    begun, forked = threading.Event(), threading.Event()
    evaluated = 0

    @property
    def type(self) -> object:
        """The type of a field."""
        Trap.evaluated += 1
        if Trap.evaluated == 2:
            self.begun.set()
            self.forked.wait(LONG)
        return int


trap = Trap()


class Trapped(msgspec.Struct):
    """A type that is slow to inspect."""

    field: "trap.type"  # type: ignore[name-defined]  # a type only when it is evaluated


def in_a_forked_child() -> None:
    """The process is forked while another thread inspects a type."""
    convert = importlib.import_module(f"{PACKAGE}._runtime.models.decoders").convert
    first = threading.Thread(target=convert, args=({"field": 1}, Trapped))
    first.start()
    trap.begun.wait()
    child = os.fork()
    if child == 0:
        signal.alarm(20)  # a child that waits for a thread of its parent would wait forever
        convert({"field": 1}, Trapped)
        LOOKS["webhook"]()
        os._exit(0)
    trap.forked.set()
    first.join()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


TESTS: dict[str, Callable[[], None]] = {
    "after_a_failed_import": after_a_failed_import,
    "in_a_forked_child": in_a_forked_child,
    **{name: lambda look=look: while_another_thread(look) for name, look in LOOKS.items()},  # type: ignore[misc]  # mypy knows no default of a lambda
}

if __name__ == "__main__":
    faulthandler.enable()
    with client:
        TESTS[TEST]()
