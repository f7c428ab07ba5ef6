# ruff: noqa: E501 (an edit on one line is easier to read than on ten)
"""Edits of `conventions.yaml` outside of schemas: faults with one violation, and edits that almost violate a rule.

`‸` marks the location that the diagnostic must have.
"""

from __future__ import annotations

from tests.lint.valid_edits import Edit, component, get_pet, operation, prop, ref, response

_SERVER = "  - url: https://pets.example\n"
_PET = "              schema:\n                $ref: '#/components/schemas/Pet'\n"
_LIST_EXAMPLE = "                - id: rex\n"
_GET_OPERATION = "      operationId: getPet\n"
_LIST_OPERATION = "      operationId: listPets\n"
_SECURITY = "security:\n  - appId: []\n    apiKey: []\n"
_TAGS = "servers:\n"
_JSON_OF_LIST = "            application/json:\n              schema:\n                oneOf:\n"


def server(text: str) -> Edit:
    """Replace the server, written in one line."""
    return (_SERVER, f"  - {text}\n")


def path(name: str, method: str = "delete") -> Edit:
    """Add a path with a variable `{petId}` and one operation."""
    old, new = operation(
        "/other",
        method,
        "act",
        "      parameters: [{$ref: '#/components/parameters/PetId'}]\n" if "{" in name else "",
    )
    return (
        old,
        new.replace("  /other:", f"  {name}:").replace(
            "        default:",
            (
                "        '404': {$ref: '#/components/responses/Unexpected'}\n        default:"
                if "{" in name
                else "        default:"
            ),
        ),
    )


def media_type(name: str) -> Edit:
    """Add a media type to the response of getPet."""
    return (_PET, _PET + f"            {name}:\n              schema: {ref('Pet')}\n")


def example(text: str) -> Edit:
    """Add an example to the response of getPet, written in one line."""
    return (_PET, f"{_PET}              example: {text}\n")


_ITEMS = "    items: /data\n"
_PAGE = "                  - type: object\n                    properties:\n                      data:\n"
_OPEN_PAGE = _PAGE.replace("object\n", "object\n                    additionalProperties: true\n")
_PAGE_SCHEMA = "      description: Number of the page.\n      schema:\n        type: integer\n        default: 1\n"
_LIMIT_SCHEMA = "      description: Items on a page.\n      schema:\n        type: integer\n"
_PARAMETERS = (
    _ITEMS
    + "    schemas: {page: {minimum: 1, default: 1}, limit: {type: integer, minimum: 1, default: 20}}\n"
)
_OPEN = (_ITEMS, _ITEMS + "    metadata: any\n")


def page_schemas(
    page: str = "{type: integer, minimum: 1, default: 1}",
    limit: str = "{type: integer, minimum: 1, default: 20}",
) -> tuple[Edit, ...]:
    """State the schemas of the page parameters, and replace them."""
    return (
        (_ITEMS, _PARAMETERS),
        (
            _PAGE_SCHEMA,
            f"      description: Number of the page.\n      {page if 'schema' in page else 'schema: ' + page}\n",
        ),
        (
            _LIMIT_SCHEMA,
            f"      description: Items on a page.\n      {limit if 'schema' in limit else 'schema: ' + limit}\n",
        ),
    )


