"""The sentence that joins the parts of the build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from generator.build import conventions, errors, operations, resources, security, servers, webhooks
from generator.build.context import Context
from generator.build.directions import Directions
from generator.build.flow import REST, Leads, flow, leads_of, leads_of_operation, leads_of_rest
from generator.build.memory import Called, Memory
from generator.build.operations import Shared
from generator.build.renditions import apart
from generator.build.resources import Group, Plan, told
from generator.build.schemas import Schemas
from generator.build.settings import SettingsInput, complete
from generator.build.settling import Settling
from generator.build.types import bare
from generator.build.units import Key
from generator.model import (
    Api,
    Declaration,
    Named,
    Operation,
    Resource,
    Server,
)
from generator.naming import Scope
from generator.problems import Problem, sort_problems
from generator.source import Document, Node


class Built(NamedTuple):
    """An Api, what was found on the way, and what a later build can go on from."""

    api: Api
    problems: list[Problem]
    memory: Memory


def build(document: Document, settings: SettingsInput, tolerant: bool = False) -> Built:
    """The Api of a document.

    Whatever cannot be expressed is an error (a warning where `tolerant`) and has a wider type in the Api.
    """
    context = Context(document, tolerant=tolerant)
    root = document.root
    described = described_as(root)
    chosen = complete(settings, described[0])
    schemas = Schemas(context)
    schemas.declare_components()
    shared = shared_by_all(context, schemas)
    groups = resources.groups(context, chosen.client)
    drafts = {
        key_of(plan): draft_of(shared, group.name, plan) for group in groups for plan in group.plans
    }
    hooks = webhooks.webhooks(schemas, groups)
    fields = list(errors.error_fields(schemas, shared.conventions))
    schemas.finish()
    settling = Settling(schemas.drafts, schemas.nullable)
    settle = settling.settle
    settled = {
        key: [operations.retyped(o, settle, settle, settle) for o in found]
        for group in groups
        for key, found in _apart(group, drafts).items()
    }
    received = [replace(told.hook, type=settle(told.hook.type)) for told in hooks.values()]
    fields = [replace(field, type=settle(field.type)) for field in fields]
    graph: dict[str | Key, Leads] = {
        name: leads_of(name, draft, settling)
        for name, draft in schemas.drafts.items()
        if not settling.is_dissolved(name)
    }
    graph |= {key: leads_of_operation(found) for key, found in settled.items()}
    graph[REST] = leads_of_rest(received, fields)
    ways = flow(graph, schemas.names.claim)
    directions = Directions(schemas.drafts, settling, ways)
    declared = (each for name in schemas.drafts for each in directions.declared(name))
    by_name = {each.name: each for each in declared}
    finished = {
        key: tuple(finish(o, directions, by_name) for o in found) for key, found in settled.items()
    }
    api = Api(
        *described,
        chosen,
        shared.servers,
        shared.schemes,
        security.requirements(context, root, shared.schemes) or (),
        tuple(_resource(group, finished) for group in groups),
        tuple(by_name.values()),
        shared.codes,
        tuple(replace(field, type=directions.received(field.type)) for field in fields),
        tuple(replace(hook, type=directions.received(hook.type)) for hook in received),
        _documentation(root),
    )
    memory = Memory(
        context.units.all,
        context.units.readers,
        tuple(context.problems),
        context.units.makers,
        schemas.names.given,
        schemas.drafts,
        frozenset(schemas.nullable),
        schemas.shared,
        settling.aliases,
        frozenset(settling.looked_into | schemas.looked_into),
        graph,
        ways,
        {key_of(p): _called(p, group) for group in groups for p in group.plans},
        hooks,
        finished,
        by_name,
        _unfolded(finished),
    )
    return Built(api, sort_problems(context.all_problems), memory)


def key_of(plan: Plan) -> Key:
    """The unit that an operation is."""
    return "operation", f"{plan.method} {plan.path}"


def draft_of(shared: Shared, resource: str, plan: Plan) -> Operation:
    """An operation with draft types, as a unit of the build."""
    root = shared.context.document.root
    items = [item.address for item in plan.items]
    homes = [(root.file, ("paths", plan.path)), *items, plan.node.address]
    with shared.context.units.unit(*key_of(plan), *homes):
        return operations.draft(shared, plan, resource)


def _apart(group: Group, drafts: Mapping[Key, Operation]) -> dict[Key, list[Operation]]:
    """The operations of a resource by their units, those with two methods taken apart."""
    listed = {key_of(plan): drafts[key_of(plan)] for plan in group.plans}
    names = Scope(operation.name for operation in listed.values())
    return {key: list(apart(operation, names)) for key, operation in listed.items()}


def _called(plan: Plan, group: Group) -> Called:
    sent = tuple(node.address for _, _, node in webhooks.of_operation(plan))
    return Called(plan.path, plan.method, told(plan), sent, group.name, plan.name, plan.place)


def _unfolded(finished: Mapping[Key, tuple[Operation, ...]]) -> dict[str, tuple[Key, ...]]:
    """The operations whose arguments are the properties of a declaration, by its name."""
    found: dict[str, list[Key]] = {}
    for key, listed in finished.items():
        for content in (c for o in listed if o.body is not None for c in o.body.contents):
            if isinstance(type_ := bare(content.type), Named):
                found.setdefault(type_.name, []).append(key)
    return {name: tuple(keys) for name, keys in found.items()}


def described_as(root: Node) -> tuple[str, str, str]:
    """The title, the version and the description of an API."""
    info = root.get("info") or root
    return (
        info.text("title"),
        info.text("version"),
        info.text("description") or info.text("summary"),
    )


def finish(
    operation: Operation, directions: Directions, by_name: Mapping[str, Declaration]
) -> Operation:
    """A settled operation with its types by direction, its body as arguments, and its result."""
    typed = operations.retyped(
        operation, directions.sent, directions.sent_as_parts, directions.received
    )
    return operations.finish(typed, by_name)


def _resource(group: Group, finished: Mapping[Key, tuple[Operation, ...]]) -> Resource:
    listed = chain.from_iterable(finished[key_of(plan)] for plan in group.plans)
    return Resource(group.name, group.class_name, tuple(listed), group.description)


def shared_by_all(context: Context, schemas: Schemas) -> Shared:
    """What all operations have in common."""
    house = conventions.read(context)
    schemes = security.schemes(context)
    credentials = [name for scheme in schemes for name in scheme.credentials]
    listed = servers.servers(context.document.root, credentials) or (Server("/"),)
    return Shared(context, schemas, house, errors.error_codes(house), schemes, listed)


def _documentation(root: Node) -> str:
    said = root.get("externalDocs")
    return said.text("url") if said is not None else ""
