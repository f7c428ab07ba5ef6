"""Words of a verb's object that the path makes unnecessary."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from generator.naming import lower_words
from generator.parser.names.inflection import is_same, singular
from generator.parser.names.path_names import NameSource, last_segment_words, static_words
from generator.parser.names.vocabulary import (
    CONTENTS,
    FILE_FORMATS,
    GENERIC_NOUNS,
    LOOKUPS,
    MODIFIERS,
    PREPOSITIONS,
    VERBS,
)

_SIDES: Final = {"from", "in", "to"}
_INCOMPLETE: Final = {"add", "create", "get", "put", "remove", "send", "set"}
"""Verbs that say nothing without their object."""


def without_object(words: Sequence[str], source: NameSource, resource: Sequence[str]) -> list[str]:
    """The words of a name without the words of the object that add nothing to the path."""
    verb, *rest = words or [""]
    own = {singular(word) for word in resource}
    if _SIDES.intersection(rest):
        return _without_owner(words, source, resource)
    if not rest or PREPOSITIONS.intersection(rest):
        return list(words)
    if verb in VERBS and last_segment_words(source.path)[:1] == [verb]:
        return _of_action(words, source, own)
    return _without_generic(words, source, own)


def _of_action(words: Sequence[str], source: NameSource, own: set[str]) -> list[str]:
    """The verb and the object's last words that the path has, too: `POST /mock/cards/{id}/submit` is `submit_card`.

    The action of the path is enough if the segment before it selects one thing or is the resource.
    """
    action = last_segment_words(source.path)
    size = len(action) if list(words[: len(action)]) == action else 1
    known = "".join(map(singular, lower_words(source.path)))
    kept: list[str] = []
    for word in reversed(words[size:]):
        if not (singular(word) in known or word in MODIFIERS or word in FILE_FORMATS):
            break
        kept.insert(0, word)
    before = source.path.strip("/").replace("/actions/", "/").split("/")[-2:-1]
    is_direct = before and (
        "{" in before[0] or own.issuperset(map(singular, lower_words(before[0])))
    )
    if kept or len(words) == size:
        return [*words[:size], *kept]
    if action[0] in _INCOMPLETE and len(action) == 1:
        return list(words)
    return action if is_direct and set(action) <= set(words) else list(words)


def _without_generic(words: Sequence[str], source: NameSource, own: set[str]) -> list[str]:
    """The words without a generic noun that the path does not have: `GET /users/{id}` is `get`, not `get_info`."""
    head = singular(words[-1])
    if head not in GENERIC_NOUNS or head in map(singular, lower_words(source.path)):
        return list(words)
    is_lookup = words[0] in LOOKUPS
    if (is_lookup or words[0] == "delete") and _ends_in(source.path, own):
        return list(words[:1])
    return list(words[:-1] if is_lookup and head in CONTENTS else words)


def _ends_in(path: str, own: set[str]) -> bool:
    return not own.isdisjoint(map(singular, static_words(path)[-1:]))


def _without_owner(words: Sequence[str], source: NameSource, resource: Sequence[str]) -> list[str]:
    """The words without the resource if the path has it before what the verb is done to: `remove_role_from_group`."""
    size = len(resource)
    *start, link = words[:-size] or [""]
    segments = source.path.strip("/").split("/")
    owners = [lower_words(owner) for owner, key in pairwise(segments) if "{" in key]
    is_owner = is_same(words[-size:], resource) and any(is_same(each, resource) for each in owners)
    return start if link in _SIDES and len(start) > 1 and is_owner else list(words)
