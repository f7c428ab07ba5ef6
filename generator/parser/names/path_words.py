"""The words of paths: of their segments outside parameters, versions and other parts that a whole API has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.naming import lower_words
from generator.parser.names.inflection import can_be_plural, singular

_BETWEEN = re.compile(r"[/#?&]|:(?![^{}]*\})")  # a fragment, a query and `:verb` are segments, too
PARAMETER = re.compile(r"\{[^{}]*\}")
_MEDIA_TYPE = re.compile(r"\.(json|xml)$")
_VERSION = re.compile(r"v?\d+(\.\d+)*((alpha|beta|rc|preview)\d*)?|\d{4}-\d\d-\d\d")
_WHOLE_API = {"api", "apis", "rest"}


@dataclass(frozen=True, slots=True)
class Step:
    """The words of a segment outside its parameters."""

    words: tuple[str, ...]
    of_one: bool  # a parameter follows and selects one thing


def is_generic(segment: str) -> bool:
    """Whether a segment is the same for a whole API: `api`, `v1`, `2.0`, `2010-04-01`."""
    text = segment.lower()
    return text in _WHOLE_API or bool(_VERSION.fullmatch(text) and not text.isdecimal())


def without_version(path: str) -> tuple[str, str]:
    """The path without its version, and the version, such as `v2`; empty if there is none."""
    segments = path.lower().split("/")
    version = next((each for each in segments if re.fullmatch(r"v\d+\w*", each)), "")
    return "/".join(each for each in segments if each != version), version


def without_media_type(segment: str) -> str:
    """The segment without a media type at its end, which is the same for a whole API: `Calls.json`."""
    return _MEDIA_TYPE.sub("", segment)


def ends_in_item(path: str) -> bool:
    """Whether the path ends with a parameter, which selects one thing."""
    return path.rstrip("/").endswith("}")


def segments_of(path: str, *, whole: bool = False) -> list[str]:
    """The segments of a path template: all of them (`whole`), or all but the generic ones and numbers after words."""
    split = [without_media_type(segment) for segment in _BETWEEN.split(path)]
    kept = [segment for segment in split if segment and (whole or not is_generic(segment))]
    return kept if whole else kept[:1] + [each for each in kept[1:] if not each.isdecimal()]


@lru_cache(maxsize=10_000)  # each rule asks for them
def static_words(path: str) -> Sequence[str]:
    """The words of a path outside its parameters and generic segments."""
    return [word for segment in segments_of(path) for word in words_of_segment(segment)]


def last_segment_words(path: str) -> list[str]:
    """The words of the last segment of a path; empty if it is a parameter."""
    return words_of_segment((segments_of(path) or [""])[-1])


def things(path: str) -> set[str]:
    """The last words of the segments that name things, in the singular: plurals, and words before a parameter."""
    last = ((step.words[-1], step.of_one) for step in steps_of(segments_of(path)))
    return {singular(word) for word, of_one in last if of_one or can_be_plural(word)}


def segment_words(path: str) -> set[str]:
    """The stems of a path's words, and its segments as one word (`gen-ai` is `genai`, too)."""
    segments = [words_of_segment(segment) for segment in segments_of(path)]
    joined = {singular("".join(words)) for words in segments}
    return joined | {singular(word) for words in segments for word in words}


def words_of_segment(segment: str) -> list[str]:
    """The words of a segment outside its parameters."""
    tokens = re.split("[-_. ]", PARAMETER.sub(" ", segment))
    return [word for token in tokens if not _is_constant(token) for word in lower_words(token)]


def _is_constant(token: str) -> bool:
    """Whether a part of a segment is an identifier, not words: `6VMVochwUWo`."""
    parts = lower_words(token)
    return len(parts) > 2 and token[:1].isdigit() and len(token) < 4 * len(parts)


def steps_of(segments: Sequence[str]) -> Iterable[Step]:
    """The steps of some segments of a path. A segment that is only a parameter has none."""
    for segment, following in zip(segments, [*segments[1:], ""], strict=False):
        if words := words_of_segment(segment):
            yield Step(tuple(words), following.startswith("{"))
