"""Edits of `conventions.yaml` that violate one rule, by name: the rule, a part of the message, and the edits.

`‸` marks the location that the diagnostic must have.
"""

from __future__ import annotations

from tests.lint.valid_edits import (
    Edit,
    coded,
    component,
    error,
    get_pet,
    prop,
    ref,
    response,
)

PET_SCHEMA = "                $ref: '#/components/schemas/Pet'\n"
_SHARED_PAGE = "        - $ref: '#/components/parameters/Page'\n"
_SHARED_LIMIT = "        - $ref: '#/components/parameters/Limit'\n"
_DEFAULT = "        default:\n          $ref: '#/components/responses/Unexpected'\n"

INVALID_EDITS: dict[str, tuple[str, str, tuple[Edit, ...]]] = {
    "no operationId": (
        "operation-id",
        "has no operationId",
        (("    get:\n      operationId: getPet\n", "    ‸get:\n"),),
    ),
    "operationId is not a name": (
        "operation-id",
        '"get-pet" cannot be a name in Python',
        (("operationId: getPet", "operationId: ‸get-pet"),),
    ),
    "operationId is a keyword": (
        "operation-id",
        '"import" cannot be a name in Python',
        (("operationId: getPet", "operationId: ‸import"),),
    ),
    "operationId is not public": (
        "operation-id",
        '"_getPet" cannot be a name in Python',
        (("operationId: getPet", "operationId: ‸_getPet"),),
    ),
    "operationId begins with a digit": (
        "operation-id",
        '"2getPet" cannot be a name in Python',
        (("operationId: getPet", "operationId: ‸2getPet"),),
    ),
    "operationId is not ASCII": (
        "operation-id",
        '"gétPet" cannot be a name in Python',
        (("operationId: getPet", "operationId: ‸gétPet"),),
    ),
    "operationId twice": (
        "operation-id",
        '"getPet" is not unique',
        (
            ("operationId: getPet", "operationId: getPet"),
            (
                "components:\n  sec",
                _TOYS := "  /toys:\n    get:\n      operationId: ‸getPet\n"
                "      description: Gives toys.\n      responses:\n        '400':\n"
                "          $ref: '#/components/responses/BadRequest'\n"
                + _DEFAULT
                + "components:\n  sec",
            ),
        ),
    ),
    "path parameter not declared": (
        "path-parameter",
        '"{petId}" is not declared for getPet: add a parameter "petId" with "in: path"',
        (
            (
                "  /pets/{petId}:\n    parameters:\n      - $ref: '#/components/parameters/PetId'\n",
                "  ‸/pets/{petId}:\n",
            ),
            (
                (
                    "    PetId:\n      name: petId\n      in: path\n      required: true\n      description: The pet.\n"
                    "      schema:\n        type: string\n"
                ),
                "",
            ),
        ),
    ),
    "path parameter not used": (
        "path-parameter",
        'the path "/pets/{petId}" does not use the path parameter "toyId"',
        (
            (
                "      operationId: getPet\n",
                (
                    "      operationId: getPet\n      parameters:\n        - name: ‸toyId\n"
                    "          in: path\n          required: true\n          description: A toy.\n"
                    "          schema:\n            type: string\n"
                ),
            ),
        ),
    ),
    "parameter twice": (
        "path-parameter",
        'the query parameter "page" is declared twice',
        ((_SHARED_PAGE, _SHARED_PAGE + "        - ‸$ref: '#/components/parameters/Page'\n"),),
    ),
    "no security anywhere": (
        "operation-security",
        "add `security` with appId and apiKey in one requirement",
        (("security:\n  - appId: []\n    apiKey: []\n", ""), ("openapi: 3", "‸openapi: 3")),
    ),
    "one of two credentials": (
        "operation-security",
        "appId and apiKey must be required together",
        (
            ("security:\n  - appId: []\n    apiKey: []\n", "security:\n  - ‸appId: []\n"),
            (
                "    get:\n      operationId: getPet\n",
                (
                    "    get:\n      operationId: getPet\n      security:\n"
                    "        - appId: []\n          apiKey: []\n"
                ),
            ),
        ),
    ),
    "credentials as alternatives": (
        "operation-security",
        "appId and apiKey must be required together",
        (
            (
                "security:\n  - appId: []\n    apiKey: []\n",
                "‸security:\n  - appId: []\n  - apiKey: []\n",
            ),
        ),
    ),
    "an operation without credentials": (
        "operation-security",
        "appId and apiKey must be required together",
        (("      operationId: getPet\n", "      operationId: getPet\n      ‸security: []\n"),),
    ),
    "a shared error response missing": (
        "error-responses",
        "getPet must declare the responses of all operations: add 400",
        (
            (
                "      description: Gives one pet.\n      responses:\n",
                "      description: Gives one pet.\n      ‸responses:\n",
            ),
            (
                (
                    "                $ref: '#/components/schemas/Pet'\n        '400':\n"
                    "          $ref: '#/components/responses/BadRequest'\n"
                ),
                PET_SCHEMA,
            ),
        ),
    ),
    "404 missing with path parameters": (
        "error-responses",
        "getPet must declare the responses of all operations: add 404",
        (
            (
                "      description: Gives one pet.\n      responses:\n",
                "      description: Gives one pet.\n      ‸responses:\n",
            ),
            ("        '404':\n", "        '409':\n"),
            ("        status: 404", "        status: 409"),
        ),
    ),
    "an error without the envelope": (
        "error-responses",
        "must have the error envelope",
        (
            (
                "          schema:\n            $ref: '#/components/schemas/ErrorEnvelope'\n",
                "          ‸schema:\n            type: object\n",
            ),
        ),
    ),
    "an unknown code": (
        "error-code-unknown",
        'the error code "ERR_NO_PETS" is not in the table; did you mean "ERR_NO_PET"?',
        (("enum: [ERR_NO_PET]", "enum: [‸ERR_NO_PETS]"),),
    ),
    "a code under another status": (
        "error-code-status",
        '"ERR_NO_PET" belongs to status 404, not 400',
        (("enum: [ERR_BAD_REQUEST]", "enum: [ERR_BAD_REQUEST, ‸ERR_NO_PET]"),),
    ),
    "a code that no operation returns": (
        "error-code-unused",
        'no operation can return the error code "ERR_TEAPOT"',
        (("      ERR_NO_PET:\n", "      ‸ERR_TEAPOT:\n        status: 418\n      ERR_NO_PET:\n"),),
    ),
    "a code in another case": (
        "error-code-case",
        "SCREAMING_SNAKE_CASE: ERR_NO_PET",
        (("enum: [ERR_NO_PET]", "enum: [errNoPet]"), ("      ERR_NO_PET:\n", "      ‸errNoPet:\n")),
    ),
    "a list without pages": (
        "pagination",
        'listPets must take the query parameters of all lists: add a reference to "limit"',
        (
            (
                "      parameters:\n" + _SHARED_PAGE + _SHARED_LIMIT,
                "      ‸parameters:\n" + _SHARED_PAGE,
            ),
            (
                (
                    "    Limit:\n      name: limit\n      in: query\n      description: Items on a page.\n"
                    "      schema:\n        type: integer\n      example: 20\n"
                ),
                "",
            ),
        ),
    ),
    "a list with a page parameter of its own": (
        "pagination",
        '"limit" must be a reference to the parameter that all lists share',
        (
            (
                "        - $ref: '#/components/parameters/Limit'\n",
                (
                    "        - ‸name: limit\n          in: query\n          description: Items.\n"
                    "          schema:\n            type: integer\n"
                ),
            ),
            (
                (
                    "    Limit:\n      name: limit\n      in: query\n      description: Items on a page.\n"
                    "      schema:\n        type: integer\n      example: 20\n"
                ),
                "",
            ),
        ),
    ),
    "a list that returns an array only": (
        "pagination",
        "listPets must return a page",
        (
            (
                "              schema:\n                oneOf:\n",
                "              ‸schema:\n                oneOf:\n",
            ),
            (
                (
                    "                  - type: object\n                    properties:\n                      data:\n"
                    "                        description: The pets of the page.\n                        type: array\n"
                    "                        items:\n                          $ref: '#/components/schemas/Pet'\n"
                ),
                "",
            ),
        ),
    ),
    "not a list, with a page parameter": (
        "pagination",
        'getPet is not a list operation: remove "page"',
        (
            (
                "      operationId: getPet\n",
                (
                    "      operationId: getPet\n      parameters:\n"
                    "        - ‸$ref: '#/components/parameters/Page'\n"
                ),
            ),
        ),
    ),
    "not a list, with a page": (
        "pagination",
        "getPet is not a list operation: return the items alone",
        (
            (
                "              schema:\n" + PET_SCHEMA,
                (
                    "              ‸schema:\n                type: object\n"
                    "                properties:\n                  data:\n                    description: Pets.\n"
                    "                    type: array\n                    items:\n"
                    "                      $ref: '#/components/schemas/Pet'\n"
                ),
            ),
        ),
    ),
    "a time without format": (
        "timestamp-format",
        '"createdAt" is named like a time',
        (
            (
                "        createdAt:\n          description",
                "        ‸createdAt:\n          description",
            ),
            ("          format: date-time\n", ""),
        ),
    ),
    "a time of another format": (
        "timestamp-format",
        'give it "type: string" and "format: date-time"',
        (("format: date-time", "format: ‸date"), ("'2024-01-15T09:30:00.000Z'", "'2024-01-15'")),
    ),
    "a property in another case": (
        "property-case",
        'camelCase: "favouriteToy"',
        (("        favouriteToy:\n", "        ‸favourite_toy:\n"),),
    ),
    "an operation not described": (
        "description-missing",
        'the operation "getPet" has no description',
        (
            (
                "    get:\n      operationId: getPet\n      description: Gives one pet.\n",
                "    ‸get:\n      operationId: getPet\n",
            ),
        ),
    ),
    "a parameter not described": (
        "description-missing",
        'the parameter "limit" has no description',
        (("    Limit:\n", "    ‸Limit:\n"), ("      description: Items on a page.\n", "")),
    ),
    "a schema not described": (
        "description-missing",
        'the schema "Pet" has no description',
        (("    Pet:\n      description: An animal.\n", "    ‸Pet:\n      description: ' '\n"),),
    ),
    "a property not described": (
        "description-missing",
        'the property "id" has no description',
        (("        id:\n          description: Its name.\n", "        ‸id:\n"),),
    ),
    "an example of a media type": (
        "example-valid",
        "5 is not a string",
        (("                - id: rex\n", "                - id: ‸5\n"),),
    ),
    "an example with a wrong time": (
        "example-valid",
        "does not have the format date-time",
        (("'2024-01-15T09:30:00.000Z'", "‸2024-01-15"),),
    ),
    "an example that lacks a property": (
        "example-valid",
        'the required field "id" is missing',
        (
            (
                "                - id: rex\n                  createdAt",
                "                - ‸createdAt",
            ),
        ),
    ),
    "an example of a parameter": (
        "example-valid",
        '"many" is not an integer',
        (("      example: 20", "      example: ‸many"),),
    ),
    "an example of a schema": (
        "example-valid",
        "7 is not a string",
        (("examples: [ball]", "examples: [ball, ‸7]"),),
    ),
    "a default": (
        "openapi-standard",
        'the default contradicts its schema: "first" is not an integer',
        (("default: 1", "default: ‸first"),),
    ),
    "an unused schema": (
        "unused-component",
        "nothing uses schemas/Toy",
        (
            (
                "    Pet:\n      desc",
                (
                    "    ‸Toy:\n      description: Unused.\n      type: object\n      properties:\n"
                    "        next:\n          $ref: '#/components/schemas/Toy'\n    Pet:\n      desc"
                ),
            ),
        ),
    ),
    "an unused security scheme": (
        "unused-component",
        "nothing uses securitySchemes/token",
        (
            (
                "    apiKey:\n      type",
                "    ‸token:\n      type: http\n      scheme: bearer\n    apiKey:\n      type",
            ),
        ),
    ),
    "an unknown convention": (
        "conventions",
        '"time" is not a field of this x-conventions; did you mean "times"?',
        (("  times: At", "  ‸time: At"),),
    ),
    "errors without an envelope": (
        "conventions",
        'the required field "envelope" is missing',
        (
            ("  errors:\n    envelope:\n", "  ‸errors:\n"),
            ("      $ref: '#/components/schemas/ErrorEnvelope'\n    fields:\n", "    fields:\n"),
        ),
    ),
    "errors without fields": (
        "conventions",
        'the required field "fields" is missing',
        (("  errors:\n", "  ‸errors:\n"), ("    fields:\n      code: /error/code\n", "")),
    ),
    "errors without the field of the code": (
        "conventions",
        'the required field "code" is missing',
        (("    fields:\n      code: /error/code\n", "    ‸fields:\n      kind: /error/code\n"),),
    ),
    "an envelope without a reference": (
        "conventions",
        'the required field "$ref" is missing',
        (
            (
                "    envelope:\n      $ref: '#/components/schemas/ErrorEnvelope'\n",
                "    ‸envelope: {}\n",
            ),
        ),
    ),
    "a code without a status": (
        "conventions",
        'the required field "status" is missing',
        (
            (
                "      ERR_NO_PET:\n        status: 404\n",
                "      ‸ERR_NO_PET:\n        description: There is none.\n",
            ),
        ),
    ),
    "a code with the status of a success": (
        "conventions",
        "399 is less than the minimum of 400",
        (
            (
                "      ERR_NO_PET:\n        status: 404\n",
                "      ERR_NO_PET:\n        status: ‸399\n",
            ),
        ),
    ),
    "a code with a status that does not exist": (
        "conventions",
        "600 is greater than the maximum of 599",
        (
            (
                "      ERR_NO_PET:\n        status: 404\n",
                "      ERR_NO_PET:\n        status: ‸600\n",
            ),
        ),
    ),
    "pagination without items": (
        "conventions",
        'the required field "items" is missing',
        (("  pagination:\n", "  ‸pagination:\n"), ("    items: /data\n", "")),
    ),
    "a field that is not a pointer": (
        "conventions",
        '"code" does not match the pattern ^(/[^/]+)+$',
        (("      code: /error/code\n", "      code: ‸code\n"),),
    ),
    "items that are not a pointer": (
        "conventions",
        '"data" does not match the pattern',
        (("    items: /data\n", "    items: ‸data\n"),),
    ),
    "a page parameter that is not a string": (
        "conventions",
        "5 is not a string",
        (("      page: page\n", "      page: ‸5\n"),),
    ),
    "a page parameter without a name": (
        "conventions",
        "",
        (("      limit: limit\n", "      limit: ‸''\n"),),
    ),
    "an unknown page parameter": (
        "conventions",
        '"size" is not a field of this object',
        (("      limit: limit\n", "      limit: limit\n      ‸size: size\n"),),
    ),
    "names of another case": (
        "conventions",
        '"snake_case" is not one of "camelCase"',
        (("  properties: camelCase\n", "  properties: ‸snake_case\n"),),
    ),
    "statuses that are not a list": (
        "conventions",
        '"400" is not an array',
        (("    always: ['400', default]\n", "    always: ‸'400'\n"),),
    ),
    "statuses of paths that are not a list": (
        "conventions",
        '"404" is not an array',
        (("    withPathParameters: ['404']\n", "    withPathParameters: ‸'404'\n"),),
    ),
    "idempotent operations that are not a list": (
        "conventions",
        '"listPets" is not an array',
        (("  idempotent: [listPets]", "  idempotent: ‸listPets"),),
    ),
    "times that are not a string": (
        "conventions",
        "[] is not a string",
        (("  times: At\n", "  times: ‸[]\n"),),
    ),
    "a scheme that does not exist": (
        "conventions",
        '"apikey" is not a security scheme of `components`; did you mean "apiKey"?',
        (
            ("  security: [appId, apiKey]", "  security: [appId, ‸apikey]"),
            (
                "security:\n  - appId: []\n    apiKey: []\n",
                "security:\n  - appId: []\n    apikey: []\n    apiKey: []\n",
            ),
        ),
    ),
    "a placeholder of no server": (
        "conventions",
        '"zone" is not a variable of a server',
        (
            (
                "  security: [appId, apiKey]\n",
                "  security: [appId, apiKey]\n  placeholders: [‸zone]\n",
            ),
        ),
    ),
    "placeholders that are not a list": (
        "conventions",
        '"region" is not an array',
        (
            (
                "  security: [appId, apiKey]\n",
                "  security: [appId, apiKey]\n  placeholders: ‸region\n",
            ),
        ),
    ),
    "an operation that does not exist": (
        "conventions",
        '"sendPets" is not the operationId of an operation',
        (("  idempotent: [listPets]", "  idempotent: [‸sendPets]"),),
    ),
    "a pointer to a missing property": (
        "conventions",
        '"/error/kode" is not a property of the error envelope',
        (("      code: /error/code\n", "      code: /error/code\n      kind: ‸/error/kode\n"),),
    ),
    "a code that another list of the response excludes": (
        "error-code-unused",
        'no operation can return the error code "ERR_BUSY"',
        (
            error(
                "409",
                f"{{allOf: [{coded('{enum: [ERR_BUSY, ERR_OLD]}')}, {coded('{enum: [ERR_OLD]}')}]}}",
            ),
            (
                "      ERR_NO_PET:\n",
                "      ‸ERR_BUSY:\n        status: 409\n      ERR_OLD:\n        status: 409\n      ERR_NO_PET:\n",
            ),
        ),
    ),
    "a code under another range": (
        "error-code-status",
        '"ERR_NO_PET" belongs to status 404, not 5XX',
        (error("5XX", coded("{enum: [‸ERR_NO_PET]}")),),
    ),
    "alternatives without a time": (
        "timestamp-format",
        '"removedAt" is named like a time',
        (
            prop(
                "‸removedAt: {description: A time., oneOf: [{type: string, format: date}, {type: 'null'}]}"
            ),
        ),
    ),
    "a property of items not described": (
        "description-missing",
        'the property "size" has no description',
        (
            prop(
                "boxes: {description: Boxes., type: array, items: {type: object, properties: {‸size: {type: integer}}}}"
            ),
        ),
    ),
    "an example that is not a multiple": (
        "example-valid",
        "19.995 is not a multiple of 0.01",
        (
            prop(
                "price: {description: A price., type: number, multipleOf: 0.01, examples: [19.99, ‸19.995]}"
            ),
        ),
    ),
    "an example of a text for an object": (
        "example-valid",
        '"<pet/>" is not an object',
        (response(f"{ref('Pet')}\n              example: ‸<pet/>"),),
    ),
    "an example of XML that is a value": (
        "example-valid",
        "5 is not a string",
        (
            (
                "              schema:\n" + PET_SCHEMA,
                "              schema:\n" + PET_SCHEMA + "            application/xml:\n"
                "              schema:\n" + PET_SCHEMA + "              example: { id: ‸5 }\n",
            ),
        ),
    ),
    "a request without a property that is not readOnly": (
        "example-valid",
        'the required field "id" is missing',
        (
            get_pet(
                "      requestBody: {content: {application/json: "
                "{schema: {$ref: '#/components/schemas/Pet'}, ‸example: {favouriteToy: ball}}}}\n"
            ),
        ),
    ),
    "a schema that only an unused mapping selects": (
        "unused-component",
        "nothing uses schemas/Toy",
        (
            component(
                "‸Toy: {description: A toy., type: object, discriminator: {propertyName: kind, mapping: {toy: Toy}}}"
            ),
        ),
    ),
    "a dangling reference": (
        "reference-dangling",
        "Pets",
        (
            (
                "              schema:\n" + PET_SCHEMA,
                "              schema:\n                $ref: ‸'#/components/schemas/Pets'\n",
            ),
        ),
    ),
}
