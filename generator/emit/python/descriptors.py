"""Operation -> descriptor: the data about an operation that the runtime reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields

from generator.emit.python.imports import Imports
from generator.emit.python.servers import security_expression, server_expression
from generator.emit.python.text.literals import literal, tuple_of
from generator.emit.python.type_expressions import Position, TypeWriter
from generator.ir.operations import (
    IDEMPOTENT,
    Body,
    Content,
    ContentKind,
    Operation,
    Paging,
    PagingStyle,
    Parameter,
    ParameterLocation,
    PartEncoding,
    Response,
    Retries,
    qualified,
)
from generator.ir.types import Direction, Scalar, ScalarKind

_BODY_KINDS = {
    ContentKind.JSON: ("Json", "application/json"),
    ContentKind.JSON_LINES: ("JsonLines", "application/jsonl"),
    ContentKind.FORM: ("Form", "application/x-www-form-urlencoded"),
    ContentKind.MULTIPART: ("Multipart", "multipart/form-data"),
    ContentKind.TEXT: ("Text", "text/plain"),
    ContentKind.BINARY: ("Binary", "application/octet-stream"),
}
_UNTYPED = {ContentKind.TEXT, ContentKind.BINARY}
_EXPLODED = {"form", "cookie"}  # styles that explode by default
_FORM_BY_DEFAULT = {ParameterLocation.QUERY, ParameterLocation.COOKIE}


def descriptor_name(operation: Operation) -> str:
    """Return the name of the constant that holds the descriptor."""
    return f"_{operation.name.strip('_').upper()}"


def result_type(operation: Operation, types: TypeWriter) -> str:
    """Return the type of the result of a call."""
    return "None" if operation.returns is None else types.expression(operation.returns)


class ErrorTable:
    """The error bodies of the operations of a module. Equal bodies of several operations share a constant."""

    def __init__(self, operations: Iterable[Operation], imports: Imports) -> None:
        self._imports = imports
        self._types = TypeWriter(imports, Direction.OUTPUT, Position.VALUE)
        bodies = [self._bodies(operation) for operation in operations]
        shared = [text for text in dict.fromkeys(bodies) if text and bodies.count(text) > 1]
        self.constants = {text: f"_ERRORS_{number}" for number, text in enumerate(shared, start=1)}

    def expression(self, operation: Operation) -> str:
        """Return the error bodies of the operation or the constant for them; empty if it documents no types."""
        bodies = self._bodies(operation)
        return self.constants.get(bodies, bodies)

    def _bodies(self, operation: Operation) -> str:
        statuses: dict[str, list[str]] = defaultdict(list)
        for error in operation.errors:
            if error.type is not None:
                statuses[self._types.expression(error.type)].append(literal(error.status))
        if not statuses:
            return ""
        class_name = self._imports.use("ErrorBody")
        return tuple_of(
            f"{class_name}({', '.join(listed)}, type=lambda: {type_})"
            for type_, listed in statuses.items()
        )


class Descriptor:
    """The name, annotation and expression of a descriptor."""

    def __init__(
        self, operation: Operation, resource: str, imports: Imports, errors: ErrorTable
    ) -> None:
        self._errors = errors
        self._operation = operation
        self._resource = resource
        self._imports = imports
        self._input = TypeWriter(imports, Direction.INPUT, Position.VALUE)
        self._output = TypeWriter(imports, Direction.OUTPUT, Position.VALUE)
        self.name = descriptor_name(operation)

    @property
    def annotation(self) -> str:
        operation = self._operation
        types = TypeWriter(self._imports, Direction.OUTPUT)
        item = operation.paging.item if operation.paging else None
        result = types.expression(item) if item else result_type(operation, types)
        return f"{self._imports.use('Operation')}[{result}]"

    @property
    def expression(self) -> str:
        operation = self._operation
        arguments = [
            literal(qualified(self._resource, operation.name)),
            literal(f"{operation.method} {operation.path}"),
            *self._options(),
        ]
        return f"{self._imports.use('Operation')}({', '.join(arguments)})"

    def _options(self) -> Iterator[str]:
        operation = self._operation
        parameters = [p for p in operation.parameters if not _is_default_path_parameter(p)]
        if parameters:
            yield f"parameters={tuple_of(map(self._parameter, parameters))}"
        if operation.body:
            body = operation.body
            yield f"body={tuple_of(self._content(content, body) for content in body.contents)}"
        yield f"results={tuple_of(map(self._response, operation.responses))}"
        errors = self._errors.expression(operation)
        if errors:
            yield f"errors={errors}"
        if operation.paging:
            yield f"paging={self._paging(operation.paging)}"
        yield from self._policy()

    def _policy(self) -> Iterator[str]:
        operation = self._operation
        if operation.idempotent and operation.method not in IDEMPOTENT:
            yield "idempotent=True"
        if operation.retries is not None and operation.retries != Retries():
            yield f"retries={self._with_options('Retries', operation.retries)}"
        if operation.idempotency_key:
            yield f"idempotency_key={literal(operation.idempotency_key)}"
        if operation.security is not None:
            yield f"security={security_expression(operation.security)}"
        if operation.redirects:
            yield "redirects=True"
        if operation.servers:
            servers = (server_expression(server, self._imports) for server in operation.servers)
            yield f"servers={tuple_of(servers)}"

    def _parameter(self, parameter: Parameter) -> str:
        class_name = self._imports.use(parameter.location.value.capitalize())
        arguments = [
            literal(parameter.name),
            literal(parameter.wire),
            f"lambda: {self._input.expression(parameter.type)}",
        ]
        is_path = parameter.location is ParameterLocation.PATH
        if parameter.required and not is_path:
            arguments.append("required=True")
        default_style = "form" if parameter.location in _FORM_BY_DEFAULT else "simple"
        if parameter.style != default_style:
            arguments.append(f"style={literal(parameter.style)}")
        if parameter.explode != (parameter.style in _EXPLODED):
            arguments.append(f"explode={parameter.explode}")
        if parameter.allow_reserved:
            arguments.append("reserved=True")
        if parameter.media_type:
            arguments.append(f"media_type={literal(parameter.media_type)}")
        return f"{class_name}({', '.join(arguments)})"

    def _content(self, content: Content, body: Body) -> str:
        class_name, default_media_type = _BODY_KINDS[content.kind]
        arguments: list[str] = []
        if content.kind not in _UNTYPED:
            arguments.append(f"lambda: {self._content_type(content, body)}")
        if content.media_type != default_media_type:
            arguments.append(f"media_type={literal(content.media_type)}")
        if content.encodings:
            arguments.append(f"encodings={tuple_of(map(self._part, content.encodings))}")
        if content.requires:
            arguments.append(f"requires={tuple_of(map(literal, content.requires))}")
        if not body.required:
            arguments.append("required=False")
        return f"{self._imports.use(class_name)}({', '.join(arguments)})"

    def _content_type(self, content: Content, body: Body) -> str:
        if body.model:
            return self._imports.declaration(body.model)
        return self._input.expression(content.type)

    def _part(self, part: PartEncoding) -> str:
        return self._with_options("Part", part, literal(part.wire))

    def _with_options(self, class_name: str, value: PartEncoding | Retries, *first: str) -> str:
        """Return a call with the first arguments and with the values of further fields that differ from the default."""
        values = ((f, getattr(value, f.name)) for f in fields(value)[len(first) :])
        options = (f"{f.name}={literal(option)}" for f, option in values if option != f.default)
        return f"{self._imports.use(class_name)}({', '.join([*first, *options])})"

    def _response(self, response: Response) -> str:
        arguments = [literal(response.status)]
        paging = self._operation.paging
        type_ = paging.item if paging else response.type
        if type_ is not None and response.kind is not ContentKind.BINARY:
            arguments.append(f"lambda: {self._output.expression(type_)}")
        if response.kind not in {ContentKind.JSON, ContentKind.EMPTY}:
            arguments.append(f"kind={literal(response.kind.value)}")
        if response.media_type not in {"", "application/json"}:
            arguments.append(f"media_type={literal(response.media_type)}")
        return f"{self._imports.use('Result')}({', '.join(arguments)})"

    def _paging(self, paging: Paging) -> str:
        default = Paging(PagingStyle.PAGE, paging.item, "", "page", "limit")
        arguments: list[str] = []
        for f in fields(paging):
            value = getattr(paging, f.name)
            if f.name != "item" and value != getattr(default, f.name):
                text = literal(value.value if isinstance(value, PagingStyle) else value)
                arguments.append(f"{f.name}={text}")
        return f"{self._imports.use('Paging')}({', '.join(arguments)})"


def _is_default_path_parameter(parameter: Parameter) -> bool:
    """Return whether the runtime needs no descriptor for the parameter.

    It assumes that each name in the path is a string parameter of that name.
    """
    return (
        parameter.location is ParameterLocation.PATH
        and parameter.name == parameter.wire
        and parameter.type == Scalar(ScalarKind.STRING)
        and (parameter.style, parameter.explode) == ("simple", False)
        and not parameter.allow_reserved
        and parameter.media_type is None
    )
