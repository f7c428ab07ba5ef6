"""Whether a request is as the document says. The client checks its arguments, but `client.request()` sends anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ...descriptors.api import ApiDescription, Scheme
from ...descriptors.bodies import Json
from ...descriptors.operation import Operation
from ...descriptors.parameters import Parameter
from ...errors import ArgumentError, ResponseError
from ...models.codec import decode
from ...models.decoders import convert
from ...models.drift import strict_report
from ...models.type_info import type_info_of
from ...serialization.validation import to_wire
from ..problems import RequestError
from .calls import FakeCall

_SCALARS: Mapping[str, type] = {
    "integer": int,
    "number": float,
    "decimal": Decimal,
    "decimal-text": Decimal,
    "boolean": bool,
    "string": str,
    "date-time": datetime,
    "date": date,
    "literal": str,
}
_BOOLEANS: Mapping[str, object] = {"true": True, "false": False}


def check_request(api: ApiDescription, operation: Operation[Any], call: FakeCall) -> None:
    """Compare a request with the document.

    Raises:
        RequestError: They differ.
    """
    name = call.operation
    if not _has_credentials(api, operation, call):
        raise RequestError(f"a request of {name} has no credentials", 401, operation)
    problem = next(_problems(operation, call), None)
    if problem is not None:
        raise RequestError(f"a request of {name} {problem}", 400, operation)


def is_allowed(operation: Operation[Any], call: FakeCall) -> bool:
    """Whether a request has the parameters and the body of an operation."""
    return next(_problems(operation, call), None) is None


def _problems(operation: Operation[Any], call: FakeCall) -> Iterator[str]:
    values: dict[str, Mapping[str, object]] = {
        "path": call.path,
        "query": call.query,
        "header": call.headers,
    }
    for parameter in operation.parameters:
        given = values.get(parameter.location)
        is_plain = parameter.media_type is None and parameter.style in ("form", "simple")
        if parameter.required and is_plain and given is not None and parameter.wire not in given:
            yield f"has no {parameter.location} parameter {parameter.wire}"
        problem = _value_problem(parameter, given) if is_plain and given is not None else ""
        if problem:
            name = f"{parameter.location} parameter {parameter.wire}"
            yield f"has a {name} that is not allowed: {problem}"
    yield from _body_problems(operation, call)


def _value_problem(parameter: Parameter, given: Mapping[str, object]) -> str:
    """Why the text of a parameter is no value of its type; empty if it is one. Only scalars are checked."""
    text = given.get(parameter.wire)
    if not isinstance(text, str) or type_info_of(parameter.type).kind not in _SCALARS:
        return ""
    try:
        convert(text, parameter.type, strict=False)
    except ValueError:
        try:
            to_wire(_parsed(text, parameter.type), parameter.type)
        except ArgumentError as error:
            return str(error)
    return ""


def _parsed(text: str, type_: object) -> object:
    """The text as a value of a type without its constraints, if it is one."""
    kind = type_info_of(type_).kind
    if kind == "literal":  # the decoder has compared text and numbers
        return _BOOLEANS.get(text, text)
    with suppress(ValueError):
        return convert(text, _SCALARS[kind], strict=False)
    return text


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
