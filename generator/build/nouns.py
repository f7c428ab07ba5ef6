"""English nouns, as far as names need them."""

from __future__ import annotations

from typing import Final

_ENDINGS: Final = ("sses", "xes", "ches", "shes")
_IRREGULAR: Final = {
    "aliases": "alias",
    "analyses": "analysis",
    "axes": "axis",
    "bonuses": "bonus",
    "buses": "bus",
    "caches": "cache",
    "campuses": "campus",
    "canvases": "canvas",
    "cookies": "cookie",
    "indices": "index",
    "lenses": "lens",
    "matrices": "matrix",
    "movies": "movie",
    "quizzes": "quiz",
    "statuses": "status",
    "vertices": "vertex",
}
_BOTH: Final = {"series", "species"}  # the same word for one and for several


def singular(word: str) -> str:
    """One of what the word means several of; a word that means one is left as it is."""
    if word in _BOTH or word in _IRREGULAR:
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
