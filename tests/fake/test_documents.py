"""The fakes of other documents: pagination styles, streams, texts, files, errors and called resources."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from tests.fake.conftest import Caller, fake_of, only
from tests.functional.support import Maker
from tests.functional.test_bodies import XML
from tests.functional.test_paging import PAGED
from tests.functional.test_responses import ANY_OR_FILE, CHAT


@pytest.mark.parametrize("kind", PAGED)
def test_pagination_styles(call: Caller, make_package: Maker, kind: str) -> None:
    made, package = fake_of(make_package, PAGED[kind][0])
    items = [package.make(only(made), id=name) for name in "abcdefg"]
    with package.FakeClient() as fake:
        fake.things.list.returns(items, times=2)
        for _ in range(2):
            assert [each.id for each in call.items(fake, lambda c: c.things.list())] == [*"abcdefg"]


@pytest.mark.parametrize("style", ["cursor", "offset"])
def test_pages_of_a_limited_size(call: Caller, make_package: Maker, style: str) -> None:
    made, package = fake_of(make_package, PAGED[style][0])
    items = [package.make(only(made), id=name) for name in "abcde"]
    with package.FakeClient() as fake:
        fake.things.list.returns(items)
        read = call.items(fake, lambda c: c.things.list(limit=2))
        assert [each.id for each in read] == [*"abcde"]
        assert len(fake.calls) == 3


@pytest.mark.parametrize("kind", ["cursor", "offset", "cursor of the last item"])
@pytest.mark.parametrize("size", [1, 2])
def test_items_that_the_client_takes_for_a_repetition_are_refused(
    call: Caller, make_package: Maker, kind: str, size: int
) -> None:
    made, package = fake_of(make_package, PAGED[kind][0])
    with package.FakeClient() as fake:
        fake.things.list.returns([package.make(only(made))] * 2 * size)
        with pytest.raises(package.FakeError, match=r"make\(models\.X, id=2\)"):
            call.items(fake, lambda c: c.things.list(limit=size))
        fake.clear()


def test_a_stream_beside_a_single_response(call: Caller, make_package: Maker) -> None:
    made, package = fake_of(make_package, CHAT)
    with package.FakeClient() as fake:
        chat = fake.chat_completions
        chat.create.returns(package.make(only(made, "text"), text="hi"))
        assert call(fake, lambda c: c.chat_completions.create(model="m")).text == "hi"
        deltas = [package.make(only(made, "delta"), delta=text) for text in ("a", "b")]
        chat.create_stream.returns(deltas)
        read = call.items(fake, lambda c: c.chat_completions.create_stream(model="m"))
        assert [each.delta for each in read] == ["a", "b"]
        chat.create_stream.assert_called_once_with(model="m")


@pytest.mark.parametrize("how", ["garbage", "truncated", "slow", "reset"])
def test_streams_that_fail(call: Caller, make_package: Maker, how: str) -> None:
    _, package = fake_of(make_package, CHAT)
    errors = importlib.import_module(package.__name__.replace("testing", "errors"))
    kind = {"garbage": errors.ResponseDecodeError, "slow": errors.APITimeoutError}
    with package.FakeClient() as fake:
        fake.chat_completions.create_stream.fails(how)
        with pytest.raises(kind.get(how, errors.APIConnectionError)):
            call.items(fake, lambda c: c.chat_completions.create_stream(model="m"))


def test_operations_of_the_same_path_with_other_media_types(
    call: Caller, make_package: Maker
) -> None:
    number = "{description: ok, content: {application/json: {schema: {type: integer}}}}"
    text = XML.replace("{description: ok}", number).replace("required: true", "required: false")
    _, package = fake_of(make_package, text)
    with package.FakeClient() as fake, fake.serve() as server:
        fake.x.write.returns(1, times=3)
        fake.x.write_xml.returns(2, times=4)
        assert call(fake, lambda c: c.x.write(body={"n": 1})) == 1
        for method, expected in {"write": 1, "write_xml": 2}.items():  # equal requests
            assert call(fake, without_body(method)) == expected
        for kind in ("application/xml", "text/xml"):
            assert call(fake, xml_as(kind)) == 2
        fake.x.write.assert_any_call(body={"n": 1})
        fake.x.write_xml.assert_called_with(body="<A/>", content_type="text/xml")
        for kind, expected in {"application/json": 1, "text/xml; charset=utf-8": 2}.items():
            headers = {"content-type": kind}
            answer = httpx2.post(f"{server.url}/x", content='{"n": 1}', headers=headers)
            assert answer.json() == expected


def without_body(method: str) -> Callable[[Any], Any]:
    return lambda client: getattr(client.x, method)()


def xml_as(kind: str) -> Callable[[Any], Any]:
    return lambda client: client.x.write_xml(body="<A/>", content_type=kind)


def test_any_json_or_a_file(make_package: Maker) -> None:
    _, package = fake_of(make_package, ANY_OR_FILE)
    with package.FakeClient() as fake:
        fake.reports.get.returns({"a": 1}).returns(b"%PDF")
        client = fake.client()
        assert client.reports.get() == {"a": 1}
        with client.reports.get() as download:
            assert download.read() == b"%PDF"


DOWNLOADS = """
paths:
  /file:
    get:
      operationId: getFile
      tags: [files]
      responses: {'200': {description: ok, content: {image/png: {schema: {type: string, format: binary}}}}}
  /text:
    get:
      operationId: getText
      tags: [texts]
      responses: {'200': {description: ok, content: {text/plain: {schema: {type: string}}}}}
    delete:
      operationId: deleteText
      tags: [texts]
      responses: {'204': {description: gone}}
