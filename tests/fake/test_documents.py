"""The fakes of other documents: pagination styles, streams, texts and files."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from cometchat_business_messaging import errors

from tests.fake.conftest import Caller
from tests.functional.support import Maker
from tests.functional.test_paging import PAGED
from tests.functional.test_responses import ANY_OR_FILE, CHAT


def fake_of(make_package: Maker, text: str) -> tuple[Any, Any]:
    """Return the models of a document's package and its package `testing`."""
    made = make_package(text)
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
    with package.FakeBusinessMessaging() as fake:
        for resource, lines in package._OPERATIONS.items():
            for name in (line.partition(" ")[0] for line in lines):
                operation = getattr(getattr(fake, resource), name)
                operation.replies(lambda call: None)
                for error in errors.CODES.values():
                    operation.raises(error)
                for kind in (errors.ForbiddenError, errors.InternalServerError):
                    operation.raises(kind)
        fake.clear()
