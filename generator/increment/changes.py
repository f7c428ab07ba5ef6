"""What has changed in a document since an earlier run, if it is little."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from generator.source import KEYS, Address, Document, Json, is_entry, parts

INFO: Final = ("info",)
_REFERRING: Final = ("$ref", "$id", "$anchor", "$dynamicAnchor", "$dynamicRef", "discriminator")
_SHARED: Final = (
    "securitySchemes",
    "callbacks",
    "pathItems",
)  # the components that are more than schemas


def values(document: Document) -> dict[Address, bytes]:
    """The parts of a document as bytes, equal for equal values."""
    return {address: marshal.dumps(value, 2) for address, value in parts(document)}


def changed(before: Mapping[Address, bytes], now: Mapping[Address, bytes]) -> set[Address] | None:
    """The parts that are not as they were.

    None where more than the content of some has changed: there are other parts than before, what all of the document
    depends on is not as it was, or something refers to something else.
    """
    if list(before) != list(now):
        return None
    found = {address for address, value in now.items() if before[address] != value}
    return found if all(_is_local(a, before[a], now[a]) for a in found) else None


def touched(
    before: Mapping[Address, bytes], now: Mapping[Address, bytes], changed: Iterable[Address]
) -> set[Address]:
    """What reads differently where these parts changed: they, all that they are part of, and some of their keys."""
    found: set[Address] = set()
    for address in changed:
        file, pointer = address
        found |= {(file, pointer[:length]) for length in range(len(pointer) + 1)}
        keys = _differing(_value(before[address]), _value(now[address]))
        found |= {(file, (*pointer, key)) for key in keys}
    return found


def _differing(before: Json, now: Json) -> set[str | int]:
    """The keys under which two values differ, and whether they have others."""
    old, new = (value if isinstance(value, dict) else {} for value in (before, now))
    found: set[str | int] = {key for key in {*old, *new} if _told(old, key) != _told(new, key)}
    return found if list(old) == list(new) and type(before) is type(now) else {*found, KEYS}


def _told(value: dict[str, Json], key: str) -> bytes | None:
    """What is said under a key, as bytes, because true is not 1 here."""
    return marshal.dumps(value[key], 2) if key in value else None


def _value(part: bytes) -> Json:
    found: Json = marshal.loads(part)  # noqa: S302  # the cache verified it
    return found


def _is_local(address: Address, before: bytes, now: bytes) -> bool:
    pointer = address[1]
    if pointer == INFO:
        return True
    if not is_entry(address) or pointer[1] in _SHARED:
        return False
    old, new = _value(before), _value(now)
    return list(_references(old)) == list(_references(new)) and not _is_reference(new)


def _is_reference(value: Json) -> bool:
    """Whether a part is another name for something else."""
    return isinstance(value, dict) and "$ref" in value


def _references(value: Json) -> Iterator[tuple[object, ...]]:
    """Everything in a value that refers to something or can be referred to by name, with where it stands."""
    waiting: list[tuple[tuple[object, ...], Json]] = [((), value)]
    while waiting:
        pointer, current = waiting.pop()
        if isinstance(current, dict):
            yield from ((*pointer, k, repr(current[k])) for k in _REFERRING if k in current)
            waiting += [((*pointer, key), child) for key, child in current.items()]
        elif isinstance(current, list):
            waiting += [((*pointer, key), child) for key, child in enumerate(current)]
