"""An operation whose body or result has two forms becomes several methods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from generator.ir.operations import CALL, STREAMS, Content, ContentKind, Response
from generator.ir.types import Scalar, ScalarKind
from generator.naming import UsedNames, method_name
from generator.parser.operations.drafts import DraftBody, DraftOperation
from generator.parser.queries.media_types import short_name

_TEXT: Final = Scalar(ScalarKind.STRING)


def split_into_overloads(operation: DraftOperation, names: UsedNames) -> Iterator[DraftOperation]:
    """The methods of an operation.

    `create` that responds at once or with a stream becomes `create` and `create_stream`. `create` with a body that can
    also be XML becomes `create`, which takes values, and `create_xml`, which takes text. `names` are the resource's.
    """
    for overload in _by_body(operation, names):
        yield from _by_response(overload, names)


def _by_response(operation: DraftOperation, names: UsedNames) -> Iterator[DraftOperation]:
    complete = [each for each in operation.responses if each.kind not in STREAMS]
    streamed = [each for each in operation.responses if each.kind in STREAMS]
    if streamed and any(response.type is not None for response in complete):
        yield _overload(operation, operation.name, complete, streams=False)
        name = names.allocate(_with_suffix(operation, "stream"))
        yield _overload(operation, name, streamed, streams=True)
    else:
        yield operation


def _overload(
    operation: DraftOperation, name: str, responses: Sequence[Response], *, streams: bool
) -> DraftOperation:
    body = None if operation.body is None else replace(operation.body, streams=streams)
    return replace(operation, name=name, body=body, responses=tuple(responses))


def _by_body(operation: DraftOperation, names: UsedNames) -> Iterator[DraftOperation]:
    body = operation.body
    texts = [content for content in body.contents if _is_typed_text(content)] if body else []
    if body is None or not texts:
        yield operation
        return
    values = tuple(content for content in body.contents if content not in texts)
    yield replace(operation, body=replace(body, contents=values))
    name = names.allocate(method_name(_with_suffix(operation, short_name(texts[0].media_type))))
    yield replace(operation, name=name, body=_as_text(body, texts))


def _with_suffix(operation: DraftOperation, suffix: str) -> str:
    return suffix if operation.name == CALL else f"{operation.name}_{suffix}"


def _is_typed_text(content: Content) -> bool:
    """Whether a text has the type of another content with the same schema."""
    is_string = isinstance(content.type, Scalar) and content.type.kind is ScalarKind.STRING
    return content.kind is ContentKind.TEXT and not is_string


def _as_text(body: DraftBody, texts: Sequence[Content]) -> DraftBody:
    return replace(body, contents=tuple(replace(content, type=_TEXT) for content in texts))
