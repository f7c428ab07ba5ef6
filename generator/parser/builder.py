"""The stages of parsing, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.diagnostics import Diagnostic, sort_diagnostics, suggestion
from generator.ir.api import Api, ErrorCode, ErrorField, Settings, Webhook
from generator.ir.dict_names import with_dict_names
from generator.ir.operations import Operation, Resource, Server, possible_names, qualified
from generator.ir.types import Declaration
from generator.names.renames import Renames
from generator.naming import UsedNames
from generator.openapi import Document, Node
from generator.openapi.conventions import Errors, read_conventions
from generator.parser import security, servers
from generator.parser.context import ParseContext
from generator.parser.error_codes import error_codes, find_error_codes
from generator.parser.errors import error_fields, with_bodies
from generator.parser.names.item_models import name_items
from generator.parser.names.resources import Group, groups
from generator.parser.operations.drafts import DraftOperation
from generator.parser.operations.finish import edges_of_operation, finish_operation
from generator.parser.operations.operations import Shared, draft_operation
from generator.parser.operations.overloads import split_into_overloads
from generator.parser.queries.metadata import metadata
from generator.parser.resolve import Resolver
from generator.parser.schemas.schemas import Schemas
from generator.parser.settings import SettingsInput, complete_settings, hidden_module
from generator.parser.usage import Edges, Usage, edges_of, edges_to, usage
from generator.parser.variants import Variants
from generator.parser.webhooks import webhooks


class BuildResult(NamedTuple):
    """An Api and the diagnostics of its parsing."""

    api: Api
    diagnostics: list[Diagnostic]


def build(document: Document, settings: SettingsInput, tolerant: bool = False) -> BuildResult:
    """The Api of a document.

    A schema or object that the client cannot express is an error (a warning if `tolerant`), and its type in the Api
    admits more values.
    """
    context = context_of(document, settings, tolerant=tolerant)
    api = _build(context, settings)
    return BuildResult(api, sort_diagnostics(context.diagnostics))


def context_of(document: Document, settings: SettingsInput, *, tolerant: bool) -> ParseContext:
    """The state for parsing a document."""
    return ParseContext(
        document.bound,
        tolerant=tolerant,
        renames=Renames(settings.renames),
        decimal_numbers=settings.decimal_numbers,
    )


class _Drafts(NamedTuple):
    """The parts of an Api with draft types."""

    operations: list[tuple[Group, list[DraftOperation]]]
    webhooks: list[Webhook]
    error_fields: Sequence[ErrorField]
    error_codes: Sequence[ErrorCode]


def _build(context: ParseContext, settings: SettingsInput) -> Api:
    root = context.document.root
    info = _info(root)
    complete = _settings(context, settings, info[0])
    schemas = Schemas(context)
    schemas.declare_components()
    shared = _shared(context, schemas)
    named = groups(context, complete.client, settings.group_by)
    name_items(context, schemas.names, named)
    drafts = _draft(shared, named)
    _report_unused_renames(context, named)
    schemas.finish()
    schemas.break_cycles()
    resolver = Resolver(schemas.drafts, schemas.nullable)
    variants = Variants(schemas.drafts, resolver, _usage(schemas, resolver, drafts))
    variants.report_unchecked(context)
    declarations = _declarations(schemas, variants)
    resources = tuple(
        _resource(group, (finish_operation(each, variants, declarations) for each in operations))
        for group, operations in drafts.operations
    )
    methods = (operation for resource in resources for operation in resource.operations)
    fields = (replace(each, type=variants.response(each.type)) for each in drafts.error_fields)
    codes = (_finished_code(each, variants) for each in drafts.error_codes)
    hooks = (replace(each, type=variants.response(each.type)) for each in drafts.webhooks)
    return Api(
        *info,
        settings=complete,
        servers=shared.servers,
        schemes=shared.schemes,
        security=security.requirements(context, root, shared.schemes) or (),
        resources=resources,
        declarations=tuple(with_dict_names(declarations, methods, schemas.names.allocate)),
        error_codes=tuple(codes),
        error_fields=tuple(fields),
        webhooks=tuple(hooks),
        documentation=_documentation(root),
        metadata=metadata(root, settings.license, settings.urls),
    )


def _report_unused_renames(context: ParseContext, named: Sequence[Group]) -> None:
    if not context.renames.unused:
        return
    keys = {
        qualified(group.name, each.name): each.at.name
        for group in named
        for each in group.operations
    }
    for key in context.renames.unused:
        own = next((keys[name] for name in possible_names(key) if name in keys), "")
        hint = f"; write {own!r}" if own else suggestion(key, keys.values())
        message = (
            f"{key!r} is renamed, but is no operationId, no method with a path and no schema{hint}"
        )
        context.warn(context.document.root, "unknown-name", message)


def _finished_code(code: ErrorCode, variants: Variants) -> ErrorCode:
    return code if code.type is None else replace(code, type=variants.response(code.type))


def _settings(context: ParseContext, chosen: SettingsInput, title: str) -> Settings:
    complete = complete_settings(chosen, title)
    if chosen.package is None and (name := hidden_module(title)):
        message = (
            f"a package called {name} would hide a module of Python or of a dependency, or Windows cannot create it:"
            f" it is called {complete.package}"
        )
        context.warn(context.document.root / "info" / "title", "name-clash", message)
    return complete


def _resource(group: Group, operations: Iterable[Operation]) -> Resource:
    return Resource(group.name, group.class_name, tuple(operations), group.description)


def _info(root: Node) -> tuple[str, str, str]:
    """The title, the version and the description of an API."""
    info = root.get("info") or root
    description = info.text("description") or info.text("summary")
    return info.text("title"), info.text("version"), description


def _documentation(root: Node) -> str:
    """The URL of the documentation of an API; empty if there is none."""
    documentation = root.get("externalDocs")
    return documentation.text("url") if documentation is not None else ""


def _declarations(schemas: Schemas, variants: Variants) -> dict[str, Declaration]:
    """The models and named types of all schemas, by name."""
    declared = (each for name in schemas.drafts for each in variants.declarations(name))
    return {each.name: each for each in declared}


def _shared(context: ParseContext, schemas: Schemas) -> Shared:
    conventions = read_conventions(context.document)
    schemes = security.schemes(context)
    credentials = [name for scheme in schemes for name in scheme.credentials]
    listed = servers.servers(context.document.root, credentials, conventions.placeholders) or (
        Server("/"),
    )
    codes = error_codes(conventions.errors)
    if conventions.errors.envelope is None:
        pointer, codes = find_error_codes(context)
        conventions = replace(
            conventions, errors=Errors(fields={"code": pointer} if pointer else {})
        )
    return Shared(context, schemas, conventions, codes, schemes, listed)


def _draft(shared: Shared, resources: list[Group]) -> _Drafts:
    operations = [(group, list(_draft_operations(shared, group))) for group in resources]
    hooks = webhooks(shared.schemas, resources)
    errors = shared.conventions.errors
    fields = error_fields(shared.schemas, errors)
    codes = list(with_bodies(shared.schemas, errors, shared.codes))
    return _Drafts(operations, hooks, fields, codes)


def _draft_operations(shared: Shared, group: Group) -> Iterator[DraftOperation]:
    """The operations of a resource, split into overloads."""
    drafts = [draft_operation(shared, each, group.name) for each in group.operations]
    names = UsedNames(draft.name for draft in drafts)
    for draft in drafts:
        yield from split_into_overloads(draft, names)


def _usage(schemas: Schemas, resolver: Resolver, drafts: _Drafts) -> Usage:
    # Start at the operations, so that a chain that is too long fails regardless of the document's order.
    roots = [
        edges_of_operation(each, resolver)
        for _, operations in drafts.operations
        for each in operations
    ]
    response_types = [each.type for each in drafts.webhooks]
    response_types += [each.type for each in drafts.error_fields]
    response_types += [each.type for each in drafts.error_codes if each.type is not None]
    roots.append(Edges(in_responses=edges_to(map(resolver.resolve, response_types))))
    graph = {
        name: edges_of(name, draft, resolver)
        for name, draft in schemas.drafts.items()
        if not resolver.is_inlined(name)
    }
    return usage(graph, roots, schemas.names.allocate)
