"""Parameter Objects -> arguments of a method."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.ir.operations import ContentKind, Parameter, ParameterLocation
from generator.ir.types import Anything, Scalar, ScalarKind, Type
from generator.naming import argument_name, assign
from generator.openapi import Node
from generator.openapi.object_types import TOKEN
from generator.openapi.operations import OperationAt
from generator.parser.context import Context, described, flag, resolved
from generator.parser.drafts import NameHint, hint_inside
from generator.parser.operations.media_types import content_kind
from generator.parser.schemas.schemas import Schemas

STYLES = {
    ParameterLocation.PATH: "simple",
    ParameterLocation.QUERY: "form",
    ParameterLocation.HEADER: "simple",
    ParameterLocation.COOKIE: "form",
}
# The standard leaves the first three to the media types and the security schemes; the others are the framing of HTTP,
# which is what the body is.
HEADERS_OF_OTHERS = {
    "accept",
    "content-type",
    "authorization",
    "connection",
    "content-length",
    "transfer-encoding",
}
STRUCTURED = {ContentKind.JSON, ContentKind.FORM}
TEMPLATE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Stated:
    """A parameter that holds for an operation: `hint` names what its schema declares inline."""

    node: Node
    wire: str
    location: ParameterLocation
    hint: NameHint
    description: str
    whole_query: bool = False  # OpenAPI 3.2 `in: querystring`


def stated(context: Context, at: OperationAt, hint: NameHint) -> list[Stated]:
    """The parameters of an operation: its own, and those of its path items that it does not override."""
    found: dict[tuple[str, str], Stated] = {}
    for owner in (*reversed(at.path_items), at.node):
        listed = owner.get("parameters")
        for child in listed.elements() if listed is not None else ():
            one = _stated(context, child, hint)
            if one is not None:
                key = (
                    one.location.value,
                    one.wire.lower() if one.location is ParameterLocation.HEADER else one.wire,
                )
                found[key] = one
    return list(found.values())


def _stated(context: Context, child: Node, hint: NameHint) -> Stated | None:
    node = resolved(child)
    if node.reference is not None:
        return None  # it leads nowhere, which is reported already
    wire, where = node.text("name"), node.text("in")
    if where == "header" and wire.lower() in HEADERS_OF_OTHERS:
        context.warn(
            child,
            "ignored-keyword",
            f"the header {wire!r} is set by the client, so it is no argument",
        )
        return None
    if where == "header" and not is_header_name(context, node):
        return None
    locations = {location.value: location for location in ParameterLocation} | {
        "querystring": ParameterLocation.QUERY
    }
    if where not in locations or not wire:
        context.fail(
            child, "parameter", "this parameter has no `name`, or no `in` that the standard knows"
        )
        return None
    own = hint_inside(child, node, hint.child("params").child(wire))
    said = described(context, child)
    return Stated(node, wire, locations[where], own, said, where == "querystring")


def is_header_name(context: Context, node: Node) -> bool:
    """Whether a request can have a header of this `name` (RFC 9110, 5.6.2); reported where none can."""
    wire = node.text("name")
    if not wire or TOKEN.fullmatch(wire):
        return True
    message = f"HTTP has no header called {wire!r}, so it cannot be sent"
    context.fail(node / "name", "header-name", message)
    return False


def in_template(path: str, queried: Iterable[str] = ()) -> list[str]:
    """The names in braces, in order; but in `?q={q}` it is the query parameter `q`, if there is one, that is sent."""
    for wire in queried:
        pair = re.escape(f"{wire}={{{wire}}}")
        path = re.sub(rf"(?<=[?&]){pair}(?=[&#]|$)", "", path)
    return list(dict.fromkeys(TEMPLATE.findall(path)))


def parameters(
    schemas: Schemas, path: str, found: list[Stated], reserved: set[str]
) -> list[Parameter]:
    """The arguments of an operation, path parameters first and in the order of the path; types are drafts."""
    inside = {one.wire: one for one in found if one.location is ParameterLocation.PATH}
    queried = [one.wire for one in found if one.location is ParameterLocation.QUERY]
    ordered: list[Stated | str] = [inside.get(wire, wire) for wire in in_template(path, queried)]
    ordered += [one for one in found if one.location is not ParameterLocation.PATH]
    names = _names(ordered, reserved)
    return [
        _undeclared(one, name) if isinstance(one, str) else _parameter(schemas, one, name)
        for one, name in zip(ordered, names, strict=True)
    ]


def _names(ordered: list[Stated | str], reserved: set[str]) -> list[str]:
    """Argument names; a wire name that stands in two places gets the place's name after it the second time."""
    seen: set[str] = set()
    wires = []
    for one in ordered:
        wire = one if isinstance(one, str) else one.wire
        name = argument_name(wire)
        clashes = name in seen and isinstance(one, Stated)
        wires.append(
            f"{wire}_{one.location.value}" if clashes and isinstance(one, Stated) else wire
        )
        seen.add(name)
    return assign(wires, argument_name, reserved)


def _undeclared(wire: str, name: str) -> Parameter:
    """A path parameter that the document forgot to describe: the URL needs it all the same."""
    return Parameter(
        name, wire, ParameterLocation.PATH, Scalar(ScalarKind.STRING), True, "simple", False
    )


def _parameter(schemas: Schemas, one: Stated, name: str) -> Parameter:
    node = one.node
    media_type, schema = _content(node)
    type_: Type = Scalar(ScalarKind.STRING)
    if schema is not None:
        type_ = schemas.type_of(schema, one.hint)
    elif media_type is not None and content_kind(media_type, None) in STRUCTURED:
        type_ = Anything()
    else:
        schemas.context.warn(
            node, "widened-type", f"the parameter {one.wire!r} has no schema, so it is a text"
        )
    style = node.text("style") or STYLES[one.location]
    if one.whole_query:
        is_form = media_type is not None and content_kind(media_type, schema) is ContentKind.FORM
        style, media_type = ("form", None) if is_form else ("querystring", media_type)
    explode = node.get("explode")
    target = schemas.destination(schema) if schema is not None else None
    default = next(
        (n.get("default") for n in (schema, target) if n is not None and "default" in n), None
    )
    return Parameter(
        name,
        one.wire,
        one.location,
        type_,
        flag(node, "required") or one.location is ParameterLocation.PATH,
        style,
        explode.value is True if explode is not None else style in {"form", "cookie"},
        flag(node, "allowReserved"),
        media_type,
        one.description or (schema.text("description") if schema is not None else ""),
        default.value if default is not None else None,
        default is not None,
        flag(node, "deprecated"),
    )


def _content(node: Node) -> tuple[str | None, Node | None]:
    """The media type of a `content` parameter and its schema, or the plain schema."""
    content = node.get("content")
    for media_type, entry in content.items() if content is not None else ():
        return media_type, resolved(entry).get("schema")
    return None, node.get("schema")