"""


def test_downloads_texts_and_responses_without_a_body(make_package: Maker) -> None:
    _, package = fake_of(make_package, DOWNLOADS)
    with package.FakeClient() as fake:
        fake.files.get.returns(b"\x89PNG")
        fake.texts.get.returns("text")
        fake.texts.delete.returns()
        client = fake.client()
        with client.files.get() as download:
            assert download.read() == b"\x89PNG"
        assert client.texts.get() == "text"
        assert client.texts.delete() is None


def test_a_document_without_operations(make_package: Maker) -> None:
    made, package = fake_of(make_package, NO_OPERATIONS)
    assert package.make(made.Event, id="a").id == "a"
    with package.FakeClient(examples=True, state=True) as fake, fake.serve() as server:
        with pytest.raises(package.FakeError, match="no operation GET /x"):
            fake.client().request("GET", "/x")
        with pytest.raises(package.FakeError, match="no collection of Event, nor of other models"):
            fake.seed(package.make(made.Event))
        assert (
            httpx2.get(f"{server.url}/x").json()["error"]["message"]
            == "the API has no operation GET /x"
        )
        fake.clear()


NO_OPERATIONS = """
webhooks:
  happened:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Event'}}}}
      responses: {'204': {description: received}}
components:
  schemas:
    Event: {type: object, required: [id], properties: {id: {type: string}}}
"""


def test_a_resource_that_is_called(call: Caller, make_package: Maker) -> None:
    _, package = fake_of(make_package, CALLED)
    with package.FakeClient() as fake:
        fake.search.returns("found")
        assert call(fake, lambda c: c.search(q="a", class_="b", options_="c")) == "found"
        fake.search.assert_called_once_with(q="a", class_="b", options_="c")
        fake.search.assert_called_with(q="a")
        fake.search.assert_any_call(class_="b")
        with pytest.raises(
            package.FakeError, match=r"expected \(class_='c'\), received \(class_='b'\)"
        ):
            fake.search.assert_called_with(class_="c")
        with pytest.raises(NotImplementedError):
            fake.search()


CALLED = """
paths:
  /search:
    post:
      operationId: search
      tags: [search]
      requestBody:
        content:
          application/json:
            schema: {type: object, properties: {q: {type: string}, class: {type: string}, options: {type: string}}}
      responses: {'200': {description: ok, content: {application/json: {schema: {type: string}}}}}
"""


SECURED = """
security: [{key: []}]
paths:
  /a: {get: {operationId: a_read, responses: {'200': {description: ok}, '401': RESPONSE_A, '400': RESPONSE_B}}}
  /b: {get: {operationId: b_read, responses: {'200': {description: ok}, '401': RESPONSE_B}}}
  /c: {get: {operationId: c_read, responses: {'200': {description: ok}, '401': RESPONSE_C}}}
  /d: {get: {operationId: d_read, responses: {'200': {description: ok}}}}
  /e: {get: {operationId: e_read, responses: {'200': {description: ok}, '401': RESPONSE_D}}}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: key}}
"""
for name, schema in {
    "RESPONSE_A": "{type: object, required: [code], properties: {code: {enum: [NO_KEY]}, text: {type: string}}}",
    "RESPONSE_B": "{type: object, required: [code], properties: {code: {enum: [KEY_EXPIRED, BAD_KEY]}}}",
    "RESPONSE_D": "{type: object, required: [error], properties: {error: {type: object, required: [status],"
    " properties: {status: {type: integer}, message: {type: string}}}}}",
    "RESPONSE_C": "{oneOf: [{type: object, required: [code], properties: {code: {const: BAD_KEY}, at: {type: string}}},"
    " {type: object, required: [code], properties: {code: {const: OLD_KEY}, for: {type: string}}}]}",
}.items():
    content = f"{{application/json: {{schema: {schema}}}}}"
    SECURED = SECURED.replace(name, f"{{description: no, content: {content}}}")


@pytest.mark.parametrize(
    ("path", "codes"), [("a", ["NO_KEY"]), ("b", ["KEY_EXPIRED", "BAD_KEY"]), ("c", ["BAD_KEY"])]
)
def test_missing_credentials_have_the_error_of_the_operation(
    make_package: Maker, path: str, codes: list[str]
) -> None:
    _, package = fake_of(make_package, SECURED)
    with package.FakeClient() as fake, fake.serve() as server:
        answer = httpx2.get(f"{server.url}/{path}")
        assert answer.status_code == 401
        assert answer.json()["code"] in codes
        assert httpx2.get(f"{server.url}/d").status_code == 401
        message = "a request of e.read has no credentials"
        body = {"error": {"status": 401, "message": message}}
        assert httpx2.get(f"{server.url}/e").json() == body
        fake.clear()
