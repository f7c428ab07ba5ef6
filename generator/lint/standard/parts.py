"""Validation of one part of a document against the standard, as a pure function of its value.

A part is a path item, a component or the target of a reference: an object and all objects in it, without the targets of
references.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from generator.json_types import Pointer
from generator.lint.messages import SchemaIssue
from generator.lint.objects import object_issues
from generator.lint.standard.addresses import address_issues
from generator.openapi.object_types import SCHEMA, children, ignores_siblings, is_reference

_CONTAINERS: Final = ("openapi", "paths", "components")  # the objects in them are separate parts


@dataclass(slots=True)
class PartIssues:
    """The issues of a part, and the pointers in it that need further checks."""

    issues: list[SchemaIssue] = field(default_factory=list)
    # The contained objects that are separate parts, with their types.
    parts: list[tuple[Pointer, str]] = field(default_factory=list)
    # The references, with the expected types of their targets.
    references: list[tuple[Pointer, str]] = field(default_factory=list)
    # The schemas with a `default`.
    defaults: list[Pointer] = field(default_factory=list)
    # The outermost schemas with `allOf` and `required`.
    composed: list[Pointer] = field(default_factory=list)


def check_part(value: object, object_type: str, version: str) -> PartIssues:
    """The issues of a part.

    Args:
        value: The JSON value of the part.
        object_type: The expected type of the part, a key of `OBJECT_TYPES`.
        version: One of `VERSIONS`.
    """
    result = PartIssues()
    waiting: list[tuple[Pointer, object, str, bool]] = [((), value, object_type, True)]
    while waiting:
        pointer, current, object_type, outermost = waiting.pop()
        # An extension has no metaschema. `object_issues` skips an object with the label of a valid one, and the label
        # does not contain the texts that `address_issues` checks.
        issues = (
            *(() if object_type.startswith("x-") else object_issues(current, object_type, version)),
            *address_issues(current, object_type, version),
        )
        result.issues += (_inside(pointer, issue) for issue in issues)
        if is_reference(current, object_type):
            result.references.append((pointer, object_type))
            if ignores_siblings(object_type, version):
                continue
        if object_type == SCHEMA and isinstance(current, dict):
            _collect(current, pointer, outermost, result)
        for keys, child, child_type in children(current, object_type):
            if object_type in _CONTAINERS and child_type not in _CONTAINERS:
                result.parts.append(((*pointer, *keys), child_type))
            elif not (keys == ("additionalProperties",) and isinstance(child, bool)):
                waiting.append(((*pointer, *keys), child, child_type, object_type != SCHEMA))
    return result


def _inside(pointer: Pointer, issue: SchemaIssue) -> SchemaIssue:
    return replace(issue, pointer=(*pointer, *issue.pointer))


def _collect(
    schema: dict[str, object], pointer: Pointer, outermost: bool, result: PartIssues
) -> None:
    """Record the schemas whose checks need the targets of references."""
    if "default" in schema:
        result.defaults.append(pointer)
    if outermost and "allOf" in schema and "required" in schema:
        result.composed.append(pointer)
