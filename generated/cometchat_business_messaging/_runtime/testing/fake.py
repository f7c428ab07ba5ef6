"""A fake of an API: the context in which its clients make no requests over the network."""

from __future__ import annotations

import itertools
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from copy import copy
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn, Self
from urllib.parse import parse_qsl

import httpx2

from .. import clock as clocks
from ..config.options import ClientOptions
from ..descriptors.api import ApiDescription
from ..descriptors.operation import Operation
from ..models.model import Value
from ..transport import substitution
from .answers.examples import example_answer
from .answers.refusals import problem_response
from .answers.results import Answer
from .answers.tokens import token_response
from .clock import FakeClock
from .environment import Variables, fake_values
from .examples import examples_of
from .problems import FakeError, RequestError
from .requests.calls import FakeCall
from .requests.routing import RouteMatch, Routes, descriptors, media_type_fit
from .requests.validation import check_request, is_allowed
from .scripts import Scripts
from .state.store import Store
from .transport import FakeConnections

if TYPE_CHECKING:
    from .server.server import FakeServer

_numbers = itertools.count(1)


class Fake:
    """Base of the generated fake.

    Attributes:
        calls: The calls that the fake received, in their order. Each attempt is a call.
        clock: The clock of all calls: `clock.advance(60)` lets time pass.
        examples: Whether operations without a remaining script answer with the examples of the document.
        state: Whether such operations remember what calls create, change and delete, where their resource allows it.
    """

    def __init__(
        self,
        api: ApiDescription,
        operations: Mapping[str, Sequence[str]],
        package: str,
        *,
        renamed: Mapping[str, str] | None = None,
        examples: bool = False,
        state: bool = False,
    ) -> None:
        """Create a fake.

        Args:
            api: What the API's document declares.
            operations: The lines `name METHOD /path` of the operations of each resource, by the names in the fake.
            package: The name of the generated package `testing`.
            renamed: The names in the client of the operations that have another name in the fake.
        """
        self.calls: list[FakeCall] = []
        self.clock = FakeClock()
        self.examples = examples
        self.state = state
        self._api = api
        self._package = package
        self._renamed = renamed or {}
        self._names = {name: fake for fake, name in self._renamed.items()}
        self._routes = Routes(operations)
        self._store = Store(api, self._routes, self._descriptor)
        self._scripts: dict[str, Scripts] = {}
        self._examples: dict[str, Answer] = {}
        self._problems: list[FakeError] = []
        self._base_url = f"http://fake-{next(_numbers)}.invalid"
        self._variables = Variables(api, self._base_url)
        self._connections = FakeConnections(self._respond)
        self._active = False

    @property
    def pauses(self) -> list[float]:
        """The pauses of the client between attempts, in seconds. They take no time."""
        return self.clock.pauses

    def __enter__(self) -> Self:
        """Begin the fake.

        Raises:
            FakeError: It is already in use.
        """
        if self._active:
            raise FakeError("the fake is already in use: write one `with` around its calls")
        self._active = True
        self._variables.use()
        clocks.use(self.clock)
        substitution.use(self._connections)
        return self

    def __exit__(
        self, kind: object, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """End the fake.

        Raises:
            FakeError: A scripted answer was never asked for, or a call that was not scripted went unnoticed.
        """
        self._active = False
        substitution.drop(self._connections)
        clocks.drop(self.clock)
        self._variables.restore()
        if error is None:
            self.check()

    def check(self) -> None:
        """Fail if a scripted answer was never asked for, or a call was not scripted, as the end of the fake does.

        Raises:
            FakeError: The first problem.
        """
        if self._problems:
            raise self._problems[0]
        unused = [each.unused for each in self._scripts.values() if each.unused]
        if unused:
            raise FakeError(f"{'; '.join(unused)}. Remove the scripts, or make the calls.")

    def seed(self, *items: Value, **path: str) -> None:
        """Remember items, as if calls had created them. From now on, `state` is true.

        Args:
            path: The parameters of the path to the items, by the names of the API.

        Raises:
            FakeError: No resource has such items at this path.
        """
        self.state = True
        for item in items:
            self._store.add(item, path)

    @contextmanager
    def serve(self, port: int = 0) -> Generator[FakeServer]:
        """Answer requests of other processes and languages on a port of this machine's loopback interface.

        Meanwhile, the environment variables of a process that this one starts lead its clients there.

        Args:
            port: The number of the port; 0: any free one.

        Raises:
            FakeError: The fake is not in use (write `with` around it), or the port cannot be used.
        """
        from .server.server import FakeServer

        if not self._active:
            raise FakeError("serve() needs a fake in use: write `with` around it")
        with FakeServer(self._served, port) as server, self._variables.pointing_to(server.url):
            yield server

    def clear(self) -> None:
        """Forget all scripts, calls, problems and remembered items."""
        self._store.clear()
        self.calls.clear()
        self._problems.clear()
        for scripts in self._scripts.values():
            scripts.clear()

    def _arguments(self, options: ClientOptions, *, asynchronous: bool) -> dict[str, Any]:
        """The arguments of a client of this fake. `options` replace those of the fake."""
        connections = self._connections
        http_client = connections.asynchronous if asynchronous else connections.sync
        own = {**fake_values(self._api), "base_url": self._base_url, "http_client": http_client}
        return {**own, **options}

    def _scripts_of(self, name: str) -> Scripts:
        """The scripts of an operation by its name."""
        scripts = self._scripts.get(name)
        if scripts is None:
            descriptor = self._descriptor(name)
            scripts = self._scripts[name] = Scripts(self._api, descriptor, self._unscripted)
        return scripts

    def _descriptor(self, name: str) -> Operation[Any]:
        """The descriptor of an operation, with its name in the fake."""
        own = self._renamed.get(name, name)
        operation = descriptors(self._package, own.partition(".")[0])[own]
        if own != name:
            operation = copy(operation)
            operation.name = name
        return operation

    def _unscripted(self, operation: Operation[Any]) -> Answer | None:
        """The answer of an operation without a remaining script, if it has one."""
        answer = self._store.answer(operation) if self.state else None
        return self._example(operation) if answer is None and self.examples else answer

    def _example(self, operation: Operation[Any]) -> Answer:
        """The answer from the examples, which is made once."""
        name = operation.name
        if name not in self._examples:
            known = examples_of(self._package.partition(".")[0]).responses
            self._examples[name] = example_answer(
                operation, known.get(self._renamed.get(name, name))
            )
        return self._examples[name]

    def _respond(self, request: httpx2.Request) -> httpx2.Response:
        granted = token_response(request)
        if granted is not None:
            return granted
        try:
            scripts, path = self._operation(request)
            call = FakeCall(request, scripts.operation, path)
            self.calls.append(call)
            check_request(self._api, scripts.operation, call)
            return _for_method(request, scripts.respond(call))
        except FakeError as error:
            self._problems.append(error)
            raise

    def _served(self, request: httpx2.Request, problem: RequestError | None) -> httpx2.Response:
        """The response to another process, which cannot receive an exception.

        `problem` is set for a request that is not valid HTTP.
        """
        try:
            if problem is not None:
                self._refuse(request, problem)
            return self._respond(request)
        except FakeError as error:
            own: Operation[Any] | None = getattr(error, "operation", None)
            operation = own if own is not None and own.errors else self._any_operation or own
            response = problem_response(self._api, request, error, operation)
            return _for_method(request, response)

    @property
    def _any_operation(self) -> Operation[Any] | None:
        """An operation whose errors have the format of the API's errors."""
        operations = (self._descriptor(route.name) for route in self._routes.all)
        return next((each for each in operations if each.errors), None)

    def _refuse(self, request: httpx2.Request, problem: RequestError) -> NoReturn:
        """Fail the test. The answer is the documented error of the operation, if the request has one."""
        with suppress(FakeError):
            problem.operation = self._operation(request)[0].operation
        self._problems.append(problem)
        raise problem

    def _operation(self, request: httpx2.Request) -> tuple[Scripts, Mapping[str, str]]:
        """The operation of a request.

        Of several with the same method and path, it is the one that the client names, or the one with the media types.
        """
        if not self._active:
            raise FakeError("the fake was not entered or has ended: write `with` around its calls")
        path, _, query = request.url.raw_path.decode().partition("?")
        name: str = request.extensions.get("operation", "")
        named = self._routes.named(self._names.get(name, name), request.method, path)
        if named is not None:
            return self._scripts_of(named[0].name), named[1]
        pairs = parse_qsl(query, keep_blank_values=True)
        found = self._routes.find(request.method, path, pairs)
        if not found and request.method == "HEAD":
            found = self._routes.find("GET", path, pairs)
        if not found:
            methods = self._routes.methods(path)
            message = f"the API has no operation {request.method} {path}"
            raise RequestError(message, 405 if methods else 404, methods=methods)
        return self._chosen(request, found)

    def _chosen(
        self, request: httpx2.Request, found: list[RouteMatch]
    ) -> tuple[Scripts, Mapping[str, str]]:
        """The operation that fits best: by its media types, then by its parameters and body."""
        candidates = [(self._scripts_of(route.name), parameters) for route, parameters in found]
        if len(candidates) == 1:
            return candidates[0]

        def fit(candidate: tuple[Scripts, Mapping[str, str]]) -> tuple[bool, ...]:
            operation = candidate[0].operation
            call = FakeCall(request, operation, candidate[1])
            return *media_type_fit(operation, request), is_allowed(operation, call)

        return max(candidates, key=fit)


def _for_method(request: httpx2.Request, response: httpx2.Response) -> httpx2.Response:
    """The response, without its body to a HEAD request."""
    if request.method == "HEAD":
        response.stream = httpx2.ByteStream(b"")
    return response
