"""What a build leaves behind so that a later one of nearly the same document can be short."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.build.declarations import Shared
from generator.build.drafts import Draft, Place
from generator.build.flow import Flow, Graph
from generator.build.names import Given
from generator.build.settling import Aliases
from generator.build.units import Key, Readers, Unit
from generator.build.webhooks import Told
from generator.model import Declaration, Operation
from generator.problems import Problem
from generator.source import Address


@dataclass(frozen=True, slots=True)
class Called:
    """An operation's names: where it stands, its resource, and what its inline schemas are called after."""

    path: str
    method: str
    told: tuple[str, ...]  # what the document says of the names
    callbacks: tuple[Address, ...]
    resource: str
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Memory:
    """The result of a build by its units, and what they share."""

    units: Mapping[Key, Unit]  # in the order in which they were built
    readers: Mapping[Address, Readers]  # by the part that they read something of
    problems: tuple[Problem, ...]  # of no unit
    makers: Mapping[str, Key]  # of each draft the unit that declared it, in their order
    names: Given
    drafts: Mapping[str, Draft]
    nullable: frozenset[str]
    shared: Mapping[Address, Shared]
    aliases: Aliases
    looked_into: frozenset[str]  # the drafts of which others see more than that they are there
    graph: Graph
    flow: Flow
    plans: Mapping[Key, Called]
    webhooks: Mapping[Key, Told]
    operations: Mapping[Key, tuple[Operation, ...]]
    by_name: Mapping[str, Declaration]
    unfolded: Mapping[
        str, tuple[Key, ...]
    ]  # the operations whose arguments are a declaration's properties
