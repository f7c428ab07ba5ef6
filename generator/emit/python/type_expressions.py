"""IR type -> Python expression.

The expression depends on its reader. Type checkers read the plain type. The codec also needs the constraints and the
wrappers `Open`, `Suggested` and `OneOf` of the runtime.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from generator.emit.python.constraints import constraint_metadata
from generator.emit.python.imports import Imports
from generator.emit.python.text.literals import literal
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
_DECIMALS = {
    ScalarKind.DECIMAL: "DecimalNumber",
    ScalarKind.DECIMAL_TEXT: "DecimalText",
}
_CONSTANTS = {ScalarKind.TRUE: "True", ScalarKind.FALSE: "False"}
_JSON_KINDS = {
    ScalarKind.STRING: "string",
    ScalarKind.INTEGER: "number",
    ScalarKind.NUMBER: "number",
}


class Position(Enum):
    """Where the expression of a type stands."""

    SIGNATURE = "signature"  # in a signature: read by type checkers
    FIELD = "field"  # the annotation of a model field: also read by the codec
    VALUE = "value"  # an expression that is evaluated: read by the codec; a plain value for type checkers


@dataclass(frozen=True, slots=True)
class TypeWriter:
    """Writes types as Python expressions for one module, one direction and one position."""

    imports: Imports
    direction: Direction
    position: Position = Position.SIGNATURE
    download: str = "Download"  # the class of a binary response; empty: its bytes
    # The names that are written without `models`: a definition that refers to itself.
    unqualified: frozenset[str] = frozenset()
    dicts: bool = False  # a dict can be in the place of a model

    def expression(self, type_: Type) -> str:
        """Return the Python expression of a type and import the names in it."""
        match type_:
            case Scalar(kind, constraints):
                is_decimal = kind is ScalarKind.DECIMAL
                return self._constrained(self._scalar(kind), constraints, is_decimal=is_decimal)
            case ListOf(item, constraints):
                items = self._nested.expression(item)
                return self._constrained(f"{self._list()}[{items}]", constraints)
            case MapOf(value, constraints):
                values = self._nested.expression(value)
                return self._constrained(f"{self._mapping()}[str, {values}]", constraints)
            case TupleOf():
                return self._tuple(type_)
            case Named(name):
                return self._named(name)
            case Literal():
                return self._literal(type_)
            case Union():
                return self._union(type_)
            case Nullable(inner):
                return self._nullable(inner)
            case Anything():
                return self.imports.use("Any")
            case Binary():
                return self._binary()

    def _scalar(self, kind: ScalarKind) -> str:
        if kind is ScalarKind.NULL:
            return "None"
        if kind in _CONSTANTS:
            return self._bool_literal(_CONSTANTS[kind])
        if kind in _TIMES:
            plain, for_codec = _TIMES[kind]
            return self.imports.use(for_codec if self._is_for_codec else plain)
        if kind in _DECIMALS:
            return self.imports.use(_DECIMALS[kind] if self._is_for_codec else "Decimal")
        return self.imports.builtin(_SCALARS[kind])

    def _list(self) -> str:
        return self.imports.use("Sequence") if self._is_argument else self.imports.builtin("list")

    def _mapping(self) -> str:
        return self.imports.use("Mapping") if self._is_argument else self.imports.builtin("dict")

    def _tuple(self, type_: TupleOf) -> str:
        if type_.rest is not None or not type_.items:
            return f"{self._list()}[{self.imports.use('Any')}]"
        items = ", ".join(map(self._nested.expression, type_.items))
        return f"{self.imports.builtin('tuple')}[{items}]"

    def _named(self, name: str) -> str:
        declaration = self.imports.declarations[name]
        if not isinstance(declaration, Model) and isinstance(declaration.type, Literal):
            return self._enumeration(declaration.type, lambda: self._declaration(name))
        if not self.dicts or not declaration.dict_name:
            return self._declaration(name)
        with_dicts = self._declaration(declaration.dict_name)
        is_model = isinstance(declaration, Model)
        return f"{self._declaration(name)} | {with_dicts}" if is_model else with_dicts

    def _declaration(self, name: str) -> str:
        return name if name in self.unqualified else self.imports.declaration(name)

    def _bool_literal(self, value: str) -> str:
        if self.position is Position.VALUE:
            return f"{self.imports.use('bool_literal')}({value})"
        constant = f"{self.imports.use('Literal')}[{value}]"
        return f"{self.imports.use('BoolLiteral')}[{constant}]" if self._is_for_codec else constant

    def _literal(self, type_: Literal) -> str:
        if is_literal_type(type_):
            return self._enumeration(type_, lambda: literal_type(self.imports, type_))
        return " | ".join(dict.fromkeys(map(self._type_of, type_.values)))

    def _type_of(self, value: object) -> str:
        return "None" if value is None else self.imports.builtin(type(value).__name__)

    def _enumeration(self, type_: Literal, closed: Callable[[], str]) -> str:
        """Return the expression of an enumeration, which includes the values that a response can have beside its own.

        Arguments include them, too, so that a value of a response can be sent again.

        `closed` imports and returns the expression for the listed values only.
        """
        base = " | ".join(sorted({self._type_of(value) for value in type_.values}))
        if type_.extensible and not self._is_for_codec:
            return f"{closed()} | {base}"
        if type_.extensible:
            is_suggested = self.position is Position.FIELD and base == "str"
            return f"{self.imports.use('Suggested')}[{closed()}]" if is_suggested else base
        if self.position is Position.VALUE:
            return closed()
        return f"{self.imports.use('Open' if base == 'str' else 'OpenInt')}[{closed()}]"

    def members(self, union: Union) -> list[str]:
        """Return the expressions of a union's members.

        In responses, objects that the discriminator assigns to no member are `Unknown`.
        """
        found = union.discriminator
        types = [self.expression(member) for member in union.members]
        is_received = Direction.OUTPUT in self.direction
        if is_received and found is not None and found.default is None and found.base is None:
            types.append(self.imports.declaration("Unknown"))
        return list(dict.fromkeys(types))

    def _union(self, union: Union) -> str:
        is_native = self._is_native_union(union.members)
        if self.position is Position.VALUE and not is_native:
            return f"{self.imports.use('one_of')}(lambda: ({', '.join(self.members(union))},))"
        types = self._nested.members(union)
        if self.position is Position.VALUE:
            return f"{self.imports.use('Union')}[{', '.join(types)}]"
        text = " | ".join(types)
        is_wrapped = self._is_for_codec and not is_native
        return f"{self.imports.use('OneOf')}[{text}]" if is_wrapped else text

    def _is_native_union(self, members: tuple[Type, ...]) -> bool:
        """Return whether msgspec can decode the union itself, which it can if all members differ in their JSON kind."""
        kinds = [self._json_kind(member) for member in members]
        return None not in kinds and len(set(kinds)) == len(kinds)

    def _json_kind(self, type_: Type) -> str | None:
        match type_:
            case Scalar(kind) if kind in _JSON_KINDS:
                return _JSON_KINDS[kind]
            case Scalar(ScalarKind.BOOLEAN):
                return "boolean"
            case ListOf(item) if self._json_kind(item) is not None:
                return "array"
            case Named(name):
                declaration = self.imports.declarations[name]
                is_plain = isinstance(declaration, Model) and declaration.extras is None
                return "object" if is_plain else None
            case _:
                return None

    def _nullable(self, inner: Type) -> str:
        is_value = self.position is Position.VALUE
        if is_value and isinstance(inner, Union) and not self._is_native_union(inner.members):
            return self._union(replace(inner, members=(*inner.members, Scalar(ScalarKind.NULL))))
        text = self.expression(inner)
        if text == "None" or isinstance(inner, Anything):
            return text
        return f"{self.imports.use('Optional')}[{text}]" if is_value else f"{text} | None"

    def _binary(self) -> str:
        if Direction.INPUT in self.direction:
            return self.imports.use("FileInput")
        if self._is_for_codec or not self.download:
            return self.imports.builtin("bytes")
        return self.imports.use(self.download)

    def _constrained(self, text: str, constraints: Constraints, *, is_decimal: bool = False) -> str:
        is_validated = self._is_for_codec and Direction.INPUT in self.direction
        if not is_validated or constraints == UNCONSTRAINED:
            return text
        metadata = constraint_metadata(self.imports, constraints, is_decimal=is_decimal)
        return f"{self.imports.use('Annotated')}[{text}, {', '.join(metadata)}]"

    @property
    def _nested(self) -> TypeWriter:
        """The writer for types in brackets, which type checkers read as types even inside a value."""
        if self.position is Position.VALUE:
            return replace(self, position=Position.FIELD)
        return self

    @property
    def _is_argument(self) -> bool:
        return self.direction is Direction.INPUT or self.dicts

    @property
    def _is_for_codec(self) -> bool:
        return self.position is not Position.SIGNATURE


def is_literal_type(type_: Literal) -> bool:
    """Return whether `Literal[...]` can express the enumeration: its values are strings and integers only."""
    return {type(value) for value in type_.values} <= {str, int}


def or_none(text: str) -> str:
    """Return an annotation that also admits None."""
    return text if text in {"Any", "None"} or text.endswith("| None") else f"{text} | None"


def literal_type(imports: Imports, type_: Literal) -> str:
    """Return `Literal[...]` with the values of the enumeration."""
    return f"{imports.use('Literal')}[{', '.join(map(literal, type_.values))}]"
