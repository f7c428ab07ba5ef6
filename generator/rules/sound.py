"""What has been found to be in order, so that nothing like it needs to be looked at again: facts, of any document.

With them, a validator is needed only for what is new; importing one takes longer than looking at a changed operation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_size(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _are_texts(value: object) -> bool:
    """Whether it is a list of texts, at least one, and none twice."""
    if not isinstance(value, list) or not value:
        return False
    return all(isinstance(each, str) for each in value) and len(set(value)) == len(value)


TYPES: Mapping[str, Callable[[object], bool]] = {
    "anything": lambda _: True,
    "text": lambda value: isinstance(value, str),
    "number": _is_number,
    "size": _is_size,
    "texts": _are_texts,
}
"""What can be said of the value of a field without a validator."""


@dataclass(slots=True)
class Sound:
    """Objects of one role, or schemas with their defaults, by all that a finding could depend on."""

    loose: Mapping[str, str] = field(
        default_factory=dict
    )  # fields of which only one of `TYPES` matters
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
