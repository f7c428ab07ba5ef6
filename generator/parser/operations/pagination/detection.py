"""How a list operation goes on: from the conventions, from extensions of others, or from what the document shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.ir.operations import Paging, PagingStyle, Parameter
from generator.ir.types import Scalar, ScalarKind, Type
from generator.ir.walk import non_null
from generator.json_types import Json
from generator.openapi import Node
from generator.openapi.conventions import Pagination
from generator.parser.context import resolved
from generator.parser.operations.media_types import media_types
from generator.parser.operations.pagination.candidates import (
    PAGES,
    ListCall,
    list_call,
    plain,
    squeezed,
)
from generator.parser.operations.pagination.extensions import extended, note_ignored
from generator.parser.operations.pagination.response_shape import shape
from generator.parser.schemas.schemas import Schemas

# Names of parameters and properties, in lower case and without punctuation.
LIMITS = frozenset(
    {
        *("limit", "perpage", "pagesize", "size", "count", "pagelimit", "maxresults", "maxitems"),
        *("top", "take"),
    }
)
OFFSETS = frozenset({"offset", "skip", "start", "startindex", "startat"})
CURSORS = frozenset(
    {
        *("cursor", "pagetoken", "nexttoken", "nextpagetoken", "marker", "continuationtoken"),
        *("startcursor", "pagecursor", "startingafter", "after", "nextcursor", "paginationtoken"),
    }
)
NEXT_CURSORS = frozenset(
    {
        *("nextcursor", "nextpagetoken", "nexttoken", "nextmarker", "continuationtoken", "marker"),
        *("endcursor", "nextpage", "cursor", "nextpagecursor", "nextstartingafter", "after"),
        *("paginationtoken", "lastid"),
    }
)
AFTER = frozenset({"startingafter", "after", "afterid", "sinceid"})
NEXT_URLS = frozenset(
    {
        *("next", "nextlink", "nexturl", "nextpageurl", "nextpagelink", "nextpage"),
        *("@odata.nextlink", "odata.nextlink"),
    }
)
TOTALS = frozenset(
    {
        *("total", "totalcount", "totalitems", "totalresults", "totalrecords", "totalelements"),
        *("count",),
    }
)
MORES = frozenset(
    {
        *("hasmore", "hasnext", "hasnextpage", "more", "hasmoreitems", "hasmoreresults"),
        *("moreavailable",),
    }
)


@dataclass(frozen=True, slots=True)
class Found:
    """The pagination of an operation; `item` is the schema of an item, None where nothing describes it."""

    paging: Paging
    item: Node | None
    status: str


def paging(
    schemas: Schemas,
    conventions: Pagination,
    method: str,
    node: Node,
    parameters: Sequence[Parameter],
    resource: str,
) -> Found | None:
    """The pagination of an operation, if it has one; the item's type is not set yet."""
    listed = list_call(schemas, node, parameters, resource)
    found = _found(listed, conventions, method) if listed is not None else None
    if listed is None or found is None:
        note_ignored(schemas.context, node)
        return None
    return Found(_completed(listed, found), listed.shape.item(found.items), listed.status)


def _found(listed: ListCall, conventions: Pagination, method: str) -> Paging | None:
    """What the conventions, an extension or, for GET, the parameters say."""
    if method == "GET":
        house = _from_conventions(listed, conventions)
        return house or extended(listed) or _from_parameters(listed)
    return None if _has_several_bodies(listed.node) else extended(listed)


def _has_several_bodies(node: Node) -> bool:
    """Whether the caller chooses among media types, which following pages know nothing of."""
    child = node.get("requestBody")
    return child is not None and len(media_types(resolved(child))) > 1


def _completed(listed: ListCall, found: Paging) -> Paging:
    """The totals that the body tells, the default size of a page, and the number of the first."""
    by_name = {p.name: p for p in listed.by_wire.values()}
    page, limit = by_name.get(found.page or ""), by_name.get(found.limit or "")
    return replace(
        found,
        first=_first(found.style, page),
        size=_number(limit.default) if limit is not None and limit.has_default else None,
        bare=found.items != "" and listed.shape.bare is not None,
        optional=found.items != "" and found.items not in listed.shape.required,
        total=found.total or listed.shape.find(TOTALS, "integer", found.items),
        more=found.more or listed.shape.find(MORES, "boolean", found.items),
    )


def _first(style: PagingStyle, page: Parameter | None) -> int:
    """The number of the first page or item: the parameter's default, or what is usual."""
    said = _number(page.default) if page is not None and page.has_default else None
    if said is not None and style is not PagingStyle.CURSOR:
        return said
    return 0 if style is PagingStyle.OFFSET else 1


def _number(value: Json) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _from_conventions(listed: ListCall, conventions: Pagination) -> Paging | None:
    page, limit = listed.by_wire.get(conventions.page), listed.by_wire.get(conventions.limit)
    if page is None or limit is None:
        return None
    items = conventions.items if conventions.items in listed.shape.arrays else ""
    if items == "" and listed.shape.bare is None:
        return None
    return replace(plain(PagingStyle.PAGE, items), page=page.name, limit=limit.name)


def _from_parameters(listed: ListCall) -> Paging | None:
    """What the names of parameters and properties show."""
    items = listed.shape.items(listed.resource)
    if items is None:
        return None
    page, limit = _parameter(listed, PAGES, "integer"), _parameter(listed, LIMITS)
    offset, cursor = _parameter(listed, OFFSETS, "integer"), _parameter(listed, CURSORS)
    following = listed.shape.find(NEXT_CURSORS, "string", items)
    link = listed.shape.find(NEXT_URLS, "string", items) if listed.shape.is_object else None
    base = replace(plain(PagingStyle.PAGE, items), limit=limit.name if limit is not None else None)
    if _links(listed) and (page is not None or limit is not None):
        return replace(
            base, style=PagingStyle.LINK_HEADER, page=page.name if page is not None else None
        )
    if page is not None:
        return replace(base, page=page.name)
    if offset is not None and limit is not None:
        return replace(base, style=PagingStyle.OFFSET, page=offset.name)
    if cursor is not None and following is not None:
        return replace(base, style=PagingStyle.CURSOR, page=cursor.name, next=following)
    if cursor is not None and (more := _more_after_last(listed, cursor, items)) is not None:
        return replace(base, style=PagingStyle.CURSOR, page=cursor.name, last="/id", more=more)
    return None if link is None else replace(base, style=PagingStyle.NEXT_URL, next=link)


def _more_after_last(listed: ListCall, cursor: Parameter, items: str) -> str | None:
    """The flag that says that more follow after the last item, whose id is the next cursor (`starting_after`)."""
    item = listed.shape.arrays.get(items)
    if item is None or squeezed(cursor.wire) not in AFTER:
        return None
    has_id = "/id" in shape(listed.schemas, item).scalars
    return listed.shape.find(MORES, "boolean", items) if has_id else None


def _parameter(listed: ListCall, names: frozenset[str], kind: str = "") -> Parameter | None:
    found = next(
        (p for squeezed, p in listed.parameters.items() if squeezed in names and not p.required),
        None,
    )
    return None if found is None or (kind == "integer" and not _is_number(found.type)) else found


def _is_number(type_: Type) -> bool:
    inner = non_null(type_)
    return isinstance(inner, Scalar) and inner.kind in {ScalarKind.INTEGER, ScalarKind.NUMBER}


def _links(listed: ListCall) -> bool:
    headers = listed.response.get("headers")
    return headers is not None and any(wire.lower() == "link" for wire, _ in headers.items())
