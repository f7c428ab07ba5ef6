"""A short build: of a document that differs from an earlier one only here and there.

The units that read what has changed are built again, in what the earlier build knew. As long as they ask for the same
names and leave the same outlines, nothing else can have changed, and what they give is put in the place of what they
gave before. Otherwise there is no short way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from generator.build import operations, webhooks
from generator.build.assemble import draft_of, finish, shared_by_all
from generator.build.context import Context
from generator.build.directions import Directions
from generator.build.memory import Memory
from generator.build.outlines import outline
from generator.build.overlay import Overlay
from generator.build.renditions import apart
from generator.build.resources import Plan, item_operations, told
from generator.build.schemas import Schemas
from generator.build.settling import Settling
from generator.build.types import names_in
from generator.build.units import Differs, Key, Unit
from generator.model import Declaration, Operation, Type
from generator.naming import Scope
from generator.problems import Problem
from generator.source import Address, Document, part_of


@dataclass(slots=True)
class Changes:
    """What became of the units that were built again. Problems are those of these units."""

    units: Set[Key]
    declarations: dict[str, Declaration] = field(default_factory=dict)
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
        document: Its parts are those of the earlier document, with the same references.
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
        self._schemas = Schemas(self._context, (memory.places, memory.wires))
        self._schemas.restore(memory.drafts, memory.nullable, memory.shared)
        self._shared = shared_by_all(self._context, self._schemas)
        self._affected: set[Key] = set()  # by types that are not what they were
        self._settling = Settling(self._schemas.drafts, self._schemas.nullable, memory.aliases)
        self._directions = Directions(self._schemas.drafts, self._settling, memory.flow)

    def changes(self, dirty: Set[Key]) -> Changes:
        """Build the units again, in their order. Raises Differs."""
        memory = self._memory
        drafts: dict[Key, Operation | None] = {}
        for key in memory.units:
            if key in dirty or key in self._affected:  # by what came before it
                drafts[key] = self._again(memory.units[key])
        if not self._affected <= drafts.keys():
            raise Differs(self._affected - drafts.keys())
        declarations = self._declarations(memory.units[key] for key in drafts)
        unfolded = {key for name in declarations for key in memory.unfolded.get(name, ())}
        more = unfolded - drafts.keys()
        drafts |= {key: self._again(memory.units[key]) for key in memory.plans if key in more}
        by_name = Overlay(memory.by_name, declarations)
        found = {
            key: self._finished(key, draft, by_name)
            for key, draft in drafts.items()
            if draft is not None
        }
        operations = {
            key: now
            for key, now in found.items()
            if now != memory.operations[key] or key in unfolded
        }
        problems = [p for unit in self._context.units.all.values() for p in unit.problems]
        return Changes(drafts.keys(), declarations, operations, problems)

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
        if list(now.drafted.items()) != list(unit.drafted.items()) or now.declared != unit.declared:
            raise Differs(unit.key)
        for name in unit.declared:
            if outline(schemas.drafts[name]) != outline(self._memory.drafts[name]):
                raise Differs(name)
        for address in schemas.lent_by(unit):
            if schemas.type_at(address) != (shared := self._memory.shared[address]).type:
                self._affected.update(shared.borrowers)
        for name in unit.drafted:
            if (name in schemas.nullable) is not (name in self._memory.nullable):
                raise Differs(name)

    def _declarations(self, units: Iterable[Unit]) -> dict[str, Declaration]:
        """The declarations of these units that are not what they were."""
        names = (name for unit in units for name in unit.declared)
        declared = (each for name in names for each in self._directions.declared(name))
        by_name = self._memory.by_name
        return {each.name: each for each in declared if each != by_name[each.name]}

    def _finished(
        self, key: Key, draft: Operation, by_name: Mapping[str, Declaration]
    ) -> tuple[Operation, ...]:
        settle = self._settling.settle
        methods = apart(draft, Scope([draft.name]))
        settled = [operations.retyped(o, settle, settle, settle) for o in methods]
        now = tuple(finish(each, self._directions, by_name) for each in settled)
        if [_seen(each) for each in now] != [_seen(each) for each in self._memory.operations[key]]:
            raise Differs(key)
        return now

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


def _seen(operation: Operation) -> tuple[object, ...]:
    """What others see of an operation: its name, and the declarations that go either way with it."""
    return (
        operation.name,
        _names(operations.types_sent(operation)),
        _names(operations.types_received(operation)),
        _names(operations.files_sent(operation)),
    )


def _names(types: Iterable[Type]) -> set[str]:
    return {name for type_ in types for name in names_in(type_)}
