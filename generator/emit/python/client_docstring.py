"""What an API is, and what its clients are told of it."""

from __future__ import annotations

from generator.emit.python.html import as_markdown
from generator.emit.python.literals import (
    WIDTH,
    beginning,
    docstring,
    entry,
    one_line,
    prose,
)
from generator.emit.python.options import options
from generator.ir.api import Api

_MOST = 60  # lines of the API's description in the docstrings of both clients


def about(api: Api) -> str:
    """The docstring of the clients: what the API is, and what its own options mean."""
    width = WIDTH - 4
    said = prose(as_markdown(api.description), width)
    kept = beginning(said, _MOST)
    more = ["", "The README has the rest."] if len(kept) < len(said) else []
    lines = [*prose(one_line(api.title), width), *([""] if kept else []), *kept, *more, "", "Args:"]
    for name, meaning in options(api):
        variable = f"{api.settings.env_prefix}_{name.upper()}"
        lines += entry(name, f"{meaning} Environment: `{variable}`.", width)
    lines += entry("http_client", "An `httpx2` client of your own; closing it is up to you.", width)
    lines += entry("options", "See `ClientOptions`.", width)
    return docstring(lines, "    ")
