"""An operation that answers at once or with a stream, or that takes values or a text, becomes several methods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.ir.operations import STREAMS, Body, Content, ContentKind, Operation, Response
from generator.ir.types import Scalar, ScalarKind
from generator.naming import Scope, method_name
from generator.parser.operations.media_types import suffix

_TEXT = Scalar(ScalarKind.STRING)


def apart(operation: Operation, names: Scope) -> Iterator[Operation]:
    """The methods of an operation; `create` with both kinds of responses becomes `create` and `create_stream`.

    With a body that also goes as XML, say, `create` takes its values and `create_xml` takes the text. `names` are those
    of the resource.
    """
    for one in _by_body(operation, names):
        yield from _by_response(one, names)


def _by_response(operation: Operation, names: Scope) -> Iterator[Operation]:
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


def _by_body(operation: Operation, names: Scope) -> Iterator[Operation]:
    body = operation.body
    texts = [content for content in body.contents if _is_typed_text(content)] if body else []
    if body is None or not texts:
        yield operation
        return
    values = tuple(content for content in body.contents if content not in texts)
    yield replace(operation, body=replace(body, contents=values))
    name = names.claim(method_name(f"{operation.name}_{suffix(texts[0].media_type)}"))
    yield replace(operation, name=name, body=_as_text(body, texts))


def _is_typed_text(content: Content) -> bool:
    is_string = isinstance(content.type, Scalar) and content.type.kind is ScalarKind.STRING
    return content.kind is ContentKind.TEXT and not is_string


def _as_text(body: Body, texts: Sequence[Content]) -> Body:
    return replace(body, contents=tuple(replace(content, type=_TEXT) for content in texts))
