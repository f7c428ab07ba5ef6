"""Generate values that conform to a schema. Equal documents give equal values."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from adjusting import others, without
from documents import Json, one_way, pointed
from openapi_schema_validator import (
    OAS30Validator,
    OAS31Validator,
    oas30_format_checker,
    oas31_format_checker,
)
from referencing import Registry
from referencing.jsonschema import DRAFT202012
from scalars import Unable, matching, numbers, texts, type_of
from schemas import BASE, absolute, checker, intended, join, without_missed_patterns

AMBIGUOUS = "is valid under each of"
_CONDITIONAL = ("if", "then", "else")
_DEEP = 5
_TOO_DEEP = 14
# The values in one body: from the first number on only required ones, and at most the second number.
_MANY = 2_000
_TOO_MANY = 20_000


class Values:
    """Generates values for one document and one direction. It omits `readOnly` if `sending`, otherwise `writeOnly`."""

    def __init__(self, root: Json, *, sending: bool) -> None:
        self._hidden = "readOnly" if sending else "writeOnly"
        visible = one_way(root, self._hidden)
        # The client checks the patterns of arguments only.
        self._root = absolute(visible if sending else without_missed_patterns(visible))
        old = root["openapi"].startswith("3.0")
        kind = intended(OAS30Validator if old else OAS31Validator)
        resource: Any = DRAFT202012.create_resource(self._root)
        self._validator: Any = kind(
            {},
            registry=Registry().with_resource(BASE, resource),
            format_checker=checker(oas30_format_checker if old else oas31_format_checker),
        )
        self._variant = 0
        self._made = 0

    def conforming(
        self, schema: Json, *, minimal: bool = False, examples: Sequence[Json] = ()
    ) -> Json:
        """Return the first valid example of `examples`, or a generated value. Otherwise return one that matches
        several alternatives of a `oneOf`, because in some documents every value does.

        Raises:
            Unable: No such value could be generated.
        """
        schema = self._prepared(schema)
        ambiguous: list[Json] = []
        invalid: list[Json] = []
        for value in chain(examples, self._attempts(schema, minimal)):
            error = self.error_of(schema, value)
            if not error:
                return value
            (ambiguous if AMBIGUOUS in error else invalid).append(value)
        for value in (*ambiguous, *invalid):
            error = self.error_of(schema, value := self._reduced(schema, value))
            if not error or AMBIGUOUS in error:
                return value
        raise Unable

    def _reduced(self, schema: Json, value: Json) -> Json:
        """Return the value without the optional parts that are not valid."""
        for _ in range(_DEEP):
            try:
                errors = list(self._validator.evolve(schema=schema).iter_errors(value))
            except Exception:  # `error_of` reports it
                return value
            value = without(value, [e.absolute_path for e in errors if AMBIGUOUS not in e.message])
        return value

    def _prepared(self, schema: Json) -> Json:
        schema = absolute(True if schema is None else schema)
        return schema if self._hidden == "readOnly" else without_missed_patterns(schema)

    def error_of(self, schema: Json, value: Json) -> str:
        """Return the error of a value; empty if it is valid."""
        try:
            errors = list(self._validator.evolve(schema=self._prepared(schema)).iter_errors(value))
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
            self._made = 0
            try:
                yield self._make(schema, 0, small)
            except (Unable, RecursionError):
                continue

    # --- by keyword ---

    def _make(self, schema: Json, depth: int, small: bool) -> Json:
        self._made += 1
        if schema is False or depth > _TOO_DEEP or self._made > _TOO_MANY:
            raise Unable
        small = small or self._made > _MANY
        if schema is True:
            return "anything"
        merged = self._merged(schema, 0)
        if merged.get("nullable") and depth > _DEEP and None in merged.get("enum", [None]):
            return None
        for keyword in ("const", "enum"):
            if keyword in merged:
                values = merged[keyword] if keyword == "enum" else [merged[keyword]]
                return next((value for value in values if value is not None), None)
        if "if" in merged:
            kept = {key: each for key, each in merged.items() if key not in _CONDITIONAL}
            then = {"allOf": [merged["if"], merged.get("then", True)]}
            return self._member(kept, "anyOf", [then, merged.get("else", True)], depth, small)
        return self._chosen(merged, depth, small)

    def _chosen(self, schema: Json, depth: int, small: bool) -> Json:
        for keyword in ("oneOf", "anyOf"):
            members = schema.get(keyword)
            if members:
                rest = {key: value for key, value in schema.items() if key != keyword}
                return self._member(rest, keyword, members, depth, small)
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

    def _member(
        self, rest: Json, keyword: str, members: list[Json], depth: int, small: bool
    ) -> Json:
        """Return a value of one of the alternatives, if possible one that the keyword allows."""
        empty = (True, {"nullable": True}, {"type": "null"})
        solid = [m for m in members if m not in empty] or members
        made = []
        for offset in range(len(solid)):
            member = solid[(self._variant + offset) % len(solid)]
            try:
                value = self._make({"allOf": [rest, member]}, depth + 1, small)
            except Unable:
                continue
            value = self._marked(value, member, rest.get("discriminator"))
            if not self.error_of({**rest, keyword: members}, value):
                return value
            made.append(value)
        if not made:
            raise Unable
        return made[0]

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
                self._target(schema["$ref"]),
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

    def _target(self, reference: str) -> Json:
        try:
            return pointed(self._root, reference)
        except (KeyError, ValueError, IndexError, TypeError):  # the generator reports it
            return True

    # --- by type ---

    def _of_type(self, schema: Json, depth: int, small: bool) -> Json:
        match type_of(schema):
            case "object":
                return self._object(schema, depth, small)
            case "array":
                return self._array(schema, depth, small)
            case "string" if schema.get("contentMediaType") == "application/json":
                return json.dumps(self._make(schema.get("contentSchema", True), depth + 1, small))
            case "string":
                return self._scalar(schema, texts(schema))
            case "integer" | "number" as kind:
                return self._scalar(schema, numbers(schema, kind))
            case "boolean":
                return self._scalar(schema, [True, False])
            case "null":
                return None
            case _:
                return "anything"

    def _scalar(self, schema: Json, candidates: Iterable[Json]) -> Json:
        """Return the schema's example if it is valid, otherwise the first valid candidate."""
        examples = schema.get("examples")
        own = (
            [schema["example"]]
            if "example" in schema
            else examples if isinstance(examples, list) else []
        )
        plain = {
            key: v for key, v in schema.items() if key not in ("oneOf", "anyOf", "discriminator")
        }
        usable = (each for each in own[:1] if each is not None)
        for value in chain(usable, candidates):
            if not self.error_of(plain, value):
                return value
        raise Unable

    def _object(self, schema: Json, depth: int, small: bool) -> Json:
        properties = schema.get("properties") or {}
        required = self._required(schema, small)
        rest = schema.get("additionalProperties", True)
        least = schema.get("minProperties", 0)
        most = schema.get("maxProperties", math.inf)
        value: dict[str, Json] = {}
        for name, each in {**dict.fromkeys(required, rest), **properties}.items():
            is_needed = name in required
            if name in properties and self._is_hidden(each):
                continue
            if not is_needed and (len(value) >= most if not small else len(value) >= least):
                continue
            try:
                value[name] = self._make(each, depth + 1, small)
            except Unable:
                if is_needed:
                    raise
        is_map = "patternProperties" in schema or isinstance(rest, dict)
        least = max(least, int(not properties and is_map and not small))
        for name, each in self._names(schema):
            if len(value) >= least:
                break
            value[name] = self._make(each, depth + 1, small)
        return value

    def _required(self, schema: Json, small: bool) -> list[str]:
        """Return the names of the required properties, including the ones that others require."""
        required = list(schema.get("required") or [])
        for name, more in (schema.get("dependentRequired") or {}).items():
            if name in required or not small:
                required += [each for each in more if each not in required]
        return required

    def _names(self, schema: Json) -> Iterator[tuple[str, Json]]:
        """Yield names of undeclared properties with their schemas."""
        for pattern, each in (schema.get("patternProperties") or {}).items():
            yield from ((name, each) for name in matching(pattern)[:1])
        rest = schema.get("additionalProperties", True)
        names = schema.get("propertyNames")
        first = "key0" if names is None else self._make({"type": "string", **names}, 0, True)
        yield first, rest
        for name in others(first):
            if names is None or not self.error_of(names, name):
                yield name, rest

    def _is_hidden(self, schema: Json) -> bool:
        if not isinstance(schema, dict):
            return False
        # The keyword of the property overrides that of its type.
        own = {"readOnly", "writeOnly"} & schema.keys()
        return bool((schema if own else self._merged(schema, 0)).get(self._hidden))

    def _array(self, schema: Json, depth: int, small: bool) -> Json:
        items = schema.get("items", True)
        first = [self._make(item, depth + 1, small) for item in schema.get("prefixItems", ())]
        if "contains" in schema:
            contained = {"allOf": [items, schema["contains"]]}
            first += [self._make(contained, depth + 1, small)] * schema.get("minContains", 1)
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
        for other in chain(merged.get("enum", ()), others(value)):
            if other not in earlier and not self.error_of(items, other):
                return other
        return value
