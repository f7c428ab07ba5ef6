"""Rules about what becomes a part of a URL or a header: paths, variables of servers, media types."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..source import Node
from .messages import short, suggestion
from .roles import containers
from .rule import Fault, Subject
from .walk import entries, listed, walk

_VARIABLE: Final = re.compile(r"\{([^{}]*)\}")
_DOTTED: Final = frozenset({".", ".."})
# RFC 9110, section 8.3.1; parameters are not looked into
_MEDIA_TYPE: Final = re.compile(r"[!#$%&'*+.^_`|~\w-]+/[!#$%&'*+.^_`|~\w-]+\s*(;.*)?", re.ASCII)


def addresses(subject: Subject) -> Iterator[Fault]:
    """Paths, variables of servers and media types can be sent as they are written."""
    roots = [(subject.document.root, "openapi")]
    for visit in walk(roots, subject.version, within=containers("media-type")):
        yield from _servers(visit.node)
        if visit.role == "paths":
            yield from _paths(visit.node)
        if visit.role == "media-type" and visit.keys[:1] == ("content",):
            yield from _media_type(visit.node, str(visit.keys[-1]))


def _servers(owner: Node) -> Iterator[Fault]:
    for server in listed(owner.get("servers")) if isinstance(owner.value, dict) else ():
        url = server.get("url")
        if url is None or not isinstance(url.value, str):
            continue
        known = {name for name, _ in entries(server.get("variables"))}
        for name in dict.fromkeys(_VARIABLE.findall(url.value)):
            if name not in known:
                hint = suggestion(name, known) or ": add it to the variables of this server"
                yield Fault(url.location, f"the variable {short(name)} is not defined{hint}")


def _paths(paths: Node) -> Iterator[Fault]:
    for path, item in entries(paths):
        if path.startswith("//"):
            message = 'a path that begins with "//" leads to another host: write one "/"'
            yield Fault(item.key_location, message)
        for segment in sorted(_DOTTED.intersection(path.split("/"))):
            message = (
                f"HTTP clients remove the path segment {short(segment)}: write the path without it"
            )
            yield Fault(item.key_location, message)


def _media_type(node: Node, name: str) -> Iterator[Fault]:
    if not name.isprintable():
        message = f"the media type {short(name)} has characters that no header can carry"
        yield Fault(node.key_location, message)
    elif not _MEDIA_TYPE.fullmatch(name.strip()):
        message = f"{short(name)} is no media type: write one such as application/json"
        yield Fault(node.key_location, message, mild=True)
