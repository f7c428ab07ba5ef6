"""One operation with draft types."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.ir.api import SecurityScheme
from generator.ir.operations import (
    IDEMPOTENT,
    ContentKind,
    Response,
    Retries,
    Server,
)
from generator.ir.types import Anything, Type
from generator.openapi import Node
from generator.openapi.conventions import Conventions
from generator.openapi.operations import OperationAt
from generator.parser.context import ParseContext
from generator.parser.error_codes import CodesByWire
from generator.parser.errors import documented_errors
from generator.parser.names.resources import NamedOperation
from generator.parser.operations import bodies, parameters, responses
from generator.parser.operations.drafts import DraftOperation
from generator.parser.operations.idempotency import (
    idempotency_headers,
    idempotency_key,
    is_marked,
)
from generator.parser.operations.pagination.detection import PagingMatch, paging
from generator.parser.operations.retries import retries
from generator.parser.queries.examples import content_example
from generator.parser.queries.statuses import follows_redirects, responses_by_status
from generator.parser.schemas.schemas import Schemas
from generator.parser.security import requirements
from generator.parser.servers import servers


@dataclass(frozen=True, slots=True)
class Shared:
    """The objects that all operations of a document share."""

    context: ParseContext
    schemas: Schemas
    conventions: Conventions
    codes: CodesByWire
    schemes: tuple[SecurityScheme, ...]
    servers: tuple[Server, ...]

    @property
    def credentials(self) -> list[str]:
        return [name for scheme in self.schemes for name in scheme.credentials]


def draft_operation(shared: Shared, named: NamedOperation, resource: str) -> DraftOperation:
    """The operation with draft types."""
    schemas, at, node, hint = shared.schemas, named.at, named.at.node, named.hint
    declared = parameters.declared_parameters(shared.context, at, hint)
    taken = bodies.extra_arguments(node)
    arguments = parameters.parameters(schemas, at.path, declared, taken)
    arguments += idempotency_headers(node, arguments, taken)
    match = paging(schemas, shared.conventions.pagination, at, arguments, resource)
    results = (
        responses.successes(schemas, node, hint, at.method)
        if match is None
        else [_page_response(shared, named, match)]
    )
    statuses = {each.status for each in results}
    failures = documented_errors(schemas, shared.conventions.errors, shared.codes, node, hint)
    errors = [each for each in failures if each.status not in statuses]  # a redirect can be both
    tries = retries(shared.context, node)
    return DraftOperation(
        at=at,
        name=named.name,
        parameters=tuple(arguments),
        body=bodies.draft_body(schemas, node, hint),
        responses=tuple(results),
        errors=tuple(errors),
        paging=None if match is None else replace(match.paging, item=_result(results)),
        idempotent=at.method in IDEMPOTENT or _is_repeatable(shared, node, tries),
        idempotency_key=idempotency_key(node, arguments),
        security=requirements(shared.context, node, shared.schemes),
        servers=_servers(shared, at),
        retries=tries,
        redirects=follows_redirects(node),
    )


def _page_response(shared: Shared, named: NamedOperation, match: PagingMatch) -> Response:
    """The response of a list. Its type is that of an item, its example that of the whole body."""
    hint = named.hint.child("item")
    type_: Type = Anything() if match.item is None else shared.schemas.type_of(match.item, hint)
    response = dict(responses_by_status(named.at.node))[match.status].resolve()
    content = response.get("content")
    names = (name for name, _ in content.items() if "json" in name) if content is not None else ()
    media_type = next(iter(names), "application/json") if content is not None else ""
    description = response.text("description")
    headers = tuple(responses.headers(response))
    entry = content.get(media_type) if content is not None else None
    example = None if entry is None else content_example(entry)
    kind = ContentKind.JSON
    return Response(match.status, kind, type_, media_type, description, headers, example)


def _result(results: Iterable[Response]) -> Type:
    return next(response.type for response in results if response.type is not None)


def _is_repeatable(shared: Shared, node: Node, tries: Retries | None) -> bool:
    """Whether the conventions list the operation as idempotent, or an extension has it retried."""
    listed = node.text("operationId") in shared.conventions.idempotent or is_marked(node)
    return listed or (tries is not None and not tries.never)


def _servers(shared: Shared, at: OperationAt) -> tuple[Server, ...]:
    """The operation's own servers, or its path's; empty if they are the document's."""
    owners = (at.node, *at.path_items)
    placeholders = shared.conventions.placeholders
    declared = (servers(owner, shared.credentials, placeholders) for owner in owners)
    own = next(filter(None, declared), ())
    return own if own != shared.servers else ()