FAULTY_EDITS: dict[str, tuple[str, str, tuple[Edit, ...]]] = {
    # servers
    "a server variable that is not used": ("openapi-standard", 'the URL does not use the variable "zone": remove it, or write "{zone}" in the URL', (server("{url: 'https://pets.example', variables: {‸zone: {default: eu}}}"),)),
    "a server variable of an operation that is not used": ("openapi-standard", 'does not use the variable "zone"', (get_pet("      servers: [{url: 'https://{host}', variables: {host: {default: a}, ‸zone: {default: eu}}}]\n"),)),
    "a server variable that is not defined": ("openapi-standard", 'the variable "zone" is not defined: add it', (server("{url: ‸'https://{zone}.pets.example'}"),)),
    "a misspelled server variable": ("openapi-standard", 'the variable "zone" is not defined; did you mean "zoned"?', (server("{url: ‸'https://{zone}.pets.example', variables: {zoned: {default: eu}}}"),)),
    "a default that is not one of the values": ("openapi-standard", 'the default "us" is not one of the values in `enum`', (server("{url: 'https://{zone}.pets.example', variables: {zone: {enum: [eu, in], default: ‸us}}}"),)),
    # credentials
    "no key": ("operation-security", "apiKey is missing: appId and apiKey must be required together", ((_SECURITY, "security:\n  - ‸appId: []\n"),)),
    "no app": ("operation-security", "appId is missing: ", ((_SECURITY, "security:\n  - ‸apiKey: []\n"),)),
    "one of two requirements without a key": ("operation-security", "apiKey is missing: ", ((_SECURITY, _SECURITY + "  - ‸{appId: []}\n"),)),
    "an empty requirement": ("operation-security", "appId and apiKey are missing: ", ((_SECURITY, _SECURITY + "  - ‸{}\n"),)),
    "no credentials of an operation": ("operation-security", "no credentials are required: appId and apiKey", (get_pet("      ‸security: []\n"),)),
    # pagination
    "a page number that starts at 0": ("pagination", 'the parameter "page" must have `minimum: 1`, not 0', page_schemas("{type: integer, minimum: ‸0, default: 1}")),
    "a page number without a minimum": ("pagination", 'the parameter "page" must have `minimum: 1`: add it', page_schemas("‸schema: {type: integer, default: 1}")),
    "a page number with another default": ("pagination", 'the parameter "page" must have `default: 1`, not 2', page_schemas("{type: integer, minimum: 1, default: ‸2}")),
    "a page number with an invalid default": ("openapi-standard", "0 is less than the minimum of 1", page_schemas("{type: integer, minimum: 1, default: ‸0}")),
    "a page size without a default": ("pagination", 'the parameter "limit" must have `default: 20`: add it', page_schemas(limit="‸schema: {type: integer, minimum: 1}")),
    "a page size of another type": ("pagination", 'the parameter "limit" must have `type: integer`, not "number"', page_schemas(limit="{type: ‸number, minimum: 1, default: 20}")),
    "a page with a name for metadata": ("pagination", 'remove "meta"', (_OPEN, (_PAGE, _OPEN_PAGE.replace("                      data:\n", "                      ‸meta: {description: Metadata., type: object}\n                      data:\n")))),
    "a page that is not open": ("pagination", 'a page must have `additionalProperties: true`', (_OPEN, (_PAGE, _PAGE.replace("- type", "- ‸type")))),
    "a page without other properties": ("pagination", 'a page must have `additionalProperties: true`', (_OPEN, (_PAGE, _OPEN_PAGE.replace("true", "‸false")))),
    "a misspelled name of the shared page size": ("pagination", 'the parameter of all lists must have the name "limit"', (("      name: limit\n", "      name: ‸limits\n"), operation("/toys", "get", "listToys", "      parameters: [{$ref: '#/components/parameters/Page'}, {$ref: '#/components/parameters/Limit'}]\n"))),
    # consequences
    "a misspelled variable that is a placeholder": ("openapi-standard", 'the variable "zone" is not defined', (server("{url: ‸'https://{zone}.pets.example', variables: {zoned: {default: eu}}}"), ("  security: [appId, apiKey]\n  errors", "  security: [appId, apiKey]\n  placeholders: [zone]\n  errors"))),
    "a misspelled required property of an example": ("required-property", 'did you mean "id"?', (("      required: [id]\n", "      required: [‸idd]\n"),)),
    "a property in another case that is required and in an example": ("property-case", 'camelCase: "createdAt"', (("      required: [id]\n", "      required: [id, createdAt]\n"), ("        createdAt:\n", "        ‸created_at:\n"))),
    "a misspelled field that contains a reference": ("openapi-standard", 'did you mean "requestBody"?', (get_pet("      ‸requestBdy: {content: {application/json: {schema: {$ref: '#/components/schemas/Toy'}}}}\n"), component("Toy: {description: A toy., type: object}"))),
    "an identical path with another parameter": ("unique-path", "is identical to", (operation("‸/pets/{id}", "delete", "deletePet", "      parameters: [{$ref: '#/components/parameters/PetId'}]\n"),)),
    # paths
    "paths with variables of other names": ("unique-path", 'the path "/pets/{id}" is identical to "/pets/{petId}"', (("  /pets/{petId}:\n", "  /pets/{petId}:\n"), operation("‸/pets/{id}", "delete", "deletePet", "      parameters: [{name: id, in: path, required: true, description: The pet., schema: {type: string}}]\n"))),
    "paths that differ in case": ("unique-path", 'the path "/Pets" differs from "/pets" only in case', (operation("‸/Pets", "delete", "deletePets"),)),
    "paths that differ in a slash at the end": ("unique-path", 'the path "/pets/" differs from "/pets" only in a slash at the end', (operation("‸/pets/", "delete", "deletePets"),)),
    "a slash after a variable": ("unique-path", "only in a slash at the end", (path("‸/pets/{petId}/"),)),
    # tags
    "a tag that is not declared": ("declared-tag", 'the tag "pets" is not declared: add it to `tags` at the root', (get_pet("      tags: [‸pets]\n"),)),
    "a misspelled tag": ("declared-tag", 'the tag "pest" is not declared; did you mean "pets"?', ((_TAGS, "tags: [{name: pets}]\n" + _TAGS), get_pet("      tags: [‸pest]\n"), (_LIST_OPERATION, _LIST_OPERATION + "      tags: [pets]\n"))),
    "a tag that two operations have": ("declared-tag", 'the tag "pets" is not declared', ((_LIST_OPERATION, _LIST_OPERATION + "      tags: [‸pets]\n"), get_pet("      tags: [pets]\n"))),
    "a misspelled declaration of a tag": ("declared-tag", 'no operation has the tag "petss"; did you mean "pets"?', ((_TAGS, "tags: [{name: ‸petss}]\n" + _TAGS), (_LIST_OPERATION, _LIST_OPERATION + "      tags: [pets]\n"), get_pet("      tags: [pets]\n"))),
    # media types
    "a misspelled type": ("openapi-standard", 'the media type "aplication/json" is not known; did you mean "application/json"?', (media_type("‸aplication/json"),)),
    "a misspelled subtype": ("openapi-standard", 'did you mean "application/json"?', ((_JSON_OF_LIST, _JSON_OF_LIST.replace("application/json", "‸application/jsno")),)),
    "a misspelled suffix": ("openapi-standard", 'did you mean "application/vnd.pets+json"?', (media_type("‸application/vnd.pets+jsn"),)),
    "a misspelled suffix of XML": ("openapi-standard", 'did you mean "application/atom+xml"?', (media_type("‸application/atom+xlm"),)),
    "a misspelled form": ("openapi-standard", 'did you mean "multipart/form-data"?', (get_pet(f"      requestBody: {{content: {{‸multipart/formdata: {{schema: {ref('Pet')}}}}}}}\n"),)),
    "a media type of one word": ("openapi-standard", '"json" is not a media type: write one such as application/json', (media_type("‸json"),)),
    "two media types in one": ("openapi-standard", "is not a media type", (media_type("‸'application/json, text/plain'"),)),
    "an unregistered type": ("openapi-standard", "it must start with one of application, ", (media_type("‸jason/application"),)),
    "a misspelled media type of a part": ("openapi-standard", 'did you mean "image/png"?', (get_pet(f"      requestBody: {{content: {{multipart/form-data: {{schema: {ref('Pet')}, encoding: {{id: {{contentType: ‸'image/jpeg, image/pgn'}}}}}}}}}}\n"),)),
    # examples
    "an example with an undescribed property": ("example-valid", 'no schema describes the property "colour"', (example("{id: rex, ‸colour: red}"),)),
    "an example with a misspelled property": ("example-valid", 'no schema describes the property "favoriteToy"; did you mean "favouriteToy"?', (example("{id: rex, ‸favoriteToy: ball}"),)),
    "an example with a misspelled required property": ("example-valid", 'no schema describes the property "idd"; did you mean "id"?', (example("{‸idd: rex}"),)),
    "an undescribed property in a list": ("example-valid", 'no schema describes the property "colour"', ((_LIST_EXAMPLE, "                - id: rex\n                  ‸colour: red\n"),)),
    "an undescribed property in a property": ("example-valid", 'no schema describes the property "weight"', (prop("box: {description: A box., type: object, properties: {size: {description: A size., type: integer}}, examples: [{size: 1, ‸weight: 2}]}"),)),
    "an undescribed property of an extended schema": ("example-valid", 'no schema describes the property "colour"', (response(f"{{allOf: [{ref('Pet')}, {{properties: {{size: {{description: A size., type: integer}}}}}}]}}\n              example: {{id: rex, size: 1, ‸colour: red}}"),)),
    "a property of the other alternative": ("example-valid", 'no schema describes the property "b"', (response("{oneOf: [{type: object, required: [a], properties: {a: {description: A., type: string}}}, {type: object, required: [b, c], properties: {b: {description: B., type: string}, c: {description: C., type: string}}}]}\n              example: {a: x, ‸b: y}"),)),
}  # fmt: skip

