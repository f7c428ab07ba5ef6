"""A few lines of a document -> a client that is called over a socket, synchronously and asynchronously.

def test_something(make: Make, call: Call) -> None:
    api = make("paths: {/pets: {get: ...}}")
    reply = call(api, lambda c: c.pets.list(limit=2), answer([{"id": 1}]))
    assert (reply.sent.target, reply.value[0].id) == ("/pets?limit=2", 1)
"""

from __future__ import annotations

import importlib
import socket
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from textwrap import dedent, indent
from types import ModuleType
from typing import Any

from anyio.from_thread import BlockingPortal

from generator import pipeline
from generator.diagnostics import Diagnostic
from generator.emit.render import render
from generator.parser import SettingsInput
from generator.pipeline import Request
from generator.runtime_facts import templates_folder
from tests.support.harness import write_tree
from tests.support.loopback import Act, Loopback, Received, Reply, answer

OK = "responses: {'200': {description: ok}}"
"""The responses of an operation whose response does not matter."""


@dataclass(frozen=True)
class Made:
    """A generated package."""

    package: ModuleType
    diagnostics: tuple[Diagnostic, ...]
    folder: Path
    readme: str

    @property
    def models(self) -> Any:
        return self.package.models

    @property
    def errors(self) -> Any:
        return self.package.errors

    @property
    def notes(self) -> list[str]:
        """`line severity rule` of each problem."""
        return [f"{p.location.line} {p.severity} {p.rule}" for p in self.diagnostics]


class Refused(AssertionError):
    """Raised for a document that no client can be generated from."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.diagnostics = diagnostics
        super().__init__("\n".join(diagnostic.render() for diagnostic in diagnostics))


def head(version: str = "3.1.0") -> str:
    """The first two lines of every document."""
    return f"openapi: {version}\ninfo: {{title: Test, version: '1'}}\n"


class Maker:
    """Generates packages, once for each document. They share one imported runtime, because importing it takes long."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[str, Made] = {}
        self._runtime: dict[str, ModuleType] = {}

    def __call__(
        self,
        text: str,
        *,
        version: str = "3.1.0",
        tolerant: bool = False,
        name: str = "openapi.yaml",
        others: Mapping[str, str] | None = None,
        overlays: tuple[str, ...] = (),
        decimal_numbers: bool = False,
    ) -> Made:
        """The package of a document. Text other than JSON lacks `openapi` and `info`."""
        whole = text if name.endswith(".json") else head(version) + dedent(text)
        files = {name: whole, **{key: dedent(other) for key, other in (others or {}).items()}}
        key = sha256(repr((files, tolerant, overlays, decimal_numbers)).encode()).hexdigest()[:12]
        if key not in self._made:
            source = self._folder / f"made_{key}_spec"
            for path, content in files.items():
                (source / path).parent.mkdir(parents=True, exist_ok=True)
                (source / path).write_text(content, encoding="utf-8")
            patches = tuple(source / path for path in overlays)
            package = f"made_{key}"
            names = SettingsInput(
                package, package, "Client", "MADE", decimal_numbers=decimal_numbers
            )
            self._made[key] = self._make(Request(source / name, patches, names, tolerant))
        return self._made[key]

    def documented(self, document: Path) -> Made:
        """The package of a document in a file, with examples in its docstrings."""
        package = f"made_{sha256(str(document).encode()).hexdigest()[:12]}"
        names = SettingsInput(package, package, "Client", "MADE", docs=True)
        return self._make(Request(document, names=names, tolerant=True))

    def _make(self, request: Request) -> Made:
        # Hypothesis searches all imported modules for constants, except those in a folder `tests`.
        package, out = str(request.names.package), self._folder / "tests"
        result = pipeline.check(request)
        if result.api is None:
            raise Refused(result.diagnostics)
        tree = dict(render(result.api, templates_folder()))
        write_tree(tree, out)
        if str(out) not in sys.path:
            sys.path.insert(0, str(out))
        importlib.invalidate_caches()
        sys.modules.update((package + name, module) for name, module in self._runtime.items())
        # The next package replaces the file.
        readme = (out / "README.md").read_text("utf-8")
        made = Made(importlib.import_module(package), result.diagnostics, out / package, readme)
        for each in tree:
            if each.suffix == ".py" and "_runtime" not in each.parts:
                name = ".".join(each.with_suffix("").parts).removesuffix(".__init__")
                importlib.import_module(name)
        if not self._runtime:
            imported = [name for name in sys.modules if name.startswith(f"{package}._runtime")]
            self._runtime = {name.removeprefix(package): sys.modules[name] for name in imported}
        return made


