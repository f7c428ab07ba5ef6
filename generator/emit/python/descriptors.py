"""An operation -> its descriptor: the data that the runtime reads of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields

from generator.emit.python.annotations import Annotator, Place
from generator.emit.python.imports import Scope
from generator.emit.python.literals import literal
from generator.emit.python.servers import security, sequence, server
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
_EXPLODED = {"form", "cookie"}  # unless said otherwise
_FORM_STYLED = {ParameterLocation.QUERY, ParameterLocation.COOKIE}


def descriptor_name(operation: Operation) -> str:
    return f"_{operation.name.strip('_').upper()}"


def result_annotation(operation: Operation, annotator: Annotator) -> str:
    """The annotation of what a call gives, sync and async alike."""
    return "None" if operation.returns is None else annotator.annotate(operation.returns)


class ErrorTable:
    """The error bodies of a module's operations; those that several operations share have a name."""

    def __init__(self, operations: Iterable[Operation], scope: Scope) -> None:
        self._received = Annotator(scope, Direction.OUTPUT, Place.VALUE)
        self._scope = scope
        texts = [self._text(operation) for operation in operations]
        shared = [text for text in dict.fromkeys(texts) if text and texts.count(text) > 1]
        self.named = {text: f"_ERRORS_{number}" for number, text in enumerate(shared, start=1)}

    def expression(self, operation: Operation) -> str:
        """The operation's error bodies, or the name of such; empty where no type is documented."""
        text = self._text(operation)
        return self.named.get(text, text)

    def _text(self, operation: Operation) -> str:
        statuses: dict[str, list[str]] = defaultdict(list)
        for error in operation.errors:
            if error.type is not None:
                statuses[self._received.annotate(error.type)].append(literal(error.status))
        kind = self._scope.use("ErrorBody") if statuses else ""
        bodies = [
            f"{kind}({', '.join(found)}, type=lambda: {type_})" for type_, found in statuses.items()
        ]
        return sequence(bodies) if bodies else ""


