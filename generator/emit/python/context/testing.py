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
from generator.ir.operations import CALL, STREAMS, BodyArgument, Operation, Resource, qualified
from generator.ir.types import Direction
from generator.json_types import Json
from generator.naming import reserve, snake_case

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


@dataclass(frozen=True, slots=True)
class FakeResource:
    """The class of a resource. A resource that is itself an operation (`client.search()`) has a method `__call__`.

    `fields` are the fields of the arguments of `__call__` that have another name.
    """

    base: str
    methods: list[FakeMethod]
    fields: str = ""


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
    attributes = [
        FakeAttribute(_attribute(resource, api), resource, _lines(resource))
        for resource in api.resources
    ]
    names = {
        qualified(each.name, fake): qualified(each.resource.name, name)
        for each in attributes
        for name, fake in _method_names(each.resource).items()
    }
    return {
        "api": api,
        "settings": api.settings,
        "client_homes": index.own_code.client_homes(api.settings.client),
        "resources": attributes,
        "renamed": {fake: name for fake, name in names.items() if fake != name},
    }


def fake_name(api: Api, resource: Resource, operation: Operation) -> str:
    """Return the name of an operation in the fake: as in the client, unless another attribute of the fake has it."""
    return qualified(_attribute(resource, api), _method_names(resource)[operation.name])


def _attribute(resource: Resource, api: Api) -> str:
    others = frozenset(each.name for each in api.resources if each is not resource)
    return reserve(resource.name, reserved.FAKES | others)


def _method_names(resource: Resource) -> dict[str, str]:
    """Return the name in the fake for the name of each operation in the client."""
    names = [each.name for each in resource.operations]
    if CALL not in names:
        return {name: name for name in names}
    taken = reserved.FAKE_OPERATIONS.union(names)
    return {
        name: reserve(name, taken) if name in reserved.FAKE_OPERATIONS else name for name in names
    }


def _lines(resource: Resource) -> list[str]:
    names = _method_names(resource)
    return [f"{names[each.name]} {each.method} {each.path}" for each in resource.operations]


def fake_resource_contexts(index: ApiIndex) -> Iterator[tuple[str, TemplateContext]]:
    """Yield the name and the context of each module of `testing/resources`."""
    for resource in index.api.resources:
        names = frozenset(_method_names(resource).values())
        imports = index.imports(
            "...", declared=(f"{resource.class_name}Fake", *names), shadowed=names
        )
        context = _class(resource, imports)
        imports.discard("UNSET")  # a default, which the methods of the fake do not have
        yield resource.name, {"resource": resource, "imports": imports, "fake": context}


def _class(resource: Resource, imports: Imports) -> FakeResource:
    names = _method_names(resource)
    methods = [_method(each, names[each.name], imports) for each in resource.operations]
    call = next((each for each in resource.operations if each.name == CALL), None)
    if call is None:
        return FakeResource(imports.use("FakeResource", _RUNTIME), methods)
    base = imports.use("CalledItems" if _is_listed(call) else "CalledOperation", _RUNTIME)
    fields: Json = {each.name: each.field for each in _renamed_arguments(call)}
    return FakeResource(
        f"{base}[{_result(call, imports)}]", methods, literal(fields) if fields else ""
    )


def _method(operation: Operation, name: str, imports: Imports) -> FakeMethod:
    method = Method(operation, imports, asynchronous=False)
    positional, others = (
        [replace(argument, default=imports.use("ANY", _RUNTIME)) for argument in arguments]
        for arguments in method.arguments()
    )
    text, is_listed = _result(operation, imports), _is_listed(operation)
    fields = [f"{each.name}={literal(each.field)}" for each in _renamed_arguments(operation)]
    decorator = "" if operation.name == CALL else "listed" if is_listed else "operation"
    return FakeMethod(
        name,
        f"{imports.use(decorator, _RUNTIME)}({', '.join(fields)})" if decorator else "",
        signature(positional, others),
        f"{imports.builtin('list')}[{text}]" if is_listed else text,
    )


def _is_listed(operation: Operation) -> bool:
    return operation.paging is not None or not STREAMS.isdisjoint(
        each.kind for each in operation.responses
    )


def _result(operation: Operation, imports: Imports) -> str:
    """Return the type of an operation's result, or of its items."""
    result = operation.paging.item if operation.paging else operation.returns
    types = TypeWriter(imports, Direction.OUTPUT, download="")
    return "None" if result is None else types.expression(result)


def _renamed_arguments(operation: Operation) -> list[BodyArgument]:
    """Return the arguments whose field in the body has another name."""
    arguments = operation.body.arguments if operation.body is not None else None
    return [each for each in arguments or () if each.name != each.field]
