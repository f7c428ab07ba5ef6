"""What a person would call an operation, as a method of its resource.

From the operationId without the words that the resource says already (`listChannels` of `channels` is `list`), or from
method and path. Each operation gets several candidates, the shortest first; where two want the same, both say more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.build.nouns import can_be_several, singular
from generator.naming import snake_case, unique, words

ARTICLES = {"a", "an", "the"}
PREPOSITIONS = {
    "as",
    "at",
    "by",
    "for",
    "from",
    "in",
    "into",
    "of",
    "on",
    "per",
    "to",
    "via",
    "with",
    "and",
    "or",
}
NOISE = {
    "controller",
    "api",
    "service",
    "resource",
    "endpoint",
    "endpoints",
    "handler",
    "operation",
}
# Words before the resource's that still say something without it: `list_all_pets` is `list_all`.
MODIFIERS = {
    *(
        "all",
        "multiple",
        "many",
        "several",
        "one",
        "single",
        "bulk",
        "batch",
        "new",
        "recent",
        "latest",
        "active",
    ),
    *("my", "own", "public", "private", "available", "or", "and"),
}
GROUPED = re.compile(r"^([^/.:#]+)[/.:#]+(.+)$")
VERBS = {
    "GET": ("get", "list"),
    "HEAD": ("head", "head"),
    "POST": ("create", "create"),
    "PUT": ("update", "replace"),
    "PATCH": ("update", "patch"),
    "DELETE": ("delete", "delete"),
}

LOOKUPS = {"search", "find", "lookup", "query", "download", "export", "autocomplete"}  # with GET


@dataclass(frozen=True, slots=True)
class Named:
    """What an operation's name is made from."""

    operation_id: str
    method: str
    path: str
    siblings: frozenset[str] = frozenset()  # the methods of the same path, this one too


def operation_words(told: Named) -> list[str]:
    """The words of the operationId, without the path and method that some frameworks append."""
    spoken = _lower(told.operation_id)
    trail = [*_lower(told.path), told.method.lower()]
    if len(spoken) > len(trail) and spoken[-len(trail) :] == trail:
        return spoken[: -len(trail)]
    return spoken


def candidates(told: Named, resource: Sequence[str]) -> list[str]:
    """Names for the method, from the shortest to the one that says everything."""
    spoken = operation_words(told)
    resource = [word.lower() for word in resource]
    if not spoken or _is_spelled_path(spoken, told):
        return [*_from_path(told, resource), *(["_".join(spoken)] if spoken else [])]
    grouped = GROUPED.match(told.operation_id)
    if grouped is not None and len(spoken) == len(words(told.operation_id)):
        group, rest = _lower(grouped[1]), _lower(grouped[2])
        short = (
            rest
            if rest and _is_same(group, resource)
            else _without_noise(_without(spoken, resource))
        )
        short = spoken if not _is_same(group, resource) and _within(resource, group) else short
    else:
        short = _without_noise(_without(spoken, resource))
    found = [_without_key(short, told.path), short, _without_noise(spoken), spoken]
    sensible = [name for name in found if _stands_alone(name)]
    return list(dict.fromkeys("_".join(name) for name in [*sensible, spoken]))


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


def _lower(text: str) -> list[str]:
    return [word.lower() for word in words(text)]


def _is_spelled_path(spoken: Sequence[str], told: Named) -> bool:
    """Whether an operationId only spells method and path, as in `get_files_id_copy`."""
    if spoken[0] != told.method.lower() or not told.path.strip("/"):
        return False
    named, short = [], []
    for segment in _segments(told.path):
        is_parameter = segment.startswith("{")
        named += _lower(segment)
        short += ["id"] if is_parameter else _lower(segment)
    return list(spoken[1:]) in (named, short)


def _stands_alone(name: Sequence[str]) -> bool:
    """Whether the words make a name: not nothing, and no half of a phrase (`add_user_to`, `by_name`)."""
    return (
        bool(name)
        and name[0] not in PREPOSITIONS
        and name[-1] not in PREPOSITIONS
        and name[0].isidentifier()
    )


def _without(spoken: Sequence[str], resource: Sequence[str]) -> list[str]:
    """The words without the first run of them that repeats the resource, in singular or plural, and its articles.

    They stay where the words before them would lose their noun: `list_special_events` is not `list_special`.
    """
    size = len(resource)
    for start in range(len(spoken) - size + 1):
        if _is_same(spoken[start : start + size], resource):
            before, after = list(spoken[:start]), list(spoken[start + size :])
            while before and before[-1] in ARTICLES:
                before.pop()
            is_head = not after or after[0] in PREPOSITIONS
            if is_head and not all(_modifies(word) for word in before[1:]):
                return list(spoken)
            return before + after
    return list(spoken)


