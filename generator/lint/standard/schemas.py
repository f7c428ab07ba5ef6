"""Rules about schemas: their keywords have an effect, and the mapping of a discriminator leads to schemas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diagnostics import suggestion
from generator.lint.constraints import FORMAT
from generator.lint.messages import short
from generator.lint.rule import Subject, Violation, violation_at
from generator.lint.walk import alternatives, down, entries, is_incomplete, properties_at
from generator.openapi import Address, Node
from generator.openapi.conventions import KEY


def schema_keywords(subject: Subject) -> Iterator[Violation]:
    """Each keyword of a schema is known and has an effect, and some value satisfies all of them."""
    has_conventions = KEY in subject.document.root
    for part, result in subject.parts:
        for issue in result.schema_issues:
            # The standard admits other formats, so without conventions only a misspelled one is reported.
            if issue.keyword != FORMAT or issue.intended or has_conventions:
                yield violation_at(part, issue)


def discriminator_mappings(subject: Subject) -> Iterator[Violation]:
    """Each entry in the mapping of a discriminator leads to a schema, and to an alternative if there are any."""
    components = subject.document.root.get("components")
    schemas = dict(entries(components.get("schemas"))) if components is not None else {}
    for part, result in subject.parts:
        for pointer in result.discriminators:
            schema = down(part, pointer)
            for holder, key in _mapped(schema / "discriminator"):
                yield from _misled(schema, holder, key, schemas)


def _mapped(discriminator: Node) -> Iterator[tuple[Node, str]]:
    """The mappings with a schema at a key: the entries of `mapping`, and `defaultMapping` (OpenAPI 3.2)."""
    mapping = discriminator.get("mapping")
    if mapping is not None:
        yield from ((mapping, key) for key in mapping.keys)
    if "defaultMapping" in discriminator:
        yield discriminator, "defaultMapping"


def _choices(schema: Node) -> set[Address]:
    """The alternatives of a schema, and the alternatives of these."""
    choices: set[Address] = set()
    waiting = alternatives(schema)
    while waiting:
        choice = waiting.pop().resolve()
        if choice.address not in choices:
            choices.add(choice.address)
            waiting += [each for part in properties_at(choice, ()) for each in alternatives(part)]
    return choices


def _misled(
    schema: Node, holder: Node, key: str, schemas: Mapping[str, Node]
) -> Iterator[Violation]:
    entry = holder / key
    if not isinstance(entry.value, str):
        return  # the rule `openapi-standard` reports it
    target = holder.mapped(key) or schemas.get(entry.value)
    if target is None:
        if is_incomplete(schema.document):
            return  # the schema can be in a file that cannot be read
        name = entry.value.rpartition("/")[2]
        hint = suggestion(name, schemas) or ": write the reference of a schema"
        message = f"{short(entry.value)} is not a schema{hint}"
        yield Violation(entry.location, message, advisory=True, unread=True)
        return
    choices = _choices(schema)
    # A mapping can also lead to a schema that extends an alternative.
    if choices and choices.isdisjoint(e.address for e in properties_at(target, ())):
        message = f"{short(entry.value)} is not one of the alternatives: add it to them, or remove it here"
        yield Violation(entry.location, message, advisory=True)
