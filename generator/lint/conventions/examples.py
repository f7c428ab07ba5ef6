"""Rules about values: examples and the values of enumerations are valid against their schemas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.lint.conventions.undescribed import undescribed_properties
from generator.lint.explain import is_misspelled
from generator.lint.extension import is_camel_case
from generator.lint.rule import Subject, Violation, violation_at
from generator.lint.walk import Visit, entries
from generator.openapi import Node
from generator.openapi.object_types import SCHEMA
from generator.openapi.operations import listed

_CARRIERS: Final = ("parameter", "header", "media-type")


def example_valid(subject: Subject) -> Iterator[Violation]:
    """Examples of media types, parameters, headers and schemas are valid, with only properties that are described."""
    for visit in subject.visits:
        for schema, example in _examples(visit):
            issues = subject.bundle.issues(schema, example.value)
            extra = list(undescribed_properties(schema, example.value, subject.bundle))
            for issue in issues:
                if not is_misspelled(issue, extra) and not issue.intended & subject.undescribed:
                    message = f"the example contradicts its schema: {issue.message}"
                    yield Violation(violation_at(example, issue).location, message)
            reported = {issue.pointer for issue in issues}
            has_cases = bool(subject.conventions.properties)
            for each in extra:
                # The rule `property-case` reports a property in another case.
                is_case = has_cases and not all(map(is_camel_case, each.intended))
                if each.pointer not in reported and not is_case:
                    yield violation_at(example, each)


def enum_values(subject: Subject) -> Iterator[Violation]:
    """Each value in `enum` and `const` is valid against the other keywords of its schema."""
    for visit in subject.visits:
        if visit.object_type != SCHEMA:
            continue
        constant = visit.node.get("const")
        for value in (*listed(visit.node.get("enum")), *((constant,) if constant else ())):
            for issue in subject.bundle.issues(visit.node, value.value):
                if value is constant or issue.keyword not in ("enum", "const"):
                    hint = _quoted(value) if issue.keyword == "type" else ""
                    message = f"the schema does not admit this value: {issue.message}{hint}"
                    yield Violation(violation_at(value, issue).location, message)


def _quoted(value: Node) -> str:
    is_text = isinstance(value.value, (int, float))
    return ": write it in quotes, or correct the type" if is_text else ": correct it, or the type"


def _examples(visit: Visit) -> Iterator[tuple[Node, Node]]:
    """The schema and the value of each example in the object."""
    node = visit.node
    example = node.get("example")
    if visit.object_type == SCHEMA:
        yield from ((node, element) for element in listed(node.get("examples")))
        if example is not None:
            yield node, example
    elif visit.object_type in _CARRIERS and (schema := node.get("schema")) is not None:
        values = [example, *_named(node)]
        yield from (
            (schema, each) for each in values if each is not None and not _is_text(visit, each)
        )


def _named(carrier: Node) -> Iterator[Node | None]:
    """The values in `examples`."""
    for _, named in entries(carrier.get("examples")):
        yield from (named.resolve().get(key) for key in ("value", "dataValue"))


def _is_text(visit: Visit, example: Node) -> bool:
    """Whether an example is the text of a body, such as XML, and not a value (OpenAPI, Example Object)."""
    is_of_content = visit.object_type == "media-type" and visit.keys[:1] == ("content",)
    return (
        is_of_content
        and isinstance(example.value, str)
        and "json" not in str(visit.keys[1]).lower()
    )
