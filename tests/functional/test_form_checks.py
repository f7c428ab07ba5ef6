# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Forms are checked like JSON bodies: required properties, and mappings in place of models."""

from __future__ import annotations

from typing import Any

import pytest

from tests.functional.support import OK, Call, Make

MEDIA_TYPES = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"]
COMPONENTS = """
        components:
          schemas:
            Note: {type: object, required: [firstName], properties: {firstName: {type: string}, n: {type: integer, minimum: 2}, about: {type: object, required: [k], properties: {k: {type: integer}}}}}
            Link: {type: object, required: [url], properties: {url: {type: string}, n: {type: array, items: {type: integer}}}}
            Cat: {type: object, required: [kind], properties: {kind: {type: string, enum: [cat]}, lives: {type: integer}}}
            Dog: {type: object, required: [kind, bark], properties: {kind: {type: string, enum: [dog]}, bark: {type: boolean}}}
            Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog'}}}
            Groups: {type: object, properties: {a: {type: string}, b: {type: string}}, oneOf: [{required: [a]}, {required: [b]}]}
            Open: {type: object, required: [a], properties: {a: {type: string}}, additionalProperties: {type: integer}}
            Map: {type: object, additionalProperties: {type: integer}, maxProperties: 2}
"""


def writing(media_type: str, schema: str, required: str = "true") -> str:
    """A document whose only operation, `client.x.write(...)`, sends a body of this media type."""
    content = f"{{{media_type}: {{schema: {schema}}}}}"
    return f"""
        paths: {{/x: {{post: {{operationId: x_write, tags: [x], requestBody: {{required: {required}, content: {content}}}, {OK}}}}}}}
{COMPONENTS}"""


NOTE, PET = "{$ref: '#/components/schemas/Note'}", "{$ref: '#/components/schemas/Pet'}"
GROUPS = "{oneOf: [{$ref: '#/components/schemas/Groups'}, {$ref: '#/components/schemas/Cat'}]}"
EITHER = f"{{oneOf: [{NOTE}, {{$ref: '#/components/schemas/Link'}}]}}"


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"first_name": None}, "first_name: must be a string, not null"),
        ({"first_name": "a", "about": {"k": "x"}}, "about.k: must be an integer, not the string 'x'"),
        ({"first_name": "a", "about": {}}, "about.k: is required"),
        ({"first_name": "a", "about": []}, "about: must be an object, not an array of 0 items"),
        ({"first_name": "a", "n": 1}, "n: must be at least 2, but is 1"),
        ({"first_name": 1}, "first_name: must be a string, not the integer 1"),
    ],
)  # fmt: skip
def test_arguments(
    make: Make, call: Call, media_type: str, arguments: dict[str, Any], message: str
) -> None:
    api = make(writing(media_type, NOTE))
    with pytest.raises(api.errors.ArgumentError) as caught:
        call(api, lambda c: c.x.write(**arguments))
    assert str(caught.value) == message
    assert not call.server.requests


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
@pytest.mark.parametrize(
    ("schema", "body", "message"),
    [
        (NOTE, {}, "first_name: is required"),
        (NOTE, {"firstName": None}, "first_name: must be a string, not null"),
        (NOTE, {"firstName": 3}, "first_name: must be a string, not the integer 3"),
        (NOTE, {"firstName": "a", "more": "x"}, "more: is not a field of Note"),
        (NOTE, {"firstName": "a", "about": {}}, "about.k: is required"),
        (EITHER, {"firstName": 3}, "first_name: must be a string, not the integer 3"),
        (EITHER, {"firstName": None}, "first_name: must be a string, not null"),
        (EITHER, {"firstName": "a", "n": 1}, "n: must be at least 2, but is 1"),
        (EITHER, {"url": "a", "n": 1}, "n: must be an array, not the integer 1"),
        (EITHER, {"n": 5}, None),
        (EITHER, {}, None),
        (PET, {"kind": "dog", "bark": "x"}, "bark: must be a boolean, not the string 'x'"),
        (PET, {"kind": "dog"}, "bark: is required"),
        (PET, {"kind": "bird"}, None),
        (PET, {}, None),
        (GROUPS, {}, None),
        (GROUPS, {"a": "x", "b": "y"}, None),
        ("{$ref: '#/components/schemas/Open'}", {"z": 1}, "a: is required"),
        ("{$ref: '#/components/schemas/Open'}", {"a": "x", "z": "y"}, None),
        ("{$ref: '#/components/schemas/Map'}", {"a": "x"}, None),
        ("{$ref: '#/components/schemas/Map'}", {"a": 1, "b": 2, "c": 3}, None),
    ],
)  # fmt: skip
def test_mappings(
    make: Make, call: Call, media_type: str, schema: str, body: Any, message: str | None
) -> None:
    api = make(writing(media_type, f"{{anyOf: [{schema}, {{type: 'null'}}]}}", "false"))
    with pytest.raises(api.errors.ArgumentError) as caught:
        call(api, lambda c: c.x.write(body=body))
    if message is not None:
        assert str(caught.value) == message
    assert not call.server.requests


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
@pytest.mark.parametrize(
    ("schema", "body"),
    [
        (NOTE, {"firstName": "a", "about": {"k": 1}}),
        (EITHER, {"url": "a", "n": [1]}),
        (EITHER, {"url": "a", "n": [1], "firstName": "b"}),
        (PET, {"kind": "cat"}),
        (GROUPS, {"b": "y"}),
        ("{$ref: '#/components/schemas/Open'}", {"a": "x", "z": 1}),
        ("{$ref: '#/components/schemas/Map'}", {"a": 1}),
        ("{anyOf: [{$ref: '#/components/schemas/Note'}, {$ref: '#/components/schemas/Map'}]}", {"z": 1}),
    ],
)  # fmt: skip
def test_valid_mappings_are_sent(
    make: Make, call: Call, media_type: str, schema: str, body: Any
) -> None:
    api = make(writing(media_type, f"{{anyOf: [{schema}, {{type: 'null'}}]}}", "false"))
    sent = call(api, lambda c: c.x.write(body=body)).sent
    assert all(wire.encode() in sent.body for wire in body)


