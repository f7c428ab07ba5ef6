"""Operations: parameters, bodies, responses, servers, names of tags; what goes over the wire."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.functional.support import OK, Call, Make
from tests.loopback import Reply, answer

ITEMS = {
    "type: string": "a b",
    "type: array, items: {type: string}": ["a", "b c"],
    "type: object": {"k": "v", "l": 1},
}
TEXT, ARRAY, OBJECT = ITEMS

STYLES = [
    ("path", "simple", False, TEXT, "/x/a%20b"),
    ("path", "simple", False, ARRAY, "/x/a,b%20c"),
    ("path", "simple", True, OBJECT, "/x/k=v,l=1"),
    ("path", "simple", False, OBJECT, "/x/k,v,l,1"),
    ("path", "label", False, TEXT, "/x/.a%20b"),
    ("path", "label", True, ARRAY, "/x/.a.b%20c"),
    ("path", "label", False, ARRAY, "/x/.a,b%20c"),
    ("path", "label", True, OBJECT, "/x/.k=v.l=1"),
    ("path", "matrix", False, TEXT, "/x/;p=a%20b"),
    ("path", "matrix", True, ARRAY, "/x/;p=a;p=b%20c"),
    ("path", "matrix", False, ARRAY, "/x/;p=a,b%20c"),
    ("path", "matrix", True, OBJECT, "/x/;k=v;l=1"),
    ("query", "form", True, TEXT, "p=a%20b"),
    ("query", "form", True, ARRAY, "p=a&p=b%20c"),
    ("query", "form", False, ARRAY, "p=a,b%20c"),
    ("query", "form", True, OBJECT, "k=v&l=1"),
    ("query", "form", False, OBJECT, "p=k,v,l,1"),
    ("query", "spaceDelimited", False, ARRAY, "p=a%20b%20c"),
    ("query", "pipeDelimited", False, ARRAY, "p=a%7Cb%20c"),
    ("query", "deepObject", True, OBJECT, "p%5Bk%5D=v&p%5Bl%5D=1"),
    ("header", "simple", False, TEXT, "a b"),
    ("header", "simple", False, ARRAY, "a,b c"),
    ("header", "simple", True, OBJECT, "k=v,l=1"),
    ("cookie", "form", False, TEXT, "p=a%20b"),
    ("cookie", "form", False, ARRAY, "p=a,b%20c"),
]


@pytest.mark.parametrize(("where", "style", "explode", "schema", "expected"), STYLES)
def test_every_style(  # noqa: PLR0913 (one row of the table)
    make: Make, call: Call, where: str, style: str, explode: bool, schema: str, expected: str
) -> None:
    path = "/x/{p}" if where == "path" else "/x"
    api = make(f"""
        paths:
          {path}:
            get:
              operationId: x_read
              parameters: [{{name: p, in: {where}, required: true, style: {style}, explode: {str(explode).lower()}, schema: {{{schema}}}}}]
              {OK}
        """)  # fmt: skip
    value = ITEMS[schema]
    sent = call(api, lambda c: c.x.read(value) if where == "path" else c.x.read(p=value)).sent
    told = {
        "path": sent.target,
        "query": sent.query,
        "header": sent.header("p"),
        "cookie": sent.header("cookie"),
    }
    assert told[where] == expected


def read(parameters: str, path: str = "/x", more: str = "") -> str:
    return f"""
        paths:
          {path}:
            get:
              operationId: x_read
              parameters: {parameters}
              {OK}
        {more}
        """


def test_reserved_characters_may_stay(make: Make, call: Call) -> None:
    api = make(read("[{name: q, in: query, allowReserved: true, schema: {type: string}}]"))
    assert call(api, lambda c: c.x.read(q="a/b?c=d&e f")).sent.query == "q=a/b?c=d%26e%20f"


def test_parameters_with_content_are_sent_as_json(make: Make, call: Call) -> None:
    schema = "content: {application/json: {schema: {$ref: '#/components/schemas/F'}}}"
    more = "components: {schemas: {F: {type: object, properties: {at: {type: string, format: date}, n: {type: integer}}}}}"
    api = make(
        read(f"[{{name: f, in: query, {schema}}}, {{name: X-F, in: header, {schema}}}]", more=more)
    )
    sent = call(api, lambda c: c.x.read(f=api.models.F(n=1), x_f=api.models.F(n=2))).sent
    assert (sent.query, sent.header("x-f")) == ("f=%7B%22n%22%3A1%7D", '{"n":2}')


def test_path_level_parameters_and_those_that_override_them(make: Make, call: Call) -> None:
    api = make(f"""
        paths:
          /x/{{id}}:
            parameters:
              - {{name: id, in: path, required: true, schema: {{type: string}}}}
              - {{name: q, in: query, schema: {{type: string}}}}
              - {{name: h, in: header, schema: {{type: string}}}}
            get:
              operationId: x_read
              parameters: [{{name: q, in: query, required: true, schema: {{type: integer}}}}]
              {OK}
        """)
    sent = call(api, lambda c: c.x.read("a/b", q=3, h="v")).sent
    assert (sent.target, sent.header("h")) == ("/x/a%2Fb?q=3", "v")
    with pytest.raises(api.errors.ArgumentError, match="q"):
        call(api, lambda c: c.x.read("a", q="text"))


def test_whole_query_strings_of_3_2(make: Make, call: Call) -> None:
    form = "content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: string}, b: {type: array, items: {type: integer}}}}}}"  # noqa: E501
    api = make(read(f"[{{name: whole, in: querystring, {form}}}]"), version="3.2.0")
    kind = api.models.XReadParamsWhole
    assert call(api, lambda c: c.x.read(whole=kind(a="x y", b=[1, 2]))).sent.query in {
        "a=x+y&b=1&b=2",
        "a=x%20y&b=1&b=2",
    }
    api = make(
        read("[{name: whole, in: querystring, content: {application/json: {}}}]"), version="3.2.0"
    )
    assert call(api, lambda c: c.x.read(whole={"a": 1})).sent.query == "%7B%22a%22%3A1%7D"


def test_headers_that_are_the_clients_are_no_arguments_and_that_is_noted(
    make: Make, call: Call
) -> None:
    listed = ", ".join(
        f"{{name: {n}, in: header, schema: {{type: string}}}}"
        for n in ("Authorization", "Content-Type", "Accept", "X-Own")
    )  # noqa: E501
    api = make(read(f"[{listed}]"))
    assert [note.split(" ", 1)[1] for note in api.notes] == ["warning ignored-keyword"] * 3
    assert call(api, lambda c: c.x.read(x_own="v")).sent.header("x-own") == "v"


def test_methods_of_3_2(make: Make, call: Call) -> None:
    api = make(f"""
        paths:
          /x:
            query:
              operationId: x_query
              requestBody: {{required: true, content: {{application/json: {{schema: {{type: object, properties: {{a: {{type: integer}}}}}}}}}}}}
              {OK}
            additionalOperations:
              COPY: {{operationId: x_copy, {OK}}}
              PURGE: {{operationId: x_purge, {OK}}}
        """, version="3.2.0")  # fmt: skip
    sent = call(api, lambda c: c.x.query(a=1)).sent
    assert (sent.method, sent.json()) == ("QUERY", {"a": 1})
    assert call(api, lambda c: c.x.copy()).sent.method == "COPY"
    assert call(api, lambda c: c.x.purge()).sent.method == "PURGE"
    again = call(api, lambda c: c.x.query(a=1), answer({}, 503), answer({}))
    assert len(again.requests) == 2  # QUERY is safe


# --- bodies ----------------------------------------------------------------------------------------------------------


def write(content: str, components: str = "{}", responses: str = OK) -> str:
    return f"""
        paths:
          /x:
            post:
              operationId: x_write
              requestBody: {{required: true, content: {content}}}
              {responses}
        components: {{schemas: {components}}}
        """


def test_several_media_types_are_told_by_the_type_of_the_argument_or_by_name(
    make: Make, call: Call
) -> None:
    api = make(write("{application/json: {schema: {$ref: '#/components/schemas/A'}}, text/csv: {}, application/octet-stream: {}}",
        "{A: {type: object, properties: {a: {type: integer}}}}"))  # fmt: skip
    for body, content_type, expected in (
        (api.models.A(a=1), {}, ("application/json", b'{"a":1}')),
        ("a,b", {}, ("text/csv; charset=utf-8", b"a,b")),
        (b"\0", {}, ("application/octet-stream", b"\0")),
        ("a,b", {"content_type": "text/csv"}, ("text/csv; charset=utf-8", b"a,b")),
    ):
        sent = call(api, lambda c, b=body, t=content_type: c.x.write(body=b, **t)).sent
        assert (sent.header("content-type"), sent.body) == expected


def test_one_schema_in_several_media_types_is_spread_and_chosen_by_name(
    make: Make, call: Call
) -> None:
    schema = "{schema: {$ref: '#/components/schemas/A'}}"
    api = make(write(f"{{application/x-www-form-urlencoded: {schema}, application/vnd.a+json: {schema}}}",
        "{A: {type: object, properties: {a: {type: integer}, b: {type: string}}}}"))  # fmt: skip
    sent = call(api, lambda c: c.x.write(a=1)).sent
    assert (sent.header("content-type"), sent.body) == ("application/vnd.a+json", b'{"a":1}')
    sent = call(
        api, lambda c: c.x.write(a=1, b="x y", content_type="application/x-www-form-urlencoded")
    ).sent
    assert sent.body == b"a=1&b=x+y"


def test_forms_with_deep_objects(make: Make, call: Call) -> None:
    """As Stripe has them: anyOf of an object and the empty string, and deepObject encodings."""
    api = make(
        write(
            """{application/x-www-form-urlencoded: {
        encoding: {metadata: {style: deepObject, explode: true}, items: {style: deepObject, explode: true}},
        schema: {type: object, properties: {
          name: {type: string}, items: {type: array, items: {type: object, properties: {price: {type: string}}}},
          metadata: {anyOf: [{type: object, additionalProperties: {type: string}}, {enum: ['']}]}}}}}"""
        )
    )
    item = api.models.XWriteBodyItemsItem if hasattr(api.models, "XWriteBodyItemsItem") else dict
    sent = call(
        api, lambda c: c.x.write(name="n", metadata={"a": "b"}, items=[item(price="p")])
    ).sent
    assert sent.body == b"name=n&items%5B0%5D%5Bprice%5D=p&metadata%5Ba%5D=b"
    assert call(api, lambda c: c.x.write(metadata="")).sent.body == b"metadata="


def test_multipart_with_files_lists_of_files_json_parts_and_encodings(
    make: Make, call: Call
) -> None:
    api = make(
        write(
            """{multipart/form-data: {
        encoding: {image: {contentType: image/png}, note: {contentType: text/markdown}},
        schema: {type: object, required: [image], properties: {
          image: {type: string, format: binary}, more: {type: array, items: {type: string, format: binary}},
          meta: {type: object, properties: {n: {type: integer}}}, note: {type: string}, tags: {type: array, items: {type: string}}}}}}"""
        )
    )
    meta = api.models.XWriteBodyMeta(n=1)
    use = lambda c: c.x.write(
        image=b"png", more=[b"1", ("b.txt", b"2")], meta=meta, note="hi", tags=["a", "b"]
    )  # noqa: E731
    sent = call(api, use).sent
    assert sent.header(
        "content-type",
    ).startswith(
        "multipart/form-data; boundary="
    )  # type: ignore[union-attr]
    parts = [part.partition(b"\r\n\r\n") for part in sent.body.split(b"--" + sent.header("content-type").partition("=")[2].encode())[1:-1]]  # type: ignore[union-attr]
    heads = [head.decode().lower() for head, _, _ in parts]
    bodies = [body.removesuffix(b"\r\n") for _, _, body in parts]
    assert bodies == [b"png", b"1", b"2", b'{"n":1}', b"hi", b"a", b"b"]
    assert "content-type: image/png" in heads[0]
    assert 'filename="b.txt"' in heads[2]
    assert "content-type: application/json" in heads[3]
    assert "content-type: text/markdown" in heads[4]


def test_text_xml_and_binary_bodies(make: Make, call: Call) -> None:
    for content, value, expected in (
        ("{text/plain: {schema: {type: string}}}", "ä", "ä".encode()),
        ("{application/xml: {schema: {type: object}}}", "<a/>", b"<a/>"),
        ("{application/octet-stream: {schema: {type: string, format: binary}}}", b"\0\1", b"\0\1"),
    ):
        assert (
            call(make(write(content)), lambda c, v=value: c.x.write(body=v)).sent.body == expected
        )


# --- responses -------------------------------------------------------------------------------------------------------


def given(responses: str, method: str = "get") -> str:
    return f"""
        paths: {{/x: {{{method}: {{operationId: x_read, responses: {responses}}}}}}}
        components: {{schemas: {{A: {{type: object, required: [a], properties: {{a: {{type: integer}}}}}}, B: {{type: object, required: [b], properties: {{b: {{type: integer}}}}}}}}}}
        """


A, B = (
    "content: {application/json: {schema: {$ref: '#/components/schemas/%s'}}}" % n for n in "AB"
)


@pytest.mark.parametrize(
    ("content", "reply", "expected"),
    [
        ("{application/json: {schema: {type: integer}}}", Reply(200, b"3"), 3),
        ("{application/hal+json: {schema: {type: array, items: {type: integer}}}}", Reply(200, b"[3]", content_type="application/hal+json"), [3]),
        ("{text/plain: {schema: {type: string}}}", Reply(200, "ä".encode("latin-1"), content_type="text/plain; charset=latin-1"), "ä"),
        ("{application/xml: {schema: {type: object}}}", Reply(200, b"<a/>", content_type="application/xml"), "<a/>"),
        ("{image/png: {schema: {type: string, format: binary}}}", Reply(200, b"\0png", content_type="image/png"), b"\0png"),
        ("{application/x-ndjson: {schema: {type: array, items: {type: integer}}}}", Reply(200, b"1\n2\n", content_type="application/x-ndjson"), [1, 2]),
        ("{application/jsonl: {itemSchema: {type: string}}}", Reply(200, b'"a"\n"b"', content_type="application/jsonl"), ["a", "b"]),
        ("{text/event-stream: {schema: {type: object, additionalProperties: {type: integer}}}}", Reply(200, b'data: {"a":1}\n\nevent: x\ndata: {"b":2}\n\ndata: [DONE]\n\n', content_type="text/event-stream"), [{"a": 1}, {"b": 2}]),
        ("{}", Reply(200, b"whatever"), None),
    ],
)  # fmt: skip
def test_kinds_of_responses(
    make: Make, call: Call, content: str, reply: Reply, expected: Any
) -> None:
    version = "3.2.0" if "itemSchema" in content else "3.1.0"
    api = make(given(f"{{'200': {{description: ok, content: {content}}}}}"), version=version)
    assert call(api, lambda c: c.x.read(), reply).value == expected


def test_events_with_names_and_ids_where_the_schema_is_of_the_event(make: Make, call: Call) -> None:
    """OpenAPI 3.2: `itemSchema` of an event stream describes the event, with its data inside."""
    content = """{text/event-stream: {itemSchema: {type: object, required: [data], properties: {
        event: {type: string}, id: {type: string}, data: {$ref: '#/components/schemas/A'}}}}}"""
    api = make(given(f"{{'200': {{description: ok, content: {content}}}}}"), version="3.2.0")
    stream = Reply(
        200,
        b'event: new\nid: 7\ndata: {"a":1}\n\ndata: {"a":2}\n\n',
        content_type="text/event-stream",
    )
    first, second = call(api, lambda c: c.x.read(), stream).value
    assert (first.event, first.id, first.data) == ("new", "7", api.models.A(a=1))
    assert (second.event, second.data) == (None, api.models.A(a=2))


def test_several_success_responses_are_told_by_their_status(make: Make, call: Call) -> None:
    api = make(
        given(
            f"{{'200': {{description: ok, {A}}}, '202': {{description: later, {B}}}, '204': {{description: none}}}}"
        )
    )
    assert call(api, lambda c: c.x.read(), answer({"a": 1})).value == api.models.A(a=1)
    assert call(api, lambda c: c.x.read(), answer({"b": 1}, 202)).value == api.models.B(b=1)
    assert call(api, lambda c: c.x.read(), Reply(204)).value is None


def test_ranges_and_default(make: Make, call: Call) -> None:
    api = make(
        given(
            f"{{2XX: {{description: ok, {A}}}, 4XX: {{description: bad, {B}}}, default: {{description: odd, {A}}}}}"
        )
    )
    assert call(api, lambda c: c.x.read(), answer({"a": 1}, 206)).value == api.models.A(a=1)
    with pytest.raises(api.errors.NotFoundError) as caught:
        call(api, lambda c: c.x.read(), answer({"b": 2}, 404))
    assert caught.value.data == api.models.B(b=2)
    with pytest.raises(api.errors.InternalServerError) as other:
        call(api, lambda c: c.x.read(), answer({"a": 3}, 500), max_retries=0)
    assert other.value.data == api.models.A(a=3)
    only = make(given(f"{{default: {{description: ok, {A}}}}}"))
    assert call(only, lambda c: c.x.read(), answer({"a": 1})).value == only.models.A(a=1)


def test_headers_of_the_response_are_in_the_raw_response(make: Make, call: Call) -> None:
    api = make(
        given(
            f"{{'200': {{description: ok, headers: {{X-Left: {{schema: {{type: integer}}}}}}, {A}}}}}"
        )
    )
    raw = call(api, lambda c: c.with_raw_response(c.x.read)(), answer({"a": 1}, X_Left="5")).value
    assert (raw.status_code, raw.headers["x-left"], raw.parse()) == (200, "5", api.models.A(a=1))


CHAT = """
        paths:
          /chat/completions:
            post:
              operationId: createChatCompletion
              tags: [chat completions]
              requestBody:
                required: true
                content:
                  application/json:
                    schema:
                      type: object
                      required: [model]
                      properties: {model: {type: string}, stream: {type: [boolean, 'null'], default: false}}
              responses:
                '200':
                  description: ok
                  content:
                    application/json: {schema: {type: object, properties: {text: {type: string}}}}
                    text/event-stream: {schema: {type: object, properties: {delta: {type: string}}}}
        """


def test_json_or_a_stream_are_two_methods(make: Make, call: Call) -> None:
    api = make(CHAT)
    whole = call(api, lambda c: c.chat_completions.create(model="m"), answer({"text": "hi"}))
    assert (whole.value.text, whole.sent.json()) == ("hi", {"model": "m"})
    assert whole.sent.header("accept") == "application/json"
    stream = Reply(
        200,
        b'data: {"delta":"h"}\n\ndata: {"delta":"i"}\n\ndata: [DONE]\n\n',
        content_type="text/event-stream",
    )
    pieces = call(api, lambda c: c.chat_completions.create_stream(model="m"), stream)
    assert [piece.delta for piece in pieces.value] == ["h", "i"]
    assert pieces.sent.json() == {"model": "m", "stream": True}
    assert pieces.sent.header("accept") == "text/event-stream"


DOWNLOAD = "'302': {description: 'where it is', headers: {Location: {schema: {type: string}}}}"


@pytest.mark.parametrize(
    "beside", ["", "'200': {description: ok, content: {application/octet-stream: {}}}, "]
)
def test_a_redirect_to_a_download_is_followed_without_credentials(
    make: Make, call: Call, beside: str
) -> None:
    more = "\n        security: [{k: []}]"
    document = (
        given(f"{{{beside}{DOWNLOAD}}}").rstrip()[:-1]
        + ", securitySchemes: {k: {type: apiKey, in: header, name: X-Key}}}"
        + more
    )  # noqa: E501
    api = make(document)
    there = Reply(302, headers={"Location": "/there"}, content_type=None)
    reply = call(
        api, lambda c: c.x.read(), there, Reply(200, b"bytes", content_type="image/png"), k="secret"
    )
    assert reply.value == b"bytes"
    assert [r.path for r in reply.requests] == ["/x", "/there"]
    assert reply.requests[1].header("x-key") == "secret"  # the same origin
    abroad = Reply(
        302,
        headers={"Location": call.server.url.replace("127.0.0.1", "localhost") + "/f"},
        content_type=None,
    )
    reply = call(api, lambda c: c.x.read(), abroad, Reply(200, b"bytes"), k="secret")
    assert (reply.value, reply.requests[1].header("x-key")) == (b"bytes", None)


# --- names, tags, servers --------------------------------------------------------------------------------------------


def test_operations_without_ids_and_tags(make: Make, call: Call) -> None:
    paths = {
        "/v1/pets": ("get", "post"),
        "/v1/pets/{id}": ("get", "put", "delete"),
        "/v1/pets/{id}/photos": ("get",),
    }
    text = "paths:\n" + "".join(
        f"  {path}: {{{', '.join(f'{method}: {{{OK}}}' for method in methods)}}}\n"
        for path, methods in paths.items()
    )
    api = make(text, tolerant=True)  # the path parameters are not declared
    for use, expected in (
        (lambda c: c.pets.list(), "GET /v1/pets"),
        (lambda c: c.pets.create(), "POST /v1/pets"),
        (lambda c: c.pets.get("7"), "GET /v1/pets/7"),
        (lambda c: c.pets.update("7"), "PUT /v1/pets/7"),
        (lambda c: c.pets.delete("7"), "DELETE /v1/pets/7"),
        (lambda c: c.pets.list_photos("7"), "GET /v1/pets/7/photos"),
    ):
        sent = call(api, use).sent
        assert f"{sent.method} {sent.target}" == expected


def test_tags_in_several_spellings_none_and_many(make: Make, call: Call) -> None:
    def get(path: str, tags: str) -> str:
        return f"  {path}: {{get: {{operationId: get_{path[1:]}, tags: {tags}, {OK}}}}}\n"

    api = make("paths:\n" + get("/a", "[User Groups]") + get("/b", "[user-groups]") + get("/c", "[UserGroups, other]")
        + get("/d", "[]") + get("/e", "['']"))  # fmt: skip
    for use, path in (
        (lambda c: c.user_groups.get_a(), "/a"),
        (lambda c: c.user_groups.get_b(), "/b"),
        (lambda c: c.user_groups.get_c(), "/c"),
        (lambda c: c.d.get(), "/d"),
        (lambda c: c.e.get(), "/e"),
    ):
        assert call(api, use).sent.target == path


def test_servers_of_paths_and_operations(make: Make, call: Call) -> None:
    api = make(f"""
        servers: [{{url: 'https://api.example.com/v1'}}]
        security: [{{key: []}}]
        components: {{securitySchemes: {{key: {{type: apiKey, in: header, name: X-Key}}}}}}
        paths:
          /a: {{get: {{operationId: a, tags: [x], {OK}}}}}
          /b:
            servers: [{{url: /v2}}]
            get: {{operationId: b, tags: [x], {OK}}}
          /c:
            get: {{operationId: c, tags: [x], servers: [{{url: '{call.server.url.replace('127.0.0.1', 'localhost')}/up'}}], {OK}}}
        """)  # fmt: skip
    for use, path, key in (
        (lambda c: c.x.a(), "/v1/a", "k"),
        (lambda c: c.x.b(), "/v2/b", "k"),
        (lambda c: c.x.c(), "/up/c", None),
    ):
        sent = call(api, use, key="k", base_url=call.server.url + "/v1").sent
        assert (sent.target, sent.header("x-key")) == (path, key)
    sent = call(api, lambda c: c.x.c(), key="k", allow_foreign_credentials=True).sent
    assert sent.header("x-key") == "k"


def test_links_are_no_operations_and_callbacks_are_no_requests(make: Make, call: Call) -> None:
    api = make(f"""
        paths:
          /x:
            post:
              operationId: x_write
              responses: {{'200': {{description: ok, links: {{next: {{operationId: x_write}}}}}}}}
              callbacks: {{done: {{'{{$request.query.url}}': {{post: {{requestBody: {{content: {{application/json: {{schema: {{type: object}}}}}}}}, {OK}}}}}}}}}
        """)  # fmt: skip
    assert call(api, lambda c: c.x.write()).sent.target == "/x"


def test_json_of_requests_is_what_it_should_be(make: Make, call: Call) -> None:
    api = make(
        write("{application/json: {schema: {type: object, additionalProperties: {type: number}}}}")
    )
    sent = call(api, lambda c: c.x.write(body={"a": 1.5})).sent
    assert (json.loads(sent.body), sent.header("content-type")) == ({"a": 1.5}, "application/json")
