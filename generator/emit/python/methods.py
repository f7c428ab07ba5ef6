"""Operation -> method: its signature, its docstring, and the one expression that is its body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.emit.python import models
from generator.emit.python.descriptors import descriptor_name, result_type
from generator.emit.python.imports import Imports
from generator.emit.python.method_docstrings import (
    argument_texts,
    deprecation_warning,
    method_docstring,
)
from generator.emit.python.text.literals import literal
from generator.emit.python.type_expressions import TypeWriter, or_none
from generator.ir.operations import (
    STREAMS,
    Body,
    BodyArgument,
    Content,
    ContentKind,
    Operation,
    ParameterLocation,
)
from generator.ir.types import Direction, Field, Model, Type
from generator.media_types import essence


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a method. Without a `default`, it is required."""

    name: str
    annotation: str
    default: str = ""

    @property
    def text(self) -> str:
        """The argument in a signature."""
        return f"{self.name}: {self.annotation}" + (f" = {self.default}" if self.default else "")


class Method:
    """The synchronous or asynchronous method of an operation."""

    def __init__(
        self,
        operation: Operation,
        imports: Imports,
        *,
        asynchronous: bool,
        example: Sequence[str] = (),
    ) -> None:
        self._operation = operation
        self._example = example
        self._imports = imports
        self._async = asynchronous
        self._input = TypeWriter(imports, Direction.INPUT, dicts=True)
        self._output = TypeWriter(
            imports, Direction.OUTPUT, download="AsyncDownload" if asynchronous else "Download"
        )
        self.name = operation.name
        self.keyword = "async def" if asynchronous and not self._is_iterated else "def"

    @property
    def decorator(self) -> str:
        """The decorator of a deprecated method; empty for other methods."""
        if not self._operation.deprecated:
            return ""
        message = literal(deprecation_warning(self._operation))
        return f"@{self._imports.use('deprecated')}({message})"

    @property
    def signature(self) -> str:
        """The parameters of the method, without parentheses."""
        positional, others = self.arguments()
        options = Argument("options", f"{self._imports.use('CallOptions')} | None", "None")
        return f"self, {signature(positional, [*others, options])}"

    @property
    def own_parameters(self) -> str:
        """The parameters that other methods do not have, without parentheses."""
        return signature(*self.arguments())

    @property
    def returns(self) -> str:
        """The return annotation."""
        operation = self._operation
        prefix = "Async" if self._async else ""
        if operation.paging:
            item = self._output.expression(operation.paging.item)
            return f"{self._imports.use('AsyncPager' if self._async else 'Page')}[{item}]"
        if self._kinds & STREAMS:
            return f"{self._imports.use(f'{prefix}Stream')}[{self._result}]"
        return self._result

    @property
    def docstring(self) -> str:
        return method_docstring(
            self._operation,
            self._body_fields(),
            has_extras=self._takes_extras(self._operation.body),
            example=self._example,
        )

    def described_arguments(self) -> Iterator[tuple[str, str]]:
        """Yield the arguments with their descriptions."""
        extras = self._takes_extras(self._operation.body)
        return argument_texts(self._operation, self._body_fields(), has_extras=extras)

    @property
    def expression(self) -> str:
        """The expression that the method returns."""
        call = f"self.{self._call}({', '.join(self._values())})"
        if not self._async or self._is_iterated:
            return call
        sync_result = result_type(self._operation, TypeWriter(self._imports, Direction.OUTPUT))
        if sync_result != self._result:  # the annotation of the shared descriptor has `Download`
            return f"{self._imports.use('cast')}({literal(self._result)}, await {call})"
        return f"await {call}"

    @property
    def _call(self) -> str:
        if self._operation.paging:
            return "_page"
        return "_stream" if self._kinds & STREAMS else "_call"

    @property
    def _is_iterated(self) -> bool:
        """Whether the method returns an iterator instead of a coroutine."""
        return bool(self._operation.paging or self._kinds & STREAMS)

    @property
    def _kinds(self) -> set[ContentKind]:
        return {response.kind for response in self._operation.responses}

    @property
    def _result(self) -> str:
        return result_type(self._operation, self._output)

    def arguments(self) -> tuple[list[Argument], list[Argument]]:
        """Return the positional arguments, and the others: the required ones, then the optional ones."""
        positional: list[Argument] = []
        others: list[Argument] = []
        for parameter in self._operation.parameters:
            text = self._input.expression(parameter.type)
            if parameter.location is ParameterLocation.PATH:
                positional.append(Argument(parameter.name, text))
            elif parameter.constant is not None:
                others.append(Argument(parameter.name, text, literal(parameter.constant)))
            elif parameter.required and not self._operation.is_key(parameter):
                others.append(Argument(parameter.name, text))
            else:
                others.append(Argument(parameter.name, or_none(text), "None"))
        others += self._body_arguments()
        return positional, sorted(others, key=lambda argument: bool(argument.default))

    def _body_arguments(self) -> Iterator[Argument]:
        body = self._operation.body
        if body is None:
            return
        if body.arguments is None:
            text = " | ".join(dict.fromkeys(map(self._body_annotation, body.contents)))
            yield (
                Argument(body.name, text)
                if body.required
                else Argument(body.name, or_none(text), "None")
            )
        for argument, field in self._body_fields():
            yield self._body_argument(argument, field, body)
        if self._takes_extras(body):
            yield self._extras_argument(self._body_model(body))
        if len(body.contents) > 1:
            yield self._content_type(body)

    def _content_type(self, body: Body) -> Argument:
        """Return the parameter `content_type`.

        It defaults to the first media type if all media types accept the same values. Otherwise it defaults to None,
        and the runtime selects the media type by the value.
        """
        types = dict.fromkeys(literal(content.media_type) for content in body.contents)
        media_types = f"{self._imports.use('Literal')}[{', '.join(types)}]"
        annotations = set(map(self._body_annotation, body.contents))
        if body.is_multipart_for_files or len(annotations) > 1:
            return Argument("content_type", f"{media_types} | None", "None")
        return Argument("content_type", media_types, literal(body.contents[0].media_type))

    def _body_annotation(self, content: Content) -> str:
        text = self._input.expression(content.type)
        if content.kind is ContentKind.TEXT and essence(content.media_type) == "text/csv":
            return f"{text} | {self._imports.use('FileInput')}"
        if content.kind is not ContentKind.JSON_LINES:
            return text
        iterable = f"{self._imports.use('Iterable')}[{text}]"
        return (
            f"{iterable} | {self._imports.use('AsyncIterable')}[{text}]"
            if self._async
            else iterable
        )

    def _body_argument(self, argument: BodyArgument, field: Field, body: Body) -> Argument:
        model = self._body_model(body)
        types = models.argument_types(field.type, model, self._imports)
        text = models.field_annotation(field, model, types)
        if field.required and body.required and argument.default is None:
            return Argument(argument.name, text)
        if argument.default is not None:
            return Argument(argument.name, text, literal(argument.default))
        default = models.field_default(field, model, self._imports) or "None"
        return Argument(argument.name, or_none(text), default)

    def _takes_extras(self, body: Body | None) -> bool:
        if body is None or body.arguments is None:
            return False
        return self._body_model(body).extras is not None

    def _extras_argument(self, model: Model) -> Argument:
        assert model.extras is not None
        value = models.argument_types(model.extras, model, self._imports).expression(model.extras)
        mapping = f"{self._imports.use('Mapping')}[str, {value}]"
        return Argument("additional_properties", f"{mapping} | None", "None")

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
        model = self._imports.declarations[body.model or ""]
        assert isinstance(model, Model), f"{body.model} is the model of a body"
        return model

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
        yield "options=options"

    def _body_value(self, body: Body) -> str:
        if body.arguments is None:
            return body.name
        model = self._body_model(body)
        values = [
            f"{argument.field}={self._field_value(argument.name, field.type)}"
            for argument, field in self._body_fields()
        ]
        if model.extras is not None:
            extras = self._field_value("dict(additional_properties or {})", model.extras)
            values.append(f"additional_properties={extras}")
        return f"{self._imports.declaration(model.name)}({', '.join(values)})"

    def _field_value(self, value: str, type_: Type) -> str:
        """Return the value of a field, whose type has no dicts: the runtime converts them when it sends the model."""
        if not self._imports.takes_dicts(type_):
            return value
        return f"self._untyped({value})"


def signature(positional: Sequence[Argument], others: Sequence[Argument]) -> str:
    """Return arguments as a signature, without parentheses. All but the positional ones are keyword-only."""
    keyword_only = ["*", *(argument.text for argument in others)] if others else []
    return ", ".join([*(argument.text for argument in positional), *keyword_only])
