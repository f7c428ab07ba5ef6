"""`enum` and `const`: the types of known values, and the names that a document gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from generator.ir.types import (
    INT64,
    UNCONSTRAINED,
    Anything,
    Constraints,
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
from generator.ir.walk import non_null
from generator.json_types import Json, JsonScalar
from generator.naming import assign, screaming_case
from generator.openapi import Node
from generator.parser.context import ParseContext
from generator.parser.queries.keywords import kinds
from generator.parser.queries.nodes import decimal_of, strings

_INTEGER: Final = re.compile(r"-?[0-9]{1,400}")
_ENUMERATION_KEYS: Final = frozenset(("enum", "const", "x-extensible-enum"))
_SHOWN: Final = 5  # values in a warning


def is_enumeration(node: Node) -> bool:
    """Whether a schema has `enum`, `const` or `x-extensible-enum`."""
    return not _ENUMERATION_KEYS.isdisjoint(node.keys)


def enumeration(context: ParseContext, node: Node) -> Type:
    """The type of a schema with `enum`, `const` or `x-extensible-enum`.

    Strings and integers become a Literal. Fractions become numbers, because a decoder cannot check literals of these,
    or decimal numbers with these values. Arrays and objects become a list and a map of any values.
    """
    _report_coerced(context, node)
    distinct = _distinct(_values(node))
    decimals = _decimals(context, node)
    if decimals is not None:
        distinct = [each for each in distinct if type(each) not in (int, float)]
    whole = [value for value in distinct if type(value) is int]
    is_long = not all(-INT64 <= value < INT64 for value in whole)
    plain = tuple(v for v in distinct if isinstance(v, str) or (type(v) is int and not is_long))
    members: list[Type] = [Literal(plain, extensible=_is_extensible(node))] if plain else []
    if is_long:
        members.append(Scalar(ScalarKind.INTEGER))
        message = "an integer beyond 64 bits cannot be a literal type, so other integers pass too"
        context.warn(node, "fallback-type", message)
    booleans = [value for value in distinct if isinstance(value, bool)]
    if booleans:
        members.append(Scalar(_boolean(booleans)))
    if decimals is not None:
        members.append(Scalar(ScalarKind.DECIMAL, decimals))
    if any(isinstance(value, float) for value in distinct):
        members.append(Scalar(ScalarKind.NUMBER))
    if any(isinstance(value, list) for value in distinct):
        members.append(ListOf(Anything()))
    if any(isinstance(value, dict) for value in distinct):
        members.append(MapOf(Anything()))
    if any(isinstance(value, (float, list, dict)) for value in distinct):
        message = (
            "a fraction, an array or an object cannot be a literal type, so other values pass too"
        )
        context.warn(node, "fallback-type", message)
    return _union(members, nullable=None in distinct)


def _decimals(context: ParseContext, node: Node) -> Constraints | None:
    """The constraints of the numbers in an enumeration with fractions, if these are decimal; otherwise None."""
    listed = [each for each in _listed(node) if type(each.value) in (int, float)]
    has_fraction = any(isinstance(each.value, float) for each in listed)
    if not has_fraction or context.number_kind(node) is not ScalarKind.DECIMAL:
        return None
    values = tuple(dict.fromkeys(map(decimal_of, listed)))
    return UNCONSTRAINED if _is_extensible(node) else Constraints(values=values)


def _boolean(values: Sequence[bool]) -> ScalarKind:
    if len(values) > 1:
        return ScalarKind.BOOLEAN
    return ScalarKind.TRUE if values[0] else ScalarKind.FALSE


def _union(members: Sequence[Type], *, nullable: bool) -> Type:
    if not members:
        return Scalar(ScalarKind.NULL) if nullable else Anything()
    union = members[0] if len(members) == 1 else Union(tuple(members))
    return Nullable(union) if nullable else union


def _listed(node: Node) -> list[Node]:
    if "const" in node:
        return [node / "const"]
    for key in ("enum", "x-extensible-enum"):
        if key in node and (listed := list((node / key).elements())):
            return listed
    return []


def _values(node: Node) -> list[Json]:
    """The values as the declared type: a YAML `1.10` under `type: string` is the string "1.10"."""
    admitted = kinds(node)
    return [_as_type(value, admitted) for value in _listed(node)]


def _distinct(listed: Iterable[Json]) -> list[Json]:
    """The values without repetitions; 1, 1.0 and true are three values of JSON and equal in Python."""
    result: dict[tuple[str, str], Json] = {}
    for value in listed:
        result.setdefault((type(value).__name__, repr(value)), value)
    return list(result.values())


def _report_coerced(context: ParseContext, node: Node) -> None:
    changed = [
        repr(listed.value) if isinstance(listed.value, str) else listed.source_text
        for listed, value in zip(_listed(node), _values(node), strict=True)
        if isinstance(listed.value, str) is not isinstance(value, str)
    ]
    if changed:
        kind = "string" if "string" in kinds(node) else "number"
        shown = ", ".join(changed[:_SHOWN]) + (", ..." if len(changed) > _SHOWN else "")
        values_as = f"them as {kind}s" if len(changed) > 1 else f"it as a {kind}"
        message = f"the enumeration of a {kind} contains {shown}: the client reads {values_as}"
        context.warn(node, "conflicting-constraints", message)


def _as_type(listed: Node, admitted: Sequence[str]) -> Json:
    value: Json = listed.value
    if listed.is_unquoted_string(admitted):
        return listed.source_text
    is_number = bool(admitted) and set(admitted) <= {"integer", "number", "null"}
    if is_number and isinstance(value, str) and _INTEGER.fullmatch(value):
        return int(value)
    if isinstance(value, float) and value.is_integer() and is_number and "number" not in admitted:
        return int(value)
    return value


def _is_extensible(node: Node) -> bool:
    """Whether the document declares that other values are possible."""
    extensible = node.get("x-extensible-enum")
    if extensible is not None and extensible.value is not False:
        return True
    azure = node.get("x-ms-enum")
    as_string = azure.get("modelAsString") if azure is not None else None
    return as_string is not None and as_string.value is True


def documented_members(node: Node, type_: Type) -> tuple[LiteralMember, ...]:
    """The names and descriptions of an enumeration's values; empty if the document has neither."""
    literal = non_null(type_)
    if not isinstance(literal, Literal):
        return ()
    names = _extension(node, ("x-enum-varnames", "x-enumNames", "x-enum-names"))
    descriptions = _extension(node, ("x-enum-descriptions", "x-enumDescriptions"))
    if not names and not descriptions:
        return ()
    wanted = [names.get(_key(value)) or str(value) for value in literal.values]
    return tuple(
        LiteralMember(
            value, name if _key(value) in names else "", descriptions.get(_key(value), "")
        )
        for value, name in zip(literal.values, assign(wanted, screaming_case), strict=True)
    )


def _key(value: JsonScalar) -> str:
    return f"{type(value).__name__}:{value}"


def _extension(node: Node, keys: Sequence[str]) -> dict[str, str]:
    """The texts of an extension by value: it is a list parallel to `enum`, or a mapping by value."""
    for key in keys:
        extension = node.get(key)
        if extension is None:
            continue
        if isinstance(extension.value, dict):
            listed = {str(v): v for v in _values(node) if not isinstance(v, (list, dict))}
            return {
                _key(listed[value]): text
                for value, text in extension.value.items()
                if value in listed and isinstance(text, str)
            }
        pairs = zip(_values(node), strings(extension), strict=False)
        return {_key(value): text for value, text in pairs if not isinstance(value, (list, dict))}
    return {}
