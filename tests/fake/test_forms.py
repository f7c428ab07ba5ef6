"""Forms that the document does not allow."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest

from tests.fake.conftest import Caller, fake_of
from tests.functional.support import Maker

NOTE = """{type: object, required: [name, size, tags, about, at], properties: {name: {type: string, maxLength: 3},
    size: {type: integer}, tags: {type: array, items: {type: integer}}, about: {type: object, properties: {k: {type:
    string}}}, at: {type: [string, 'null']}, done: {type: boolean}}}"""
EITHER = """{oneOf: [{type: object, required: [name], properties: {name: {type: string}}},
    {type: object, required: [id], properties: {id: {type: integer}}}]}"""


def writing(media_type: str, schema: str, encoding: str = "") -> str:
    content = f"{{{media_type}: {{schema: {schema}{encoding}}}}}"
    operation = (
        f"operationId: x_write, tags: [x], requestBody: {{required: true, content: {content}}}"
    )
    return f"paths: {{/x: {{post: {{{operation}, responses: {{'204': {{description: ok}}}}}}}}}}"


FORMS = ["application/x-www-form-urlencoded", "multipart/form-data"]
ABOUT = ", encoding: {about: {style: deepObject, explode: true}}"
SPACED = ", encoding: {tags: {style: spaceDelimited}}"
JOINED = ", encoding: {tags: {style: form, explode: false}}"


def sent(media_type: str, fields: list[tuple[str, str]]) -> dict[str, Any]:
    """Return the arguments of a request with a form."""
    if media_type == FORMS[0]:
        return {"content": urlencode(fields), "headers": {"content-type": media_type}}
    parts = "".join(
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'
        for name, text in fields
    )
    return {
        "content": f"{parts}--b--\r\n",
        "headers": {"content-type": f"{media_type}; boundary=b"},
    }


def parsed(query: str) -> list[tuple[str, str]]:
    pairs = (pair.partition("=") for pair in query.split("&") if pair)
    return [(name, value) for name, _, value in pairs]


@pytest.mark.parametrize("media_type", FORMS)
@pytest.mark.parametrize(
    ("schema", "form", "problem"),
    [
        (NOTE, "name=a&size=1&about={}&tags=1&tags=2&done=true", ""),
        (NOTE, "name=12&size=1&about={}", ""),
        (NOTE, "name=a&size=1&about[k]=v", ""),
        (NOTE, "", "name: is required"),
        (NOTE, "name=a&about={}", "size: is required"),
        (NOTE, "name=a&size=1", "about: is required"),
        (NOTE, "name=a&size=1_0&about={}", "size: must be an integer, not the string '1_0'"),
        (NOTE, "name=abcd&size=1&about={}", "name: must have at most 3 characters, but has 4"),
        (NOTE, "name=a&size=1&size=2&about={}", "size: must be sent once, but is sent 2 times"),
        (NOTE, "name=a&size=1&about={}&tags=1&tags=b", r"tags\[1\]: must be an integer"),
        (NOTE, "name=a&size=1&about={}&done=yes", "done: must be a boolean"),
        (EITHER, "name=a", ""),
        (EITHER, "id=1", ""),
        (EITHER, "other=1", "name: is required"),
    ],
)  # fmt: skip
def test_forms(make_package: Maker, media_type: str, schema: str, form: str, problem: str) -> None:
    _, package = fake_of(make_package, writing(media_type, schema))
    with package.FakeClient() as fake:
        client = fake.client()
        request = sent(media_type, parsed(form))
        if problem:
            wanted = f"x.write has a body that the document does not allow: {problem}"
            with pytest.raises(package.FakeError, match=wanted):
                client.request("POST", "/x", **request)
            fake.clear()
        else:
            fake.x.write.returns()
            client.request("POST", "/x", **request)


@pytest.mark.parametrize("media_type", FORMS)
@pytest.mark.parametrize("encoding", ["", ABOUT, SPACED, JOINED])
def test_forms_of_the_client(
    call: Caller, make_package: Maker, media_type: str, encoding: str
) -> None:
    _, package = fake_of(make_package, writing(media_type, NOTE, encoding))
    with package.FakeClient() as fake:
        fake.x.write.returns(times=2)
        given = {"name": "a", "size": 1, "at": None}
        call(fake, lambda c: c.x.write(tags=[1, 2], about={"k": "v"}, **given))
        call(fake, lambda c: c.x.write(tags=[], about={}, **given))


@pytest.mark.parametrize("media_type", FORMS)
def test_a_form_without_values(call: Caller, make_package: Maker, media_type: str) -> None:
    schema = "{type: object, properties: {name: {type: string}}}"
    _, package = fake_of(make_package, writing(media_type, schema))
    with package.FakeClient() as fake:
        fake.x.write.returns()
        call(fake, lambda c: c.x.write())
        assert fake.calls[0].form == {}


@pytest.mark.parametrize("content", [b"", b"nothing", b"name=\xff"])
@pytest.mark.parametrize("media_type", FORMS)
def test_bodies_that_are_no_forms(make_package: Maker, media_type: str, content: bytes) -> None:
    _, package = fake_of(make_package, writing(media_type, NOTE))
    headers = {"content-type": media_type}
    with package.FakeClient() as fake:
        with pytest.raises(package.FakeError, match="is required"):
            fake.client().request("POST", "/x", content=content, headers=headers)
        fake.clear()


MAIL = b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\r\n--b--\n"


@pytest.mark.parametrize("content", [MAIL, b"\r\n", b"\n--\n", b"\xff\x00", b""])
@pytest.mark.parametrize("media_type", ["message/rfc822", "multipart/mixed; boundary=b", "a/b"])
def test_a_file_is_bytes_whatever_it_is(
    make_package: Maker, media_type: str, content: bytes
) -> None:
    schema = "{type: object, properties: {file: {type: string, format: binary}}}"
    _, package = fake_of(make_package, writing(FORMS[1], schema))
    with package.FakeClient() as fake:
        fake.x.write.returns()
        fake.client().x.write(file=("a", content, media_type))
        assert fake.calls[0].form == {"file": [content]}
        fake.x.write.assert_called_once_with(file=content)


def test_names_of_fields_are_unicode(call: Caller, make_package: Maker) -> None:
    schema = "{type: object, required: [größe], properties: {größe: {type: string}}}"
    _, package = fake_of(make_package, writing(FORMS[1], schema))
    with package.FakeClient() as fake:
        fake.x.write.returns()
        call(fake, lambda c: c.x.write(größe="m"))
        assert fake.calls[0].form == {"größe": [b"m"]}


REMEMBERED = """
paths:
  /notes:
    post:
      operationId: addNote
      tags: [notes]
      requestBody: {required: true, content: {MEDIA_TYPE: {schema: {$ref: '#/components/schemas/NewNote'}}}}
      responses: {'201': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Note'}}}}}
  /notes/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
    get:
      operationId: getNote
      tags: [notes]
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Note'}}}}}
    post:
      operationId: changeNote
      tags: [notes]
      parameters:
        - {name: size, in: query, schema: {type: integer}}
        - {name: tags, in: query, schema: {type: array, items: {type: integer}}}
        - {name: id, in: query, schema: {type: integer}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Note'}}}}}
components:
  schemas:
    NewNote:
      type: object
      required: [text]
      properties: &properties
        text: {type: string}
        size: {type: integer}
        done: {type: boolean}
        tags: {type: array, items: {type: integer}}
        about: {type: object, properties: {k: {type: integer}}}
    Note: {type: object, required: [id, text], properties: {id: {type: integer}, <<: *properties}}
"""


@pytest.mark.parametrize("media_type", FORMS)
def test_values_of_forms_and_queries_are_remembered_with_their_types(
    call: Caller, make_package: Maker, media_type: str
) -> None:
    _, package = fake_of(make_package, REMEMBERED.replace("MEDIA_TYPE", media_type))
    values = {"text": "1", "size": 5, "done": True, "tags": [1, 2], "about": {"k": 3}}
    with package.FakeClient(state=True) as fake:
        added = call(fake, lambda c: c.notes.add(**values))
        assert added.to_dict() == {"id": 1, **values}
        changed = call(fake, lambda c: c.notes.change(1, size=6, tags=[3]))
        assert changed.to_dict() == {"id": 1, **values, "size": 6, "tags": [3]}
        assert call(fake, lambda c: c.notes.get(1)) == changed


def test_an_empty_body_sets_nothing(make_package: Maker) -> None:
    optional = REMEMBERED.replace("required: true, content", "content").replace("[text]", "[]")
    _, package = fake_of(make_package, optional.replace("MEDIA_TYPE", "application/json"))
    headers = {"content-type": "application/json"}
    with package.FakeClient(state=True) as fake:
        response = fake.client().request("POST", "/notes", headers=headers)
        assert fake.client().notes.get(1).to_dict() == response.parse()


def test_a_body_of_text_is_not_remembered(make_package: Maker) -> None:
    _, package = fake_of(make_package, REMEMBERED.replace("MEDIA_TYPE", "application/xml"))
    with package.FakeClient(state=True) as fake:
        with pytest.raises(package.FakeError, match=r"scripts no answer\. Write: fake\.notes\.add"):
            fake.client().notes.add(body="<note><text>a</text></note>")
        fake.clear()
