"""The rules: for each kind of change, what it does to callers, and why. The table is `rules.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("rules.toml")


class Bump(IntEnum):
    """The step of the version that a change needs (https://semver.org)."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    @property
    def label(self) -> str:
        return self.name.lower()


class Effect(StrEnum):
    """What a change does to one audience."""

    NONE = "none"
    EXTENDS = "extends"
    BREAKS = "breaks"


@dataclass(frozen=True, slots=True)
class ChangeRule:
    """A kind of change.

    `types` is for code that type checkers read, `runtime` for code that runs with the new client, `deployed` for older
    clients that call the new server, and `server_first` for new clients that call the old server.
    """

    id: str
    kind: str  # rules of one kind describe the same edit of a schema in requests and in responses
    group: str
    title: str  # with `{subject}`
    bump: Bump
    types: Effect
    runtime: Effect
    deployed: Effect
    server_first: Effect
    behavior: bool
    needs_approval: bool
    follows: bool  # it is a consequence of another change if it lies inside that one
    reason: str
    hint: str
    breaks: str  # an example of an edit that has this effect
    keeps: str  # a similar edit that does not
    mirror: str  # the rule of the reversed edit, or the reason why there is none


@cache
def change_rules() -> Mapping[str, ChangeRule]:
    """The rules by id."""
    table = tomllib.loads(_FILE.read_text("utf-8"))
    return {id_: _rule(id_, values) for id_, values in table.items()}


def _rule(id_: str, values: Mapping[str, Any]) -> ChangeRule:
    effects = dict(
        zip(("types", "runtime", "deployed", "server_first"), values["effects"], strict=True)
    )
    return ChangeRule(
        id=id_,
        kind=values.get("kind", _kind(id_)),
        group=values["group"],
        title=values["title"],
        bump=Bump[values["bump"].upper()],
        **{name: Effect(effect) for name, effect in effects.items()},
        behavior=values.get("behavior", False),
        needs_approval=values.get("needs_approval", False),
        follows=values.get("follows", False),
        reason=values["reason"],
        hint=values.get("hint", ""),
        breaks=values["breaks"],
        keeps=values["keeps"],
        mirror=values["mirror"],
    )


def _kind(id_: str) -> str:
    """The name of a rule without the direction."""
    name = id_.removeprefix("required-")
    return name.removeprefix("request-").removeprefix("response-")
