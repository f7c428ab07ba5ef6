"""The examples of a document: values of parameters and bodies, from Example Objects or from schemas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from generator.json_types import Json
from generator.openapi import Node
from generator.parser.queries.examples import declared_example, schema_example
from generator.parser.queries.nodes import strings

_DEEPEST: Final = 5  # nested schemas
_MOST: Final = 200  # schemas of one example


def example_of(node: Node) -> Json:
    """The example of a Parameter or Media Type Object, otherwise of its schema; None if there is none.

    An example of the schema of an object that consists of the examples of its properties has the required ones only.
    """
    declared = declared_example(node)
    if declared is not None:
        return declared
    schema = node.get("schema")
    return None if schema is None else _Examples().of_schema(schema, 0)


@dataclass(slots=True)
class _Examples:
    """Reads the examples of schemas. `left` is the number of schemas that may still be read."""

    left: int = _MOST

    def of_schema(self, node: Node, depth: int) -> Json:
        self.left -= 1
        if depth > _DEEPEST or self.left < 0:
            return None
        schema = node.resolve()
        if (example := schema_example(schema)) is not None:
            return example
        if (items := schema.get("items")) is not None:
            item = self.of_schema(items, depth + 1)
            return None if item is None else [item]
        return self._of_properties(schema, depth) or None

    def _of_properties(self, schema: Node, depth: int) -> dict[str, Json]:
        """The examples of the required properties, including the properties of schemas in `allOf`."""
        found: dict[str, Json] = {}
        members = schema.get("allOf")
        for member in members.elements() if members is not None else ():
            value = self.of_schema(member, depth + 1)
            found |= value if isinstance(value, dict) else {}
        properties = schema.get("properties")
        if properties is None:
            return found
        for name in strings(schema.get("required")):
            child = properties.get(name)
            value = None if child is None else self.of_schema(child, depth + 1)
            if value is not None:
                found[name] = value
        return found
