"""The words of an operationId before its verb, and before its first noun if it has no verb."""

from __future__ import annotations

from collections.abc import Sequence

from generator.parser.names import verbs
from generator.parser.names.inflection import singular
from generator.parser.names.operation_words import SharedWords
from generator.parser.names.path_names import NameSource, segment_words
from generator.parser.names.vocabulary import MODIFIERS, VERBS


def significant(
    before: list[str],
    source: NameSource,
    own: set[str],
    shared: SharedWords,
    moved: Sequence[str],
) -> list[str]:
    """The words before the verb that say something; `moved` are the verb and the words after it.

    Where the verb has an object, a part of the path says nothing. Where the object is the resource (`own` are its
    stems), only modifiers and verbs do: `doc_reqs_list_requirement_types` of `requirement_types` is `list`.
    """
    is_object = len(moved) > 1 or moved[0] not in VERBS
    for run in shared.prefixes:
        size = next(
            (i for i, pair in enumerate(zip(before, run, strict=False)) if len(set(pair)) > 1),
            min(len(before), len(run)),
        )
        before = before[size:] if before[size:] or is_object else before
    program = _after_program(before)
    before = before[program:] if program or not is_object else before
    in_path = segment_words(source.path) if is_object else set()
    if len(moved) > 1 and own == {singular(word) for word in moved[1:]}:
        before = [word for word in before if word in MODIFIERS | VERBS]
    return [
        word
        for word in before
        if not verbs.repeats(word, own | in_path)
        and not verbs.is_program(word)
        and word not in shared.others
    ]


def before_nouns(name: Sequence[str], shared: SharedWords, own: set[str]) -> int:
    """The index of the first noun of a name without a verb.

    It follows the words that name a part of the program, and words that other operationIds share and that repeat the
    resource: `gen` of `generate`. All words are nouns if only the resource's words follow these.
    """
    runs_of_own = [run for run in shared.prefixes if all(verbs.repeats(word, own) for word in run)]
    sizes = [len(run) for run in runs_of_own if tuple(name[: len(run)]) == run]
    split = max([_after_program(name), *(size for size in sizes if size < len(name))])
    return 0 if own.issuperset(map(singular, name[split:])) else split


def _after_program(name: Sequence[str]) -> int:
    """The index after the last word that names a part of the program, if words follow; otherwise 0."""
    found = [at for at, word in enumerate(name, 1) if verbs.is_program(word)]
    return found[-1] if found and found[-1] < len(name) else 0
