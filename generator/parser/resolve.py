"""Draft types -> types, once all declarations are known.

The resolver flattens unions, moves null outside of them, removes duplicate members, infers discriminators, and replaces
trivial aliases (of a scalar, say) by their types.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.ir.simplify import simplify_union
from generator.ir.types import (
    Anything,
    Binary,
    Discriminator,
    ListOf,
    Literal,
    MapOf,
    Named,
    Nullable,
    Scalar,
    ScalarKind,
    TupleOf,
    Type,
    Union,
)
from generator.ir.walk import brackets, non_null, nullable
from generator.json_types import JsonScalar
from generator.parser.drafts import Draft, DraftAlias, DraftField, DraftModel

MAX_BRACKETS = 150
"""Nested brackets in an annotation. Python's parser accepts 200, with those around the annotation."""


@dataclass(slots=True)
class _Flat:
    """A flattened union: its members, whether null is one, and the discriminators of nested unions."""

    members: dict[Type, None] = field(default_factory=dict)
    nullable: bool = False
    nested: list[Discriminator] = field(default_factory=list)


class Resolver:
    """Draft types -> types, given all drafts."""

    def __init__(self, drafts: Mapping[str, Draft], nullable: set[str]) -> None:
        self._drafts = drafts
        self._nullable_models = nullable
        self._active: set[str] = set()
        self._aliases: dict[str, Type] = {}  # with null
        self._recursive: set[str] = set()  # aliases
        self._fields: dict[str, list[tuple[DraftField, Type]]] = {}

    def fields(self, name: str) -> list[tuple[DraftField, Type]]:
        """The fields of a model with their resolved types."""
        if name not in self._fields:
            draft = self._drafts[name]
            listed = draft.fields if isinstance(draft, DraftModel) else ()
            self._fields[name] = [(each, self.resolve(each.field.type)) for each in listed]
        return self._fields[name]

    def resolve(self, type_: Type) -> Type:
        """The resolved type."""
        match type_:
            case Named(name):
                return self._named(name)
            case ListOf(item, constraints):
                return ListOf(self.resolve(item), constraints)
            case MapOf(value, constraints):
                return MapOf(self.resolve(value), constraints)
            case TupleOf(items, rest):
                return TupleOf(
                    tuple(map(self.resolve, items)), None if rest is None else self.resolve(rest)
                )
            case Union():
                return self._union(type_)
            case Nullable(inner):
                return nullable(self.resolve(inner))
            case _:
                return type_

    def is_inlined(self, name: str) -> bool:
        """Whether an alias is replaced by its type everywhere."""
        draft = self._drafts[name]
        if not isinstance(draft, DraftAlias) or draft.members:
            return False
        return _is_plain(self.alias_type(name)) and name not in self._recursive

    def alias_type(self, name: str) -> Type:
        """The resolved type of an alias, with the null that its schema admits.

        Raises:
            RecursionError: An annotation of the type would nest more than `MAX_BRACKETS` brackets.
        """
        type_ = self._aliases.get(name)
        if type_ is None:
            draft = self._drafts[name]
            assert isinstance(draft, DraftAlias)
            self._active.add(name)
            type_ = self.resolve(draft.type)
            self._active.discard(name)
            if brackets(type_) > MAX_BRACKETS:
                raise RecursionError
            self._aliases[name] = type_ = Anything() if non_null(type_) == Named(name) else type_
        return type_

    def _named(self, name: str) -> Type:
        draft = self._drafts[name]
        if isinstance(draft, DraftModel):
            return Nullable(Named(name)) if name in self._nullable_models else Named(name)
        if name in self._active:
            self._recursive.add(name)
            return Nullable(Named(name)) if self._admits_null(draft.type, {name}) else Named(name)
        resolved = self.alias_type(name)
        if self.is_inlined(name):
            return resolved
        return Nullable(Named(name)) if isinstance(resolved, Nullable) else Named(name)

    def _admits_null(self, type_: Type, seen: set[str]) -> bool:
        match type_:
            case Nullable() | Scalar(ScalarKind.NULL):
                return True
            case Union(members):
                return any(self._admits_null(member, seen) for member in members)
            case Named(name) if name not in seen:
                seen.add(name)
                draft = self._drafts[name]
                if isinstance(draft, DraftModel):
                    return name in self._nullable_models
                return self._admits_null(draft.type, seen)
            case _:
                return False

    # --- unions ---

    def _union(self, union: Union) -> Type:
        flat = _Flat()
        self._flatten(union.members, flat, set())
        members = simplify_union(self._with_inlined_enums(list(flat.members)))
        if not members:
            return Scalar(ScalarKind.NULL)
        if any(isinstance(member, Anything) for member in members):
            return Anything()
        result: Type = members[0]
        if len(members) > 1:
            result = Union(tuple(members), self._discriminator(union.discriminator, flat, members))
        return nullable(result) if flat.nullable else result

    def _flatten(self, members: Iterable[Type], flat: _Flat, seen: set[str]) -> None:
        for member in members:
            match member:
                case Nullable(inner):
                    flat.nullable = True
                    self._flatten([inner], flat, seen)
                case Scalar(ScalarKind.NULL):
                    flat.nullable = True
                case Union(nested, discriminator):
                    if discriminator is not None:
                        flat.nested.append(discriminator)
                    self._flatten(nested, flat, seen)
                case Named(name):
                    self._flatten_named(name, flat, seen)
                case _:
                    flat.members[self.resolve(member)] = None

    def _flatten_named(self, name: str, flat: _Flat, seen: set[str]) -> None:
        draft = self._drafts[name]
        if isinstance(draft, DraftModel):
            flat.nullable |= name in self._nullable_models
            flat.members[Named(name)] = None
        elif name not in seen:
            seen.add(name)
            if isinstance(non_null(draft.type), (ListOf, MapOf, TupleOf, Literal)):
                resolved = self._named(name)
                flat.nullable |= isinstance(resolved, Nullable)
                flat.members[non_null(resolved)] = None
            else:
                self._flatten([draft.type], flat, seen)

    def _with_inlined_enums(self, members: list[Type]) -> list[Type]:
        """The members with named enumerations inlined; the only one keeps its name unless there is a string as well."""
        inlined = [self._literal(member) for member in members]
        has_string = any(isinstance(m, Scalar) and m.kind is ScalarKind.STRING for m in members)
        is_only = sum(isinstance(member, Literal) for member in inlined) < 2
        return members if is_only and not has_string else inlined

    def _literal(self, type_: Type) -> Type:
        if isinstance(type_, Named) and isinstance(draft := self._drafts[type_.name], DraftAlias):
            inner = non_null(draft.type)
            return inner if isinstance(inner, Literal) else type_
        return type_

    # --- discriminators ---

    def _discriminator(
        self, declared: Discriminator | None, flat: _Flat, members: Sequence[Type]
    ) -> Discriminator | None:
        """The discriminator of a union of models: declared, of a nested union, or inferred."""
        models = [
            m.name
            for m in members
            if isinstance(m, Named) and isinstance(self._drafts[m.name], DraftModel)
        ]
        if len(models) < len(members):
            return None
        discriminators = [*([declared] if declared else []), *flat.nested]
        wires = [declared.wire] if declared else list(dict.fromkeys(d.wire for d in flat.nested))
        if len(wires) == 1:
            same = [each for each in discriminators if each.wire == wires[0]]
            return self._mapped(wires[0], same, models)
        return self._inferred(models)

    def _mapped(
        self, wire: str, discriminators: Sequence[Discriminator], models: Sequence[str]
    ) -> Discriminator | None:
        """The declared mapping, completed by the constants of a model's property, or else by its component's name."""
        mapping: dict[str, str] = {}
        defaults = (each.default for each in discriminators if each.default in models)
        for value, name in (pair for each in discriminators for pair in each.mapping):
            if name in models:
                mapping.setdefault(value, name)
        for name in models:
            if name not in mapping.values():
                constants = self._constants(name, wire) or ()
                values = [value for value in constants if isinstance(value, str)]
                for value in values or [self._drafts[name].wire]:
                    mapping.setdefault(value, name)
        if set(mapping.values()) != set(models) or "" in mapping:
            return self._inferred(models)
        return Discriminator(wire, tuple(mapping.items()), next(defaults, None))

    def _inferred(self, models: Sequence[str]) -> Discriminator | None:
        """A property that every model requires, limited to values that no two models share; None without one."""
        first = self._drafts[models[0]]
        assert isinstance(first, DraftModel)
        for draft_field in first.fields:
            wire = draft_field.field.wire
            owners: dict[str, str] = {}
            count = 0
            for name in models:
                values = self._constants(name, wire, required=True) or ()
                count += len(values)
                owners |= {value: name for value in values if isinstance(value, str)}
            if len(owners) == count and len(set(owners.values())) == len(models):
                return Discriminator(wire, tuple(owners.items()))
        return None

    def _constants(
        self, name: str, wire: str, *, required: bool = False
    ) -> tuple[JsonScalar, ...] | None:
        """The values that a model's property is limited to; None if there are none, or it is not `required`."""
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
        return type_.values if isinstance(type_, Literal) else None


def _is_plain(type_: Type) -> bool:
    """Whether a type is short enough to replace the name of its alias."""
    match type_:
        case Scalar() | Anything() | Binary() | Named():
            return True
        case Nullable(inner):
            return _is_plain(inner)
        case ListOf(item):
            return _is_plain(item)
        case MapOf(value):
            return _is_plain(value)
        case _:
            return False
