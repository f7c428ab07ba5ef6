# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Bodies that are one list of arguments in several media types, and bodies without properties."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from tests.functional.support import OK, Call, Made, Make

REF = "{{$ref: '#/components/schemas/{}'}}"
FILE = "{type: object, required: [name, file], properties: {name: {type: string}, file: {type: string, format: binary}, n: {type: integer}}}"
URL = "{type: object, required: [name, url], properties: {name: {type: string, description: A name.}, url: {type: string}, n: {type: integer}}}"
TEXT = "{type: object, required: [name], properties: {name: {type: string}, file: {type: string}, n: {type: integer}}}"
OPTIONAL = "{type: object, required: [name], properties: {name: {type: string}, file: {type: string, format: binary}, files: {type: array, items: {type: string, format: binary}}, n: {type: integer}}}"
BASE = "{allOf: [{type: object, properties: {n: {type: integer}}}, {type: object, required: [name], properties: {name: {type: string}, file: {type: string, format: binary}}}]}"
COMPONENTS = f"{{File: {FILE}, Url: {URL}, Text: {TEXT}, Optional: {OPTIONAL}, Base: {BASE}}}"


def writes(first: str, second: str, *, media_type: str = "multipart/form-data") -> str:
    content = f"{{{media_type}: {{schema: {second}}}, application/json: {{schema: {first}}}}}"
    return f"""
paths:
  /x: {{post: {{operationId: x_write, tags: [x], requestBody: {{required: true, content: {content}}}, {OK}}}}}
components: {{schemas: {COMPONENTS}}}
"""


def arguments(api: Made) -> list[str]:
    """The arguments of the only method."""
    with api.package.Client(base_url="http://localhost") as client:
        return [n for n in inspect.signature(client.x.write).parameters if n != "options"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (REF.format("Optional"), REF.format("Optional")),
        (OPTIONAL, OPTIONAL),
        (REF.format("Url"), REF.format("File")),
        (URL, FILE),
        (URL, REF.format("File")),
        (REF.format("Text"), REF.format("File")),
        (TEXT, OPTIONAL),
        (REF.format("Url"), BASE),
        (REF.format("Base"), REF.format("Optional")),
        (TEXT, BASE),
    ],
)
@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
def test_json_and_multipart_bodies_with_common_fields_are_one_list_of_arguments(
    make: Make, call: Call, first: str, second: str, version: str
) -> None:
    api = make(writes(first, second), version=version)
    names = arguments(api)
    assert {"name", "file", "n", "content_type"} <= set(names)
    assert "body" not in names
    assert "By default, multipart if" in str(inspect.getdoc(api.package.resources.x.X.write))
    assert not api.diagnostics
    given = {"name": "a", "n": 1, **({"url": "u"} if "url" in names else {})}
    sent = call(api, lambda c: c.x.write(**given)).sent
    assert (sent.header("content-type"), sent.json()) == ("application/json", given)
    for file in (b"x", ("a.bin", b"x")):
        sent = call(api, lambda c, f=file: c.x.write(name="a", file=f, n=1)).sent
        assert str(sent.header("content-type")).startswith("multipart/form-data")
        assert b'name="file"; filename="' in sent.body
        assert b'name="n"\r\n\r\n1\r\n' in sent.body


def test_a_list_of_files_is_multipart_too(make: Make, call: Call) -> None:
    api = make(writes(REF.format("Optional"), REF.format("Optional")))
    sent = call(api, lambda c: c.x.write(name="a", files=[b"x", b"y"])).sent
    assert sent.body.count(b'name="files"; filename="upload"') == 2
    sent = call(api, lambda c: c.x.write(name="a", content_type="multipart/form-data")).sent
    assert sent.body.endswith(b"--\r\n")


def test_a_text_is_json_and_a_file_is_multipart(make: Make, call: Call) -> None:
    api = make(writes(TEXT, FILE))
    sent = call(api, lambda c: c.x.write(name="a", file="https://example.com/f")).sent
    assert sent.json() == {"name": "a", "file": "https://example.com/f"}
    assert b"filename=" in call(api, lambda c: c.x.write(name="a", file=b"f")).sent.body


def test_equal_objects_inside_have_one_class(make: Make, call: Call) -> None:
    inner = "options: {type: object, properties: {deep: {type: boolean}}}"
    api = make(writes(*(s.replace("n: {type: integer}", inner) for s in (URL, FILE))))
    options = api.models.XWriteBodyOptions(deep=True)
    assert not hasattr(api.models, "XWriteBodyOptions2")
    sent = call(api, lambda c: c.x.write(name="a", url="u", options_=options)).sent
    assert sent.json() == {"name": "a", "url": "u", "options": {"deep": True}}


def test_bytes_in_base64_are_no_file(make: Make, call: Call) -> None:
    schema = (
        "{type: object, properties: {name: {type: string}, code: {type: string, format: byte}}}"
    )
    api = make(writes(schema, schema))
    assert call(api, lambda c: c.x.write(code=b"\0")).sent.json() == {"code": "AA=="}


def test_one_of_the_required_groups_must_be_given(make: Make, call: Call) -> None:
    api = make(writes(URL, FILE))
    with pytest.raises(api.errors.ArgumentError, match="url"):
        call(api, lambda c: c.x.write(name="a"))


