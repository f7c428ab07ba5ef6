# ruff: noqa: E501 (an edit on one line is easier to read than on ten)
"""Edits of `conventions.yaml` that almost violate a rule, by name: the rule and the edits."""

from __future__ import annotations

Edit = tuple[str, str]

_GET_PET = "      operationId: getPet\n"
_PET = "                $ref: '#/components/schemas/Pet'\n"
_BODY = "              schema:\n" + _PET
_PET_ID = "    parameters:\n      - $ref: '#/components/parameters/PetId'\n    get:\n" + _GET_PET
_PET_SCHEMA = "    Pet:\n      description: An animal.\n"
_TIME = "          type: [string, 'null']\n          format: date-time\n"
_SECURITY = "security:\n  - appId: []\n    apiKey: []\n"
_OWN_SECURITY = "      security: [{appId: [], apiKey: []}]\n"
_TOY = "        favouriteToy:\n"
_NO_PET = "        '404':\n          description: There is no such pet.\n"
_ENVELOPE = "          schema:\n            $ref: '#/components/schemas/ErrorEnvelope'\n"
_CODES = "      ERR_NO_PET:\n"
_LIST = "      operationId: listPets\n"
_LIST_PARAMETERS = "      parameters:\n        - $ref: '#/components/parameters/Page'\n        - $ref: '#/components/parameters/Limit'\n"
_LIST_EXAMPLE = (
    "                - id: rex\n                  createdAt: '2024-01-15T09:30:00.000Z'\n"
)
_EXAMPLE_TIME = "'2024-01-15T09:30:00.000Z'"
_LISTED = (
    "              schema:\n                oneOf:\n                  - type: array\n                    items:\n"
    "                      $ref: '#/components/schemas/Pet'\n                  - type: object\n"
    "                    properties:\n                      data:\n                        description: The pets of the page.\n"
    "                        type: array\n                        items:\n                          $ref: '#/components/schemas/Pet'\n"
)
_PATHS_END = "components:\n  securitySchemes:\n"
_COMPONENTS = "  parameters:\n    Page:\n"
_SCHEMES = "    apiKey:\n      type"
_ENVELOPE_SCHEMA = "      description: What every failure looks like.\n      type: object\n"
_PLAIN_CODE = "              description: For programs.\n              type: string\n"
_PETS = "{type: array, items: {$ref: '#/components/schemas/Pet'}}"


def operation(path: str, method: str, identifier: str, rest: str = "") -> Edit:
    """Add an operation with its own path."""
    text = f"  {path}:\n    {method}:\n      operationId: {identifier}\n      description: Acts.\n{rest}"
    text += "      responses:\n        '204':\n          description: Done.\n        '400':\n          $ref: '#/components/responses/BadRequest'\n"
    if "{" in path:
        text += "        '404':\n          $ref: '#/components/responses/Unexpected'\n"
    text += "        default:\n          $ref: '#/components/responses/Unexpected'\n"
    return (_PATHS_END, text + _PATHS_END)


def get_pet(text: str) -> Edit:
    """Add fields to the operation getPet."""
    return (_GET_PET, _GET_PET + text)


def created(schema: str) -> Edit:
    """Replace the schema of the property createdAt."""
    return (_TIME, f"          {schema}\n")


def prop(text: str) -> Edit:
    """Add a property to Pet, written in one line."""
    return (_TOY, f"        {text}\n{_TOY}")


def component(text: str) -> Edit:
    """Add a schema to the components, written in one line."""
    return (_PET_SCHEMA, f"    {text}\n{_PET_SCHEMA}")


def error(status: str, schema: str) -> Edit:
    """Add an error response to getPet."""
    text = f"        '{status}':\n          description: An error.\n          content: {{application/json: {{schema: {schema}}}}}\n"
    return (_NO_PET, text + _NO_PET)


