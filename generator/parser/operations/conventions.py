"""The root extension `x-conventions`: what plain OpenAPI cannot say of a whole API."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.openapi import Node
from generator.parser.context import Context, texts
from generator.parser.destinations import Destinations


@dataclass(frozen=True, slots=True)
class Code:
    """An entry of the table of error codes."""

    wire: str
    status: int
    description: str


@dataclass(frozen=True, slots=True)
class Conventions:
    """What the extension says; everything is empty where there is none."""

    envelope: Node | None = None
    fields: tuple[tuple[str, str], ...] = ()  # (attribute, pointer into the envelope)
    codes: tuple[Code, ...] = ()
    page: str = ""  # wire names of the query parameters
    limit: str = ""
    items: str = ""  # pointer to the items of a page
    idempotent: frozenset[str] = field(default=frozenset())

    @property
    def code_pointer(self) -> str:
        return dict(self.fields).get("code", "")


def read(context: Context) -> Conventions:
    """The conventions of a document; the rules report what is malformed in them."""
    root = context.document.root.get("x-conventions")
    if root is None:
        return Conventions()
    errors, pagination = root.get("errors"), root.get("pagination")
    parameters = pagination.get("parameters") if pagination is not None else None
    envelope = errors.get("envelope") if errors is not None else None
    destinations = Destinations(follows_siblings=context.is_30)
    return Conventions(
        destinations.of(envelope) if envelope is not None else None,
        _fields(errors.get("fields") if errors is not None else None),
        _codes(errors.get("codes") if errors is not None else None),
        parameters.text("page") if parameters is not None else "",
        parameters.text("limit") if parameters is not None else "",
        pagination.text("items") if pagination is not None else "",
        frozenset(texts(root.get("idempotent"))),
    )


def _fields(node: Node | None) -> tuple[tuple[str, str], ...]:
    pairs = node.items() if node is not None else ()
    return tuple((name, child.value) for name, child in pairs if isinstance(child.value, str))


def _codes(node: Node | None) -> tuple[Code, ...]:
    found = []
    for wire, child in node.items() if node is not None else ():
        status = child.get("status")
        if status is not None and isinstance(status.value, int):
            found.append(Code(wire, status.value, child.text("description")))
    return tuple(found)