def test_a_mapping_can_contain_files(make: Make, call: Call) -> None:
    schema = "{type: object, required: [file, name], properties: {file: {type: string, format: binary}, name: {type: string}, text: {type: string}}}"
    union = f"{{oneOf: [{schema}, {{$ref: '#/components/schemas/Link'}}]}}"
    for each in (f"{{anyOf: [{schema}, {{type: 'null'}}]}}", union):
        api = make(writing("multipart/form-data", each, "false"))
        body = {"file": ("a.bin", b"x"), "name": "n", "text": b"t"}
        sent = call(api, lambda c, body=body: c.x.write(body=body)).sent
        assert b'name="file"; filename="a.bin"' in sent.body
        assert b'name="text"; filename="upload"' in sent.body
        for missing in ({"name": "n"}, {"file": None, "name": "n"}, {"file": 3, "name": "n"}):
            with pytest.raises(api.errors.ArgumentError, match="file: "):
                call(api, lambda c, body=missing: c.x.write(body=body))


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_null_is_left_out_of_a_form_if_the_document_allows_it(
    make: Make, call: Call, media_type: str
) -> None:
    schema = "{type: object, required: [a, b], properties: {a: {type: [string, 'null']}, b: {}, c: {type: integer}}}"
    api = make(writing(media_type, schema))
    sent = call(api, lambda c: c.x.write(a=None, b=None, c=1)).sent
    assert (b"null" in sent.body) is (media_type == "application/json")


@pytest.mark.parametrize("value", [None, 3, {"a": 1}])
def test_a_required_file_must_be_a_file(make: Make, call: Call, value: Any) -> None:
    schema = "{type: object, required: [file], properties: {file: {type: string, format: binary}}}"
    api = make(writing("multipart/form-data", schema))
    with pytest.raises(api.errors.ArgumentError, match="file: must be bytes"):
        call(api, lambda c: c.x.write(file=value))
