"""Examples of calls of operations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.emit.python.examples.layout import Bracketed, Snippet, lines_of
from generator.emit.python.examples.scalars import NoExampleError
from generator.emit.python.examples.values import Values, path_example
from generator.ir.operations import (
    STREAMS,
    Body,
    ContentKind,
    Operation,
    ParameterLocation,
    Resource,
    qualified,
)
from generator.ir.types import Declaration, Model, Named, Nullable, Type
from generator.naming import snake_case

MAX_LINES = 6  # of an example, before optional arguments and fields are left out
_TAKEN = frozenset({"client", "models", "datetime", "date", "Decimal", "asyncio"})


def example_lines(
    resource: Resource,
    operation: Operation,
    declarations: Mapping[str, Declaration],
    width: int,
    *,
    asynchronous: bool,
    dicts: bool = False,
) -> list[str]:
    """Return the lines of a call of an operation with a variable `client`; none if an argument has no known value.

    The code uses the names `models`, `datetime`, `date` and `Decimal`. An asynchronous call is inside a coroutine.
    With `dicts`, dicts are in the place of models.
    """
    for brief in (False, True):
        try:
            arguments = list(_arguments(operation, Values(declarations, brief, dicts)))
        except NoExampleError:
            return []
        name = f"client.{qualified(resource.name, operation.name)}("
        lines = _statement(
            operation, Bracketed(name, arguments, ")"), width, asynchronous=asynchronous
        )
        if len(lines) <= MAX_LINES:
            return lines
    return lines


def _statement(
    operation: Operation, call: Bracketed, width: int, *, asynchronous: bool
) -> list[str]:
    prefix = "async " if asynchronous else ""
    kinds = {response.kind for response in operation.responses}
    if operation.paging is not None or kinds & STREAMS:
        item = _variable(operation.returns, "item")
        return [*lines_of(call, width, f"{prefix}for {item} in ", ":"), f"    print({item})"]
    awaited = "await " if asynchronous else ""
    if kinds == {ContentKind.BINARY}:
        opened = lines_of(call, width, f"{prefix}with {awaited}", " as download:")
        return [*opened, f"    content = {awaited}download.read()"]
    if operation.returns is None:
        return lines_of(call, width, awaited)
    return lines_of(call, width, f"{_variable(operation.returns, 'result')} = {awaited}")


def _variable(type_: Type | None, default: str) -> str:
    """Return the name of a variable with a value of a type."""
    inner = type_.inner if isinstance(type_, Nullable) else type_
    name = snake_case(inner.name) if isinstance(inner, Named) else default
    return default if name in _TAKEN or not name.isidentifier() else name


def _arguments(operation: Operation, values: Values) -> Iterator[tuple[str, Snippet]]:
    for parameter in operation.parameters:
        is_positional = parameter.location is ParameterLocation.PATH
        if is_positional or (parameter.is_needed and not operation.is_key(parameter)):
            example = parameter.example
            if is_positional and example is None:
                example = path_example(parameter.type, values.declarations)
            value = values.value(parameter.type, example, parameter.wire)
            yield "" if is_positional else f"{parameter.name}=", value
    if operation.body is not None:
        yield from _body_arguments(operation.body, values)


def _body_arguments(body: Body, values: Values) -> Iterator[tuple[str, Snippet]]:
    content = body.contents[0]
    if body.arguments is None:
        if body.required or body.example is not None:
            value = values.value(content.type, body.example, body.name)
            is_listed = content.kind is ContentKind.JSON_LINES
            yield f"{body.name}=", Bracketed("[", [("", value)], "]") if is_listed else value
        return
    model = values.declarations[body.model or ""]
    assert isinstance(model, Model)
    names = {each.field: each.name for each in body.arguments if each.default is None}
    for field, value in values.fields(model, body.example):
        if field.name in names:
            yield f"{names[field.name]}=", value
