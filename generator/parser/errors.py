"""Documented failures: the classes of error responses, and the types of their bodies."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator import reserved
from generator.ir.api import ErrorCode, ErrorField
from generator.ir.operations import ErrorResponse
from generator.ir.types import Anything, Type
from generator.ir.walk import union_of
from generator.naming import assign, field_name, pascal_case, reserve
from generator.openapi import Address, Node
from generator.openapi.conventions import Errors
from generator.openapi.operations import operations
from generator.openapi.pointers import tokens
from generator.parser.drafts import NameHint, hint_inside
from generator.parser.error_codes import CodesByWire, Failure, covers, failures_of, status_class
from generator.parser.queries.keywords import branches, constrains, kinds
from generator.parser.queries.nodes import resolved
from generator.parser.queries.properties import applicable_schemas, property_at, values_at
from generator.parser.schemas.schemas import Schemas


def error_fields(schemas: Schemas, conventions: Errors) -> tuple[ErrorField, ...]:
    """The values of the envelope that error objects carry, with draft types."""
    names = assign(list(conventions.fields), _attribute)
    envelope = _envelope(schemas, conventions)
    fields = []
    for name, pointer in zip(names, conventions.fields.values(), strict=True):
        node = (
            property_at(schemas.context, envelope, tokens(pointer))
            if envelope is not None
            else None
        )
        hint = NameHint(pascal_case(f"error {name}"), "errors")
        type_: Type = Anything() if node is None else schemas.type_of(node, hint)
        description = "" if node is None else node.text("description")
        fields.append(ErrorField(name, pointer, type_, description))
    return tuple(fields)


def _attribute(name: str) -> str:
    return reserve(field_name(name), reserved.ERROR_FIELDS)


def documented_errors(
    schemas: Schemas,
    conventions: Errors,
    codes: CodesByWire,
    operation: Node,
    hint: NameHint,
) -> tuple[ErrorResponse, ...]:
    """The documented failures of an operation, with draft types."""
    result = []
    for failure in failures_of(schemas.context, operation):
        status, child, schema = failure
        node = resolved(child)
        names = [code.name for code in _codes_of(schemas, conventions, codes, failure)]
        type_: Type | None = None
        if schema is not None:
            inline = hint.child(f"error{status}")
            own = hint_inside(child, node, inline)
            body = _body(schemas, conventions, schema)
            is_anonymous = own is inline and not body.is_reference and kinds(body) == ["object"]
            type_ = (
                _anonymous(schemas, body, own, status)
                if is_anonymous
                else schemas.type_of(body, own)
            )
        classes = tuple(dict.fromkeys([*names, status_class(status)]))
        result.append(ErrorResponse(status, classes, type_, node.text("description")))
    return tuple(result)


def _anonymous(schemas: Schemas, body: Node, hint: NameHint, status: str) -> Type:
    """The class of an inline body. Equal bodies have one, named after the first status (`NotFoundErrorBody`)."""
    key = body.file, json.dumps(body.value, sort_keys=True)
    type_ = schemas.error_bodies.get(key)
    if type_ is None:
        name = f"{status_class(status)}Body"
        own = hint if schemas.names.is_used(name) else NameHint(name, "errors")
        type_ = schemas.error_bodies[key] = schemas.type_of(body, own)
    return type_


def with_bodies(schemas: Schemas, conventions: Errors, codes: CodesByWire) -> Iterator[ErrorCode]:
    """The error codes with the draft types of the bodies in which the operations document them."""
    bodies: dict[str, list[Type]] = defaultdict(list)
    seen: set[tuple[str, Address]] = set()
    listed = operations(schemas.context.document) if codes else ()
    for failure in (each for o in listed for each in failures_of(schemas.context, o.node)):
        if failure.schema is None or (failure.status, failure.schema.address) in seen:
            continue
        seen.add((failure.status, failure.schema.address))
        for schema in _alternatives(failure.schema):
            body = _body(schemas, conventions, schema)
            part = failure._replace(schema=schema)
            for code in _codes_of(schemas, conventions, codes, part):
                bodies[code.name].append(schemas.type_of(body, NameHint(code.name, "errors")))
    for code in (code for listed in codes.values() for code in listed):
        yield replace(code, type=union_of(bodies[code.name]))


def _alternatives(schema: Node) -> Iterator[Node]:
    """The alternatives of a schema that only lists them in `oneOf`, each once; otherwise the schema."""
    waiting = [schema]
    seen: set[Address] = set()
    while waiting:
        current = waiting.pop()
        node = current.resolve()
        if node.address in seen:
            continue
        seen.add(node.address)
        if {key for key in node.keys if constrains(key)} == {"oneOf"}:
            waiting += reversed(branches(node, "oneOf"))
        else:
            yield current


def _codes_of(
    schemas: Schemas, conventions: Errors, codes: CodesByWire, failure: Failure
) -> list[ErrorCode]:
    """The error codes that a response documents."""
    status, _, schema = failure
    if schema is None or not codes:
        return []
    if conventions.envelope is not None and not _is_envelope(schemas, conventions, schema):
        return []
    allowed = values_at(schemas.context, schema, tokens(conventions.code_pointer)) or ()
    return [code for wire in allowed for code in codes.get(wire, ()) if covers(status, code)]


def _body(schemas: Schemas, conventions: Errors, schema: Node) -> Node:
    """The schema of a body: the envelope, if the schema only narrows the error code of the envelope."""
    envelope = _envelope(schemas, conventions)
    if envelope is None or not _is_envelope(schemas, conventions, schema):
        return schema
    known = {part.address for part in applicable_schemas(schemas.context, envelope)}
    path = tokens(conventions.code_pointer)
    others = (p for p in applicable_schemas(schemas.context, schema) if p.address not in known)
    return envelope if all(_describes_only(part, path) for part in others) else schema


def _describes_only(schema: Node, path: Sequence[str]) -> bool:
    """Whether a schema describes no property but the ones on a path."""
    properties = schema.get("properties")
    children = list(properties.items()) if properties is not None else []
    return all(path[:1] == (name,) and _describes_only(child, path[1:]) for name, child in children)


def _is_envelope(schemas: Schemas, conventions: Errors, schema: Node) -> bool:
    """Whether a schema is the envelope, or narrows it."""
    envelope = _envelope(schemas, conventions)
    parts = applicable_schemas(schemas.context, schema)
    return envelope is not None and any(part.address == envelope.address for part in parts)


def _envelope(schemas: Schemas, conventions: Errors) -> Node | None:
    """The schema of the error envelope."""
    envelope = conventions.envelope
    return schemas.destination(envelope) if envelope is not None else None
