"""Draft types -> types, once all declarations are known.

The resolver flattens unions, moves null outside of them, removes duplicate members, infers discriminators, and replaces
trivial aliases (of a scalar, say) by their types.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.ir.simplify import simplify_union
from generator.ir.types import (
    Anything,
    Binary,
    Discriminator,
    Field,
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
from generator.ir.walk import brackets, non_null, nullable, referenced_names
from generator.json_types import JsonScalar
from generator.parser.discriminators import Discriminators, possible_values
from generator.parser.drafts import Draft, DraftAlias, DraftField, DraftModel

MAX_BRACKETS = 150
"""Nested brackets in an annotation. Python's parser accepts 200, with those around the annotation."""


@dataclass(slots=True)
class _Flat:
    """A flattened union: its members, whether null is one, and the discriminators of nested unions.

    `tagged`: the models in these. With `keeps_tagged`, these unions are members themselves.
    """

    keeps_tagged: bool = False
    members: dict[Type, None] = field(default_factory=dict)
    nullable: bool = False
    nested: list[Discriminator] = field(default_factory=list)
    tagged: set[str] = field(default_factory=set)


class Resolver:
    """Draft types -> types, given all drafts."""

    def __init__(self, drafts: Mapping[str, Draft], nullable: set[str]) -> None:
        self._drafts = drafts
        self._nullable_models = nullable
        self._discriminators = Discriminators(drafts)
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

    def constant(self, name: str, field: Field, type_: Type) -> JsonScalar:
        """The only possible value of a model's required field; None if there are several. `type_` is resolved.

        It is a constant, or the value of a discriminator that selects the model. Only valid once all unions are
        resolved.
        """
        if not field.required:
            return None
        if isinstance(type_, Named) and isinstance(self._drafts[type_.name], DraftAlias):
            type_ = non_null(self.alias_type(type_.name))
        tag = self._discriminators.tag_of(name, field.wire)
        values = possible_values(type_, tag)
        return values[0] if len(values) == 1 else None

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
        flat = self._flat(union)
        members = simplify_union(self._with_inlined_enums(list(flat.members)))
        if not members:
            return Scalar(ScalarKind.NULL)
        if any(isinstance(member, Anything) for member in members):
            return Anything()
        result: Type = members[0]
        if len(members) > 1:
            discriminator = self._discriminator(union, flat, members)
            if discriminator is not None and discriminator.base is not None:
                possible = self._discriminators.models_of(discriminator.names)
                members = [
                    m for m in members if self._model(m) is None or self._model(m) in possible
                ]
            result = Union(tuple(members), discriminator)
        return nullable(result) if flat.nullable else result

    def _flat(self, union: Union) -> _Flat:
        """The flattened union. Nested unions are kept if their discriminator does not select all members."""
        flat = _Flat()
        self._flatten(union.members, flat, set())
        wires = {each.wire for each in flat.nested}
        if union.discriminator is not None or not wires:
            return flat
        others = flat.members.keys() - set(map(Named, flat.tagged))
        if len(wires) == 1 and all(self._requires_constant(each, *wires) for each in others):
            return flat
        kept = _Flat(keeps_tagged=True)
        self._flatten(union.members, kept, set())
        return kept

    def _requires_constant(self, member: Type, wire: str) -> bool:
        if not isinstance(member, Named) or isinstance(self._drafts[member.name], DraftAlias):
            return False
        return self._discriminators.constants(member.name, wire, required=True) is not None

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
                        flat.tagged |= self._discriminators.models_of(referenced_names(member))
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
            target = non_null(draft.type)
            is_tagged = isinstance(target, Union) and target.discriminator is not None
            is_kept = is_tagged and flat.keeps_tagged
            if is_kept or isinstance(target, (ListOf, MapOf, TupleOf, Literal)):
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

    def _discriminator(
        self, union: Union, flat: _Flat, members: Sequence[Type]
    ) -> Discriminator | None:
        """The discriminator of the models of a union: declared, of nested unions, or inferred.

        None if an object can be one of the other members, or if only one member can be an object.
        """
        models = [name for m in members if (name := self._model(m)) is not None]
        others = [m for m in members if self._model(m) is None]
        if (others and len(models) < 2) or not all(map(self._is_never_object, others)):
            return None
        declared = union.discriminator
        if declared is None and len({each.wire for each in flat.nested}) == 1:
            declared = replace(flat.nested[0], base=None) if flat.nested[1:] else flat.nested[0]
        if declared is not None:
            same = [each for each in flat.nested if each.wire == declared.wire]
            completed = self._discriminators.completed(declared, same, union.members, models)
            if completed is not None:
                return completed
        return self._discriminators.inferred(models)

    def _model(self, type_: Type) -> str | None:
        """The name of a model; None for another type."""
        if isinstance(type_, Named) and isinstance(self._drafts[type_.name], DraftModel):
            return type_.name
        return None

    def _is_never_object(self, type_: Type) -> bool:
        """Whether no value of a type is an object."""
        if isinstance(type_, Named) and isinstance(draft := self._drafts[type_.name], DraftAlias):
            type_ = non_null(draft.type)
        return isinstance(type_, (Scalar, Literal, ListOf, TupleOf))


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
