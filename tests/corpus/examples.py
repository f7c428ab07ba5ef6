"""Execute the examples in the docstrings of all methods of a package, against the fake of its API.

    python examples.py FOLDER PACKAGE

It prints a JSON object with the failures and with the numbers of examples and of methods.
"""

from __future__ import annotations

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
from operator import attrgetter
from typing import Any


def main() -> None:
    folder, package = sys.argv[1:]
    sys.path.insert(0, folder)
    failures, examples, methods = executed(package)
    print(json.dumps({"failures": failures, "examples": examples, "methods": methods}))


def executed(package: str) -> tuple[list[str], int, int]:
    """Return the failures, and the numbers of examples and of methods."""
    failures: list[str] = []
    examples = methods = 0
    with _fake(package) as fake:
        for name, asynchronous in operations(fake):
            methods += 1
            kind = "async_client" if asynchronous else "client"
            client = getattr(fake, kind)(max_retries=0)
            code = _example(attrgetter(fake._renamed.get(name, name))(client))
            examples += bool(code)
            fake.clear()
            problem = code and _problem(package, fake, name, client, code)
            failures += [f"{kind}.{name}: {problem}"] if problem else []
            fake.clear()
    return failures, examples, methods


def _fake(package: str) -> Any:
    testing = importlib.import_module(f"{package}.testing")
    values = [getattr(testing, name) for name in testing.__all__]
    kinds = (each for each in values if isinstance(each, type))
    return next(kind for kind in kinds if issubclass(kind, testing.Fake))()


def operations(fake: Any) -> Iterator[tuple[str, bool]]:
    """Yield the names of all operations in the fake, each for both clients: whether it is the asynchronous one."""
    for route in fake._routes.all:
        for asynchronous in (False, True):
            yield route.name, asynchronous


def _example(method: Any) -> str:
    """Return the code in the section `Example` of a docstring; empty if there is none."""
    _, _, text = (inspect.getdoc(method) or "").partition("\nExample:\n")
    return textwrap.dedent(text)


def _problem(package: str, fake: Any, name: str, client: Any, code: str) -> str:
    """Execute an example, and return what is wrong."""
    scripts = fake._scripts_of(name)
    names = {"client": client, "datetime": datetime, "date": date}
    names["models"] = importlib.import_module(f"{package}.models")
    if not script_answer(package, scripts):
        return "no answer is known"
    compiled = compile(code, name, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            result = eval(compiled, names)
            if inspect.iscoroutine(result):
                asyncio.run(result)
    except Exception as error:
        return f"{type(error).__name__}: {error}\n{code}"
    return "" if fake.calls else f"it calls nothing\n{code}"


def script_answer(package: str, scripts: Any) -> bool:
    """Script a value that the operation documents, and return whether one is known."""
    values = importlib.import_module(f"{package}._runtime.testing.values")
    convert = importlib.import_module(f"{package}._runtime.models.decoders").convert
    candidates: list[Any] = [[], None, b"data", "text"]
    for result in scripts.operation.results:
        with contextlib.suppress(Exception):
            candidates.append(convert(values.wire_sample(result.type, "value"), result.type))
    for value in candidates:
        with contextlib.suppress(Exception):
            scripts.add(scripts.value(value), None)
            return True
    return False


if __name__ == "__main__":
    main()
