"""The rule `required-property`: a schema describes each property that it requires."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from generator.diagnostics import nearest, suggestion
from generator.json_types import Pointer
from generator.lint.extension import is_camel_case
from generator.lint.keywords import declared_types
from generator.lint.messages import short
from generator.lint.parts import Links
from generator.lint.rule import Subject, Violation
from generator.lint.walk import BESIDE, INSIDE, can_match, down, is_unresolved, schemas_at
from generator.openapi import Address, Node
from generator.openapi.operations import listed

# The most links in a chain through references, because recursive schemas have endless chains.
_LONGEST: Final = 20
_LISTS: Final = ("allOf", "anyOf", "oneOf")
_SINGLE: Final = ("items", "not", "if", "then", "else")

_Referring: TypeAlias = "Mapping[Address, list[tuple[Node, Links]]]"
"""For each target of a reference: the outermost schemas around the references to it, and the links to these."""


def required_properties(subject: Subject) -> Iterator[Violation]:
    """A required property is described by the schema, or by a schema that applies to the same value."""
    referring: _Referring | None = None
    for part, result in subject.parts:
        for pointer, links in result.required:
            if ("not",) in links:
                continue  # it forbids the property
            referring = _referring(subject) if referring is None else referring
            others = _of_same_value(_outermost(part, pointer, links), links, referring)
            for violation, name, near in _undescribed(down(part, pointer), others):
                subject.undescribed.add(name)
                # The rule `property-case` reports a property in another case.
                if not (subject.conventions.properties and near and not is_camel_case(near)):
                    yield violation


def _referring(subject: Subject) -> _Referring:
    result: dict[Address, list[tuple[Node, Links]]] = defaultdict(list)
    for part, issues in subject.parts:
        for pointer, links in issues.referring:
            target = down(part, pointer).target
            if target is not None:
                result[target.address].append((_outermost(part, pointer, links), links))
    return result


def _outermost(part: Node, pointer: Pointer, links: Links) -> Node:
    """The outermost schema around the schema at a pointer, to which the links lead."""
    return down(part, pointer[: len(pointer) - sum(map(len, links))])


def _of_same_value(outermost: Node, links: Links, referring: _Referring) -> Iterator[Node]:
    """All schemas that apply to the value of the schema to which the links lead, wherever it is used."""
    waiting = [*_holders(outermost, links, 0)]
    seen: set[tuple[Address, Links]] = set()
    while waiting:
        holder, rest = waiting.pop()
        if (holder.address, rest) in seen or len(rest) > _LONGEST:
            continue
        seen.add((holder.address, rest))
        yield from schemas_at(holder, tuple(keys for keys in rest if keys[0] in INSIDE))
        for outer, outer_links in referring.get(holder.address, ()):
            # Outside of an `allOf` or similar, only the keywords beside the reference apply to the same value.
            is_composed = any(keys[0] in BESIDE for keys in outer_links)
            first = 0 if is_composed else len(outer_links)
            waiting += ((node, some + rest) for node, some in _holders(outer, outer_links, first))


def _holders(outermost: Node, links: Links, first: int) -> Iterator[tuple[Node, Links]]:
    """The schemas on the way from an outermost schema, from a number of links on, each with the remaining links."""
    node = outermost
    for number in range(len(links) + 1):
        if number >= first:
            yield node, links[number:]
        node = down(node, links[number]) if number < len(links) else node


def _undescribed(schema: Node, others: Iterable[Node]) -> Iterator[tuple[Violation, str, str]]:
    """A violation for each required property that no schema describes, its name, and a similar name that one does."""
    missing = [name for name in listed(schema.get("required")) if isinstance(name.value, str)]
    names: set[str] = set()
    for other in others:
        types = declared_types(other.value) if isinstance(other.value, dict) else ()
        if types and "object" not in types:
            return  # `required` has no effect, which is reported elsewhere
        described, admits = _described(other)
        names |= described
        missing = [name for name in missing if not _is_described(name, described, admits)]
        if not missing:
            return
    for name in missing:
        text = str(name.value)
        hint = suggestion(text, names) or ": add it to the properties"
        message = f"no schema describes the required property {short(text)}{hint}"
        yield Violation(name.location, message, advisory=True), text, nearest(text, names)


def _is_described(name: Node, described: set[str], patterns: list[str]) -> bool:
    return name.value in described or any(can_match(each, str(name.value)) for each in patterns)


def _described(schema: Node) -> tuple[set[str], list[str]]:
    """The names, and the patterns of the names, of the properties that a schema and its subschemas describe."""
    names: set[str] = set()
    patterns: list[str] = []
    seen: set[object] = set()
    waiting = [schema]
    while waiting:
        node = waiting.pop()
        if node.address in seen:
            continue
        seen.add(node.address)
        names.update(name for name, _ in _entries(node, "properties"))
        patterns += [pattern for pattern, _ in _entries(node, "patternProperties")]
        others = (node.get(key) for key in ("additionalProperties", "unevaluatedProperties"))
        has_others = any(each is not None and each.value is not False for each in others)
        patterns += [""] if has_others or is_unresolved(node) else []  # any name is possible
        waiting += [child for key in _LISTS for child in listed(node.get(key))]
        waiting += [child for key in _SINGLE if (child := node.get(key)) is not None]
        waiting += [child for _, child in _entries(node, "dependentSchemas")]
        waiting += [target] if (target := node.target) is not None else []
    return names, patterns


def _entries(node: Node, key: str) -> Iterator[tuple[str, Node]]:
    child = node.get(key)
    if child is not None:
        yield from child.items()
