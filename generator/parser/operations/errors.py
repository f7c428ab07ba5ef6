"""Documented failures: the classes of statuses and codes, and the types of bodies that are no envelope."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator import reserved, runtime_facts
from generator.ir.api import ErrorCode, ErrorField
from generator.ir.operations import ContentKind, ErrorResponse
from generator.ir.types import Anything, Type
from generator.naming import assign, field_name, pascal_case, reserve
from generator.openapi import Address, Node
from generator.openapi.conventions import Errors
from generator.openapi.pointers import tokens
from generator.parser.context import resolved, values
from generator.parser.drafts import NameHint, hint_inside
from generator.parser.operations.media_types import content_kind
from generator.parser.operations.responses import by_status, is_success
from generator.parser.schemas.keywords import branches
from generator.parser.schemas.schemas import Schemas


def status_class(status: str) -> str:
    """The runtime's class for `404`, `4XX` or `default`."""
    by_status = runtime_facts.status_classes()
    return by_status.get(status) or by_status.get(f"{status[:1]}XX", "APIStatusError")


def error_codes(conventions: Errors) -> tuple[ErrorCode, ...]:
    """The classes of the table of codes."""
    names = assign(list(conventions.codes), _code_class)
    return tuple(
        ErrorCode(name, wire, code.status, status_class(str(code.status)), code.description)
        for name, (wire, code) in zip(names, conventions.codes.items(), strict=True)
    )


def _code_class(wire: str) -> str:
    """`ERR_TEMPLATE_NOT_APPROVED` -> TemplateNotApprovedError; `ERR_BAD_REQUEST` is only a kind of BadRequestError."""
    plain = wire.removeprefix("ERR_").removesuffix("_ERROR")
    name = pascal_case(plain.lower() if plain.isupper() else plain)
    return f"{name}CodeError" if f"{name}Error" in reserved.ERRORS else f"{name}Error"


def error_fields(schemas: Schemas, conventions: Errors) -> tuple[ErrorField, ...]:
    """The values of the envelope that error objects carry, with draft types."""
    names = assign(list(conventions.fields), _attribute)
    envelope = _envelope(schemas, conventions)
    found = []
    for name, pointer in zip(names, conventions.fields.values(), strict=True):
        node = _property(schemas, envelope, pointer) if envelope is not None else None
        hint = NameHint(pascal_case(f"error {name}"), "errors")
        type_: Type = Anything() if node is None else schemas.type_of(node, hint)
        found.append(
            ErrorField(name, pointer, type_, "" if node is None else node.text("description"))
        )
    return tuple(found)


def _attribute(name: str) -> str:
    return reserve(field_name(name), reserved.ERROR_FIELDS)


def _property(schemas: Schemas, node: Node, pointer: str) -> Node | None:
    """The schema of what a pointer leads to in the values of a schema."""
    here: Node | None = node
    for wire in tokens(pointer):
        here = next(_children(schemas, here, wire), None) if here is not None else None
    return here


def _children(schemas: Schemas, node: Node, wire: str) -> Iterator[Node]:
    """Every schema of a property."""
    for part in _parts(schemas, node):
        properties = part.get("properties")
        child = properties.get(wire) if properties is not None else None
        if child is not None:
            yield child


def responses(
    schemas: Schemas,
    conventions: Errors,
    codes: Iterable[ErrorCode],
    operation: Node,
    hint: NameHint,
) -> tuple[ErrorResponse, ...]:
    """The documented failures of an operation, with draft types."""
    listed = by_status(operation)
    statuses = [status for status, _ in listed]
    classes = {code.wire: code.name for code in codes}
    found = []
    for status, child in listed:
        if is_success(status, statuses) or status.startswith(("1", "2")):
            continue
        node = resolved(child)
        entry = _json_entry(node)
        names = [status_class(status)]
        type_: Type | None = None
        if entry is not None and _is_envelope(schemas, conventions, entry):
            narrowed = _codes_of(schemas, conventions, entry)
            names = [classes[code] for code in narrowed if code in classes] + names
        elif entry is not None:
            own = hint_inside(child, node, hint.child(f"error{status}"))
            type_ = schemas.type_of(entry, own)
        found.append(
            ErrorResponse(status, tuple(dict.fromkeys(names)), type_, node.text("description"))
        )
    return tuple(found)


def _json_entry(response: Node) -> Node | None:
    """The schema of a response's JSON body."""
    content = response.get("content")
    for media_type, child in content.items() if content is not None else ():
        entry = resolved(child)
        schema = entry.get("schema")
        if schema is not None and content_kind(media_type, schema) is ContentKind.JSON:
            return schema
    return None


def _is_envelope(schemas: Schemas, conventions: Errors, schema: Node) -> bool:
    """Whether a schema is the envelope, or narrows it."""
    envelope = _envelope(schemas, conventions)
    parts = _parts(schemas, schema)
    return envelope is not None and any(part.address == envelope.address for part in parts)


def _envelope(schemas: Schemas, conventions: Errors) -> Node | None:
    """The schema of the error envelope."""
    envelope = conventions.envelope
    return schemas.destination(envelope) if envelope is not None else None


def _codes_of(schemas: Schemas, conventions: Errors, schema: Node) -> list[str]:
    """The codes that a narrowed envelope allows: what is in every list that it gives."""
    nodes = [schema]
    for wire in tokens(conventions.code_pointer):
        nodes = [child for node in nodes for child in _children(schemas, node, wire)]
    allowed: list[list[str]] = []
    for node in nodes:
        for part in _parts(schemas, node):
            listed = [part.get("const")] if "const" in part else []
            listed_values = [n.value for n in listed if n is not None] or values(part.get("enum"))
            if listed_values:
                allowed.append([value for value in listed_values if isinstance(value, str)])
    if not allowed:
        return []
    return [code for code in min(allowed, key=len) if all(code in other for other in allowed)]


def _parts(schemas: Schemas, schema: Node) -> Iterator[Node]:
    """A schema and all that hold together with it: what it refers to, and its `allOf`, each once."""
    waiting = [schema]
    seen: set[Address] = set()
    while waiting:
        node = waiting.pop()
        if node.address in seen:
            continue
        seen.add(node.address)
        if node.reference is None or not schemas.context.is_30:
            yield node
            waiting += reversed(branches(node, "allOf"))
        if node.target is not None:
            waiting.append(node.target)
