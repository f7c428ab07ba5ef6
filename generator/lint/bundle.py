"""The schemas of a document as one JSON Schema in memory, to validate values.

References become local references; nothing is fetched. A dangling reference or an invalid schema is reported elsewhere
and accepts any value here.
"""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Iterator
from copy import copy
from typing import Any, Final

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend

from generator.json_types import Pointer
from generator.lint.constraints import contradictions, exact
from generator.lint.explain import explain
from generator.lint.messages import SchemaIssue
from generator.lint.objects import object_issues
from generator.lint.walk import down, is_unresolved, properties_at
from generator.openapi import Node
from generator.openapi.object_types import SCHEMA, children, ignores_siblings, is_reference
from generator.openapi.operations import listed
from generator.patterns import is_bounded, is_pattern

_ANY_KEY: Final = ""  # a pattern that matches every key

_FORMATS: Final = FormatChecker([])
# `FormatChecker(["time"])` would check times as draft 3 defines them, without an offset.
_FORMATS.checkers |= {
    name: Draft202012Validator.FORMAT_CHECKER.checkers[name]
    for name in "date-time date time email ipv4 ipv6 uuid".split()
}
_FORMATS.checks("regex")(is_pattern)


@_FORMATS.checks("int32")
def _is_int32(value: object) -> bool:
    return not isinstance(value, int) or -(2**31) <= value < 2**31


@_FORMATS.checks("int64")
def _is_int64(value: object) -> bool:
    return not isinstance(value, int) or -(2**63) <= value < 2**63


@_FORMATS.checks("byte", raises=(binascii.Error, ValueError))
def _is_base64(value: object) -> bool:
    return not isinstance(value, str) or b64decode(value, validate=True) is not None


def _multiple_of(_: Any, step: float, value: object, __: Any) -> Iterator[ValidationError]:
    """Validate `multipleOf` with exact decimals: 19.99 is a multiple of 0.01, but the float 19.99 is not."""
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if is_number and exact(value) % exact(step):
        yield ValidationError(f"{value!r} is not a multiple of {step!r}")


_Validator: Any = extend(Draft202012Validator, {"multipleOf": _multiple_of})  # type: ignore[no-untyped-call] # the stubs lack it


class Bundle:
    """Validators for the schemas of a document. A schema with several references is translated once."""

    def __init__(self, version: str) -> None:
        self._version = version
        self._definitions: dict[str, Any] = {}
        self._names: dict[object, str] = {}
        self._waiting: list[Node] = []

    def issues(self, schema: Node, value: object) -> list[SchemaIssue]:
        """The issues of a value that is validated against a schema."""
        root = {**self._local(schema), "$defs": self._definitions}
        while self._waiting:
            node = self._waiting.pop()
            self._definitions[self._names[node.address]] = self._translate(node)
        validator = _Validator(root, format_checker=_FORMATS)
        try:
            return explain(validator.iter_errors(value), frozenset(), "object")
        except RecursionError:  # an `allOf` that contains itself; there is nothing to check
            return []

    def _local(self, schema: Node) -> dict[str, Any]:
        """A reference to a schema, which is translated before the reference is resolved."""
        name = self._names.get(schema.address)
        if name is None:
            name = self._names[schema.address] = str(len(self._names))
            self._waiting.append(schema)
        return {"$ref": f"#/$defs/{name}"}

    def _translate(self, node: Node) -> Any:
        value = node.value
        if not isinstance(value, dict) or self._is_invalid(value):
            return value if isinstance(value, bool) else True
        result = {key: copy(child) for key, child in value.items() if not key.startswith("$")}
        for keys, _, _ in children(value, SCHEMA):
            if keys[0] in result:
                _replace(result, keys, self._translate(down(node, keys)))
        if not is_reference(value, SCHEMA):
            return self._as_json_schema(node, result)
        target = node.target
        local = self._local(target) if target is not None and not is_unresolved(node) else {}
        return (
            local
            if ignores_siblings(SCHEMA, self._version)
            else self._as_json_schema(node, {**result, **local})
        )

    def _is_invalid(self, schema: dict[str, Any]) -> bool:
        """Whether the schema itself is reported, so that the issues of values would only follow from that."""
        issues = object_issues(schema, SCHEMA, self._version)
        return any(not issue.advisory for issue in issues) or any(contradictions(schema))

    def _as_json_schema(self, node: Node, schema: dict[str, Any]) -> dict[str, Any]:
        """The schema with the extensions of OpenAPI expressed in JSON Schema."""
        if not _is_checked(schema.get("pattern", "")):
            del schema["pattern"]
        named = schema.get("patternProperties", {})
        if not all(map(_is_checked, named)):  # it is unknown which keys match
            schema["patternProperties"] = {_ANY_KEY: True}
        if "oneOf" in schema and any(map(_is_open, listed(node.get("oneOf")))):
            schema.setdefault("anyOf", schema.pop("oneOf"))
        if "required" in schema:
            schema["required"] = [
                name for name in schema["required"] if not _is_one_way(node, name)
            ]
        for limit, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
            if self._version == "3.0" and schema.pop(exclusive, False):
                schema[exclusive] = schema.pop(limit, None)
        # In OpenAPI 3.1, `nullable` is reported as a keyword of another version.
        return {"anyOf": [{"type": "null"}, schema]} if schema.pop("nullable", False) else schema


def _replace(result: dict[str, Any], keys: Pointer, value: Any) -> None:
    """Replace the value at one or two keys."""
    if len(keys) == 1:
        result[str(keys[0])] = value
    else:
        result[str(keys[0])][keys[1]] = value


def _is_checked(pattern: str) -> bool:
    """Whether values are checked against a pattern: it is valid, and matching takes linear time."""
    return is_pattern(pattern) and is_bounded(pattern)


def _is_open(schema: Node) -> bool:
    """Whether a part of a schema is unknown, so that it cannot exclude a value."""
    return any(map(is_unresolved, properties_at(schema, ())))


def _is_one_way(node: Node, name: str) -> bool:
    """Whether a property is only in requests or only in responses, so that an example may lack it."""
    return any(
        schema.get(key) is not None
        for schema in properties_at(node, (name,))
        for key in ("readOnly", "writeOnly")
    )
