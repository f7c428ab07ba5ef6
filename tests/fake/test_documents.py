"""The fakes of other documents: pagination styles, streams, texts and files."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from operator import attrgetter
from pathlib import Path
from typing import Any

import httpx2
import pytest
from cometchat_business_messaging import errors

from tests.fake.conftest import Caller
from tests.functional.support import Maker
from tests.functional.test_bodies import XML
from tests.functional.test_paging import PAGED
from tests.functional.test_responses import ANY_OR_FILE, CHAT
from tests.support.harness import ROOT


def fake_of(make_package: Maker, text: str, **options: Any) -> tuple[Any, Any]:
    """Return the models of a document's package and its package `testing`."""
    made = make_package(text, **options)
    return made.models, importlib.import_module(f"{made.package.__name__}.testing")


def only(models: Any, field: str = "id") -> Any:
    """Return the model that has a field."""
    kinds = [getattr(models, name) for name in dir(models)]
    return next(kind for kind in kinds if field in getattr(kind, "__struct_fields__", ()))


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


def test_every_operation_and_every_documented_error_can_be_scripted() -> None:
    package = importlib.import_module("cometchat_business_messaging.testing")
    with package.FakeBusinessMessaging(examples=True) as fake:
        for route in fake._routes.all:
            operation = attrgetter(route.name)(fake)
            assert fake._unscripted(operation._scripts.operation) is not None
            operation.replies(lambda call: None)
            for error in errors.CODES.values():
                operation.raises(error)
            for kind in (errors.ForbiddenError, errors.InternalServerError):
                operation.raises(kind)
        fake.clear()


EXAMPLES = """
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [orders]
      parameters: [{name: limit, in: query, schema: {type: integer}}, {name: page, in: query, schema: {type: integer}}]
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                properties:
                  total: {type: integer}
                  data: {type: array, items: {$ref: '#/components/schemas/Order'}}
              example: {total: 40, data: [{id: o-1, size: 3, lines: []}, {id: o-2, size: 4, lines: []}]}
    post:
      operationId: createOrder
      tags: [orders]
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/OrderCreate'}
            examples: {usual: {$ref: '#/components/examples/Usual'}}
      responses:
        '201':
          description: ok
          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}, example: {id: 7}}}
  /orders/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: getOrder
      tags: [orders]
      responses:
        '200':
          description: ok
          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
  /notes:
    get:
      operationId: renderNotes
      tags: [notes]
      responses:
        '200': {description: ok, content: {text/plain: {schema: {type: string, example: a note}}}}
    post:
      operationId: watchNotes
      tags: [notes]
      responses:
        '200':
          description: ok
          content: {application/jsonl: {schema: {$ref: '#/components/schemas/Line'}}}
components:
  examples:
    Usual: {value: {size: 9, code: XY-1}}
  schemas:
    Order:
      type: object
      required: [id, size, lines]
      properties:
        id: {type: string, example: o-7}
        size: {$ref: '#/components/schemas/Size'}
        lines: {type: array, items: {$ref: '#/components/schemas/Line'}}
        tags: {type: array, items: {type: string, examples: [new]}}
        note: {type: string}
    OrderCreate:
      type: object
      required: [size, code, version]
      properties:
        size: {type: integer, maximum: 10}
        code: {type: string, pattern: '^X[Y]-[0-9]+$'}
        version: {type: string, example: 1.10}
        wrong: {type: string, example: [not, a, text]}
    Line:
      allOf:
        - {type: object, example: {sku: s-1, count: 2}}
        - {type: object, required: [sku, count], properties: {sku: {type: string}, count: {type: integer, example: 99}}}
    Size: {type: integer, example: 5}
"""


def test_made_models_have_the_examples_of_the_document(make_package: Maker) -> None:
    made, package = fake_of(make_package, EXAMPLES)
    order = package.make(made.Order)
    assert (order.id, order.size, order.lines, order.tags) == ("o-7", 5, [], None)
    create = package.make(made.OrderCreate)
    assert (create.size, create.code, create.version) == (9, "XY-1", "1.10")
    line = package.make(made.Line, count=1)
    assert (line.sku, line.count) == ("s-1", 1)
    assert package.make(made.Line).count == 2


def test_answers_from_the_examples_of_the_document(call: Caller, make_package: Maker) -> None:
    _, package = fake_of(make_package, EXAMPLES)
    with package.FakeClient(examples=True) as fake:
        listed = call.items(fake, lambda c: c.orders.list(limit=1))
        assert [each.id for each in listed] == ["o-1", "o-2"]
        made = call(fake, lambda c: c.orders.get("x"))
        assert (made.id, made.size, made.tags, made.lines[0].sku) == ("o-7", 5, ["new"], "s-1")
        created = call(fake, lambda c: c.orders.create(size=1, code="XY-1", version="1"))
        assert created == made  # its own example, {id: 7}, is not valid
        assert call(fake, lambda c: c.notes.render()) == "a note"
        assert [each.count for each in call.items(fake, lambda c: c.notes.watch())] == [2]


