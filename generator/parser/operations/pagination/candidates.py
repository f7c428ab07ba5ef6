"""An operation that may be a list: what all ways of recognising a pagination look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from generator.ir.operations import (
    STREAMS,
    ContentKind,
    Paging,
    PagingStyle,
    Parameter,
    ParameterLocation,
)
from generator.ir.types import Anything
from generator.openapi import Node
from generator.parser.context import resolved
from generator.parser.operations.media_types import content_kind
from generator.parser.operations.pagination.response_shape import Shape, shape
from generator.parser.operations.responses import by_status, is_success
from generator.parser.schemas.schemas import Schemas

PAGES = frozenset(["page", "pagenumber", "pageno", "pagenum", "pageindex", "currentpage"])


@dataclass(frozen=True)
class ListCall:
    """What is known of an operation that may be a list."""

    schemas: Schemas
    node: Node
    response: Node
    status: str
    schema: Node  # of the response's body
    parameters: Mapping[str, Parameter]  # query parameters by squeezed wire name
    by_wire: Mapping[str, Parameter]
    resource: str

    @cached_property
    def shape(self) -> Shape:
        """What the body holds; few operations but those that read are asked for it."""
        return shape(self.schemas, self.schema)

    @cached_property
    def properties(self) -> frozenset[str]:
        """Pointers to the properties of the JSON object that the request's body is."""
        body = self.node.get("requestBody")
        schema = _json_schema(resolved(body)) if body is not None else None
        pointers = shape(self.schemas, schema).scalars if schema is not None else ()
        return frozenset(pointer for pointer in pointers if pointer.count("/") == 1)


def list_call(
    schemas: Schemas, node: Node, parameters: Sequence[Parameter], resource: str
) -> ListCall | None:
    responses = by_status(node)
    statuses = [status for status, _ in responses]
    success = [
        (status, resolved(child)) for status, child in responses if is_success(status, statuses)
    ]
    with_body = [(status, response) for status, response in success if "content" in response]
    if len(with_body) != 1:
        return None
    status, response = with_body[0]
    schema = _json_schema(response)
    if schema is None:
        return None
    query = [p for p in parameters if p.location is ParameterLocation.QUERY]
    by_name = {squeezed(p.wire): p for p in query}
    by_wire = {p.wire: p for p in query}
    return ListCall(schemas, node, response, status, schema, by_name, by_wire, resource)


def _json_schema(response: Node) -> Node | None:
    content = response.get("content")
    found = None
    for media_type, child in content.items() if content is not None else ():
        entry = resolved(child)
        kind = content_kind(media_type, entry.get("schema"))
        if kind is ContentKind.JSON and found is None:
            found = entry.get("schema")
        elif kind in STREAMS or kind is ContentKind.BINARY:
            return None
    return found


def squeezed(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum() or c in "@.")


def plain(style: PagingStyle, items: str) -> Paging:
    return Paging(style, Anything(), items)


def wired(
    listed: ListCall, style: PagingStyle, items: str, page: str, limit: str, following: str | None
) -> Paging | None:
    """A pagination whose parameters are told by wire name; None when it names one that is not there."""
    where, size = _argument(listed, page), _argument(listed, limit)
    needs_parameter = style is not PagingStyle.NEXT_URL
    needs_next = style in {PagingStyle.NEXT_URL, PagingStyle.CURSOR}
    if (needs_parameter and where is None) or (needs_next and following is None):
        return None
    return replace(plain(style, items), page=where, limit=size, next=following)


def _argument(listed: ListCall, wire: str) -> str | None:
    """The Python name of a parameter, or the pointer to a property of the body."""
    parameter = listed.by_wire.get(wire)
    if parameter is not None:
        return parameter.name
    return f"/{wire}" if f"/{wire}" in listed.properties else None
