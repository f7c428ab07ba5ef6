"""Names of operations as methods of their resource.

Each operation gets several candidates, the shortest first. Operations that want the same candidate all take longer
ones. Candidates depend only on the operationId, the HTTP method, the path and the name of the resource:

1. Additions of frameworks are removed from the operationId: the path and the method after it, the class before
   it (`PetsController_findAll`), articles.
2. An operationId that only repeats method and path is replaced by a name from these: see `path_names`.
3. `issues/list-for-repo` (also with `.`, `:`, `#`) of `issues` is the part after the group.
4. Otherwise the resource's words are removed (`listChannels` of `channels` is `list`), or its last words (of
   `voice_channels`, too), unless other words would lose their noun. `by_id` is removed if the path ends with the id.
5. The rest must be a name: `get` of several is `list`, a bare `post` is `create`, a bare `put` or `patch` is
   `update`; half a phrase (`add_user_to`) or `bulk` alone is not a name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from generator.naming import lower_words, unique, words
from generator.parser.names.inflection import LINKS, Stems, can_be_plural, is_same, tails
from generator.parser.names.path_names import (
    NameSource,
    is_generic,
    names_of_path,
    spells_path,
)

ARTICLES: Final = {"a", "an", "the"}
PREPOSITIONS: Final = LINKS | {"and", "or"}
PROGRAM_WORDS: Final = frozenset(
    "controller api service resource endpoint endpoints handler operation".split()
)
"""Words that name a part of the program behind the API."""
MODIFIERS: Final = frozenset(
    (
        "all multiple many several one single bulk batch new recent latest active my own public private available"
        " or and"
    ).split()
)
"""Words before the resource's that need no noun after them: `list_all_pets` is `list_all`."""
GROUPED: Final = re.compile(r"^([^/.:#]+)[/.:#]+(.+)$")
OF_A_CLASS: Final = re.compile(r"^([^_]+(?:Controller|Service|Resource|Endpoint|Handler))_(.+)$")
BARE: Final = {"POST": "create", "PUT": "update", "PATCH": "update"}


def operation_words(source: NameSource) -> list[str]:
    """The words of the operationId, without the path and method that some frameworks append."""
    id_words = lower_words(source.operation_id)
    segments = source.path.strip("/").split("/")
    while segments:
        suffix = [*lower_words(" ".join(segments)), source.method.lower()]
        if len(id_words) > len(suffix) and id_words[-len(suffix) :] == suffix:
            return id_words[: -len(suffix)]
        # The framework's path lacks a prefix that the application is mounted under.
        is_mounted = len(segments) > 1 and is_generic(segments[0])
        segments = segments[1:] if is_mounted else []
    return id_words


def candidates(source: NameSource, resource: Sequence[str]) -> list[str]:
    """Names for the method, from the shortest to the one with all words."""
    id_words = operation_words(source)
    resource = [word.lower() for word in resource]
    if not id_words or spells_path(id_words, source):
        return names_of_path(source, [run for run, _ in _runs(resource)])
    short, full = _short_and_full(source, id_words, resource)
    names = [_with_verb(name, source, full) for name in (_without_key(short, source.path), short)]
    names = [name for name in [*names, _without_program(full), full] if _is_name(name)]
    names += [id_words, _by_parameter(short, source.path)]
    return list(dict.fromkeys("_".join(name) for name in names if name))


def choose(options: Sequence[Sequence[str]]) -> list[str]:
    """One candidate for each operation, all different. Operations with the same candidate all take their next."""
    level = [0] * len(options)
    while True:
        current = [names[i] for names, i in zip(options, level, strict=True)]
        count = Counter(current)
        moved = False
        for position, names in enumerate(options):
            if count[current[position]] > 1 and level[position] + 1 < len(names):
                level[position] += 1
                moved = True
        if not moved:
            return unique(current)


def _short_and_full(
    source: NameSource, id_words: list[str], resource: Sequence[str]
) -> tuple[list[str], list[str]]:
    """The words without the resource's, and all of them."""
    is_whole = len(id_words) == len(words(source.operation_id))
    grouped = GROUPED.match(source.operation_id) or OF_A_CLASS.match(source.operation_id)
    if grouped is None or not is_whole:
        full = _without_articles(id_words)
        return _without_program(_without(full, resource)), full
    group, rest = lower_words(grouped[1]), lower_words(grouped[2])
    if rest and group != _essential(group):
        return _without(rest, resource), [*_essential(group), *rest]
    if rest and is_same(group, _essential(resource)):
        return rest, id_words
    if _contains(group, _essential(resource)):
        return id_words, id_words
    return _without_program(_without(id_words, resource)), id_words


