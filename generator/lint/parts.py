"""Validation of a document against the standard, one part after another. Each is a pure function of the part's value.

A part is a path item, a component or the target of a reference: an object and all objects in it, without the targets of
references.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from generator.json_types import Pointer
from generator.lint.addresses import address_issues
from generator.lint.constraints import constraint_issues
from generator.lint.keywords import declared_types, has_own_dialect, keyword_issues
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
        result = check_part(node.value, object_type, version, _has_own_dialect(node, version))
        yield node, result
        waiting += [(down(node, keys), part) for keys, part in result.parts]
        for keys, part in result.references:
            referring = down(node, keys)
            label = ((referring.file, referring.text("$ref")), part)
            if label not in followed:
                followed.add(label)
                target = referring.target
                waiting += [(target, part)] if target is not None else []


def _has_own_dialect(node: Node, version: str) -> bool:
    """Whether the schemas in a part have another dialect: that of a schema around it, or of the document."""
    dialect = node.document.root.text("jsonSchemaDialect")
    for ancestor in node.ancestors():
        dialect = ancestor.text("$schema", dialect)
    return bool(dialect) and has_own_dialect(dialect, version)


def check_part(
    value: object, object_type: str, version: str, has_dialect: bool = False
) -> PartIssues:
    """The issues of a part.

    Args:
        value: The JSON value of the part.
        object_type: The expected type of the part, a key of `OBJECT_TYPES`.
        version: One of `VERSIONS`.
        has_dialect: Whether the schemas have another dialect than that of the version, unless they declare one.
    """
    result = PartIssues()
    waiting: list[tuple[Pointer, object, str, Links, bool]] = [
        ((), value, object_type, (), has_dialect)
    ]
    while waiting:
        pointer, current, object_type, links, has_dialect = waiting.pop()
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
            if isinstance(dialect := current.get("$schema"), str):
                has_dialect = has_own_dialect(dialect, version)
            found = _schema_issues(current, version, has_dialect, issues)
            result.schema_issues += (_inside(pointer, issue) for issue in found)
            _collect(current, pointer, links, result)
        for keys, child, child_type in children(current, object_type):
            if object_type in _CONTAINERS and child_type not in _CONTAINERS:
                result.parts.append(((*pointer, *keys), child_type))
            elif not (keys == ("additionalProperties",) and isinstance(child, bool)):
                inside = (*links, keys) if object_type == SCHEMA else ()
                waiting.append(((*pointer, *keys), child, child_type, inside, has_dialect))
    return result


def _schema_issues(
    schema: dict[str, object], version: str, has_dialect: bool, issues: Iterable[SchemaIssue]
) -> Iterator[SchemaIssue]:
    """The issues of a schema without those of keywords whose value is invalid, which have one among `issues`."""
    found = (
        *keyword_issues(schema, version, has_dialect=has_dialect),
        *constraint_issues(schema),
    )
    invalid = {issue.pointer[0] for issue in issues if issue.pointer} if found else ()
    yield from (issue for issue in found if issue.pointer[0] not in invalid)


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
