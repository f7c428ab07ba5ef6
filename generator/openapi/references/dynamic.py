"""The binding of dynamic references: `$dynamicRef` leads to the outermost `$dynamicAnchor` of the dynamic scope.

The dynamic scope is the list of schemas through which a validator comes to a reference (JSON Schema Core 2020-12,
sections 7.1 and 8.2.3.2). A schema that depends on it, such as a page of any rows, is copied once for each binding. So
every reference has one target, and the parser needs no scopes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from urllib.parse import unquote

from generator.diagnostics import Diagnostic, Severity
from generator.json_types import Json, Key, Pointer
from generator.openapi.files import File
from generator.openapi.pointers import Address, Target, child_of
from generator.openapi.references.resolver import ReferenceResolver
from generator.openapi.references.scopes import Scope, Scopes

_MAX: Final = 100_000  # entries of all copies, and references that are read to make them
_KEYWORDS: Final = ("$ref", "$dynamicRef")
_TEXTS: Final = ("title", "description")  # of a schema that binds; they describe its copy
_COPY: Final = "$dynamicScope"  # the key of a copy in the address of its original


class _Occurrence(NamedTuple):
    """A place of a reference. `key` is `$ref`, `$dynamicRef` or a key of a discriminator's mapping."""

    address: Address
    value: dict[str, Json]
    key: str
    target: Target  # without a dynamic scope
    name: str  # of the dynamic anchor; empty if the reference is not dynamic


@dataclass(slots=True)
class Binding:
    """The targets of all references if dynamic references are bound, and the copies of schemas that this needs.

    `copies` are the addresses of the copies, and `moved` has the address of the original for each.
    """

    targets: dict[int, Target | None]
    mapped: dict[tuple[int, str], Target]
    moved: dict[Address, Address]
    copies: set[Address] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def bind(references: ReferenceResolver, files: Mapping[str, File]) -> Binding:
    """The binding of the dynamic references of a document, whose references are resolved."""
    scopes = Scopes(files, references.lookup.anchors, references.seen)
    binding = Binding(references.targets, references.mapped, references.moved)
    if scopes.has_anchors:
        binding = Binding(dict(binding.targets), dict(binding.mapped), dict(binding.moved))
        _Binder(binding, files, scopes).bind()
    return binding


