"""Words that a name does not need: before its verb, the resource's, articles, the key, and parts of the object."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from generator.naming import lower_words
from generator.parser.names import verbs
from generator.parser.names.inflection import Stems, is_same, singular, tails
from generator.parser.names.operation_words import SharedWords
from generator.parser.names.path_names import NameSource
from generator.parser.names.path_words import last_segment_words, segment_words, static_words
from generator.parser.names.vocabulary import (
    ARTICLES,
    CONTENTS,
    FILE_FORMATS,
    GENERIC_NOUNS,
    LOOKUPS,
    MODIFIERS,
    PREPOSITIONS,
    PROGRAM_WORDS,
    SEVERAL,
    SURE_VERBS,
    VERBS,
)

IMPLIED: Final = ["user"]
"""The object of a verb that says all without it."""
_SIDES: Final = {"from", "in", "to"}
_INCOMPLETE: Final = {"add", "create", "get", "put", "remove", "send", "set"}
"""Verbs that say nothing without their object."""


def essential(name: Sequence[str]) -> list[str]:
    """The words without program words at the end (`user_service`), unless a preposition leads to these."""
    kept = list(name)
    while len(kept) > 1 and kept[-1] in PROGRAM_WORDS and kept[-2] not in PREPOSITIONS:
        kept.pop()
    return kept


def runs(resource: Sequence[str]) -> list[tuple[Sequence[str], bool]]:
    """The runs of words that repeat a resource, and whether each is all of it, with or without program words."""
    wholes = [resource, essential(resource)]
    return [(tail, len(tail) == len(whole)) for whole in wholes for tail in tails(whole)]


def without_resource(name: list[str], resource: Sequence[str], path: str) -> list[str]:
    """The words without the first run of them that repeats the resource or its last words.

    A verb stays: `uploadFile` of `uploads` is `upload_file`, and `inviteUser` of `invites` is `invite`. All words are
    kept if the words before the run would lose their noun: `list_special_events` does not become `list_special`, unless
    they are a segment of the path (`/events/special`), and `list_users_and_roles` stays.
    """
    stems = Stems(name)
    for run, is_all in runs(resource):
        for start, end in stems.repetitions(run):
            if start == 0 and name[0] in VERBS:
                if is_all and name[1:] == IMPLIED:
                    return name[:1]
                continue
            if name[end : end + 1] in (["and"], ["or"]):
                return name
            is_head = end == len(name) or name[end] in PREPOSITIONS
            if is_all or (is_head and start > 0):
                before = name[:start]
                while before and before[-1] in ARTICLES:
                    before.pop()
                is_complete = all(_modifies(word) for word in before[1:])
                is_segment = before[1:] == last_segment_words(path)
                loses_noun = is_head and not (is_complete or is_segment)
                return name if loses_noun else before + name[end:]
    return name


def _modifies(word: str) -> bool:
    return word in MODIFIERS or word in SURE_VERBS or (word.endswith("ed") and len(word) > 4)


def without_articles(name: Sequence[str]) -> list[str]:
    """The words without articles between others; an `a` before a single letter is a letter (`a_b_test`)."""
    following = [*name[1:], ""]
    return [
        word
        for at, (word, after) in enumerate(zip(name, following, strict=True))
        if not (word in ARTICLES and at and len(after) > 1)
    ]


def without_key(name: list[str], path: str) -> list[str]:
    """`get` instead of `get_by_id`, and instead of `get_by_name` if the path ends with that parameter."""
    if "by" not in name:
        return name
    at = len(name) - 1 - name[::-1].index("by")
    key = name[at + 1 :]
    is_key = key == ["id"] or (bool(key) and key == last_parameter(path))
    return name[:at] if is_key and at > 0 else name


def last_parameter(path: str) -> list[str]:
    """The words of the parameter that the path ends with."""
    last = path.rstrip("/").rsplit("/", 1)[-1]
    return lower_words(last) if last.startswith("{") and last.endswith("}") else []


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
    if head not in GENERIC_NOUNS or head in map(singular, static_words(source.path)):
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


def significant(
    before: list[str],
    source: NameSource,
    own: set[str],
    shared: SharedWords,
    moved: Sequence[str],
) -> list[str]:
    """The words before the verb that say something; `moved` are the verb and the words after it.

    Where the verb has an object, a part of the path says nothing. Where the object is the resource (`own` are its
    stems), only modifiers and verbs do: `doc_reqs_list_requirement_types` of `requirement_types` is `list`.
    """
    is_object = len(moved) > 1 or moved[0] not in VERBS
    for run in shared.prefixes:
        size = next(
            (i for i, pair in enumerate(zip(before, run, strict=False)) if len(set(pair)) > 1),
            min(len(before), len(run)),
        )
        before = before[size if is_object else min(size, _start_of_noun(before, source)) :]
    program = _after_program(before)
    before = before[program:] if program or not is_object else before
    in_path = segment_words(source.path) - SEVERAL if is_object else set()
    if len(moved) > 1 and own == {singular(word) for word in moved[1:]}:
        before = [word for word in before if word in MODIFIERS | VERBS]
    return [
        word
        for word in before
        if not verbs.repeats(word, own | in_path)
        and not verbs.is_program(word)
        and word not in shared.others
        and not word.isdecimal()
    ]


def _start_of_noun(before: Sequence[str], source: NameSource) -> int:
    """The index of the noun in words before a verb without an object: the last words of the path, at least one word."""
    in_path = set(map(singular, static_words(source.path)))
    end = next(
        (at for at in range(len(before), 0, -1) if not verbs.is_program(before[at - 1])),
        len(before),
    )
    others = (at for at in range(end - 1, 0, -1) if singular(before[at - 1]) not in in_path)
    return next(others, 0)


def before_nouns(name: Sequence[str], shared: SharedWords, own: set[str]) -> int:
    """The index of the first noun of a name without a verb.

    It follows the words that name a part of the program, and words that other operationIds share and that repeat the
    resource: `gen` of `generate`. All words are nouns if only the resource's words follow these.
    """
    runs_of_own = [run for run in shared.prefixes if all(verbs.repeats(word, own) for word in run)]
    sizes = [len(run) for run in runs_of_own if tuple(name[: len(run)]) == run]
    split = max([_after_program(name), *(size for size in sizes if size < len(name))])
    return 0 if own.issuperset(map(singular, name[split:])) else split


def _after_program(name: Sequence[str]) -> int:
    """The index after the last word that names a part of the program, if words follow; otherwise 0."""
    found = [at for at, word in enumerate(name, 1) if verbs.is_program(word)]
    return found[-1] if found and found[-1] < len(name) else 0
