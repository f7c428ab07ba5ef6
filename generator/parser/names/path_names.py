"""Method names for operations that declare only their HTTP method and path.

`GET /pets` is `list`, `GET /pets/{id}` is `get`, `POST /pets/{id}/send` is `send`. The resource's words are left out,
and so are the words before them, which name an owner (`/files/{id}/notes` of `notes` is `list`). The owner comes back
(`list_for_file`) if another operation has the short name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Final

from generator.naming import lower_words, snake_case
from generator.parser.names.inflection import (
    UNCOUNTED,
    can_be_plural,
    is_same,
    of_one,
    singular,
    without_stutter,
)
from generator.parser.names.path_words import (
    PARAMETER,
    Step,
    ends_in_item,
    last_segment_words,
    segments_of,
    static_words,
    steps_of,
    words_of_segment,
)
from generator.parser.names.vocabulary import (
    LINKS,
    LOOKUPS,
    MODIFIERS,
    SEARCHES,
    SURE_VERBS,
    VERBS,
)
from generator.parser.queries.results import ITEM_NAMES, ResultShape

METHOD_VERBS: Final = {
    "GET": ("get", "list"),
    "HEAD": ("head", "head"),
    "POST": ("create", "create"),
    "PUT": ("update", "replace"),
    "PATCH": ("update", "patch"),
    "DELETE": ("delete", "delete"),
}
"""The verb for one thing and the verb for several, by HTTP method."""
READS: Final = {"GET", "HEAD", "QUERY"}
"""Methods of operations that only return something."""


@dataclass(frozen=True, slots=True)
class NameSource:
    """The facts that an operation's name is made from."""

    operation_id: str
    method: str
    path: str
    siblings: frozenset[str] = frozenset()  # the methods of the same path, this one included
    reads_one: bool = False  # the GET of the same path returns one thing
    result: ResultShape = field(default_factory=ResultShape)
    is_numbered: bool = False  # other operations have the operationId without its number
    version: str = ""  # of the path, if the document has another version of it


def spells_path(id_words: Sequence[str], source: NameSource) -> bool:
    """Whether an operationId consists of method and path, as `get_files_id_copy` does."""
    if id_words[0] != source.method.lower() or not source.path.strip("/"):
        return False
    rest = list(id_words[1:])
    for segments in (segments_of(source.path), segments_of(source.path, whole=True)):
        named = [word for segment in segments for word in lower_words(segment)]
        short = [w for segment in segments for w in lower_words(PARAMETER.sub(" id ", segment))]
        if rest in (named, short):
            return True
    return False


def is_of_many(source: NameSource, noun: Sequence[str]) -> bool:
    """Whether an operation returns several things: an array, or a page of what the noun or the path names.

    The array of a page has a usual name if the noun is no plural: `getOrder` of `GET /orders`. A noun without a plural
    (`metrics`) is one thing. The noun and the path decide if the document does not describe the result.
    """
    if source.method not in READS and not source.result.is_known:
        return False
    own = [word for word in noun if word not in MODIFIERS]
    noun = own or ([] if ends_in_item(source.path) else static_words(source.path))
    is_plural = can_be_plural(noun[-1]) if noun else False
    shape = source.result
    if shape.is_array or not shape.is_known:
        # No noun says that it is one thing.
        is_plain = not own or len(segments_of(source.path)) == 1
        is_list = is_plural or (is_plain and shape.is_array and not UNCOUNTED.intersection(noun))
        return is_list and (shape.is_array or not ends_in_item(source.path))
    if is_plural:
        return has_items(source, noun[-1:])
    return _is_collection(source.path) and any(name.lower() in ITEM_NAMES for name in shape.arrays)


def _is_collection(path: str) -> bool:
    """Whether a path ends with a plural."""
    end = last_segment_words(path)
    return bool(end) and can_be_plural(end[-1])


def is_one(source: NameSource, name: Sequence[str]) -> bool:
    """Whether an operation that is called a list returns one thing, without an array of what its name says."""
    shape = source.result
    is_plural = any(can_be_plural(word) for word in takewhile(lambda w: w not in LINKS, name))
    return shape.is_known and not (shape.is_array or is_plural or has_items(source, name))


def has_items(source: NameSource, nouns: Sequence[str]) -> bool:
    """Whether the result has an array with a usual name, or the name of a noun or of the path's last word."""
    own = {singular(word) for word in (*nouns, *static_words(source.path)[-1:])}
    return any(
        name.lower() in {"result", *ITEM_NAMES}
        or not own.isdisjoint(map(singular, lower_words(name)))
        for name in source.result.arrays
    )


def returns_items(source: NameSource) -> bool:
    """Whether the result is an array, or an object with an array that has a usual name."""
    return source.result.is_array or has_items(source, ())


def item_words(path: str, resource: Sequence[Sequence[str]]) -> list[str]:
    """The words for one thing of the collection that a path ends with; empty for other paths.

    `order line` of `/orders/{id}/lines` and `/orders/{id}/lines/{line}` in `orders`, and `line` in `lines`.
    """
    steps = list(steps_of(segments_of(path)))
    if not steps or not can_be_plural(steps[-1].words[-1]):
        return []
    owners, _ = _split_at_resource(steps, resource)
    return [word for step in steps[len(owners) :][-2:] for word in of_one(step.words)]