def response(schema: str) -> Edit:
    """Replace the schema of the response of getPet."""
    return (_BODY, f"              schema: {schema}\n")


def paged(schema: str) -> tuple[Edit, Edit]:
    """Replace the schema of the response of listPets, and its example by a page."""
    example = "                data: [{id: rex}]\n"
    return (_LISTED, f"              schema: {schema}\n"), (_LIST_EXAMPLE, example)


def code(name: str, status: int) -> Edit:
    """Add a code to the table."""
    return (_CODES, f"      {name}:\n        status: {status}\n{_CODES}")


def renamed(name: str) -> tuple[Edit, Edit]:
    """Rename the code ERR_NO_PET."""
    return ("enum: [ERR_NO_PET]", f"enum: [{name}]"), (_CODES, f"      {name}:\n")


def parameters(listed: str) -> str:
    return f"      parameters: [{listed}]\n"


def parameter(name: str, location: str, rest: str = "schema: {type: string}") -> str:
    required = ", required: true" if location == "path" else ""
    return f"{{name: {name}, in: {location}{required}, description: Which., {rest}}}"


def ref(name: str) -> str:
    return f"{{$ref: '#/components/schemas/{name}'}}"


def coded(codes: str) -> str:
    """A schema that limits the codes of the envelope."""
    return f"{{allOf: [{ref('ErrorEnvelope')}, {{properties: {{error: {{properties: {{code: {codes}}}}}}}}}]}}"


USER = (_SCHEMES, "    user: {type: http, scheme: bearer}\n" + _SCHEMES)
MOMENT = component("Moment: {description: A time., type: string, format: date-time}")
NEW = "New: {{description: A pet., required: [id, name], properties: {{id: {{description: An id., type: string, {}: true}}, name: {{description: A name., type: string}}}}}}"


