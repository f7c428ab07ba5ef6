"""The client options that an API defines: its credentials and server variables."""

from __future__ import annotations

from collections.abc import Iterator

from generator.emit.python.text.html import as_markdown
from generator.emit.python.text.paragraphs import add_sentences, one_line
from generator.ir.api import TOKEN_KINDS, Api, SchemeKind, SecurityScheme
from generator.ir.operations import ServerVariable

_DESCRIPTIONS = {
    SchemeKind.BASIC: (
        "The user name of HTTP basic authentication.",
        "The password of HTTP basic authentication.",
    ),
    SchemeKind.BEARER: ("The bearer token.",),
    SchemeKind.OAUTH2: (
        "An OAuth 2 access token.",
        "The client ID for fetching OAuth 2 access tokens.",
        "The client secret for fetching OAuth 2 access tokens.",
    ),
    SchemeKind.OPENID: ("An OpenID Connect token.",),
}


def token_argument(api: Api) -> str:
    """Return the name of the first credential that is an access token or a grant in place of it; "" without one."""
    return next((each.credentials[0] for each in api.schemes if each.kind in TOKEN_KINDS), "")


def device_argument(api: Api) -> str:
    """Return the name of the first credential for which the document has a device flow; "" without one."""
    schemes = (each for each in api.schemes if each.device is not None and each.device.token_url)
    return next((each.credentials[0] for each in schemes), "")


def credential_names(api: Api) -> list[str]:
    """Return the Python names of the credentials that the clients accept, without duplicates."""
    return list(dict.fromkeys(name for scheme in api.schemes for name in scheme.credentials))


def variable_names(api: Api) -> list[str]:
    """Return the Python names of the server variables whose values do not come from credentials."""
    variables = (v for server in api.servers for v in server.variables if v.credential is None)
    return list(dict.fromkeys(variable.name for variable in variables))


def described_options(api: Api) -> list[tuple[str, str]]:
    """Return the names of all options with their descriptions, which are full sentences."""
    descriptions: dict[str, str] = {}
    for scheme in api.schemes:
        descriptions |= _described_credentials(scheme)
    for server in api.servers:
        descriptions |= {v.name: _variable(v) for v in server.variables if not v.credential}
    return [(name, _sentence(one_line(as_markdown(text)))) for name, text in descriptions.items()]


def _variable(variable: ServerVariable) -> str:
    text = variable.description or f"The server variable `{variable.wire}`."
    if variable.default is None:
        return add_sentences(one_line(text), "Required unless `base_url` is given.")
    default = f"Default: `{one_line(variable.default)}`." if variable.default else ""
    return add_sentences(one_line(text), default)


def _described_credentials(scheme: SecurityScheme) -> Iterator[tuple[str, str]]:
    """Yield the credentials with their descriptions. The description of the scheme replaces that of the first one."""
    defaults = _DESCRIPTIONS.get(scheme.kind) or (_api_key_description(scheme),)
    descriptions = (scheme.description or defaults[0], *defaults[1:])
    yield from zip(scheme.credentials, descriptions, strict=False)


def _api_key_description(scheme: SecurityScheme) -> str:
    location = scheme.location.value if scheme.location is not None else ""
    kind = "query parameter" if location == "query" else location
    return f"The API key, which is sent as the {kind} `{scheme.parameter}`."


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", ":")) else f"{text}."
