"""Checks of texts that become part of a URL or a header: they must be valid there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, TypeAlias
from urllib.parse import unquote

from generator.diagnostics import nearest, suggestion
from generator.lint.media_types import media_type_problem
from generator.lint.messages import SchemaIssue, short
from generator.openapi.object_types import TOKEN
from generator.openapi.operations import template_variables

_Object: TypeAlias = "dict[str, Any]"

_DOTTED: Final = frozenset({".", ".."})
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_COMMA: Final = re.compile(r',(?=(?:[^"]*"[^"]*")*[^"]*$)')  # not in quotes
_COMPONENT: Final = re.compile(r"[a-zA-Z0-9._-]+")


def address_issues(value: object, object_type: str, version: str) -> Iterator[SchemaIssue]:
    """The issues of one object, without those of the objects that it contains.

    Args:
        value: The object.
        object_type: The type of the object, a key of `OBJECT_TYPES`.
        version: One of `VERSIONS`.
    """
    if not isinstance(value, dict):
        return
    for check in _CHECKS.get(object_type, ()):
        yield from check(value)
    # The metaschemas of later versions check the names of components.
    if object_type == "components" and version == "3.0":
        yield from _components(value)


def _servers(owner: _Object) -> Iterator[SchemaIssue]:
    for index, server in enumerate(_list(owner.get("servers"))):
        url = server.get("url") if isinstance(server, dict) else None
        if isinstance(url, str):
            for issue in _variables(url, _mapping(server.get("variables"))):
                yield replace(issue, pointer=("servers", index, *issue.pointer))


def _variables(url: str, variables: _Object) -> Iterator[SchemaIssue]:
    """The issues of the variables of a server, at pointers relative to the server."""
    used = template_variables(url)
    unused = [name for name in variables if name not in used]
    for name in used:
        if name not in variables:
            near = nearest(name, unused)
            # The other name of a misspelled variable is the same problem.
            unused = [other for other in unused if other != near]
            hint = suggestion(name, variables) or ": add it to the variables of this server"
            yield SchemaIssue(("url",), f"the variable {short(name)} is not defined{hint}")
    for name in unused:
        hint = f'remove it, or write "{{{name}}}" in the URL'
        message = f"the URL does not use the variable {short(name)}: {hint}"
        yield SchemaIssue(("variables", name), message, at_key=True, advisory=True)
    for name, variable in variables.items():
        enum, default = _list(_mapping(variable).get("enum")), _mapping(variable).get("default")
        if enum and default is not None and default not in enum:
            message = f"the default {short(default)} is not one of the values in `enum`"
            pointer = ("variables", name, "default")
            yield SchemaIssue(pointer, f"{message}{suggestion(str(default), map(str, enum))}")


def _paths(paths: _Object) -> Iterator[SchemaIssue]:
    for path in paths:
        if path.startswith("//"):
            message = 'a path that starts with "//" means another host: write one "/"'
            yield SchemaIssue((path,), message, at_key=True)
        for segment in path.split("/"):
            if unquote(segment) in _DOTTED and path.startswith("/"):
                message = f"URLs cannot have the path segment {short(segment)}: remove it"
                yield SchemaIssue((path,), message, at_key=True)


def _content(owner: _Object) -> Iterator[SchemaIssue]:
    for name in _mapping(owner.get("content")):
        if _CONTROL.search(name):
            message = (
                f"the media type {short(name)} has characters that are not allowed in a header"
            )
            yield SchemaIssue(("content", name), message, at_key=True)
        elif problem := media_type_problem(name):
            yield SchemaIssue(("content", name), problem, at_key=True, advisory=True)


def _encoding(encoding: _Object) -> Iterator[SchemaIssue]:
    media_type = encoding.get("contentType")
    if isinstance(media_type, str) and _CONTROL.search(media_type):
        message = (
            f"the media type {short(media_type)} has characters that are not allowed in a header"
        )
        yield SchemaIssue(("contentType",), message)
    elif isinstance(media_type, str):
        # Media types, separated by commas (Encoding Object).
        problems = map(media_type_problem, _COMMA.split(media_type))
        yield from (SchemaIssue(("contentType",), each, advisory=True) for each in problems if each)


def _cookie_name(owner: _Object) -> Iterator[SchemaIssue]:
    """The name of a parameter or an API key in a cookie; the parser checks names of headers (`header-name`)."""
    name = owner.get("name")
    if owner.get("in") == "cookie" and isinstance(name, str) and not TOKEN.fullmatch(name):
        yield SchemaIssue(("name",), f"{short(name)} cannot be the name of a cookie")


def _components(components: _Object) -> Iterator[SchemaIssue]:
    for section, names in components.items():
        for name in () if section.startswith("x-") else _mapping(names):
            if not _COMPONENT.fullmatch(name):
                message = f"{short(name)} is not a valid name here"
                yield SchemaIssue((section, name), message, at_key=True)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: object) -> _Object:
    return value if isinstance(value, dict) else {}


_CHECKS: Final[Mapping[str, tuple[Callable[[_Object], Iterator[SchemaIssue]], ...]]] = {
    "openapi": (_servers,),
    "path-item": (_servers,),
    "operation": (_servers,),
    "paths": (_paths,),
    "parameter": (_cookie_name, _content),
    "header": (_content,),
    "request-body": (_content,),
    "response": (_content,),
    "encoding": (_encoding,),
    "security-scheme": (_cookie_name,),
}