def _modifies(word: str) -> bool:
    return word in MODIFIERS or (word.endswith("ed") and len(word) > 4)


def _within(resource: Sequence[str], group: Sequence[str]) -> bool:
    """Whether a longer group's name has the resource's words in it: `pull-request-stacks` in `pulls`."""
    size = len(resource)
    return any(_is_same(group[i : i + size], resource) for i in range(len(group) - size + 1))


def _without_noise(spoken: Sequence[str]) -> list[str]:
    return list(spoken[1:]) if len(spoken) > 1 and spoken[0] in NOISE else list(spoken)


def _without_key(spoken: Sequence[str], path: str) -> list[str]:
    """`get_by_id` is `get` where the path ends with that parameter."""
    last = path.rstrip("/").rsplit("/", 1)[-1]
    if "by" not in spoken or not last.startswith("{") or not last.endswith("}"):
        return list(spoken)
    at = len(spoken) - 1 - list(reversed(spoken)).index("by")
    key, parameter = [*spoken[at + 1 :]], _lower(last)
    is_key = bool(key) and (parameter == key or (key == ["id"] and parameter[-1:] == ["id"]))
    return list(spoken[:at]) if is_key and at > 0 else list(spoken)


def _is_same(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether two runs of words are the same but for singular and plural."""
    return len(first) == len(second) and all(
        a == b or singular(a) == singular(b) for a, b in zip(first, second, strict=True)
    )


def _segments(path: str) -> list[str]:
    """The segments of a path template; a fragment or a query, which some documents append, are segments too."""
    return [
        segment for segment in re.split(r"[/#?&]", path) if segment and not says_nothing(segment)
    ]


def says_nothing(segment: str) -> bool:
    """Whether a segment is the same for a whole API: `api`, `v1`."""
    is_version = segment[:1] in "vV" and segment[1:].replace(".", "").isdecimal()
    return is_version or segment.lower() in {"api", "apis", "rest"}


def _from_path(told: Named, resource: Sequence[str]) -> list[str]:
    """A name from method and path: `GET /pets` is list, `GET /pets/{id}` get, `POST /pets/{id}/send` send."""
    segments = _segments(told.path)
    ends_in_item = bool(segments) and segments[-1].startswith("{")
    static = [
        word for segment in segments if not segment.startswith("{") for word in _lower(segment)
    ]
    rest = _without_run(static, resource)
    is_plural = bool(static) and can_be_several(static[-1])
    single, several = _verbs(told, ends_in_item=ends_in_item)
    verb = several if told.method == "GET" and is_plural and not ends_in_item else single
    if is_plural and (ends_in_item or told.method == "POST"):
        rest, static = _of_one(rest, static[-1]), _of_one(static, static[-1])
    found = [[verb, *rest], [several, *rest], [verb, *static], [verb, *_lower(told.path)]]
    if told.method == "GET" and ends_in_item:
        found[1] = [verb, *rest, "by", *_lower(segments[-1])]
    if "#" in told.path:
        found.insert(0, _lower(told.path.partition("#")[2]))
    elif told.method == "GET" and rest and rest[-1] in LOOKUPS and not ends_in_item:
        found.insert(0, [rest[-1], *rest[:-1]])
    elif (
        told.method == "POST" and rest and not is_plural and not ends_in_item and len(segments) > 1
    ):
        found.insert(0, rest)
    return list(dict.fromkeys(snake_case("_".join(name)) for name in found if name))


def _of_one(name: Sequence[str], last: str) -> list[str]:
    return [*name[:-1], singular(last)] if name and name[-1] == last else list(name)


def _verbs(told: Named, *, ends_in_item: bool) -> tuple[str, str]:
    """What the method does to one thing and to several; `POST /pets/{id}` changes a pet if nothing else does."""
    if told.method == "POST" and ends_in_item and not told.siblings & {"PUT", "PATCH"}:
        return "update", "create"
    return VERBS.get(told.method, (told.method.lower(), told.method.lower()))


def _without_run(static: Sequence[str], resource: Sequence[str]) -> list[str]:
    size = len(resource)
    for start in range(len(static) - size + 1):
        if _is_same(static[start : start + size], resource):
            return [*static[:start], *static[start + size :]]
    return list(static)
