"""Witnesses: Python code that uses a symbol as the base declares it.

If a change breaks types, its witnesses type-check with the client of the base, and one of them does not with that of
the head. Otherwise all of them type-check with both.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.emit.python.signatures import grant_classes, qualified_name
from generator.ir.api import Api
from generator.ir.types import Direction, Model
from generator.reserved import TOKEN_EXPORTS
from generator.review.changes import Change
from generator.review.compare.comparison import Side

# Names of the runtime that signatures can contain.
_RUNTIME_NAMES: Final = "Download FileInput Open OpenInt Page Stream UNSET UnsetType".split()

_HEADER: Final = """\
from __future__ import annotations
import builtins
from collections.abc import AsyncIterable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from {package} import {imported}
from {runtime} import {names}
"""
_VALUE: Final = {"value-added", "value-removed"}
_ANY: Final = re.compile(r"\bAny\b")


def witness_module(
    package: str, api: Api, statements: Sequence[str], runtime: str | None = None
) -> str:
    """A module with a function for each witness, one on each line after the imports.

    Args:
        package: The name of the package whose client the witnesses use.
        api: The Api of that client.
        runtime: The name of its runtime, if that is another package.
    """
    imported = [api.settings.client, "errors", "models", *(["webhooks"] if api.webhooks else [])]
    imported += [text.removeprefix("class ") for text in grant_classes(api)]
    header = _HEADER.format(
        package=package,
        imported=", ".join(imported),
        runtime=runtime or f"{package}._runtime",
        names=", ".join(_RUNTIME_NAMES),
    )
    return header + "".join(f"def w{n}{text}\n" for n, text in enumerate(statements))


@dataclass(frozen=True, slots=True)
class _Call:
    """A signature that can be called: its path, its arguments and its result."""

    path: str
    arguments: ast.arguments
    returns: str


class Witnesses:
    """The witnesses of changes, made from the signatures of the base."""

    def __init__(self, base: Side) -> None:
        self._client = base.api.settings.client
        self._declarations = base.declarations
        self._methods: Mapping[str, str] = {
            qualified_name(resource, operation): base.signatures.method(resource, operation)
            for resource, operation in base.operations()
        }
        self._signatures = base.signatures

    def of(self, change: Change) -> list[str]:
        """The witnesses of a change: functions without names, as `(arguments) -> result: statement`."""
        if _ANY.search(change.detail):
            return []  # type checkers accept Any as every type
        if change.old is None:
            return list(self._unchanged(change.new or ""))
        return [text for line in change.old.splitlines() for text in self._lines(change, line)]

    def _lines(self, change: Change, signature: str) -> Iterator[str]:
        text = signature.rsplit("  # ", 1)[0].removeprefix("class ")
        path = text.split("(")[0].split(":")[0].split(" ")[0]
        parts = path.split(".")
        if change.rule.kind in _VALUE and text.startswith(f"{path} = "):
            yield from self._value(change, path)
        elif text.startswith(f"{path} = "):
            yield from _alias(change, path, text.partition(" = ")[2])
        elif path.startswith("client.") and "(" not in text:
            yield f"(client: {self._client}) -> object: return {path}"
        elif "(" in text and (path.startswith("client.") or path == self._client):
            yield from self._of_call(text)
        elif path == self._client or path in TOKEN_EXPORTS:
            yield f"() -> object: return {path}"
        elif parts[0] == "models" and len(parts) == 3:
            yield from self._of_field(change, parts, text)
        elif text.startswith("errors.APIStatusError."):
            yield f"(error: errors.APIStatusError) -> object: return error.{parts[2]}"
        elif parts[0] == "errors":
            yield f"() -> type[errors.{text.partition('(')[2][:-1]}]: return {path}"
        elif parts[0] in {"models", "webhooks"}:
            yield f"() -> object: return {path}"

    def _value(self, change: Change, path: str) -> Iterator[str]:
        """Compare with the value, and pass it, unless it is new."""
        if change.rule.kind == "value-removed":
            yield f"(value: {path}) -> bool: return value == {change.detail}"
            yield f"() -> {path}: return {change.detail}"
        else:
            yield f"(value: {path}) -> {path}: return value"

    def _of_call(self, text: str) -> Iterator[str]:
        """Call the whole method, or pass one argument of it beside any others."""
        call = _parsed(text)
        whole = self._methods.get(call.path)
        if whole is None or " -> " in text:
            yield from _whole_calls(call, self._client)
            return
        method = _parsed(whole)
        returns = "None" if method.returns == "None" else "object"
        for argument in _arguments(call.arguments):
            annotation = ast.unparse(argument.annotation) if argument.annotation else "object"
            values = f"{argument.arg}={argument.arg}, **rest"
            arguments = (
                f"client: {self._client}, rest: dict[str, Any], {argument.arg}: {annotation}"
            )
            yield f"({arguments}) -> {returns}: {_keyword(returns)}{call.path}({values})"
        yield from _whole_calls(method, self._client, required_only=True)

    def _of_field(self, change: Change, parts: Sequence[str], text: str) -> Iterator[str]:
        """Read the attribute, and pass it to the class beside any others."""
        _, model, name = parts
        annotation = text.partition(": ")[2].partition(" = ")[0] or "object"
        if not change.rule.id.startswith(("request-", "default-")):
            yield f"(value: models.{model}) -> {annotation}: return value.{name}"
        if change.rule.kind == "value-removed":
            yield f"(value: models.{model}) -> bool: return value.{name} == {change.detail}"
        declaration = self._declarations.get(model)
        if not isinstance(declaration, Model) or Direction.INPUT not in declaration.direction:
            return
        passed = "dict[str, Any]" if annotation == "object" else annotation
        arguments = f"rest: dict[str, Any], value: {passed}"
        yield f"({arguments}) -> object: return models.{model}({name}=value, **rest)"
        yield from self._construction(declaration)
        if change.rule.kind == "property-removed" and declaration.dict_name:
            # The class can have the field for responses still.
            item = f'{{"{name}": item}}'
            dict_name = f"models.{declaration.dict_name}"
            yield f"(value: {dict_name}, item: {passed}) -> None: value.update({item})"

    def _construction(self, model: Model) -> Iterator[str]:
        """Construct a model with its required fields only."""
        fields = [f for f in model.fields if f.required and f.constant is None]
        texts = [self._signatures.field(model, f).rsplit("  # ", 1)[0] for f in fields]
        if any(text.startswith("client.") for text in texts):
            return
        types = [text.partition(": ")[2] for text in texts]
        arguments = ", ".join(f"{f.name}: {t}" for f, t in zip(fields, types, strict=True))
        values = ", ".join(f"{f.name}={f.name}" for f in fields)
        yield f"({arguments}) -> object: return models.{model.name}({values})"

    def _unchanged(self, new: str) -> Iterator[str]:
        """Calls and constructions that a new symbol may break."""
        path = new.split("(")[0].split(":")[0].removeprefix("class ")
        parts = path.split(".")
        if path in self._methods:
            yield from _whole_calls(_parsed(self._methods[path]), self._client)
        declaration = self._declarations.get(parts[1]) if parts[0] == "models" else None
        if isinstance(declaration, Model) and Direction.INPUT in declaration.direction:
            yield from self._construction(declaration)


def _alias(change: Change, path: str, value: str) -> Iterator[str]:
    """Pass a value of a named type on as the type that it stands for, or the reverse.

    An open union can have further members, like an enumeration, so only an exhaustive `match` fails.
    """
    is_open = change.rule.id == "response-open-member-added"
    if not change.rule.id.startswith("request-") and not is_open:
        yield f"(value: {path}) -> {value}: return value"
    if not change.rule.id.startswith("response-"):
        yield f"(value: {value}) -> {path}: return value"


def _parsed(text: str) -> _Call:
    path, _, rest = text.rsplit("  # ", 1)[0].partition("(")
    (function,) = ast.parse(f"def _({rest}: ...").body
    assert isinstance(function, ast.FunctionDef)
    returns = ast.unparse(function.returns) if function.returns is not None else "object"
    return _Call(path, function.args, returns)


def _arguments(arguments: ast.arguments) -> list[ast.arg]:
    return [*arguments.args, *arguments.kwonlyargs]


def _whole_calls(call: _Call, client: str, *, required_only: bool = False) -> Iterator[str]:
    """A call with the required arguments, and one with all arguments."""
    required = {argument.arg for argument in call.arguments.args}
    required |= {
        argument.arg
        for argument, default in zip(
            call.arguments.kwonlyargs, call.arguments.kw_defaults, strict=True
        )
        if default is None
    }
    if call.path == client:
        for argument in call.arguments.args:
            yield f'() -> object: return {client}({argument.arg}="x")'
        return
    for names in (required,) if required_only else (required, None):
        listed = [a for a in _arguments(call.arguments) if names is None or a.arg in names]
        declared = [f"{a.arg}: {ast.unparse(a.annotation)}" for a in listed if a.annotation]
        positional = {a.arg for a in call.arguments.args}
        values = ", ".join(a.arg if a.arg in positional else f"{a.arg}={a.arg}" for a in listed)
        arguments = ", ".join([f"client: {client}", *declared])
        yield f"({arguments}) -> {call.returns}: {_keyword(call.returns)}{call.path}({values})"


def _keyword(returns: str) -> str:
    """The start of the statement. Type checkers refuse to return the result of a function that returns None."""
    return "" if returns == "None" else "return "
