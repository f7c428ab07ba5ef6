"""Validation of a document against the standard, one part after another. Each is a pure function of the part's value.

A part is a path item, a component or the target of a reference: an object and all objects in it, without the targets of
references.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from generator.json_types import Pointer
from generator.lint.addresses import address_issues
from generator.lint.constraints import constraint_issues
from generator.lint.keywords import declared_types, keyword_issues
from generator.lint.messages import SchemaIssue
from generator.lint.objects import object_issues
from generator.lint.walk import down
from generator.openapi import Address, Node
from generator.openapi.object_types import SCHEMA, children, ignores_siblings, is_reference

_CONTAINERS: Final = ("openapi", "paths", "components")  # the objects in them are separate parts

Links: TypeAlias = "tuple[Pointer, ...]"
"""The keys from one schema to the next, from an outermost schema to a schema in it."""


@dataclass(slots=True)
class PartIssues:
    """The issues of a part, and the pointers in it that need further checks."""

    issues: list[SchemaIssue] = field(default_factory=list)
    # The issues of schemas that the metaschema admits.
    schema_issues: list[SchemaIssue] = field(default_factory=list)
    # The contained objects that are separate parts, with their types.
    parts: list[tuple[Pointer, str]] = field(default_factory=list)
    # The references, with the expected types of their targets.
    references: list[tuple[Pointer, str]] = field(default_factory=list)
    # The schemas with a `default`.
    defaults: list[Pointer] = field(default_factory=list)
    # The schemas with a discriminator.
    discriminators: list[Pointer] = field(default_factory=list)
    # The schemas that require a property that they do not describe, and the schemas that are references.
    required: list[tuple[Pointer, Links]] = field(default_factory=list)
    referring: list[tuple[Pointer, Links]] = field(default_factory=list)


def document_parts(root: Node, version: str) -> Iterator[tuple[Node, PartIssues]]:
    """Every part of a document in one of `VERSIONS`, once for each of its types."""
    waiting = [(root, "openapi")]
    seen: set[tuple[Address, str]] = set()
    followed: set[tuple[object, str]] = set()
    while waiting:
        node, object_type = waiting.pop()
        if (node.address, object_type) in seen:
            continue
        seen.add((node.address, object_type))
        result = check_part(node.value, object_type, version)
        yield node, result
        waiting += [(down(node, keys), part) for keys, part in result.parts]
        for keys, part in result.references:
            referring = down(node, keys)
            label = ((referring.file, referring.text("$ref")), part)
            if label not in followed:
                followed.add(label)
                target = referring.target
                waiting += [(target, part)] if target is not None else []


def check_part(value: object, object_type: str, version: str) -> PartIssues:
    """The issues of a part.

    Args:
        value: The JSON value of the part.
        object_type: The expected type of the part, a key of `OBJECT_TYPES`.
        version: One of `VERSIONS`.
    """
    result = PartIssues()
    waiting: list[tuple[Pointer, object, str, Links]] = [((), value, object_type, ())]
    while waiting:
        pointer, current, object_type, links = waiting.pop()
        # An extension has no metaschema. `object_issues` skips an object with the label of a valid one, and the label
        # does not contain the texts that `address_issues` checks.
        issues = [
            *(() if object_type.startswith("x-") else object_issues(current, object_type, version)),
            *address_issues(current, object_type, version),
        ]
        result.issues += (_inside(pointer, issue) for issue in issues)
        if is_reference(current, object_type):
            result.references.append((pointer, object_type))
            if ignores_siblings(object_type, version):
                continue
        if object_type == SCHEMA and isinstance(current, dict):
            found = (*keyword_issues(current, version), *constraint_issues(current))
            # A keyword whose value is invalid has one issue.
            invalid = {issue.pointer[0] for issue in issues if issue.pointer} if found else ()
            own = (issue for issue in found if issue.pointer[0] not in invalid)
            result.schema_issues += (_inside(pointer, issue) for issue in own)
            _collect(current, pointer, links, result)
        for keys, child, child_type in children(current, object_type):
            if object_type in _CONTAINERS and child_type not in _CONTAINERS:
                result.parts.append(((*pointer, *keys), child_type))
            elif not (keys == ("additionalProperties",) and isinstance(child, bool)):
                inside = (*links, keys) if object_type == SCHEMA else ()
                waiting.append(((*pointer, *keys), child, child_type, inside))
    return result


def _inside(pointer: Pointer, issue: SchemaIssue) -> SchemaIssue:
    return replace(issue, pointer=(*pointer, *issue.pointer))


def _collect(schema: dict[str, object], pointer: Pointer, links: Links, result: PartIssues) -> None:
    """Record the schemas whose checks need other schemas."""
    if "default" in schema:
        result.defaults.append(pointer)
    if "discriminator" in schema:
        result.discriminators.append(pointer)
    if "$ref" in schema:
        result.referring.append((pointer, links))
    required, properties = schema.get("required"), schema.get("properties")
    if isinstance(required, list) and "object" in (declared_types(schema) or ("object",)):
        described = properties if isinstance(properties, dict) else ()
        if any(isinstance(name, str) and name not in described for name in required):
            result.required.append((pointer, links))
