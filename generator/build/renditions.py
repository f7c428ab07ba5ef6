"""An operation that answers at once or with a stream, as the caller likes, becomes two methods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.model import STREAMS, Operation, Response
from generator.naming import Scope


def apart(operations: Sequence[Operation]) -> Iterator[Operation]:
    """The operations of a resource; `create` with both kinds of responses becomes `create` and `create_stream`."""
    names = Scope(operation.name for operation in operations)
    for operation in operations:
        whole = [r for r in operation.responses if r.kind not in STREAMS]
        streamed = [r for r in operation.responses if r.kind in STREAMS]
        if streamed and any(response.type is not None for response in whole):
            yield _rendition(operation, operation.name, whole, streams=False)
            name = names.claim(f"{operation.name}_stream")
            yield _rendition(operation, name, streamed, streams=True)
        else:
            yield operation


def _rendition(
    operation: Operation, name: str, responses: Sequence[Response], *, streams: bool
) -> Operation:
    body = None if operation.body is None else replace(operation.body, streams=streams)
    return replace(operation, name=name, body=body, responses=tuple(responses))
