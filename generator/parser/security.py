"""Security Scheme and Security Requirement Objects: credentials of the client, and requirements of operations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.ir.api import TOKEN_KINDS, DeviceFlow, SchemeKind, SecurityScheme
from generator.ir.operations import ParameterLocation
from generator.naming import UsedNames
from generator.openapi import Node
from generator.parser.context import ParseContext
from generator.parser.queries.header_names import is_header_name
from generator.parser.queries.nodes import is_mapping, resolved
from generator.parser.servers import option_name

_CLIENT, _DEVICE = "clientCredentials", "deviceAuthorization"
# Client credentials come last: their tokens are not refreshed (RFC 6749, section 4.4.3).
_REFRESHING = ("authorizationCode", _DEVICE, "password", "implicit", _CLIENT)


def schemes(context: ParseContext) -> tuple[SecurityScheme, ...]:
    """The security schemes of a document that the client supports."""
    pairs = [(wire, resolved(node)) for wire, node in _declared(context).items()]
    supported = [
        (wire, node, kind)
        for wire, node in pairs
        if not node.is_reference and (kind := _kind(context, node)) is not None
    ]
    tokens = sum(kind in TOKEN_KINDS for _, _, kind in supported)
    logins = sum(kind is SchemeKind.BASIC for _, _, kind in supported)
    flows = sum(_client_credentials(node) is not None for _, node, _ in supported)
    used_names = UsedNames()
    result = []
    for wire, node, kind in supported:
        credentials = list(_credentials(wire, node, kind, tokens > 1, logins > 1, flows > 1))
        names = tuple(used_names.allocate(option_name(name)) for name in credentials)
        result.append(_scheme(wire, node, kind, names))
    return tuple(result)


def _scheme(wire: str, node: Node, kind: SchemeKind, names: tuple[str, ...]) -> SecurityScheme:
    is_key = kind is SchemeKind.API_KEY
    flow = _client_credentials(node)
    scopes = flow.get("scopes") if flow is not None else None
    return SecurityScheme(
        wire,
        kind,
        names,
        ParameterLocation(node.text("in")) if is_key else None,
        node.text("name") if is_key else "",
        flow.text("tokenUrl") if flow is not None else "",
        tuple(scope for scope, _ in scopes.items()) if scopes is not None else (),
        node.text("description"),
        _refresh_url(node),
        _device_flow(node),
    )


def _kind(context: ParseContext, node: Node) -> SchemeKind | None:
    type_, scheme = node.text("type"), node.text("scheme").lower()
    if type_ == "apiKey" and node.text("in") == "header" and not is_header_name(context, node):
        return None
    if type_ == "apiKey" and node.text("in") in {"header", "query", "cookie"} and node.text("name"):
        return SchemeKind.API_KEY
    if type_ == "http" and scheme in {"basic", "bearer"}:
        return SchemeKind.BASIC if scheme == "basic" else SchemeKind.BEARER
    if type_ in {"oauth2", "openIdConnect"}:
        return SchemeKind(type_)
    name = f"{type_} {scheme}".strip() or "this scheme"
    message = f"the client does not support {name}; give it an HTTP client that does"
    context.warn(node, "ignored-keyword", message)
    return None


def _flow(node: Node, name: str) -> Node | None:
    flows = node.get("flows") if node.text("type") == "oauth2" else None
    return flows.get(name) if flows is not None else None


def _client_credentials(node: Node) -> Node | None:
    flow = _flow(node, _CLIENT)
    return flow if flow is not None and flow.text("tokenUrl") else None


def _refresh_url(node: Node, names: Sequence[str] = _REFRESHING) -> str:
    """The endpoint for refresh tokens: the `refreshUrl` of the first flow that has one, or its `tokenUrl`."""
    flows = [flow for name in names if (flow := _flow(node, name)) is not None]
    return next(filter(None, (f.text("refreshUrl") or f.text("tokenUrl") for f in flows)), "")


def _device_flow(node: Node) -> DeviceFlow | None:
    flow = _flow(node, _DEVICE)
    if flow is None or not (url := flow.text("deviceAuthorizationUrl")):
        return None
    return DeviceFlow(url, flow.text("tokenUrl"), _refresh_url(node, [_DEVICE]))


def _credentials(
    wire: str, node: Node, kind: SchemeKind, many_tokens: bool, many_logins: bool, many_flows: bool
) -> Iterator[str]:
    """The names of a scheme's credentials: generic words if no other scheme needs the same word."""
    if kind is SchemeKind.API_KEY:
        yield _without_auth(wire)
    elif kind is SchemeKind.BASIC:
        yield f"{wire}_username" if many_logins else "username"
        yield f"{wire}_password" if many_logins else "password"
    else:
        yield wire if many_tokens else "token"
        if _client_credentials(node) is not None:
            yield f"{wire}_client_id" if many_flows else "client_id"
            yield f"{wire}_client_secret" if many_flows else "client_secret"


def _without_auth(wire: str) -> str:
    """The name without "auth" at its end: the credential of `ApiKeyAuth` is `api_key`."""
    name = option_name(wire)
    short = name.removesuffix("_auth").removesuffix("_authentication")
    return short or name


def requirements(
    context: ParseContext, owner: Node, supported: Sequence[SecurityScheme]
) -> tuple[tuple[str, ...], ...] | None:
    """The alternatives that an object requires, as scheme names; None if it has no `security`.

    An empty alternative is a call without credentials. No alternatives at all is an operation that requires none.
    """
    listed = owner.get("security")
    if listed is None:
        return None
    wires = {scheme.wire for scheme in supported}
    declared = _declared(context)
    alternatives: dict[tuple[str, ...], None] = {}
    for requirement in listed.elements():
        names = [wire for wire, _ in requirement.items()] if is_mapping(requirement) else []
        for wire in names:
            if wire not in declared:
                message = f"no security scheme is called {wire!r}"
                context.fail(requirement, "security-scheme", message)
        alternatives[tuple(wire for wire in names if wire in wires)] = None
    return () if list(alternatives) == [()] else tuple(alternatives)


def _declared(context: ParseContext) -> dict[str, Node]:
    components = context.document.root.get("components")
    listed = components.get("securitySchemes") if components is not None else None
    return dict(listed.items()) if listed is not None else {}
