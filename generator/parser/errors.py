"""Documented failures: classes of statuses and codes, and types of bodies that are not the envelope."""

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
from generator.parser.drafts import NameHint, hint_inside
from generator.parser.queries.keywords import branches
from generator.parser.queries.media_types import content_kind
from generator.parser.queries.nodes import resolved, values
from generator.parser.queries.statuses import is_success, responses_by_status
from generator.parser.schemas.schemas import Schemas


def status_class(status: str) -> str:
    """The runtime's class for `404`, `4XX` or `default`."""
    by_status = runtime_facts.status_classes()
    return by_status.get(status) or by_status.get(f"{status[:1]}XX", "APIStatusError")


def error_codes(conventions: Errors) -> tuple[ErrorCode, ...]:
    """The classes of the error codes that the conventions list."""
    names = assign(list(conventions.codes), _code_class)
    return tuple(
        ErrorCode(name, wire, code.status, status_class(str(code.status)), code.description)
        for name, (wire, code) in zip(names, conventions.codes.items(), strict=True)
    )


def _code_class(wire: str) -> str:
    """`ERR_TEMPLATE_NOT_APPROVED` -> TemplateNotApprovedError; a name of the runtime's errors gets "Code" in it."""
    plain = wire.removeprefix("ERR_").removesuffix("_ERROR")
    name = pascal_case(plain.lower() if plain.isupper() else plain)
    return f"{name}CodeError" if f"{name}Error" in reserved.ERRORS else f"{name}Error"


def error_fields(schemas: Schemas, conventions: Errors) -> tuple[ErrorField, ...]:
    """The values of the envelope that error objects carry, with draft types."""
    names = assign(list(conventions.fields), _attribute)
    envelope = _envelope(schemas, conventions)
    fields = []
    for name, pointer in zip(names, conventions.fields.values(), strict=True):
        node = _property_at(schemas, envelope, pointer) if envelope is not None else None
        hint = NameHint(pascal_case(f"error {name}"), "errors")
        type_: Type = Anything() if node is None else schemas.type_of(node, hint)
        description = "" if node is None else node.text("description")
        fields.append(ErrorField(name, pointer, type_, description))
    return tuple(fields)


def _attribute(name: str) -> str:
    return reserve(field_name(name), reserved.ERROR_FIELDS)


def _property_at(schemas: Schemas, node: Node, pointer: str) -> Node | None:
    """The schema of the property under a pointer into the values of a schema."""
    current: Node | None = node
    for wire in tokens(pointer):
        current = (
            next(_properties_named(schemas, current, wire), None) if current is not None else None
        )
    return current


def _properties_named(schemas: Schemas, node: Node, wire: str) -> Iterator[Node]:
    """Every schema of a property of this name."""
    for part in _applicable_schemas(schemas, node):
        properties = part.get("properties")
        child = properties.get(wire) if properties is not None else None
        if child is not None:
            yield child


def documented_errors(
    schemas: Schemas,
    conventions: Errors,
    codes: Iterable[ErrorCode],
    operation: Node,
    hint: NameHint,
) -> tuple[ErrorResponse, ...]:
    """The documented failures of an operation, with draft types."""
    listed = responses_by_status(operation)
    statuses = [status for status, _ in listed]
    classes = {code.wire: code.name for code in codes}
    result = []
    for status, child in listed:
        if is_success(status, statuses) or status.startswith(("1", "2")):
            continue
        node = resolved(child)
        schema = _first_json_schema(node)
        names = [status_class(status)]
        type_: Type | None = None
        if schema is not None and _is_envelope(schemas, conventions, schema):
            allowed = _codes_of(schemas, conventions, schema)
            names = [classes[code] for code in allowed if code in classes] + names
        elif schema is not None:
            own = hint_inside(child, node, hint.child(f"error{status}"))
            type_ = schemas.type_of(schema, own)
        result.append(
            ErrorResponse(status, tuple(dict.fromkeys(names)), type_, node.text("description"))
        )
    return tuple(result)


def _first_json_schema(response: Node) -> Node | None:
    """The schema of a response's JSON body."""
    content = response.get("content")
    for media_type, child in content.items() if content is not None else ():
        schema = resolved(child).get("schema")
        if schema is not None and content_kind(media_type, schema) is ContentKind.JSON:
            return schema
    return None


def _is_envelope(schemas: Schemas, conventions: Errors, schema: Node) -> bool:
    """Whether a schema is the envelope, or narrows it."""
    envelope = _envelope(schemas, conventions)
    parts = _applicable_schemas(schemas, schema)
    return envelope is not None and any(part.address == envelope.address for part in parts)


def _envelope(schemas: Schemas, conventions: Errors) -> Node | None:
    """The schema of the error envelope."""
    envelope = conventions.envelope
    return schemas.destination(envelope) if envelope is not None else None


def _codes_of(schemas: Schemas, conventions: Errors, schema: Node) -> list[str]:
    """The codes that a narrowed envelope allows: the codes that are in each of its enumerations."""
    nodes = [schema]
    for wire in tokens(conventions.code_pointer):
        nodes = [child for node in nodes for child in _properties_named(schemas, node, wire)]
    allowed: list[list[str]] = []
    for node in nodes:
        for part in _applicable_schemas(schemas, node):
            constant = part.get("const")
            listed = [constant.value] if constant is not None else values(part.get("enum"))
            if listed:
                allowed.append([value for value in listed if isinstance(value, str)])
    if not allowed:
        return []
    return [code for code in min(allowed, key=len) if all(code in other for other in allowed)]


def _applicable_schemas(schemas: Schemas, schema: Node) -> Iterator[Node]:
    """The schema, the targets of its references and the members of its `allOf`, each once."""
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
