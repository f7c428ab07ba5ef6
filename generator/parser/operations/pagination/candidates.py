"""Operations that may be lists: the facts that every way to recognize a pagination uses."""

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
from generator.parser.operations.pagination.response_shape import (
    ResponseShape,
    response_shape,
    squeezed,
)
from generator.parser.queries.media_types import content_kind
from generator.parser.queries.nodes import resolved
from generator.parser.queries.statuses import is_success, responses_by_status
from generator.parser.schemas.schemas import Schemas

PAGES = frozenset("page pagenumber pageno pagenum pageindex currentpage".split())


@dataclass(frozen=True)
class PagingCandidate:
    """An operation that may be a list."""

    schemas: Schemas
    node: Node
    response: Node
    status: str
    schema: Node  # of the response's body
    parameters: Mapping[str, Parameter]  # query parameters by squeezed wire name
    by_wire: Mapping[str, Parameter]
    resource: str

    @cached_property
    def shape(self) -> ResponseShape:
        """The shape of the response's body; computed on demand, because few operations need it."""
        return response_shape(self.schemas, self.schema)

    @cached_property
    def properties(self) -> frozenset[str]:
        """Pointers to the scalar properties of the request's JSON object."""
        body = self.node.get("requestBody")
        schema = _only_json_schema(resolved(body)) if body is not None else None
        pointers = response_shape(self.schemas, schema).scalars if schema is not None else ()
        return frozenset(pointer for pointer in pointers if pointer.count("/") == 1)


def paging_candidate(
    schemas: Schemas, node: Node, parameters: Sequence[Parameter], resource: str
) -> PagingCandidate | None:
    """The operation as a candidate, if it has one success response with a body and that body is JSON."""
    responses = responses_by_status(node)
    statuses = [status for status, _ in responses]
    successes = [
        (status, resolved(child)) for status, child in responses if is_success(status, statuses)
    ]
    with_body = [(status, response) for status, response in successes if "content" in response]
    if len(with_body) != 1:
        return None
    status, response = with_body[0]
    schema = _only_json_schema(response)
    if schema is None:
        return None
    query = [p for p in parameters if p.location is ParameterLocation.QUERY]
    by_name = {squeezed(p.wire): p for p in query}
    by_wire = {p.wire: p for p in query}
    return PagingCandidate(schemas, node, response, status, schema, by_name, by_wire, resource)


def _only_json_schema(owner: Node) -> Node | None:
    """The schema of the first JSON content; None if there is a stream or a binary content as well."""
    content = owner.get("content")
    schema = None
    for media_type, child in content.items() if content is not None else ():
        entry = resolved(child)
        kind = content_kind(media_type, entry.get("schema"))
        if kind is ContentKind.JSON and schema is None:
            schema = entry.get("schema")
        elif kind in STREAMS or kind is ContentKind.BINARY:
            return None
    return schema


def bare_paging(style: PagingStyle, items: str) -> Paging:
    """A pagination without parameters; the item's type is not set yet."""
    return Paging(style, Anything(), items)


def wired_paging(
    candidate: PagingCandidate,
    style: PagingStyle,
    items: str,
    page: str,
    limit: str,
    following: str | None,
) -> Paging | None:
    """A pagination with parameters by wire name; None if the style needs one that the operation lacks."""
    page_argument, limit_argument = _argument(candidate, page), _argument(candidate, limit)
    needs_page = style is not PagingStyle.NEXT_URL
    needs_next = style in {PagingStyle.NEXT_URL, PagingStyle.CURSOR}
    if (needs_page and page_argument is None) or (needs_next and following is None):
        return None
    paging = bare_paging(style, items)
    return replace(paging, page=page_argument, limit=limit_argument, next=following)


def _argument(candidate: PagingCandidate, wire: str) -> str | None:
    """The Python name of a parameter, or the pointer to a property of the body."""
    parameter = candidate.by_wire.get(wire)
    if parameter is not None:
        return parameter.name
    return f"/{wire}" if f"/{wire}" in candidate.properties else None
