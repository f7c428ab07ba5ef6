"""Where a name comes from: the place of its operation or schema, and the rules that gave it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from generator.diagnostics import Location, nearest
from generator.ir.api import Api
from generator.ir.operations import possible_names, qualified, without_client
from generator.names.renames import Renames, normal_key
from generator.naming import class_name
from generator.openapi import Document, Node, load
from generator.parser.builder import build, context_of
from generator.parser.names.name_table import stated_name
from generator.parser.names.resources import groups
from generator.parser.settings import complete_settings
from generator.pipeline import Request
from generator.symbols.places import Places
from generator.symbols.table import SymbolTable

RULE_TEXTS: Final = {
    "framework": "words that frameworks and versions add to the operationId are removed",
    "path": "the name is made from the method and the path",
    "group": "the group or class before the name in the operationId is removed",
    "verb first": "the verb comes first, without words before it that say nothing",
    "shared words": "words that most operationIds share are removed",
    "articles": "articles are removed",
    "verb": "the verb is an imperative, and the same one for the same thing",
    "resource": "the words of the resource are removed",
    "object": "words of the verb's object that add nothing to the path are removed",
    "key": "the key of the path (`by_id`) is removed",
    "result": "`list` returns several things, `get` returns one",
    "stutter": "a repeated word is removed",
    "version": "the version of the path distinguishes it from another operation",
    "parameter": "the last parameter of the path distinguishes it from another operation",
    "own path": "the path is what the operationId says, so the operation is a method of the client",
    "renamed": "the configuration gives the name",
    "clash": "another operation has the shorter name",
}

_SIMILAR: Final = 0.8  # `cats.list` is no misspelling of `pets.list`


@dataclass(frozen=True, slots=True)
class Explanation:
    """A name, what it names, the place of that in the document, and the rules that gave the name."""

    name: str
    subject: str
    location: Location
    rules: tuple[str, ...]


class Explained(NamedTuple):
    """The explanations of a symbol; if there is none, the most similar name."""

    found: list[Explanation]
    near: str = ""


def explain_symbol(request: Request, symbol: str) -> Explained:
    """Explain a symbol: any name as callers write it, an operationId, a method with a path, or a schema.

    Raises:
        SpecError: The document cannot be read.
    """
    document = load(request.spec, request.overlays, request.storage)
    api, _ = build(document, request.names, tolerant=True)
    short = without_client(symbol).removeprefix("models.")
    names = list(dict.fromkeys((*possible_names(symbol), short)))
    for name in names:
        found = [*_operations(request, document, api, name)]
        found += _models(request, document, api, name)
        if found:
            return Explained(found)
    for name in names:
        if found := [*_parts(document, api, name)]:
            return Explained(found)
    return Explained([], nearest(short, _known(api, document, short), _SIMILAR))


def _known(api: Api, document: Document, symbol: str) -> Iterator[str]:
    """The names of operations and models, and the parts of the one that the symbol starts with."""
    owner = re.split(r"[(.]", symbol.rpartition(".")[0] or symbol)[0]
    for each in SymbolTable(api, document):
        name = without_client(each.name).removeprefix("models.")
        if not each.part or name.startswith(owner):
            yield name
    for resource in api.resources:
        for operation in resource.operations:
            yield f"{operation.method} {operation.path}"
            yield operation.operation_id


def _operations(
    request: Request, document: Document, api: Api, symbol: str
) -> Iterator[Explanation]:
    context = context_of(document, request.names, tolerant=True)
    client = complete_settings(request.names, api.title).client
    for group in groups(context, client, request.names.group_by):
        for each in group.operations:
            name = qualified(group.name, each.name)
            endpoint = f"{each.at.method} {each.at.path}"
            operation_id = each.at.node.text("operationId")
            if normal_key(symbol) in {name, normal_key(endpoint), operation_id}:
                subject = f"{operation_id} ({endpoint})" if operation_id else endpoint
                rules = tuple(RULE_TEXTS.get(rule, f"{rule} gives the name") for rule in each.rules)
                yield Explanation(name, subject, each.at.node.key_location, rules or (_AS_STATED,))


def _models(request: Request, document: Document, api: Api, symbol: str) -> Iterator[Explanation]:
    renames = context_of(document, request.names, tolerant=True).renames
    places = Places(document)
    for each in api.declarations:
        node = places.declared(each.origin)
        if node is None or symbol not in {each.name, _component(node)}:
            continue
        rule = _model_rule(node, each.name, renames)
        yield Explanation(each.name, each.origin, node.key_location, (rule,))


def _component(node: Node) -> str:
    """The name of a component in the document; empty for any other schema."""
    *folder, key = ("", *node.pointer)[-3:]
    return str(key) if len(node.pointer) == 3 and folder == ["components", "schemas"] else ""


def _parts(document: Document, api: Api, symbol: str) -> Iterator[Explanation]:
    """The arguments, fields and classes with this name, which have the document's names."""
    names = set(_full_names(api, symbol))
    for each in SymbolTable(api, document):
        if each.name in names:
            yield Explanation(each.name, each.signature(), each.node.key_location, ())


def _full_names(api: Api, symbol: str) -> Iterator[str]:
    """The names that callers write for a symbol, which can be the class of a resource or the key of a webhook."""
    # The asynchronous client and resources have the same places.
    short = symbol.removeprefix("Async")
    yield from (symbol, short, f"{api.settings.client}({symbol})")
    yield from (f"{module}.{symbol}" for module in ("client", "models", "errors", "webhooks"))
    yield from (f"client.{each.name}" for each in api.resources if each.class_name == short)
    key = symbol.removeprefix("webhooks.")
    yield from (f"webhooks.{each.name}" for each in api.webhooks if each.wire == key)


def _model_rule(node: Node, name: str, renames: Renames) -> str:
    component = _component(node)
    if component and renames.model(component):
        return RULE_TEXTS["renamed"]
    if stated_name(node):
        return "an extension gives the name"
    if component and name.startswith(class_name(component)):
        is_clash = name.removeprefix(class_name(component)).isdecimal()
        return "the name of the component" + ", which another one gives, too" * is_clash
    return (
        "the place of the schema, the resource whose item it is,"
        " or what distinguishes it from other members of a union"
    )


_AS_STATED: Final = "the operationId states the name"