class _Binder:
    def __init__(self, binding: Binding, files: Mapping[str, File], scopes: Scopes) -> None:
        self._binding = binding
        self._files = files
        self._scopes = scopes
        every = [each for file in {f.name: f for f in files.values()}.values()
                 for each in self._occurrences(file)]  # fmt: skip
        self._needs = self._names_needed(every)
        # In the order of addresses, so that the references in a schema are one slice.
        self._order = sorted(
            ((_texts(each.address), each) for each in every if self._depends(each)),
            key=lambda pair: (pair[0], pair[1].key),
        )
        self._known: dict[tuple[Address, tuple[tuple[str, Address], ...]], Target] = {}
        self._waiting: list[tuple[Target, dict[str, Json], Scope]] = []
        self._remaining = _MAX

    def bind(self) -> None:
        changed = [(each, self._target(each, {})) for _, each in self._order]
        for each, target in changed:
            if _address(target) != _address(each.target):
                self._set(each.value, each.key, target)
            is_copy = _address(target) in self._binding.copies
            if is_copy and self._scopes.binds(each.address) and isinstance(target.value, dict):
                target.value.update((key, each.value[key]) for key in _TEXTS if key in each.value)
        while self._waiting:
            self._fill(*self._waiting.pop())

    def _occurrences(self, file: File) -> Iterator[_Occurrence]:
        """The references of a file, at every place where an alias repeats them."""
        waiting: list[tuple[Pointer, Json]] = [((), file.value)]
        while waiting:
            pointer, value = waiting.pop()
            if isinstance(value, list):
                waiting += (((*pointer, number), child) for number, child in enumerate(value))
            elif isinstance(value, dict):
                waiting += (((*pointer, key), child) for key, child in value.items())
                at = (file.name, pointer)
                if (target := self._binding.targets.get(id(value))) is not None:
                    key = "$ref" if "$ref" in value else "$dynamicRef"
                    yield _Occurrence(at, value, key, target, _anchor_of(value, key, target))
                for key in value if self._binding.mapped else ():
                    if (target := self._binding.mapped.get((id(value), key))) is not None:
                        yield _Occurrence(at, value, key, target, "")

    def _names_needed(self, every: list[_Occurrence]) -> dict[Address, set[str]]:
        """The names of the dynamic anchors that a value can depend on, by its address."""
        referring: dict[Address, list[_Occurrence]] = {}
        for each in every:
            for at in {_address(each.target), *self._scopes.named(each.name)}:
                referring.setdefault(at, []).append(each)
        needs: dict[Address, set[str]] = {}
        waiting = [(each, each.name) for each in every if each.name]
        while waiting:
            each, name = waiting.pop()
            file, pointer = each.address
            for length in range(len(pointer), -1, -1):
                names = needs.setdefault((file, pointer[:length]), set())
                if name in names:
                    break
                names.add(name)
                waiting += ((other, name) for other in referring.get((file, pointer[:length]), ()))
        return needs

    def _depends(self, each: _Occurrence) -> bool:
        return bool(each.name) or _address(each.target) in self._needs

    def _inside(self, at: Address) -> Iterator[_Occurrence]:
        """The references inside a value that depend on the dynamic scope."""
        texts = _texts(at)
        for number in range(bisect_left(self._order, texts, key=_first), len(self._order)):
            found, each = self._order[number]
            if found[: len(texts)] != texts:
                return
            yield each

    def _target(self, each: _Occurrence, scope: Scope) -> Target:
        """The target of a reference in a dynamic scope: the outermost anchor if it is dynamic."""
        inner = {**self._scopes.around(each.address), **scope}
        start = self._scopes.anchor(inner[each.name]) if each.name in inner else each.target
        return self._bound(start, inner)

    def _bound(self, target: Target, scope: Scope) -> Target:
        """A schema in a dynamic scope: itself if its own anchors give the same, otherwise its copy for this binding."""
        at = _address(target)
        needs = self._needs.get(at)
        if not needs or not isinstance(target.value, dict):
            return target
        own = self._scopes.around(at)
        scope = {name: to for name, to in {**own, **scope}.items() if name in needs}
        if _is_within(scope, own):
            return target
        key = (at, tuple(sorted(scope.items())))
        known = self._known.get(key)
        if known is None:
            changed = self._names_changed(target, scope)
            exact = {name: to for name, to in scope.items() if name in changed}
            shorter = (at, tuple(sorted(exact.items())))
            known = target if _is_within(exact, own) else self._known.get(shorter)
            known = known or self._copy(target, target.value, exact)
            self._known |= {key: known, shorter: known}
        return known

    def _names_changed(self, target: Target, scope: Scope) -> set[str]:
        """The names of the anchors in a dynamic scope that make a schema another one in it."""
        names: set[str] = set()
        seen = {_address(target)}
        waiting = list(seen)
        while waiting and self._remaining >= 0:
            for each in self._inside(waiting.pop()):
                self._count(1, target)
                own = self._scopes.around(each.address)
                following = {_address(each.target)}
                if each.name:
                    own.setdefault(each.name, _address(each.target))
                    bound = scope.get(each.name)
                    following = {bound} if bound else {*following, *self._scopes.named(each.name)}
                names |= {name for name, at in scope.items() if own.get(name, at) != at}
                waiting += following - seen
                seen |= following
        return names

    def _copy(self, target: Target, value: dict[str, Json], scope: Scope) -> Target:
        """A copy of a schema for one binding. Its references are bound later, because they can lead back to it."""
        if self._remaining < 0:
            return target
        copy = dict(value)
        result = Target(target.file, (*target.pointer, _COPY, len(self._binding.copies)), copy)
        self._binding.copies.add(_address(result))
        self._binding.moved[_address(result)] = _address(target)
        self._waiting.append((target, copy, scope))
        return result

    def _fill(self, original: Target, copy: dict[str, Json], scope: Scope) -> None:
        """Copy the values between a schema and the references in it that lead elsewhere in this scope."""
        self._register(original.value, copy, original)
        copies: dict[Pointer, Json] = {original.pointer: copy}
        for each in self._inside(_address(original)):
            target = self._target(each, scope)
            if self._remaining < 0:
                return
            if _address(target) == _address(self._current(each)):
                continue
            pointer = each.address[1]
            for length in range(len(original.pointer), len(pointer)):
                inner = pointer[: length + 1]
                if inner not in copies:
                    holder, key = copies[pointer[:length]], pointer[length]
                    value = child_of(holder, key)
                    copies[inner] = new = [*value] if isinstance(value, list) else _copied(value)
                    _put(holder, key, new)
                    self._register(value, new, original)
            holder = copies[pointer]
            assert isinstance(holder, dict)
            self._set(holder, each.key, target)

    def _register(self, value: Json, copy: Json, original: Target) -> None:
        """Give a copy the references of its original, and count its entries."""
        targets, mapped = self._binding.targets, self._binding.mapped
        if id(value) in targets:
            targets[id(copy)] = targets[id(value)]
        if isinstance(value, dict) and mapped:
            known = ((key, mapped.get((id(value), key))) for key in value)
            mapped |= {(id(copy), key): target for key, target in known if target is not None}
        self._count(len(value) if isinstance(value, (dict, list)) else 0, original)

    def _current(self, each: _Occurrence) -> Target:
        identity = id(each.value)
        return (
            self._binding.mapped.get((identity, each.key))
            or self._binding.targets.get(identity)
            or each.target
        )

    def _set(self, value: dict[str, Json], key: str, target: Target) -> None:
        if key in _KEYWORDS:
            self._binding.targets[id(value)] = target
        else:
            self._binding.mapped[id(value), key] = target

    def _count(self, number: int, target: Target) -> None:
        """Count entries that are copied or read, and report once that they are too many."""
        is_first = self._remaining >= 0
        self._remaining -= number
        if is_first and self._remaining < 0:
            where = self._files[target.file].location(target.pointer)
            message = "the bindings of dynamic references need too many copies of this schema"
            fallback = "the references lead to the anchors of their own schemas"
            self._binding.diagnostics.append(
                Diagnostic(where, Severity.ERROR, "bounds", message, fallback=fallback)
            )


