"""Messages for the errors of a JSON Schema validator that state what the author of the document must fix."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from jsonschema import ValidationError

from generator.diagnostics import nearest, suggestion
from generator.json_types import Pointer

_LENGTH: Final = 80
_RESPONSES: Final = "Responses Object"  # an unexpected key of it is probably a response


@dataclass(frozen=True, slots=True)
class SchemaIssue:
    """A problem in a value, at a pointer relative to the value."""

    pointer: Pointer
    message: str
    at_key: bool = False  # the key is wrong, or a field is missing in its value
    keyword: str = ""  # the keyword of JSON Schema that reports it
    # The missing fields, or the field that an unexpected key probably stands for.
    intended: frozenset[str] = frozenset()
    advisory: bool = False  # allowed or harmless, so only a warning


def short(value: object) -> str:
    """A value as JSON, cut to a readable length."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LENGTH else f"{text[: _LENGTH - 1]}…"


def pointer_of(error: ValidationError) -> Pointer:
    """The pointer to the error in the validated value."""
    return tuple(error.absolute_path)


def rule_of(error: ValidationError) -> Any:
    """The value of the keyword that the error violates."""
    return error.validator_value


def _schema_of(error: ValidationError) -> dict[str, Any]:
    return error.schema if isinstance(error.schema, dict) else {}


def issues(
    error: ValidationError, fields: frozenset[str], object_name: str
) -> Iterator[SchemaIssue]:
    """The issues of an error, one for each key or value to fix."""
    pointer = pointer_of(error)
    instance: Any = error.instance
    match error.validator:
        case "required":
            for name in rule_of(error):
                if name not in instance:
                    message = f'the required field "{name}" is missing{_of(error, object_name)}'
                    yield SchemaIssue(pointer, message, at_key=True, intended=frozenset((name,)))
        case "additionalProperties":
            yield from unexpected(error, fields, object_name)
        case "dependencies":
            yield SchemaIssue(pointer, _first(error.message), at_key=True)
        case "not" | "oneOf" | "anyOf":
            yield from _alternatives(error)
        case _ if _is_name(error):
            message = f"{short(instance)} is not a valid name here"
            yield SchemaIssue((*pointer, instance), message, at_key=True)
        case keyword:
            at_key = keyword in ("minProperties", "maxProperties")
            yield SchemaIssue(pointer, _plain(error), at_key)


def _is_name(error: ValidationError) -> bool:
    """Whether the error is about a key, and not about a property named `propertyNames`."""
    path = list(error.absolute_schema_path)
    return path[-2:-1] == ["propertyNames"] and path[-3:-2] != ["properties"]


def _plain(error: ValidationError) -> str:
    value, rule = short(error.instance), rule_of(error)
    match error.validator:
        case "type":
            kinds = rule if isinstance(rule, list) else [rule]
            return f"{value} is not {' or '.join(article(str(kind)) for kind in kinds)}"
        case "enum":
            return f"{value} is not one of {', '.join(dict.fromkeys(map(short, rule)))}"
        case "const":
            return f"{value} must be {short(rule)}"
        case "pattern":
            return f"{value} does not match the pattern {rule}"
        case "minProperties" | "minItems" | "maxProperties" | "maxItems":
            return _size(error)
        case "uniqueItems":
            return f"{value} has the same element twice"
        case "format" if rule == "regex":
            return f"{value} is not a regular expression that Python can read"
        case "format":
            return f"{value} does not have the format {rule}"
        case None:
            return f"{value} is not allowed here"
        case _:
            return _first(error.message)


def _size(error: ValidationError) -> str:
    instance: Any = error.instance
    keyword, limit = str(error.validator), rule_of(error)
    singular, plural = ("item", "items") if "Items" in keyword else ("property", "properties")
    bound = "at least" if keyword.startswith("min") else "at most"
    return (
        f"must have {bound} {limit} {singular if limit == 1 else plural}, but has {len(instance)}"
    )


def article(kind: str) -> str:
    """The name of a type with its article."""
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _first(message: str) -> str:
    return message if len(message) <= 2 * _LENGTH else f"{message[: 2 * _LENGTH]}…"


def _of(error: ValidationError, object_name: str) -> str:
    return f" in this {object_name}" if not error.absolute_path else ""


def unexpected(
    error: ValidationError, fields: frozenset[str], object_name: str
) -> Iterator[SchemaIssue]:
    """An issue for each key that is not allowed."""
    pointer = pointer_of(error)
    known = fields if not pointer else frozenset(_schema_of(error).get("properties", ()))
    for key in _unexpected_keys(error):
        message = _unexpected_message(key, known, object_name if not pointer else "object")
        intended = {"default" if object_name == _RESPONSES else nearest(key, known)} - {""}
        yield SchemaIssue((*pointer, key), message, at_key=True, intended=frozenset(intended))


def _unexpected_keys(error: ValidationError) -> list[str]:
    keys: Any = error.instance
    if error.validator == "unevaluatedProperties":
        complaint = error.message.rpartition("(")[2]
        return [key for key in keys if repr(key) in complaint]
    schema = _schema_of(error)
    known, patterns = schema.get("properties", ()), schema.get("patternProperties", ())
    return [
        key for key in keys if key not in known and not any(re.search(p, key) for p in patterns)
    ]


def _unexpected_message(key: str, known: frozenset[str], object_name: str) -> str:
    if object_name == "Paths Object":
        return f'a path must start with "/": write "/{key}"'
    if object_name == _RESPONSES:
        return f'"{key}" is not a status code, a range such as "2XX", or "default"'
    if key in known:
        return f'"{key}" is not allowed here with the other fields of this {object_name}'
    return f'"{key}" is not a field of this {object_name}{suggestion(key, known)}'


def _alternatives(error: ValidationError) -> Iterator[SchemaIssue]:
    """An issue for fields that exclude each other, or if one of several fields is missing."""
    pointer, instance, rule = pointer_of(error), error.instance, rule_of(error)
    choices = [
        choice
        for choice in (rule if isinstance(rule, list) else [rule])
        if isinstance(choice, dict)
    ]
    names = [name for choice in choices for name in choice.get("required", ())]
    present = [name for name in names if isinstance(instance, dict) and name in instance]
    listed = ", ".join(f'"{name}"' for name in names)
    if error.validator == "not" and len(names) == 1:
        yield SchemaIssue((*pointer, names[0]), f"{listed} is not allowed here", at_key=True)
    elif len(present) > 1:
        yield SchemaIssue((*pointer, present[-1]), f"only one of {listed} is allowed", at_key=True)
    elif names and not present:
        kind = "one" if error.validator == "oneOf" else "at least one"
        message = f"{kind} of {listed} is required"
        yield SchemaIssue(pointer, message, at_key=True, intended=frozenset(names))
    else:
        yield SchemaIssue(pointer, f"{short(instance)} does not have one of the allowed forms")
