"""The names of the types of dicts that arguments take in the place of models.

Each model that an argument contains, at any depth, has a type of dicts: `PetDict` for `Pet`. Each other named type with
such models has a wider one with dicts beside the models: `AnimalOrDict` for a union `Animal`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from generator.ir.operations import Operation
from generator.ir.types import Declaration, Model, Type
from generator.ir.walk import referenced_names


def with_dict_names(
    declarations: Mapping[str, Declaration],
    operations: Iterable[Operation],
    allocate: Callable[[str], str],
) -> Iterator[Declaration]:
    """The declarations. If an argument of an operation can contain one, it has the name of its dicts."""
    types = (
        type_ for operation in operations for type_ in types_of_arguments(operation, declarations)
    )
    reached = _reached(types, declarations)
    for name, each in declarations.items():
        if name in reached and isinstance(each, Model):
            yield replace(each, dict_name=allocate(f"{name}Dict"))
        elif name in reached and _has_models(each, declarations):
            yield replace(each, dict_name=allocate(f"{name}OrDict"))
        else:
            yield each


def types_of_arguments(
    operation: Operation, declarations: Mapping[str, Declaration]
) -> Iterator[Type]:
    """The types of the arguments of a method."""
    yield from (parameter.type for parameter in operation.parameters)
    body = operation.body
    if body is not None and body.arguments is not None:
        yield from _inner(declarations[body.model or ""])
    elif body is not None:
        yield from (content.type for content in body.contents)


def _inner(declaration: Declaration) -> Iterator[Type]:
    """The types that a declaration consists of."""
    if not isinstance(declaration, Model):
        yield declaration.type
        return
    yield from (field.type for field in declaration.fields)
    if declaration.extras is not None:
        yield declaration.extras


def _reached(types: Iterable[Type], declarations: Mapping[str, Declaration]) -> set[str]:
    """The declarations that values of the types can contain."""
    waiting = [name for type_ in types for name in referenced_names(type_)]
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += (n for type_ in _inner(declarations[name]) for n in referenced_names(type_))
    return reached


def _has_models(declaration: Declaration, declarations: Mapping[str, Declaration]) -> bool:
    """Whether values of a declaration can contain models."""
    inner = _reached(_inner(declaration), declarations)
    return any(isinstance(declarations[name], Model) for name in inner)