def _anchor_of(value: dict[str, Json], key: str, target: Target) -> str:
    """The name of the anchor if a reference is dynamic: a `$dynamicRef` whose own target is a `$dynamicAnchor`.

    Any other `$dynamicRef` is a `$ref` (JSON Schema Core 2020-12, 8.2.3.2).
    """
    name = unquote(str(value[key]).partition("#")[2])
    is_dynamic = key == "$dynamicRef" and child_of(target.value, "$dynamicAnchor") == name
    return name if is_dynamic else ""


def _address(target: Target) -> Address:
    return target.file, target.pointer


def _texts(at: Address) -> tuple[str, ...]:
    """An address that can be compared: of texts only."""
    return at[0], *map(str, at[1])


def _first(pair: tuple[tuple[str, ...], _Occurrence]) -> tuple[str, ...]:
    return pair[0]


def _is_within(scope: Scope, own: Scope) -> bool:
    """Whether a scope binds nothing but a schema's own anchors."""
    return all(own.get(name) == at for name, at in scope.items())


def _copied(value: Json) -> Json:
    return dict(value) if isinstance(value, dict) else value


def _put(holder: Json, key: Key, value: Json) -> None:
    if isinstance(holder, list):
        holder[int(key)] = value
    elif isinstance(holder, dict):
        holder[str(key)] = value
