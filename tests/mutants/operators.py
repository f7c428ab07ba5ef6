"""The mutants of a group of modules: a random sample of the changes that mutmut's operators make."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from itertools import islice
from pathlib import Path
from typing import Any

import libcst
from libcst.metadata import MetadataWrapper
from mutmut.mutation.file_mutation import MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

ROOT = Path(__file__).resolve().parents[2]
DATA: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("modules.toml").read_text("utf-8"))
EQUIVALENT = {(each["module"], each["change"].strip()) for each in DATA.get("equivalent", ())}


@dataclass(frozen=True)
class Mutant:
    """A module with one change."""

    module: str
    """The path below the root of the repository."""
    before: str
    after: str
    tests: tuple[str, ...]
    """Paths of the tests that concern the module."""

    @property
    def diff(self) -> list[str]:
        """The changed lines, each group after its line numbers."""
        before, after = self.before.splitlines(), self.after.splitlines()
        return list(unified_diff(before, after, n=0, lineterm=""))[2:]

    @property
    def change(self) -> str:
        """The changed lines alone: the same change after its module was edited elsewhere."""
        return "\n".join(line for line in self.diff if not line.startswith("@@"))


def sample(group: str, size: int, seed: int) -> list[Mutant]:
    """Return up to `size` random mutants of a group, in the order of its modules, determined by seed and sources."""
    places = [place for path, tests in modules(group) for place in changes(path, tests)]
    random.Random(seed).shuffle(places)
    mutants = (mutant for mutant in map(mutated, places) if counts(mutant))
    return sorted(islice(mutants, size), key=lambda mutant: mutant.module)


def modules(group: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each module of a group with the paths of its tests.

    Raises:
        FileNotFoundError: The table names a module or a test that does not exist.
    """
    folder = DATA["groups"][group]["folder"]
    for pattern, tests in DATA["groups"][group]["modules"].items():
        paths = sorted((ROOT / folder).glob(pattern))
        missing = [test for test in tests if not (ROOT / test).exists()]
        if not paths or missing:
            raise FileNotFoundError(f"modules.toml names {missing or f'{folder}/{pattern}'}")
        for path in paths:
            yield path.relative_to(ROOT).as_posix(), tuple(tests)


@dataclass(frozen=True)
class Change:
    """A node of a module's syntax tree, and the node to put in its place."""

    module: str
    tests: tuple[str, ...]
    tree: libcst.Module
    old: libcst.CSTNode
    new: libcst.CSTNode


def changes(module: str, tests: tuple[str, ...]) -> list[Change]:
    """Return all changes that the operators make, except to messages (strings that contain a space)."""
    visitor = MutationVisitor(mutation_operators, IgnoredCode(set(), set(), set()))
    source = (ROOT / module).read_text("utf-8")
    tree = MetadataWrapper(libcst.parse_module(source)).visit(visitor)
    return [
        Change(module, tests, tree, each.original_node, each.mutated_node)
        for each in visitor.mutations
        if not (
            isinstance(each.original_node, libcst.SimpleString) and " " in each.original_node.value
        )
    ]


def mutated(change: Change) -> Mutant:
    after = change.tree.deep_replace(change.old, change.new)
    assert isinstance(after, libcst.Module)
    return Mutant(change.module, change.tree.code, after.code, change.tests)


def counts(mutant: Mutant) -> bool:
    """Return whether a test can detect the change: it compiles, changes behavior and is not known to be equivalent."""
    try:
        compile(mutant.after, mutant.module, "exec")
    except SyntaxError:
        return False
    changed = mutant.change
    return (mutant.module, changed) not in EQUIVALENT and not any(
        text in changed for text in DATA["no_behavior"]
    )
