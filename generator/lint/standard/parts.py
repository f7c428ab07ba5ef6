"""The standard's findings in one part of a document, as a pure function of its value.

A part is a path item, a component or what a reference leads to: an object and all that stands inside it, without
what it refers to. So the findings of a part that has not changed are those of the last time.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from generator.json_types import Pointer
from generator.lint.messages import Finding
from generator.lint.objects import object_findings
from generator.lint.standard.addresses import address_findings
from generator.openapi.object_types import SCHEMA, children, ignores_siblings, is_reference

_CONTAINERS: Final = ("openapi", "paths", "components")  # what they hold are parts of their own


@dataclass(slots=True)
class PartFindings:
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


def check_part(value: object, object_type: str, version: str) -> PartFindings:
    """The findings of a part.

    Args:
        value: the JSON value of the part.
        role: what it must be, a key of `OBJECT_TYPES`.
        version: one of `metaschema.VERSIONS`.
    """
    result = PartFindings()
    waiting: list[tuple[Pointer, object, str, bool]] = [((), value, object_type, True)]
    while waiting:
        pointer, current, object_type, outermost = waiting.pop()
        # An extension has no metaschema. `object_findings` skips an object that resembles a valid one, and the texts
        # that `address_findings` checks are no part of that resemblance.
        found = (
            *(
                ()
                if object_type.startswith("x-")
                else object_findings(current, object_type, version)
            ),
            *address_findings(current, object_type, version),
        )
        result.findings += (_inside(pointer, finding) for finding in found)
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


def _inside(pointer: Pointer, finding: Finding) -> Finding:
    return replace(finding, pointer=(*pointer, *finding.pointer))


def _collect(
    schema: dict[str, object], pointer: Pointer, outermost: bool, result: PartFindings
) -> None:
    """What can only be judged with the targets of references at hand."""
    if "default" in schema:
        result.defaults.append(pointer)
    if outermost and "allOf" in schema and "required" in schema:
        result.composed.append(pointer)
