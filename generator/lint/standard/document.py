"""The rule `openapi-standard`: the checks of openapi-spec-validator, with locations.

The package itself resolves references (also over the network), stops at the first dangling reference, and takes half a
minute for a large document. So this module applies its metaschemas to one object after another (`metaschema`, `parts`)
and implements its other checks: defaults match their schemas, and tags are consistent. References, operationIds,
parameters and the keywords of schemas have their own rules.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator

from generator.diagnostics import suggestion
from generator.lint.keywords import declared_types
from generator.lint.messages import short
from generator.lint.rule import Subject, Violation, violation_at
from generator.lint.walk import down
from generator.openapi import Document, Node
from generator.openapi.object_types import VERSIONS
from generator.openapi.operations import listed


def standard(subject: Subject) -> Iterator[Violation]:
    """The document follows the OpenAPI Specification of its version."""
    document, version = subject.document, subject.version
    if version not in VERSIONS:
        yield _version(document)
        return
    valid: set[bytes] = set()
    for part, result in subject.parts:
        for issue in result.issues:
            yield violation_at(part, issue)
        for keys in result.defaults:
            yield from _default(down(part, keys), subject, valid)
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


def _default(schema: Node, subject: Subject, valid: set[bytes]) -> Iterator[Violation]:
    """The violations of a default. `valid` has the schemas with a valid default and is extended."""
    default = schema / "default"
    if default.value is None and "nullable" in schema:
        return
    label = marshal.dumps(schema.value, 2)
    if label in valid:
        return
    # The parser reads an unquoted number of a string as its text.
    types = declared_types(schema.value) if isinstance(schema.value, dict) else ()
    value = default.source_text if default.is_unquoted_string(types) else default.value
    issues = subject.bundle.issues(schema, value)
    for issue in issues:
        violation = violation_at(default, issue)
        yield Violation(
            violation.location,
            f"the default contradicts its schema: {violation.message}",
            advisory=subject.version != "3.0",  # JSON Schema only recommends a valid default
        )
    if not issues and b"$ref" not in label:  # otherwise the result depends on other schemas
        valid.add(label)


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
