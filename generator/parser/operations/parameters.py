"""Parameter Objects -> arguments of a method."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from generator.ir.operations import ContentKind, Parameter, ParameterLocation
from generator.ir.types import Anything, Scalar, ScalarKind, Type
from generator.json_types import Json
from generator.naming import argument_name, assign, with_symbols
from generator.openapi import Node
from generator.openapi.operations import OperationAt, template_variables
from generator.parser.context import ParseContext
from generator.parser.drafts import NameHint, hint_inside
from generator.parser.operations.examples import example_of
from generator.parser.queries.header_names import is_header_name
from generator.parser.queries.keywords import kinds
from generator.parser.queries.media_types import content_kind
from generator.parser.queries.nodes import default_value, description_of, is_true, resolved
from generator.parser.schemas.schemas import Schemas

STYLES: Final = {
    ParameterLocation.PATH: "simple",
    ParameterLocation.QUERY: "form",
    ParameterLocation.HEADER: "simple",
    ParameterLocation.COOKIE: "form",
}
# By the standard, media types and security schemes set the first three. The others frame the body in HTTP.
CLIENT_HEADERS: Final = frozenset(
    "accept content-type authorization connection content-length transfer-encoding".split()
)
_LOCATIONS: Final = {location.value: location for location in ParameterLocation}


@dataclass(frozen=True, slots=True)
class DeclaredParameter:
    """A parameter of an operation or its path; `hint` is for the inline declarations of its schema."""

    node: Node
    wire: str
    location: ParameterLocation
    hint: NameHint
    description: str
    whole_query: bool = False  # OpenAPI 3.2 `in: querystring`


def declared_parameters(
    context: ParseContext, at: OperationAt, hint: NameHint
) -> list[DeclaredParameter]:
    """The parameters of an operation: its own, and those of its Path Items that it does not override."""
    declared: dict[tuple[str, str], DeclaredParameter] = {}
    for owner in (*reversed(at.path_items), at.node):
        listed = owner.get("parameters")
        for child in listed.elements() if listed is not None else ():
            parameter = _declared(context, child, hint)
            if parameter is not None:
                is_header = parameter.location is ParameterLocation.HEADER
                name = parameter.wire.lower() if is_header else parameter.wire
                declared[parameter.location.value, name] = parameter
    return list(declared.values())


def _declared(context: ParseContext, child: Node, hint: NameHint) -> DeclaredParameter | None:
    node = resolved(child)
    if node.is_reference:
        return None  # it leads nowhere, which is already reported
    wire, where = node.text("name"), node.text("in")
    if where == "header" and wire.lower() in CLIENT_HEADERS:
        message = f"the client sets the header {wire!r}, so it is not an argument"
        context.warn(child, "ignored-keyword", message)
        return None
    if where == "header" and not is_header_name(context, node):
        return None
    location = ParameterLocation.QUERY if where == "querystring" else _LOCATIONS.get(where)
    if location is None or not wire:
        message = "this parameter has no `name`, or no `in` of the standard"
        context.fail(child, "parameter", message)
        return None
    own = hint_inside(child, node, hint.child("params").child(wire))
    description = description_of(context, child)
    return DeclaredParameter(node, wire, location, own, description, where == "querystring")


def in_template(path: str, queried: Iterable[str] = ()) -> list[str]:
    """The names in braces, in order, except for `?q={q}` of a query parameter `q`, which is sent in the query."""
    for wire in queried:
        pair = re.escape(f"{wire}={{{wire}}}")
        path = re.sub(rf"(?<=[?&]){pair}(?=[&#]|$)", "", path)
    return template_variables(path)


def parameters(
    schemas: Schemas, path: str, declared: Sequence[DeclaredParameter], taken: set[str]
) -> list[Parameter]:
    """The arguments of an operation with draft types, path parameters first and in the order of the path."""
    inside = {each.wire: each for each in declared if each.location is ParameterLocation.PATH}
    queried = [each.wire for each in declared if each.location is ParameterLocation.QUERY]
    ordered: list[DeclaredParameter | str] = [
        inside.get(wire, wire) for wire in in_template(path, queried)
    ]
    ordered += [each for each in declared if each.location is not ParameterLocation.PATH]
    names = _names(schemas.context, ordered, taken)
    return [
        _undeclared(each, name) if isinstance(each, str) else _parameter(schemas, each, name)
        for each, name in zip(ordered, names, strict=True)
    ]


def _names(
    context: ParseContext, ordered: Sequence[DeclaredParameter | str], taken: set[str]
) -> list[str]:
    """Argument names. The second parameter of a name gets its location as a suffix, unless it differs in symbols."""
    seen: dict[str, ParameterLocation | None] = dict.fromkeys(taken)
    wires = []
    for each in ordered:
        wire = each if isinstance(each, str) else each.wire
        location = ParameterLocation.PATH if isinstance(each, str) else each.location
        name = argument_name(wire)
        is_distinct = seen.get(name) is location and argument_name(with_symbols(wire)) != name
        if name in seen and not is_distinct and not isinstance(each, str):
            wire = f"{wire}_{location.value}"
        seen.setdefault(name, location)
        wires.append(wire)
    names = assign(wires, argument_name, taken)
    for each, wire, name in zip(ordered, wires, names, strict=True):
        if not isinstance(each, str):
            context.warn_if_numbered(each.node, each.wire, name, wire, argument_name)
    return names


def _undeclared(wire: str, name: str) -> Parameter:
    """A path parameter that the document does not declare, although the URL needs it."""
    return Parameter(
        name, wire, ParameterLocation.PATH, Scalar(ScalarKind.STRING), True, "simple", False
    )


def _parameter(schemas: Schemas, declared: DeclaredParameter, name: str) -> Parameter:
    node = declared.node
    media_type, schema = _content(node)
    type_ = _type(schemas, declared, media_type, schema)
    style = node.text("style") or STYLES[declared.location]
    if declared.whole_query:
        is_form = media_type is not None and content_kind(media_type, schema) is ContentKind.FORM
        style, media_type = ("form", None) if is_form else ("querystring", media_type)
    explode = node.get("explode")
    target = schemas.destination(schema) if schema is not None else None
    nodes = [each for each in (schema, target) if each is not None]
    default = next((each / "default" for each in nodes if "default" in each), None)
    admitted = next(filter(None, map(kinds, nodes)), [])
    return Parameter(
        name,
        declared.wire,
        declared.location,
        type_,
        is_true(node, "required") or declared.location is ParameterLocation.PATH,
        style,
        explode.value is True if explode is not None else style in {"form", "cookie"},
        is_true(node, "allowReserved"),
        media_type,
        declared.description or (schema.text("description") if schema is not None else ""),
        None if default is None else default_value(schemas.context, default, admitted),
        default is not None,
        is_true(node, "deprecated"),
        example=_example(node),
    )


def _example(node: Node) -> Json:
    """The example of a parameter, or of its `content`."""
    content = node.get("content")
    entries = [resolved(entry) for _, entry in content.items()] if content is not None else []
    return example_of(entries[0] if entries else node)


def _type(
    schemas: Schemas, declared: DeclaredParameter, media_type: str | None, schema: Node | None
) -> Type:
    if schema is not None:
        return schemas.type_of(schema, declared.hint)
    structured = {ContentKind.JSON, ContentKind.FORM}
    if media_type is not None and content_kind(media_type, None) in structured:
        return Anything()
    message = f"the parameter {declared.wire!r} has no schema, so it is a string"
    schemas.context.warn(declared.node, "fallback-type", message)
    return Scalar(ScalarKind.STRING)


def _content(node: Node) -> tuple[str | None, Node | None]:
    """The media type and schema of a `content` parameter, or None and the parameter's `schema`."""
    content = node.get("content")
    for media_type, entry in content.items() if content is not None else ():
        return media_type, resolved(entry).get("schema")
    return None, node.get("schema")
