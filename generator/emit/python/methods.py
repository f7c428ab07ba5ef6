"""An operation -> the signature of its method, its docstring, and the one expression that is its body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.emit.python import models
from generator.emit.python.annotations import Annotator, Place
from generator.emit.python.descriptors import descriptor_name, result_annotation
from generator.emit.python.docstrings import operation_docstring, twin_docstring, warning
from generator.emit.python.imports import Scope
from generator.emit.python.literals import literal
from generator.ir.operations import (
    STREAMS,
    Body,
    BodyArgument,
    Content,
    ContentKind,
    Operation,
    ParameterLocation,
)
from generator.ir.types import Direction, Field, Literal, Model, Named, Nullable, Type


class Method:
    """The texts of one operation's method, synchronous or asynchronous."""

    def __init__(
        self, operation: Operation, class_name: str, scope: Scope, *, asynchronous: bool
    ) -> None:
        self._operation = operation
        self._class_name = class_name
        self._scope = scope
        self._async = asynchronous
        self._sent = Annotator(scope, Direction.INPUT)
        self._received = Annotator(
            scope, Direction.OUTPUT, download="AsyncDownload" if asynchronous else "Download"
        )
        self.name = operation.name
        self.keyword = "async def" if asynchronous and not self._is_iterated else "def"

    @property
    def decorator(self) -> str:
        """What stands above the method."""
        if not self._operation.deprecated:
            return ""
        return f"@{self._scope.use('deprecated')}({literal(warning(self._operation))})"

    @property
    def signature(self) -> str:
        """What stands between the parentheses."""
        positional, required, optional = self._arguments()
        keyword_only = ["*", *required, *optional] if required or optional else []
        return ", ".join(["self", *positional, *keyword_only])

    @property
    def returns(self) -> str:
        """The return annotation."""
        operation = self._operation
        prefix = "Async" if self._async else ""
        if operation.paging:
            item = self._received.annotate(operation.paging.item)
            return f"{self._scope.use('AsyncPager' if self._async else 'Page')}[{item}]"
        if self._kinds & STREAMS:
            return f"{self._scope.use(f'{prefix}Stream')}[{self._result}]"
        return self._result

    @property
    def docstring(self) -> str:
        if self._async:
            return twin_docstring(self._operation, f"{self._class_name}.{self.name}")
        return operation_docstring(
            self._operation, self._body_fields(), more=self._takes_extras(self._operation.body)
        )

    @property
    def expression(self) -> str:
        """The one expression of the body."""
        call = f"self.{self._call}({', '.join(self._values())})"
        if not self._async or self._is_iterated:
            return call
        shared = result_annotation(self._operation, Annotator(self._scope, Direction.OUTPUT))
        if shared != self._result:  # the descriptor, which both share, says Download
            return f"{self._scope.use('cast')}({literal(self._result)}, await {call})"
        return f"await {call}"

    @property
    def _call(self) -> str:
        if self._operation.paging:
            return "_page"
        return "_stream" if self._kinds & STREAMS else "_call"

    @property
    def _is_iterated(self) -> bool:
        """Whether the method gives an iterator at once, instead of a coroutine."""
        return bool(self._operation.paging or self._kinds & STREAMS)

    @property
    def _kinds(self) -> set[ContentKind]:
        return {response.kind for response in self._operation.responses}

    @property
    def _result(self) -> str:
        return result_annotation(self._operation, self._received)

    def _arguments(self) -> tuple[list[str], list[str], list[str]]:
        """The texts of positional, required and optional arguments."""
        positional: list[str] = []
        required: list[str] = []
        optional: list[str] = []
        for parameter in self._operation.parameters:
            text = self._sent.annotate(parameter.type)
            if parameter.location is ParameterLocation.PATH:
                positional.append(f"{parameter.name}: {text}")
            elif parameter.required:
                required.append(f"{parameter.name}: {text}")
            else:
                optional.append(f"{parameter.name}: {_or_none(text)} = None")
        for needed, text in self._body_arguments():
            (required if needed else optional).append(text)
        return positional, required, optional

    def _body_arguments(self) -> Iterator[tuple[bool, str]]:
        body = self._operation.body
        if body is None:
            return
        if body.arguments is None:
            text = " | ".join(dict.fromkeys(map(self._body_annotation, body.contents)))
            yield body.required, f"{body.name}: {text if body.required else f'{_or_none(text)} = None'}"
        for argument, field in self._body_fields():
            needed = field.required and body.required and argument.default is None
            yield needed, self._body_argument(argument, field, body)
        if self._takes_extras(body):
            yield False, self._extras_argument(self._body_model(body))
        if len(body.contents) > 1:
            yield False, self._content_type(body)

    def _content_type(self, body: Body) -> str:
        """The first media type stands where all take the same value; otherwise the value tells."""
        types = dict.fromkeys(literal(content.media_type) for content in body.contents)
        known = f"{self._scope.use('Literal')}[{', '.join(types)}]"
        if len(set(map(self._body_annotation, body.contents))) > 1:
            return f"content_type: {known} | None = None"
        return f"content_type: {known} = {literal(body.contents[0].media_type)}"

    def _body_annotation(self, content: Content) -> str:
        text = self._sent.annotate(content.type)
        if content.kind is not ContentKind.JSON_LINES:
            return text
        iterable = f"{self._scope.use('Iterable')}[{text}]"
        return (
            f"{iterable} | {self._scope.use('AsyncIterable')}[{text}]" if self._async else iterable
        )

    def _body_argument(self, argument: BodyArgument, field: Field, body: Body) -> str:
        model = self._body_model(body)
        direction = Direction.INPUT if _is_literal(field.type, self._scope) else model.direction
        text = models.field_annotation(field, model, self._scope, Place.SIGNATURE, direction)
        if field.required and body.required and argument.default is None:
            return f"{argument.name}: {text}"
        if argument.default is not None:
            return f"{argument.name}: {text} = {argument.default}"
        default = models.default(field, model, self._scope) or "None"
        return f"{argument.name}: {_or_none(text)} = {default}"

    def _takes_extras(self, body: Body | None) -> bool:
        if body is None or body.arguments is None:
            return False
        return self._body_model(body).extras is not None

    def _extras_argument(self, model: Model) -> str:
        assert model.extras is not None
        value = Annotator(self._scope, model.direction).annotate(model.extras)
        return f"additional_properties: {self._scope.use('Mapping')}[str, {value}] | None = None"

    def _body_fields(self) -> list[tuple[BodyArgument, Field]]:
        body = self._operation.body
        if body is None or body.arguments is None:
            return []
        fields = {field.name: field for field in self._body_model(body).fields}
        pairs = ((argument, fields[argument.field]) for argument in body.arguments)
        return [
            (
                (argument, field)
                if argument.default is None
                else (argument, replace(field, default=argument.default, has_default=True))
            )
            for argument, field in pairs
        ]

    def _body_model(self, body: Body) -> Model:
        found = self._scope.declarations[body.model or ""]
        assert isinstance(found, Model), f"{body.model} is the model of a body"
        return found

    def _values(self) -> Iterator[str]:
        operation = self._operation
        yield descriptor_name(operation)
        pairs = [
            f"{literal(parameter.name)}: {parameter.name}" for parameter in operation.parameters
        ]
        if pairs or operation.body:
            yield f"{{{', '.join(pairs)}}}"
        if operation.body:
            yield self._body_value(operation.body)
            if len(operation.body.contents) > 1:
                yield "content_type"

    def _body_value(self, body: Body) -> str:
        if body.arguments is None:
            return body.name
        values = [f"{argument.field}={argument.name}" for argument in body.arguments]
        if self._takes_extras(body):
            values.append("additional_properties=dict(additional_properties or {})")
        return f"{self._scope.declared(body.model or '')}({', '.join(values)})"


def _or_none(text: str) -> str:
    return text if text == "Any" or text.endswith("| None") else f"{text} | None"


def _is_literal(type_: Type, scope: Scope) -> bool:
    inner = type_.inner if isinstance(type_, Nullable) else type_
    alias = scope.alias(inner.name) if isinstance(inner, Named) else None
    return isinstance(alias.type if alias else inner, Literal)
