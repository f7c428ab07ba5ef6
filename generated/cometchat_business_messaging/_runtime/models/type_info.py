"""Facts about Python types as descriptions of JSON values, for unions, lenient decoding and serialization.

Each type is inspected once. msgspec decodes valid values without this module.
"""

from __future__ import annotations

import datetime
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    TypeAlias,
    Union,
    get_args,
    get_origin,
)

import msgspec
from msgspec import Meta, UnsetType

from .limits import Limits

Kind: TypeAlias = Literal[
    "any",
    "null",
    "boolean",
    "integer",
    "number",
    "decimal",
    "decimal-text",
    "string",
    "bytes",
    "date-time",
    "date",
    "literal",
    "array",
    "tuple",
    "map",
    "object",
    "union",
    "opaque",
]
"""A JSON type, or a Python type that is written as one. msgspec decodes `opaque` types through a hook."""


class Field(NamedTuple):
    """A property of an object: `wire` is the API's name, `name` is Python's."""

    wire: str
    name: str
    type: object
    required: bool
    default: object


class TypeInfo:
    """Facts about one type.

    `arguments` are the item types of an array or tuple, the value type of a map, the values of a literal, or the
    members of a union.
    """

    __slots__ = ("kind", "type", "metas", "arguments", "_fields")

    def __init__(
        self,
        kind: Kind,
        type_: object,
        metas: tuple[Meta | Limits, ...],
        arguments: tuple[object, ...] = (),
    ) -> None:
        self.kind: Kind = kind
        self.type: Any = type_
        self.metas = metas
        self.arguments = arguments
        self._fields: dict[str, Field] | None = None

    @property
    def fields(self) -> dict[str, Field]:
        """The properties of an object by wire name; evaluated late, because models can be recursive."""
        if self._fields is None:
            self._fields = _fields(self.type)
        return self._fields

    @property
    def extras(self) -> object | None:
        """The type of an open object's additional properties; None for a closed object."""
        return getattr(self.type, "__extras_type__", lambda: None)()


_KINDS: dict[object, Kind] = {
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
_CONTAINERS = frozenset[Kind]({"object", "map", "array", "tuple", "any", "opaque"})
_ARRAYS = (list, set, frozenset, Sequence)
_MAPS = (dict, Mapping)

_cache: dict[object, TypeInfo] = {}


def type_info_of(type_: object) -> TypeInfo:
    """The facts about a type."""
    info = _cache.get(type_)
    if info is None:
        info = _cache[type_] = _inspect(type_, ())
    return info


def members_of(type_: object) -> Iterator[TypeInfo]:
    """The type, or the members of a union, also of unions in it."""
    info = type_info_of(type_)
    if info.kind == "union":
        for member in info.arguments:
            yield from members_of(member)
    else:
        yield info


def kinds_of(type_: object) -> set[Kind]:
    """The kinds of a type's values: the kinds of its members if it is a union."""
    info = type_info_of(type_)
    members = info.arguments if info.kind == "union" else (type_,)
    return {type_info_of(member).kind for member in members}


def contains(type_: object, test: Callable[[TypeInfo], bool]) -> bool:
    """Whether a value of the type can contain a value whose type passes the test."""
    return _contains(type_, test, set())


def _contains(type_: object, test: Callable[[TypeInfo], bool], seen: set[TypeInfo]) -> bool:
    info = type_info_of(type_)
    if test(info):
        return True
    if info in seen or info.kind == "literal":
        return False
    seen.add(info)
    inner = list(info.arguments)
    if info.kind == "object":
        inner = [field.type for field in info.fields.values()]
        inner += [] if info.extras is None else [info.extras]
    return any(_contains(each, test, seen) for each in inner)


def _inspect(type_: Any, metas: tuple[Meta | Limits, ...]) -> TypeInfo:
    kind = _KINDS.get(type_)
    if kind is not None:
        return TypeInfo(kind, type_, metas, (Any,) if kind in ("array", "map") else ())
    origin = get_origin(type_)
    arguments = get_args(type_)
    if origin is Annotated:
        return _inspect(
            arguments[0], metas + tuple(m for m in arguments[1:] if isinstance(m, Meta | Limits))
        )
    if origin is Literal:
        return TypeInfo("literal", type_, metas, arguments)
    if hasattr(type_, "__literal__"):
        return TypeInfo("literal", type_, metas, (type_.__literal__,))
    if origin in (Union, types.UnionType):
        members = tuple(member for member in arguments if member is not UnsetType)
        return (
            _inspect(members[0], metas)
            if len(members) == 1
            else TypeInfo("union", type_, metas, members)
        )
    if origin is tuple and (len(arguments) != 2 or arguments[1] is not ...):
        return TypeInfo("tuple", type_, metas, arguments)
    if origin is tuple or origin in _ARRAYS:
        return TypeInfo("array", type_, metas, arguments[:1])
    if origin in _MAPS:
        return TypeInfo("map", type_, metas, arguments[1:])
    if hasattr(type_, "__wire_struct__") or _is_struct(type_):
        return TypeInfo("object", type_, metas)
    if hasattr(type_, "__members_of__"):
        return TypeInfo("union", type_, metas, type_.__members_of__())
    if hasattr(type_, "__decimal__"):
        return TypeInfo(type_.__decimal__, type_, metas)
    if hasattr(type_, "__value__"):  # a `type` statement
        return _inspect(type_.__value__, metas)
    return TypeInfo("opaque", type_, metas)


def _is_struct(type_: object) -> bool:
    return isinstance(type_, type) and issubclass(type_, msgspec.Struct)


def _fields(type_: Any) -> dict[str, Field]:
    struct: type[msgspec.Struct] = (
        type_.__wire_struct__() if hasattr(type_, "__wire_struct__") else type_
    )
    return {
        field.encode_name: Field(
            field.encode_name,
            field.name,
            field.type,
            field.required,
            None if field.default is msgspec.NODEFAULT else field.default,
        )
        for field in msgspec.structs.fields(struct)
    }


def python_path(type_: object, keys: Sequence[str | int]) -> str:
    """A path of wire names as a Python expression: `template.variables["a"]`, `targets[3]`."""
    path = ""
    current: object = type_
    for key in keys:
        member = member_at(current, key)
        if isinstance(member, Field):
            path += f".{member.name}" if path else member.name
            current = member.type
        else:
            path += f"[{key!r}]"
            current = member
    return path


def member_at(type_: object, key: str | int) -> Field | object:
    """The field of an object under a key, or the type of the item or value under it."""
    info = type_info_of(type_)
    match info.kind:
        case "object":
            return info.fields.get(str(key), info.extras or Any)
        case "array" | "map":
            return info.arguments[0]
        case "tuple" if isinstance(key, int) and key < len(info.arguments):
            return info.arguments[key]
        case "union":
            members = [member_at(each, key) for each in info.arguments]
            return next((member for member in members if member is not Any), Any)
        case _:
            return Any


def types_at(type_: object, path: Sequence[str | int]) -> list[TypeInfo]:
    """The types that the value at a path can have; the members of unions instead of these."""
    types = list(members_of(type_))
    for key in path:
        found = [member_at(each.type, key) for each in types if each.kind in _CONTAINERS]
        inner = [each.type if isinstance(each, Field) else each for each in found]
        types = [member for each in dict.fromkeys(inner) for member in members_of(each)]
    return types
