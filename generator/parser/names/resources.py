"""Which operations a document has, what groups them, and what a person would call them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator import reserved
from generator.naming import (
    Scope,
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
from generator.parser.context import Context, texts
from generator.parser.drafts import NameHint
from generator.parser.names.method_names import candidates, choose, operation_words
from generator.parser.names.path_names import NameSource, says_nothing, without_media_type

DEFAULT = "default"  # what tools call the tag of what has none
_DATE = re.compile(r"^(api)?[-_ ]?\d{4}[-_]?\d\d[-_]?\d\d[-_ /]*(?=[a-z])", re.IGNORECASE)
_CONTROLLER = re.compile(r"(?<=\w)[-_ ]?controller$", re.IGNORECASE)


@dataclass(slots=True)
class Plan:
    """An operation and its names."""

    at: OperationAt
    hint: NameHint = field(default=NameHint("", ""))
    name: str = ""


@dataclass(slots=True)
class Group:
    """The operations of one resource, in the document's order."""

    name: str
    class_name: str
    description: str
    plans: list[Plan]


def groups(context: Context, client: str) -> list[Group]:
    """The resources of the client, each with its named operations."""
    plans = [Plan(at) for at in operations(context.document)]
    found: dict[str, list[Plan]] = {}
    spelled: dict[str, str] = {}
    for plan in plans:
        told = _group(plan)
        key = snake_case(told).replace("_", "")
        spelled.setdefault(key, told)
        found.setdefault(key, []).append(plan)
    wanted = [shortened(snake_case(spelled[key])) for key in found]  # modules have these names, too
    names = unique([reserve(name, reserved.RESOURCES) for name in wanted])
    classes = _class_names([spelled[key] for key in found], client)
    described = _descriptions(context.document.root)
    scope = Scope()
    result = []
    for key, name, cls in zip(found, names, classes, strict=True):
        _name(found[key], name, scope)
        result.append(Group(name, cls, described.get(key, ""), found[key]))
    return result


def _class_names(told: Sequence[str], client: str) -> list[str]:
    taken = {client, f"Async{client}"}
    spelled = [class_name(text) for text in told]
    both = set(spelled)
    clashing = {
        name for name in spelled if name in taken or (name.startswith("Async") and name[5:] in both)
    }
    return unique([f"{name}Resource" if name in clashing else name for name in spelled])


def _group(plan: Plan) -> str:
    """What an operation is grouped by: an extension, its first tag, or the first segment of its path that says much."""
    for key in ("x-fern-sdk-group-name", "x-speakeasy-group"):
        told = texts(plan.at.node.get(key))
        if told:
            return " ".join(told).replace(".", " ")
    path = re.split("[?#]", plan.at.path)[0].strip("/")
    tags = [_tag(tag) for tag in texts(plan.at.node.get("tags")) if not _repeats(tag, path)]
    for tag in tags:
        if tag and tag != DEFAULT:
            return tag
    for segment in path.split("/"):
        if words(segment) and "{" not in segment and not says_nothing(segment):
            return without_media_type(segment)
    return DEFAULT


def _tag(name: str) -> str:
    """A tag without what it says of a whole API (`Api20100401Call`) or of a program (`pet-controller`)."""
    kept = name.strip()
    return _CONTROLLER.sub("", _DATE.sub("", kept)) or kept


def _repeats(tag: str, path: str) -> bool:
    """Whether a tag is but the end of the path, so that each path would have a resource of its own."""
    return "/" in tag.strip("/") and f"/{path}".endswith(f"/{tag.strip('/')}")


def _descriptions(root: Node) -> dict[str, str]:
    tags = root.get("tags")
    listed = list(tags.elements()) if tags is not None else []
    return {
        snake_case(_tag(node.text("name"))).replace("_", ""): node.text("description")
        or node.text("summary")
        for node in listed
    }


def _name(plans: Sequence[Plan], resource: str, scope: Scope) -> None:
    """Give the operations of one resource their method names, and the names of what they declare inline."""
    chosen = choose([_named(plan, resource) for plan in plans])
    for plan, name in zip(plans, chosen, strict=True):
        plan.name = reserve(snake_case(name), reserved.METHODS)
        spoken = operation_words(_words_of(plan))
        prefix = (
            pascal_case("_".join(spoken)) if spoken else pascal_case(resource) + pascal_case(name)
        )
        prefix = scope.claim(prefix)
        plan.hint = NameHint(prefix, module_name(prefix))


def _words_of(plan: Plan) -> NameSource:
    siblings = frozenset(
        method.upper()
        for method in HTTP_METHODS
        if any(method in item for item in plan.at.path_items)
    )
    return NameSource(plan.at.node.text("operationId"), plan.at.method, plan.at.path, siblings)


def _extension(plan: Plan) -> str:
    names = ("x-fern-sdk-method-name", "x-speakeasy-name-override")
    return next((said for key in names if (said := plan.at.node.text(key))), "")


def _named(plan: Plan, resource: str) -> list[str]:
    if said := _extension(plan):
        return [snake_case(said)]
    return candidates(_words_of(plan), words(resource))
