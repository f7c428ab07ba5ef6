# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Schemas with one fault, and schemas that almost have one.

`‸` marks the location that the diagnostic must have. Without conventions it is a warning, except for an unknown keyword in
OpenAPI 3.0.
"""

from __future__ import annotations

# name: the rule, a part of the message, the versions of OpenAPI, the schema
UNKNOWN_KEYWORDS: dict[str, tuple[str, str, str, str]] = {
    "a misspelled keyword": ("schema-keyword", '"maxLenght" is not a keyword of a schema; did you mean "maxLength"?', "3.0 3.1 3.2", "{type: string, ‸maxLenght: 5}"),
    "a keyword that nothing resembles": ("schema-keyword", '"colour" is not a keyword of a schema', "3.0 3.1 3.2", "{type: string, ‸colour: red}"),
    "a misspelled keyword that contains schemas": ("schema-keyword", 'did you mean "properties"?', "3.0 3.1", "{type: object, ‸propertes: {a: {type: string, description: A.}}}"),
    "an unknown keyword in items": ("schema-keyword", 'did you mean "minLength"?', "3.0 3.1", "{type: array, items: {type: string, ‸minlength: 5}}"),
    "an unknown keyword in an allOf": ("schema-keyword", 'did you mean "minLength"?', "3.0 3.1", "{type: string, allOf: [{‸minLen: 5}]}"),
    "nullable in 3.1": ("schema-keyword", '"nullable" is a keyword of OpenAPI 3.0: add "null" to "type"', "3.1 3.2", "{type: string, ‸nullable: true}"),
    "nullable in 3.1 with an example of null": ("schema-keyword", '"nullable" is a keyword of OpenAPI 3.0', "3.1", "{type: string, ‸nullable: true, example: null}"),
    "const in 3.0": ("schema-keyword", '"const" is a keyword of OpenAPI 3.1: write "enum" with one value', "3.0", "{type: string, ‸const: a}"),
    "examples in 3.0": ("schema-keyword", 'write "example" with one value', "3.0", "{type: string, ‸examples: [a]}"),
    "an unknown keyword below the dialect of OpenAPI": ("schema-keyword", '"colour" is not a keyword of a schema', "3.1", "{$schema: 'https://spec.openapis.org/oas/3.1/dialect/base', type: array, items: {type: string, ‸colour: red}}"),
    "conditions in 3.0": ("schema-keyword", '"if" is a keyword of OpenAPI 3.1', "3.0", "{type: string, ‸if: {maxLength: 3}}"),
    "keywords of an earlier draft": ("schema-keyword", 'is a keyword of an earlier draft of JSON Schema: write "dependentRequired" or "dependentSchemas"', "3.1", "{type: object, ‸dependencies: {a: [b]}}"),
}  # fmt: skip
FAULTY_SCHEMAS: dict[str, tuple[str, str, str, str]] = {
    # keywords without effect
    "a length of a number": ("schema-keyword", '"maxLength" has no effect on an integer: write "maximum"', "3.0 3.1", "{type: integer, ‸maxLength: 5}"),
    "a minimum of a string": ("schema-keyword", '"minimum" has no effect on a string: write "minLength"', "3.0 3.1", "{type: string, ‸minimum: 5}"),
    "a length of an array": ("schema-keyword", '"minLength" has no effect on an array: write "minItems"', "3.0 3.1", "{type: array, items: {type: string}, ‸minLength: 1}"),
    "properties of an array": ("schema-keyword", '"required" has no effect on an array: move it to "items"', "3.0 3.1", "{type: array, items: {type: object, properties: {a: {type: string, description: A.}}}, ‸required: [a]}"),
    "required properties of an array": ("schema-keyword", '"required" has no effect on an array: move it to "items"', "3.0 3.1", "{type: array, items: {type: string}, ‸required: [a]}"),
    "items of an object": ("schema-keyword", '"items" has no effect on an object: remove it, or write "type: array"', "3.0 3.1", "{type: object, ‸items: {type: string}}"),
    "a pattern of a boolean": ("schema-keyword", '"pattern" has no effect on a boolean: remove it, or write "type: string"', "3.0 3.1", "{type: boolean, ‸pattern: ^a$}"),
    "a number of items of a string or null": ("schema-keyword", '"minItems" has no effect on a string or a null: write "minLength"', "3.1", "{type: [string, 'null'], ‸minItems: 1}"),
    "a format of strings on a number": ("schema-keyword", 'the format date-time has no effect on an integer: write "type: string"', "3.0 3.1", "{type: integer, format: ‸date-time}"),
    "a format of numbers on an array": ("schema-keyword", 'the format int32 has no effect on an array: write "type: integer"', "3.0 3.1", "{type: array, items: {type: integer}, format: ‸int32}"),
    # formats
    "a misspelled format": ("schema-keyword", 'the format "date-tiem" is not known; did you mean "date-time"?', "3.0 3.1", "{type: string, format: ‸date-tiem}"),
    "a misspelled format without a type": ("schema-keyword", 'did you mean "uri"?', "3.0 3.1", "{format: ‸urii}"),
    # constraints that no value satisfies
    "minimum above maximum": ("schema-keyword", 'no value is valid: "minimum" is 5, but "maximum" is 4', "3.0 3.1", "{type: integer, ‸minimum: 5, maximum: 4}"),
    "minimum above maximum without a type": ("schema-keyword", '"minimum" is 0.5, but "maximum" is 0.4', "3.0 3.1", "{‸minimum: 0.5, maximum: 0.4}"),
    "minimum above maximum with a default": ("schema-keyword", '"minimum" is 5, but "maximum" is 4', "3.0 3.1", "{type: integer, ‸minimum: 5, maximum: 4, default: 3}"),
    "minimum above maximum with an example": ("schema-keyword", '"minimum" is 5, but "maximum" is 4', "3.0 3.1", "{type: integer, ‸minimum: 5, maximum: 4, example: 3}"),
    "minLength above maxLength": ("schema-keyword", '"minLength" is 2, but "maxLength" is 1', "3.0 3.1", "{type: string, ‸minLength: 2, maxLength: 1}"),
    "minItems above maxItems": ("schema-keyword", '"minItems" is 2, but "maxItems" is 1', "3.0 3.1", "{type: array, items: {type: string}, ‸minItems: 2, maxItems: 1}"),
    "minProperties above maxProperties": ("schema-keyword", '"minProperties" is 2, but "maxProperties" is 1', "3.0 3.1", "{type: object, ‸minProperties: 2, maxProperties: 1}"),
    "minContains above maxContains": ("schema-keyword", '"minContains" is 2, but "maxContains" is 1', "3.1", "{type: array, contains: {type: string}, ‸minContains: 2, maxContains: 1}"),
    "more required properties than maxProperties": ("schema-keyword", '"maxProperties" is 1, but "required" lists 2 properties', "3.0 3.1", "{type: object, ‸maxProperties: 1, required: [a, b], properties: {a: {type: string, description: A.}, b: {type: string, description: B.}}}"),
    "an exclusive minimum at the maximum": ("schema-keyword", '"exclusiveMinimum" is 4, but "maximum" is 4', "3.1", "{type: number, ‸exclusiveMinimum: 4, maximum: 4}"),
    "exclusive bounds that are equal": ("schema-keyword", '"exclusiveMinimum" is 4, but "exclusiveMaximum" is 4', "3.1", "{type: number, ‸exclusiveMinimum: 4, exclusiveMaximum: 4}"),
    "an exclusive maximum of 3.0 at the minimum": ("schema-keyword", '"minimum" is 4, but "maximum" is 4', "3.0", "{type: number, ‸minimum: 4, maximum: 4, exclusiveMaximum: true}"),
    "no integer between the bounds": ("schema-keyword", '"exclusiveMinimum" is 1, but "exclusiveMaximum" is 2 and "type" is integer', "3.1", "{type: integer, ‸exclusiveMinimum: 1, exclusiveMaximum: 2}"),
    "no multiple between the bounds": ("schema-keyword", '"minimum" is 0.011, but "maximum" is 0.019 and "multipleOf" is 0.01', "3.0 3.1", "{type: number, ‸minimum: 0.011, maximum: 0.019, multipleOf: 0.01}"),
    "contradictory bounds in items": ("schema-keyword", '"minLength" is 2, but "maxLength" is 1', "3.0 3.1", "{type: array, items: {type: string, ‸minLength: 2, maxLength: 1}}"),
    "an exclusive bound of 3.0 without the bound": ("schema-keyword", '"exclusiveMinimum" has no effect without "minimum"', "3.0", "{type: number, ‸exclusiveMinimum: true}"),
    # enumerations
    "no value": ("schema-keyword", '"enum" lists no value', "3.1", "{type: string, enum: ‸[]}"),
    "a value twice": ("schema-keyword", '"a" is listed twice', "3.0 3.1", "{type: string, enum: [a, b, ‸a]}"),
    "a number twice": ("schema-keyword", "1.0 is listed twice", "3.0 3.1", "{type: number, enum: [1, 2, ‸1.0]}"),
    # required properties
    "a required property that is not described": ("required-property", 'no schema describes the required property "size": add it to the properties', "3.0 3.1", "{type: object, required: [‸size]}"),
    "a misspelled required property": ("required-property", 'no schema describes the required property "sise"; did you mean "size"?', "3.0 3.1", "{type: object, required: [size, ‸sise], properties: {size: {type: integer, description: A size.}}}"),
    "a required property of items": ("required-property", 'did you mean "size"?', "3.0 3.1", "{type: array, items: {type: object, required: [‸sise], properties: {size: {type: integer, description: A size.}}}}"),
    "a required property of an alternative": ("required-property", 'did you mean "b"?', "3.0 3.1", "{type: object, properties: {aa: {type: integer, description: A.}, b: {type: integer, description: B.}}, oneOf: [{required: [aa]}, {required: [‸bb]}]}"),
    "a required property that only the items describe": ("required-property", 'no schema describes the required property "a"', "3.0 3.1", "{type: object, properties: {inner: {description: A list., type: array, items: {type: object, properties: {a: {type: string, description: A.}}}}}, required: [‸a]}"),
    "a required property that no pattern matches": ("required-property", 'no schema describes the required property "size"', "3.1", "{type: object, patternProperties: {^x: {type: string}}, required: [‸size]}"),
    # mappings
    "a mapping to a name that does not exist": ("discriminator-mapping", '"Pett" is not a schema; did you mean "Pet"?', "3.0 3.1", "{oneOf: [{$ref: '#/components/schemas/Pet'}], discriminator: {propertyName: id, mapping: {pet: ‸Pett}}}"),
    "a mapping to a reference without a target": ("discriminator-mapping", '"#/components/schemas/Pett" is not a schema; did you mean "Pet"?', "3.0 3.1", "{oneOf: [{$ref: '#/components/schemas/Pet'}], discriminator: {propertyName: id, mapping: {pet: ‸'#/components/schemas/Pett'}}}"),
    "a mapping to a schema that is no alternative": ("discriminator-mapping", "is not one of the alternatives: add it to them", "3.0 3.1", "{oneOf: [{$ref: '#/components/schemas/Pet'}], discriminator: {propertyName: id, mapping: {error: ‸'#/components/schemas/ErrorEnvelope'}}}"),
    "a default mapping to a name that does not exist": ("discriminator-mapping", '"Pett" is not a schema; did you mean "Pet"?', "3.2", "{oneOf: [{$ref: '#/components/schemas/Pet'}], discriminator: {propertyName: id, defaultMapping: ‸Pett}}"),
    "a mapping of anyOf": ("discriminator-mapping", '"Pett" is not a schema', "3.0 3.1", "{anyOf: [{$ref: '#/components/schemas/Pet'}], discriminator: {propertyName: id, mapping: {pet: ‸Pett}}}"),
}  # fmt: skip

# name: the rule that the schema almost violates, the versions of OpenAPI, the schema
SOUND_SCHEMAS: dict[str, tuple[str, str, str]] = {
    "extensions": ("schema-keyword", "3.0 3.1 3.2", "{type: string, x-colour: red, x-nullable: true}"),
    "properties with the names of keywords": ("schema-keyword", "3.0 3.1", "{type: object, properties: {nullable: {type: boolean, description: A.}, maxLenght: {type: string, description: B.}, minimum: {type: string, description: C.}}}"),
    "a dialect of its own": ("schema-keyword", "3.1", "{$schema: 'http://json-schema.org/draft-07/schema#', type: string, colour: red}"),
    "a schema in a schema with a dialect of its own": ("schema-keyword", "3.1 3.2", "{$schema: 'http://json-schema.org/draft-07/schema#', type: object, properties: {a: {type: string, description: A., colour: red}}, allOf: [{nullable: true}]}"),
    "keywords in an example": ("schema-keyword", "3.0 3.1", "{type: object, example: {maxLenght: 5, format: unknown, minimum: 2, maximum: 1}}"),
    "the keywords of JSON Schema": ("schema-keyword", "3.1", "{$comment: A., $anchor: a, title: T, deprecated: true, readOnly: true, type: object, $defs: {a: true}, unevaluatedProperties: false, dependentRequired: {a: [b]}, dependentSchemas: {a: {properties: {b: {description: B.}}}}, propertyNames: {maxLength: 3}, minProperties: 0, externalDocs: {url: 'https://a.example'}, xml: {name: a}}"),
    "nullable in 3.0": ("schema-keyword", "3.0", "{type: string, nullable: true}"),
    "a draft 4 bound in 3.0": ("schema-keyword", "3.0", "{type: number, minimum: 1, exclusiveMinimum: true, maximum: 2, exclusiveMaximum: false}"),
    "a length of a string or number": ("schema-keyword", "3.1", "{type: [string, integer], maxLength: 5, maximum: 3}"),
    "a length without a type": ("schema-keyword", "3.0 3.1", "{maxLength: 5, maximum: 3}"),
    "bounds of a string and null": ("schema-keyword", "3.1", "{type: [string, 'null'], minLength: 1, maxLength: 1}"),
    "a length in an allOf": ("schema-keyword", "3.0 3.1", "{type: string, allOf: [{maxLength: 5}]}"),
    "a number as a string": ("schema-keyword", "3.0 3.1", "{type: string, format: int64}"),
    "a float of integers": ("schema-keyword", "3.0 3.1", "{type: integer, format: double}"),
    "a nullable format": ("schema-keyword", "3.1", "{type: [string, 'null'], format: date-time}"),
    "formats of the registry": ("schema-keyword", "3.0 3.1", "{type: object, properties: {a: {type: string, format: idn-email, description: A.}, b: {type: integer, format: uint8, description: B.}, c: {type: string, format: decimal, description: C.}, d: {type: string, format: password, description: D.}}}"),
    "a required property of any name": ("required-property", "3.0 3.1", "{type: object, required: [any], additionalProperties: true}"),
    "equal bounds": ("schema-keyword", "3.0 3.1", "{type: integer, minimum: 5, maximum: 5}"),
    "equal sizes": ("schema-keyword", "3.0 3.1", "{type: array, items: {type: string, minLength: 2, maxLength: 2}, minItems: 2, maxItems: 2}"),
    "a multiple at the bound": ("schema-keyword", "3.0 3.1", "{type: number, minimum: 0.01, maximum: 0.015, multipleOf: 0.01}"),
    "a multiple at the other bound": ("schema-keyword", "3.0 3.1", "{type: number, minimum: 19.981, maximum: 19.99, multipleOf: 0.01}"),
    "one integer between exclusive bounds": ("schema-keyword", "3.1", "{type: integer, exclusiveMinimum: 1, exclusiveMaximum: 3}"),
    "an exclusive and an inclusive minimum": ("schema-keyword", "3.1", "{type: integer, minimum: 5, exclusiveMinimum: 4, maximum: 5}"),
    "a fraction between exclusive bounds": ("schema-keyword", "3.1", "{type: number, exclusiveMinimum: 1, exclusiveMaximum: 2}"),
    "bounds beyond a float": ("schema-keyword", "3.0 3.1", f"{{type: integer, minimum: 1, maximum: 1{'0' * 400}}}"),
    "as many required properties as maxProperties": ("schema-keyword", "3.0 3.1", "{type: object, maxProperties: 1, required: [a], properties: {a: {type: string, description: A.}}}"),
    "one and true": ("schema-keyword", "3.1", "{enum: [1, true, '1', null, 0, false]}"),
    "values that differ in case": ("schema-keyword", "3.0 3.1", "{type: string, enum: [a, A, ' a']}"),
    "objects in another order": ("schema-keyword", "3.1", "{enum: [{a: 1}, {a: 2}, [1, 2], [2, 1]]}"),
    "a required property of an extended schema": ("required-property", "3.0 3.1", "{allOf: [{$ref: '#/components/schemas/Pet'}, {required: [createdAt]}]}"),
    "a required property beside an allOf": ("required-property", "3.0 3.1", "{required: [createdAt], allOf: [{$ref: '#/components/schemas/Pet'}]}"),
    "required properties of alternatives": ("required-property", "3.0 3.1", "{type: object, properties: {a: {type: string, description: A.}, b: {type: string, description: B.}}, oneOf: [{required: [a]}, {required: [b]}]}"),
    "required properties inside alternatives in an allOf": ("required-property", "3.0 3.1", "{allOf: [{$ref: '#/components/schemas/Pet'}, {anyOf: [{required: [createdAt]}, {required: [favouriteToy]}]}]}"),
    "a required property of a narrowed property": ("required-property", "3.0 3.1", "{allOf: [{$ref: '#/components/schemas/ErrorEnvelope'}, {properties: {error: {required: [code]}}}]}"),
    "a property that must be absent": ("required-property", "3.0 3.1", "{type: object, not: {required: [size]}}"),
    "a required property of an extended array": ("required-property", "3.0 3.1", "{allOf: [{type: array, items: {type: string}}, {required: [size]}]}"),
    "a required key of a map": ("required-property", "3.0 3.1", "{type: object, additionalProperties: {type: string}, required: [size]}"),
    "a required property that matches a pattern": ("required-property", "3.1", "{type: object, patternProperties: {^s: {type: string}}, required: [size]}"),
    "a required property of a condition": ("required-property", "3.1", "{type: object, properties: {a: {type: string, description: A.}, b: {type: string, description: B.}}, if: {required: [a]}, then: {required: [b]}}"),
    "a required property that a condition describes": ("required-property", "3.1", "{type: object, required: [b], if: {maxProperties: 3}, then: {properties: {b: {type: string, description: B.}}}}"),
    "a required property of a dependent schema": ("required-property", "3.1", "{type: object, properties: {a: {type: string, description: A.}, b: {type: string, description: B.}}, dependentSchemas: {a: {required: [b]}}}"),
    "required properties of two alternatives": ("required-property", "3.0 3.1", "{type: object, required: [a], oneOf: [{properties: {a: {type: string, description: A.}}}, {properties: {a: {type: integer, description: A.}}}]}"),
    "a required property beside a reference": ("required-property", "3.1", "{$ref: '#/components/schemas/Pet', required: [createdAt]}"),
    "a mapping by name and by reference": ("discriminator-mapping", "3.0 3.1", "{oneOf: [{$ref: '#/components/schemas/Pet'}, {$ref: '#/components/schemas/ErrorEnvelope'}], discriminator: {propertyName: id, mapping: {a: Pet, b: '#/components/schemas/ErrorEnvelope'}}}"),
    "a mapping to a member of a nested union": ("discriminator-mapping", "3.0 3.1", "{oneOf: [{oneOf: [{$ref: '#/components/schemas/Pet'}]}, {anyOf: [{allOf: [{oneOf: [{$ref: '#/components/schemas/ErrorEnvelope'}]}]}]}], discriminator: {propertyName: id, mapping: {a: Pet, b: '#/components/schemas/ErrorEnvelope'}}}"),
    "a mapping of anyOf by name": ("discriminator-mapping", "3.0 3.1", "{anyOf: [{$ref: '#/components/schemas/Pet'}], discriminator: {propertyName: id, mapping: {a: Pet, b: Pet}}}"),
    "a mapping without alternatives": ("discriminator-mapping", "3.0 3.1", "{type: object, required: [kind], properties: {kind: {type: string, description: A kind.}}, discriminator: {propertyName: kind, mapping: {a: Pet, b: '#/components/schemas/ErrorEnvelope'}}}"),
    "a discriminator without a mapping": ("discriminator-mapping", "3.0 3.1", "{oneOf: [{$ref: '#/components/schemas/Pet'}], discriminator: {propertyName: id}}"),
    "a value and its type": ("schema-keyword", "3.0 3.1", "{type: object, properties: {a: {type: integer, enum: [1, 2], description: A.}, b: {type: number, enum: [1, 1.5], description: B.}}}"),
    "values of an enumeration": ("enum-value", "3.1", "{type: [string, integer, 'null'], maximum: 3, enum: [a, 3, null, '5']}"),
    "an enumeration without a type": ("enum-value", "3.0 3.1", "{enum: [a, 1, true]}"),
    "an enumeration of an extended type": ("enum-value", "3.1", "{allOf: [{type: string}], enum: [a]}"),
    "a constant of its type": ("enum-value", "3.1", "{type: integer, const: 1.0, enum: [1, 2]}"),
    "a quoted number": ("enum-value", "3.0 3.1", "{type: string, enum: ['1', '1.10', 'true', 'null']}"),
    "a mapping with an extension": ("discriminator-mapping", "3.1", "{oneOf: [{$ref: '#/components/schemas/Pet'}], discriminator: {propertyName: id, x-note: Pett}}"),
}  # fmt: skip

FAULTY_VALUES: dict[str, tuple[str, str]] = {
    "a number in an enumeration of strings": ("1 is not a string: write it in quotes", "{type: string, enum: [a, ‸1]}"),
    "a boolean in an enumeration of strings": ("true is not a string: write it in quotes", "{type: string, enum: [a, ‸true]}"),
    "a string in an enumeration of integers": ('"1" is not an integer: correct it, or the type', "{type: integer, enum: [0, ‸'1']}"),
    "null in an enumeration of strings": ("null is not a string", "{type: string, enum: [a, ‸null]}"),
    "a value that is too long": ("'abc' is too long", "{type: string, maxLength: 2, enum: [a, ‸abc]}"),
    "a value above the maximum": ("3 is greater than the maximum of 2", "{type: integer, maximum: 2, enum: [1, ‸3]}"),
    "a value of another type than that of an allOf": ("1 is not a string", "{allOf: [{type: string}], enum: [a, ‸1]}"),
    "a constant of another type": ("1 is not a string", "{type: string, const: ‸1}"),
    "a constant that is not in the enumeration": ('"c" is not one of "a", "b"', "{type: string, enum: [a, b], const: ‸c}"),
}  # fmt: skip
"""Schemas with a value that they do not admit: a part of the message, and the schema."""

PLAIN_SCHEMAS: dict[str, str] = {
    "a format of another registry": "{type: string, format: pet-code}",
    "formats that resemble known ones": "{type: object, properties: {a: {type: string, format: url}, b: {type: integer, format: unix-time}, c: {type: string, format: partial-date-time}, d: {type: string, format: ulid}}}",
}
"""Schemas that only a document with conventions cannot have."""
