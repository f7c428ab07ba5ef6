"""How a list operation goes on: from the conventions, from extensions of others, or from what the document shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.build.context import resolved
from generator.build.conventions import Conventions
from generator.build.media import content_kind
from generator.build.pages import Shape, shape
from generator.build.responses import by_status, is_success
from generator.build.schemas import Schemas
from generator.build.types import bare
from generator.model import (
    Anything,
    ContentKind,
    Json,
    Paging,
    PagingStyle,
    Parameter,
    ParameterLocation,
    Scalar,
    ScalarKind,
    Type,
)
from generator.source import Node

PAGES = frozenset({"page", "pagenumber", "pageno", "pagenum", "pageindex", "currentpage"})
LIMITS = frozenset(
    {
        "limit",
        "perpage",
        "pagesize",
        "size",
        "count",
        "pagelimit",
        "maxresults",
        "maxitems",
        "top",
        "take",
    }
)
OFFSETS = frozenset({"offset", "skip", "start", "startindex", "startat"})
CURSORS = frozenset(
    {
        "cursor",
        "pagetoken",
        "nexttoken",
        "nextpagetoken",
        "marker",
        "continuationtoken",
        "startcursor",
        "pagecursor",
    }
    | {"startingafter", "after", "nextcursor", "paginationtoken"}
)
NEXT_CURSORS = frozenset(
    {
        "nextcursor",
        "nextpagetoken",
        "nexttoken",
        "nextmarker",
        "continuationtoken",
        "endcursor",
        "nextpage",
        "cursor",
    }
    | {"nextpagecursor", "nextstartingafter", "after", "paginationtoken", "marker"}
)
NEXT_URLS = frozenset(
    {
        "next",
        "nextlink",
        "nexturl",
        "nextpageurl",
        "@odata.nextlink",
        "odata.nextlink",
        "nextpagelink",
        "nextpage",
    }
)
TOTALS = frozenset(
    {"total", "totalcount", "totalitems", "totalresults", "totalrecords", "totalelements", "count"}
)
MORES = frozenset(
    {"hasmore", "hasnext", "hasnextpage", "more", "hasmoreitems", "hasmoreresults", "moreavailable"}
)


@dataclass(frozen=True, slots=True)
class Found:
    """The pagination of an operation; `item` is the schema of an item, None where nothing describes it."""

    paging: Paging
    item: Node | None
    status: str


@dataclass(frozen=True, slots=True)
class _List:
    """What is known of an operation that may be a list."""

    node: Node
    response: Node
    status: str
    shape: Shape
    parameters: Mapping[str, Parameter]  # query parameters by squeezed wire name
    by_wire: Mapping[str, Parameter]
    resource: str


def paging(
    schemas: Schemas,
    conventions: Conventions,
    method: str,
    node: Node,
    parameters: Sequence[Parameter],
    resource: str,
) -> Found | None:
    """The pagination of an operation, if it has one; the item's type is not set yet."""
    if method != "GET":
        return None
    listed = _list(schemas, node, parameters, resource)
    if listed is None:
        return None
    for recognise in _RECOGNISERS:
        found = recognise(listed, conventions)
        if found is not None:
            item = listed.shape.bare if found.items == "" else listed.shape.arrays.get(found.items)
            return Found(_completed(listed, found), item, listed.status)
    return None


def _list(
    schemas: Schemas, node: Node, parameters: Sequence[Parameter], resource: str
) -> _List | None:
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
    squeezed = {_squeezed(p.wire): p for p in query}
    by_wire = {p.wire: p for p in query}
    return _List(node, response, status, shape(schemas, schema), squeezed, by_wire, resource)


def _json_schema(response: Node) -> Node | None:
    content = response.get("content")
    found = None
    for media_type, child in content.items() if content is not None else ():
        entry = resolved(child)
        kind = content_kind(media_type, entry.get("schema"))
        if kind is ContentKind.JSON and found is None:
            found = entry.get("schema")
        elif kind in {ContentKind.EVENTS, ContentKind.JSON_LINES, ContentKind.BINARY}:
            return None
    return found


def _squeezed(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum() or c in "@.")


def _bare_paging(style: PagingStyle, items: str) -> Paging:
    return Paging(style, Anything(), items)


def _completed(listed: _List, found: Paging) -> Paging:
    """The totals that the body tells, the default size of a page, and the number of the first."""
    by_name = {p.name: p for p in listed.by_wire.values()}
    page, limit = by_name.get(found.page or ""), by_name.get(found.limit or "")
    first = _number(page.default) if page is not None and page.has_default else None
    is_offset = found.style is PagingStyle.OFFSET
    return replace(
        found,
        first=(
            (0 if is_offset else 1) if first is None or found.style is PagingStyle.CURSOR else first
        ),
        size=_number(limit.default) if limit is not None and limit.has_default else None,
        bare=found.items != "" and listed.shape.bare is not None,
        total=found.total or listed.shape.find(TOTALS, "integer", found.items),
        more=found.more or listed.shape.find(MORES, "boolean", found.items),
    )


def _number(value: Json) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _from_conventions(listed: _List, conventions: Conventions) -> Paging | None:
    page, limit = listed.by_wire.get(conventions.page), listed.by_wire.get(conventions.limit)
    if page is None or limit is None:
        return None
    items = conventions.items if conventions.items in listed.shape.arrays else ""
    if items == "" and listed.shape.bare is None:
        return None
    return replace(_bare_paging(PagingStyle.PAGE, items), page=page.name, limit=limit.name)


