"""The types of values, and the declarations that give a type a name.

`name` is the name in Python and `wire` the name on the wire. Everything keeps the order of the document, so equal
documents give equal values.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, Flag
from typing import TypeAlias

from generator.json_types import Json, JsonScalar

INT64 = 2**63
"""The first integer that 64 bits with a sign cannot hold."""

# --- types -----------------------------------------------------------------------------------------------------------


class ScalarKind(Enum):
    """The kinds of scalars in Python. A string whose format has no kind of its own is a STRING."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    DECIMAL = "decimal"  # a JSON number with all its digits
    DECIMAL_TEXT = "decimal text"  # a text that is a decimal number
    BOOLEAN = "boolean"
    TRUE = "true"  # a boolean that is always true
    FALSE = "false"
    DATE_TIME = "date-time"  # an aware datetime
    DATE = "date"
    BYTES = "bytes"  # base64 text on the wire
    NULL = "null"


NUMBERS = frozenset({ScalarKind.INTEGER, ScalarKind.NUMBER, ScalarKind.DECIMAL})
BOOLEANS = frozenset({ScalarKind.BOOLEAN, ScalarKind.TRUE, ScalarKind.FALSE})


Number: TypeAlias = int | float | Decimal


@dataclass(frozen=True, slots=True)
class Constraints:
    """The constraints of the JSON Schema validation keywords (JSON Schema Validation, section 6).

    Bounds of decimal numbers are integers or Decimals.
    """

    minimum: Number | None = None
    maximum: Number | None = None
    exclusive_minimum: Number | None = None
    exclusive_maximum: Number | None = None
    multiple_of: Number | None = None
    min_length: int | None = None  # in characters, items or entries, depending on the type
    max_length: int | None = None
    pattern: str | None = None
    values: tuple[Number, ...] | None = None  # of an enumeration of decimal numbers


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
    """`prefixItems`. `rest` is the type of the items that follow; None if the tuple has no further items."""

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
    """An enumeration or a constant. `extensible` means that the document itself allows other values."""

    values: tuple[JsonScalar, ...]
    extensible: bool = False


@dataclass(frozen=True, slots=True)
class Discriminator:
    """The property that selects the member of a union.

    `mapping` has pairs of a wire value and the Python name of a member, or of a union of members with a discriminator
    of its own. `default` is the member for objects whose property is missing or has an unmapped value (OpenAPI 3.2).
    `base` is the class that the members extend: it is the member for unmapped values, which are reported.
    """

    wire: str
    mapping: tuple[tuple[str, str], ...]
    default: str | None = None
    base: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The declarations that a value can select."""
        others = (name for name in (self.default, self.base) if name is not None)
        return tuple(dict.fromkeys((*(name for _, name in self.mapping), *others)))


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
    """Raw bytes instead of JSON: a file to upload or a body to download."""


Type: TypeAlias = (
    "Scalar | ListOf | TupleOf | MapOf | Named | Literal | Union | Nullable | Anything | Binary"
)


# --- declarations ----------------------------------------------------------------------------------------------------


class Direction(Flag):
    """Where a declaration is used: INPUT in requests, OUTPUT in responses."""

    INPUT = 1
    OUTPUT = 2


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
    constant: JsonScalar = None  # the value that callers do not pass, because no other is possible
    example: Json = None  # of the document; None if it has none


@dataclass(frozen=True, slots=True)
class Condition:
    """If the field `name` is `value`, the lengths limit the items or characters of the field `then`."""

    name: str
    value: JsonScalar
    then: str
    min_length: int | None = None
    max_length: int | None = None


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """Groups of field names: the fields of at least one group are set, and of only one if it is `exclusive`."""

    groups: tuple[tuple[str, ...], ...]
    exclusive: bool = True


@dataclass(frozen=True, slots=True)
class Model:
    """A JSON object with known properties."""

    name: str
    module: str  # of the package `models`
    direction: Direction
    fields: tuple[Field, ...]
    description: str = ""
    extras: Type | None = None
    """The type of the additional properties that the model keeps and sends back; None if it ignores them."""
    choices: tuple[FieldChoice, ...] = ()
    conditions: tuple[Condition, ...] = ()
    deprecated: bool = False
    origin: str = ""
    combined: bool = False
    """Whether this has the properties of several members of a union that are valid together."""
    dict_name: str = ""
    """The name of the type of the dicts that arguments take, too; empty if no argument contains the model."""


@dataclass(frozen=True, slots=True)
class LiteralMember:
    """A documented value of an enumeration (`x-enum-varnames`, `x-enum-descriptions`)."""

    value: JsonScalar
    name: str  # empty if the document defines none
    description: str = ""


@dataclass(frozen=True, slots=True)
class Alias:
    """A named type other than an object: an enumeration, a union, a list..."""

    name: str
    module: str
    direction: Direction
    type: Type
    description: str = ""
    members: tuple[LiteralMember, ...] = ()
    """The values of an enumeration, if the document names or describes them."""
    deprecated: bool = False
    origin: str = ""
    dict_name: str = ""
    """The name of the type with dicts beside models; empty if no argument contains it, or if it has no models."""


Declaration: TypeAlias = "Model | Alias"
