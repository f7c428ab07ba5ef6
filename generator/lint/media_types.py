"""Media types that are malformed or misspelled."""

from __future__ import annotations

import re
from typing import Final

from generator.diagnostics import nearest
from generator.lint.messages import short
from generator.media_types import essence
from generator.openapi.object_types import TOKEN

_MEDIA_TYPE: Final = re.compile(rf"{TOKEN.pattern}/{TOKEN.pattern}\s*(;.*)?")  # RFC 9110, 8.3.1
# The top-level types of https://www.iana.org/assignments/media-types/, and one that is not registered.
_TYPES: Final = tuple(
    "application audio chemical example font haptics image message model multipart text video".split()
)
_SUBTYPES: Final = {
    "application": "json xml yaml pdf zip jsonl octet-stream json-seq x-www-form-urlencoded".split(),
    "text": "plain html csv markdown event-stream".split(),
    "multipart": "form-data mixed".split(),
    "image": "png jpeg".split(),
}
_SIMILAR: Final = "aml apng atxml bson gzip jpg json5 jsonp ndjson pjpeg ubjson xhtml".split()
_SUFFIXES: Final = ("json", "xml", "yaml")  # structured syntax suffixes (RFC 6839, RFC 9512)
_MISSPELLED: Final = 0.85  # similarity of a misspelled name to the intended one
_SHORT: Final = 5  # characters of a name for which one other character is less similar


def media_type_problem(name: str) -> str:
    """The problem of a media type, with what to write instead; empty if there is none."""
    plain = essence(name)
    type_, _, subtype = plain.partition("/")
    if not _MEDIA_TYPE.fullmatch(name.strip()):
        return f"{short(name)} is not a media type: write one such as application/json"
    if type_ not in (*_TYPES, "*") and not type_.startswith("x-"):
        right_type = nearest(type_, _TYPES, cutoff=_MISSPELLED)
        if not right_type:
            return (
                f"{short(name)} is not a media type: it must start with one of {', '.join(_TYPES)}"
            )
        return _unknown(name, f"{right_type}/{_intended(right_type, subtype) or subtype}")
    intended = _intended(type_, subtype)
    return _unknown(name, f"{type_}/{intended}") if intended else ""


def _unknown(name: str, intended: str) -> str:
    return f'the media type {short(name)} is not known; did you mean "{intended}"?'


def _intended(type_: str, subtype: str) -> str:
    """The common subtype that a similar one stands for; empty for other subtypes."""
    prefix, plus, suffix = subtype.rpartition("+")
    if plus:
        # A suffix with another letter is one of the many others (RFC 6838, 4.2.8), such as `+bson`.
        near = _misspelled(suffix, [each for each in _SUFFIXES if set(suffix) <= set(each)])
        return f"{prefix}+{near}" if near else ""
    if subtype in _SIMILAR:
        return ""
    known = _SUBTYPES.get(type_, ())
    return _misspelled(subtype, [e for e in known if e[:2] == "x-" or subtype[:2] != "x-"])


def _misspelled(word: str, known: list[str] | tuple[str, ...]) -> str:
    """The known word with the same letters or a similar spelling; empty for a known word."""
    if word in known:
        return ""
    permuted = (each for each in known if sorted(each) == sorted(word))
    return next(permuted, "") or nearest(
        word, known, cutoff=0.75 if len(word) <= _SHORT else _MISSPELLED
    )
