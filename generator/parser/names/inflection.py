"""Singular and plural of English nouns, as far as names need them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from itertools import accumulate
from typing import Final

from generator.naming import lower_words
from generator.parser.names.vocabulary import LINKS

_ENDINGS: Final = ("sses", "xes", "ches", "shes")
_IRREGULAR: Final = {
    "aliases": "alias",
    "analyses": "analysis",
    "apis": "api",
    "axes": "axis",
    "bonuses": "bonus",
    "buses": "bus",
    "caches": "cache",
    "campuses": "campus",
    "canvases": "canvas",
    "cookies": "cookie",
    "emojis": "emoji",
    "indices": "index",
    "lenses": "lens",
    "matrices": "matrix",
    "movies": "movie",
    "quizzes": "quiz",
    "statuses": "status",
    "uris": "uri",
    "vertices": "vertex",
    "wikis": "wiki",
}
_SAME_IN_BOTH: Final = {"series", "species"}
# Singular words that end like plurals, and plural words that name one thing.
_SINGULAR: Final = frozenset(
    "alias atlas aws bias canvas css dns gas gps https ios kms lens os saas sms sns sqs tls".split()
)
UNCOUNTED: Final = frozenset("analytics metrics preferences settings statistics stats".split())


def singular(word: str) -> str:
    """The singular of a plural; any other word is returned as it is."""
    return word if word in UNCOUNTED else _stem(word)


@lru_cache(maxsize=10_000)  # a resource is looked for in each of its operations
def _stem(word: str) -> str:
    if word in _SAME_IN_BOTH or word in _SINGULAR or word in _IRREGULAR:
        return _IRREGULAR.get(word, word)
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(_ENDINGS):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "news")) and len(word) > 2:
        return word[:-1]
    return word


def can_be_plural(word: str) -> bool:
    """Whether the word can be a plural."""
    return word in _SAME_IN_BOTH or singular(word) != word


def of_one(name: Sequence[str]) -> list[str]:
    """The words with the last one in the singular."""
    return [*name[:-1], singular(name[-1])]


def singular_of(wire: str, fields: Set[str]) -> str:
    """The singular of a property's name; empty if it is no plural or if the singular is another one of the fields."""
    own = lower_words(wire)
    single = "_".join(of_one(own)) if own else ""
    return single if single != "_".join(own) and single not in fields else ""


def without_repetition(wire: str, owner: str, fields: Set[str]) -> str:
    """A property's name without the words that its owner's name ends with: `alerting` of `budget_alerting` in `Budget`.

    The name is complete if nothing else is left, or if the rest is another one of the fields.
    """
    own, before = lower_words(wire), lower_words(owner)
    if len(own) < 2 or own[0] not in before:
        return wire
    sizes = (size for size in range(len(own) - 1, 0, -1) if before[-size:] == own[:size])
    rest = "_".join(own[next(sizes, 0) :])
    return wire if len(rest) == len("_".join(own)) or rest in fields else rest


def is_same(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether two runs of words are equal but for singular and plural and for how they are split (`xcom`, `x com`)."""
    return "".join(map(_stem, first)) == "".join(map(_stem, second))


def without_stutter(name: Sequence[str]) -> list[str]:
    """The words without a word that repeats the one before it: `retrieve_stream_stream`."""
    kept: list[str] = []
    for word in name:
        if not kept or singular(kept[-1]) != singular(word):
            kept.append(word)
        else:
            kept[-1] = word
    return kept


class Stems:
    """The stems of a name's words, to search for runs of other words."""

    def __init__(self, name: Sequence[str]) -> None:
        stems = [*map(_stem, name)]
        self._text = "".join(stems)
        offsets = accumulate(map(len, stems), initial=0)
        self._words = {offset: number for number, offset in enumerate(offsets)}

    def repetitions(self, run: Sequence[str]) -> Iterator[tuple[int, int]]:
        """The runs of words that are the same (see `is_same`), as (index of the first word, index after the last)."""
        target = "".join(map(_stem, run))
        start = self._text.find(target)
        while start >= 0:
            end = start + len(target)
            if start in self._words and end in self._words:
                yield self._words[start], self._words[end]
            start = self._text.find(target, start + 1)


def tails(name: Sequence[str]) -> list[Sequence[str]]:
    """The ends of a name that are nouns too: `voice calls`, `calls`; only the whole of `terms of use`."""
    return [name[start:] for start in range(1 if LINKS.intersection(name) else len(name))]
