"""The API's own options of the clients, and what their documentation says of them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.emit.python.html import as_markdown
from generator.emit.python.literals import one_line
from generator.ir.api import Api, SchemeKind, SecurityScheme

_MEANINGS = {
    SchemeKind.BASIC: (
        "The user name of HTTP basic authentication.",
        "The password of HTTP basic authentication.",
    ),
    SchemeKind.BEARER: ("The bearer token.",),
    SchemeKind.OAUTH2: (
        "An OAuth 2 access token.",
        "The client ID with which OAuth 2 access tokens are fetched.",
        "The client secret with which OAuth 2 access tokens are fetched.",
    ),
    SchemeKind.OPENID: ("An OpenID Connect token.",),
}


def credentials(api: Api) -> list[str]:
    """The Python names of the credentials that the clients take, each once."""
    return list(dict.fromkeys(name for scheme in api.schemes for name in scheme.credentials))


def variables(api: Api) -> list[str]:
    """The Python names of the server variables that no credential fills."""
    found = (v.name for server in api.servers for v in server.variables if v.credential is None)
    return list(dict.fromkeys(found))


def options(api: Api) -> list[tuple[str, str]]:
    """The options with what they mean, in sentences."""
    said: dict[str, str] = {}
    for scheme in api.schemes:
        said |= _credentials(scheme)
    for server in api.servers:
        said |= {
            v.name: v.description or f"The variable `{v.wire}` of the server's address."
            for v in server.variables
            if not v.credential
        }
    return [(name, _sentence(one_line(as_markdown(text)))) for name, text in said.items()]


def _credentials(scheme: SecurityScheme) -> Iterator[tuple[str, str]]:
    """What a scheme says of itself is said of its first credential."""
    meanings = _MEANINGS.get(scheme.kind) or (_key(scheme),)
    for name, meaning in zip(scheme.credentials, (scheme.description, *meanings[1:]), strict=False):
        yield name, meaning or meanings[0]


def _key(scheme: SecurityScheme) -> str:
    place = scheme.location.value if scheme.location is not None else ""
    what = "query parameter" if place == "query" else place
    return f"The API key, which is sent as the {what} `{scheme.parameter}`."


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", ":")) else f"{text}."
