"""The Python surface as text: signatures of methods, arguments, fields and named types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.diagnostics import printable
from generator.emit.python import models
from generator.emit.python.dicts import OPEN_DICT
from generator.emit.python.imports import Imports
from generator.emit.python.methods import Method
from generator.emit.python.options import token_argument
from generator.emit.python.text.bounds import describe_bounds
from generator.emit.python.text.literals import literal
from generator.emit.python.type_expressions import TypeWriter, or_none
from generator.ir.api import Api, ErrorCode, ErrorField, Webhook
from generator.ir.operations import (
    IDEMPOTENT,
    Operation,
    Parameter,
    Resource,
    ServerVariable,
    qualified,
)
from generator.ir.types import (
    Declaration,
    Direction,
    Field,
    Literal,
    Model,
    Named,
    Type,
)
from generator.ir.walk import non_null
from generator.reserved import TOKEN_EXPORTS


class Signatures:
    """The signatures of the symbols of an Api."""

    def __init__(self, api: Api) -> None:
        self.declarations: dict[str, Declaration] = {d.name: d for d in api.declarations}
        self._imports = Imports(self.declarations, ".")
        self._methods = _methods_by_model(api)

    def method(self, resource: Resource, operation: Operation) -> str:
        """A method with its arguments and its result, whether a POST is safe to repeat, and its deprecation."""
        method = self._method(resource, operation)
        repeated = operation.idempotent and operation.method not in IDEMPOTENT
        facts = [*(["safe to repeat"] if repeated else []), *_deprecation(operation.deprecated)]
        text = f"{qualified_name(resource, operation)}({method.own_parameters}) -> {method.returns}"
        return text + _comment(facts)

    def _method(self, resource: Resource, operation: Operation) -> Method:
        return Method(operation, self._imports, asynchronous=False)

    def argument(self, resource: Resource, operation: Operation, parameter: Parameter) -> str:
        """An argument of a method, with its default on the server and its bounds."""
        text = TypeWriter(self._imports, Direction.INPUT, dicts=True).expression(parameter.type)
        if not parameter.required or operation.is_key(parameter):
            text = f"{or_none(text)} = None"
        elif parameter.constant is not None:
            text += f" = {literal(parameter.constant)}"
        facts = self._facts(parameter.type, parameter)
        return f"{qualified_name(resource, operation)}({parameter.name}: {text}){facts}"

    def property(self, model: Model, field: Field, direction: Direction, method: str = "") -> str:
        """A field; in requests, an argument of this method, or of the only method that has the model as its body."""
        uses = self._methods.get(model.name, {})
        if method not in uses and len(uses) == 1:
            (method,) = uses
        names = uses.get(method, {})
        if field.name not in names or direction is not Direction.INPUT:
            return self.field(model, field)
        text, facts = self._field(
            model, field, models.argument_types(field.type, model, self._imports)
        )
        return f"{method}({names[field.name]}: {text}){facts}"

    def field(self, model: Model, field: Field) -> str:
        """A field, with its default on the server and its bounds."""
        text, facts = self._field(model, field, TypeWriter(self._imports, model.direction))
        return f"models.{model.name}.{field.name}: {text}{facts}"

    def _field(self, model: Model, field: Field, types: TypeWriter) -> tuple[str, str]:
        """The annotation and default of a field, and the comment about it."""
        text = models.field_annotation(field, model, types)
        value = models.field_default(field, model, self._imports)
        if field.constant is not None:
            value = literal(field.constant)
        default = f" = {value}" if value else ""
        sent = Direction.INPUT in model.direction
        facts = self._facts(field.type, field, is_sent=sent)
        return f"{text}{default}", facts

    def declaration(self, declaration: Declaration) -> str:
        """A model, or a named type with its value."""
        if isinstance(declaration, Model):
            return f"class models.{declaration.name}"
        types = TypeWriter(
            self._imports, declaration.direction, unqualified=frozenset([declaration.name])
        )
        if isinstance(declaration.type, Literal):
            values = ", ".join(map(literal, declaration.type.values))
            return f"models.{declaration.name} = Literal[{values}]"
        return f"models.{declaration.name} = {types.expression(declaration.type)}"

    def dict_type(self, declaration: Declaration) -> str:
        """Return the signature of the TypedDict for a model, or of the union of a named type with dicts."""
        name = f"models.{declaration.dict_name}"
        if not isinstance(declaration, Model):
            types = TypeWriter(self._imports, declaration.direction, dicts=True)
            return f"{name} = {types.expression(declaration.type)}"
        return f"class {name}(TypedDict)" if declaration.extras is None else f"{name} = {OPEN_DICT}"

    def error(self, code: ErrorCode) -> str:
        """The class of an error code."""
        return (
            f"class errors.{code.name}({code.base})  # {printable(code.wire)}, status {code.status}"
        )

    def error_field(self, field: ErrorField) -> str:
        """An attribute of all errors."""
        return (
            f"errors.APIStatusError.{field.name}: {self.type(field.type, Direction.OUTPUT)} | None"
        )

    def webhook(self, webhook: Webhook) -> str:
        """A request that the API sends."""
        return f"webhooks.{webhook.name}: {self.type(webhook.type, Direction.OUTPUT)}"

    def type(self, type_: Type, direction: Direction) -> str:
        """A type as type checkers read it."""
        return TypeWriter(self._imports, direction).expression(type_)

    def _facts(self, type_: Type, value: Field | Parameter, *, is_sent: bool = True) -> str:
        """The default, the bounds and the deprecation of a value as a comment."""
        bounds = describe_bounds(self._plain(type_)) if is_sent else ()
        default = [f"default {printable(literal(value.default))}"] if value.has_default else []
        return _comment([*default, *bounds, *_deprecation(value.deprecated)])

    def _plain(self, type_: Type) -> Type:
        inner = non_null(type_)
        alias = self._imports.alias(inner.name) if isinstance(inner, Named) else None
        return inner if alias is None else non_null(alias.type)


def all_signatures(api: Api) -> Iterator[str]:
    """The signatures of all public names, in the order of the document."""
    signatures, settings = Signatures(api), api.settings
    for scheme in api.schemes:
        yield from (option(settings.client, n, settings.env_prefix) for n in scheme.credentials)
    yield from grant_classes(api)
    for variable in {v.name: v for server in api.servers for v in server.variables}.values():
        if variable.credential is None:
            yield server_option(settings.client, variable, settings.env_prefix)
    for resource in api.resources:
        yield from (signatures.method(resource, operation) for operation in resource.operations)
    for declaration in api.declarations:
        yield signatures.declaration(declaration)
        if isinstance(declaration, Model):
            yield from (signatures.field(declaration, field) for field in declaration.fields)
        if declaration.dict_name:
            yield signatures.dict_type(declaration)
    yield from map(signatures.error, api.error_codes)
    yield from map(signatures.webhook, api.webhooks)


def _deprecation(is_deprecated: bool) -> list[str]:
    return ["deprecated"] if is_deprecated else []


def _comment(facts: Sequence[str]) -> str:
    return f"  # {', '.join(facts)}" if facts else ""


def _methods_by_model(api: Api) -> dict[str, dict[str, dict[str, str]]]:
    """For each model, the methods that have its fields as arguments, with the arguments by field."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for resource in api.resources:
        for operation in resource.operations:
            body = operation.body
            if body is not None and body.model is not None and body.arguments is not None:
                names = {argument.field: argument.name for argument in body.arguments}
                found.setdefault(body.model, {})[qualified_name(resource, operation)] = names
    return found


def qualified_name(resource: Resource, operation: Operation) -> str:
    """The name of a method, as callers write it."""
    return f"client.{qualified(resource.name, operation.name)}"


def option(client: str, name: str, prefix: str) -> str:
    """A credential of the client and its environment variable."""
    return f"{client}({name}: Credential | None = None)  # {prefix}_{name.upper()}"


def grant_classes(api: Api) -> list[str]:
    """The classes of the runtime that the package exports if a credential is an access token."""
    return [f"class {name}" for name in TOKEN_EXPORTS] if token_argument(api) else []


def server_option(client: str, variable: ServerVariable, prefix: str) -> str:
    """A server variable as an option of the client."""
    default = "required" if variable.default is None else f"default {printable(variable.default)}"
    name = variable.name
    return f"{client}({name}: str | None = None)  # {prefix}_{name.upper()}, {default}"
