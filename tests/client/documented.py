"""The examples of each operation in the spec, read with the project's own loader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from generator.openapi import Node, load

SPEC = Path(__file__).parents[2] / "spec" / "openapi.yaml"
_METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")


@dataclass(frozen=True, slots=True)
class Documented:
    """An operation with the values of its examples."""

    id: str
    method: str
    path: str
    """The path, with the examples of its parameters filled in."""
    query: dict[str, str]
    media_type: str
    requests: dict[str, Any]
    """Request bodies by example name."""
    responses: dict[str, Any]
    """Bodies of the success response by example name."""
    codes: dict[str, list[str]] = field(default_factory=dict)
    """The documented error codes of each status."""


@cache
def operations() -> dict[str, Documented]:
    """Return all operations of the spec by operationId."""
    found = (_documented(*each) for each in _walk(load(SPEC).root))
    return {each.id: each for each in found}


@cache
def code_table() -> dict[str, int]:
    """Return the documented error codes and their statuses."""
    codes = load(SPEC).root / "x-conventions" / "errors" / "codes"
    return {code: int(str((entry / "status").value)) for code, entry in codes.items()}


def _walk(root: Node) -> Iterator[tuple[str, str, Node, Node]]:
    for path, reference in (root / "paths").items():
        item = reference.resolve()
        for method in _METHODS:
            if method in item:
                yield path, method, item, item / method


def _documented(path: str, method: str, item: Node, operation: Node) -> Documented:
    query: dict[str, str] = {}
    for parameter in [*_elements(item, "parameters"), *_elements(operation, "parameters")]:
        name, example = parameter.text("name"), str(_required(parameter, "example").value)
        if parameter.text("in") == "path":
            path = path.replace("{" + name + "}", quote(example, safe=""))
        else:
            query[name] = example
    body = operation.get("requestBody")
    media_type, requests = _content(body.resolve()) if body else ("", {})
    (success,) = (
        node.resolve() for status, node in (operation / "responses").items() if status[0] == "2"
    )
    codes = {
        status: list(_codes(node.resolve())) for status, node in (operation / "responses").items()
    }
    responses = _content(success)[1]
    name = operation.text("operationId")
    return Documented(name, method.upper(), path, query, media_type, requests, responses, codes)


def _elements(node: Node, key: str) -> list[Node]:
    child = node.get(key)
    return [each.resolve() for each in child.elements()] if child else []


def _content(node: Node) -> tuple[str, dict[str, Any]]:
    ((media_type, content),) = (node / "content").items()
    named = _required(content, "examples").items()
    examples = {name: (each.resolve() / "value").value for name, each in named}
    return media_type, examples


def _required(node: Node, key: str) -> Node:
    child = node.get(key)
    assert child is not None, f"{node.location}: add {key!r}, with which the tests compare calls"
    return child


def _codes(response: Node) -> Iterator[str]:
    """Yield the values of every `code: {enum: [...]}` in a response's schema."""
    pending = [value for _, value in response.items()]
    while pending:
        node = pending.pop()
        for key, child in node.items():
            if key == "code" and "enum" in child:
                yield from (str(each.value) for each in (child / "enum").elements())
            else:
                pending.append(child)
        pending.extend(node.elements())
