"""What a Python type says of a JSON value: the few facts that unions and tolerant reading need.

A type is looked at once and kept. msgspec does all reading that goes well; this is for the rest.
"""

from __future__ import annotations

import datetime
import types
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

import msgspec
from msgspec import Meta, UnsetType


class Field(NamedTuple):
    """A property of an object: `wire` is the API's name, `name` is Python's."""

    wire: str
    name: str
    type: object
    required: bool
    default: object


class Shape:
    """One type. `kind` is a JSON type, or one of any, literal, bytes, date-time, date, tuple, map, union, opaque.

    `arguments` are the item types of an array or tuple, the value type of a map, the values of a literal, and the
    members of a union.
    """

    __slots__ = ("kind", "type", "metas", "arguments", "_fields")

    def __init__(
        self, kind: str, type_: object, metas: tuple[Meta, ...], arguments: tuple[object, ...] = ()
    ) -> None:
        self.kind = kind
        self.type: Any = type_
        self.metas = metas
        self.arguments = arguments
        self._fields: dict[str, Field] | None = None

    @property
    def fields(self) -> dict[str, Field]:
        """The properties of an object by wire name (read late, because models can be recursive)."""
        if self._fields is None:
            self._fields = _fields(self.type)
        return self._fields

    @property
    def extras(self) -> object | None:
        """The type of an open object's other properties; None for a closed one."""
        return getattr(self.type, "__extras_type__", lambda: None)()


_KINDS: dict[object, str] = {
    Any: "any",
    object: "any",
    None: "null",
    types.NoneType: "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    bytes: "bytes",
    datetime.datetime: "date-time",
    datetime.date: "date",
    list: "array",
    dict: "map",
}
_ARRAYS = (list, set, frozenset, Sequence)
_MAPS = (dict, Mapping)

_shapes: dict[object, Shape] = {}


def shape_of(type_: object) -> Shape:
    """The shape of a type."""
    shape = _shapes.get(type_)
    if shape is None:
        shape = _shapes[type_] = _look(type_, ())
    return shape


def kinds_of(type_: object) -> set[str]:
    """What a value of this type can be."""
    shape = shape_of(type_)
    members = shape.arguments if shape.kind == "union" else (type_,)
    return {shape_of(member).kind for member in members}


def _look(type_: Any, metas: tuple[Meta, ...]) -> Shape:
    kind = _KINDS.get(type_)
    if kind is not None:
        return Shape(kind, type_, metas, (Any,) if kind in ("array", "map") else ())
    origin = get_origin(type_)
    arguments = get_args(type_)
    if origin is Annotated:
        return _look(arguments[0], metas + tuple(m for m in arguments[1:] if isinstance(m, Meta)))
    if origin is Literal:
        return Shape("literal", type_, metas, arguments)
    if origin in (Union, types.UnionType):
        members = tuple(member for member in arguments if member is not UnsetType)
        return (
            _look(members[0], metas) if len(members) == 1 else Shape("union", type_, metas, members)
        )
    if origin is tuple and (len(arguments) != 2 or arguments[1] is not ...):
        return Shape("tuple", type_, metas, arguments)
    if origin is tuple or origin in _ARRAYS:
        return Shape("array", type_, metas, arguments[:1])
    if origin in _MAPS:
        return Shape("map", type_, metas, arguments[1:])
    if hasattr(type_, "__wire_struct__") or _is_struct(type_):
        return Shape("object", type_, metas)
    if hasattr(type_, "__members_of__"):
        return Shape("union", type_, metas, type_.__members_of__())
    if hasattr(type_, "__value__"):  # a `type` statement
        return _look(type_.__value__, metas)
    return Shape("opaque", type_, metas)


def _is_struct(type_: object) -> bool:
    return isinstance(type_, type) and issubclass(type_, msgspec.Struct)


def _fields(type_: Any) -> dict[str, Field]:
    known: type[msgspec.Struct] = (
        type_.__wire_struct__() if hasattr(type_, "__wire_struct__") else type_
    )
    return {
        info.encode_name: Field(
            info.encode_name,
            info.name,
            info.type,
            info.required,
            None if info.default is msgspec.NODEFAULT else info.default,
        )
        for info in msgspec.structs.fields(known)
    }


def python_path(type_: object, keys: Sequence[str | int]) -> str:
    """A path of wire names in Python's: `template.variables["a"]`, `targets[3]`."""
    path = ""
    here: object = type_
    for key in keys:
        found = _step(here, key)
        if isinstance(found, Field):
            path += f".{found.name}" if path else found.name
            here = found.type
        else:
            path += f"[{key!r}]"
            here = found
    return path


def _step(type_: object, key: str | int) -> Field | object:
    """The field that a key names, or the type of the item or value that it leads to."""
    shape = shape_of(type_)
    match shape.kind:
        case "object":
            return shape.fields.get(str(key), shape.extras or Any)
        case "array" | "map":
            return shape.arguments[0]
        case "tuple":
            return shape.arguments[int(key)]
        case "union":
            steps = [_step(member, key) for member in shape.arguments]
            return next((step for step in steps if step is not Any), Any)
        case _:
            return Any
