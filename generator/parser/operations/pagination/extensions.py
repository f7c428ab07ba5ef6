"""Pagination from the extensions of other generators."""

from __future__ import annotations

from dataclasses import replace

from generator.ir.operations import Paging, PagingStyle
from generator.openapi import Node
from generator.parser.context import ParseContext
from generator.parser.operations.pagination.candidates import (
    PAGES,
    PagingCandidate,
    bare_paging,
    wired_paging,
)
from generator.parser.operations.pagination.response_shape import squeezed

_REDOCLY = ("x-redocly-pagination", "x-redoclyPagination")
_REDOCLY_STYLES = {
    "cursor": PagingStyle.CURSOR,
    "offset": PagingStyle.OFFSET,
    "page": PagingStyle.PAGE,
    "link": PagingStyle.LINK_HEADER,
}


def from_extensions(candidate: PagingCandidate) -> Paging | None:
    """The pagination of an extension; None if there is none that the client supports."""
    readers = (_from_speakeasy, _from_fern, _from_autorest, _from_redocly)
    return next((found for read in readers if (found := read(candidate)) is not None), None)


def note_unsupported(context: ParseContext, node: Node) -> None:
    """Report an extension that the client does not support."""
    for key in ("x-speakeasy-pagination", "x-fern-pagination", "x-ms-pageable", *_REDOCLY):
        extension = node.get(key)
        if extension is not None and (extension.get("nextLinkName") or extension).value:
            message = "the client does not support this pagination, so each page is a separate call"
            context.warn(extension, "ignored-keyword", message)


def _from_speakeasy(candidate: PagingCandidate) -> Paging | None:
    extension = candidate.node.get("x-speakeasy-pagination")
    if extension is None:
        return None
    inputs = extension.get("inputs")
    listed = inputs.elements() if inputs is not None else ()
    names = {node.text("type"): node.text("name") for node in listed}
    outputs = extension.get("outputs") or extension
    following = outputs.text("nextCursor") or outputs.text("nextUrl")
    before, is_of_last, last = following.partition("[-1]")  # a property of the last item
    items = _items(candidate, outputs.text("results") or (before if is_of_last else ""))
    if items is None or (is_of_last and _pointer(before) != items):
        return None
    styles = {"cursor": PagingStyle.CURSOR, "url": PagingStyle.NEXT_URL}
    style = styles.get(extension.text("type"))
    style = style or (PagingStyle.PAGE if "page" in names else PagingStyle.OFFSET)
    page = names.get("page") or names.get("offset") or names.get("cursor") or ""
    limit = names.get("limit", "")
    paging = wired_paging(candidate, style, items, page, limit, _pointer(before))
    if paging is None or not is_of_last:
        return paging
    return replace(paging, next=None, last=_pointer(f"${last}"))


def _from_fern(candidate: PagingCandidate) -> Paging | None:
    extension = _fern_extension(candidate.node)
    if extension is None:
        return None
    items = _items(candidate, extension.text("results"))
    if items is None:
        return None
    page = (extension.text("cursor") or extension.text("offset")).rsplit(".", 1)[-1]
    limit = extension.text("step").rsplit(".", 1)[-1]
    if url := extension.text("next_uri"):
        return wired_paging(candidate, PagingStyle.NEXT_URL, items, "", "", _pointer(url))
    if extension.text("cursor"):
        cursor = _pointer(extension.text("next_cursor"))
        return wired_paging(candidate, PagingStyle.CURSOR, items, page, limit, cursor)
    paging = wired_paging(candidate, _fern_style(page, limit), items, page, limit, None)
    return paging and replace(paging, more=_pointer(extension.text("has-next-page")))


def _fern_extension(node: Node) -> Node | None:
    """The operation's `x-fern-pagination`; the value `true` stands for the document's."""
    key = "x-fern-pagination"
    own = node.get(key)
    if own is not None and own.value is True:
        return node.document.root.get(key)
    return own if own is not None and isinstance(own.value, dict) else None


def _fern_style(name: str, step: str) -> PagingStyle:
    """The style of Fern's `offset`: it grows by the number of items if there is a `step`, otherwise by one."""
    is_offset = step != "" and squeezed(name) not in PAGES
    return PagingStyle.OFFSET if is_offset or squeezed(name) == "offset" else PagingStyle.PAGE


def _from_autorest(candidate: PagingCandidate) -> Paging | None:
    extension = candidate.node.get("x-ms-pageable")
    if extension is None or not isinstance(extension.value, dict):
        return None
    link = extension.value.get("nextLinkName", "nextLink")
    if not isinstance(link, str):  # null: there is one page
        return None
    items = f"/{extension.text('itemName') or 'value'}"
    return wired_paging(candidate, PagingStyle.NEXT_URL, items, "", "", f"/{link}")


def _from_redocly(candidate: PagingCandidate) -> Paging | None:
    """The pagination of `x-redocly-pagination`, whose pointers are JSON Pointers."""
    extension = next((each for key in _REDOCLY if (each := candidate.node.get(key))), None)
    if extension is None or "items" not in extension:
        return None
    items, limit = extension.text("items"), extension.text("limitParam")
    style = _REDOCLY_STYLES.get(extension.text("style"))
    if style is PagingStyle.LINK_HEADER:
        limit_argument = candidate.by_wire.get(limit)
        return replace(
            bare_paging(style, items), limit=limit_argument.name if limit_argument else None
        )
    if style is None:
        return None
    page = extension.text("cursorParam") or extension.text("offsetParam")
    following = extension.text("nextCursor") or None
    paging = wired_paging(candidate, style, items, page, limit, following)
    return paging and replace(paging, more=extension.text("hasMore") or None)


def _items(candidate: PagingCandidate, expression: str) -> str | None:
    """The pointer to the items: from the expression, or from the response's shape."""
    pointer = _pointer(expression)
    return candidate.shape.items(candidate.resource) if pointer is None else pointer


def _pointer(expression: str) -> str | None:
    """A JSONPath or `$response.a.b` of plain names as a JSON pointer; None for any other expression."""
    if not expression.startswith("$") or "[" in expression.replace("[*]", ""):
        return None
    steps = expression.removeprefix("$response").removeprefix("$").split(".")
    names = [step.removesuffix("[*]") for step in steps if step]
    return "".join(f"/{name}" for name in names)
