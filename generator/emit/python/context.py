"""What each kind of template sees: texts that are ready to be placed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Any

from generator import reserved
from generator.emit.python import models, servers
from generator.emit.python.chunks import portions
from generator.emit.python.client_docstring import about
from generator.emit.python.descriptors import Descriptor, ErrorTable
from generator.emit.python.html import as_markdown
from generator.emit.python.imports import Scope, isort_key
from generator.emit.python.literals import (
    WIDTH,
    beginning,
    docstring,
    markdown,
    one_line,
    prose,
)
from generator.emit.python.methods import Method
from generator.emit.python.options import credentials, options, variables
from generator.emit.python.webhooks import webhook_texts
from generator.ir.api import Api
from generator.ir.operations import Resource
from generator.ir.types import Declaration, Model

_FEW = 6  # lines of a resource's description where it is an attribute of a client


class ApiView:
    """An Api with its declarations by name and by module."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self.declarations = {each.name: each for each in api.declarations}

    @cached_property
    def modules(self) -> list[tuple[str, list[Declaration]]]:
        """The modules of `models`, each with its declarations, sorted by name."""
        ordered = sorted(self.api.declarations, key=lambda declared: declared.module)
        return [(name, list(found)) for name, found in groupby(ordered, key=lambda d: d.module)]

    def scope(
        self, package: str, declared: Iterable[str] = (), shadowed: Iterable[str] = ()
    ) -> Scope:
        return Scope(self.declarations, package, declared, reserved.BUILTINS.intersection(shadowed))


@dataclass(frozen=True, slots=True)
class ModelText:
    """The texts of a model's class."""

    name: str
    base: str
    docstring: str
    fields: list[models.FieldText]
    extras: str
    checks: list[str]
    is_model: bool = True


@dataclass(frozen=True, slots=True)
class AliasText:
    """The texts of a named type."""

    name: str
    statement: str
    docstring: str
    is_model: bool = False


@dataclass(frozen=True, slots=True)
class ModuleNames:
    name: str
    names: list[str]


@dataclass(frozen=True, slots=True)
class ResourceName:
    """A resource as an attribute of the clients."""

    name: str
    class_name: str
    docstring: str


@dataclass(frozen=True, slots=True)
class OperationRow:
    """An operation as a row of the README."""

    name: str
    request: str
    summary: str


@dataclass(frozen=True, slots=True)
class ResourceRows:
    name: str
    operations: list[OperationRow]


def resource_views(view: ApiView, resource: Resource) -> Iterator[tuple[str, dict[str, Any]]]:
    """The modules of a resource. A large one is put together from parts."""
    cut = list(portions(resource.operations))
    if len(cut) <= 1:
        yield resource.name, _resource_view(view, resource)
        return
    parts = [
        replace(
            resource,
            name=f"_{resource.name}_{number}",
            class_name=f"{resource.class_name}{number}",
            operations=portion,
        )
        for number, portion in enumerate(cut, start=1)
    ]
    for part in parts:
        yield part.name, _resource_view(view, part, whole=resource)
    yield resource.name, _resource_view(view, replace(resource, operations=()), parts=parts)


def _resource_view(
    view: ApiView,
    resource: Resource,
    *,
    whole: Resource | None = None,
    parts: Sequence[Resource] = (),
) -> dict[str, Any]:
    operations = resource.operations
    scope = view.scope(
        "..",
        declared=(resource.class_name, f"Async{resource.class_name}"),
        shadowed=(operation.name for operation in operations),
    )
    errors = ErrorTable(operations, scope)
    said = (whole or resource).name
    twin = (whole or resource).class_name
    return {
        "resource": resource,
        "header": docstring(
            prose(f"{'Operations of' if whole else 'The resource'} `{said}`.", WIDTH)
        ),
        "docstring": _described(resource.description or f"The operations of `{said}`.", "    "),
        "scope": scope,
        "parts": parts,
        "base": "Resource" if parts else scope.use("Resource"),
        "async_base": "AsyncResource" if parts else scope.use("AsyncResource"),
        "errors": errors.named,
        "descriptors": [Descriptor(operation, said, scope, errors) for operation in operations],
        "methods": [Method(operation, twin, scope, asynchronous=False) for operation in operations],
        "async_methods": [
            Method(operation, twin, scope, asynchronous=True) for operation in operations
        ],
    }


