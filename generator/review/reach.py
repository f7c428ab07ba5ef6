"""The operations that reach a declaration, directly or through other declarations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.ir.api import Api
from generator.ir.operations import Operation
from generator.ir.types import Declaration, Model, Type
from generator.ir.walk import referenced_names


class Reach:
    """The users of each declaration of an Api."""

    def __init__(self, api: Api) -> None:
        self._users: dict[str, set[str]] = defaultdict(set)  # declaration -> declarations
        self._operations: dict[str, list[Operation]] = defaultdict(list)
        self._known: dict[str, tuple[Operation, ...]] = {}
        types = [each.type for each in api.webhooks]
        types += [each.type for each in api.error_fields]
        types += [each.type for each in api.error_codes if each.type is not None]
        self._roots = {name for type_ in types for name in referenced_names(type_)}
        for declaration in api.declarations:
            for type_ in declaration_types(declaration):
                for name in referenced_names(type_):
                    self._users[name].add(declaration.name)
        for resource in api.resources:
            for operation in resource.operations:
                for name in {n for t in operation_types(operation) for n in referenced_names(t)}:
                    self._operations[name].append(operation)

    def is_used(self, name: str) -> bool:
        """Whether a request, a response, a webhook or an error contains the declaration."""
        return bool(self.operations(name)) or not self._roots.isdisjoint(self._users_of(name))

    def operations(self, name: str) -> tuple[Operation, ...]:
        """The operations whose requests or responses contain the declaration, in the order of the document."""
        if name not in self._known:
            found: dict[str, Operation] = {}
            for user in self._users_of(name):
                found |= {f"{o.origin} {o.name}": o for o in self._operations.get(user, ())}
            self._known[name] = tuple(found[key] for key in sorted(found))
        return self._known[name]

    def _users_of(self, name: str) -> set[str]:
        """The declaration, and all declarations that contain it at any depth."""
        seen, waiting = {name}, [name]
        while waiting:
            new = self._users.get(waiting.pop(), set()) - seen
            seen |= new
            waiting += new
        return seen


def declaration_types(declaration: Declaration) -> Iterator[Type]:
    """The types in a declaration."""
    if isinstance(declaration, Model):
        yield from (field.type for field in declaration.fields)
        if declaration.extras is not None:
            yield declaration.extras
    else:
        yield declaration.type


def operation_types(operation: Operation) -> Iterator[Type]:
    """The types in the requests and responses of an operation."""
    yield from (parameter.type for parameter in operation.parameters)
    yield from (content.type for content in operation.body.contents) if operation.body else ()
    yield from (each.type for each in operation.responses if each.type is not None)
    yield from (each.type for each in operation.errors if each.type is not None)
    if operation.paging is not None:
        yield operation.paging.item
