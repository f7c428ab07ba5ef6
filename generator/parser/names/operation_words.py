"""The words of operationIds, without what frameworks and versions add, and with run-together words split."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from generator.naming import lower_words
from generator.parser.names.inflection import is_same, singular
from generator.parser.names.path_names import READS, NameSource, is_of_many
from generator.parser.names.path_words import is_generic, static_words
from generator.parser.names.vocabulary import (
    ARTICLES,
    LINKS,
    PREPOSITIONS,
    PROGRAM_WORDS,
    SURE_VERBS,
    VERBS,
    imperative,
    plural,
)

_ADDED: Final = re.compile(r"(?<=.)Using(GET|PUT|POST|PATCH|DELETE|HEAD|OPTIONS)(_\d+)?$")
_ADDED_METHOD: Final = re.compile("[a-z]+[A-Z][^_]*_[a-z]+")  # `setValues_put`
_METHOD_OF_GROUP: Final = re.compile("[/.:#][a-z]+$")  # `compute.instances.get`
_VERSION: Final = re.compile(r"v\d+((alpha|beta)\d*)?")
_SAID_BY_VERBS: Final = frozenset("GET PUT POST PATCH DELETE".split())
"""HTTP methods that a verb such as `get` or `create` already says; `get_events_options` is no `get`."""
_TAIL: Final = frozenset("async method http endpoint".split())
_LONGEST: Final = 80  # run-together words that are split, in characters
_SHORTEST: Final = 8  # words that can be phrases, in characters
_SHARED_LENGTH: Final = 6  # the longest run of shared words, in words
_SHARED_BY: Final = 3  # the smallest number of operations that share words


def operation_words(source: NameSource) -> list[str]:
    """The words of the operationId, without the path, method and version that some frameworks append."""
    return list(_words_of(source.operation_id, source.method, source.path))


@lru_cache(maxsize=10_000)  # a document's, a resource's and an operation's own rules ask for them
def _words_of(operation_id: str, method: str, path: str) -> Sequence[str]:
    before, _, after = operation_id.partition(path)
    is_after = bool(before and path != "/" and lower_words(after))
    stated = after if is_after else operation_id  # `get-/pets_getPage`
    id_words = lower_words(_ADDED.sub("", stated))
    source = NameSource(operation_id, method, path)
    if method == "PATCH" and id_words[-2:] == ["partial", "update"]:
        del id_words[-2]  # the method says it
    cut = _without_tail(_without_path(id_words, source), source)
    cut = cut if cut[:1] and cut[0] in VERBS else _split_apart(cut, source)
    known = sorted(_known(source))
    return [part for word in cut for part in _phrase_of(word, source, known)]


def _phrase_of(word: str, source: NameSource, known: Sequence[str]) -> Sequence[str]:
    """The words of one that is a phrase, if the path has the nouns: `keyforauser`, `userprofile`."""
    if not _SHORTEST <= len(word) <= _LONGEST or not word.startswith(tuple(known)):
        return [word]
    in_path = {each for each in static_words(source.path) if len(each) > 2}
    parts = _pieces(word, known)
    is_phrase = len(parts) > 2 and LINKS.intersection(parts[1:-1])
    is_path = bool(parts) and in_path.issuperset(parts)
    return parts if word not in in_path and (is_phrase or is_path) else [word]


def _known(source: NameSource) -> set[str]:
    """The words of the path, in the singular, too, and the words between nouns."""
    words = {word for word in static_words(source.path) if len(word) > 1} - PREPOSITIONS
    other = {each for word in words for each in (singular(word), plural(singular(word)))}
    return words | other | ARTICLES | LINKS | {"all"}


def _without_path(id_words: list[str], source: NameSource) -> list[str]:
    segments = source.path.strip("/").split("/")
    while segments:
        suffix = [*lower_words(" ".join(segments)), source.method.lower()]
        if len(id_words) > len(suffix) and id_words[-len(suffix) :] == suffix:
            rest = id_words[: -len(suffix)]
            if len(rest) == 1 and rest[0] in VERBS and source.method not in _SAID_BY_VERBS:
                break
            is_path = all(is_generic(word) or word == suffix[-1] for word in rest)
            return [] if is_path else rest  # `ApiTodoGet` and `getTodo_get` only repeat the path
        # The framework's path lacks a prefix that the application is mounted under.
        is_mounted = len(segments) > 1 and is_generic(segments[0])
        segments = segments[1:] if is_mounted else []
    return id_words


def _without_tail(id_words: list[str], source: NameSource) -> list[str]:
    """The words without a version, the HTTP method or a word such as `method` at the end."""
    known = VERBS if _ADDED_METHOD.fullmatch(source.operation_id) else SURE_VERBS
    is_repeated = (
        source.method in _SAID_BY_VERBS
        and len(id_words) > 2
        and id_words[0] in known
        and not _METHOD_OF_GROUP.search(source.operation_id)
    )
    method = source.method.lower() if is_repeated else ""
    kept = list(id_words)
    in_path = {singular(word) for word in static_words(source.path)}
    while len(kept) > 1 and kept[-2] not in LINKS and _says_nothing(kept[-1], method):
        if kept[-1] in _TAIL & in_path:
            break  # `enable_method` of `/methods/{id}`
        kept.pop()
    return kept


def _says_nothing(word: str, method: str) -> bool:
    return word in _TAIL or word == method or _VERSION.fullmatch(word) is not None


def _split_apart(id_words: list[str], source: NameSource) -> list[str]:
    """The words with a first one such as `deleteprojectspendlimit` split by its verb and the words of the path."""
    first, *others = id_words or [""]
    if len(first) > _LONGEST or first in static_words(source.path):
        return id_words
    known = _known(source)
    for verb in sorted(_verbs_at_start(first, source), key=len, reverse=True):
        parts = _pieces(first[len(verb) :], known)
        if parts and (set(parts) - ARTICLES or others):
            return [verb, *parts, *others]
    return id_words


def _verbs_at_start(text: str, source: NameSource) -> Iterable[str]:
    known = VERBS | {source.method.lower()}
    return (text[:size] for size in range(2, len(text)) if text[:size] in known)


def _pieces(text: str, known: Iterable[str]) -> list[str]:
    """The known words that a text consists of, as few as possible; empty if it has others."""
    best: list[list[str] | None] = [[], *[None] * len(text)]
    for end in range(1, len(text) + 1):
        for word in known:
            before = best[end - len(word)] if len(word) <= end else None
            if before is not None and text.endswith(word, 0, end):
                current = best[end]
                if current is None or len(before) + 1 < len(current):
                    best[end] = [*before, word]
    return best[-1] or []


@dataclass(frozen=True, slots=True)
class SharedWords:
    """Words that say nothing, because most operationIds have them: the first of a document or resource, and others."""

    prefixes: tuple[tuple[str, ...], ...] = ()
    others: frozenset[str] = frozenset()


NOTHING_SHARED: Final = SharedWords()


def shared_words(sources: Sequence[NameSource]) -> SharedWords:
    """The words that the operationIds of a document share: more than half of them, and at least three.

    Words of paths and verbs say something wherever they are.
    """
    names = [operation_words(source) for source in sources]
    in_paths = {singular(word) for source in sources for word in static_words(source.path)}
    counts = Counter(word for name in names for word in set(name))
    others = frozenset(
        word
        for word, count in counts.items()
        if count >= _most(names)
        and singular(word) not in in_paths
        and word not in VERBS | PREPOSITIONS
    )
    return SharedWords((_prefix(names),), others)


def with_prefix(shared: SharedWords, sources: Sequence[NameSource]) -> SharedWords:
    """The shared words, with the first words that the operationIds of one resource share."""
    prefix = _prefix([operation_words(source) for source in sources])
    return SharedWords((*shared.prefixes, prefix), shared.others)


def _prefix(names: Sequence[Sequence[str]]) -> tuple[str, ...]:
    sizes = range(1, _SHARED_LENGTH + 1)
    starts = Counter(tuple(name[:size]) for name in names for size in sizes if size < len(name))
    return max((run for run, count in starts.items() if count >= _most(names)), key=len, default=())


def _most(names: Sequence[object]) -> int:
    return max(_SHARED_BY, len(names) // 2 + 1)


def imperatives(id_words: Sequence[str], source: NameSource) -> list[str]:
    """The words with the first one in the imperative (`deletes` is `delete`), and `list` for a framework's `index`."""
    changed = [imperative(id_words[0]), *id_words[1:]] if id_words else []
    return [*changed[:-1], "list"] if _is_index(changed, source) else changed


def _is_index(words: Sequence[str], source: NameSource) -> bool:
    """Whether a lookup is called `index`, as in `wallet_controller_index` and `posts_index`."""
    *nouns, last = words or [""]
    end = static_words(source.path)[-1:]
    if last != "index" or not nouns or source.method != "GET" or end == ["index"]:
        return False
    return nouns[-1] in PROGRAM_WORDS or (nouns[0] not in VERBS and is_same(nouns[-1:], end))


def repeats_path(words: Sequence[str], source: NameSource) -> bool:
    """Whether the name of a lookup consists of the path's words: `conversations_history`."""
    is_lookup = source.method in READS and len(words) > 1
    return is_lookup and is_same(words, static_words(source.path))


def is_found(words: Sequence[str], source: NameSource) -> bool:
    """Whether a name without a verb is what a lookup returns: the last words of the path, or several things."""
    is_end = len(words) > 1 and is_same(words, static_words(source.path)[-len(words) :])
    is_described = source.result.is_known and list(words) != ["index"]
    is_many = is_described and is_of_many(source, words)
    return source.method in READS and (is_end or is_many)