class Descriptor:
    """The texts of the data that the runtime reads of an operation."""

    def __init__(
        self, operation: Operation, resource: str, scope: Scope, errors: ErrorTable
    ) -> None:
        self._errors = errors
        self._operation = operation
        self._resource = resource
        self._scope = scope
        self._sent = Annotator(scope, Direction.INPUT, Place.VALUE)
        self._received = Annotator(scope, Direction.OUTPUT, Place.VALUE)
        self.name = descriptor_name(operation)

    @property
    def annotation(self) -> str:
        operation = self._operation
        plain = Annotator(self._scope, Direction.OUTPUT)
        item = operation.paging.item if operation.paging else None
        text = plain.annotate(item) if item else result_annotation(operation, plain)
        return f"{self._scope.use('Operation')}[{text}]"

    @property
    def expression(self) -> str:
        operation = self._operation
        name = f"{self._resource}.{operation.name}"
        arguments = [
            literal(name),
            literal(f"{operation.method} {operation.path}"),
            *self._options(),
        ]
        return f"{self._scope.use('Operation')}({', '.join(arguments)})"

    def _options(self) -> Iterator[str]:
        operation = self._operation
        described = [p for p in operation.parameters if not _is_plain(p)]
        if described:
            yield f"parameters={sequence(map(self._parameter, described))}"
        if operation.body:
            body = operation.body
            yield f"body={sequence(self._content(content, body) for content in body.contents)}"
        yield f"results={sequence(map(self._response, operation.responses))}"
        errors = self._errors.expression(operation)
        if errors:
            yield f"errors={errors}"
        if operation.paging:
            yield f"paging={self._paging()}"
        yield from self._policy()

    def _policy(self) -> Iterator[str]:
        operation = self._operation
        if operation.idempotent and operation.method not in IDEMPOTENT:
            yield "idempotent=True"
        if operation.retries not in (None, Retries()):
            yield f"retries={self._given('Retries', operation.retries)}"
        if operation.idempotency_key:
            yield f"idempotency_key={literal(operation.idempotency_key)}"
        if operation.security is not None:
            yield f"security={security(operation.security)}"
        if operation.redirects:
            yield "redirects=True"
        if operation.servers:
            yield f"servers={sequence(server(one, self._scope) for one in operation.servers)}"

    def _parameter(self, parameter: Parameter) -> str:
        kind = self._scope.use(parameter.location.value.capitalize())
        options = [
            literal(parameter.name),
            literal(parameter.wire),
            f"lambda: {self._sent.annotate(parameter.type)}",
        ]
        is_path = parameter.location is ParameterLocation.PATH
        if parameter.required and not is_path:
            options.append("required=True")
        style = "form" if parameter.location in _FORM_STYLED else "simple"
        if parameter.style != style:
            options.append(f"style={literal(parameter.style)}")
        if parameter.explode != (parameter.style in _EXPLODED):
            options.append(f"explode={parameter.explode}")
        if parameter.allow_reserved:
            options.append("reserved=True")
        if parameter.media_type:
            options.append(f"media_type={literal(parameter.media_type)}")
        return f"{kind}({', '.join(options)})"

    def _content(self, content: Content, body: Body) -> str:
        kind, standard = _BODY_KINDS[content.kind]
        options = (
            [] if content.kind in _UNTYPED else [f"lambda: {self._content_type(content, body)}"]
        )
        if content.media_type != standard:
            options.append(f"media_type={literal(content.media_type)}")
        if content.encodings:
            options.append(f"encodings={sequence(map(self._part, content.encodings))}")
        if not body.required:
            options.append("required=False")
        return f"{self._scope.use(kind)}({', '.join(options)})"

    def _content_type(self, content: Content, body: Body) -> str:
        return self._scope.declared(body.model) if body.model else self._sent.annotate(content.type)

    def _part(self, part: PartEncoding) -> str:
        return self._given("Part", part, literal(part.wire))

    def _given(self, kind: str, described: PartEncoding | Retries | None, *first: str) -> str:
        """A descriptor with the values, after the first ones, that are not the usual ones."""
        assert described is not None
        values = ((f, getattr(described, f.name)) for f in fields(described)[len(first) :])
        given = (f"{f.name}={literal(value)}" for f, value in values if value != f.default)
        return f"{self._scope.use(kind)}({', '.join([*first, *given])})"

    def _response(self, response: Response) -> str:
        options = [literal(response.status)]
        paging = self._operation.paging
        type_ = paging.item if paging else response.type
        if type_ is not None and response.kind is not ContentKind.BINARY:
            options.append(f"lambda: {self._received.annotate(type_)}")
        if response.kind not in {ContentKind.JSON, ContentKind.EMPTY}:
            options.append(f"kind={literal(response.kind.value)}")
        if response.media_type not in {"", "application/json"}:
            options.append(f"media_type={literal(response.media_type)}")
        return f"{self._scope.use('Result')}({', '.join(options)})"

    def _paging(self) -> str:
        paging = self._operation.paging
        assert paging is not None
        standard = Paging(PagingStyle.PAGE, paging.item, "", "page", "limit")
        options: list[str] = []
        for f in fields(paging):
            value = getattr(paging, f.name)
            if f.name != "item" and value != getattr(standard, f.name):
                options.append(
                    f"{f.name}={literal(value.value if isinstance(value, PagingStyle) else value)}"
                )
        return f"{self._scope.use('Paging')}({', '.join(options)})"


def _is_plain(parameter: Parameter) -> bool:
    """Whether it is what the runtime takes a path parameter for that nobody describes: a text of that name."""
    return (
        parameter.location is ParameterLocation.PATH
        and parameter.name == parameter.wire
        and parameter.type == Scalar(ScalarKind.STRING)
        and (parameter.style, parameter.explode) == ("simple", False)
        and not parameter.allow_reserved
        and parameter.media_type is None
    )
