"""The keywords of a schema by the JSON type that they constrain, and the known formats.

Sources: JSON Schema Validation 2020-12 (sections 6 and 7), and https://spec.openapis.org/registry/format/.
"""

from __future__ import annotations

from typing import Final

UNIONS: Final = ("oneOf", "anyOf")
"""The keywords that list alternatives."""

OBJECT_KEYS: Final = frozenset(
    (
        "properties additionalProperties patternProperties required minProperties maxProperties propertyNames"
        " unevaluatedProperties dependentRequired dependentSchemas"
    ).split()
)
ARRAY_KEYS: Final = frozenset(
    (
        "items prefixItems additionalItems unevaluatedItems minItems maxItems uniqueItems contains minContains"
        " maxContains"
    ).split()
)
STRING_KEYS: Final = frozenset(
    "pattern minLength maxLength contentEncoding contentMediaType contentSchema".split()
)
NUMBER_KEYS: Final = frozenset(
    "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf".split()
)

TYPES_OF_FORMATS: Final = {
    **dict.fromkeys(
        (
            "date-time date time duration email idn-email hostname idn-hostname ipv4 ipv6 uri uri-reference iri"
            " iri-reference uri-template uuid json-pointer relative-json-pointer regex password byte binary base64"
            " base64url char commonmark html date-time-local time-local http-date imf-fixdate media-range sf-binary"
            " sf-string sf-token"
        ).split(),
        "string",
    ),
    **dict.fromkeys(
        "int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 double-int sf-integer".split(),
        "integer",
    ),
    **dict.fromkeys("float double decimal decimal128 sf-decimal".split(), "number"),
    "sf-boolean": "boolean",
}
"""The type of the values of each known format, if the schema does not declare another one."""
