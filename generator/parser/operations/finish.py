"""Draft operations -> operations: final types, the arguments of bodies, and the types of results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from generator.ir.operations import (
    STREAMS,
    ErrorResponse,
    Operation,
    Parameter,
    ParameterLocation,
    Response,
)
from generator.ir.types import Alias, Declaration, Named, Type
from generator.ir.walk import nullable, union_of
from generator.openapi import Node
from generator.parser.discriminators import possible_values
from generator.parser.operations.bodies import finish_body
from generator.parser.operations.drafts import DraftOperation
from generator.parser.queries.nodes import is_true, strings
from generator.parser.resolve import Resolver
from generator.parser.usage import Edges, edges_to
from generator.parser.variants import Variants

_ResponseT = TypeVar("_ResponseT", Response, ErrorResponse)


def edges_of_operation(draft: DraftOperation, resolver: Resolver) -> Edges:
    """The declarations that an operation refers to."""
    return Edges(
        edges_to(map(resolver.resolve, draft.request_types())),
        edges_to(map(resolver.resolve, draft.response_types())),
        edges_to(map(resolver.resolve, draft.multipart_types())),
    )


def finish_operation(
    draft: DraftOperation, variants: Variants, declarations: Mapping[str, Declaration]
) -> Operation:
    """The operation with final types."""
    node = draft.at.node
    parameters = _finish_parameters(draft, variants, declarations)
    responses = _finish_responses(draft.responses, variants)
    paging = draft.paging and replace(draft.paging, item=variants.response(draft.paging.item))
    taken = [parameter.name for parameter in parameters]
    body = None
    if draft.body is not None:
        body = finish_body(draft.body, taken, variants, declarations)
    documentation = node.get("externalDocs")
    path, *_ = draft.at.path.partition("#")  # a fragment only distinguishes operations on one path
    return Operation(
        name=draft.name,
        operation_id=node.text("operationId"),
        method=draft.at.method,
        path=path,
        parameters=parameters,
        body=body,
        responses=responses,
        returns=_returns(responses) if paging is None else paging.item,
        errors=_finish_responses(draft.errors, variants),
        paging=paging,
        idempotent=draft.idempotent,
        idempotency_key=draft.idempotency_key,
        security=draft.security,
        servers=draft.servers,
        summary=node.text("summary"),
        description=node.text("description"),
        documentation=documentation.text("url") if documentation is not None else "",
        deprecated=is_true(node, "deprecated"),
        sunset=_sunset(node),
        origin=node.json_pointer,
        retries=draft.retries,
        redirects=draft.redirects,
    )


def _finish_parameters(
    draft: DraftOperation, variants: Variants, declarations: Mapping[str, Declaration]
) -> tuple[Parameter, ...]:
    """The parameters with final types. Those of the path are positional, and the client makes an idempotency key."""
    finished: list[Parameter] = []
    for each in draft.parameters:
        type_ = variants.request(each.type)
        named = declarations.get(type_.name) if isinstance(type_, Named) else None
        values = possible_values(named.type if isinstance(named, Alias) else type_, None)
        is_in_path = each.location is ParameterLocation.PATH
        is_sent = each.required and each.name != draft.idempotency_key and not is_in_path
        constant = values[0] if is_sent and len(values) == 1 else None
        finished.append(replace(each, type=type_, constant=constant))
    return tuple(finished)


def _finish_responses(drafts: Iterable[_ResponseT], variants: Variants) -> tuple[_ResponseT, ...]:
    return tuple(
        each if each.type is None else replace(each, type=variants.response(each.type))
        for each in drafts
    )


def _sunset(node: Node) -> str:
    return next(iter(strings(node.get("x-sunset"))), "")


def _returns(responses: Iterable[Response]) -> Type | None:
    """The union of the responses' types, with null if a response has no body; a stream is never null."""
    responses = list(responses)
    union = union_of(each.type for each in responses if each.type is not None)
    is_empty = any(each.type is None for each in responses)
    is_stream = any(each.kind in STREAMS for each in responses)
    return nullable(union) if union is not None and is_empty and not is_stream else union
