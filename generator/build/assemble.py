"""The sentence that joins the parts of the build."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    Type,
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
    whole = _Whole(context, settings)
    return Built(whole.api(), sort_problems(context.all_problems), whole.memory())


class _Whole:
    """A document on its way to an Api: read with draft types, settled, then finished by the way that values go."""

    def __init__(self, context: Context, settings: SettingsInput) -> None:
        root = context.document.root
        self.context = context
        self.described = described_as(root)
        self.settings = complete(settings, self.described[0])
        self._read()
        self._settle()
        self._finish()

    def _read(self) -> None:
        schemas = self.schemas = Schemas(self.context)
        schemas.declare_components()
        shared = self.shared = shared_by_all(self.context, schemas)
        self.groups = resources.groups(self.context, self.settings.client)
        drafts = {
            key_of(plan): draft_of(shared, group.name, plan)
            for group in self.groups
            for plan in group.plans
        }
        self.operations = {
            key: found for group in self.groups for key, found in _apart(group, drafts).items()
        }
        self.told = webhooks.webhooks(schemas, self.groups)
        self.hooks = [told.hook for told in self.told.values()]
        self.fields = list(errors.error_fields(schemas, shared.conventions))
        schemas.finish()

    def _settle(self) -> None:
        schemas = self.schemas
        settling = self.settling = Settling(schemas.drafts, schemas.nullable)
        settle = settling.settle
        for key, found in self.operations.items():
            self.operations[key] = [operations.retyped(o, settle, settle, settle) for o in found]
        self._retype(settle)

    def _finish(self) -> None:
        drafts, settling = self.schemas.drafts, self.settling
        graph: dict[str | Key, Leads] = {
            name: leads_of(name, draft, settling)
            for name, draft in drafts.items()
            if not settling.is_dissolved(name)
        }
        graph |= {key: leads_of_operation(found) for key, found in self.operations.items()}
        graph[REST] = leads_of_rest(self.hooks, self.fields)
        self.graph = graph
        self.flow = flow(graph, self.schemas.names.claim)
        directions = Directions(drafts, settling, self.flow)
        declared = (each for name in drafts for each in directions.declared(name))
        self.by_name = {each.name: each for each in declared}
        self.finished = {
            key: tuple(finish(o, directions, self.by_name) for o in found)
            for key, found in self.operations.items()
        }
        self._retype(directions.received)

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
            resources=tuple(_resource(group, self.finished) for group in self.groups),
            declarations=tuple(self.by_name.values()),
            error_codes=shared.codes,
            error_fields=tuple(self.fields),
            webhooks=tuple(self.hooks),
            documentation=_documentation(root),
        )

    def memory(self) -> Memory:
        units, schemas = self.context.units, self.schemas
        return Memory(
            units=units.all,
            readers=units.readers,
            problems=tuple(self.context.problems),
            makers=units.makers,
            names=schemas.names.given,
            drafts=schemas.drafts,
            nullable=frozenset(schemas.nullable),
            shared=schemas.shared,
            aliases=self.settling.aliases,
            looked_into=frozenset(self.settling.looked_into | schemas.looked_into),
            graph=self.graph,
            flow=self.flow,
            plans={key_of(p): _called(p, group) for group in self.groups for p in group.plans},
            webhooks=self.told,
            operations=self.finished,
            by_name=self.by_name,
            unfolded=_unfolded(self.finished),
        )


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