def names_of_path(source: NameSource, resource: Sequence[Sequence[str]]) -> list[str]:
    """Names from method and path, the shortest first.

    `resource` are the runs of words that repeat the resource.
    """
    segments = segments_of(source.path)
    steps = list(steps_of(segments))
    is_item = bool(segments) and not words_of_segment(segments[-1])
    owners, rest = _split_at_resource(steps, resource)
    static = [word for step in steps for word in step.words]
    is_plural = bool(static) and can_be_plural(static[-1])
    last = last_segment_words(source.path)
    is_thing = is_plural or is_item or len(segments) < 2
    actions = _actions(source, rest, last, is_thing=is_thing)
    single, several = _verbs(source)
    is_many = source.method == "GET" and not is_item and is_of_many(source, static)
    verb = several if is_many else single
    if is_plural and (is_item or source.method == "POST"):
        rest, static = of_one(rest) if rest else rest, of_one(static)
        steps = [*steps[:-1], Step(tuple(of_one(steps[-1].words)), steps[-1].of_one)]
    if source.method == "GET" and steps:
        actions = actions or _calls(steps[-1].words, rest, verb)
    key = lower_words(segments[-1]) if source.method == "GET" and is_item else []
    names = [[verb, *rest]]
    if key and not is_plural and rest[-len(key) :] == key:  # `/books/isbn/{isbn}`
        names = [[verb, *rest[: -len(key)], "by", *key]]
    if owners and owners[-1].of_one:
        names.append([verb, *rest, "for", *of_one(owners[-1].words)])
    changes_many = source.method not in {"GET", "POST"} and is_plural and not is_item
    if key:
        names.append([verb, *rest, "by", *key])
    elif not changes_many:
        names.append([several, *rest])
    names += [[verb, *static], [several, *static], *_for_owner(verb, steps)]
    names.append([verb, *lower_words(source.path)])
    result = [snake_case("_".join(name)) for name in [*actions, *names] if name]
    return list(dict.fromkeys(result))


def _for_owner(verb: str, steps: Sequence[Step]) -> list[list[str]]:
    """`create_content_for_file` of `/files/{id}/content`; nothing if the path selects no owner."""
    last = next((at for at in reversed(range(len(steps) - 1)) if steps[at].of_one), None)
    if last is None:
        return []
    words = [word for step in steps[last + 1 :] for word in step.words]
    return [[verb, *words, "for", *of_one(steps[last].words)]]


def _actions(
    source: NameSource, rest: Sequence[str], last: list[str], *, is_thing: bool
) -> list[list[str]]:
    """The action that a path names: by a fragment, by the name of a lookup, or by the segment that a POST goes to."""
    if "#" in source.path:
        return [lower_words(source.path.partition("#")[2])] if rest else []
    if source.method == "GET" and rest and rest[-1] in SEARCHES and "}" not in source.path[-1:]:
        return [[rest[-1], *rest[:-1]]]
    is_only = source.method == "POST" and source.siblings <= {"POST"}
    nouns, (verb, *others) = rest[: -len(last)], last or [""]
    verbs = SURE_VERBS if others and can_be_plural(others[-1]) else VERBS
    if is_only and rest[-len(last) :] == last and verb in verbs and not MODIFIERS.issuperset(rest):
        return [without_stutter([verb, *(of_one(nouns) if nouns else nouns), *others])]
    return [list(rest)] if is_only and not is_thing and not MODIFIERS.issuperset(rest) else []


def _calls(last: Sequence[str], rest: Sequence[str], verb: str) -> list[list[str]]:
    """`get_pathway` of `GET /getPathway`: what a path that names a function calls. `verb` replaces one of a lookup."""
    if len(last) < 2 or last[0] not in SURE_VERBS or list(rest[-len(last) :]) != list(last):
        return []
    return [[verb if last[0] in LOOKUPS else last[0], *rest[: -len(last)], *last[1:]]]


def _split_at_resource(
    steps: Sequence[Step], resource: Sequence[Sequence[str]]
) -> tuple[list[Step], list[str]]:
    """The steps before the resource and the words after it; no steps and all words if the path lacks it."""
    spans = [(i, j) for i in range(len(steps)) for j in range(i + 1, len(steps) + 1)]
    for run in resource:
        for start, end in spans:
            if is_same([word for step in steps[start:end] for word in step.words], run):
                return list(steps[:start]), [word for step in steps[end:] for word in step.words]
        for start, step in enumerate(steps):  # the resource can be the first words of a segment
            size = len(run)
            if is_same(step.words[:size], run):
                later = (word for following in steps[start + 1 :] for word in following.words)
                return list(steps[:start]), [*step.words[size:], *later]
    return [], [word for step in steps for word in step.words]


def is_update(source: NameSource) -> bool:
    """Whether a POST changes one thing: its path selects one, and has no PUT or PATCH.

    The path selects one thing with a parameter, or with a singular noun if GET returns one: `/customers/{id}/balance`.
    """
    if source.method != "POST" or source.siblings & {"PUT", "PATCH"}:
        return False
    last = last_segment_words(source.path)
    return not last or (source.reads_one and not can_be_plural(last[-1]))


def _verbs(source: NameSource) -> tuple[str, str]:
    """The verbs for one thing and for several."""
    if is_update(source):
        return "update", "create"
    return METHOD_VERBS.get(source.method, (source.method.lower(), source.method.lower()))
