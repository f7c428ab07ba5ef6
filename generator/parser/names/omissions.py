"""Words that a name does not need: the resource's, articles, and the key of the path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from generator.naming import lower_words
from generator.parser.names.inflection import Stems, tails
from generator.parser.names.vocabulary import (
    ARTICLES,
    MODIFIERS,
    PREPOSITIONS,
    PROGRAM_WORDS,
    SURE_VERBS,
    VERBS,
)

IMPLIED: Final = ["user"]
"""The object of a verb that says all without it."""


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


def without_resource(name: list[str], resource: Sequence[str]) -> list[str]:
    """The words without the first run of them that repeats the resource or its last words.

    A verb stays: `uploadFile` of `uploads` is `upload_file`, and `inviteUser` of `invites` is `invite`. All words are
    kept if the words before the run would lose their noun: `list_special_events` does not become `list_special`.
    """
    stems = Stems(name)
    for run, is_all in runs(resource):
        for start, end in stems.repetitions(run):
            if start == 0 and name[0] in VERBS:
                if is_all and name[1:] == IMPLIED:
                    return name[:1]
                continue
            is_head = end == len(name) or name[end] in PREPOSITIONS
            if is_all or (is_head and start > 0):
                before = name[:start]
                while before and before[-1] in ARTICLES:
                    before.pop()
                loses_noun = is_head and not all(_modifies(word) for word in before[1:])
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
