"""The contexts of the package `testing`, the fake of the API."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator import reserved
from generator.emit.python.context import TemplateContext
from generator.emit.python.context.api_index import ApiIndex
from generator.emit.python.imports import Imports
from generator.emit.python.methods import Method, signature
from generator.emit.python.text.literals import literal
from generator.emit.python.type_expressions import TypeWriter
from generator.ir.api import Api, Settings
from generator.ir.operations import STREAMS, Operation, Resource
from generator.ir.types import Direction
from generator.naming import snake_case

_RUNTIME = "_runtime.testing"
_USUAL_FIXTURES = frozenset(["api", "app", "cache", "client", "request", "server", "session"])


@dataclass(frozen=True, slots=True)
class FakeAttribute:
    """A resource as an attribute of the fake."""

    name: str
    resource: Resource
    lines: list[str]


@dataclass(frozen=True, slots=True)
class FakeMethod:
    """An operation in the class of its resource."""

    name: str
    decorator: str
    signature: str
    returns: str


def fixture_context(index: ApiIndex) -> TemplateContext:
    """Return the context of `_pytest.py`."""
    return {"settings": index.api.settings, "fixture": fixture_name(index.api.settings)}


def fixture_name(settings: Settings) -> str:
    """Return the name of the fixture for pytest: that of the client, unless other plugins have such a fixture, too."""
    name = snake_case(settings.client)
    return settings.package if name in _USUAL_FIXTURES else name


def fake_context(index: ApiIndex) -> TemplateContext:
    """Return the context of `testing/__init__.py`."""
    api = index.api
    return {
        "api": api,
        "settings": api.settings,
        "client_homes": index.own_code.client_homes(api.settings.client),
        "resources": [
            FakeAttribute(_attribute(resource.name, api), resource, _lines(resource))
            for resource in api.resources
        ],
    }


def _attribute(name: str, api: Api) -> str:
    """Return the name of a resource in the fake: its own, unless the fake has an attribute of this name."""
    taken = reserved.FAKES | {resource.name for resource in api.resources}
    while name in reserved.FAKES or (name.endswith("_") and name in taken):
        name += "_"
    return name


def _lines(resource: Resource) -> list[str]:
    return [f"{each.name} {each.method} {each.path}" for each in resource.operations]


def fake_resource_contexts(index: ApiIndex) -> Iterator[tuple[str, TemplateContext]]:
    """Yield the name and the context of each module of `testing/resources`."""
    for resource in index.api.resources:
        names = {operation.name for operation in resource.operations}
        imports = index.imports(
            "...", declared=(f"{resource.class_name}Fake", *names), shadowed=names
        )
        methods = [_method(operation, resource, imports) for operation in resource.operations]
        imports.discard("UNSET")  # a default, which the methods of the fake do not have
        yield resource.name, {
            "resource": resource,
            "imports": imports,
            "base": imports.use("FakeResource", _RUNTIME),
            "methods": methods,
        }


def _method(operation: Operation, resource: Resource, imports: Imports) -> FakeMethod:
    def use(name: str) -> str:
        return imports.use(name, _RUNTIME)

    method = Method(operation, imports, asynchronous=False)
    positional, others = (
        [replace(argument, default=use("ANY")) for argument in arguments]
        for arguments in method.arguments()
    )
    types = TypeWriter(imports, Direction.OUTPUT, download="")
    result = operation.paging.item if operation.paging else operation.returns
    text = "None" if result is None else types.expression(result)
    is_listed = operation.paging or {each.kind for each in operation.responses} & STREAMS
    renamed = operation.body.arguments if operation.body is not None else None
    fields = [
        f"{each.name}={literal(each.field)}" for each in renamed or () if each.name != each.field
    ]
    return FakeMethod(
        operation.name,
        f"{use('listed' if is_listed else 'operation')}({', '.join(fields)})",
        signature(positional, others),
        f"{imports.builtin('list')}[{text}]" if is_listed else text,
    )