@dataclass
class Outcome:
    """The result of a call and the requests that the server received."""

    value: Any
    requests: list[Received] = field(default_factory=list)

    @property
    def sent(self) -> Received:
        """The only request."""
        (request,) = self.requests
        return request


class Caller:
    """A way to call: synchronously, or asynchronously in an event loop in a thread."""

    def __init__(self, portal: BlockingPortal | None, server: Loopback) -> None:
        self.is_async = portal is not None
        self.server = server
        self._portal = portal

    def __call__(self, api: Made, use: Callable[..., Any], *acts: Act, **options: Any) -> Outcome:
        """The awaited result of a call: all items of an iterator, or the body of a download."""
        self.server.play(*(acts or (answer({}),)))
        client = self.client(api, **options)
        try:
            value = self._run(client, use)
        finally:
            with suppress(Exception):
                self._run(client, lambda c: c.close())
        return Outcome(value, list(self.server.requests))

    def client(self, api: Made, **options: Any) -> Any:
        """A client of the package for the loopback server. With `backoff=None`, it has its default backoff."""
        kind = api.package.AsyncClient if self.is_async else api.package.Client
        usual = {"base_url": self.server.url, "backoff": 0.01, "timeout": 30.0}
        given = {**usual, **options}
        return kind(**{name: v for name, v in given.items() if (name, v) != ("backoff", None)})

    def _run(self, client: Any, use: Callable[..., Any]) -> Any:
        if self._portal is None:
            return _finished(use(client))

        async def awaited() -> Any:
            return await _finished_async(use(client))

        return self._portal.call(awaited)


def _finished(value: Any) -> Any:
    if hasattr(value, "iter_bytes"):
        return value.read()
    return list(value) if hasattr(value, "__next__") or hasattr(value, "next_page") else value


async def _finished_async(value: Any) -> Any:
    if hasattr(value, "__aiter__"):
        return [item async for item in value]
    if hasattr(value, "__await__"):
        value = await value
    return await value.read() if hasattr(value, "iter_bytes") else value


Make = Maker
Call = Caller


def answering(act: Callable[[Received], Reply]) -> Act:
    """An act that answers every request with a function's result."""

    def play(connection: socket.socket, request: Received) -> bool:
        connection.sendall(act(request).to_bytes())
        return True

    return play


def echo(schema: str, components: str = "") -> str:
    """A document whose only operation, `client.things.save(body)`, sends and returns a schema."""
    text = f"""
paths:
  /things:
    put:
      operationId: saveThings
      requestBody: {{required: true, content: {{application/json: {{schema: {schema}}}}}}}
      responses: {{'200': {{description: ok, content: {{application/json: {{schema: {schema}}}}}}}}}
"""
    return text + (
        "components:\n  schemas:\n" + indent(dedent(components), "    ") if components else ""
    )


def thing(properties: str, components: str = "", rest: str = "type: object") -> str:
    """The same as `echo`, for an object called Thing with these properties."""
    own = f"Thing: {{{rest}, properties: {properties}}}\n"
    return echo("{$ref: '#/components/schemas/Thing'}", own + dedent(components))


def both(call: Call, api: Made, wire: Any, **fields: Any) -> Any:
    """Assert that a Thing with these fields is sent as the wire value and received with the same fields."""
    reply = call(api, lambda c: c.things.save(**fields), answer(wire))
    assert reply.sent.json() == wire
    for name, value in fields.items():
        assert getattr(reply.value, name) == value
    return reply.value
