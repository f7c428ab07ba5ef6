"""The command `python -m package.testing`: the fake as a mock server."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Sequence

from .fake import Fake
from .problems import FakeError


def serve(fake: Fake, name: str, arguments: Sequence[str] | None = None) -> None:
    """Run a fake as a server until the process is interrupted or terminated.

    Args:
        name: The full name of the package `testing`, for the usage message.
        arguments: The arguments of the command. By default, the arguments of the process.
    """
    parser = argparse.ArgumentParser(
        prog=f"python -m {name}", description="A mock server of the API on the loopback interface."
    )
    parser.add_argument("--port", type=int, default=0, help="the port; by default any free one")
    parser.add_argument("--state", action="store_true", help="remember what calls create")
    chosen = parser.parse_args(arguments)
    fake.state = chosen.state
    fake.examples = True
    ended = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda number, frame: ended.set())
    try:
        with fake, fake.serve(chosen.port) as server:
            sys.stdout.write(f"{server.url}\n")
            sys.stdout.flush()
            ended.wait()
            fake.clear()
    except FakeError as error:
        parser.error(str(error))