VALID_EDITS: dict[str, tuple[str, tuple[Edit, ...]]] = {
    # operation-id
    "an operationId with a capital": ("operation-id", (("getPet", "GetPet"),)),
    "an operationId in snake_case": ("operation-id", (("getPet", "get_pet"),)),
    "an operationId with a digit": ("operation-id", (("getPet", "getPet2"),)),
    "an operationId of one letter": ("operation-id", (("getPet", "g"),)),
    "an operationId that ends with an underscore": ("operation-id", (("getPet", "import_"),)),
    "an operationId that is a keyword in another case": ("operation-id", (("getPet", "Import"),)),
    "an operationId that is a soft keyword": ("operation-id", (("getPet", "match"),)),
    "operationIds that differ in case": ("operation-id", (operation("/other", "post", "getpet"),)),
    # path-parameter
    "a path parameter of the operation": ("path-parameter", ((_PET_ID, "    get:\n" + _GET_PET + "      parameters:\n        - $ref: '#/components/parameters/PetId'\n"),)),
    "a path parameter that the operation overrides": ("path-parameter", (get_pet(parameters(parameter("petId", "path"))),)),
    "one name in the path, the query and a header": ("path-parameter", (get_pet(parameters(f"{parameter('petId', 'query')}, {parameter('petId', 'header')}")),)),
    "names that differ in case": ("path-parameter", (get_pet(parameters(f"{parameter('tag', 'query')}, {parameter('Tag', 'query')}")),)),
    "two path parameters in another order": ("path-parameter", (operation("/toys/{toyId}/parts/{part}", "get", "getPart", parameters(f"{parameter('part', 'path')}, {parameter('toyId', 'path')}")),)),
    "two parameters in one segment": ("path-parameter", (operation("/from-{a}-to-{b}.json", "get", "getWay", parameters(f"{parameter('a', 'path')}, {parameter('b', 'path')}")),)),
    "a path parameter that appears twice in the path": ("path-parameter", (operation("/toys/{id}/again/{id}", "get", "getAgain", parameters(parameter("id", "path"))),)),
    # operation-security
    "credentials in another order": ("operation-security", ((_SECURITY, "security:\n  - apiKey: []\n    appId: []\n"),)),
    "credentials of each operation": ("operation-security", ((_SECURITY, ""), (_LIST, _LIST + _OWN_SECURITY), get_pet(_OWN_SECURITY))),
    "credentials of the document that no operation inherits": ("operation-security", ((_SECURITY, "security:\n  - appId: []\n"), (_LIST, _LIST + _OWN_SECURITY), get_pet(_OWN_SECURITY))),
    "alternatives that each require both": ("operation-security", ((_SECURITY, _SECURITY + "  - {appId: [], apiKey: [], user: []}\n"), USER)),
    "one more credential of an operation": ("operation-security", (get_pet("      security: [{appId: [], apiKey: [], user: []}]\n"), USER)),
    # error-responses
    "one more error with the envelope": ("error-responses", (error("409", ref("ErrorEnvelope")),)),
    "a range of errors with the envelope": ("error-responses", (error("5XX", ref("ErrorEnvelope")),)),
    "the envelope by another name": ("error-responses", (error("409", ref("Failure")), component(f"Failure: {{description: An error., allOf: [{ref('ErrorEnvelope')}]}}"))),
    "the envelope narrowed twice": ("error-responses", (error("409", f"{{allOf: [{{allOf: [{ref('ErrorEnvelope')}]}}, {{required: [error]}}]}}"),)),
    "the envelope with siblings of the reference": ("error-responses", (error("409", "{$ref: '#/components/schemas/ErrorEnvelope', required: [error]}"),)),
    "the envelope in two media types": ("error-responses", (("        application/json:\n" + _ENVELOPE, "        application/problem+json:\n" + _ENVELOPE + "        application/json:\n" + _ENVELOPE),)),
    "a redirect without the envelope": ("error-responses", ((_NO_PET, "        '304': {description: It is as it was.}\n" + _NO_PET),)),
    "404 only with path parameters": ("error-responses", (operation("/other", "post", "act"),)),
    "errors of HEAD, which have no body": ("error-responses", ((_PATHS_END, "  /other:\n    head:\n      operationId: hasPet\n      description: Asks.\n      responses: {'204': {description: Yes.}, '400': {description: Bad.}, default: {description: Bad.}}\n" + _PATHS_END),)),
    # error-code-unknown
    "a code as a constant": ("error-code-unknown", (("enum: [ERR_NO_PET]", "const: ERR_NO_PET"),)),
    "codes of the envelope itself": ("error-code-unknown", ((_PLAIN_CODE, _PLAIN_CODE + "              enum: [ERR_BAD_REQUEST, ERR_NO_PET, ERR_OF_OTHERS]\n"),)),
    "a value of the code that is not a string": ("error-code-unknown", (("enum: [ERR_NO_PET]", "enum: [ERR_NO_PET, null]"),)),
    # error-code-status
    "a code under its range": ("error-code-status", (error("4XX", coded("{enum: [ERR_NO_PET, ERR_BAD_REQUEST]}")),)),
    "a code under default": ("error-code-status", ((_ENVELOPE, f"          schema: {coded('{enum: [ERR_NO_PET, ERR_BAD_REQUEST]}')}\n"),)),
    "a code of another range": ("error-code-status", (error("5XX", coded("{const: ERR_DOWN}")), code("ERR_DOWN", 503))),
    "a code of another status in one of two lists": ("error-code-status", (("enum: [ERR_NO_PET]", "allOf: [{enum: [ERR_BAD_REQUEST, ERR_NO_PET]}, {enum: [ERR_NO_PET]}]"),)),
    "a list of codes of all statuses, narrowed": ("error-code-status", (error("409", f"{{allOf: [{ref('Known')}, {{properties: {{error: {{properties: {{code: {{const: ERR_BUSY}}}}}}}}}}]}}"), component(f"Known: {{description: All., {coded('{enum: [ERR_NO_PET, ERR_BUSY]}')[1:-1]}}}"), code("ERR_BUSY", 409))),
    # error-code-unused
    "a code that only default can return": ("error-code-unused", ((_ENVELOPE, f"          schema: {coded('{enum: [ERR_DOWN]}')}\n"), code("ERR_DOWN", 503))),
    "a code in a component": ("error-code-unused", (("enum: [ERR_NO_PET]", "$ref: '#/components/schemas/PetCode'"), component("PetCode: {description: Codes., enum: [ERR_NO_PET]}"))),
    "a code in a sibling of a reference": ("error-code-unused", (error("409", "{$ref: '#/components/schemas/ErrorEnvelope', properties: {error: {properties: {code: {const: ERR_BUSY}}}}}"), code("ERR_BUSY", 409))),
    # error-code-case
    "a code with digits": ("error-code-case", renamed("E404_NO_PET2")),
    "a code of one word": ("error-code-case", renamed("GONE")),
    "a code with a number between underscores": ("error-code-case", renamed("ERR_404_PET")),
    # pagination
    "a list in snake_case": ("pagination", (("operationId: listPets", "operationId: list_pets"), ("idempotent: [listPets]", "idempotent: [list_pets]"))),
    "a list with the operationId list": ("pagination", (("operationId: listPets", "operationId: list"), ("idempotent: [listPets]", "idempotent: [list]"))),
    "a name that starts with the letters of list": ("pagination", (("getPet", "listenToPets"),)),
    "a name with list in the middle": ("pagination", (("getPet", "getListOfPets"),)),
    "a list that returns pages only": ("pagination", paged(f"{{type: object, properties: {{data: {{description: Pets., {_PETS[1:]}}}}}")),
    "a page that is a component": ("pagination", (*paged(ref("Page")), component(f"Page: {{description: A page., properties: {{data: {{description: Pets., {_PETS[1:]}}}}}"))),
    "a page of two schemas": ("pagination", (*paged(f"{{allOf: [{ref('Meta')}, {{properties: {{data: {{description: Pets., {_PETS[1:]}}}}}]}}"), component("Meta: {description: A page., properties: {total: {description: All., type: integer}}}"))),
    "a list with a filter": ("pagination", ((_LIST_PARAMETERS, _LIST_PARAMETERS + f"        - {parameter('kind', 'query')}\n"),)),
    "page parameters of the path": ("pagination", (("    get:\n" + _LIST + "      description: Gives the pets.\n" + _LIST_PARAMETERS, _LIST_PARAMETERS.replace("      ", "    ", 1) + "    get:\n" + _LIST + "      description: Gives the pets.\n"),)),
    "not a list, with a header that has the name of a page parameter": ("pagination", (get_pet(parameters(parameter("page", "header"))),)),
    "not a list, with an array": ("pagination", (response(_PETS),)),
    "not a list, with an object at the path of the items": ("pagination", (response("{type: object, properties: {data: {$ref: '#/components/schemas/Pet'}}}"),)),
    # timestamp-format
    "a time or null as alternatives": ("timestamp-format", (created("oneOf: [{type: string, format: date-time}, {type: 'null'}]"),)),
    "any of null and a time": ("timestamp-format", (created("anyOf: [{type: 'null'}, {type: string, format: date-time}]"),)),
    "alternatives inside alternatives": ("timestamp-format", (created("anyOf: [{oneOf: [{type: string, format: date-time}]}, {type: 'null'}]"),)),
    "a time without null": ("timestamp-format", (created("type: string\n          format: date-time"),)),
    "a time by reference": ("timestamp-format", (created("$ref: '#/components/schemas/Moment'"), MOMENT)),
    "a time or null by reference": ("timestamp-format", (created("$ref: '#/components/schemas/Moment'"), component("Moment: {description: A time., oneOf: [{type: string, format: date-time}, {type: 'null'}]}"))),
    "a reference to a time, or null": ("timestamp-format", (created(f"oneOf: [{ref('Moment')}, {{type: 'null'}}]"), MOMENT)),
    "a time in an allOf": ("timestamp-format", (created(f"allOf: [{ref('Moment')}]"), MOMENT)),
    "a time that is narrowed elsewhere": ("timestamp-format", (response("{allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {createdAt: {type: string}}}]}"),)),
    "a time that is narrowed in a list": ("timestamp-format", (response(f"{{allOf: [{_PETS}, {{items: {{properties: {{createdAt: {{type: string}}}}}}}}]}}"),)),
    "a time that must be absent": ("timestamp-format", (prop("removedAt: false"),)),
    "names that only end with the same letters": ("timestamp-format", (prop("chat: {description: A text., type: string}\n        format: {description: A text., type: string}\n        at: {description: A text., type: string}"),)),
    # property-case
    "a property of one letter": ("property-case", (prop("x: {description: A number., type: number}"),)),
    "properties with digits and capitals": ("property-case", (prop("line2: {description: A text., type: string}\n        petID: {description: A text., type: string}"),)),
    "keys that are not properties": ("property-case", (prop("names: {description: By code., type: object, additionalProperties: {type: string}, examples: [{de_DE: x}]}"),)),
    "a parameter in another case": ("property-case", (get_pet(parameters(parameter("with_toys", "query"))),)),
    "a property with the name of a keyword": ("property-case", (prop("properties: {description: An object., type: object, examples: [{a_b: 1}]}"),)),
    # description-missing
    "a property that refers to a described schema": ("description-missing", (prop("friend: {$ref: '#/components/schemas/Pet'}"),)),
    "a property described in an allOf": ("description-missing", (prop(f"friend: {{allOf: [{ref('Pet')}]}}"),)),
    "a property narrowed in an alternative": ("description-missing", (response("{$ref: '#/components/schemas/Pet', oneOf: [{properties: {id: {const: rex}}}, {properties: {id: {const: tom}}}]}"),)),
    "a property narrowed in a sibling of a reference": ("description-missing", (response("{$ref: '#/components/schemas/Pet', properties: {id: {minLength: 1}}}"),)),
    "a property narrowed by a condition": ("description-missing", (response("{$ref: '#/components/schemas/Pet', if: {properties: {id: {const: rex}}}, then: {properties: {favouriteToy: {const: ball}}}}"),)),
    "a property narrowed in a list": ("description-missing", (response(f"{{allOf: [{_PETS}, {{items: {{properties: {{id: {{minLength: 1}}}}}}}}]}}"),)),
    "a property narrowed in the values of a map": ("description-missing", (response(f"{{allOf: [{{type: object, additionalProperties: {ref('Pet')}, patternProperties: {{'^x': {ref('Pet')}}}}}, {{additionalProperties: {{properties: {{id: {{minLength: 1}}}}}}, patternProperties: {{'^x': {{properties: {{id: {{minLength: 2}}}}}}}}}}]}}"),)),
    "a property of an object that is narrowed": ("description-missing", (error("409", coded("{type: string}")),)),
    "items and values without a description": ("description-missing", (prop("toys: {description: Toys., type: array, items: {type: string}}\n        marks: {description: Marks., type: object, additionalProperties: {type: integer}}"),)),
    "a component that refers to another one": ("description-missing", (component(f"Animal: {ref('Pet')}"), response(ref("Animal")))),
    "a parameter by reference": ("description-missing", (get_pet(parameters("{$ref: '#/components/parameters/Kind'}")), ("    PetId:\n", f"    Kind: {parameter('kind', 'query')}\n    PetId:\n"))),
    # example-valid
    "a time without a fraction": ("example-valid", ((_EXAMPLE_TIME, "'2024-01-15T09:30:00Z'"),)),
    "a time with an offset": ("example-valid", ((_EXAMPLE_TIME, "'2024-01-15T09:30:00+05:30'"),)),
    "null where it is allowed": ("example-valid", ((_EXAMPLE_TIME, "null"),)),
    "an optional property left out": ("example-valid", (("                  createdAt: " + _EXAMPLE_TIME + "\n", ""),)),
    "a whole number written as a fraction": ("example-valid", (("      example: 20", "      example: 20.0"),)),
    "a multiple of a hundredth": ("example-valid", (prop("price: {description: A price., type: number, multipleOf: 0.01, examples: [19.99, 0.07, 4.35]}"),)),
    "an example of a page": ("example-valid", ((_LIST_EXAMPLE, "                data: [{id: rex}]\n"),)),
    "examples with names": ("example-valid", (("              example:\n" + _LIST_EXAMPLE, "              examples: {one: {value: [{id: rex}]}, other: {externalValue: 'https://pets.example/1'}, third: {$ref: '#/components/examples/None'}}\n"), (_COMPONENTS, "  examples: {None: {value: []}}\n" + _COMPONENTS))),
    "a request without a readOnly property": ("example-valid", (operation("/new", "post", "addPet", "      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/New'}, example: {name: rex}}}}\n"), component(NEW.format("readOnly")))),
    "a response without a writeOnly property": ("example-valid", (response(f"{ref('New')}\n              example: {{name: rex}}"), component(NEW.format("writeOnly")))),
    "a request without a readOnly property of an extended schema": ("example-valid", (operation("/new", "post", "addPet", f"      requestBody: {{content: {{application/json: {{schema: {{allOf: [{ref('New')}], required: [id]}}, example: {{name: rex}}}}}}}}\n"), component(NEW.format("readOnly")))),
    "a body that is not JSON": ("example-valid", ((_BODY, _BODY + "            application/xml:\n" + _BODY + "              example: <pet/>\n"),)),
    # openapi-standard
    "a default of null": ("openapi-standard", (prop("mood: {description: A mood., type: [string, 'null'], default: null}"),)),
    "a default that is one of the values": ("openapi-standard", (prop("mood: {description: A mood., enum: [good, bad], default: bad}"),)),
    "a default as a sibling of a reference": ("openapi-standard", (prop("mood: {$ref: '#/components/schemas/Mood', default: bad}"), component("Mood: {description: A mood., enum: [good, bad]}"))),
    "a default written as a fraction": ("openapi-standard", (("default: 1", "default: 1.0"),)),
    "a default at the bound": ("openapi-standard", (("        default: 1\n", "        minimum: 1\n        maximum: 1\n        default: 1\n"),)),
    "a default that is a multiple of a hundredth": ("openapi-standard", (prop("price: {description: A price., type: number, multipleOf: 0.01, default: 19.99}"),)),
    "extensions": ("openapi-standard", (get_pet("      x-note: {any: [thing]}\n"), prop("mood: {description: A mood., type: string, x-note: 1}"))),
    "boolean schemas": ("openapi-standard", (prop("free: true\n        never: false"),)),
    "a pattern of ECMAScript": ("openapi-standard", (prop("mood: {description: A mood., type: string, pattern: '^[\\\\p{L}]+$'}"),)),
    # unused-component
    "a schema of a header": ("unused-component", (("          description: The pet.\n", f"          description: The pet.\n          headers: {{X-Left: {{description: Left., schema: {ref('Left')}}}}}\n"), component("Left: {description: A number., type: integer}"))),
    "a schema of a parameter's content": ("unused-component", (get_pet(parameters(parameter("filter", "query", f"content: {{application/json: {{schema: {ref('Filter')}}}}}"))), component("Filter: {description: A filter., type: object}"))),
    "a schema of a callback": ("unused-component", (get_pet(f"      callbacks: {{done: {{'{{$request.query.url}}': {{post: {{description: It is done., requestBody: {{content: {{application/json: {{schema: {ref('Done')}}}}}}}, responses: {{'204': {{description: Fine.}}}}}}}}}}}}\n"), component("Done: {description: A message., type: object}"))),
    "a schema of a webhook": ("unused-component", ((_PATHS_END, f"webhooks: {{done: {{post: {{description: It is done., requestBody: {{content: {{application/json: {{schema: {ref('Done')}}}}}}}, responses: {{'204': {{description: Fine.}}}}}}}}}}\n" + _PATHS_END), component("Done: {description: A message., type: object}"))),
    "a schema by its anchor": ("unused-component", (response("{$ref: '#thing'}"), component("Thing: {$anchor: thing, description: A thing., type: object}"))),
    "a schema with one part in use": ("unused-component", (response("{$ref: '#/components/schemas/Box/properties/inside'}"), component("Box: {description: A box., properties: {inside: {description: A thing., type: object}}}"))),
    "a link": ("unused-component", (("          description: The pet.\n", "          description: The pet.\n          links: {again: {$ref: '#/components/links/Again'}}\n"), (_COMPONENTS, "  links: {Again: {operationId: getPet}}\n" + _COMPONENTS))),
    "schemas that a mapping selects": ("unused-component", (response("{oneOf: [{$ref: '#/components/schemas/Pet'}], discriminator: {propertyName: id, mapping: {cat: '#/components/schemas/Cat', dog: Dog}}}"), component(f"Cat: {{description: A cat., allOf: [{ref('Pet')}]}}\n    Dog: {{description: A dog., allOf: [{ref('Pet')}]}}"))),
    "a subtype of a subtype": ("unused-component", (("      required: [id]\n", "      required: [id]\n      discriminator: {propertyName: id}\n"), component(f"Cat: {{description: A cat., allOf: [{ref('Pet')}]}}\n    Lion: {{description: A lion., allOf: [{ref('Cat')}]}}"))),
    "a base that is used through its subtype": ("unused-component", (component(f"Base: {{description: A base., discriminator: {{propertyName: kind}}, properties: {{kind: {{description: Which., type: string}}}}}}\n    Cat: {{description: A cat., allOf: [{ref('Base')}]}}"), response(ref("Cat")))),
    "a scheme that one operation requires": ("unused-component", (get_pet("      security: [{appId: [], apiKey: [], user: []}]\n"), USER)),
    # conventions
    "no idempotent operations": ("conventions", (("  idempotent: [listPets]\n", "  idempotent: []\n"),)),
    "credentials of the conventions in another order": ("conventions", (("  security: [appId, apiKey]", "  security: [apiKey, appId]"),)),
    "one more field of the envelope": ("conventions", (("      code: /error/code\n", "      code: /error/code\n      all: /error\n"),)),
    "a field that an allOf of the envelope has": ("conventions", (("      code: /error/code\n", "      code: /error/code\n      id: /id\n"), (_ENVELOPE_SCHEMA, _ENVELOPE_SCHEMA + "      allOf: [{properties: {id: {description: An id., type: string}}}]\n"))),
    "no conventions of times and names": ("conventions", (("  properties: camelCase\n  times: At\n", ""), ("          format: date-time\n", ""), (_TOY, "        favourite_toy:\n"))),
    "no page parameters": ("conventions", (("    parameters:\n      page: page\n      limit: limit\n", ""),)),
    # reference-dangling
    "a reference into a path": ("reference-dangling", (response("{$ref: '#/paths/~1pets/get/responses/2XX/content/application~1json/schema/oneOf/1/properties/data/items'}"),)),
    "a reference with escapes": ("reference-dangling", (operation("/other/{petId}", "post", "act", parameters("{$ref: '#/paths/~1pets~1%7BpetId%7D/parameters/0'}")),)),
    "a reference that names its own file": ("reference-dangling", (response("{$ref: 'openapi.yaml#/components/schemas/Pet'}"),)),
}  # fmt: skip
