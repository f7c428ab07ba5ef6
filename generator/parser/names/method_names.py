"""Names of operations as methods of their resource.

Each operation gets several candidates, the best first; `clashes` chooses among them. Candidates depend on the
operationId, the HTTP method, the path, the kind of result, the name of the resource, and on the words that most
operationIds start with. The rules, in order (`explain` prints the ones that gave a name):

1. *framework*: what frameworks append to an operationId is removed: path, method and version.
2. *path*: an operationId that only repeats method and path is replaced by a name from these: see `path_names`.
3. *group*: `issues/list-for-repo` (also with `.`, `:`, `#`) of `issues` is the part after the group.
4. *verb first*: `sessions_expire` is `expire_session`. Words before the verb that repeat the resource, name a part of
   the program, or start most operationIds, are removed.
5. *verb*: third person, several verbs, and nouns that name an action become one verb in the imperative.
6. *object*: words of the verb's object that add nothing to the path are removed: see `omissions`.
7. *resource*: the resource's words are removed (`listChannels` of `channels` is `list`), or its last words (of
   `voice_channels`, too), unless other words would lose their noun.
8. *key*: `by_id` is removed.
9. *result*: what returns several things is `list`, what returns one is `get`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.naming import lower_words
from generator.parser.names import verbs
from generator.parser.names.inflection import is_same, of_one, singular, without_stutter
from generator.parser.names.omissions import (
    before_nouns,
    essential,
    last_parameter,
    runs,
    significant,
    without_articles,
    without_key,
    without_object,
    without_resource,
)
from generator.parser.names.operation_words import (
    NOTHING_SHARED,
    SharedWords,
    imperatives,
    is_found,
    operation_words,
    repeats_path,
)
from generator.parser.names.path_names import (
    NameSource,
    is_of_many,
    names_of_path,
    spells_path,
)
from generator.parser.names.path_words import static_words
from generator.parser.names.vocabulary import (
    MODIFIERS,
    NOISE,
    PHRASAL_VERBS,
    PREPOSITIONS,
    VERBS,
    plural,
)

GROUPED: Final = re.compile(r"^(.+)[/.:#]+([^/.:#]+)$")
OF_A_CLASS: Final = re.compile(r"^([^_]+(?:Controller|Service|Resource|Endpoint|Handler))_(.+)$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name for an operation, and the rules that gave it."""

    name: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The words of a name so far, and the rules that changed them."""

    words: tuple[str, ...]
    rules: tuple[str, ...] = ()

    @property
    def candidate(self) -> Candidate:
        return Candidate("_".join(self.words), self.rules)

    def then(self, rule: str, changed: Iterable[str]) -> _Phrase:
        """The phrase with the words that a rule gave."""
        new = tuple(changed)
        rules = self.rules if new == self.words or rule in self.rules else (*self.rules, rule)
        return _Phrase(new, rules)


def candidates(
    source: NameSource, resource: Sequence[str], shared: SharedWords = NOTHING_SHARED
) -> Iterator[Candidate]:
    """Names for the method, the best first and each once."""
    seen: set[str] = set()
    for each in _all_candidates(source, resource, shared):
        if each.name not in seen:
            seen.add(each.name)
            yield each


def _all_candidates(
    source: NameSource, resource: Sequence[str], shared: SharedWords
) -> Iterator[Candidate]:
    id_words = operation_words(source)
    resource = [word.lower() for word in resource]
    if not id_words or spells_path(id_words, source):
        yield from _of_path(source, resource)
        return
    start = _Phrase(tuple(lower_words(source.operation_id))).then("framework", id_words)
    if len(start.words) == 1 and start.words[0] in VERBS - {"post"}:  # somebody chose this name
        yield Candidate(start.words[0], ())
        yield from _of_path(source, resource)
        return
    first: list[_Phrase] = []
    for phrase in _phrases(source, start, resource, shared):
        if _is_name(phrase.words, id_words[-1]) and not _is_stutter(phrase.words, source, resource):
            first = first or [phrase]
            yield phrase.candidate
            if source.is_numbered:
                yield from _of_path(source, resource)
    if not first and (NOISE.issuperset(id_words) or id_words == resource):
        yield from _of_path(source, resource)
    for phrase in (start, *_by_parameter(first, source.path)):
        yield phrase.candidate
    yield from _of_path(source, resource)


def _of_path(source: NameSource, resource: Sequence[str]) -> list[Candidate]:
    first, *others = names_of_path(source, [run for run, _ in runs(resource)])
    versions = [Candidate(f"{first}_{source.version}", ("path", "version"))] * bool(source.version)
    return [
        Candidate(first, ("path",)),
        *versions,
        *(Candidate(each, ("path",)) for each in others),
    ]


def _phrases(
    source: NameSource, start: _Phrase, resource: Sequence[str], shared: SharedWords
) -> Iterator[_Phrase]:
    """The phrases to choose from: without and with the key, the words before the verb, and the resource."""
    group, phrase = _split_group(source, start, resource)
    phrase = phrase.then("verb", imperatives(phrase.words, source))
    is_single = _is_of_one_group(source.operation_id)
    is_stated = group and is_single and not _is_of_class(source.operation_id)
    nouns = [] if is_stated else resource
    own = {singular(word) for word in [*resource, *group]}
    foreign = GROUPED.match(source.operation_id) if not group else None
    parts = lower_words(foreign[1]) if foreign is not None else []
    if parts and phrase.words[len(parts) : len(parts) + 1] and phrase.words[len(parts)] in VERBS:
        split = len(parts)
        if is_single:
            own, nouns = set(), []  # a group that is not the resource
    else:
        at = verbs.verb_index(phrase.words, source, own)
        split = before_nouns(phrase.words, shared, own) if at is None else at
        if at is None and not group and repeats_path(phrase.words[split:], source):
            yield _Phrase(tuple(_of_path(source, resource)[0].name.split("_")), ("path",))
        if at is None and not VERBS.intersection(group) and is_found(phrase.words[split:], source):
            phrase = phrase.then("verb", [*phrase.words[:split], "get", *phrase.words[split:]])
    before, moved = list(phrase.words[:split]), list(phrase.words[split:])
    kept = significant(before, source, own, shared, moved)
    others = {word for word in shared.others if singular(word) not in own}
    lean = [moved[0], *(word for word in moved[1:] if word not in others)]
    if lean != moved:
        yield from _shortened(source, phrase.then("shared words", lean), lean, kept, nouns)
    short = list(_shortened(source, phrase, moved, kept, nouns))
    yield short[0]
    if source.version:
        yield short[0].then("version", [*short[0].words, source.version])
    yield from short[1:]
    if before:
        yield from _shortened(source, phrase, moved, before, nouns)
    if group:
        yield phrase.then("group", [*moved[:1], *group, *moved[1:]])


def _shortened(
    source: NameSource,
    phrase: _Phrase,
    moved: Sequence[str],
    kept: list[str],
    resource: Sequence[str],
) -> Iterator[_Phrase]:
    """The phrase with the verb first, then `kept`: without resource and key, without resource, with all words."""
    is_one = bool(kept) and len(moved) == 1 and not is_of_many(source, kept)
    noun = of_one(kept) if is_one else kept
    if kept and tuple(moved) == ("list",):
        noun = [*kept[:-1], plural(singular(kept[-1]))]
    full = phrase.then("verb first", [*moved[:1], *noun, *moved[1:]])
    full = full.then("articles", without_articles(full.words))
    full = full.then("verb", verbs.one_verb(full.words, source, resource))
    short = full.then("resource", without_resource(list(full.words), resource, source.path))
    keyless = short.then("key", without_key(list(short.words), source.path))
    lean = without_object(full.words, source, resource) if resource else full.words
    bare = full.then("object", lean)
    bare = bare.then("resource", without_resource(list(bare.words), resource, source.path))
    bare = bare.then("key", without_key(list(bare.words), source.path))
    for each in (bare, keyless, short, full):
        done = each.then("result", verbs.by_result(each.words, source, full.words))
        done = done.then("verb", verbs.with_verb(done.words, source, resource, full.words))
        yield done.then("stutter", without_stutter(done.words))
        if each is short and verbs.is_other(each.words, done.words):
            yield each
        yield from (done.then("verb", each) for each in verbs.partial(done.words, source))


def _split_group(
    source: NameSource, start: _Phrase, resource: Sequence[str]
) -> tuple[list[str], _Phrase]:
    """The words of a group or class before a separator, and the phrase without them; no words if there is none."""
    grouped = GROUPED.match(source.operation_id) or OF_A_CLASS.match(source.operation_id)
    if grouped is None or list(start.words) != lower_words(source.operation_id):
        return [], start
    group, rest = lower_words(grouped[1]), lower_words(grouped[2])
    whole = essential(resource)
    if rest and (_is_of_class(source.operation_id) or is_same(group[-len(whole) :], whole)):
        return essential(group), start.then("group", rest)
    return [], start


def _is_of_one_group(operation_id: str) -> bool:
    """Whether an operationId has one separator, like `users/get-user`."""
    grouped = GROUPED.match(operation_id)
    return grouped is not None and GROUPED.match(grouped[1]) is None


def _is_of_class(operation_id: str) -> bool:
    """Whether an operationId has the name of a class or service in front: `OrderController.getOrders`."""
    grouped = GROUPED.match(operation_id) or OF_A_CLASS.match(operation_id)
    group = lower_words(grouped[1]) if grouped is not None else []
    return group != essential(group)


def _is_name(name: Sequence[str], last: str) -> bool:
    """Whether the words make a name: some words, not only modifiers or noise, and not half a phrase (`by_name`).

    `last` is the last word of the operationId, which can be a preposition: `blocked_by`.
    """
    is_stated = bool(name) and name[-1] == last
    return (
        bool(name)
        and name[0] not in PREPOSITIONS
        and (name[-1] not in PREPOSITIONS or is_stated or tuple(name[-2:]) in PHRASAL_VERBS)
        and name[0].isidentifier()
        and len(name[0]) + len(name) > 2
        and not MODIFIERS.issuperset(name)
        and not NOISE.issuperset(name)
    )


def _is_stutter(name: Sequence[str], source: NameSource, resource: Sequence[str]) -> bool:
    """Whether the name is only the resource again, and the path ends with another word."""
    end = static_words(source.path)[-len(name) :]
    return list(name) == list(resource) and not is_same(name, end)


def _by_parameter(short: Sequence[_Phrase], path: str) -> list[_Phrase]:
    parameter = last_parameter(path)
    return [
        each.then("parameter", [*each.words, "by", *parameter])
        for each in short
        if parameter and "by" not in each.words
    ]
