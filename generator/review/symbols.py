"""The table of the public names of an Api, with their signatures and their places in the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import Location
from generator.emit.python.signatures import qualified_name
from generator.ir.types import Model
from generator.openapi import Node
from generator.openapi.conventions import KEY
from generator.review.compare.comparison import Side
from generator.review.places import first, properties


@dataclass(frozen=True, slots=True)
class Symbol:
    """A public name. `location` is the place of its key in the document."""

    name: str  # as callers write it: `client.items.list`, `models.Item.name`
    signature: str
    location: Location


def symbols(side: Side) -> Iterator[Symbol]:
    """The methods and their arguments, the models and their fields, and the error classes of an Api."""
    for name, signature, node in (*_methods(side), *_models(side), *_errors(side)):
        yield Symbol(name, signature, (node or side.places.root).key_location)


def _methods(side: Side) -> Iterator[tuple[str, str, Node]]:
    for resource, operation in side.operations():
        name = qualified_name(resource, operation)
        signature = side.signatures.method(resource, operation)
        yield name, signature, side.places.at(operation).node
        for parameter in operation.parameters:
            text = side.signatures.argument(resource, operation, parameter)
            node = side.places.parameter(operation, parameter)
            yield f"{name}({parameter.name})", text, node


def _models(side: Side) -> Iterator[tuple[str, str, Node | None]]:
    for declaration in side.api.declarations:
        node = side.places.declared(declaration.origin)
        name = f"models.{declaration.name}"
        yield name, side.signatures.declaration(declaration), node
        if not isinstance(declaration, Model):
            continue
        for field in declaration.fields:
            inner = properties(node, field.wire) if node is not None else []
            text = side.signatures.field(declaration, field)
            yield f"{name}.{field.name}", text, first((*inner, node))


def _errors(side: Side) -> Iterator[tuple[str, str, Node | None]]:
    for code in side.api.error_codes:
        node = side.places.component(KEY, "errors", "codes", code.wire)
        yield f"errors.{code.name}", side.signatures.error(code), node
