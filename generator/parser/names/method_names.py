"""What a person would call an operation, as a method of its resource.

Each operation gets several candidates, the shortest first; where two want the same, both say more. They are made by
these rules, from nothing but the operation's own operationId, method and path, and the name of its resource:

1. What frameworks add to an operationId goes: the path and the method behind it, the class before
   it (`PetsController_findAll`), articles.
2. An operationId that says no more than method and path is named by these: see `path_names`.
3. `issues/list-for-repo` (also with `.`, `:`, `#`) of `issues` is what stands behind the group.
4. Otherwise the words that the resource says already go (`listChannels` of `channels` is `list`),
   or those that its last words say (of `voice_channels`, too), unless others would lose their noun;
   `by_id` goes where the path ends with it.
5. What is left must say something: `get` of several is `list`, a bare `post` is `create`, a bare
   `put` or `patch` is `update`; half a phrase (`add_user_to`) or `bulk` alone is no name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.naming import lower_words, unique, words
from generator.parser.names.inflection import Stems, can_be_several, is_same, tails
from generator.parser.names.path_names import (
    NameSource,
    names_of_path,
    says_nothing,
    spells_path,
)

ARTICLES = {"a", "an", "the"}
PREPOSITIONS = {
    *("as", "at", "by", "for", "from", "in", "into", "of", "on", "per", "to", "via", "with"),
    *("and", "or"),
}
PROGRAM_WORDS = {
    *("controller", "api", "service", "resource", "endpoint", "endpoints", "handler"),
    "operation",
}
# Words before the resource's that still say something without it: `list_all_pets` is `list_all`.
_MODIFIERS = (
    "all multiple many several one single bulk batch new recent latest active my own public private"
    " available or and"
)
MODIFIERS = frozenset(_MODIFIERS.split())
GROUPED = re.compile(r"^([^/.:#]+)[/.:#]+(.+)$")
OF_A_CLASS = re.compile(r"^([^_]+(?:Controller|Service|Resource|Endpoint|Handler))_(.+)$")
BARE = {"POST": "create", "PUT": "update", "PATCH": "update"}


def operation_words(told: NameSource) -> list[str]:
    """The words of the operationId, without the path and method that some frameworks append."""
    spoken = lower_words(told.operation_id)
    segments = told.path.strip("/").split("/")
    while segments:
        trail = [*lower_words(" ".join(segments)), told.method.lower()]
        if len(spoken) > len(trail) and spoken[-len(trail) :] == trail:
            return spoken[: -len(trail)]
        is_mounted = len(segments) > 1 and says_nothing(
            segments[0]
        )  # where the app knows nothing of
        segments = segments[1:] if is_mounted else []
    return spoken


def candidates(told: NameSource, resource: Sequence[str]) -> list[str]:
    """Names for the method, from the shortest to the one that says everything."""
    spoken = operation_words(told)
    resource = [word.lower() for word in resource]
    if not spoken or spells_path(spoken, told):
        return names_of_path(told, [run for run, _ in _runs(resource)])
    short, full = _short_and_full(told, spoken, resource)
    found = [_telling(name, told, full) for name in (_without_key(short, told.path), short)]
    found = [name for name in [*found, _without_noise(full), full] if _stands_alone(name)]
    found += [spoken, _by_parameter(short, told.path)]
    return list(dict.fromkeys("_".join(name) for name in found if name))


def choose(wanted: Sequence[Sequence[str]]) -> list[str]:
    """One candidate for each, all different. Those that want the same go on to their next, all of them."""
    level = [0] * len(wanted)
    while True:
        current = [options[i] for options, i in zip(wanted, level, strict=True)]
        count = Counter(current)
        moved = False
        for position, options in enumerate(wanted):
            if count[current[position]] > 1 and level[position] + 1 < len(options):
                level[position] += 1
                moved = True
        if not moved:
            return unique(current)


def _short_and_full(
    told: NameSource, spoken: list[str], resource: Sequence[str]
) -> tuple[list[str], list[str]]:
    """The words that the resource does not say, and all of them."""
    is_whole = len(spoken) == len(words(told.operation_id))
    grouped = GROUPED.match(told.operation_id) or OF_A_CLASS.match(told.operation_id)
    if grouped is None or not is_whole:
        full = _without_articles(spoken)
        return _without_noise(_without(full, resource)), full
    group, rest = lower_words(grouped[1]), lower_words(grouped[2])
    if rest and group != _essential(group):
        return _without(rest, resource), [*_essential(group), *rest]
    if rest and is_same(group, _essential(resource)):
        return rest, spoken
    if _within(_essential(resource), group):
        return spoken, spoken
    return _without_noise(_without(spoken, resource)), spoken


def _essential(name: Sequence[str]) -> list[str]:
    """The words without those at the end that only say what kind of program it is: `user_service`."""
    kept = list(name)
    while len(kept) > 1 and kept[-1] in PROGRAM_WORDS and kept[-2] not in PREPOSITIONS:
        kept.pop()
    return kept


def _runs(resource: Sequence[str]) -> list[tuple[Sequence[str], bool]]:
    """The words that repeat a resource, and whether they are all of it: with its last word, or without that noise."""
    wholes = [resource, _essential(resource)]
    return [(tail, len(tail) == len(whole)) for whole in wholes for tail in tails(whole)]


def _stands_alone(name: Sequence[str]) -> bool:
    """Whether the words make a name: not nothing, not only modifiers, and no half of a phrase (`by_name`)."""
    return (
        bool(name)
        and name[0] not in PREPOSITIONS
        and name[-1] not in PREPOSITIONS
        and name[0].isidentifier()
        and len(name[0]) + len(name) > 2
        and not MODIFIERS.issuperset(name)
    )


def _telling(name: list[str], told: NameSource, full: Sequence[str]) -> list[str]:
    """The name with the verb that a person would use: where it is a verb of HTTP, or `get` of several."""
    if name == ["get"] == list(full[:1]) and told.method == "GET" and can_be_several(full[-1]):
        return ["list"]
    return [BARE.get(told.method, name[0])] if name == [told.method.lower()] else name


def _without(spoken: list[str], resource: Sequence[str]) -> list[str]:
    """The words without the first run of them that repeats the resource, or else its last words; with its articles.

    They stay where the words before them would lose their noun: `list_special_events` is not `list_special`.
    """
    stems = Stems(spoken)
    for run, is_all in _runs(resource):
        for start, end in stems.repetitions(run):
            is_head = end == len(spoken) or spoken[end] in PREPOSITIONS
            if is_all or (is_head and start > 0):
                before = spoken[:start]
                while before and before[-1] in ARTICLES:
                    before.pop()
                is_whole = is_head and not all(_modifies(word) for word in before[1:])
                return spoken if is_whole else before + spoken[end:]
    return spoken


def _modifies(word: str) -> bool:
    return word in MODIFIERS or (word.endswith("ed") and len(word) > 4)


def _within(resource: Sequence[str], group: Sequence[str]) -> bool:
    """Whether a longer group's name has the resource's words in it: `pull-request-stacks` in `pulls`."""
    size = len(resource)
    return any(is_same(group[i : i + size], resource) for i in range(len(group) - size + 1))


def _without_noise(spoken: list[str]) -> list[str]:
    is_noise = len(spoken) > 1 and (spoken[0] in PROGRAM_WORDS or says_nothing(spoken[0]))
    return spoken[1:] if is_noise else spoken


def _without_articles(spoken: Sequence[str]) -> list[str]:
    """The words without articles between others; an `a` before a single letter is another letter (`a_b_test`)."""
    following = [*spoken[1:], ""]
    return [
        word
        for at, (word, after) in enumerate(zip(spoken, following, strict=True))
        if not (word in ARTICLES and at and len(after) > 1)
    ]


def _without_key(spoken: list[str], path: str) -> list[str]:
    """`get_by_id` is `get` where the path ends with that parameter."""
    parameter = _last_parameter(path)
    if "by" not in spoken or not parameter:
        return spoken
    at = len(spoken) - 1 - spoken[::-1].index("by")
    key = spoken[at + 1 :]
    is_key = bool(key) and (parameter == key or (key == ["id"] and parameter[-1:] == ["id"]))
    return spoken[:at] if is_key and at > 0 else spoken


def _by_parameter(short: Sequence[str], path: str) -> list[str]:
    parameter = _last_parameter(path)
    return [*short, "by", *parameter] if parameter and "by" not in short else []


def _last_parameter(path: str) -> list[str]:
    """The words of the parameter that the path ends with."""
    last = path.rstrip("/").rsplit("/", 1)[-1]
    return lower_words(last) if last.startswith("{") and last.endswith("}") else []
