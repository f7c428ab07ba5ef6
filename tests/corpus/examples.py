"""Execute the examples in the docstrings of all methods of a package, against the fake of its API.

    python examples.py FOLDER PACKAGE

It prints a JSON object with the failures and with the numbers of examples and of methods.
"""

from __future__ import annotations
import __future__

import ast
import asyncio
import contextlib
import importlib
import inspect
import io
import json
import sys
import textwrap
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any

_FLAGS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT | __future__.annotations.compiler_flag
STANDARD = {"datetime": datetime, "date": date, "Decimal": Decimal}
"""The names of the standard library that an example in a docstring uses without an import."""
UNDESCRIBED = "no property of this name"
"""What a mismatch expects in place of a property that the document does not describe, as in some of its examples."""


def main() -> None:
    folder, package = sys.argv[1:]
    sys.path.insert(0, folder)
    failures, examples, methods = executed(package)
    print(json.dumps({"failures": failures, "examples": examples, "methods": methods}))


def executed(package: str) -> tuple[list[str], int, int]:
    """Return the failures, and the numbers of examples and of methods."""
    failures: list[str] = []
    examples = methods = 0
    with fake_of(package) as fake:
        fake.examples = True
        for name, asynchronous in operations(fake):
            methods += 1
            kind = "async_client" if asynchronous else "client"
            client = getattr(fake, kind)(max_retries=0)
            code = example_of(method_of(client, fake, name))
            examples += bool(code)
            problem = code and _problem(package, fake, name, client, code)
            failures += [f"{kind}.{name}: {problem}"] if problem else []
            fake.clear()
    return failures, examples, methods


def fake_of(package: str) -> Any:
    """Return the fake of a package."""
    testing = importlib.import_module(f"{package}.testing")
    values = [getattr(testing, name) for name in testing.__all__]
    kinds = (each for each in values if isinstance(each, type))
    return next(kind for kind in kinds if issubclass(kind, testing.Fake))()


def operations(fake: Any) -> Iterator[tuple[str, bool]]:
    """Yield the names of all operations in the fake, each for both clients: whether it is the asynchronous one."""
    for route in fake._routes.all:
        for asynchronous in (False, True):
            yield route.name, asynchronous


def method_of(client: Any, fake: Any, name: str) -> Any:
    """Return the method of a client by the name of the operation in the fake."""
    found = attrgetter(fake._renamed.get(name, name))(client)
    # A resource can itself be an operation.
    return found if inspect.isroutine(found) else found.__call__


def example_of(method: Any) -> str:
    """Return the code in the section `Example` of a docstring; empty if there is none."""
    _, _, text = (inspect.getdoc(method) or "").partition("\nExample:\n")
    return textwrap.dedent(text)


def _problem(package: str, fake: Any, name: str, client: Any, code: str) -> str:
    """Execute an example, and return what is wrong."""
    models = importlib.import_module(f"{package}.models")
    try:
        run(code, {"client": client, "models": models} | STANDARD)
    except Exception as error:
        return f"{type(error).__name__}: {error}\n{code}"
    called = [call.operation for call in fake.calls]
    if set(called) != {name}:
        return f"it calls {called}\n{code}"
    return "\n".join(str(each) for each in client.drift if each.expected != UNDESCRIBED)


def run(code: str, names: dict[str, Any]) -> None:
    """Execute code that may await, without its output."""
    with contextlib.redirect_stdout(io.StringIO()):
        result = eval(compile(code, "example", "exec", _FLAGS), names)
        if inspect.iscoroutine(result):
            asyncio.run(result)


def is_coroutine(code: str) -> bool:
    """Whether code awaits."""
    return bool(compile(code, "example", "exec", _FLAGS).co_flags & inspect.CO_COROUTINE)


if __name__ == "__main__":
    main()
