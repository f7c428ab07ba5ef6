"""Servers, security schemes and errors -> the expressions of `_api.py`."""

from __future__ import annotations

from collections.abc import Iterable

from generator.emit.python.imports import Scope
from generator.emit.python.literals import literal
from generator.ir.api import Api, ErrorCode, SecurityScheme
from generator.ir.operations import Server, ServerVariable


def server(one: Server, scope: Scope) -> str:
    variables = f", {sequence(_variable(v, scope) for v in one.variables)}" if one.variables else ""
    return f"{scope.use('Server')}({literal(one.url)}{variables})"


def scheme(one: SecurityScheme, scope: Scope) -> str:
    options = [literal(one.wire), literal(one.kind.value), sequence(map(literal, one.credentials))]
    if one.location:
        options += [
            f"location={literal(one.location.value)}",
            f"parameter={literal(one.parameter)}",
        ]
    if one.token_url:
        options.append(f"token_url={literal(one.token_url)}")
    if one.scopes:
        options.append(f"scopes={sequence(map(literal, one.scopes))}")
    return f"{scope.use('Scheme')}({', '.join(options)})"


def security(alternatives: Iterable[tuple[str, ...]]) -> str:
    """Alternatives of names of schemes that are needed together."""
    return sequence(sequence(map(literal, names)) for names in alternatives)


def error_pointers(api: Api) -> str:
    """(attribute, pointer) of the values that errors carry."""
    return sequence(f"({literal(f.name)}, {literal(f.pointer)})" for f in api.error_fields)


def error_key(code: ErrorCode) -> str:
    return f"({code.status}, {literal(code.wire)})"


def sequence(texts: Iterable[str]) -> str:
    """A tuple of expressions."""
    items = list(texts)
    return f"({', '.join(items)}{',' if len(items) == 1 else ''})"


def _variable(variable: ServerVariable, scope: Scope) -> str:
    options = [literal(variable.name), literal(variable.wire), literal(variable.default)]
    if variable.enum:
        options.append(f"enum={sequence(map(literal, variable.enum))}")
    if variable.credential:
        options.append(f"credential={literal(variable.credential)}")
    return f"{scope.use('ServerVariable')}({', '.join(options)})"
