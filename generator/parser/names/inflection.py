"""English nouns, as far as names need them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final

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
_BOTH: Final = {"series", "species"}  # the same word for one and for several
_LINKS: Final = {
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
}
# Words for one thing that end like words for several, and words for several that nobody counts.
_ONE: Final = {
    *("alias", "atlas", "aws", "bias", "canvas", "css", "dns", "gas", "gps", "https", "ios", "kms"),
    *("lens", "os", "saas", "sms", "sns", "sqs", "tls"),
}
_UNCOUNTED: Final = {"analytics", "metrics", "preferences", "settings", "statistics", "stats"}


def singular(word: str) -> str:
    """One of what the word means several of; a word that means one is left as it is."""
    return word if word in _UNCOUNTED else _stem(word)


@lru_cache(maxsize=10_000)  # a resource is looked for in each of its operations
def _stem(word: str) -> str:
    if word in _BOTH or word in _ONE or word in _IRREGULAR:
        return _IRREGULAR.get(word, word)
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(_ENDINGS):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "news")) and len(word) > 2:
        return word[:-1]
    return word


def can_be_several(word: str) -> bool:
    """Whether the word can mean several things."""
    return word in _BOTH or singular(word) != word


def of_one(name: Sequence[str]) -> list[str]:
    """The words for one of what they mean."""
    return [*name[:-1], singular(name[-1])]


def is_same(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether two runs of words say the same: in one and several, and however they are split (`xcom`, `x com`)."""
    return "".join(map(_stem, first)) == "".join(map(_stem, second))


class Stems:
    """The words of a name, in which runs of them are looked for."""

    def __init__(self, name: Sequence[str]) -> None:
        stems = [*map(_stem, name)]
        self._text = "".join(stems)
        offsets = accumulate(map(len, stems), initial=0)
        self._words = {offset: number for number, offset in enumerate(offsets)}

    def repetitions(self, run: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Where words say the same as a run of others: the index of the first word, and that behind the last."""
        wanted = "".join(map(_stem, run))
        start = self._text.find(wanted)
        while start >= 0:
            end = start + len(wanted)
            if start in self._words and end in self._words:
                yield self._words[start], self._words[end]
            start = self._text.find(wanted, start + 1)


def tails(name: Sequence[str]) -> list[Sequence[str]]:
    """The words, then those that still say what it is: `voice calls`, `calls`; but only all of `terms of use`."""
    return [name[start:] for start in range(1 if _LINKS.intersection(name) else len(name))]
