"""Find the operation of a request, and its descriptor."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, TypeAlias
from urllib.parse import parse_qsl

import httpx2

from ...calls.request import accepted_types
from ...descriptors.operation import Operation
from ...http.media_types import covers, essence
from ...http.urls import TEMPLATED, split_template
from ...loading import load
from ...resource import Resource
from ...serialization.styles import literal


@dataclass(frozen=True)
class Route:
    """An operation by its method and its path, which may have a constant query."""

    name: str
    method: str
    template: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern of the encoded path, with a group for each parameter."""
        pieces = TEMPLATED.split(split_template(self.template)[0])
        return re.compile(
            "".join(
                "([^/]+?)" if index % 2 else re.escape(literal(piece))
                for index, piece in enumerate(pieces)
            )
        )

    @cached_property
    def names(self) -> list[str]:
        """The wire names of the path's parameters."""
        return TEMPLATED.findall(split_template(self.template)[0])

    @cached_property
    def query(self) -> frozenset[tuple[str, str]]:
        """The constant part of the query."""
        text = split_template(self.template)[1]
        return frozenset(parse_qsl("" if "{" in text else text, keep_blank_values=True))

    @cached_property
    def weight(self) -> tuple[int, int]:
        """How specific the route is: literal characters, and pairs of its query."""
        return len(TEMPLATED.sub("", self.template)), len(self.query)

    def parameters(self, path: str, *, within: bool = False) -> dict[str, str] | None:
        """The encoded values of the path's parameters by wire name; None if it is another path.

        With `within`, the path may begin with the path of a server.
        """
        found = self.pattern.fullmatch(path)
        if found is None and within:
            found = re.fullmatch(f"(?:/[^/]+)*?{self.pattern.pattern}", path)
        return None if found is None else dict(zip(self.names, found.groups(), strict=True))


RouteMatch: TypeAlias = tuple[Route, dict[str, str]]
"""A route and the encoded values of the path's parameters by wire name."""


class Routes:
    """The routes of an API, from the table of the generated module: `name METHOD /path` for each operation."""

    def __init__(self, table: Mapping[str, Sequence[str]]) -> None:
        self._by_name: dict[str, Route] = {}
        self._by_method: dict[str, list[Route]] = {}
        for resource, lines in table.items():
            for line in lines:
                name, method, template = line.split(" ", 2)
                route = Route(qualified(resource, name), method, template)
                self._by_name[route.name] = route
                self._by_method.setdefault(method.upper(), []).append(route)

    @property
    def all(self) -> Collection[Route]:
        """The routes in the order of the table."""
        return self._by_name.values()

    def methods(self, path: str) -> list[str]:
        """The methods of the operations with a path."""
        found = (each for each in self.all if each.parameters(path, within=True) is not None)
        return list(dict.fromkeys(each.method for each in found))

    def named(self, name: str, method: str, path: str) -> RouteMatch | None:
        """The route with a name, if it has the method and the path."""
        route = self._by_name.get(name)
        if route is None or route.method.upper() != method.upper():
            return None
        parameters = route.parameters(path) or route.parameters(path, within=True)
        return None if parameters is None else (route, parameters)

    def find(self, method: str, path: str, query: Sequence[tuple[str, str]]) -> list[RouteMatch]:
        """The most specific routes of a request, with their path parameters.

        A method and path can have several operations: for a single response and a stream, or for JSON and XML.
        """
        pairs = set(query)
        for within in (False, True):
            found = [
                (route, parameters)
                for route in self._by_method.get(method.upper(), ())
                if (parameters := route.parameters(path, within=within)) is not None
                and route.query <= pairs
            ]
            if found:
                best = max(route.weight for route, _ in found)
                return [(route, each) for route, each in found if route.weight == best]
        return []


def media_type_fit(operation: Operation[Any], request: httpx2.Request) -> tuple[bool, bool]:
    """Whether an operation declares the media type of a request's body, and whether it accepts the media types that the
    request accepts."""
    sent = essence(request.headers.get("content-type", ""))
    declared = [essence(kind.media_type) for kind in operation.body]
    is_body = any(covers(each, sent) for each in declared) if declared else not sent
    return is_body, accepted_types(operation) == request.headers.get("accept")


def qualified(resource: str, method: str) -> str:
    """The name of an operation. A resource that is itself an operation gives it its own name."""
    return resource if method == "__call__" else f"{resource}.{method}"


@cache
def descriptors(package: str, resource: str) -> Mapping[str, Operation[Any]]:
    """The descriptors of the operations of a resource by name.

    Args:
        package: The name of the generated package `testing`.
    """
    module = load(f"..resources.{resource}", package)
    return {operation.name: operation for operation in _operations(module)}


def _operations(module: object) -> Iterator[Operation[Any]]:
    for value in list(vars(module).values()):
        if isinstance(value, type) and issubclass(value, Resource):
            for base in value.__mro__:  # a large resource combines classes of several modules
                names = vars(sys.modules[base.__module__])
                yield from (each for each in names.values() if isinstance(each, Operation))
