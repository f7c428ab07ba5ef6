"""The verb of a name: where it is, and which one it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import takewhile
from typing import Final

from generator.naming import lower_words
from generator.parser.names.inflection import can_be_plural, is_same, of_one, singular, tails
from generator.parser.names.operation_words import repeats_path
from generator.parser.names.path_names import (
    READS,
    NameSource,
    is_of_many,
    is_one,
    is_update,
    returns_items,
)
from generator.parser.names.path_words import (
    ends_in_item,
    is_generic,
    last_segment_words,
    static_words,
    things,
)
from generator.parser.names.vocabulary import (
    EXTENTS,
    FRAMEWORK_VERBS,
    LOOKUPS,
    NOMINALIZATIONS,
    NOUNS_TOO,
    PLAIN_VERBS,
    PREPOSITIONS,
    PROGRAM_WORDS,
    READERS,
    SEARCHES,
    SEVERAL,
    SURE_VERBS,
    SYNONYMS,
    VERB_PREFIXES,
    VERBS,
    plural,
)

_REPLACED: Final = {*SYNONYMS, *(verb for _, verb in FRAMEWORK_VERBS)}
_METHODS_OF: Final = {
    "get": READS,
    "list": READS,
    "create": {"POST", "PUT"},
    "update": {"POST", "PUT", "PATCH"},
    "delete": {"DELETE"},
}
_NOUN: Final = re.compile("[a-z]{3}(tion|sion|ity|ship|ness)$")
"""Words with the ending of a noun."""
_BARE: Final = {"post": "create", "put": "update", "patch": "update"}


def verb_index(words: Sequence[str], source: NameSource, own: Collection[str]) -> int | None:
    """The index of the verb; None if there is none. `own` are the stems of the resource's words.

    A word such as `call` or `report` is the verb at the start, unless the resource is named so; at the end of an
    operation that changes something, or of a search; and after words that name the resource or a part of the program.
    """
    last = len(words) - 1
    if _is_search(words, source, own):
        return last
    free = [at for at in range(len(words)) if not at or words[at - 1] not in PREPOSITIONS]
    sure = [
        at for at in free if words[at] in SURE_VERBS and tuple(words[at + 1 : at + 2]) != ("of",)
    ]
    finds = source.method in READS and words[0] in SEARCHES & {*own} and returns_items(source)
    is_own = words[0] not in PLAIN_VERBS and singular(words[0]) in own
    is_noun = _is_noun(words, source, sure)
    if finds or (words[0] in VERBS and not is_own and not is_noun):
        return 0
    if words[0] in VERBS and is_own and repeats_path(words, source):
        return None
    if sure:
        at = next((at for at in sure if singular(words[at]) not in own), sure[0])
        return at - 1 if at and words[at - 1] in VERB_PREFIXES else at
    if source.method in {"PATCH", "PUT"} and source.method.lower() in words:
        return words.index(source.method.lower())
    if _is_read(words, source):
        return last
    if source.method not in READS and words[last] in VERBS and last in free:
        return last
    names = (at for at, word in enumerate(words) if not (repeats(word, own) or is_program(word)))
    start = next(names, 0)
    return start if words[start] in VERBS and not (is_noun and not start) else None


def _is_noun(words: Sequence[str], source: NameSource, sure: Collection[int]) -> bool:
    """Whether the first of several verbs is a noun: `import` of `import_cancel`. `sure` are the indexes of sure verbs.

    It is one if the last word is a verb that fits the method, and the path ends with that or has the noun; if the path
    has it in the plural or selects one; or if a lookup of several things can do no such thing (`exchange_rates`). It is
    the verb if the path ends with it, or with all the words.
    """
    first, last = words[0], words[-1]
    if lists_things(words, source):
        return True
    end = last_segment_words(source.path)
    if first in SURE_VERBS | SEVERAL | PLAIN_VERBS or end in ([first], list(words)):
        return False
    in_path = first in map(singular, static_words(source.path))
    is_action = last in VERBS - SEVERAL and source.method not in READS and len(words) == 2
    fits = last not in _METHODS_OF or source.method in _METHODS_OF[last]
    if len(words) - 1 in sure or (is_action and end == [last] and in_path):
        return fits and (in_path or end == [last])
    return bool(sure) and first in things(source.path)


def lists_things(words: Sequence[str], source: NameSource) -> bool:
    """Whether a lookup returns several things and can do nothing that its first word says: `exchange_rates`."""
    is_noun = source.method in READS and words[0] in NOUNS_TOO - READERS
    return is_noun and is_of_many(source, words)


def _is_read(words: Sequence[str], source: NameSource) -> bool:
    """Whether a lookup ends with the verb of a framework, and the path has no such noun: `books_read`."""
    is_verb = source.method in READS and words[-1] in {"read", "show"}
    return is_verb and words[-1] not in map(singular, static_words(source.path))


def _is_search(words: Sequence[str], source: NameSource, own: Collection[str]) -> bool:
    """Whether a lookup without a verb in front ends with what it does, as its path says: `tweetsRecentSearch`."""
    is_noun = words[0] not in VERBS or words[0] in NOUNS_TOO & things(source.path)
    is_verb = source.method in READS and is_noun and words[-1] in SEARCHES.difference(own)
    return is_verb and words[-1] in static_words(source.path)


def repeats(word: str, own: Collection[str]) -> bool:
    """Whether a word is one of the stems, or the beginning of one: `org` of `organization`."""
    return singular(word) in own or (len(word) > 2 and any(each.startswith(word) for each in own))


def is_program(word: str) -> bool:
    """Whether a word names a part of the program, or says nothing because the whole API has it."""
    return word in PROGRAM_WORDS or is_generic(word)


def one_verb(words: Sequence[str], source: NameSource, resource: Sequence[str]) -> list[str]:
    """The words with one verb: without one that says nothing beside another, and with the verb of a noun."""
    first, *rest = words
    if source.method in READS:
        is_list = first == "get" and len(rest) > 1 and "list" in (rest[0], rest[-1])
        if is_list and (not ends_in_item(source.path) or source.result.is_array):
            return rest if rest[0] == "list" else ["list", *rest[:-2], plural(singular(rest[-2]))]
        return list(words)
    end = static_words(source.path)[-len(rest) :] if rest else []
    last = last_segment_words(source.path)
    if first in PLAIN_VERBS and _is_action(last, source) and _ends_with(words, last):
        return last
    if resource and first in SEVERAL and rest and rest[0] in SURE_VERBS:
        return [rest[0], first, *rest[1:]]
    is_action = bool(rest) and rest[0] in SURE_VERBS and rest[0] in end and rest != [*resource]
    return (
        rest if first in PLAIN_VERBS and is_action and not can_be_plural(end[-1]) else list(words)
    )


def _is_action(segment: Sequence[str], source: NameSource) -> bool:
    """Whether the last segment of a path is a verb and its object, and not a collection that can be listed, too."""
    return len(segment) > 1 and segment[0] in SURE_VERBS and source.siblings <= {source.method}


def _ends_with(words: Sequence[str], action: Sequence[str]) -> bool:
    """Whether a name ends with an action, in singular or plural if it has other words than a verb before the action."""
    end = words[-len(action) :]
    return list(end) == list(action) or (len(words) > len(action) + 1 and is_same(end, action))


def by_result(words: Sequence[str], source: NameSource, full: Sequence[str]) -> list[str]:
    """The words with `list` if the operation returns several things, and with `get` if it returns one."""
    if verb := _alone(words, source, full):
        return [verb]
    if tuple(words[:1]) == ("get",) and source.method == "POST" and is_of_many(source, full[1:]):
        return ["list", *words[1:]]
    if not words or source.method not in READS or words[0] not in LOOKUPS:
        return ["update" if word == "modify" and not at else word for at, word in enumerate(words)]
    first, *rest = words
    if list(words) == ["get", "count"]:
        return rest
    is_stated = first == "read" and lower_words(source.operation_id)[0] != "read"
    if is_stated and not ends_in_item(source.path):
        # `file_read` states its verb. Frameworks add the verb of `read_pet` and of `pets_read` of `/pets/{id}`.
        return list(words)
    noun = list(takewhile(lambda word: word not in PREPOSITIONS, full[1:]))
    verbs = SURE_VERBS if source.result.is_known else VERBS
    if is_of_many(source, noun) and not verbs.intersection(rest[:1]):
        is_singular = first == "get" and rest and not PREPOSITIONS.intersection(rest)
        if is_singular and static_words(source.path)[-1:] == [plural(word) for word in rest[-1:]]:
            rest[-1] = plural(rest[-1])
        return ["list", *rest]
    if first == "list" and not is_one(source, full[1:]):
        return list(words)
    return ["get", *(rest[1:] if rest[:1] == ["single"] else rest)]


def _alone(words: Sequence[str], source: NameSource, full: Sequence[str]) -> str:
    """The verb for a name of only a verb (`store`), or for a whole operationId such as `findAll`; otherwise empty."""
    if list(words) == ["index"] and is_of_many(source, full[1:]):
        return "list"
    if len(words) == 1:
        return FRAMEWORK_VERBS.get((source.method, words[0]), "")
    is_whole = list(words) == list(full) and source.method in READS and words[0] in LOOKUPS
    return EXTENTS.get(words[1], "") if is_whole and len(words) == 2 else ""


def is_other(words: Sequence[str], result: Sequence[str]) -> bool:
    """Whether the verb was replaced by another one for the same thing, which can be in use."""
    is_shorter = len(result) < len(words)
    return bool(words) and (words[0] in _REPLACED or is_shorter) and words[0] != result[0]


def partial(words: Sequence[str], source: NameSource) -> list[list[str]]:
    """The words with `patch`, if a PATCH has the name of the PUT beside it."""
    is_partial = (
        source.method == "PATCH" and "PUT" in source.siblings and tuple(words[:1]) == ("update",)
    )
    return [["patch", *words[1:]]] if is_partial else []


def with_verb(
    words: Sequence[str], source: NameSource, resource: Sequence[str], full: Sequence[str]
) -> list[str]:
    """The words with an ordinary verb instead of an HTTP method, and with a verb if a POST is named by a noun."""
    first, *rest = words or [""]
    if first == source.method.lower() and first in _BARE:
        is_stated = static_words(source.path)[-len(words) :] == list(words)
        is_change = is_update(source) and not (rest and ends_in_item(source.path))
        return list(words) if is_stated else ["update" if is_change else _BARE[first], *rest]
    if source.method in READS and words and is_same(words, resource):
        return ["list" if is_of_many(source, words) else "get"]
    if source.method == "POST" and not (words and _has_verb(words)):
        return _acted(list(words), source, resource, full)
    if words and is_same(words, resource) and words[0] not in VERBS:
        return [_BARE.get(source.method.lower(), source.method.lower())]
    return list(words)


def _acted(
    words: list[str], source: NameSource, resource: Sequence[str], full: Sequence[str]
) -> list[str]:
    """The verb of a noun that names an action, and the other words; `create` before the name of a thing."""
    verb = NOMINALIZATIONS.get(singular(full[-1]))
    if verb:
        return [verb, *words[:-1]]
    end = static_words(source.path)[-len(words) :]
    is_thing = not words or is_same(words, resource) or is_same(words, end)
    if is_same(words, end) and any(is_same(words, tail) for tail in tails(resource)):
        return ["create"]
    is_plural = can_be_plural((full if words else resource)[-1]) or any(
        map(can_be_plural, end[-1:])
    )
    is_noun = is_plural or _NOUN.search((words or resource)[-1]) is not None
    return ["create", *(of_one(words) if words else [])] if is_thing and is_noun else words


def _has_verb(words: Sequence[str]) -> bool:
    return words[0] in VERBS or any(word in SURE_VERBS for word in words) or is_generic(words[0])
