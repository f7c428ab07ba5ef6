"""The sentence that joins the parts of the build."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.diagnostics import Diagnostic, sort_diagnostics
from generator.ir.api import Api
from generator.ir.operations import Operation, Resource, Server
from generator.ir.types import Type
from generator.naming import Scope
from generator.openapi import Document, Node
from generator.openapi.conventions import read_conventions
from generator.parser import security, servers, webhooks
from generator.parser.context import Context
from generator.parser.names import resources
from generator.parser.operations import errors, operations
from generator.parser.operations.operations import Shared
from generator.parser.operations.overloads import apart
from generator.parser.resolve import Resolver
from generator.parser.schemas.schemas import Schemas
from generator.parser.settings import SettingsInput, complete
from generator.parser.usage import flow, leads_of, leads_of_operation, leads_of_rest
from generator.parser.variants import Directions


class Built(NamedTuple):
    """An Api, and what was found on the way."""

    api: Api
    diagnostics: list[Diagnostic]


def build(document: Document, settings: SettingsInput, tolerant: bool = False) -> Built:
    """The Api of a document.

    Whatever cannot be expressed is an error (a warning where `tolerant`) and has a wider type in the Api.
    """
    context = Context(document, tolerant=tolerant)
    api = _Whole(context, settings).api()
    return Built(api, sort_diagnostics(context.diagnostics))


class _Whole:
    """A document on its way to an Api: read with draft types, resolved, then finished by the way that values go."""

    def __init__(self, context: Context, settings: SettingsInput) -> None:
        self.context = context
        self.described = _described(context.document.root)
        self.settings = complete(settings, self.described[0])
        self._read()
        self._resolve()
        self._finish()

    def _read(self) -> None:
        schemas = self.schemas = Schemas(self.context)
        schemas.declare_components()
        shared = self.shared = _shared(self.context, schemas)
        groups = resources.groups(self.context, self.settings.client)
        self.resources = [
            Resource(
                group.name,
                group.class_name,
                tuple(_apart([operations.draft(shared, plan, group.name) for plan in group.plans])),
                group.description,
            )
            for group in groups
        ]
        self.hooks = webhooks.webhooks(schemas, groups)
        self.fields = list(errors.error_fields(schemas, shared.conventions.errors))
        schemas.finish()
        schemas.break_cycles()

    def _resolve(self) -> None:
        self.resolver = Resolver(self.schemas.drafts, self.schemas.nullable)
        resolve = self.resolver.resolve
        self._change_operations(lambda o: operations.retyped(o, resolve, resolve, resolve))
        self._retype(resolve)

    def _finish(self) -> None:
        drafts, resolver = self.schemas.drafts, self.resolver
        graph = {
            name: leads_of(name, draft, resolver)
            for name, draft in drafts.items()
            if not resolver.is_dissolved(name)
        }
        roots = [leads_of_operation(o) for resource in self.resources for o in resource.operations]
        roots.append(leads_of_rest(self.hooks, self.fields))
        found = Directions(drafts, resolver, flow(graph, roots, self.schemas.names.allocate))
        declared = (each for name in drafts for each in found.declared(name))
        by_name = self.declarations = {each.name: each for each in declared}

        def finished(operation: Operation) -> Operation:
            typed = operations.retyped(operation, found.sent, found.sent_as_parts, found.received)
            return operations.finish(typed, by_name)

        self._change_operations(finished)
        self._retype(found.received)

    def _change_operations(self, change: Callable[[Operation], Operation]) -> None:
        self.resources = [
            replace(each, operations=tuple(map(change, each.operations))) for each in self.resources
        ]

    def _retype(self, change: Callable[[Type], Type]) -> None:
        """Change the types of all that is neither declared nor sent or received by an operation."""
        self.hooks = [replace(hook, type=change(hook.type)) for hook in self.hooks]
        self.fields = [replace(field, type=change(field.type)) for field in self.fields]

    def api(self) -> Api:
        root, shared = self.context.document.root, self.shared
        return Api(
            *self.described,
            settings=self.settings,
            servers=shared.servers,
            schemes=shared.schemes,
            security=security.requirements(self.context, root, shared.schemes) or (),
            resources=tuple(self.resources),
            declarations=tuple(self.declarations.values()),
            error_codes=shared.codes,
            error_fields=tuple(self.fields),
            webhooks=tuple(self.hooks),
            documentation=_documentation(root),
        )


def _apart(drafts: Sequence[Operation]) -> Iterator[Operation]:
    """The operations of a resource, those with two methods taken apart."""
    names = Scope(operation.name for operation in drafts)
    for operation in drafts:
        yield from apart(operation, names)


def _described(root: Node) -> tuple[str, str, str]:
    """The title, the version and the description of an API."""
    info = root.get("info") or root
    return (
        info.text("title"),
        info.text("version"),
        info.text("description") or info.text("summary"),
    )


def _shared(context: Context, schemas: Schemas) -> Shared:
    """What all operations have in common."""
    conventions = read_conventions(context.document)
    schemes = security.schemes(context)
    credentials = [name for scheme in schemes for name in scheme.credentials]
    listed = servers.servers(context.document.root, credentials) or (Server("/"),)
    return Shared(
        context, schemas, conventions, errors.error_codes(conventions.errors), schemes, listed
    )


def _documentation(root: Node) -> str:
    said = root.get("externalDocs")
    return said.text("url") if said is not None else ""
