# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Operations that become two methods or follow redirects, and streams of events."""

from __future__ import annotations

import pytest

from generator.ir.operations import BodyArgument, ContentKind, PagingStyle
from generator.ir.types import Named

from .conftest import Build, Built

JSON = "application/json: {schema: {$ref: '#/components/schemas/Whole'}}"
EVENTS = "text/event-stream: {schema: {$ref: '#/components/schemas/Piece'}}"


def chat(build: Build, content: str, stream: str = "{type: boolean}", others: str = "") -> Built:
    return build(f"""
        paths:
          /chat:
            post:
              operationId: createChat
              requestBody: {{required: true, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Chat'}}}}}}}}
              responses: {{'200': {{description: ok, content: {{{content}}}}}}}
            {others}
        components:
          schemas:
            Chat: {{type: object, required: [stream], properties: {{stream: {stream}}}}}
            Whole: {{type: object, properties: {{text: {{type: string}}}}}}
            Piece: {{type: object, properties: {{delta: {{type: string}}}}}}
        """)


def test_a_whole_response_or_a_stream_gives_two_methods(build_text: Build) -> None:
    built = chat(build_text, f"{EVENTS}, {JSON}")
    assert built.methods == ["chat.create", "chat.create_stream"]
    whole, streamed = (built.operation(name) for name in built.methods)
    assert (whole.returns, streamed.returns) == (Named("Whole"), Named("Piece"))
    assert {whole.operation_id, streamed.operation_id} == {"createChat"}
    assert whole.origin == streamed.origin
    for operation, asks in ((whole, False), (streamed, True)):
        assert operation.body is not None
        assert operation.body.arguments == (BodyArgument("stream", "stream", asks),)


def test_a_stream_property_of_another_type_is_left_to_the_caller(build_text: Build) -> None:
    body = (
        chat(build_text, f"{EVENTS}, {JSON}", "{type: string}").operation("chat.create_stream").body
    )
    assert body is not None
    assert body.arguments == (BodyArgument("stream", "stream"),)


def test_a_stream_alone_gives_one_method(build_text: Build) -> None:
    assert chat(build_text, EVENTS).methods == ["chat.create"]


def test_the_name_of_an_overload_is_unique(build_text: Build) -> None:
    other = "get: {operationId: create_stream, responses: {'200': {description: ok}}}"
    methods = chat(build_text, f"{EVENTS}, {JSON}", others=other).methods
    assert methods == ["chat.create_stream", "chat.create", "chat.create_stream_2"]


ENVELOPE = "{type: object, properties: {event: {type: string}, data: {type: integer}}}"


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        (
            "{itemSchema: {type: object, properties: {data: {type: string}}}}",
            ContentKind.EVENT_OBJECTS,
        ),
        (f"{{schema: {ENVELOPE}}}", ContentKind.EVENT_OBJECTS),
        (f"{{schema: {{oneOf: [{ENVELOPE}, {ENVELOPE}]}}}}", ContentKind.EVENT_OBJECTS),
        (
            "{schema: {type: object, properties: {id: {type: string}, data: {type: string}}}}",
            ContentKind.EVENTS,
        ),
        (
            "{schema: {type: object, properties: {event: {type: string}, data: {}, more: {}}}}",
            ContentKind.EVENTS,
        ),
        ("{}", ContentKind.EVENTS),
    ],
)
def test_schemas_of_events_and_of_their_data(
    build_text: Build, entry: str, kind: ContentKind
) -> None:
    built = build_text(
        f"paths: {{/a: {{get: {{responses: {{'200': {{description: ok, content: {{text/event-stream: {entry}}}}}}}}}}}}}"
    )
    assert built.operation().responses[0].kind is kind


@pytest.mark.parametrize(
    ("responses", "follows"),
    [
        ("{'302': {description: there}}", False),
        ("{'200': {description: ok, content: {image/png: {}}}, '302': {description: there}}", True),
        (
            "{'200': {description: ok, content: {application/json: {}}}, '301': {description: there}}",
            False,
        ),
        ("{'200': {description: ok}, '304': {description: not modified}}", False),
        ("{'200': {description: ok, content: {image/png: {}}}}", False),
    ],
)
def test_redirects_that_lead_to_the_result(
    build_text: Build, responses: str, follows: bool
) -> None:
    built = build_text(f"paths: {{/a: {{get: {{responses: {responses}}}}}}}")
    assert built.operation().redirects is follows


@pytest.mark.parametrize(
    ("parameter", "item", "beside", "expected"),
    [
        ("starting_after", "id: {type: string}", "has_more: {type: boolean}", ("/id", None)),
        (
            "after",
            "id: {type: string}",
            "has_more: {type: boolean}, last_id: {type: string}",
            (None, "/last_id"),
        ),
        ("starting_after", "id: {type: string}", "", None),
        ("starting_after", "name: {type: string}", "has_more: {type: boolean}", None),
        ("marker", "id: {type: string}", "has_more: {type: boolean}", None),
    ],
)
def test_cursors_in_the_last_item(
    build_text: Build, parameter: str, item: str, beside: str, expected: tuple[str, str] | None
) -> None:
    built = build_text(f"""
        paths:
          /things:
            get:
              parameters: [{{name: {parameter}, in: query, schema: {{type: string}}}}]
              responses:
                '200':
                  description: ok
                  content:
                    application/json:
                      schema: {{type: object, properties: {{data: {{type: array, items: {{type: object, properties: {{{item}}}}}}}, {beside}}}}}
        """)
    paging = built.operation().paging
    result = paging and (paging.last, paging.next)
    assert result == expected
    assert paging is None or (paging.style, paging.more) == (PagingStyle.CURSOR, "/has_more")


def test_additional_methods_keep_their_case(build_text: Build) -> None:
    text = "paths: {/a: {query: {responses: {}}, additionalOperations: {COPY: {responses: {}}, link: {responses: {}}}}}"
    built = build_text(text, version="3.2.0")
    assert [o.method for r in built.api.resources for o in r.operations] == [
        "QUERY",
        "COPY",
        "link",
    ]


def test_a_whole_query_string(build_text: Build) -> None:
    text = "paths: {{/a: {{get: {{parameters: [{{name: q, in: querystring, content: {{{}: {{}}}}}}], responses: {{}}}}}}}}"
    for media_type, style, kept in (
        ("application/x-www-form-urlencoded", "form", None),
        ("application/json", "querystring", "application/json"),
    ):
        (parameter,) = build_text(text.format(media_type), version="3.2.0").operation().parameters
        assert (parameter.style, parameter.media_type) == (style, kept)
