"""The types of values, and the declarations that give a type a name.

`name` is a name in Python, `wire` the name on the wire. Order is the document's order, so equal documents give equal
values.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, Flag
from typing import TypeAlias

from generator.json_types import Json, JsonScalar

# --- types -----------------------------------------------------------------------------------------------------------


class ScalarKind(Enum):
    """The scalar types a value can have in Python; a format without a kind of its own is a STRING."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE_TIME = "date-time"  # an aware datetime
    DATE = "date"
    BYTES = "bytes"  # base64 text on the wire
    NULL = "null"


@dataclass(frozen=True, slots=True)
class Constraints:
    """What JSON Schema's validation keywords say of a value (JSON Schema validation, section 6)."""

    minimum: int | float | None = None
    maximum: int | float | None = None
    exclusive_minimum: int | float | None = None
    exclusive_maximum: int | float | None = None
    multiple_of: int | float | None = None
    min_length: int | None = None  # characters, items or entries, by the type that carries it
    max_length: int | None = None
    pattern: str | None = None


UNCONSTRAINED = Constraints()


@dataclass(frozen=True, slots=True)
class Scalar:
    kind: ScalarKind
    constraints: Constraints = UNCONSTRAINED


@dataclass(frozen=True, slots=True)
class ListOf:
    item: Type
    constraints: Constraints = UNCONSTRAINED


@dataclass(frozen=True, slots=True)
class TupleOf:
    """`prefixItems`; `rest` is the type of the items after them, None where there can be none."""

    items: tuple[Type, ...]
    rest: Type | None = None


@dataclass(frozen=True, slots=True)
class MapOf:
    value: Type
    constraints: Constraints = UNCONSTRAINED


@dataclass(frozen=True, slots=True)
class Named:
    """A reference to a declaration (Model or Alias) of the Api, by its Python name."""

    name: str


@dataclass(frozen=True, slots=True)
class Literal:
    """An enumeration or a constant. `extensible`: the document itself says that other values can come."""

    values: tuple[JsonScalar, ...]
    extensible: bool = False


@dataclass(frozen=True, slots=True)
class Discriminator:
    """The property that tells the members of a union apart: (wire value, member's Python name) pairs.

    `default` is the member where the property is missing, or has a value that is not mapped (OpenAPI 3.2).
    """

    wire: str
    mapping: tuple[tuple[str, str], ...]
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Union:
    """At least two members, none of them Nullable or a Union itself."""

    members: tuple[Type, ...]
    discriminator: Discriminator | None = None


@dataclass(frozen=True, slots=True)
class Nullable:
    inner: Type


@dataclass(frozen=True, slots=True)
class Anything:
    """Any JSON value."""


@dataclass(frozen=True, slots=True)
class Binary:
    """Bytes that are no JSON: a file to upload or a body to download."""


Type: TypeAlias = (
    "Scalar | ListOf | TupleOf | MapOf | Named | Literal | Union | Nullable | Anything | Binary"
)


# --- declarations ----------------------------------------------------------------------------------------------------


class Direction(Flag):
    """Where a declaration is used: INPUT is what a caller sends, OUTPUT is what the server answers."""

    INPUT = 1
    OUTPUT = 2
    BOTH = 3


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    wire: str
    type: Type
    required: bool
    description: str = ""
    default: Json = None  # what the server assumes when it is absent; documentation only
    has_default: bool = False
    deprecated: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """`if` the field `name` is `value`, `then` the field `then` has so many items or characters."""

    name: str
    value: JsonScalar
    then: str
    min_length: int | None = None
    max_length: int | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """A JSON object with known properties."""

    name: str
    module: str  # the module of `models` it stands in
    direction: Direction
    fields: tuple[Field, ...]
    description: str = ""
    extras: Type | None = (
        None  # type of the additional properties that are kept and sent back; None: ignored
    )
    exactly_one_of: tuple[tuple[str, ...], ...] = ()
    """Groups of field names: the fields of exactly one group are given."""
    conditions: tuple[Condition, ...] = ()
    deprecated: bool = False
    origin: str = ""


@dataclass(frozen=True, slots=True)
class LiteralMember:
    """A documented value of an enumeration (`x-enum-varnames`, `x-enum-descriptions`)."""

    value: JsonScalar
    name: str  # empty where the document gives none
    description: str = ""


@dataclass(frozen=True, slots=True)
class Alias:
    """A named type that is no object: an enumeration, a union, a list..."""

    name: str
    module: str
    direction: Direction
    type: Type
    description: str = ""
    members: tuple[
        LiteralMember, ...
    ] = ()  # for enumerations, where the document names or describes the values
    deprecated: bool = False
    origin: str = ""


Declaration: TypeAlias = "Model | Alias"
