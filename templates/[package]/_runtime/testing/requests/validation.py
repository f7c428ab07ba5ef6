"""Whether a request is as the document says. The client checks its arguments, but `client.request()` sends anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...descriptors.api import ApiDescription, Scheme
from ...descriptors.bodies import Json
from ...descriptors.operation import Operation
from ...errors import ResponseError
from ...models.codec import decode
from ...models.drift import strict_report
from .calls import FakeCall


def request_problem(api: ApiDescription, operation: Operation[Any], call: FakeCall) -> str | None:
    """The first difference between a request and the document; None if there is none."""
    return next(_problems(api, operation, call), None)


def _problems(api: ApiDescription, operation: Operation[Any], call: FakeCall) -> Iterator[str]:
    if not _has_credentials(api, operation, call):
        yield "has no credentials"
    for parameter in operation.parameters:
        given = {"query": call.query, "header": call.headers}.get(parameter.location)
        is_plain = parameter.media_type is None and parameter.style in ("form", "simple")
        if parameter.required and is_plain and given is not None and parameter.wire not in given:
            yield f"has no {parameter.location} parameter {parameter.wire}"
    yield from _body_problems(operation, call)


def _has_credentials(api: ApiDescription, operation: Operation[Any], call: FakeCall) -> bool:
    schemes = {scheme.wire: scheme for scheme in api.schemes}
    alternatives = api.security if operation.security is None else operation.security
    return not alternatives or any(
        all(_is_sent(schemes[wire], call) for wire in names if wire in schemes)
        for names in alternatives
    )


def _is_sent(scheme: Scheme, call: FakeCall) -> bool:
    match scheme.location:
        case "query":
            return scheme.parameter in call.query
        case "cookie":
            return any(pair.startswith(f"{scheme.parameter}=") for pair in call.cookies)
        case _:
            return (scheme.parameter or "authorization") in call.headers


def _body_problems(operation: Operation[Any], call: FakeCall) -> Iterator[str]:
    if not call.content:
        if operation.body and all(kind.required for kind in operation.body):
            yield "has no body"
        return
    kind = call.kind
    if operation.body and kind is None:
        yield f"has a body of the media type {call.media_type or 'none'}"
    if isinstance(kind, Json):
        try:
            decode(call.content, kind.type, strict_report(call.operation))
        except ResponseError as error:
            yield f"has a body that the document does not allow: {error}"
