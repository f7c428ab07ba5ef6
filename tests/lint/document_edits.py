# ruff: noqa: E501 (an edit on one line is easier to read than on ten)
"""Edits of `conventions.yaml` outside of schemas: faults with one violation, and edits that almost violate a rule.

`‸` marks the location that the diagnostic must have.
"""

from __future__ import annotations

from tests.lint.valid_edits import Edit, get_pet, operation, prop, ref, response

_SERVER = "  - url: https://pets.example\n"
_PET = "              schema:\n                $ref: '#/components/schemas/Pet'\n"
_LIST_EXAMPLE = "                - id: rex\n"
_GET_OPERATION = "      operationId: getPet\n"
_LIST_OPERATION = "      operationId: listPets\n"
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


FAULTY_EDITS: dict[str, tuple[str, str, tuple[Edit, ...]]] = {
    # servers
    "a server variable that is not used": ("openapi-standard", 'the URL does not use the variable "zone": remove it, or write "{zone}" in the URL', (server("{url: 'https://pets.example', variables: {‸zone: {default: eu}}}"),)),
    "a server variable of an operation that is not used": ("openapi-standard", 'does not use the variable "zone"', (get_pet("      servers: [{url: 'https://{host}', variables: {host: {default: a}, ‸zone: {default: eu}}}]\n"),)),
    "a server variable that is not defined": ("openapi-standard", 'the variable "zone" is not defined: add it', (server("{url: ‸'https://{zone}.pets.example'}"),)),
    "a misspelled server variable": ("openapi-standard", 'the variable "zone" is not defined; did you mean "zoned"?', (server("{url: ‸'https://{zone}.pets.example', variables: {zoned: {default: eu}}}"),)),
    "a default that is not one of the values": ("openapi-standard", 'the default "us" is not one of the values in `enum`', (server("{url: 'https://{zone}.pets.example', variables: {zone: {enum: [eu, in], default: ‸us}}}"),)),
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
    "paths that begin alike": ("unique-path", (operation("/pets/{petId}/toys", "delete", "deleteToys", "      parameters: [{$ref: '#/components/parameters/PetId'}]\n"),)),
    "a path and a path with a variable": ("unique-path", (operation("/pets/mine", "delete", "deleteMine"),)),
    "two variables and one": ("unique-path", (operation("/pets/{petId}-{toy}", "delete", "deleteToy", "      parameters: [{$ref: '#/components/parameters/PetId'}, {name: toy, in: path, required: true, description: A toy., schema: {type: string}}]\n"),)),
    "a declared tag": ("declared-tag", ((_TAGS, "tags: [{name: pets}]\n" + _TAGS), get_pet("      tags: [pets]\n"))),
    "a declared tag that no operation has": ("declared-tag", ((_TAGS, "tags: [{name: pets}, {name: toys}]\n" + _TAGS), get_pet("      tags: [pets]\n"))),
    "a media type with parameters": ("openapi-standard", (media_type("'application/json; charset=utf-8'"),)),
    "a media type in capitals": ("openapi-standard", (media_type("Application/JSON"),)),
    "a media type of a vendor": ("openapi-standard", (media_type("application/vnd.pets.v1+json"),)),
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
