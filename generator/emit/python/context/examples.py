"""The context of `testing/examples.json`: the examples of the document, as data for the fake."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from generator.emit.python.context import TemplateContext
from generator.emit.python.context.api_index import ApiIndex
from generator.ir.operations import STREAMS, Operation, Paging, qualified
from generator.ir.types import Alias, Field, ListOf, MapOf, Model, Named, Nullable, Type, Union
from generator.json_types import Json
from generator.openapi.pointers import tokens

_LONGEST: Final = 2_000
"""Characters of an example. The fake makes longer values from the examples of the fields."""
_ITEMS: Final = 5
"""Items in the example of a list."""


def examples_context(index: ApiIndex) -> TemplateContext:
    """Return the context of `testing/examples.json`."""
    operations = [
        (qualified(resource.name, operation.name), operation)
        for resource in index.api.resources
        for operation in resource.operations
    ]
    examples = _Examples(index)
    for each in index.api.declarations:
        examples.add_declared(each)
    responses: dict[str, str] = {}
    for name, operation in operations:
        for type_, value in _bodies(operation):
            examples.add(type_, value)
        if (text := _response(operation)) is not None:
            responses[name] = text
    fields = {
        name: "{" + ", ".join(f"{json.dumps(wire)}: {text}" for wire, text in found.items()) + "}"
        for name, found in examples.fields.items()
    }
    return {"tables": {"fields": fields, "responses": responses} if fields or responses else {}}


def _bodies(operation: Operation) -> Iterator[tuple[Type, Json]]:
    """Yield the types and the examples of an operation's bodies."""
    for response in operation.responses:
        if response.type is not None and operation.paging is not None:
            yield ListOf(response.type), _items(operation.paging, response.example)
        elif response.type is not None:
            yield response.type, response.example
    if operation.body is not None:
        yield operation.body.contents[0].type, operation.body.example


def _response(operation: Operation) -> str | None:
    """Return the example of the first response that has one, of a list its items.

    A stream is made of the examples of its items.
    """
    for response in operation.responses:
        example = response.example
        if operation.paging is not None:
            example = _items(operation.paging, example)
        if response.kind not in STREAMS and (text := _text(example)) is not None:
            return text
    return None


def _items(paging: Paging, example: Json) -> Json:
    """Return the items of a list in the example of its response: the first ones that are short enough."""
    for name in tokens(paging.items):
        example = example.get(name) if isinstance(example, dict) else example
    items = example[:_ITEMS] if isinstance(example, list) else []
    while items and _text(items) is None:
        items = items[:-1]
    return items or None


def _text(value: Json) -> str | None:
    """Return an example as JSON; None if there is none, or if it is too long or not JSON."""
    if value is None:
        return None
    try:
        text = json.dumps(value, allow_nan=False)
    except (ValueError, RecursionError):
        return None
    return text if len(text) <= _LONGEST else None


class _Examples:
    """The examples of the fields of models, as JSON by name and wire name."""

    def __init__(self, index: ApiIndex) -> None:
        self.fields: dict[str, dict[str, str]] = {}
        self._declarations = index.declarations

    def add_declared(self, declared: Model | Alias) -> None:
        """Add the examples of a model's own fields."""
        if isinstance(declared, Model):
            for field in declared.fields:
                self._add_field(declared, field, field.example)

    def add(self, type_: Type, value: Json) -> bool:
        """Add the values in the example of a type, and return whether they belong to models."""
        match type_:
            case Nullable(inner):
                return self.add(inner, value)
            case Named(name):
                return self._add_named(name, value)
            case ListOf(item):
                return self._add_first(item, value if isinstance(value, list) else ())
            case MapOf(item):
                return self._add_first(item, value.values() if isinstance(value, dict) else ())
            case Union(members):
                chosen = self._chosen(members, value)
                return chosen is not None and self.add(chosen, value)
            case _:
                return False

    def _add_named(self, name: str, value: Json) -> bool:
        declared = self._declarations[name]
        if isinstance(declared, Alias):
            return self.add(declared.type, value)
        properties = value if isinstance(value, dict) else {}
        for field in declared.fields:
            if field.wire in properties:
                self._add_field(declared, field, properties[field.wire])
        return True

    def _add_first(self, item: Type, values: Iterable[Json]) -> bool:
        return self.add(item, next(iter(values), None))

    def _add_field(self, model: Model, field: Field, value: Json) -> None:
        known = self.fields.get(model.name, {})
        if value is None or field.wire in known or field.constant is not None:
            return
        if not self.add(field.type, value) and (text := _text(value)) is not None:
            self.fields.setdefault(model.name, {})[field.wire] = text

    def _chosen(self, members: Iterable[Type], value: Json) -> Type | None:
        """Return the member that an example belongs to; None if several lists or objects can have it."""
        kind = ListOf if isinstance(value, list) else Named
        found = [each for each in members if isinstance(each, kind)]
        return found[0] if len(found) == 1 else None
