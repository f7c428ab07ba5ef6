"""The sentence that joins the parts of the build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.build import conventions, errors, operations, resources, security, servers, webhooks
from generator.build.context import Context
from generator.build.directions import Directions
from generator.build.operations import Shared
from generator.build.renditions import apart
from generator.build.schemas import Schemas
from generator.build.settings import SettingsInput, complete
from generator.build.settling import Settling
from generator.model import Api, Direction, ErrorField, Operation, Resource, Server, Webhook
from generator.problems import Problem, sort_problems
from generator.source import Document, Node


def build(
    document: Document, settings: SettingsInput, tolerant: bool = False
) -> tuple[Api, list[Problem]]:
    """The Api of a document, and what was found on the way.

    Whatever cannot be expressed is an error (a warning where `tolerant`) and has a wider type in the Api.
    """
    context = Context(document, tolerant=tolerant)
    root = document.root
    described = _described(root)
    chosen = complete(settings, described[0])
    schemas = Schemas(context)
    schemas.declare_components()
    shared = _shared(context, schemas)
    groups = resources.groups(context, chosen.client)
    drafts = [_drafts(shared, group) for group in groups]
    hooks = webhooks.webhooks(schemas, groups)
    fields = list(errors.error_fields(schemas, shared.conventions))
    schemas.finish()
    settling = Settling(schemas.drafts, schemas.nullable)
    settle = settling.settle
    settled = [[operations.retyped(o, settle, settle, settle) for o in group] for group in drafts]
    hooks = [replace(hook, type=settle(hook.type)) for hook in hooks]
    fields = [replace(field, type=settle(field.type)) for field in fields]
    directions = _directions(schemas, settling, settled, hooks, fields)
    api = Api(
        *described,
        chosen,
        shared.servers,
        shared.schemes,
        security.requirements(context, root, shared.schemes) or (),
        tuple(_resources(groups, settled, directions)),
        directions.declarations,
        shared.codes,
        tuple(replace(field, type=directions.received(field.type)) for field in fields),
        tuple(replace(hook, type=directions.received(hook.type)) for hook in hooks),
        _documentation(root),
    )
    return api, sort_problems(context.problems)


def _drafts(shared: Shared, group: resources.Group) -> list[Operation]:
    return list(apart([operations.draft(shared, plan, group.name) for plan in group.plans]))


def _described(root: Node) -> tuple[str, str, str]:
    """The title, the version and the description of an API."""
    info = root.get("info") or root
    return (
        info.text("title"),
        info.text("version"),
        info.text("description") or info.text("summary"),
    )


def _resources(
    groups: list[resources.Group], settled: list[list[Operation]], directions: Directions
) -> Iterator[Resource]:
    """The resources with finished operations: types by direction, bodies as arguments, results."""
    by_name = {declaration.name: declaration for declaration in directions.declarations}
    for group, listed in zip(groups, settled, strict=True):
        finished = []
        for operation in listed:
            typed = operations.retyped(
                operation, directions.sent, directions.sent_as_parts, directions.received
            )
            finished.append(operations.finish(typed, by_name))
        yield Resource(group.name, group.class_name, tuple(finished), group.description)


def _shared(context: Context, schemas: Schemas) -> Shared:
    house = conventions.read(context)
    schemes = security.schemes(context)
    credentials = [name for scheme in schemes for name in scheme.credentials]
    listed = servers.servers(context.document.root, credentials) or (Server("/"),)
    return Shared(context, schemas, house, errors.error_codes(house), schemes, listed)


def _directions(
    schemas: Schemas,
    settling: Settling,
    settled: list[list[Operation]],
    hooks: list[Webhook],
    fields: list[ErrorField],
) -> Directions:
    listed = [operation for group in settled for operation in group]
    received = [t for o in listed for t in operations.types_received(o)]
    return Directions(
        schemas.drafts,
        settling,
        {
            Direction.INPUT: [t for o in listed for t in operations.types_sent(o)],
            Direction.OUTPUT: [*received, *(h.type for h in hooks), *(f.type for f in fields)],
        },
        [t for o in listed for t in operations.files_sent(o)],
        schemas.names.claim,
    )


def _documentation(root: Node) -> str:
    said = root.get("externalDocs")
    return said.text("url") if said is not None else ""
