"""The table of the public names of an Api, with their nodes in the document and their signatures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from generator.emit.python.signatures import (
    Signatures,
    grant_classes,
    option,
    qualified_name,
    server_option,
)
from generator.ir.api import Api
from generator.ir.operations import Body, Operation, Resource, ServerVariable
from generator.ir.types import Declaration, Direction, Field, Model
from generator.openapi import Document, Node
from generator.openapi.conventions import KEY
from generator.symbols.places import Places, child, first, properties, property_table


class Symbol(NamedTuple):
    """A public name and the node that declares it.

    `owner` is a name as callers write it (`client.items.list`, `models.Item`). `part` is one of its arguments or
    fields; it is empty for the owner itself. `signature` writes the signature.
    """

    owner: str
    part: str
    node: Node
    signature: Callable[[], str]

    @property
    def name(self) -> str:
        """The name as callers write it: `client.items.list(limit)`, `models.Item.name`."""
        if not self.part:
            return self.owner
        is_field = self.owner.startswith("models.")
        return f"{self.owner}.{self.part}" if is_field else f"{self.owner}({self.part})"


class SymbolTable:
    """The public names that a document declares. The parts of an owner follow it."""

    def __init__(self, api: Api, document: Document) -> None:
        self._api = api
        self._places = Places(document)
        self._signatures = Signatures(api)
        self._fields: dict[str, tuple[Model, dict[str, tuple[Field, Node]]]] = {}

    def __iter__(self) -> Iterator[Symbol]:
        yield from self._options()
        for declaration in self._api.declarations:
            yield from self._declaration(declaration)
            if declaration.dict_name:
                yield self._dict(declaration)
        for resource in self._api.resources:
            yield from self._resource(resource)
            for operation in resource.operations:
                yield from self._method(resource, operation)
        yield from self._errors()
        for webhook in self._api.webhooks:
            node = self._component("webhooks", webhook.wire)
            text = partial(self._signatures.webhook, webhook)
            yield Symbol(f"webhooks.{webhook.name}", "", node, text)

    def _options(self) -> Iterator[Symbol]:
        """The client, its credentials and its server variables."""
        settings = self._api.settings
        client, prefix = settings.client, settings.env_prefix
        yield Symbol(client, "", self._component("info"), partial(str, f"class {client}"))
        for scheme in self._api.schemes:
            node = self._component("components", "securitySchemes", scheme.wire)
            for name in scheme.credentials:
                yield Symbol(client, name, node, partial(option, client, name, prefix))
        for text in grant_classes(self._api):
            node = self._component("components", "securitySchemes")
            yield Symbol(text.removeprefix("class "), "", node, partial(str, text))
        variables: dict[str, tuple[ServerVariable, Node]] = {}
        servers = self._component("servers")
        for number, server in enumerate(self._api.servers):
            for each in server.variables:
                at = child(servers, number, "variables", each.wire) or servers
                variables.setdefault(each.name, (each, at))
        for name, (variable, node) in variables.items():
            if variable.credential is None:
                yield Symbol(client, name, node, partial(server_option, client, variable, prefix))

    def _resource(self, resource: Resource) -> Iterator[Symbol]:
        """The resource, unless it is itself an operation and so has the name of its operation."""
        name = f"client.{resource.name}"
        if all(qualified_name(resource, each) != name for each in resource.operations):
            node = self._places.tag(resource) or self._places.root
            yield Symbol(name, "", node, partial(str, name))

    def _method(self, resource: Resource, operation: Operation) -> Iterator[Symbol]:
        name = qualified_name(resource, operation)
        node = self._places.at(operation).node
        yield Symbol(name, "", node, partial(self._signatures.method, resource, operation))
        for parameter in operation.parameters:
            at = self._places.parameter(operation, parameter)
            text = partial(self._signatures.argument, resource, operation, parameter)
            yield Symbol(name, parameter.name, at, text)
        body = operation.body
        if body is not None:
            at = node.get("requestBody") or node
            if body.arguments is None:
                yield Symbol(
                    name, body.name, at, partial(self._signatures.method, resource, operation)
                )
            yield from self._body(name, body)

    def _body(self, method: str, body: Body) -> Iterator[Symbol]:
        """The arguments for the properties of a body."""
        model, fields = self._fields.get(body.model or "", (None, {}))
        for argument in body.arguments or ():
            if model is not None and argument.field in fields:
                field, node = fields[argument.field]
                text = partial(self._signatures.property, model, field, Direction.INPUT, method)
                yield Symbol(method, argument.name, node, text)

    def _dict(self, declaration: Declaration) -> Symbol:
        node = self._places.declared(declaration.origin) or self._places.root
        text = partial(self._signatures.dict_type, declaration)
        return Symbol(f"models.{declaration.dict_name}", "", node, text)

    def _declaration(self, declaration: Declaration) -> Iterator[Symbol]:
        node = self._places.declared(declaration.origin) or self._places.root
        name = f"models.{declaration.name}"
        yield Symbol(name, "", node, partial(self._signatures.declaration, declaration))
        if not isinstance(declaration, Model):
            return
        table = property_table(node)
        fields: dict[str, tuple[Field, Node]] = {}
        for field in declaration.fields:
            at = table.get(field.wire) or first((*properties(node, field.wire), node))
            fields[field.name] = field, at or node
            text = partial(self._signatures.field, declaration, field)
            yield Symbol(name, field.name, at or node, text)
        self._fields[declaration.name] = declaration, fields

    def _errors(self) -> Iterator[Symbol]:
        """The classes of error codes, and the attributes of all errors."""
        for code in self._api.error_codes:
            node = self._places.error_code(self._api, code) or self._places.root
            name = f"errors.{code.name}"
            yield Symbol(name, "", node, partial(self._signatures.error, code))
        for field in self._api.error_fields:
            node = self._component(KEY, "errors", "fields", field.name)
            name = f"errors.APIStatusError.{field.name}"
            yield Symbol(name, "", node, partial(self._signatures.error_field, field))

    def _component(self, *keys: str) -> Node:
        """The node at these keys of the root document; the last one that exists."""
        node = self._places.root
        for key in keys:
            node = node.get(key) or node
        return node