def module_views(view: ApiView) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, declarations in view.modules:
        scope = view.scope(
            "..",
            declared=(declared.name for declared in declarations),
            shadowed=(f.name for d in declarations if isinstance(d, Model) for f in d.fields),
        )
        yield name, {
            "header": docstring(
                prose(f"Models: {', '.join(d.name for d in declarations[:8])}.", WIDTH)
            ),
            "scope": scope,
            "declarations": [_declared(declared, scope) for declared in declarations],
        }


def client_view(view: ApiView) -> dict[str, Any]:
    api = view.api
    client = api.settings.client
    names = [name for r in api.resources for name in (r.class_name, f"Async{r.class_name}")]
    scope = view.scope(".", declared=(client, f"Async{client}", *names))
    return {
        "settings": api.settings,
        "scope": scope,
        "use": scope.use,
        "about": about(api),
        "credentials": credentials(api),
        "variables": variables(api),
        "resources": [ResourceName(r.name, r.class_name, _introduced(r)) for r in api.resources],
    }


def package_view(view: ApiView) -> dict[str, Any]:
    api = view.api
    scope = view.scope(".")
    return {
        "api": api,
        "settings": api.settings,
        "title": one_line(api.title),
        "header": _described(
            f"{one_line(api.title)} {one_line(api.version)}: a client for Python.", ""
        ),
        "scope": scope,
        "use": scope.use,
        "modules": [ModuleNames(name, [d.name for d in found]) for name, found in view.modules],
        "servers": servers.sequence(servers.server(one, scope) for one in api.servers),
        "schemes": servers.sequence(servers.scheme(one, scope) for one in api.schemes),
        "security": servers.security(api.security),
        "error_pointers": servers.error_pointers(api),
        "error_key": servers.error_key,
        "described": _described,
        "exports": reserved.PACKAGE,
        "public": _public(api),
    }


def _public(api: Api) -> list[str]:
    """The names that the package exports."""
    modules = ["errors", "models", *(["webhooks"] if api.webhooks else [])]
    client = api.settings.client
    return sorted([client, f"Async{client}", *modules, *reserved.PACKAGE], key=isort_key)


def webhooks_view(view: ApiView) -> dict[str, Any]:
    hooks = view.api.webhooks
    names = [hook.name for hook in hooks]
    scope = view.scope(".", declared=names, shadowed=names)
    return {
        "settings": view.api.settings,
        "scope": scope,
        "use": scope.use,
        "hooks": webhook_texts(hooks, scope),
    }


def project_view(view: ApiView) -> dict[str, Any]:
    """What the files beside the package see: its pyproject.toml and its README."""
    api = view.api
    return {
        "api": api,
        "settings": api.settings,
        "summary": one_line(api.title) + ": a client for Python",
        "description": markdown(as_markdown(api.description) or api.title, 110),
        "version": _release(api.version),
        "paged": any(operation.paging for r in api.resources for operation in r.operations),
        "options": options(api),
        "resources": [_listed(resource) for resource in api.resources],
    }


def _release(version: str) -> str:
    """The release number that a version of an API begins with (PEP 440 takes nothing freer)."""
    found = re.search(r"\d+(\.\d+)*", version)
    return found[0] if found else "0"


def _listed(resource: Resource) -> ResourceRows:
    rows = [
        OperationRow(
            o.name, f"{o.method} {o.path}", one_line(as_markdown(o.summary or o.description))
        )
        for o in resource.operations
    ]
    return ResourceRows(resource.name, rows)


def _introduced(resource: Resource) -> str:
    """The docstring of a resource as an attribute of the client: the resource's class has the whole description."""
    indent = " " * 8
    said = prose(as_markdown(resource.description) or f"`{resource.name}`.", WIDTH - len(indent))
    return docstring(beginning(said, _FEW), indent)


def _described(text: str, indent: str) -> str:
    return docstring(prose(as_markdown(text), WIDTH - len(indent)), indent)


def _declared(declared: Declaration, scope: Scope) -> ModelText | AliasText:
    if not isinstance(declared, Model):
        return AliasText(
            declared.name, models.alias_text(declared, scope), models.alias_docstring(declared)
        )
    return ModelText(
        declared.name,
        models.base(declared, scope),
        models.class_docstring(declared),
        models.field_texts(declared, scope),
        models.extras_annotation(declared, scope) if declared.extras is not None else "",
        models.checks(declared, scope),
    )