SOUND_EDITS: dict[str, tuple[str, tuple[Edit, ...]]] = {
    "a server with variables": ("openapi-standard", (server("{url: 'https://{a}.example/{b}/{a}', variables: {a: {default: x}, b: {enum: [y, z], default: z}}}"),)),
    "page parameters with their schemas": ("pagination", page_schemas()),
    "page parameters with more": ("pagination", page_schemas("{type: integer, minimum: 1, default: 1, maximum: 100}")),
    "page parameters with the schemas of others": ("pagination", page_schemas("schema: {allOf: [{type: integer, minimum: 1}], default: 1}")),
    "an open page": ("pagination", (_OPEN, (_PAGE, _OPEN_PAGE))),
    "metadata of a page that the conventions do not mention": ("pagination", ((_PAGE, _PAGE + "                        x-note: 1\n"),)),
    "paths that begin alike": ("unique-path", (operation("/pets/{petId}/toys", "delete", "deleteToys", "      parameters: [{$ref: '#/components/parameters/PetId'}]\n"),)),
    "a path and a path with a variable": ("unique-path", (operation("/pets/mine", "delete", "deleteMine"),)),
    "two variables and one": ("unique-path", (operation("/pets/{petId}-{toy}", "delete", "deleteToy", "      parameters: [{$ref: '#/components/parameters/PetId'}, {name: toy, in: path, required: true, description: A toy., schema: {type: string}}]\n"),)),
    "a declared tag": ("declared-tag", ((_TAGS, "tags: [{name: pets}]\n" + _TAGS), get_pet("      tags: [pets]\n"))),
    "a declared tag that no operation has": ("declared-tag", ((_TAGS, "tags: [{name: pets}, {name: toys}]\n" + _TAGS), get_pet("      tags: [pets]\n"))),
    "a media type with parameters": ("openapi-standard", (media_type("'application/json; charset=utf-8'"),)),
    "a media type in capitals": ("openapi-standard", (media_type("Application/JSON"),)),
    "a media type of a vendor": ("openapi-standard", (media_type("application/vnd.pets.v1+json"),)),
    **{f"the suffix {each}": ("openapi-standard", (media_type(f"application/x+{each}"),)) for each in ("bson", "cbor", "ubjson", "jsonl", "json-seq", "json5", "wbxml", "xhtml", "jwt", "sd-jwt", "der", "gzip", "ymlx")},
    "an experimental media type": ("openapi-standard", (media_type("application/x-pets"),)),
    "a media type that resembles a common one": ("openapi-standard", (media_type("application/json5"),)),
    "all media types": ("openapi-standard", (media_type("'*/*'"),)),
    "all images": ("openapi-standard", (media_type("image/*"),)),
    "media types of a part": ("openapi-standard", (get_pet(f"      requestBody: {{content: {{multipart/form-data: {{schema: {ref('Pet')}, encoding: {{id: {{contentType: 'image/png, image/*, text/plain; a=\"b,c\"'}}}}}}}}}}\n"),)),
    "an example with all properties": ("example-valid", (example("{id: rex, favouriteToy: ball, createdAt: null}"),)),
    "an example of an open object": ("example-valid", (prop("box: {description: A box., type: object, properties: {size: {description: A size., type: integer}}, additionalProperties: true, examples: [{size: 1, weight: 2}]}"),)),
    "an example of a map": ("example-valid", (prop("box: {description: A box., type: object, additionalProperties: {type: object, properties: {size: {description: A size., type: integer}}}, examples: [{any: {size: 1}}]}"),)),
    "an example of any object": ("example-valid", (prop("box: {description: A box., type: object, examples: [{any: {size: 1}}]}"),)),
    "an example with a property that matches a pattern": ("example-valid", (prop("box: {description: A box., type: object, properties: {size: {description: A size., type: integer}}, patternProperties: {^x-: {type: string}}, examples: [{size: 1, x-a: b}]}"),)),
    "an example of an extended schema": ("example-valid", (response(f"{{allOf: [{ref('Pet')}, {{properties: {{size: {{description: A size., type: integer}}}}}}]}}\n              example: {{id: rex, size: 1}}"),)),
    "an example of a narrowed property": ("example-valid", (response(f"{{allOf: [{ref('ErrorEnvelope')}, {{properties: {{error: {{properties: {{more: {{description: More., type: string}}}}}}}}}}]}}\n              example: {{error: {{code: X, more: y}}}}"),)),
    "an example of anyOf": ("example-valid", (response("{anyOf: [{type: object, properties: {a: {description: A., type: string}}}, {type: object, properties: {b: {description: B., type: string}}}]}\n              example: {a: x, b: y}"),)),
    "an example with a conditional property": ("example-valid", (response("{type: object, properties: {a: {description: A., type: string}}, if: {required: [a]}, then: {properties: {b: {description: B., type: string}}}}\n              example: {a: x, b: y}"),)),
}  # fmt: skip
