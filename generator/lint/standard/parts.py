"""The standard's findings in one part of a document, as a pure function of its value.

A part is a path item, a component or what a reference leads to: an object and all that stands inside it, without
what it refers to. So the findings of a part that has not changed are those of the last time.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from jsonschema.validators import validator_for

from generator.json_types import Key, Pointer
from generator.lint.explain import explain
from generator.lint.messages import Finding, short
from generator.lint.standard.addresses import address_findings
from generator.lint.standard.metaschema import DIALECTS, Definition, definition
from generator.openapi.object_types import SCHEMA, children, outline, title

_CONTAINERS: Final = ("openapi", "paths", "components")  # what they hold are parts of their own
_OBJECTS: Final = (
    "openapi",
    "paths",
    "components",
    "responses",
    "operation",
    "reference",
)  # never a reference
_TWICE: Final = {(("parameters",), "uniqueItems"), (("tags",), "uniqueItems")}
_HARMLESS: Final[dict[Key, tuple[str, ...]]] = {
    "pattern": ("format",),
    "patternProperties": ("format",),
    "enum": ("uniqueItems",),
    "examples": ("type",),
}
_DIALECT: Final = {"openapi": "jsonSchemaDialect", SCHEMA: "$schema"}


@dataclass(slots=True)
class Examined:
    """What one part says."""

    findings: list[Finding] = field(default_factory=list)
    parts: list[tuple[Pointer, str]] = field(
        default_factory=list
    )  # objects inside, to be examined by themselves
    references: list[tuple[Pointer, str]] = field(
        default_factory=list
    )  # and the role that each target must have
    defaults: list[Pointer] = field(default_factory=list)  # schemas with a `default`
    composed: list[Pointer] = field(
        default_factory=list
    )  # outermost schemas with `allOf` and `required`


def examine(value: object, role: str, version: str) -> Examined:
    """The findings of a part.

    Args:
        value: the JSON value of the part.
        role: what it must be, a key of `OBJECT_TYPES`.
        version: one of `metaschema.VERSIONS`.
    """
    result = Examined()
    waiting: list[tuple[Pointer, object, str, bool]] = [((), value, role, True)]
    while waiting:
        pointer, current, role, outermost = waiting.pop()
        # An extension has no metaschema. `object_findings` skips an object that resembles a valid one, and the texts
        # that `address_findings` checks are no part of that resemblance.
        found = (
            *(() if role.startswith("x-") else object_findings(current, role, version)),
            *address_findings(current, role, version),
        )
        result.findings += (_inside(pointer, finding) for finding in found)
        if is_reference(current, role):
            result.references.append((pointer, role))
            if stands_alone(role, version):
                continue
        if role == SCHEMA and isinstance(current, dict):
            _note(current, pointer, outermost, result)
        for keys, child, child_role in children(current, role):
            if role in _CONTAINERS and child_role not in _CONTAINERS:
                result.parts.append(((*pointer, *keys), child_role))
            elif not (keys == ("additionalProperties",) and isinstance(child, bool)):
                waiting.append(((*pointer, *keys), child, child_role, role != SCHEMA))
    return result


def is_reference(value: object, role: str) -> bool:
    """Whether the object refers to another one."""
    return role not in _OBJECTS and isinstance(value, dict) and isinstance(value.get("$ref"), str)


def stands_alone(role: str, version: str) -> bool:
    """Whether what stands beside a `$ref` means nothing in an object of this role."""
    return role != "path-item" and (role != SCHEMA or version == "3.0")


def object_findings(value: Any, role: str, version: str) -> list[Finding]:
    """What the standard says of one object, whatever stands inside it."""
    what = role
    if isinstance(value, dict) and "$ref" in value and role not in _OBJECTS:
        if not isinstance(value["$ref"], str):
            return []  # which has been said when the document was loaded
        if stands_alone(role, version):
            what = "reference"
        elif role == "path-item":
            value = {key: child for key, child in value.items() if key != "$ref"}
    defined = definition(version, what)
    label = _label(value, what, defined) if isinstance(value, dict) else b""
    if label in defined.valid:
        return []
    found = explain(defined.validator.iter_errors(value), defined.fields, title(what))
    # Which parameter or tag stands twice is said by `path-parameter` and `standard`.
    named = [finding for finding in found if (finding.pointer, finding.keyword) not in _TWICE]
    findings = [_weighed(finding, what) for finding in named]
    if what in _DIALECT and version != "3.0":
        findings += _dialect(value, what)
    if label and not findings:
        defined.valid.add(label)
    return findings


def _label(value: Mapping[str, object], role: str, defined: Definition) -> bytes:
    """All that the findings of an object depend on. Most objects of a document have the same label as another one."""
    label = outline(value, role)
    for key in label.keys() & defined.loose.keys():
        if defined.loose[key](label[key]):
            label[key] = ()
    return marshal.dumps(label, 2)  # version 2: equal values give equal bytes


def _weighed(finding: Finding, role: str) -> Finding:
    """The finding, mild where a client of the document loses nothing."""
    if role == "reference":
        return replace(finding, advisory=finding.at_key)  # "any properties added SHALL be ignored"
    advisory = role == SCHEMA and finding.keyword in _HARMLESS.get(
        finding.pointer[-1] if finding.pointer else "", ()
    )
    return replace(finding, advisory=advisory)


def _inside(pointer: Pointer, finding: Finding) -> Finding:
    return replace(finding, pointer=(*pointer, *finding.pointer))


def _dialect(value: object, role: str) -> Iterator[Finding]:
    key = _DIALECT[role]
    dialect = value.get(key) if isinstance(value, dict) else None
    if isinstance(dialect, str) and not _is_known(dialect):
        yield Finding(
            (key,),
            f"{short(dialect)} is not a JSON Schema dialect that is known here",
            advisory=True,
        )


def _is_known(dialect: str) -> bool:
    unknown: Any = None
    try:
        found = validator_for({"$schema": dialect}, default=unknown)
    except ValueError:  # it is no URI
        return False
    return found is not None or dialect.removesuffix("#") in DIALECTS.values()


def _note(schema: dict[str, object], pointer: Pointer, outermost: bool, result: Examined) -> None:
    """What can only be judged with the targets of references at hand."""
    if "default" in schema:
        result.defaults.append(pointer)
    if outermost and "allOf" in schema and "required" in schema:
        result.composed.append(pointer)
