"""Call all operations of a package against the fake of its API, which answers from examples and with documented errors.

    python fakes.py FOLDER PACKAGE

It prints a JSON object with the failures and with the numbers of operations, of called ones and of raised errors.
"""

from __future__ import annotations

import datetime
import importlib
import inspect
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import partial
from operator import attrgetter
from typing import Any

from examples import STANDARD, example_of, fake_of, method_of, run

_RAISED = re.compile(r"^ {4}(\w+): (?:Status (\d+)\b)?", re.MULTILINE)


STATUSES = {"APIStatusError": 418, "RedirectionError": 304, "ClientError": 418, "ServerError": 599}
"""A status of each class that stands for several, if the docstring names none."""


@dataclass
class Tally:
    """The failures, and the numbers of operations, of called ones and of raised errors."""

    failures: list[str] = field(default_factory=list)
    operations: int = 0
    errors: int = 0


def main() -> None:
    folder, package = sys.argv[1:]
    sys.path.insert(0, folder)
    print(json.dumps(asdict(faked(package))))


def faked(package: str) -> Tally:
    """Call all operations of a package."""
    tally = Tally()
    with fake_of(package) as fake:
        client = fake.client(max_retries=0)
        names = {
            **STANDARD,
            "client": client,
            "fake": fake,
            "models": importlib.import_module(f"{package}.models"),
            "make": importlib.import_module(f"{package}.testing").make,
            "errors": importlib.import_module(f"{package}.errors"),
        }
        for route in fake._routes.all:
            method = method_of(client, fake, route.name)
            tally.operations += 1
            for problem in _problems(tally, names, route.name, method):
                tally.failures.append(f"{route.name}: {problem}")
            fake.clear()
        fake.clear()
    return tally


def _problems(tally: Tally, names: dict[str, Any], name: str, method: Any) -> Iterator[str]:
    fake, code = names["fake"], example_of(method)
    operation = attrgetter(name)(fake)
    for error, status in _raised(method, names["errors"]):
        tally.errors += 1
        raises = partial(operation.raises, error, status_code=status)
        yield from _outcome(raises, error.__name__)
        if code:
            yield from _outcome(partial(run, code, names), error.__name__, error)
        fake.clear()
    sentence = suggestion(operation)
    yield from _outcome(lambda: exec(sentence, {**names, "datetime": datetime}), sentence)
    fake.clear()
    if not code:
        yield from _outcome(partial(fake._unscripted, operation._scripts.operation), "answer")


def _raised(method: Any, errors: Any) -> Iterator[tuple[Any, int | None]]:
    """Yield the classes in the section `Raises` of a docstring, with a status if the class stands for several."""
    _, _, text = (inspect.getdoc(method) or "").partition("\nRaises:\n")
    for name, status in _RAISED.findall(text.partition("\n\n")[0]):
        usual = STATUSES.get(name)
        yield getattr(errors, name), usual and int(status or usual)


def suggestion(operation: Any) -> str:
    """Return the statement in the message for a call without a script."""
    return str(operation._scripts._unexpected().partition("Write: ")[2])


def _outcome(act: Any, label: str, expected: type[Exception] | None = None) -> Iterator[str]:
    """Yield what is wrong: another exception than the expected one."""
    try:
        act()
    except Exception as error:
        if expected is None or not isinstance(error, expected):
            yield f"{label}: {type(error).__name__}: {error}"[:400]
    else:
        if expected is not None:
            yield f"{label}: nothing was raised"


if __name__ == "__main__":
    main()