NESTED = """
paths:
  /shops/{shop}/pets:
    parameters: [{name: shop, in: path, required: true, schema: {type: string}}]
    get:
      operationId: listPets
      tags: [pets]
      parameters: [{name: kind, in: query, schema: {type: array, items: {type: string}}}]
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pets'}}}}}
    post:
      operationId: addPet
      tags: [pets]
      requestBody:
        content: {application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/NewPet'}}}
      responses: {'201': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Boxed'}}}}}
  /shops/{shop}/pets/{pet_id}:
    parameters:
      - {name: shop, in: path, required: true, schema: {type: string}}
      - {name: pet_id, in: path, required: true, schema: {type: integer}}
    get:
      operationId: getPet
      tags: [pets]
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Boxed'}}}}
        '404': {description: missing}
    patch:
      operationId: changePet
      tags: [pets]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
    delete:
      operationId: deletePet
      tags: [pets]
      responses: {'204': {description: gone}}
components:
  schemas:
    NewPet: {type: object, properties: {name: {type: string}, kind: {type: string}}}
    Pet:
      type: object
      required: [name]
      properties: {petId: {type: integer}, name: {type: string}, kind: {type: string}}
    Boxed: {type: object, required: [pet], properties: {pet: {$ref: '#/components/schemas/Pet'}}}
    Pets:
      type: object
      properties: {pets: {type: array, items: {$ref: '#/components/schemas/Pet'}}, warning: {type: string}}
"""


def test_state_of_nested_resources_in_envelopes(call: Caller, make_package: Maker) -> None:
    made, package = fake_of(make_package, NESTED)
    with package.FakeClient(state=True) as fake:
        fake.seed(package.make(made.Pet, pet_id=8, name="z", kind="dog"), shop="other")
        with pytest.raises(package.FakeError, match="of Pet has the parameters shop, not none"):
            fake.seed(package.make(made.Pet))
        added = call(fake, lambda c: c.pets.add("mine", name="a", kind="cat")).pet
        assert (added.pet_id, added.name, added.kind) == (1, "a", "cat")
        assert call(fake, lambda c: c.pets.add("mine", name="b")).pet.pet_id == 2
        changed = call(fake, lambda c: c.pets.change("mine", 2, kind="fish"))
        assert (changed.name, changed.kind) == ("b", "fish")
        listed = call(fake, lambda c: c.pets.list("mine", kind=["cat", "dog"]))
        assert [each.name for each in getattr(listed, "pets", listed)] == ["a"]
        assert call(fake, lambda c: c.pets.get("other", 8)).pet.name == "z"
        assert call(fake, lambda c: c.pets.delete("mine", 1)) is None
        for shop, number in (("mine", 1), ("mine", 8), ("third", 2)):
            with pytest.raises(errors_of(package).NotFoundError):
                call(fake, by_number(shop, number))


def by_number(shop: str, number: int) -> Callable[[Any], Any]:
    return lambda client: client.pets.get(shop, number)


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


def errors_of(package: Any) -> Any:
    return importlib.import_module(f"{package.__name__.removesuffix('.testing')}.errors")


DOCUMENTS = sorted((ROOT / "tests" / "corpus" / "documents").glob("*.yaml"))
USUAL = ("payments", "rules")
"""The documents that `make test` uses: errors for all statuses, and resources that are called."""
CALLS = ROOT / "tests" / "cases" / "called" / "openapi.yaml"
REAL = [
    path
    for pattern in ("*.json", "*.yaml", "*/openapi.yaml")
    for path in sorted(ROOT.parent.glob(f"*/specs/{pattern}"))
    if path.name != "github.json"  # `make corpus` uses it, too
]


WITHOUT_EXAMPLE = {"rules": 2}
"""Methods without an example, because no valid body is known; some of its seven properties are impossible."""


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    "document",
    [
        *(
            pytest.param(each, id=each.stem, marks=() if each.stem in USUAL else pytest.mark.matrix)
            for each in DOCUMENTS
        ),
        *(pytest.param(each, id=f"{each.parent.name}-{each.stem}") for each in [CALLS, *REAL]),
    ],
)
def test_every_operation_and_every_error_of_a_document_can_be_faked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, document: Path
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tests" / "corpus"))
    examples, fakes, pages = map(importlib.import_module, ("examples", "fakes", "pages"))
    made = Maker(tmp_path).documented(document)
    package = made.package.__name__
    failures, count, methods = examples.executed(package)
    assert (failures, methods - count) == ([], WITHOUT_EXAMPLE.get(document.stem, 0))
    assert fakes.faked(package).failures == []
    assert pages.executed(package, made.folder.parent)[0] == []


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
