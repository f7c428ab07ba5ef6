"""What a person would call an operation of which only the method and the path are known.

`GET /pets` is list, `GET /pets/{id}` get, `POST /pets/{id}/send` send. The words of the resource go,
and with them those before them, which say whose it is (`/files/{id}/notes` of `notes` is list); they
come back (`list_for_file`) where something else has the plain name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.naming import lower_words, snake_case
from generator.parser.names.inflection import can_be_several, is_same, of_one

VERBS = {
    "GET": ("get", "list"),
    "HEAD": ("head", "head"),
    "POST": ("create", "create"),
    "PUT": ("update", "replace"),
    "PATCH": ("update", "patch"),
    "DELETE": ("delete", "delete"),
}
# Deeds that a GET can do.
LOOKUPS = {"search", "find", "lookup", "query", "download", "export", "autocomplete", "list"}

_BETWEEN = re.compile(r"[/#?&]|:(?![^{}]*\})")  # a fragment, a query and `:verb` are segments, too
_PARAMETER = re.compile(r"\{[^{}]*\}")
_MEDIA_TYPE = re.compile(r"\.(json|xml)$")
_VERSION = re.compile(r"v?\d+(\.\d+)*((alpha|beta|rc|preview)\d*)?|\d{4}-\d\d-\d\d")
_WHOLE_API = {"api", "apis", "rest"}


@dataclass(frozen=True, slots=True)
class NameSource:
    """What an operation's name is made from."""

    operation_id: str
    method: str
    path: str
    siblings: frozenset[str] = frozenset()  # the methods of the same path, this one too


@dataclass(frozen=True, slots=True)
class _Step:
    """The words of a segment that are the same for all values of parameters."""

    words: tuple[str, ...]
    of_one: bool  # a parameter tells which one


def says_nothing(segment: str) -> bool:
    """Whether a segment is the same for a whole API: `api`, `v1`, `2.0`, `2010-04-01`."""
    said = segment.lower()
    return said in _WHOLE_API or bool(_VERSION.fullmatch(said) and not said.isdecimal())


def without_media_type(segment: str) -> str:
    """A segment without the media type at its end, which is the same for a whole API, too: `Calls.json`."""
    return _MEDIA_TYPE.sub("", segment)


def spells_path(spoken: Sequence[str], told: NameSource) -> bool:
    """Whether an operationId only spells method and path, as in `get_files_id_copy`."""
    if spoken[0] != told.method.lower() or not told.path.strip("/"):
        return False
    rest = list(spoken[1:])
    for segments in (_segments(told.path), _segments(told.path, whole=True)):
        named = [word for segment in segments for word in lower_words(segment)]
        short = [w for segment in segments for w in lower_words(_PARAMETER.sub(" id ", segment))]
        if rest in (named, short):
            return True
    return False


def names_of_path(told: NameSource, resource: Sequence[Sequence[str]]) -> list[str]:
    """Names from method and path, the shortest first.

    `resource` are the runs of words that repeat the resource. What has no owner, and changes no more than one
    thing, has its first name twice, so that others say more before it.
    """
    segments = _segments(told.path)
    steps = list(_steps(segments))
    ends_in_item = bool(segments) and not _static(segments[-1])
    owners, rest = _beside(steps, resource)
    static = [word for step in steps for word in step.words]
    is_plural = bool(static) and can_be_several(static[-1])
    single, several = _verbs(told, ends_in_item=ends_in_item)
    verb = several if told.method == "GET" and is_plural and not ends_in_item else single
    if is_plural and (ends_in_item or told.method == "POST"):
        rest, static = of_one(rest) if rest else rest, of_one(static)
    found = [[verb, *rest]]
    if owners and owners[-1].of_one:
        found.append([verb, *rest, "for", *of_one(owners[-1].words)])
    is_of_many = told.method not in {"GET", "POST"} and is_plural and not ends_in_item
    if told.method == "GET" and ends_in_item:
        found.append([verb, *rest, "by", *lower_words(segments[-1])])
    elif not is_of_many:
        found.append([several, *rest])
    found += [[verb, *static], [several, *static], [verb, *lower_words(told.path)]]
    special = _special(told, rest, is_thing=is_plural or ends_in_item or len(segments) < 2)
    names = [snake_case("_".join(name)) for name in [*special, *found] if name]
    return [*([] if owners or is_of_many else names[:1]), *dict.fromkeys(names)]


def _special(told: NameSource, rest: Sequence[str], *, is_thing: bool) -> list[list[str]]:
    """What is done, where the path says it: by a fragment, by the name of a lookup, or by what is posted to."""
    if "#" in told.path:
        return [lower_words(told.path.partition("#")[2])]
    if told.method == "GET" and rest and rest[-1] in LOOKUPS and "}" not in told.path[-1:]:
        return [[rest[-1], *rest[:-1]]]
    is_deed = told.method == "POST" and not is_thing and told.siblings <= {"POST"}
    return [list(rest)] if is_deed else []


def _segments(path: str, *, whole: bool = False) -> list[str]:
    """The segments of a path template, without those that say nothing unless it is meant as a whole."""
    split = (without_media_type(segment) for segment in _BETWEEN.split(path))
    return [segment for segment in split if segment and (whole or not says_nothing(segment))]


def _static(segment: str) -> list[str]:
    return lower_words(_PARAMETER.sub(" ", segment)) if segment.strip("{}") else []


def _steps(segments: Sequence[str]) -> Iterable[_Step]:
    for segment, following in zip(segments, [*segments[1:], ""], strict=False):
        if said := _static(segment):
            yield _Step(tuple(said), following.startswith("{"))


def _beside(
    steps: Sequence[_Step], resource: Sequence[Sequence[str]]
) -> tuple[list[_Step], list[str]]:
    """The steps before those that say the resource, and the words after it; all words where none says it."""
    spans = [(i, j) for i in range(len(steps)) for j in range(i + 1, len(steps) + 1)]
    for run in resource:
        for start, end in spans:
            if is_same([word for step in steps[start:end] for word in step.words], run):
                return list(steps[:start]), [word for step in steps[end:] for word in step.words]
        for start, step in enumerate(steps):  # the resource may say what a thing belongs to
            size = len(run)
            if is_same(step.words[:size], run):
                later = (word for following in steps[start + 1 :] for word in following.words)
                return list(steps[:start]), [*step.words[size:], *later]
    return [], [word for step in steps for word in step.words]


def _verbs(told: NameSource, *, ends_in_item: bool) -> tuple[str, str]:
    """What the method does to one thing and to several; `POST /pets/{id}` changes a pet if nothing else does."""
    if told.method == "POST" and ends_in_item and not told.siblings & {"PUT", "PATCH"}:
        return "update", "create"
    return VERBS.get(told.method, (told.method.lower(), told.method.lower()))