def _essential(name: Sequence[str]) -> list[str]:
    """The words without program words at the end (`user_service`), unless a preposition leads to these."""
    kept = list(name)
    while len(kept) > 1 and kept[-1] in PROGRAM_WORDS and kept[-2] not in PREPOSITIONS:
        kept.pop()
    return kept


def _runs(resource: Sequence[str]) -> list[tuple[Sequence[str], bool]]:
    """The runs of words that repeat a resource, and whether each is all of it, with or without program words."""
    wholes = [resource, _essential(resource)]
    return [(tail, len(tail) == len(whole)) for whole in wholes for tail in tails(whole)]


def _is_name(name: Sequence[str]) -> bool:
    """Whether the words make a name: some words, not only modifiers, and not half a phrase (`by_name`)."""
    return (
        bool(name)
        and name[0] not in PREPOSITIONS
        and name[-1] not in PREPOSITIONS
        and name[0].isidentifier()
        and len(name[0]) + len(name) > 2
        and not MODIFIERS.issuperset(name)
    )


def _with_verb(name: list[str], source: NameSource, full: Sequence[str]) -> list[str]:
    """The name with an ordinary verb, if it is only an HTTP method or the `get` of several things."""
    if name == ["get"] == list(full[:1]) and source.method == "GET" and can_be_plural(full[-1]):
        return ["list"]
    return [BARE.get(source.method, name[0])] if name == [source.method.lower()] else name


def _without(name: list[str], resource: Sequence[str]) -> list[str]:
    """The words without the first run of them that repeats the resource or its last words, and without its articles.

    All words are kept if the words before the run would lose their noun: `list_special_events` does not become
    `list_special`.
    """
    stems = Stems(name)
    for run, is_all in _runs(resource):
        for start, end in stems.repetitions(run):
            is_head = end == len(name) or name[end] in PREPOSITIONS
            if is_all or (is_head and start > 0):
                before = name[:start]
                while before and before[-1] in ARTICLES:
                    before.pop()
                loses_noun = is_head and not all(_modifies(word) for word in before[1:])
                return name if loses_noun else before + name[end:]
    return name


def _modifies(word: str) -> bool:
    return word in MODIFIERS or (word.endswith("ed") and len(word) > 4)


def _contains(group: Sequence[str], resource: Sequence[str]) -> bool:
    """Whether a group's name contains the resource's words: `pull-request-stacks` contains `pulls`."""
    size = len(resource)
    return any(is_same(group[i : i + size], resource) for i in range(len(group) - size + 1))


def _without_program(name: list[str]) -> list[str]:
    is_program = len(name) > 1 and (name[0] in PROGRAM_WORDS or is_generic(name[0]))
    return name[1:] if is_program else name


def _without_articles(name: Sequence[str]) -> list[str]:
    """The words without articles between others; an `a` before a single letter is a letter (`a_b_test`)."""
    following = [*name[1:], ""]
    return [
        word
        for at, (word, after) in enumerate(zip(name, following, strict=True))
        if not (word in ARTICLES and at and len(after) > 1)
    ]


def _without_key(name: list[str], path: str) -> list[str]:
    """`get` instead of `get_by_id`, if the path ends with that parameter."""
    parameter = _last_parameter(path)
    if "by" not in name or not parameter:
        return name
    at = len(name) - 1 - name[::-1].index("by")
    key = name[at + 1 :]
    is_key = bool(key) and (parameter == key or (key == ["id"] and parameter[-1:] == ["id"]))
    return name[:at] if is_key and at > 0 else name


def _by_parameter(short: Sequence[str], path: str) -> list[str]:
    parameter = _last_parameter(path)
    return [*short, "by", *parameter] if parameter and "by" not in short else []


def _last_parameter(path: str) -> list[str]:
    """The words of the parameter that the path ends with."""
    last = path.rstrip("/").rsplit("/", 1)[-1]
    return lower_words(last) if last.startswith("{") and last.endswith("}") else []
