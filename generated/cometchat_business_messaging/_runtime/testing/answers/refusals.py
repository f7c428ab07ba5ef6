"""The error responses to requests that the document does not allow, or whose item does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from copy import copy
from typing import Any

import httpx2

from ...descriptors.api import ApiDescription
from ...descriptors.operation import ErrorBody, Operation
from ...errors import APIStatusError
from ...json_data import place, steps
from ...models.encoding.json_types import to_json
from ...models.type_info import types_at
from ...responses.error_response import documented_body
from ...responses.statuses import reason, status_class
from ..names import letters_and_digits
from ..problems import FakeError, RequestError
from ..requests.calls import FakeCall
from ..transport import response
from .errors import ErrorScript, error_answer, usual_place


def problem_response(
    api: ApiDescription,
    request: httpx2.Request,
    problem: FakeError,
    operation: Operation[Any] | None,
) -> httpx2.Response:
    """The response to a request that has no answer: the error that an operation documents, or one in its format."""
    status, message, headers = 501, str(problem), {}
    if isinstance(problem, RequestError):
        status = problem.status
        headers = {"allow": ", ".join(problem.methods)} if problem.methods else {}
    if operation is not None:
        operation = _with_usual_error(operation, status)
        kind = documented_class(api, status, operation)
        script = ErrorScript(kind, status, message, headers=headers)
        with suppress(FakeError):
            return error_answer(api, operation, script)(FakeCall(request, operation, {}))
    body: dict[str, Any] = {}
    place(body, dict(api.error_fields).get("message", "/error/message"), message)
    return response(status, to_json(body), "application/json", headers)


def _with_usual_error(operation: Operation[Any], status: int) -> Operation[Any]:
    """The operation, with the format of its first documented error for a status that it does not document."""
    if documented_body(operation.errors, status) is not None or not operation.errors:
        return operation
    known = operation.errors[0]
    operation = copy(operation)
    operation.errors = (*operation.errors, ErrorBody("default", type=lambda: known.type))
    return operation


def documented_class(
    api: ApiDescription, status: int, operation: Operation[Any]
) -> type[APIStatusError]:
    """The class of an operation's error with a status.

    If the document does not say which codes the operation has, it is the class of a code with a similar name,
    preferably one that also names the resource.
    """
    own = set(_own_codes(api, status, operation))
    words = {word.rstrip("s") for word in operation.name.lower().split(".")[0].split("_")}
    usual, phrase = status_class(status, None, {}), letters_and_digits(reason(status))
    kinds = {
        kind: letters_and_digits(code)
        for (known, code), kind in api.error_classes().items()
        if known == status and (code in own or not own)
    }
    same = [
        kind
        for kind, code in kinds.items()
        if phrase in code or kind.__name__.endswith(usual.__name__)
    ]
    for kind in same:
        if any(word and word in kind.__name__.lower() for word in words):
            return kind
    # A code with the status 400 is for one kind of invalid request, not for all of them.
    is_certain = kinds and status != 400 and (own or len(kinds) == 1)
    return next(iter(same), next(iter(kinds)) if is_certain else usual)


def _own_codes(api: ApiDescription, status: int, operation: Operation[Any]) -> Iterator[str]:
    """The codes in the documented body of an operation's error."""
    documented = documented_body(operation.errors, status)
    if documented is not None:
        pointer = dict(api.error_fields).get("code") or usual_place("code", documented.type)
        types = [] if pointer is None else types_at(documented.type, steps(pointer))
        for each in types:
            if each.kind == "literal":
                yield from map(str, each.arguments)
