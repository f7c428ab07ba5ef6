"""What an API is, and the options that are its own: the credentials, and the variables of its servers."""

from __future__ import annotations

from generator.annotations.html import as_markdown
from generator.annotations.text import (
    WIDTH,
    beginning,
    docstring,
    entry,
    one_line,
    prose,
    sentences,
)
from generator.model import Api

_MOST = 60  # lines of the API's description in the docstrings of both clients


def credentials(api: Api) -> list[str]:
    """The Python names of the credentials that the clients take, each once."""
    return list(dict.fromkeys(name for scheme in api.schemes for name in scheme.credentials))


def variables(api: Api) -> list[str]:
    """The Python names of the server variables that no credential fills."""
    found = (v.name for server in api.servers for v in server.variables if v.credential is None)
    return list(dict.fromkeys(found))


def about(api: Api) -> str:
    """The docstring of the clients: what the API is, and what its own options mean."""
    width = WIDTH - 4
    said = prose(as_markdown(api.description), width)
    kept = beginning(said, _MOST)
    more = ["", "The README has the rest."] if len(kept) < len(said) else []
    lines = [*prose(one_line(api.title), width), *([""] if kept else []), *kept, *more, "", "Args:"]
    for name, meaning in options(api):
        variable = f"Environment: `{api.settings.env_prefix}_{name.upper()}`."
        lines += entry(name, sentences(meaning, variable), width)
    lines += entry("http_client", "An `httpx2` client of your own; closing it is up to you.", width)
    lines += entry("options", "See `ClientOptions`.", width)
    return docstring(lines, "    ")


def options(api: Api) -> list[tuple[str, str]]:
    """The API's own options of the clients, with what they mean."""
    said = {name: scheme.description for scheme in api.schemes for name in scheme.credentials}
    said |= {
        v.name: v.description
        for server in api.servers
        for v in server.variables
        if not v.credential
    }
    return [(name, one_line(as_markdown(text))) for name, text in said.items()]
