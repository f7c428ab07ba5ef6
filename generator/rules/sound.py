"""What has been found to be in order, so that nothing like it needs to be looked at again: facts, of any document.

With them, a validator is needed only for what is new; importing one takes longer than looking at a changed operation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

TYPES: Mapping[str, type] = {"object": object, "str": str}


@dataclass(slots=True)
class Sound:
    """Objects of one role, or schemas with their defaults, by all that a finding could depend on."""

    loose: Mapping[str, str] = field(default_factory=dict)  # fields of which only the type matters
    labels: set[bytes] = field(default_factory=set)


Facts: TypeAlias = "Mapping[tuple[str, str], Sound]"

_facts: dict[tuple[str, str], Sound] = {}  # by version of OpenAPI, and role


def known(version: str, role: str) -> Sound | None:
    """The facts of a role; None where there are none yet."""
    return _facts.get((version, role))


def begin(version: str, role: str, loose: Mapping[str, str]) -> Sound:
    """A place for the facts of a role."""
    return _facts.setdefault((version, role), Sound(loose))


def facts() -> Facts:
    """All facts of this process."""
    return _facts


def learn(facts: Facts) -> None:
    """Take over the facts of another process."""
    for key, sound in facts.items():
        _facts.setdefault(key, Sound(sound.loose)).labels.update(sound.labels)
