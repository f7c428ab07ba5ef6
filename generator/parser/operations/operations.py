"""One operation: first with draft types, then finished when all declarations are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from generator.ir.api import ErrorCode, SecurityScheme
from generator.ir.operations import (
    IDEMPOTENT,
    STREAMS,
    ContentKind,
    Operation,
    Parameter,
    ParameterLocation,
    Response,
    Retries,
    Server,
)
from generator.ir.types import Anything, Declaration, Type
from generator.ir.walk import nullable, union_of
from generator.openapi import Node
from generator.openapi.conventions import Conventions
from generator.parser.context import Context, flag, texts
from generator.parser.names.resources import Plan
from generator.parser.operations import bodies, errors, parameters, responses
from generator.parser.operations.pagination.detection import Found, paging
from generator.parser.operations.retries import retries
from generator.parser.schemas.schemas import Schemas
from generator.parser.security import requirements
from generator.parser.servers import servers

IDEMPOTENCY_KEYS = {"idempotency-key", "x-idempotency-key"}


@dataclass(frozen=True, slots=True)
class Shared:
    """What all operations of a document have in common."""

    context: Context
    schemas: Schemas
    conventions: Conventions
    codes: tuple[ErrorCode, ...]
    schemes: tuple[SecurityScheme, ...]
    servers: tuple[Server, ...]

    @property
    def credentials(self) -> list[str]:
        return [name for scheme in self.schemes for name in scheme.credentials]


def draft(shared: Shared, plan: Plan, resource: str) -> Operation:
    """The operation with draft types."""
    schemas, node = shared.schemas, plan.at.node
    stated = parameters.stated(shared.context, plan.at, plan.hint)
    arguments = parameters.parameters(schemas, plan.at.path, stated, bodies.arguments_beside(node))
    found = paging(
        schemas, shared.conventions.pagination, plan.at.method, node, arguments, resource
    )
    listed = (
        _paged(shared, plan, found)
        if found is not None
        else responses.successes(schemas, node, plan.hint, plan.at.method)
    )
    documentation = node.get("externalDocs")
    failures = errors.responses(schemas, shared.conventions.errors, shared.codes, node, plan.hint)
    follows = responses.redirects(node)
    tries = retries(shared.context, node)
    if follows:
        failures = tuple(e for e in failures if e.status not in responses.REDIRECTS)
    return Operation(
        name=plan.name,
        operation_id=node.text("operationId"),
        method=plan.at.method,
        path=plan.at.path.partition("#")[
            0
        ],  # a fragment only tells two operations on one path apart
        parameters=tuple(arguments),
        body=bodies.draft(schemas, node, plan.hint),
        responses=tuple(listed),
        returns=None,
        errors=failures,
        paging=replace(found.paging, item=_result(listed)) if found is not None else None,
        idempotent=plan.at.method in IDEMPOTENT or _may_repeat(shared, node, tries),
        idempotency_key=_idempotency_key(arguments),
        security=requirements(shared.context, node, shared.schemes),
        servers=_servers(shared, plan),
        summary=node.text("summary"),
        description=node.text("description"),
        documentation=documentation.text("url") if documentation is not None else "",
        deprecated=flag(node, "deprecated"),
        sunset=_sunset(node),
        origin=node.json_pointer,
        retries=tries,
        redirects=follows,
    )


def _paged(shared: Shared, plan: Plan, found: Found) -> list[Response]:
    """The response of a list, whose type is that of an item."""
    hint = plan.hint.child("item")
    type_: Type = Anything() if found.item is None else shared.schemas.type_of(found.item, hint)
    listed = dict(responses.by_status(plan.at.node))
    response = listed[found.status].resolve()
    description = response.text("description")
    headers = tuple(responses.headers(response))
    content = response.get("content")
    media_type = (
        next((m for m, _ in content.items() if "json" in m), "application/json") if content else ""
    )
    return [Response(found.status, ContentKind.JSON, type_, media_type, description, headers)]


def _result(listed: Iterable[Response]) -> Type:
    return next(response.type for response in listed if response.type is not None)


def _may_repeat(shared: Shared, node: Node, tries: Retries | None) -> bool:
    listed = node.text("operationId") in shared.conventions.idempotent
    return listed or (tries is not None and not tries.never)


def _idempotency_key(arguments: Iterable[Parameter]) -> str | None:
    for parameter in arguments:
        if (
            parameter.location is ParameterLocation.HEADER
            and parameter.wire.lower() in IDEMPOTENCY_KEYS
        ):
            return parameter.name
    return None


def _servers(shared: Shared, plan: Plan) -> tuple[Server, ...]:
    """The operation's own servers, or its path's, where they are not the document's."""
    owners = (plan.at.node, *plan.at.path_items)
    own = next(filter(None, (servers(owner, shared.credentials) for owner in owners)), ())
    return own if own != shared.servers else ()


def _sunset(node: Node) -> str:
    return next(iter(texts(node.get("x-sunset"))), "")


Rendition = Callable[[Type], Type]


def types_sent(operation: Operation) -> Iterable[Type]:
    yield from (parameter.type for parameter in operation.parameters)
    if operation.body is not None:
        yield from (content.type for content in operation.body.contents)


def types_received(operation: Operation) -> Iterable[Type]:
    yield from (response.type for response in operation.responses if response.type is not None)
    yield from (error.type for error in operation.errors if error.type is not None)


def files_sent(operation: Operation) -> Iterable[Type]:
    for content in operation.body.contents if operation.body is not None else ():
        if content.kind is ContentKind.MULTIPART:
            yield content.type


def retyped(
    operation: Operation, sent: Rendition, sent_as_parts: Rendition, received: Rendition
) -> Operation:
    """The operation with every type in another rendition."""
    body = operation.body
    if body is not None:
        contents = []
        for content in body.contents:
            change = sent_as_parts if content.kind is ContentKind.MULTIPART else sent
            is_file = content.kind is ContentKind.BINARY
            contents.append(content if is_file else replace(content, type=change(content.type)))
        body = replace(body, contents=tuple(contents))
    given = operation.paging
    return replace(
        operation,
        parameters=tuple(replace(p, type=sent(p.type)) for p in operation.parameters),
        body=body,
        responses=tuple(
            replace(r, type=None if r.type is None else received(r.type))
            for r in operation.responses
        ),
        errors=tuple(
            replace(e, type=None if e.type is None else received(e.type)) for e in operation.errors
        ),
        paging=None if given is None else replace(given, item=received(given.item)),
    )


def finish(operation: Operation, declarations: Mapping[str, Declaration]) -> Operation:
    """The operation with the arguments of its body and the type of its result."""
    taken = [parameter.name for parameter in operation.parameters]
    body = None if operation.body is None else bodies.finish(operation.body, taken, declarations)
    return replace(operation, body=body, returns=_returns(operation))


def _returns(operation: Operation) -> Type | None:
    if operation.paging is not None:
        return operation.paging.item
    types = union_of(r.type for r in operation.responses if r.type is not None)
    is_empty = any(response.type is None for response in operation.responses)
    is_stream = any(response.kind in STREAMS for response in operation.responses)
    return nullable(types) if types is not None and is_empty and not is_stream else types
