"""The pagination of an operation: from the conventions, from extensions, or from names in the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.ir.operations import Paging, PagingStyle, Parameter
from generator.ir.types import Scalar, ScalarKind, Type
from generator.ir.walk import non_null
from generator.json_types import Json
from generator.openapi import Node
from generator.openapi.conventions import Pagination
from generator.openapi.operations import OperationAt
from generator.parser.operations.pagination.candidates import (
    PAGES,
    PagingCandidate,
    bare_paging,
    paging_candidate,
)
from generator.parser.operations.pagination.extensions import from_extensions, note_unsupported
from generator.parser.operations.pagination.response_shape import response_shape, squeezed
from generator.parser.queries.media_types import media_types
from generator.parser.queries.nodes import resolved
from generator.parser.schemas.schemas import Schemas

# Names of parameters and properties, in lower case and without punctuation.
LIMITS: Final = frozenset(
    "limit perpage pagesize size count pagelimit maxresults maxitems top take".split()
)
OFFSETS: Final = frozenset("offset skip start startindex startat".split())
CURSORS: Final = frozenset(
    (
        "cursor pagetoken nexttoken nextpagetoken marker continuationtoken startcursor pagecursor startingafter"
        " after nextcursor paginationtoken"
    ).split()
)
NEXT_CURSORS: Final = frozenset(
    (
        "nextcursor nextpagetoken nexttoken nextmarker continuationtoken marker endcursor nextpage cursor"
        " nextpagecursor nextstartingafter after paginationtoken lastid"
    ).split()
)
AFTER: Final = frozenset(["startingafter", "after", "afterid", "sinceid"])
NEXT_URLS: Final = frozenset(
    "next nextlink nexturl nextpageurl nextpagelink nextpage @odata.nextlink odata.nextlink".split()
)
TOTALS: Final = frozenset(
    "total totalcount totalitems totalresults totalrecords totalelements count".split()
)
MORES: Final = frozenset(
    "hasmore hasnext hasnextpage more hasmoreitems hasmoreresults moreavailable".split()
)


@dataclass(frozen=True, slots=True)
class PagingMatch:
    """The pagination of an operation; `item` is the schema of an item, None if it has none."""

    paging: Paging
    item: Node | None
    status: str


def paging(
    schemas: Schemas,
    conventions: Pagination,
    at: OperationAt,
    parameters: Sequence[Parameter],
    resource: str,
) -> PagingMatch | None:
    """The pagination of an operation, if it has one; the item's type is not set yet."""
    candidate = paging_candidate(schemas, at.node, parameters, resource)
    detected = _detect(candidate, conventions, at.method) if candidate is not None else None
    if candidate is None or detected is None:
        note_unsupported(schemas.context, at.node)
        return None
    item = candidate.shape.item(detected.items)
    return PagingMatch(_completed(candidate, detected), item, candidate.status)


def _detect(candidate: PagingCandidate, conventions: Pagination, method: str) -> Paging | None:
    """The pagination of the conventions, of an extension or, for GET, of the parameters' names."""
    if method == "GET":
        return (
            _from_conventions(candidate, conventions)
            or from_extensions(candidate)
            or _from_names(candidate)
        )
    return None if _has_several_bodies(candidate.node) else from_extensions(candidate)


def _has_several_bodies(node: Node) -> bool:
    """Whether the caller chooses a media type, which requests for following pages do not repeat."""
    child = node.get("requestBody")
    return child is not None and len(media_types(resolved(child))) > 1


def _completed(candidate: PagingCandidate, detected: Paging) -> Paging:
    """The pagination with the totals in the body, the default size of a page, and the number of the first page."""
    shape, items = candidate.shape, detected.items
    by_name = {p.name: p for p in candidate.by_wire.values()}
    page, limit = by_name.get(detected.page or ""), by_name.get(detected.limit or "")
    return replace(
        detected,
        first=_first(detected.style, page),
        size=_number(limit.default) if limit is not None and limit.has_default else None,
        bare=items != "" and shape.bare is not None,
        optional=items != "" and items not in shape.required,
        total=detected.total or shape.find(TOTALS, "integer", items),
        more=detected.more or shape.find(MORES, "boolean", items),
    )


