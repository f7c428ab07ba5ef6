"""Generate values that conform to a schema. Equal documents give equal values."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from documents import Json, one_way, pointed
from openapi_schema_validator import (
    OAS30Validator,
    OAS31Validator,
    oas30_format_checker,
    oas31_format_checker,
)
from referencing import Registry
from referencing.jsonschema import DRAFT202012
from scalars import Unable, number, text, type_of
from schemas import BASE, absolute, checker, intended, join

AMBIGUOUS = "is valid under each of"
_DEEP = 5
_TOO_DEEP = 14


class Values:
    """Generates values for one document and one direction. It omits `readOnly` if `sending`, otherwise `writeOnly`."""

    def __init__(self, root: Json, *, sending: bool) -> None:
        self._hidden = "readOnly" if sending else "writeOnly"
        self._root = absolute(one_way(root, self._hidden))
        old = root["openapi"].startswith("3.0")
        kind = intended(OAS30Validator if old else OAS31Validator)
        resource: Any = DRAFT202012.create_resource(self._root)
        self._validator: Any = kind(
            {},
            registry=Registry().with_resource(BASE, resource),
            format_checker=checker(oas30_format_checker if old else oas31_format_checker),
        )
        self._variant = 0

    def conforming(
        self, schema: Json, *, minimal: bool = False, examples: Sequence[Json] = ()
    ) -> Json:
        """Return the first valid example of `examples`, or a generated value. Otherwise return one that matches
        several alternatives of a `oneOf`, because in some documents every value does.

        Raises:
            Unable: No such value could be generated.
        """
        schema = absolute(True if schema is None else schema)
        ambiguous = []
        for value in (*examples, *self._attempts(schema, minimal)):
            error = self.error_of(schema, value)
            if not error:
                return value
            if AMBIGUOUS in error:
                ambiguous.append(value)
        if not ambiguous:
            raise Unable
        return ambiguous[0]

    def error_of(self, schema: Json, value: Json) -> str:
        """Return the error of a value; empty if it is valid."""
        try:
            errors = list(self._validator.evolve(schema=absolute(schema)).iter_errors(value))
        except RecursionError:
            return "the schema is recursive without end"
        except Exception as failure:
            return f"{type(failure).__name__}: {failure}"
        worst = min(errors, key=lambda error: AMBIGUOUS in error.message, default=None)
        return "" if worst is None else f"{worst.json_path}: {worst.message[:200]}"

    def _attempts(self, schema: Json, minimal: bool) -> Iterator[Json]:
        for self._variant, small in (
            (0, minimal),
            (1, minimal),
            (0, True),
            (1, True),
            (2, True),
            (3, True),
        ):
            try:
                yield self._make(schema, 0, small)
            except (Unable, RecursionError):
                continue

    # --- by keyword ---

    def _make(self, schema: Json, depth: int, small: bool) -> Json:
        if schema is False or depth > _TOO_DEEP:
            raise Unable
        if schema is True:
            return "anything"
        merged = self._merged(schema, 0)
        if merged.get("nullable") and depth > _DEEP and None in merged.get("enum", [None]):
            return None
        for keyword in ("const", "enum"):
            if keyword in merged:
                values = merged[keyword] if keyword == "enum" else [merged[keyword]]
                return next((value for value in values if value is not None), None)
        return self._chosen(merged, depth, small)

    def _chosen(self, schema: Json, depth: int, small: bool) -> Json:
        for keyword in ("oneOf", "anyOf"):
            members = schema.get(keyword)
            if members:
                rest = {key: value for key, value in schema.items() if key != keyword}
                return self._member(rest, members, depth, small)
        mapping = (schema.get("discriminator") or {}).get("mapping")
        if mapping:
            return self._extended(schema["discriminator"]["propertyName"], mapping, depth, small)
        return self._of_type(schema, depth, small or depth > _DEEP)

    def _extended(self, name: str, mapping: dict[str, str], depth: int, small: bool) -> Json:
        """Return a value of one of the schemas that extend the schema with this discriminator."""
        members = list(mapping.items())
        value, target = members[self._variant % len(members)]
        reference = target if "#" in target else f"#/components/schemas/{target}"
        merged = self._merged({"$ref": f"{BASE}{reference.removeprefix(BASE)}"}, 0)
        merged.pop("discriminator", None)
        return {**self._chosen(merged, depth + 1, small), name: value}

    def _member(self, rest: Json, members: list[Json], depth: int, small: bool) -> Json:
        empty = (True, {"nullable": True}, {"type": "null"})
        solid = [m for m in members if m not in empty] or members
        for offset in range(len(solid)):
            member = solid[(self._variant + offset) % len(solid)]
            try:
                value = self._make({"allOf": [rest, member]}, depth + 1, small)
            except Unable:
                continue
            return self._marked(value, member, rest.get("discriminator"))
        raise Unable

    def _marked(self, value: Json, member: Json, discriminator: Json) -> Json:
        """Return the value with the discriminator of its member."""
        if (
            not isinstance(value, dict)
            or not isinstance(discriminator, dict)
            or "$ref" not in member
            or not self._declares(member, discriminator["propertyName"])
        ):
            return value
        reference = member["$ref"]
        mapping = discriminator.get("mapping") or {}
        ends = (reference, reference.removeprefix(BASE), reference.rpartition("/")[2])
        names = [name for name, target in mapping.items() if target in ends]
        name = discriminator["propertyName"]
        implied = value.get(name, ends[-1])  # the member's own value, if any
        return {**value, name: names[0] if names else implied}

    def _declares(self, member: Json, name: str) -> bool:
        """Return whether an alternative has the discriminator property that the standard requires."""
        merged = self._merged(member, 0)
        return name in merged.get("properties", {}) or any(
            keyword in merged for keyword in ("oneOf", "anyOf")
        )

    def _merged(self, schema: Json, depth: int) -> dict[str, Json]:
        """Return the schema with resolved references and merged `allOf`."""
        if depth > 30 or schema is False:
            raise Unable
        if schema is True:
            return {}
        parts = [schema]
        if isinstance(schema.get("$ref"), str):
            parts = [
                pointed(self._root, schema["$ref"]),
                {k: v for k, v in schema.items() if k != "$ref"},
            ]
        elif "allOf" in schema:
            parts = [{k: v for k, v in schema.items() if k != "allOf"}, *schema["allOf"]]
        else:
            return dict(schema)
        merged: dict[str, Json] = {}
        extends = len(schema.get("allOf", ())) > 1 or "properties" in schema
        for part in parts:
            subschema = self._merged(part, depth + 1)
            # A discriminator selects among the extensions of its own schema. They do not inherit it.
            if extends:
                subschema.pop("discriminator", None)
            join(merged, subschema)
        return merged

    # --- by type ---

    def _of_type(self, schema: Json, depth: int, small: bool) -> Json:
        match type_of(schema):
            case "object":
                return self._object(schema, depth, small)
            case "array":
                return self._array(schema, depth, small)
            case "string":
                return self._scalar(schema, text(schema))
            case "integer" | "number" as kind:
                return self._scalar(schema, number(schema, kind))
            case "boolean":
                return self._scalar(schema, True)
            case "null":
                return None
            case _:
                return "anything"

    def _scalar(self, schema: Json, value: Json) -> Json:
        """Return the schema's example if it is valid."""
        examples = schema.get("examples")
        own = (
            [schema["example"]]
            if "example" in schema
            else examples if isinstance(examples, list) else []
        )
        plain = {
            key: v for key, v in schema.items() if key not in ("oneOf", "anyOf", "discriminator")
        }
        for example in own[:1]:
            if isinstance(example, type(value)) and not self.error_of(plain, example):
                return example
        return value

    def _object(self, schema: Json, depth: int, small: bool) -> Json:
        properties = schema.get("properties") or {}
        required = schema.get("required") or []
        others = schema.get("additionalProperties", True)
        value: dict[str, Json] = {}
        for name, each in {**dict.fromkeys(required, others), **properties}.items():
            if name in properties and self._is_hidden(each):
                continue
            try:
                if name in required or not small or len(value) < schema.get("minProperties", 0):
                    value[name] = self._make(each, depth + 1, small)
            except Unable:
                if name in required:
                    raise
        length = max(
            schema.get("minProperties", 0),
            int(not properties and isinstance(others, dict) and not small),
        )
        for count in range(len(value), length):
            value[f"key{count}"] = self._make(others, depth + 1, small)
        return value

    def _is_hidden(self, schema: Json) -> bool:
        if not isinstance(schema, dict):
            return False
        # The keyword of the property overrides that of its type.
        own = {"readOnly", "writeOnly"} & schema.keys()
        return bool((schema if own else self._merged(schema, 0)).get(self._hidden))

    def _array(self, schema: Json, depth: int, small: bool) -> Json:
        items = schema.get("items", True)
        first = [self._make(item, depth + 1, small) for item in schema.get("prefixItems", ())]
        least, most = schema.get("minItems", 0), schema.get("maxItems", math.inf)
        length = min(max(least, int(not small)), most)
        while len(first) < length:
            first.append(
                self._distinct(items, first, depth, small)
                if schema.get("uniqueItems")
                else self._make(items, depth + 1, small)
            )
        return first

    def _distinct(self, items: Json, earlier: list[Json], depth: int, small: bool) -> Json:
        value = self._make(items, depth + 1, small)
        if value not in earlier:
            return value
        merged = self._merged(items, 0) if isinstance(items, dict) else {}
        others = merged.get("enum") or [
            f"{value}{len(earlier)}" if isinstance(value, str) else len(earlier) + 1
        ]
        return next((other for other in others if other not in earlier), value)
