"""The header with which a server recognizes a repeated request: a declared parameter, or Fern's extensions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator.ir.operations import Parameter, ParameterLocation
from generator.ir.types import Scalar, ScalarKind
from generator.naming import argument_name, assign
from generator.openapi import Node
from generator.parser.queries.nodes import is_true

_KEYS: Final = {"idempotency-key", "x-idempotency-key"}
_LIST: Final = "x-fern-idempotency-headers"  # of the document
_FLAG: Final = "x-fern-idempotent"  # of an operation, which then takes these headers


def idempotency_headers(
    node: Node, arguments: Sequence[Parameter], taken: set[str]
) -> list[Parameter]:
    """The headers of `x-fern-idempotency-headers` for an operation that declares them not as its parameters."""
    if not is_true(node, _FLAG):
        return []
    declared = {each.wire.lower() for each in arguments if _is_header(each)}
    wires = [wire for wire in _listed(node) if wire.lower() not in declared]
    names = assign(wires, argument_name, taken | {each.name for each in arguments})
    return [_header(wire, name) for wire, name in zip(wires, names, strict=True)]


def idempotency_key(node: Node, arguments: Iterable[Parameter]) -> str | None:
    """The name of the argument that is an idempotency key."""
    keys = {wire.lower() for wire in list(_listed(node))[:1] if is_true(node, _FLAG)}
    for parameter in arguments:
        if _is_header(parameter) and parameter.wire.lower() in _KEYS | keys:
            return parameter.name
    return None


def is_marked(node: Node) -> bool:
    """Whether an operation is marked as idempotent in a document that lists no headers which make it so."""
    return is_true(node, _FLAG) and not list(_listed(node))


def _listed(node: Node) -> Iterator[str]:
    listed = node.document.root.get(_LIST)
    for each in listed.elements() if listed is not None else ():
        if wire := each.text("header"):
            yield wire


def _is_header(parameter: Parameter) -> bool:
    return parameter.location is ParameterLocation.HEADER


def _header(wire: str, name: str) -> Parameter:
    text = Scalar(ScalarKind.STRING)
    return Parameter(name, wire, ParameterLocation.HEADER, text, False, "simple", False)
