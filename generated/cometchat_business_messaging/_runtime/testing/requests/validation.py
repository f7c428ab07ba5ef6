"""Whether a request is as the document says. The client checks its arguments, but `client.request()` sends anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...descriptors.api import ApiDescription, Scheme
from ...descriptors.operation import Operation
from ..problems import RequestError
from .bodies import body_problems
from .calls import FakeCall
from .parameters import parameter_problems


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
    yield from parameter_problems(operation, call)
    yield from body_problems(operation, call)


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
