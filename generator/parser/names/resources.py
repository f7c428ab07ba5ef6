"""The operations of a document, grouped into resources and named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator import reserved
from generator.naming import (
    UsedNames,
    class_name,
    module_name,
    pascal_case,
    reserve,
    shortened,
    snake_case,
    unique,
    words,
)
from generator.openapi import Node
from generator.openapi.object_types import HTTP_METHODS
from generator.openapi.operations import OperationAt, operations
from generator.parser.context import ParseContext
from generator.parser.drafts import NameHint
from generator.parser.names.method_names import candidates, choose, operation_words
from generator.parser.names.path_names import NameSource, is_generic, without_media_type
from generator.parser.queries.nodes import strings

DEFAULT = "default"  # the tag that many tools give to operations without one
_DATE = re.compile(r"^(api)?[-_ ]?\d{4}[-_]?\d\d[-_]?\d\d[-_ /]*(?=[a-z])", re.IGNORECASE)
_CONTROLLER = re.compile(r"(?<=\w)[-_ ]?controller$", re.IGNORECASE)


@dataclass(slots=True)
class NamedOperation:
    """An operation, the name of its method, and the hint for names of inline declarations."""

    at: OperationAt
    hint: NameHint = field(default=NameHint("", ""))
    name: str = ""


@dataclass(slots=True)
class Group:
    """The operations of one resource, in the document's order."""

    name: str
    class_name: str
    description: str
    operations: list[NamedOperation]


def groups(context: ParseContext, client: str) -> list[Group]:
    """The resources of the client, each with its named operations."""
    members: dict[str, list[NamedOperation]] = {}
    titles: dict[str, str] = {}
    for at in operations(context.document):
        title = _group_title(at)
        key = _key(title)
        titles.setdefault(key, title)
        members.setdefault(key, []).append(NamedOperation(at))
    modules = [shortened(snake_case(title)) for title in titles.values()]
    names = unique([reserve(name, reserved.RESOURCES) for name in modules])
    classes = _class_names(list(titles.values()), client)
    descriptions = _descriptions(context.document.root)
    used_names = UsedNames()
    result = []
    for key, name, cls in zip(members, names, classes, strict=True):
        _name_operations(members[key], name, used_names)
        result.append(Group(name, cls, descriptions.get(key, ""), members[key]))
    return result


def _key(title: str) -> str:
    """The key of a group: equal for titles that differ only in case and separators."""
    return snake_case(title).replace("_", "")


def _class_names(titles: Sequence[str], client: str) -> list[str]:
    """The names of the resources' classes, distinct from the clients and from each other's asynchronous class."""
    clients = {client, f"Async{client}"}
    names = [class_name(title) for title in titles]
    distinct = set(names)
    clashing = {
        name
        for name in names
        if name in clients or (name.startswith("Async") and name[5:] in distinct)
    }
    return unique([f"{name}Resource" if name in clashing else name for name in names])


def _group_title(at: OperationAt) -> str:
    """The title of an operation's group: an extension's, its first tag, or the first specific segment of its path."""
    for key in ("x-fern-sdk-group-name", "x-speakeasy-group"):
        group = strings(at.node.get(key))
        if group:
            return " ".join(group).replace(".", " ")
    path = re.split("[?#]", at.path)[0].strip("/")
    tags = [_tag(tag) for tag in strings(at.node.get("tags")) if not _repeats_path(tag, path)]
    for tag in tags:
        if tag and tag != DEFAULT:
            return tag
    for segment in path.split("/"):
        if words(segment) and "{" not in segment and not is_generic(segment):
            return without_media_type(segment)
    return DEFAULT


def _tag(name: str) -> str:
    """A tag without the date of an API's version (`Api20100401Call`) and without `-controller` at its end."""
    stripped = name.strip()
    return _CONTROLLER.sub("", _DATE.sub("", stripped)) or stripped


def _repeats_path(tag: str, path: str) -> bool:
    """Whether a tag is only the end of the path, which would give each path a resource of its own."""
    return "/" in tag.strip("/") and f"/{path}".endswith(f"/{tag.strip('/')}")


def _descriptions(root: Node) -> dict[str, str]:
    tags = root.get("tags")
    return {
        _key(_tag(node.text("name"))): node.text("description") or node.text("summary")
        for node in (tags.elements() if tags is not None else ())
    }


def _name_operations(
    members: Sequence[NamedOperation], resource: str, used_names: UsedNames
) -> None:
    """Set the method names of one resource's operations, and the hints for their inline declarations."""
    chosen = choose([_candidates(each.at, resource) for each in members])
    for each, name in zip(members, chosen, strict=True):
        each.name = reserve(snake_case(name), reserved.METHODS)
        id_words = operation_words(_source(each.at))
        prefix = "_".join(id_words)
        prefix = pascal_case(prefix) if prefix else pascal_case(resource) + pascal_case(name)
        prefix = used_names.allocate(prefix)
        each.hint = NameHint(prefix, module_name(prefix))


def _source(at: OperationAt) -> NameSource:
    siblings = frozenset(
        method.upper() for method in HTTP_METHODS if any(method in item for item in at.path_items)
    )
    return NameSource(at.node.text("operationId"), at.method, at.path, siblings)


def _candidates(at: OperationAt, resource: str) -> list[str]:
    for key in ("x-fern-sdk-method-name", "x-speakeasy-name-override"):
        if name := at.node.text(key):
            return [snake_case(name)]
    return candidates(_source(at), words(resource))
