"""Rules about paths and the tags of operations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from generator.diagnostics import nearest, suggestion
from generator.lint.messages import short
from generator.lint.rule import Subject, Violation
from generator.lint.walk import entries
from generator.openapi import Node
from generator.openapi.conventions import KEY
from generator.openapi.operations import listed

_MISSPELLED: Final = 0.75  # similarity of a misspelled tag to the intended one
_VARIABLE: Final = re.compile(r"\{[^{}]*\}")


def unique_paths(subject: Subject) -> Iterator[Violation]:
    """No two paths are identical apart from the names of their variables, their case or a slash at the end."""
    first: dict[str, tuple[str, Node]] = {}
    for path, item in entries(subject.document.root.get("paths")):
        template = _VARIABLE.sub("{}", path)
        alike = template.lower().rstrip("/")
        if alike not in first:
            first[alike] = (path, item)
            continue
        other, other_item = first[alike]
        is_identical = template == _VARIABLE.sub("{}", other)
        subject.identical_paths |= {path} if is_identical else set()
        related = ((other_item.key_location, "the other path"),)
        message = (
            f"the path {short(path)} is identical to {short(other)}: merge their operations"
            if is_identical
            else f"the path {short(path)} differs from {short(other)} only in {_difference(path, other)}"
            ": rename or remove one"
        )
        yield Violation(item.key_location, message, related, advisory=not is_identical)


def _difference(path: str, other: str) -> str:
    return "a slash at the end" if path.endswith("/") != other.endswith("/") else "case"


def declared_tags(subject: Subject) -> Iterator[Violation]:
    """The document declares the tags of its operations. Without conventions, only a misspelled one is reported."""
    names = [tag.get("name") for tag in listed(subject.document.root.get("tags"))]
    declared = {str(name.value): name for name in names if name is not None}
    uses: dict[str, list[Node]] = defaultdict(list)
    for operation in subject.every_operation:
        for tag in listed(operation.get("tags")):
            if isinstance(tag.value, str):
                uses[tag.value].append(tag)
    for used, nodes in uses.items():
        near = nearest(used, declared, cutoff=_MISSPELLED)
        if used not in declared and (near or KEY in subject.document.root):
            yield _undeclared(used, nodes, declared, near if near not in uses else "")


def _undeclared(tag: str, uses: list[Node], declared: Mapping[str, Node], unused: str) -> Violation:
    """The violation for a tag. `unused` is a similar declared tag that no operation has."""
    if unused and len(uses) > 1:
        message = f"no operation has the tag {short(unused)}; did you mean {short(tag)}?"
        return Violation(declared[unused].location, message, advisory=True)
    hint = suggestion(tag, declared) or ": add it to `tags` at the root"
    return Violation(uses[0].location, f"the tag {short(tag)} is not declared{hint}", advisory=True)