def _from_speakeasy(listed: _List, conventions: Conventions) -> Paging | None:
    said = listed.node.get("x-speakeasy-pagination")
    if said is None:
        return None
    inputs = said.get("inputs")
    named = (
        {n.text("type"): n.text("name") for n in inputs.elements()} if inputs is not None else {}
    )
    outputs = said.get("outputs")
    results = _path(outputs.text("results")) if outputs is not None else None
    items = results if results is not None else listed.shape.items(listed.resource)
    if items is None:
        return None
    style = said.text("type")
    chosen = {"cursor": PagingStyle.CURSOR, "url": PagingStyle.NEXT_URL}.get(style)
    chosen = chosen or (PagingStyle.PAGE if "page" in named else PagingStyle.OFFSET)
    where = named.get("page") or named.get("offset") or named.get("cursor") or ""
    following = (
        (outputs.text("nextCursor") or outputs.text("nextUrl")) if outputs is not None else ""
    )
    return _wired(listed, chosen, items, where, named.get("limit", ""), _path(following))


def _from_fern(listed: _List, conventions: Conventions) -> Paging | None:
    said = listed.node.get("x-fern-pagination")
    if said is None:
        return None
    if not isinstance(said.value, dict):
        said = listed.node.document.root.get("x-fern-pagination") if said.value is True else None
    if said is None:
        return None
    results = _path(said.text("results"))
    items = results if results is not None else listed.shape.items(listed.resource)
    if items is None:
        return None
    where = said.text("cursor") or said.text("offset")
    name = where.rsplit(".", 1)[-1]
    limit = said.text("step").rsplit(".", 1)[-1]
    if said.text("next_uri"):
        return _wired(listed, PagingStyle.NEXT_URL, items, "", "", _path(said.text("next_uri")))
    if said.text("cursor"):
        return _wired(
            listed, PagingStyle.CURSOR, items, name, limit, _path(said.text("next_cursor"))
        )
    style = PagingStyle.PAGE if _squeezed(name) in PAGES else PagingStyle.OFFSET
    return _wired(listed, style, items, name, limit, None)


def _from_autorest(listed: _List, conventions: Conventions) -> Paging | None:
    said = listed.node.get("x-ms-pageable")
    link = said.text("nextLinkName") if said is not None else ""
    if said is None or not link:
        return None
    return _wired(
        listed, PagingStyle.NEXT_URL, f"/{said.text('itemName') or 'value'}", "", "", f"/{link}"
    )


def _wired(
    listed: _List, style: PagingStyle, items: str, page: str, limit: str, following: str | None
) -> Paging | None:
    """A pagination whose parameters are told by wire name; None when it names one that is not there."""
    where, size = listed.by_wire.get(page), listed.by_wire.get(limit)
    needs_parameter = style is not PagingStyle.NEXT_URL
    needs_next = style in {PagingStyle.NEXT_URL, PagingStyle.CURSOR}
    if (needs_parameter and where is None) or (needs_next and following is None):
        return None
    return replace(
        _bare_paging(style, items),
        page=where.name if where is not None else None,
        limit=size.name if size is not None else None,
        next=following,
    )


def _path(expression: str) -> str | None:
    """A JSONPath or `$response.a.b` of plain names as a pointer."""
    if not expression.startswith("$"):
        return None
    steps = expression.removeprefix("$response").removeprefix("$").split(".")
    names = [step.removesuffix("[*]") for step in steps if step]
    return "".join(f"/{name}" for name in names)


def _from_parameters(listed: _List, conventions: Conventions) -> Paging | None:
    """What the names of parameters and properties show."""
    items = listed.shape.items(listed.resource)
    if items is None:
        return None
    limit = _parameter(listed, LIMITS)
    base = replace(
        _bare_paging(PagingStyle.PAGE, items), limit=limit.name if limit is not None else None
    )
    page = _parameter(listed, PAGES, "integer")
    if _links(listed) and (page is not None or limit is not None):
        return replace(
            base, style=PagingStyle.LINK_HEADER, page=page.name if page is not None else None
        )
    if page is not None:
        return replace(base, page=page.name)
    offset = _parameter(listed, OFFSETS, "integer")
    if offset is not None and limit is not None:
        return replace(base, style=PagingStyle.OFFSET, page=offset.name)
    cursor, following = _parameter(listed, CURSORS), listed.shape.find(
        NEXT_CURSORS, "string", items
    )
    if cursor is not None and following is not None:
        return replace(base, style=PagingStyle.CURSOR, page=cursor.name, next=following)
    link = listed.shape.find(NEXT_URLS, "string", items)
    if link is not None and listed.shape.is_object:
        return replace(base, style=PagingStyle.NEXT_URL, next=link)
    return None


def _parameter(listed: _List, names: frozenset[str], kind: str = "") -> Parameter | None:
    found = next(
        (p for squeezed, p in listed.parameters.items() if squeezed in names and not p.required),
        None,
    )
    return None if found is None or (kind == "integer" and not _is_number(found.type)) else found


def _is_number(type_: Type) -> bool:
    inner = bare(type_)
    return isinstance(inner, Scalar) and inner.kind in {ScalarKind.INTEGER, ScalarKind.NUMBER}


def _links(listed: _List) -> bool:
    headers = listed.response.get("headers")
    return headers is not None and any(wire.lower() == "link" for wire, _ in headers.items())


_RECOGNISERS: tuple[Callable[[_List, Conventions], Paging | None], ...] = (
    _from_conventions,
    _from_speakeasy,
    _from_fern,
    _from_autorest,
    _from_parameters,
)
