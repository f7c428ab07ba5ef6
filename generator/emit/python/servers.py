"""Servers and security requirements as expressions."""

from __future__ import annotations

from collections.abc import Iterable

from generator.emit.python.imports import Imports
from generator.emit.python.text.literals import literal, tuple_of
from generator.ir.api import DeviceFlow, SecurityScheme
from generator.ir.operations import Server, ServerVariable


def server_expression(server: Server, imports: Imports) -> str:
    """Return the expression of a server."""
    arguments = [literal(server.url)]
    if server.variables:
        arguments.append(tuple_of(_variable(variable, imports) for variable in server.variables))
    return f"{imports.use('Server')}({', '.join(arguments)})"


def scheme_expression(scheme: SecurityScheme, imports: Imports) -> str:
    """Return the expression of a security scheme."""
    arguments = [
        literal(scheme.wire),
        literal(scheme.kind.value),
        tuple_of(map(literal, scheme.credentials)),
    ]
    if scheme.location:
        arguments.append(f"location={literal(scheme.location.value)}")
        arguments.append(f"parameter={literal(scheme.parameter)}")
    if scheme.token_url:
        arguments.append(f"token_url={literal(scheme.token_url)}")
    if scheme.scopes:
        arguments.append(f"scopes={tuple_of(map(literal, scheme.scopes))}")
    if scheme.refresh_url != scheme.token_url:
        arguments.append(f"refresh_url={literal(scheme.refresh_url)}")
    if scheme.device is not None:
        arguments.append(f"device={_device_flow(scheme.device, imports)}")
    return f"{imports.use('Scheme')}({', '.join(arguments)})"


def _device_flow(flow: DeviceFlow, imports: Imports) -> str:
    arguments = map(literal, (flow.url, flow.token_url, flow.refresh_url))
    return f"{imports.use('DeviceFlow')}({', '.join(arguments)})"


def security_expression(alternatives: Iterable[tuple[str, ...]]) -> str:
    """Return the alternative security requirements, each a tuple of the names of schemes that apply together."""
    return tuple_of(tuple_of(map(literal, names)) for names in alternatives)


def _variable(variable: ServerVariable, imports: Imports) -> str:
    arguments = [literal(variable.name), literal(variable.wire)]
    if variable.default is not None:
        arguments.append(literal(variable.default))
    if variable.enum:
        arguments.append(f"enum={tuple_of(map(literal, variable.enum))}")
    if variable.credential:
        arguments.append(f"credential={literal(variable.credential)}")
    return f"{imports.use('ServerVariable')}({', '.join(arguments)})"
