"""One name for each operation of a resource, all different."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.naming import lower_words, unique
from generator.parser.names.method_names import Candidate
from generator.parser.names.path_names import NameSource
from generator.parser.names.path_words import ends_in_item

_METHODS: Final = ("GET", "PUT", "POST", "PATCH")
_OF_ONE: Final = {"get", "update", "delete"}
_OF_SEVERAL: Final = {"list", "create"}
Rank = tuple[bool, int, bool, int, int, int]


class _Request:
    """An operation that asks for its candidates, one after the other."""

    def __init__(self, source: NameSource, options: Iterator[Candidate], position: int) -> None:
        self.source = source
        self.first = self.current = next(options)
        self.level = 0
        self._position = position
        self._options = options

    @property
    def name(self) -> str:
        return self.current.name

    def advance(self) -> bool:
        """Ask for the next candidate; False if there is none."""
        following = next(self._options, None)
        if following is None:
            return False
        self.current = following
        self.level += 1
        return True

    @property
    def rank(self) -> Rank:
        """The smaller rank goes first: a name that the operationId states, an early candidate, a short path."""
        method = self.source.method
        return (
            not _states(self.source.operation_id, self.name),
            self.level,
            _is_misfit(self.name, self.source.path),
            _METHODS.index(method) if method in _METHODS else len(_METHODS),
            self.source.path.count("/"),
            self._position,
        )


def _is_misfit(name: str, path: str) -> bool:
    """Whether a name is the one for one thing, and the path is that of several, or the other way around."""
    verb = name.partition("_")[0]
    return verb in (_OF_SEVERAL if ends_in_item(path) else _OF_ONE)


def _states(operation_id: str, name: str) -> bool:
    """Whether a name is the operationId, or the part after its group."""
    id_words = lower_words(operation_id)
    rest = lower_words(operation_id.partition("/")[2])
    return name in {"_".join(id_words), "_".join(rest)}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The name of an operation, the rules that gave it, and the name that the operation asked for first."""

    name: str
    rules: tuple[str, ...]
    wanted: str


def choose(sources: Sequence[NameSource], options: Sequence[Iterable[Candidate]]) -> list[Chosen]:
    """A name for each operation. The operation that ranks first keeps a name; the others ask for their next.

    The result does not depend on the order in which operations ask, and an operation changes only the names that it
    asks for.
    """
    pairs = enumerate(zip(sources, options, strict=True))
    requests = [_Request(source, iter(listed), at) for at, (source, listed) in pairs]
    holders: dict[str, _Request] = {}
    waiting = deque(requests)
    while waiting:
        request = waiting.popleft()
        holder = holders.get(request.name)
        if holder is None or request.rank < holder.rank:
            holders[request.name] = request
        else:
            holder = request
        if holder is not None and holder.advance():
            waiting.append(holder)
    names = unique([each.name for each in requests])
    return [
        Chosen(name, each.current.rules, each.first.name)
        for name, each in zip(names, requests, strict=True)
    ]