ALL_OF = (
    f"{{allOf: [{TEXT}, {{type: object, required: [url], properties: {{url: {{type: string}}}}}}]}}"
)
NULLABLE = "{type: object, required: [name, url], properties: {name: {type: string}, url: {type: [string, 'null']}}}"
RENAMED = "{type: object, required: [name, urlText], properties: {name: {type: string}, urlText: {type: string}}}"


@pytest.mark.parametrize(
    ("first", "second", "given", "missing", "media_type"),
    [
        (URL, FILE, {"file": b"x", "content_type": "application/json"}, "url", "application/json"),
        (URL, FILE, {"url": "u", "content_type": "multipart/form-data"}, "file", "multipart/form-data"),
        (REF.format("Url"), REF.format("File"), {"url": "u", "file": b"x", "content_type": "application/json"}, None, ""),
        (URL, OPTIONAL, {}, "url", "application/json"),
        (URL, OPTIONAL, {"file": b"x"}, None, ""),
        (URL, OPTIONAL, {"content_type": "multipart/form-data"}, None, ""),
        (TEXT, FILE, {"n": 1}, None, ""),
        (TEXT, FILE, {"content_type": "multipart/form-data"}, "file", "multipart/form-data"),
        (ALL_OF, OPTIONAL, {}, "url", "application/json"),
        (RENAMED, OPTIONAL, {}, "url_text", "application/json"),
        (NULLABLE, OPTIONAL, {}, "url", "application/json"),
        (NULLABLE, OPTIONAL, {"url": None}, None, ""),
    ],
)  # fmt: skip
def test_the_selected_media_type_has_its_required_fields(
    make: Make,
    call: Call,
    first: str,
    second: str,
    given: dict[str, Any],
    missing: str | None,
    media_type: str,
) -> None:
    api = make(writes(first, second))
    assert not api.diagnostics
    if missing is None:
        assert call(api, lambda c: c.x.write(name="a", **given)).sent.body
        return
    with pytest.raises(api.errors.ArgumentError) as caught:
        call(api, lambda c: c.x.write(name="a", **given))
    assert caught.value.argument == missing
    assert str(caught.value) == f"{missing}: is required in a body of {media_type}"
    assert not call.server.requests


def test_an_optional_body_has_the_required_fields_of_its_media_type(make: Make, call: Call) -> None:
    text = writes(URL, OPTIONAL).replace("required: true", "required: false", 1)
    api = make(text)
    for body in ({"name": "a"}, {"name": "a", "url": None}):
        with pytest.raises(api.errors.ArgumentError, match="url: is required in a body of"):
            call(api, lambda c, body=body: c.x.write(body=body))
    assert call(api, lambda c: c.x.write(body={"name": "a", "url": "u"})).sent.body
    assert not call(api, lambda c: c.x.write()).sent.body


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("{type: object, properties: {a: {type: integer}}}", FILE),  # nothing in common
        ("{type: object, properties: {name: {type: integer}}}", FILE),  # another type
        ("{type: object, properties: {name: {type: string}}, additionalProperties: true}", FILE),
        ("{oneOf: [{type: object, required: [name], properties: {name: {type: string}}}, {type: array, items: {type: string}}]}", FILE),
        ("{type: array, items: {type: string}}", FILE),
    ],
)  # fmt: skip
def test_other_bodies_are_one_argument(make: Make, call: Call, first: str, second: str) -> None:
    api = make(writes(first, second))
    assert arguments(api) == ["body", "content_type"]


@pytest.mark.parametrize("required", ["", "required: false, ", "required: true, "])
@pytest.mark.parametrize(
    ("schema", "is_closed"),
    [
        ("{type: object}", False),
        ("{type: object, properties: {}}", False),
        ("{type: object, additionalProperties: false}", True),
        ("{type: object, properties: {}, additionalProperties: false}", True),
        ("{$ref: '#/components/schemas/Empty'}", True),
        ("{allOf: [{$ref: '#/components/schemas/Empty'}]}", True),
        ("{anyOf: [{$ref: '#/components/schemas/Empty'}, {type: 'null'}]}", True),
    ],
)
@pytest.mark.parametrize("media_type", ["application/json", "application/x-www-form-urlencoded"])
def test_a_body_without_properties_need_not_be_given(
    make: Make, call: Call, required: str, schema: str, is_closed: bool, media_type: str
) -> None:
    api = make(f"""
        paths:
          /x: {{post: {{operationId: x_write, tags: [x], requestBody: {{{required}content: {{{media_type}: {{schema: {schema}}}}}}}, {OK}}}}}
        components: {{schemas: {{Empty: {{type: object, additionalProperties: false}}}}}}
        """)
    must = required == "required: true, "
    assert arguments(api) == ([] if is_closed else ["body"])
    given: dict[str, Any] = {"body": {}} if must and not is_closed else {}
    sent = call(api, lambda c: c.x.write(**given)).sent
    expected = b"{}" if must and media_type == "application/json" else b""
    assert sent.body == expected
    assert (sent.header("content-type") is None) is not must
