"""Pagination as the extensions of other generators state it."""

from __future__ import annotations

from dataclasses import replace

from generator.ir.operations import Paging, PagingStyle
from generator.openapi import Node
from generator.parser.context import Context
from generator.parser.operations.pagination.candidates import (
    PAGES,
    ListCall,
    squeezed,
    wired,
)


def extended(listed: ListCall) -> Paging | None:
    """The pagination that an extension states, if the client can follow it."""
    return _from_speakeasy(listed) or _from_fern(listed) or _from_autorest(listed)


def note_ignored(context: Context, node: Node) -> None:
    """Say of an extension that the client does not follow it."""
    for key in ("x-speakeasy-pagination", "x-fern-pagination", "x-ms-pageable"):
        said = node.get(key)
        pages = said is not None and (said.get("nextLinkName") or said).value
        if said is not None and pages:
            message = "the client cannot follow this pagination, so each page is a call of its own"
            context.warn(said, "ignored-keyword", message)


def _from_speakeasy(listed: ListCall) -> Paging | None:
    said = listed.node.get("x-speakeasy-pagination")
    if said is None:
        return None
    inputs = said.get("inputs")
    named = (
        {n.text("type"): n.text("name") for n in inputs.elements()} if inputs is not None else {}
    )
    outputs = said.get("outputs") or said
    following = outputs.text("nextCursor") or outputs.text("nextUrl")
    before, of_last, last = following.partition("[-1]")  # in the last item
    items = _items(listed, outputs.text("results") or (before if of_last else ""))
    if items is None or (of_last and _path(before) != items):
        return None
    style = said.text("type")
    chosen = {"cursor": PagingStyle.CURSOR, "url": PagingStyle.NEXT_URL}.get(style)
    chosen = chosen or (PagingStyle.PAGE if "page" in named else PagingStyle.OFFSET)
    where = named.get("page") or named.get("offset") or named.get("cursor") or ""
    found = wired(listed, chosen, items, where, named.get("limit", ""), _path(before))
    return replace(found, next=None, last=_path(f"${last}")) if found and of_last else found


def _from_fern(listed: ListCall) -> Paging | None:
    said = listed.node.get("x-fern-pagination")
    if said is None:
        return None
    if not isinstance(said.value, dict):
        said = listed.node.document.root.get("x-fern-pagination") if said.value is True else None
    if said is None:
        return None
    items = _items(listed, said.text("results"))
    if items is None:
        return None
    where = said.text("cursor") or said.text("offset")
    name = where.rsplit(".", 1)[-1]
    limit = said.text("step").rsplit(".", 1)[-1]
    if said.text("next_uri"):
        return wired(listed, PagingStyle.NEXT_URL, items, "", "", _path(said.text("next_uri")))
    if said.text("cursor"):
        return wired(
            listed, PagingStyle.CURSOR, items, name, limit, _path(said.text("next_cursor"))
        )
    found = wired(listed, _numbered(name, limit), items, name, limit, None)
    return replace(found, more=_path(said.text("has-next-page"))) if found else None


def _numbered(name: str, step: str) -> PagingStyle:
    """What Fern calls an offset grows by the items where there is a `step`, otherwise by one, as pages do."""
    is_offset = step != "" and squeezed(name) not in PAGES
    return PagingStyle.OFFSET if is_offset or squeezed(name) == "offset" else PagingStyle.PAGE


def _from_autorest(listed: ListCall) -> Paging | None:
    said = listed.node.get("x-ms-pageable")
    if said is None or not isinstance(said.value, dict):
        return None
    link = said.value.get("nextLinkName", "nextLink")
    if not isinstance(link, str):  # null: there is one page
        return None
    return wired(
        listed, PagingStyle.NEXT_URL, f"/{said.text('itemName') or 'value'}", "", "", f"/{link}"
    )


def _items(listed: ListCall, expression: str) -> str | None:
    """The pointer to the items: as it is said, or where they are found."""
    said = _path(expression)
    return listed.shape.items(listed.resource) if said is None else said


def _path(expression: str) -> str | None:
    """A JSONPath or `$response.a.b` of plain names as a pointer."""
    if not expression.startswith("$") or "[" in expression.replace("[*]", ""):
        return None
    steps = expression.removeprefix("$response").removeprefix("$").split(".")
    names = [step.removesuffix("[*]") for step in steps if step]
    return "".join(f"/{name}" for name in names)
