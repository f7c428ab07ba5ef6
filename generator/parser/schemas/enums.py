"""`enum` and `const`: values that are known beforehand, and the names a document gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from generator.ir.types import (
    Anything,
    ListOf,
    Literal,
    LiteralMember,
    MapOf,
    Nullable,
    Scalar,
    ScalarKind,
    Type,
    Union,
)
from generator.json_types import Json, JsonScalar
from generator.naming import assign, screaming_case
from generator.openapi import Node
from generator.parser.context import Context, texts, values

_INTEGER: Final = re.compile(r"-?[0-9]{1,18}")
_SHOWN = 5  # values that a warning names


def enumeration(context: Context, node: Node) -> Type:
    """The type of a schema with `enum`, `const` or `x-extensible-enum`.

    Strings and integers become a Literal. Booleans and fractions have no literal types that a decoder could check, so
    they are their scalar; arrays and objects are what JSON has.
    """
    found = _distinct(_coerced(context, node, _listed(node)))
    plain = tuple(v for v in found if isinstance(v, (str, int)) and not isinstance(v, bool))
    members: list[Type] = [Literal(plain, extensible=_is_extensible(node))] if plain else []
    if any(isinstance(v, bool) for v in found):
        members.append(Scalar(ScalarKind.BOOLEAN))
    if any(isinstance(v, float) for v in found):
        members.append(Scalar(ScalarKind.NUMBER))
    if any(isinstance(v, list) for v in found):
        members.append(ListOf(Anything()))
    if any(isinstance(v, dict) for v in found):
        members.append(MapOf(Anything()))
    if any(isinstance(v, (float, list, dict)) for v in found) or _lone_boolean(found):
        context.warn(
            node,
            "widened-type",
            "a type can list strings and integers only, so other values pass too",
        )
    return _joined(members, nullable=None in found)


def _joined(members: Sequence[Type], *, nullable: bool) -> Type:
    if not members:
        return Scalar(ScalarKind.NULL) if nullable else Anything()
    joined = members[0] if len(members) == 1 else Union(tuple(members))
    return Nullable(joined) if nullable else joined


def _listed(node: Node) -> list[Json]:
    if "const" in node:
        return [(node / "const").value]
    listed = values(node.get("enum"))
    return listed or values(node.get("x-extensible-enum"))


def _lone_boolean(found: Sequence[Json]) -> bool:
    return sum(isinstance(v, bool) for v in found) == 1


def _distinct(found: Iterable[Json]) -> list[Json]:
    """The values without repetitions; 1, 1.0 and true are three values of JSON and equal in Python."""
    result: dict[tuple[str, str], Json] = {}
    for value in found:
        result.setdefault((type(value).__name__, repr(value)), value)
    return list(result.values())


def _coerced(context: Context, node: Node, listed: Sequence[Json]) -> list[Json]:
    """The values as the declared type has them: a YAML `1.0` under `type: string` is meant as a text."""
    declared = node.get("type")
    wanted = declared.value if declared is not None else None
    found = [_meant(value, wanted) for value in listed]
    changed = [
        repr(told)
        for told, meant in zip(listed, found, strict=True)
        if isinstance(told, str) is not isinstance(meant, str)
    ]
    if changed:
        kind, taken = ("string", "text") if wanted == "string" else ("number", "number")
        values = ", ".join(changed[:_SHOWN]) + (", ..." if len(changed) > _SHOWN else "")
        context.warn(
            node,
            "conflicting-constraints",
            f"{values} in the enumeration of a {kind}: taken as {taken}{'s' * (len(changed) > 1)}",
        )
    return found


def _meant(value: Json, wanted: Json) -> Json:
    if wanted == "string" and isinstance(value, (bool, int, float)):
        return ("true" if value else "false") if isinstance(value, bool) else str(value)
    if wanted in ("integer", "number") and isinstance(value, str) and _INTEGER.fullmatch(value):
        return int(value)
    if isinstance(value, float) and value.is_integer() and wanted == "integer":
        return int(value)
    return value


def _is_extensible(node: Node) -> bool:
    """Whether the document itself says that other values can come."""
    said = node.get("x-extensible-enum")
    if said is not None and said.value is not False:
        return True
    modelled = node.get("x-ms-enum")
    as_string = modelled.get("modelAsString") if modelled is not None else None
    return as_string is not None and as_string.value is True


def documented_members(node: Node, type_: Type) -> tuple[LiteralMember, ...]:
    """The names and descriptions of an enumeration's values, where the document gives any."""
    inner = type_.inner if isinstance(type_, Nullable) else type_
    if not isinstance(inner, Literal):
        return ()
    names = _told(node, ("x-enum-varnames", "x-enumNames", "x-enum-names"))
    descriptions = _told(node, ("x-enum-descriptions", "x-enumDescriptions"))
    if not names and not descriptions:
        return ()
    spelled = [names.get(_key(value)) or str(value) for value in inner.values]
    return tuple(
        LiteralMember(
            value, name if _key(value) in names else "", descriptions.get(_key(value), "")
        )
        for value, name in zip(inner.values, assign(spelled, screaming_case), strict=True)
    )


def _key(value: JsonScalar) -> str:
    return f"{type(value).__name__}:{value}"


def _told(node: Node, keys: Sequence[str]) -> dict[str, str]:
    """What an extension says of each value, whether it is a list beside `enum` or a mapping by value."""
    for key in keys:
        said = node.get(key)
        if said is None:
            continue
        if isinstance(said.value, dict):
            listed = {str(v): v for v in _listed(node) if not isinstance(v, (list, dict))}
            return {
                _key(listed[k]): t
                for k, t in said.value.items()
                if k in listed and isinstance(t, str)
            }
        pairs = zip(_listed(node), texts(said), strict=False)
        return {_key(v): text for v, text in pairs if not isinstance(v, (list, dict))}
    return {}
