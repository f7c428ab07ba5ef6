"""IR type -> annotation.

What a type looks like depends on who reads it: people and type checkers, or also the codec, which needs the
constraints and the wrappers `Open`, `Suggested` and `OneOf` of the runtime.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from enum import Enum

from generator.emit.python.imports import Scope
from generator.emit.python.literals import literal
from generator.ir.types import (
    UNCONSTRAINED,
    Anything,
    Binary,
    Constraints,
    Direction,
    ListOf,
    Literal,
    MapOf,
    Model,
    Named,
    Nullable,
    Scalar,
    ScalarKind,
    TupleOf,
    Type,
    Union,
)

_SCALARS = {
    ScalarKind.STRING: "str",
    ScalarKind.INTEGER: "int",
    ScalarKind.NUMBER: "float",
    ScalarKind.BOOLEAN: "bool",
    ScalarKind.BYTES: "bytes",
    ScalarKind.NULL: "None",
}
_TIMES = {ScalarKind.DATE_TIME: ("datetime", "Timestamp"), ScalarKind.DATE: ("date", "Date")}
_META = {
    "minimum": "ge",
    "maximum": "le",
    "exclusive_minimum": "gt",
    "exclusive_maximum": "lt",
    "multiple_of": "multiple_of",
    "min_length": "min_length",
    "max_length": "max_length",
    "pattern": "pattern",
}
_NATIVE_SCALARS = {
    ScalarKind.STRING: "string",
    ScalarKind.INTEGER: "number",
    ScalarKind.NUMBER: "number",
}


class Place(Enum):
    """Where a type is written."""

    SIGNATURE = "signature"  # for readers and type checkers
    FIELD = "field"  # the annotation of a model's field: for the codec too
    VALUE = "value"  # an expression that is evaluated: for the codec, and type checkers see only a value


@dataclass(frozen=True, slots=True)
class Annotator:
    """Annotations of one module, for values that go one way (or both)."""

    scope: Scope
    direction: Direction
    place: Place = Place.SIGNATURE
    download: str = "Download"  # what a binary response is
    own: str = (
        ""  # the declaration that is being written: type checkers know it only by its plain name
    )

    def annotate(self, type_: Type) -> str:
        match type_:
            case Scalar(kind, constraints):
                return self._constrained(self._scalar(kind), constraints)
            case ListOf(item, constraints):
                return self._constrained(
                    f"{self._list()}[{self._inside.annotate(item)}]", constraints
                )
            case MapOf(value, constraints):
                return self._constrained(
                    f"{self._mapping()}[str, {self._inside.annotate(value)}]", constraints
                )
            case TupleOf():
                return self._tuple(type_)
            case Named(name):
                return self._named(name)
            case Literal():
                return self._literal(type_)
            case Union(members):
                return self._union(members)
            case Nullable(inner):
                return self._nullable(inner)
            case Anything():
                return self.scope.use("Any")
            case Binary():
                return self._binary()

    def _scalar(self, kind: ScalarKind) -> str:
        if kind is ScalarKind.NULL:
            return "None"
        if kind in _TIMES:
            return self.scope.use(_TIMES[kind][self._coded])
        return self.scope.builtin(_SCALARS[kind])

    def _list(self) -> str:
        return self.scope.use("Sequence") if self._only_sent else self.scope.builtin("list")

    def _mapping(self) -> str:
        return self.scope.use("Mapping") if self._only_sent else self.scope.builtin("dict")

    def _tuple(self, type_: TupleOf) -> str:
        if type_.rest is not None or not type_.items:
            return f"{self._list()}[{self.scope.use('Any')}]"
        return (
            f"{self.scope.builtin('tuple')}[{', '.join(map(self._inside.annotate, type_.items))}]"
        )

    def _named(self, name: str) -> str:
        if name == self.own:
            return name
        declared = self.scope.declarations[name]
        if not isinstance(declared, Model) and isinstance(declared.type, Literal):
            return self._opened(declared.type, lambda: self.scope.declared(name))
        return self.scope.declared(name)

    def _literal(self, type_: Literal) -> str:
        kinds = {type(value) for value in type_.values}
        if kinds <= {str, int}:
            return self._opened(type_, lambda: literal_annotation(self.scope, type_))
        return " | ".join(dict.fromkeys(map(self._wide, type_.values)))

    def _wide(self, value: object) -> str:
        return "None" if value is None else self.scope.builtin(type(value).__name__)

    def _opened(self, type_: Literal, closed: Callable[[], str]) -> str:
        """The enumeration, open where other values can come; `closed` gives (and imports) what names it."""
        wide = " | ".join(sorted({self._wide(value) for value in type_.values}))
        if type_.extensible and not self._coded:
            return f"{closed()} | {wide}"
        if type_.extensible:
            is_shown = self.place is Place.FIELD and wide == "str"
            return f"{self.scope.use('Suggested')}[{closed()}]" if is_shown else wide
        if Direction.OUTPUT not in self.direction or self.place is Place.VALUE:
            return closed()
        return f"{self.scope.use('Open' if wide == 'str' else 'OpenInt')}[{closed()}]"

    def _union(self, members: tuple[Type, ...]) -> str:
        native = self._native(members)
        if self.place is Place.VALUE and not native:
            texts = dict.fromkeys(map(self.annotate, members))
            return f"{self.scope.use('one_of')}(lambda: ({', '.join(texts)},))"
        texts = dict.fromkeys(map(self._inside.annotate, members))
        if self.place is Place.VALUE:
            return f"{self.scope.use('Union')}[{', '.join(texts)}]"
        text = " | ".join(texts)
        return f"{self.scope.use('OneOf')}[{text}]" if self._coded and not native else text

    def _native(self, members: tuple[Type, ...]) -> bool:
        """Whether msgspec decodes the union by itself: it tells JSON strings, numbers, arrays and objects apart."""
        kinds = [self._json_kind(member) for member in members]
        return None not in kinds and len(set(kinds)) == len(kinds)

    def _json_kind(self, type_: Type) -> str | None:
        match type_:
            case Scalar(kind) if kind in _NATIVE_SCALARS:
                return _NATIVE_SCALARS[kind]
            case Scalar(ScalarKind.BOOLEAN):
                return "boolean"
            case ListOf(item) if self._json_kind(item) is not None:
                return "array"
            case Named(name):
                declared = self.scope.declarations[name]
                return "object" if isinstance(declared, Model) and declared.extras is None else None
            case _:
                return None

    def _nullable(self, inner: Type) -> str:
        if (
            self.place is Place.VALUE
            and isinstance(inner, Union)
            and not self._native(inner.members)
        ):
            return self._union((*inner.members, Scalar(ScalarKind.NULL)))
        text = self.annotate(inner)
        if text == "None" or isinstance(inner, Anything):
            return text
        return (
            f"{self.scope.use('Optional')}[{text}]"
            if self.place is Place.VALUE
            else f"{text} | None"
        )

    def _binary(self) -> str:
        if Direction.INPUT in self.direction:
            return self.scope.use("FileInput")
        return self.scope.builtin("bytes") if self._coded else self.scope.use(self.download)

    def _constrained(self, text: str, constraints: Constraints) -> str:
        if not self._coded or Direction.INPUT not in self.direction or constraints == UNCONSTRAINED:
            return text
        values = ((_META[f.name], getattr(constraints, f.name)) for f in fields(constraints))
        meta = ", ".join(f"{name}={literal(value)}" for name, value in values if value is not None)
        return f"{self.scope.use('Annotated')}[{text}, {self.scope.use('Meta')}({meta})]"

    @property
    def _inside(self) -> Annotator:
        """For what stands in brackets: type checkers read that as a type, even in an expression."""
        return replace(self, place=Place.FIELD) if self.place is Place.VALUE else self

    @property
    def _coded(self) -> bool:
        return self.place is not Place.SIGNATURE

    @property
    def _only_sent(self) -> bool:
        return self.direction is Direction.INPUT


def literal_annotation(scope: Scope, type_: Literal) -> str:
    """`Literal[...]` of the values, which are strings and integers."""
    return f"{scope.use('Literal')}[{', '.join(map(literal, type_.values))}]"
