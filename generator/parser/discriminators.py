"""The values of discriminators, once all declarations are known: declared, implied by names and constants, inferred."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from generator.ir.types import Discriminator, Literal, Named, Scalar, ScalarKind, Type, Union
from generator.ir.walk import non_null
from generator.json_types import JsonScalar
from generator.parser.drafts import Draft, DraftAlias, DraftModel


class Discriminators:
    """The discriminators of unions of models, given all drafts."""

    def __init__(self, drafts: Mapping[str, Draft]) -> None:
        self._drafts = drafts
        self._tags: dict[tuple[str, str], set[str]] = {}  # the values by model and property

    def tag_of(self, name: str, wire: str) -> str | None:
        """The value of a discriminator that selects a model; None if there are several or none.

        A value of a mapping precedes the name of the schema. Only valid once all unions are resolved.
        """
        tags = self._tags.get((name, wire), ())
        return next(iter(tags)) if len(tags) == 1 else None

    def completed(
        self,
        declared: Discriminator,
        nested: Sequence[Discriminator],
        members: Sequence[Type],
        models: Sequence[str],
    ) -> Discriminator | None:
        """The discriminator with the values of nested unions and with implicit values.

        A mapping adds values; the names of the schemas stay values (OpenAPI 3.1, Discriminator Object). None if no
        value selects one of the models. Of subtypes, it is enough that a value selects one of them.

        Args:
            nested: The discriminators of nested unions for the same property.
            members: The members as listed, not flattened.
            models: The flattened members.
        """
        mapping: dict[str, str] = {}
        for value, name in (pair for each in (declared, *nested) for pair in each.mapping):
            target = self._target(name, declared.wire)
            if target in models or len(self.models_of([target])) > 1:
                mapping.setdefault(value, target)
        mapped = dict(mapping)
        for value, name in self._implicit(declared, members, models):
            if value:  # an inline schema has no name
                mapping.setdefault(value, name)
        reached = self.models_of(mapping.values())
        is_complete = reached - {declared.base} if declared.base else reached >= set(models)
        if not is_complete:
            return None
        defaults = (each.default for each in (declared, *nested) if each.default in models)
        completed = Discriminator(
            declared.wire, tuple(mapping.items()), next(defaults, None), declared.base
        )
        self._add_tags(completed, mapped)
        return completed

    def _add_tags(self, discriminator: Discriminator, mapped: Mapping[str, str]) -> None:
        """Add the values that select each model, except those of a model that other values select, too."""
        implicit = {v: name for v, name in discriminator.mapping if v not in mapped}
        explicit_models = self.models_of(mapped.values())
        for value, target in (*mapped.items(), *implicit.items()):
            for name in self.models_of([target]):
                is_other = name in (discriminator.default, discriminator.base)
                if value in mapped or not (is_other or name in explicit_models):
                    self._tags.setdefault((name, discriminator.wire), set()).add(value)

    def inferred(self, models: Sequence[str]) -> Discriminator | None:
        """A property that every model requires, limited to values that no two models share; None without one."""
        first = self._drafts[models[0]]
        assert isinstance(first, DraftModel)
        for draft_field in first.fields:
            wire = draft_field.field.wire
            owners: dict[str, str] = {}
            count = 0
            for name in models:
                values = self.constants(name, wire, required=True) or ()
                count += len(values)
                owners |= dict.fromkeys(values, name)
            if len(owners) == count and len(set(owners.values())) == len(models):
                return Discriminator(wire, tuple(owners.items()))
        return None

    def models_of(self, names: Iterable[str]) -> set[str]:
        """The models among declarations, and the ones that unions among them stand for."""
        waiting, seen = list(names), set[str]()
        while waiting:
            name = waiting.pop()
            draft = self._drafts.get(name)
            if draft is not None and name not in seen:
                seen.add(name)
                waiting += _named(_members(draft.type)) if isinstance(draft, DraftAlias) else ()
        return {name for name in seen if isinstance(self._drafts[name], DraftModel)}

    def _target(self, name: str, wire: str) -> str:
        """The declaration that a value selects.

        If the same property distinguishes the subtypes of a class, the class itself is the one with its value.
        """
        draft = self._drafts.get(name)
        seen = {name}
        while isinstance(draft, DraftAlias):
            type_ = non_null(draft.type)
            if isinstance(type_, Union) and _wire(type_) == wire:
                assert type_.discriminator is not None
                return type_.discriminator.base or ""
            if not isinstance(type_, Named) or type_.name in seen:
                break
            name = type_.name
            seen.add(name)
            draft = self._drafts.get(name)
        return name

    def _implicit(
        self, declared: Discriminator, members: Sequence[Type], models: Sequence[str]
    ) -> Iterator[tuple[str, str]]:
        """The name of each schema, unless its property has other values; then the values that no other model has.

        The base has the values of its enumeration that remain.
        """
        listed = [self._target(name, declared.wire) for name in _named(members)]
        unions = [name for name in listed if name not in models and self._is_tagged(name)]
        yield from ((self._drafts[name].wire, name) for name in unions)
        inside = self.models_of(unions) - set(listed)
        tags = {name: self.constants(name, declared.wire) for name in models if name not in inside}
        count = Counter(tag for values in tags.values() for tag in set(values or ()))
        for name, values in tags.items():
            wire = self._drafts[name].wire
            yield from ((wire, name) for _ in range(values is None or wire in values))
            yield from ((tag, name) for tag in values or () if count[tag] == 1)
        if declared.base is not None:
            yield from ((tag, declared.base) for tag in tags[declared.base] or ())

    def _is_tagged(self, name: str) -> bool:
        """Whether this is a union with a discriminator."""
        draft = self._drafts.get(name)
        return isinstance(draft, DraftAlias) and bool(_wire(non_null(draft.type)))

    def constants(self, name: str, wire: str, *, required: bool = False) -> list[str] | None:
        """The values that a model's property is limited to, as texts.

        None if it has no such values, or is not `required`.
        """
        draft = self._drafts[name]
        assert isinstance(draft, DraftModel)
        field = next((f.field for f in draft.fields if f.field.wire == wire), None)
        if field is None or (required and not field.required):
            return None
        type_ = field.type
        seen: set[str] = set()
        while isinstance(type_, Named) and type_.name not in seen:
            seen.add(type_.name)
            alias = self._drafts[type_.name]
            type_ = alias.type if isinstance(alias, DraftAlias) else type_
        match type_:
            case Literal(values):
                return [tag_text(value) for value in values]
            case Scalar(ScalarKind.TRUE | ScalarKind.FALSE as kind):
                return [tag_text(kind is ScalarKind.TRUE)]
            case _:
                return None


def tag_text(value: JsonScalar) -> str:
    """A value of a discriminator as the key of a mapping, whose keys are texts: `1` for 1, `true` for true."""
    return value if isinstance(value, str) else json.dumps(value)


_INTEGER: Final = re.compile(r"0|-?[1-9][0-9]{0,17}")
_TAGS: Final[dict[ScalarKind, Callable[[str], JsonScalar]]] = {
    ScalarKind.STRING: str,
    ScalarKind.INTEGER: lambda tag: int(tag) if _INTEGER.fullmatch(tag) else None,
    ScalarKind.BOOLEAN: {"true": True, "false": False}.get,
}


def possible_values(type_: Type, tag: str | None) -> Sequence[JsonScalar]:
    """The values of a property that is limited to them, by its type or by the value of a discriminator."""
    match type_:
        case Literal((value,), extensible=False):
            return (value,)
        case Literal(values) if tag is not None:
            return [value for value in values if tag_text(value) == tag]
        case Scalar(ScalarKind.TRUE | ScalarKind.FALSE as kind):
            return (kind is ScalarKind.TRUE,)
        case Scalar(kind) if tag is not None and kind in _TAGS:
            return (_TAGS[kind](tag),)
        case _:
            return ()


def _named(types: Iterable[Type]) -> list[str]:
    return [type_.name for type_ in map(non_null, types) if isinstance(type_, Named)]


def _members(type_: Type) -> Sequence[Type]:
    inner = non_null(type_)
    return inner.members if isinstance(inner, Union) else (inner,)


def _wire(type_: Type) -> str | None:
    """The property that distinguishes the members of a union."""
    if isinstance(type_, Union) and type_.discriminator is not None:
        return type_.discriminator.wire
    return None
