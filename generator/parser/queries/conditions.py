"""`if`/`then` of the one form that a client checks: a property's constant value limits the length of another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.ir.types import Condition
from generator.openapi import Node

_LENGTHS = {
    "minItems": "min_length",
    "maxItems": "max_length",
    "minLength": "min_length",
    "maxLength": "max_length",
}


def conditions(node: Node, names: Mapping[str, str]) -> tuple[Condition, ...]:
    """The conditions of a schema's `if`; empty if it has another form.

    `names` are the fields' names by the properties' wire names.
    """
    test, outcome = _properties(node.get("if")), _properties(node.get("then"))
    if len(test) != 1 or "else" in node or not _is_lengths_only(outcome):
        return ()
    ((wire, tested),) = test.items()
    if set(tested) != {"const"} or not {wire, *outcome} <= set(names):
        return ()
    return tuple(
        Condition(
            names[wire],
            tested["const"],
            names[limited],
            **{_LENGTHS[key]: bound for key, bound in limits.items()},
        )
        for limited, limits in outcome.items()
    )


def is_checked(node: Node) -> bool:
    """Whether `conditions` supports the `if` of this schema."""
    own = node.get("properties")
    wires = [wire for wire, _ in own.items()] if own is not None else []
    return bool(conditions(node, {wire: wire for wire in wires}))


def _properties(schema: Node | None) -> Mapping[str, Any]:
    """The properties of a schema without other keywords but `required`."""
    value = schema.value if schema is not None else None
    if not isinstance(value, dict) or not set(value) <= {"properties", "required"}:
        return {}
    properties = value.get("properties")
    if not isinstance(properties, dict):
        return {}
    return {wire: schema for wire, schema in properties.items() if isinstance(schema, dict)}


def _is_lengths_only(outcome: Mapping[str, Any]) -> bool:
    return bool(outcome) and all(
        limits and set(limits) <= set(_LENGTHS) and all(isinstance(v, int) for v in limits.values())
        for limits in outcome.values()
    )
