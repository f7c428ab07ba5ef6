"""Operations with draft types, before the arguments of their bodies are known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.ir.operations import (
    Content,
    ContentKind,
    ErrorResponse,
    Paging,
    Parameter,
    Response,
    Retries,
    Server,
)
from generator.ir.types import Type
from generator.json_types import Json
from generator.openapi.operations import OperationAt


@dataclass(frozen=True, slots=True)
class DraftBody:
    """A request body with draft types."""

    required: bool
    contents: tuple[Content, ...]
    optional: bool = False  # `required: false` is explicit
    description: str = ""
    streams: bool | None = None  # the value of a property `stream`, if responses depend on it
    example: Json = None


@dataclass(frozen=True, slots=True)
class DraftOperation:
    """A method with draft types. Facts that need no types are read from `at` when the operation is finished."""

    at: OperationAt
    name: str
    parameters: tuple[Parameter, ...]
    body: DraftBody | None
    responses: tuple[Response, ...]
    errors: tuple[ErrorResponse, ...]
    paging: Paging | None
    idempotent: bool
    idempotency_key: str | None
    security: tuple[tuple[str, ...], ...] | None
    servers: tuple[Server, ...]
    retries: Retries | None
    redirects: bool

    def request_types(self) -> Iterator[Type]:
        yield from (parameter.type for parameter in self.parameters)
        if self.body is not None:
            yield from (content.type for content in self.body.contents)

    def response_types(self) -> Iterator[Type]:
        yield from (response.type for response in self.responses if response.type is not None)
        yield from (error.type for error in self.errors if error.type is not None)

    def multipart_types(self) -> Iterator[Type]:
        """The types of multipart bodies, whose parts can be files."""
        for content in self.body.contents if self.body is not None else ():
            if content.kind is ContentKind.MULTIPART:
                yield content.type
