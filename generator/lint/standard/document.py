"""The rule `openapi-standard`: the checks of openapi-spec-validator, with locations.

The package itself resolves references (also over the network), stops at the first dangling reference, and takes half a
minute for a large document. So this module applies its metaschemas to one object after another (`metaschema`, `parts`)
and implements its other checks: defaults match their schemas, `required` names properties of an `allOf`, and tags are
consistent. References, operationIds and parameters have their own rules.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from typing import Final

from generator.diagnostics import suggestion
from generator.lint.messages import short
from generator.lint.rule import Subject, Violation, violation_at
from generator.lint.standard.parts import PartIssues, check_part
from generator.lint.walk import down
from generator.openapi import Address, Document, Node
from generator.openapi.object_types import VERSIONS
from generator.openapi.operations import listed

_DEEPER: Final = ("allOf", "anyOf", "oneOf")


def standard(subject: Subject) -> Iterator[Violation]:
    """The document follows the OpenAPI Specification of its version."""
    document, version = subject.document, subject.version
    if version not in VERSIONS:
        yield _version(document)
        return
    valid: set[bytes] = set()
    for part, result in _parts(document.root, version):
        for issue in result.issues:
            yield violation_at(part, issue)
        for keys in result.defaults:
            yield from _default(down(part, keys), subject, valid)
        for keys in result.composed:
            yield from _required(down(part, keys))
    yield from _tags(document.root)


def _version(document: Document) -> Violation:
    node = document.root.get("openapi")
    swagger = document.root.get("swagger")
    if node is None and swagger is not None:
        return Violation(
            swagger.location,
            f"this is Swagger {swagger.value}: convert it to OpenAPI 3 first",
            fatal=True,
        )
    if node is None:
        return Violation(
            document.root.location,
            'the field "openapi" is missing: write the version, such as 3.1.0',
        )
    return Violation(
        node.location,
        f"{short(node.value)} is not a supported version; the supported versions are {', '.join(VERSIONS)}",
        fatal=isinstance(node.value, str),
    )


def _parts(root: Node, version: str) -> Iterator[tuple[Node, PartIssues]]:
    """Every part of the document, once for each of its types."""
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


def _default(schema: Node, subject: Subject, valid: set[bytes]) -> Iterator[Violation]:
    """The violations of a default. `valid` has the schemas with a valid default and is extended."""
    default = schema / "default"
    if default.value is None and "nullable" in schema:
        return
    label = marshal.dumps(schema.value, 2)
    if label in valid:
        return
    issues = subject.bundle.issues(schema, default.value)
    for issue in issues:
        violation = violation_at(default, issue)
        yield Violation(
            violation.location, f"the default contradicts its schema: {violation.message}"
        )
    if not issues and b"$ref" not in label:  # otherwise the result depends on other schemas
        valid.add(label)


def _required(schema: Node) -> Iterator[Violation]:
    known = _property_names(schema)
    for name in listed(schema.get("required")):
        if isinstance(name.value, str) and name.value not in known:
            hint = suggestion(name.value, known)
            message = (
                f"no schema of this allOf declares the required property {short(name.value)}{hint}"
            )
            yield Violation(name.location, message, advisory=True)


def _property_names(schema: Node) -> set[str]:
    names: set[str] = set()
    seen: set[object] = set()
    waiting = [schema]
    while waiting:
        node = waiting.pop().resolve()
        if node.address in seen:
            continue
        seen.add(node.address)
        properties = node.get("properties")
        names |= {name for name, _ in properties.items()} if properties is not None else set()
        waiting += [child for key in _DEEPER for child in listed(node.get(key))]
        waiting += [child for key in ("items", "not") if (child := node.get(key)) is not None]
    return names


def _tags(root: Node) -> Iterator[Violation]:
    first: dict[str, Node] = {}
    parents: dict[str, Node] = {}
    for tag in listed(root.get("tags")):
        name, parent = tag.get("name"), tag.get("parent")
        if name is None or not isinstance(name.value, str):
            continue
        if name.value in first:
            yield Violation(
                name.location,
                f"the tag {short(name.value)} is declared twice",
                ((first[name.value].location, "first here"),),
            )
        first.setdefault(name.value, name)
        if parent is not None:
            parents.setdefault(name.value, parent)
    for child, parent in parents.items():
        if parent.value not in first:
            yield Violation(
                parent.location,
                f"there is no tag {short(parent.value)}{suggestion(str(parent.value), first)}",
            )
        elif _is_own_ancestor(child, parents):
            yield Violation(parent.location, f"the tag {short(child)} is its own ancestor")


def _is_own_ancestor(name: str, parents: dict[str, Node]) -> bool:
    seen: set[object] = set()
    current: object = name
    while isinstance(current, str) and current in parents and current not in seen:
        seen.add(current)
        current = parents[current].value
    return current == name and bool(seen)
