"""The rule `unlisted-component`: `components` lists every object in another file that a reference names."""

from __future__ import annotations

from collections.abc import Iterator

from generator.lint.rule import Subject, Violation
from generator.lint.walk import entries
from generator.openapi import Address, Node
from generator.openapi.object_types import OBJECT_TYPES, is_reference
from generator.openapi.operations import reference_chain


def unlisted_components(subject: Subject) -> Iterator[Violation]:
    """Each schema, parameter, response or similar to which another file can refer is a component."""
    root = subject.document.root
    sections = {field.type: field.key for field in OBJECT_TYPES["components"]}
    listed = set(_listed(root.get("components")))
    reported: set[Address] = set()
    for visit in subject.visits:
        section = sections.get(visit.object_type, "")
        if not is_reference(visit.node.value, visit.object_type) or section == "pathItems":
            continue
        target = visit.node.target
        if target is None or target.file == root.file or target.address in reported:
            continue
        if not any(
            (target.file, target.pointer[:n]) in listed for n in range(len(target.pointer) + 1)
        ):
            reported.add(target.address)
            name = target.pointer[-1] if target.pointer else "..."
            reference = target.json_pointer
            message = f"{name} is not listed: add `{name}: {{ $ref: '{reference}' }}` to components/{section}"
            yield Violation(target.key_location, message)


def _listed(components: Node | None) -> Iterator[Address]:
    """The addresses of the components and of all targets on their chains of references."""
    for _, section in entries(components):
        for _, component in entries(section):
            yield from (node.address for node in reference_chain(component))
