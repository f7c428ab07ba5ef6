"""Rules about schemas: the names of properties, the format of times, and descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.lint.extension import is_camel_case
from generator.lint.messages import short
from generator.lint.rule import Subject, Violation
from generator.lint.walk import (
    Visit,
    alternatives,
    is_property,
    is_unresolved,
    properties_at,
    same_property,
)
from generator.openapi.object_types import SCHEMA
from generator.openapi.schema_keywords import TYPES_OF_FORMATS


def property_case(subject: Subject) -> Iterator[Violation]:
    """The names of properties are in camelCase."""
    if not subject.conventions.properties:
        return
    for visit in filter(is_property, subject.visits):
        name = str(visit.keys[1])
        if not is_camel_case(name):
            yield Violation(
                visit.node.key_location,
                f"the name of a property is in camelCase: {short(_camel(name))}",
            )


def _camel(name: str) -> str:
    words = [word for word in re.split(r"[^a-zA-Z0-9]+", name) if word]
    text = "".join(word[:1].upper() + word[1:] for word in words)
    return text[:1].lower() + text[1:]


def timestamp_format(subject: Subject) -> Iterator[Violation]:
    """A property with the name of a time has the format `date-time`."""
    suffix = subject.conventions.times
    if not suffix:
        return
    for visit in filter(is_property, subject.visits):
        name = str(visit.keys[1])
        is_named_so = len(name) > len(suffix) and name.endswith(suffix)
        if is_named_so and visit.node.value is not False and not _is_time(visit):
            format_ = visit.node.get("format")
            message = (
                f'"{name}" is named like a time: give it "type: string" and "format: date-time"'
            )
            location = format_.location if format_ is not None else visit.node.key_location
            yield Violation(location, message)


def _is_time(visit: Visit) -> bool:
    """Whether the property, or one of its alternatives, is a time, or can be one: the reference dangles or similar."""
    waiting = list(same_property(visit))
    seen = set()
    while waiting:
        schema = waiting.pop()
        if schema.address in seen:
            continue
        seen.add(schema.address)
        if schema.text("format") == "date-time" or is_unresolved(schema):
            return True
        if schema.text("format") not in ("", *TYPES_OF_FORMATS):
            return True  # the rule `schema-keyword` reports it
        waiting += [part for each in alternatives(schema) for part in properties_at(each, ())]
    return False


def description_missing(subject: Subject) -> Iterator[Violation]:
    """Operations, parameters, named schemas and properties have a description."""
    for visit in subject.visits:
        label = _described_as(visit)
        if label and not _is_described(visit):
            yield Violation(visit.node.key_location, f"{label} has no description: add one")


def _described_as(visit: Visit) -> str:
    """The name of an object that needs a description in messages; empty for other objects."""
    node = visit.node
    if node.is_reference or not isinstance(node.value, dict):
        return ""  # the target has the description, or the object is malformed
    if visit.object_type == "operation":
        return f'the operation "{node.text("operationId") or node.pointer[-1]}"'
    if visit.object_type == "parameter" and "name" in node:
        return f'the parameter "{node.text("name")}"'
    if is_property(visit):
        return f'the property "{visit.keys[1]}"'
    named = visit.object_type == SCHEMA and (
        visit.parent is None or visit.parent.object_type == "components"
    )
    return f'the schema "{node.pointer[-1]}"' if named and node.pointer else ""


def _is_described(visit: Visit) -> bool:
    nodes = same_property(visit) if is_property(visit) else (visit.node,)
    return any(node.text("description").strip() or is_unresolved(node) for node in nodes)
