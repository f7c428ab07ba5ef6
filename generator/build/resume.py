"""A short build: of a document that differs from an earlier one only here and there.

The units that read what has changed are built again, in what the earlier build knew. As long as they leave the same
outlines, ask for no name that is anybody else's, and lead nowhere that changes what goes which way, nothing else can
have changed, and what they give is put in the place of what they gave before. Otherwise there is no short way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain

from generator.build import operations, webhooks
from generator.build.assemble import draft_of, finish, shared_by_all
from generator.build.context import Context
from generator.build.directions import Directions
from generator.build.flow import Flow, Leads, flow, leads_of, leads_of_operation
from generator.build.memory import Memory
from generator.build.outlines import outline
from generator.build.overlay import Overlay
from generator.build.renditions import apart
from generator.build.resources import Plan, item_operations, told
from generator.build.schemas import Schemas
from generator.build.settling import Settling
from generator.build.units import Differs, Key, Unit
from generator.model import Declaration, Operation
from generator.naming import Scope
from generator.problems import Problem
from generator.source import Address, Document, part_of


@dataclass(slots=True)
class Changes:
    """What became of the units that were built again. Problems are those of these units."""

    units: Set[Key]
    declarations: dict[str, Declaration] = field(default_factory=dict)
    names: tuple[str, ...] | None = (
        None  # of all declarations, if they are not those that they were
    )
    operations: dict[Key, tuple[Operation, ...]] = field(default_factory=dict)
    """Those that are not what they were, and those whose arguments are properties of such a declaration."""
    problems: list[Problem] = field(default_factory=list)


def resume(
    document: Document,
    memory: Memory,
    changed: Set[Address],
    touched: Set[Address],
    *,
    tolerant: bool,
) -> Changes | None:
    """What a short build finds, or None where only a whole one will do.

    Args:
        document: Its parts are those of the earlier document.
        memory: What `build` left behind of the earlier document.
        changed: The parts that are not as they were: path items, webhooks and components.
        touched: All that reads differently because of them.
        tolerant: As it was in the earlier build.
    """
    try:
        resumed = _Resumed(document, memory, tolerant)
        told = {address: part_of(address, document.root.file) for address in touched}
        readers = {part: memory.readers.get(part, {}) for part in told.values()}
        dirty = {key for each, part in told.items() for key in readers[part].get(each, ())}
        resumed.compare_operations(dirty, changed)
        return resumed.changes(dirty)
    except Differs:
        return None


class _Resumed:
    """The state of an earlier build, in which some units are built again."""

    def __init__(self, document: Document, memory: Memory, tolerant: bool) -> None:
        self._document = document
        self._memory = memory
        self._context = Context(document, tolerant=tolerant)
        self._schemas = Schemas(self._context, memory.names)
        self._schemas.restore(
            memory.drafts, memory.nullable, memory.shared, memory.makers, memory.units
        )
        self._shared = shared_by_all(self._context, self._schemas)
        self._affected: set[Key] = set()  # by types that are not what they were
        self._settling = Settling(self._schemas.drafts, self._schemas.nullable, memory.aliases)
        self._declared: dict[Key, list[str]] = {}  # by units that declare other names than before

    def changes(self, dirty: Set[Key]) -> Changes:
        """Build the units again, in their order. Raises Differs."""
        memory = self._memory
        drafts: dict[Key, Operation | None] = {}
        for key in memory.units:
            if key in dirty or key in self._affected:  # by what came before it
                drafts[key] = self._again(memory.units[key])
        if not self._affected <= drafts.keys():
            raise Differs(self._affected - drafts.keys())
        settled = self._settled(drafts)
        flow = self._flow(drafts.keys(), settled)
        directions = Directions(self._schemas.drafts, self._settling, flow)
        declarations = self._declarations(drafts, directions)
        unfolded = {key for name in declarations for key in memory.unfolded.get(name, ())}
        more = unfolded - drafts.keys()
        drafts |= {key: self._again(memory.units[key]) for key in memory.plans if key in more}
        settled |= self._settled({key: drafts[key] for key in more})
        by_name = Overlay(memory.by_name, declarations)
        found = {
            key: tuple(finish(each, directions, by_name) for each in listed)
            for key, listed in settled.items()
        }
        changed = {
            key: now
            for key, now in found.items()
            if now != memory.operations[key] or key in unfolded
        }
        problems = [p for unit in self._context.units.all.values() for p in unit.problems]
        names = self._names(declarations, flow) if self._declared else None
        return Changes(drafts.keys(), declarations, names, changed, problems)

    def compare_operations(self, dirty: Set[Key], changed: Set[Address]) -> None:
        """Every path and webhook that may be another one has the operations that it had. Raises Differs."""
        known = {told.address for told in self._memory.webhooks.values()}
        for hook in (self._document.at(each) for each in changed if each[1][:1] == ("webhooks",)):
            listed = [] if hook is None else webhooks.of_item(str(hook.pointer[-1]), hook)
            if any(node.address not in known for _, _, node in listed):
                raise Differs(hook)
        methods: dict[str, list[str]] = {}
        for named in self._memory.plans.values():
            methods.setdefault(named.path, []).append(named.method)
        paths = {plan.path for key, plan in self._memory.plans.items() if key in dirty}
        paths |= {str(pointer[1]) for _, pointer in changed if pointer[:1] == ("paths",)}
        for path in paths:
            if [plan.method for plan in self._plans(path)] != methods.get(path, []):
                raise Differs(path)

    def _again(self, unit: Unit) -> Operation | None:
        """Build a unit again; the draft of an operation, if it is one."""
        with self._replayed(unit):
            if unit.kind == "operation":
                plan, resource = self._plan(unit.key)
                return draft_of(self._shared, resource, plan)
            if unit.kind == "webhook":
                told = self._memory.webhooks[unit.key]
                if webhooks.again(self._schemas, unit.key, told) != told:
                    raise Differs(told.hook.name)
            else:
                self._schemas.finish()
            return None

    @contextmanager
    def _replayed(self, unit: Unit) -> Iterator[None]:
        """What is done inside is done as the unit did it: the same names in the same order, the same outlines."""
        schemas = self._schemas
        schemas.names.expect(unit.claims)
        schemas.forget(unit)
        yield
        schemas.names.expect(())
        now = self._context.units.all.get(unit.key)
        if now is None or not schemas.is_finished:
            raise Differs(unit.key)
        if list(now.drafted.items()) != list(unit.drafted.items()):
            raise Differs(unit.key)
        if now.declared != unit.declared:
            self._declared[unit.key] = now.declared
        for name in now.declared:
            self._settling.aliases.types.pop(name, None)
            looked_into = name in self._memory.looked_into
            if name in unit.declared and outline(
                schemas.drafts[name], looked_into=looked_into
            ) != outline(self._memory.drafts[name], looked_into=looked_into):
                raise Differs(name)
        for address in schemas.lent_by(unit):
            if schemas.type_at(address) != (shared := self._memory.shared[address]).type:
                self._affected.update(shared.borrowers)
        for name in unit.drafted:
            if (name in schemas.nullable) is not (name in self._memory.nullable):
                raise Differs(name)

    def _flow(self, keys: Set[Key], settled: Mapping[Key, list[Operation]]) -> Flow:
        """What goes which way; raises Differs if that is not so of something that was there before."""
        memory = self._memory
        now: dict[str | Key, Leads] = {
            name: leads_of(name, self._schemas.drafts[name], self._settling)
            for name in self._declared_by(keys)
            if not self._settling.is_dissolved(name)
        }
        now |= {key: leads_of_operation(listed) for key, listed in settled.items()}
        before = (name for key in keys for name in memory.units[key].declared)
        gone = {name for name in before if name in memory.graph} - now.keys()
        if not gone and all(memory.graph.get(node) == leads for node, leads in now.items()):
            return memory.flow
        graph = Overlay(memory.graph, now)
        for name in gone:
            del graph[name]
        found = flow(graph, self._given_input)
        if not _agree(found, memory.flow, memory.graph.keys() - gone):
            raise Differs(gone)
        return replace(found, inputs=memory.flow.inputs)

    def _given_input(self, wanted: str) -> str:
        name = self._memory.flow.inputs.get(wanted.removesuffix("Input"))
        if name is None:
            raise Differs(wanted)
        return name

    def _declared_by(self, keys: Iterable[Key]) -> list[str]:
        """The drafts of units that were built again."""
        return [name for key in keys for name in self._context.units.all[key].declared]

    def _declarations(self, keys: Iterable[Key], directions: Directions) -> dict[str, Declaration]:
        """The declarations of these units that are not what they were."""
        declared = (each for name in self._declared_by(keys) for each in directions.declared(name))
        by_name = self._memory.by_name
        return {each.name: each for each in declared if each != by_name.get(each.name)}

    def _names(self, declarations: Mapping[str, Declaration], flow: Flow) -> tuple[str, ...]:
        """The names of all declarations, in their order."""
        memory = self._memory
        if len(memory.makers) != len(memory.drafts):
            raise Differs(memory.drafts.keys() - memory.makers.keys())  # some are of no unit
        drafts: dict[Key, list[str]] = {}
        for name, maker in memory.makers.items():
            drafts.setdefault(maker, []).append(name)
        drafts |= self._declared
        listed = (name for key in memory.units for name in drafts.get(key, ()))
        ways = chain.from_iterable((name, flow.inputs.get(name)) for name in listed)
        return tuple(
            n for n in ways if n is not None and (n in memory.by_name or n in declarations)
        )

    def _settled(self, drafts: Mapping[Key, Operation | None]) -> dict[Key, list[Operation]]:
        """The operations among the drafts in their final shape, as the methods that they were."""
        settle = self._settling.settle
        found: dict[Key, list[Operation]] = {}
        for key, draft in drafts.items():
            if draft is not None:
                methods = apart(draft, Scope([draft.name]))
                listed = [operations.retyped(o, settle, settle, settle) for o in methods]
                if [o.name for o in listed] != [o.name for o in self._memory.operations[key]]:
                    raise Differs(key)
                found[key] = listed
        return found

    def _plan(self, key: Key) -> tuple[Plan, str]:
        """The operation in the document, under the name that it has, and its resource."""
        named = self._memory.plans[key]
        plan = next(plan for plan in self._plans(named.path) if plan.method == named.method)
        sent = tuple(node.address for _, _, node in webhooks.of_operation(plan))
        if told(plan) != named.told or sent != named.callbacks:
            raise Differs(key)
        return replace(plan, name=named.name, place=named.place), named.resource

    def _plans(self, path: str) -> list[Plan]:
        paths = self._document.root.get("paths")
        entry = paths.get(path) if paths is not None else None
        return list(item_operations(path, entry)) if entry is not None and path[:2] != "x-" else []


def _agree(now: Flow, before: Flow, names: Set[object]) -> bool:
    """Whether these declarations go the same ways."""
    pairs = (
        (now.sent, before.sent),
        (now.received, before.received),
        (now.with_files, before.with_files),
    )
    return now.inputs == before.inputs and all(a & names == b & names for a, b in pairs)