def _first(style: PagingStyle, page: Parameter | None) -> int:
    """The number of the first page or item: the parameter's default, or else 1 for pages and 0 for offsets."""
    default = _number(page.default) if page is not None and page.has_default else None
    if default is not None and style is not PagingStyle.CURSOR:
        return default
    return 0 if style is PagingStyle.OFFSET else 1


def _number(value: Json) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _from_conventions(candidate: PagingCandidate, conventions: Pagination) -> Paging | None:
    by_wire, shape = candidate.by_wire, candidate.shape
    page, limit = by_wire.get(conventions.page), by_wire.get(conventions.limit)
    if page is None or limit is None:
        return None
    items = conventions.items if conventions.items in shape.arrays else ""
    if items == "" and shape.bare is None:
        return None
    return replace(bare_paging(PagingStyle.PAGE, items), page=page.name, limit=limit.name)


def _from_names(candidate: PagingCandidate) -> Paging | None:
    """The pagination that the names of parameters and properties indicate."""
    shape = candidate.shape
    items = shape.items(candidate.resource)
    if items is None:
        return None
    page, limit = _parameter(candidate, PAGES, "integer"), _parameter(candidate, LIMITS)
    offset, cursor = _parameter(candidate, OFFSETS, "integer"), _parameter(candidate, CURSORS)
    following = shape.find(NEXT_CURSORS, "string", items)
    link = shape.find(NEXT_URLS, "string", items) if shape.is_object else None
    base = bare_paging(PagingStyle.PAGE, items)
    base = replace(base, limit=limit.name if limit is not None else None)
    if _has_link_header(candidate) and (page is not None or limit is not None):
        page_name = page.name if page is not None else None
        return replace(base, style=PagingStyle.LINK_HEADER, page=page_name)
    if page is not None:
        return replace(base, page=page.name)
    if offset is not None and limit is not None:
        return replace(base, style=PagingStyle.OFFSET, page=offset.name)
    if cursor is not None and following is not None:
        return replace(base, style=PagingStyle.CURSOR, page=cursor.name, next=following)
    if cursor is not None and (more := _more_after_last(candidate, cursor, items)) is not None:
        return replace(base, style=PagingStyle.CURSOR, page=cursor.name, last="/id", more=more)
    return None if link is None else replace(base, style=PagingStyle.NEXT_URL, next=link)


def _more_after_last(candidate: PagingCandidate, cursor: Parameter, items: str) -> str | None:
    """The pointer to the "more" flag, if the last item's id is the next cursor (`starting_after`)."""
    item = candidate.shape.arrays.get(items)
    if item is None or squeezed(cursor.wire) not in AFTER:
        return None
    has_id = "/id" in response_shape(candidate.schemas, item).scalars
    return candidate.shape.find(MORES, "boolean", items) if has_id else None


def _parameter(
    candidate: PagingCandidate, names: frozenset[str], kind: str = ""
) -> Parameter | None:
    """The first optional query parameter with one of the names; None if it is not of the kind."""
    matches = (p for name, p in candidate.parameters.items() if name in names and not p.required)
    first = next(matches, None)
    if first is None or (kind == "integer" and not _is_number(first.type)):
        return None
    return first


def _is_number(type_: Type) -> bool:
    inner = non_null(type_)
    return isinstance(inner, Scalar) and inner.kind in {ScalarKind.INTEGER, ScalarKind.NUMBER}


def _has_link_header(candidate: PagingCandidate) -> bool:
    headers = candidate.response.get("headers")
    return headers is not None and any(wire.lower() == "link" for wire, _ in headers.items())
