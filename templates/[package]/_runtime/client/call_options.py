"""Apply the options of a call to the client's state and to the parts of the request."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import UUID

from msgspec import UNSET

from ..calls.state import ClientState
from ..config.call_options import CallOptions, check_call_options, config_of, headers_of
from ..descriptors.operation import Operation
from ..descriptors.parameters import Parameter
from ..errors import ArgumentError
from ..serialization.extras import with_properties, with_query
from ..serialization.parameters import Prepared
from ..serialization.progress import with_progress
from ..serialization.validation import to_wire
from .base import BaseClient, state_of

_KEY_HEADER = "Idempotency-Key"
_OF_LISTS = ("max_items", "position")
_OF_BODIES = ("body", "progress")


def state_for(
    client: BaseClient,
    operation: Operation[Any],
    options: CallOptions | None,
    *,
    is_list: bool = False,
) -> ClientState:
    """The state of a client for a call of an operation, with the options of the call.

    Args:
        is_list: The call returns pages.

    Raises:
        ArgumentError: An option is unknown or invalid, or does not apply to the operation.
    """
    state = state_of(client)
    return state if options is None else changed_state(state, operation, options, is_list=is_list)


def changed_state(
    state: ClientState, operation: Operation[Any], options: CallOptions, *, is_list: bool = False
) -> ClientState:
    """A state with the options of a call.

    Raises:
        ArgumentError: An option is unknown or invalid, or does not apply to the operation.
    """
    check_call_options(options)
    if not is_list:
        _refuse(options, _OF_LISTS, operation, "is not a list")
    if not operation.body:
        _refuse(options, _OF_BODIES, operation, "has no body")
    return replace(state, config=config_of(state.config, options))


def _refuse(
    options: CallOptions, names: Iterable[str], operation: Operation[Any], reason: str
) -> None:
    for name in names:
        if name in options:
            problem = f"does not apply to {operation.name}, which {reason}"
            raise ArgumentError(problem, argument=f"options[{name!r}]")


def with_call_options(
    prepared: Prepared, operation: Operation[Any], options: CallOptions
) -> Prepared:
    """The parts of a request, changed by the options of the call.

    Raises:
        ArgumentError: The value of an option cannot be sent.
    """
    own = headers_of(options.get("headers"), "options['headers']")
    key = options.get("idempotency_key")
    if key is not None:
        if not key:
            raise ArgumentError("must not be empty", argument="options['idempotency_key']")
        parameter = key_parameter(operation)
        header = _KEY_HEADER if parameter is None else parameter.wire
        own |= headers_of({header: key}, "options['idempotency_key']")
    names = {name.lower() for name in own}
    headers = {name: v for name, v in prepared.headers.items() if name.lower() not in names} | own
    query, body, content = options.get("query"), options.get("body"), prepared.content
    if body:
        content = with_properties(content, operation.body, body, "options['body']")
    if "progress" in options:
        content = with_progress(content, options["progress"])
    return prepared._replace(
        headers=headers,
        query=with_query(prepared.query, query, "options['query']") if query else prepared.query,
        content=content.without_media_type() if "content-type" in names else content,
    )


def with_idempotency_key(
    operation: Operation[Any], arguments: Mapping[str, object]
) -> Mapping[str, object]:
    """The arguments with a new idempotency key, unless the caller gave one. All attempts of the call send it.

    A key whose documented type admits no UUID is left to the caller.
    """
    parameter = key_parameter(operation)
    if parameter is None or arguments.get(parameter.name, UNSET) not in (None, UNSET):
        return arguments
    key = UUID(bytes=os.urandom(16), version=4)
    for text in (str(key), key.hex):
        with suppress(ArgumentError):
            to_wire(text, parameter.type, parameter.name)
            return {**arguments, parameter.name: text}
    return arguments


def key_parameter(operation: Operation[Any]) -> Parameter | None:
    """The parameter of an operation that is its idempotency key."""
    named = (each for each in operation.parameters if each.name == operation.idempotency_key)
    return next(named, None)


def with_headers(options: CallOptions | None, headers: Mapping[str, str]) -> CallOptions:
    """The options of a call with these headers, which replace headers of the same name."""
    before: CallOptions = {} if options is None else options
    names = {name.lower() for name in headers}
    kept = {name: v for name, v in before.get("headers", {}).items() if name.lower() not in names}
    return {**before, "headers": {**kept, **headers}}
