# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Request bodies: each media type, as it is sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from typing import Any

import anyio
import pytest

from tests.functional.support import OK, Call, Make
from tests.support.loopback import Received, Reply


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


def test_the_media_type_follows_the_argument_or_is_chosen_by_name(make: Make, call: Call) -> None:
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


def test_one_schema_in_several_media_types_is_chosen_by_name(make: Make, call: Call) -> None:
    schema = "{schema: {$ref: '#/components/schemas/A'}}"
    api = make(write(f"{{application/x-www-form-urlencoded: {schema}, application/vnd.a+json: {schema}}}",
        "{A: {type: object, properties: {a: {type: integer}, b: {type: string}}}}"))  # fmt: skip
    sent = call(api, lambda c: c.x.write(a=1)).sent
    assert (sent.header("content-type"), sent.body) == ("application/vnd.a+json", b'{"a":1}')
    sent = call(
        api, lambda c: c.x.write(a=1, b="x y", content_type="application/x-www-form-urlencoded")
    ).sent
    assert sent.body == b"a=1&b=x+y"


FORMS = write(
    """{application/x-www-form-urlencoded: {
        encoding: {metadata: {style: deepObject, explode: true}, items: {style: deepObject, explode: true}},
        schema: {type: object, properties: {
          name: {type: string}, items: {type: array, items: {type: object, properties: {price: {type: string}}}},
          metadata: {anyOf: [{type: object, additionalProperties: {type: string}}, {enum: ['']}]}}}}}"""
)


def test_forms_with_deep_objects(make: Make, call: Call) -> None:
    """As in Stripe's document: anyOf of an object and the empty string, and deepObject encodings."""
    api = make(FORMS)
    item = api.models.XWriteBodyItem
    sent = call(
        api, lambda c: c.x.write(name="n", metadata={"a": "b"}, items=[item(price="p")])
    ).sent
    assert sent.body == b"name=n&items%5B0%5D%5Bprice%5D=p&metadata%5Ba%5D=b"
    assert call(api, lambda c: c.x.write(metadata="")).sent.body == b"metadata="


@pytest.mark.parametrize("required", [False, True])
def test_a_body_that_can_be_null_is_one_argument(make: Make, call: Call, required: bool) -> None:
    """As FastAPI writes an optional body."""
    schema = "{anyOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}], title: Item}"
    api = make(f"""
        paths: {{/x: {{post: {{operationId: x_write, {OK},
          requestBody: {{{"required: true, " if required else ""}content: {{application/json: {{schema: {schema}}}}}}}}}}}}}
        components: {{schemas: {{A: {{type: object, required: [a], properties: {{a: {{type: integer}}}}}}}}}}
        """)
    sent = call(api, lambda c: c.x.write(body=api.models.A(a=1))).sent
    assert sent.json() == {"a": 1}
    nothing = call(api, lambda c: c.x.write(**({"body": None} if required else {}))).sent
    assert nothing.body == (b"null" if required else b"")


def test_styles_and_explode_of_the_properties_of_a_form(make: Make, call: Call) -> None:
    encoding = """{a: {explode: false}, b: {style: form, explode: false}, c: {style: spaceDelimited, explode: false},
        d: {explode: true}, o: {style: form, explode: false}, p: {style: form}}"""
    lists = ", ".join(f"{name}: {{type: array, items: {{type: string}}}}" for name in "abcd")
    objects = ", ".join(
        f"{name}: {{type: object, additionalProperties: {{type: string}}}}" for name in "op"
    )
    api = make(
        write(
            f"{{application/x-www-form-urlencoded: {{encoding: {encoding}, schema: {{type: object, properties: {{{lists}, {objects}}}}}}}}}"
        )
    )
    two = ["x", "y"]
    sent = call(
        api, lambda c: c.x.write(a=two, b=two, c=two, d=two, o={"k": "1"}, p={"l": "2"})
    ).sent
    assert sent.body == b"a=x,y&b=x,y&c=x%20y&d=x&d=y&o=k,1&l=2"


def test_an_empty_list_of_files_is_sent(make: Make, call: Call) -> None:
    schema = """{type: object, required: [files], properties: {
        files: {type: array, items: {type: string, format: binary}}, note: {type: string}}}"""
    api = make(write(f"{{multipart/form-data: {{schema: {schema}}}}}"))
    (only,) = parts_of(call(api, lambda c: c.x.write(files=[], note="none")).sent)
    assert only[1] == b"none"


FILES = write(
    """{multipart/form-data: {
        encoding: {image: {contentType: image/png}, note: {contentType: text/markdown}},
        schema: {type: object, required: [image], properties: {
          image: {type: string, format: binary}, more: {type: array, items: {type: string, format: binary}},
          meta: {type: object, properties: {n: {type: integer}}}, note: {type: string}, tags: {type: array, items: {type: string}}}}}}"""
)


def parts_of(sent: Received) -> list[tuple[str, bytes]]:
    """The lower-case head and the body of each part."""
    essence, _, boundary = str(sent.header("content-type")).partition("; boundary=")
    assert essence == "multipart/form-data"
    parts = sent.body.split(b"--" + boundary.encode())[1:-1]
    pairs = (part.split(b"\r\n\r\n", 1) for part in parts)
    return [(head.decode().lower(), body.removesuffix(b"\r\n")) for head, body in pairs]


def test_multipart_with_files_lists_of_files_json_parts_and_encodings(
    make: Make, call: Call
) -> None:
    api = make(FILES)
    meta = api.models.XWriteBodyMeta(n=1)
    reply = call(
        api,
        lambda c: c.x.write(
            image=b"png", more=[b"1", ("b.txt", b"2")], meta=meta, note="hi", tags=["a", "b"]
        ),
    )
    parts = parts_of(reply.sent)
    heads = [head for head, _ in parts]
    assert [body for _, body in parts] == [b"png", b"1", b"2", b'{"n":1}', b"hi", b"a", b"b"]
    assert "content-type: image/png" in heads[0]
    assert 'filename="b.txt"' in heads[2]
    assert "content-type: application/json" in heads[3]
    assert "content-type: text/markdown" in heads[4]


def test_parts_of_deep_objects(make: Make, call: Call) -> None:
    """As in Stripe's document: a file and an object that describes it."""
    schema = """{type: object, required: [file], properties: {file: {type: string, format: binary}, note: {type: object, additionalProperties: {type: string}},
        expand: {type: array, items: {type: string}}, link: {type: object, properties: {create: {type: boolean}, meta: {type: object, additionalProperties: {type: string}}}}}}"""
    deep = "{style: deepObject, explode: true}"
    api = make(
        write(
            f"{{multipart/form-data: {{encoding: {{expand: {deep}, link: {deep}}}, schema: {schema}}}}}"
        )
    )
    use = lambda c: c.x.write(  # noqa: E731 (one line of a call)
        file=b"x", expand=["a", "b"], link={"create": True, "meta": {"k é": "v&"}}, note={"n": "1"}
    )
    parts = parts_of(call(api, use).sent)
    names = [head.split('name="')[1].split('"')[0] for head, _ in parts]
    assert names == ["file", "note", "expand[0]", "expand[1]", "link[create]", "link[meta][k é]"]
    assert [body for _, body in parts] == [b"x", b'{"n":"1"}', b"a", b"b", b"true", b"v&"]


def test_headers_of_parts_with_one_value(make: Make, call: Call) -> None:
    headers = """{X-Kind: {schema: {const: main}}, x-way: {schema: {type: string, enum: [fast]}}, X-Count: {schema: {default: 3}},
          Content-Type: {schema: {const: text/html}}, X-Open: {schema: {type: string}}, 'X Odd': {schema: {const: a}}}"""
    api = make(
        write(
            f"""{{multipart/form-data: {{
        encoding: {{file: {{contentType: image/png, headers: {headers}}}}},
        schema: {{type: object, required: [file], properties: {{file: {{type: string, format: binary}}, a: {{type: string}}}}}}}}}}"""
        )
    )
    assert [note.split(" ", 1)[1] for note in api.notes] == ["warning ignored-keyword"] * 2
    file, plain = parts_of(call(api, lambda c: c.x.write(file=b"x", a="b")).sent)
    _, *lines = file[0].strip().split("\r\n")
    assert lines == ["content-type: image/png", "x-kind: main", "x-way: fast", "x-count: 3"]
    assert "x-" not in plain[0]


def test_text_xml_and_binary_bodies(make: Make, call: Call) -> None:
    for content, value, expected in (
        ("{text/plain: {schema: {type: string}}}", "ä", "ä".encode()),
        ("{application/xml: {schema: {type: object}}}", "<a/>", b"<a/>"),
        ("{application/octet-stream: {schema: {type: string, format: binary}}}", b"\0\1", b"\0\1"),
    ):
        assert (
            call(make(write(content)), lambda c, v=value: c.x.write(body=v)).sent.body == expected
        )


def test_json_of_requests(make: Make, call: Call) -> None:
    api = make(
        write("{application/json: {schema: {type: object, additionalProperties: {type: number}}}}")
    )
    sent = call(api, lambda c: c.x.write(body={"a": 1.5})).sent
    assert (sent.json(), sent.header("content-type")) == ({"a": 1.5}, "application/json")


@pytest.mark.parametrize(
    ("content", "body", "expected"),
    [
        ("{'*/*': {schema: {type: string}}}", "x", ("text/plain; charset=utf-8", b"x")),
        ("{'*/*': {schema: {type: object}}}", {"a": 1}, ("application/json", b'{"a":1}')),
        ("{'application/*': {schema: {type: object}}}", {}, ("application/json", b"{}")),
        ("{'*/*': {}}", b"x", ("application/octet-stream", b"x")),
    ],
)
def test_a_range_of_media_types_is_not_sent_as_one(
    make: Make, call: Call, content: str, body: object, expected: object
) -> None:
    sent = call(make(write(content)), lambda c: c.x.write(body=body)).sent
    assert (sent.header("content-type"), sent.body) == expected


def test_a_range_chosen_by_name_is_not_sent(make: Make, call: Call) -> None:
    api = make(write("{'*/*': {schema: {type: array}}, text/csv: {}}"))
    sent = call(api, lambda c: c.x.write(body=[1], content_type="*/*")).sent
    assert (sent.header("content-type"), sent.body) == ("application/json", b"[1]")


def test_media_types_that_differ_in_a_parameter(make: Make, call: Call) -> None:
    api = make(write("{application/json: {schema: {type: object, properties: {a: {type: integer}}}}, application/json; v=2: {schema: {type: array, items: {type: integer}}}}"))  # fmt: skip
    sent = call(api, lambda c: c.x.write(body=[1], content_type="application/json; v=2")).sent
    assert (sent.header("content-type"), sent.body) == ("application/json; v=2", b"[1]")


@pytest.mark.parametrize(
    "entry", ["itemSchema: {type: object}", "schema: {type: array, items: {type: string}}"]
)
def test_parts_without_names_are_left_to_the_caller_with_a_warning(
    make: Make, call: Call, entry: str
) -> None:
    api = make(write(f"{{multipart/mixed: {{{entry}}}}}"), version="3.2.0")
    assert [note.split(" ", 1)[1] for note in api.notes] == ["warning fallback-type"]
    body = (None, b"--b--", "multipart/mixed; boundary=b")
    sent = call(api, lambda c: c.x.write(body=body)).sent
    assert (sent.header("content-type"), sent.body) == ("multipart/mixed; boundary=b", b"--b--")


@pytest.mark.parametrize(
    ("schema", "fields", "part"),
    [
        ("{type: string, format: binary}", {"f": ("f.txt", b"x")}, b'name="f"; filename="f.txt"'),
        ("{type: array, items: {type: string}}", {"a": ["b", "c"]}, b'name="a"\r\n\r\nb\r\n'),
    ],
)
def test_a_form_with_a_scalar_schema_takes_fields_with_a_warning(
    make: Make, call: Call, schema: str, fields: Any, part: bytes
) -> None:
    api = make(write(f"{{multipart/form-data: {{schema: {schema}}}}}"))
    assert [note.split(" ", 1)[1] for note in api.notes] == ["warning fallback-type"]
    assert part in call(api, lambda c: c.x.write(body=fields)).sent.body


def test_a_list_as_json_and_in_a_form(make: Make, call: Call) -> None:
    schema = "{schema: {type: array, items: {type: string}}}"
    api = make(
        write(f"{{application/json: {schema}, application/x-www-form-urlencoded: {schema}}}")
    )
    for body, expected in ((["b", "c"], b'["b","c"]'), ({"a": ["b", "c"]}, b"a=b&a=c")):
        assert call(api, lambda c, b=body: c.x.write(body=b)).sent.body == expected


@pytest.mark.parametrize(
    "schema", ["{}", "{schema: {}}", "{schema: {$ref: '#/components/schemas/A'}}"]
)
def test_a_form_without_a_schema_has_fields_and_files_by_name(
    make: Make, call: Call, schema: str
) -> None:
    api = make(write(f"{{multipart/form-data: {schema}}}", "{A: {description: Anything.}}"))
    sent = call(api, lambda c: c.x.write(body={"a": 1, "f": ("f.txt", b"x")})).sent
    assert b'name="a"\r\n\r\n1\r\n' in sent.body
    assert b'name="f"; filename="f.txt"' in sent.body
    (resource,) = (api.folder / "resources").glob("x.py")
    assert "body: Mapping[str, Any]" in resource.read_text("utf-8")


def test_parts_of_raw_bytes_and_of_base64(make: Make, call: Call) -> None:
    api = make(
        write(
            """{multipart/form-data: {schema: {type: object, properties: {code: {type: string, format: byte},
                 picture: {type: string, contentMediaType: image/png}, raw: {type: string, format: binary}}}}}"""
        )
    )
    sent = call(api, lambda c: c.x.write(code=b"\0", picture=b"\1", raw=b"\2")).sent
    assert [body for _, body in parts_of(sent)] == [b"AA==", b"\1", b"\2"]


XML = write(
    """{application/xml: {schema: {$ref: '#/components/schemas/A'}}, text/xml: {schema: {$ref: '#/components/schemas/A'}},
        application/json: {schema: {$ref: '#/components/schemas/A'}}}""",
    "{A: {type: object, required: [n], properties: {n: {type: integer}}}}",
)


def test_xml_beside_json_gives_a_method_for_text(make: Make, call: Call) -> None:
    api = make(XML)
    assert not api.diagnostics
    assert call(api, lambda c: c.x.write(n=1)).sent.json() == {"n": 1}
    for options, media_type in (
        ({}, "application/xml"),
        ({"content_type": "text/xml"}, "text/xml; charset=utf-8"),
    ):
        sent = call(api, lambda c, o=options: c.x.write_xml(body="<A/>", **o)).sent
        assert (sent.header("content-type"), sent.body) == (media_type, b"<A/>")


LINES = write(
    """{application/x-ndjson: {schema: {type: array, items: {$ref: '#/components/schemas/A'}}}}""",
    "{A: {type: object, required: [n], properties: {n: {type: integer}}}}",
)


def pieces(call: Call, items: Iterable[Any]) -> Any:
    """The items as an iterator: an asynchronous one for the asynchronous client."""

    async def later() -> AsyncIterator[Any]:
        for item in items:
            await anyio.sleep(0)
            yield item

    return later() if call.is_async else iter(items)


def test_json_lines_are_encoded_one_by_one(make: Make, call: Call) -> None:
    api = make(LINES)
    item = api.models.A
    reply = call(api, lambda c: c.x.write(body=pieces(call, [item(n=1), {"n": 2}])))
    assert reply.sent.body == b'{"n":1}\n{"n":2}\n'
    assert reply.sent.header("content-type") == "application/x-ndjson"
    assert reply.sent.header("transfer-encoding") == "chunked"
    listed = call(api, lambda c: c.x.write(body=[item(n=1)])).sent
    assert (listed.body, listed.header("content-length")) == (b'{"n":1}\n', "8")


def test_an_invalid_item_is_named(make: Make, call: Call) -> None:
    api = make(LINES)
    for body in (pieces(call, [{"n": 1}, {"n": "x"}]), [{"n": 1}, {"n": "x"}]):
        with pytest.raises(api.errors.ArgumentError) as caught:
            call(api, lambda c, b=body: c.x.write(body=b))
        assert caught.value.argument == "body[1].n"
    with pytest.raises(api.errors.ArgumentError, match="iterable"):
        call(api, lambda c: c.x.write(body={"n": 1}))


def test_an_iterator_can_be_sent_only_once(make: Make, call: Call) -> None:
    api = make(LINES)
    for body, expected in ((pieces(call, [{"n": 1}]), 1), ([{"n": 1}], 2)):
        with pytest.raises(api.errors.TooManyRequestsError):
            call(
                api,
                lambda c, b=body: c.x.write(body=b),
                Reply(429, headers={"Retry-After": "0"}),
                max_retries=1,
            )
        assert len(call.server.requests) == expected


def test_json_lines_by_itemschema_and_json_text_sequences(make: Make, call: Call) -> None:
    api = make(
        write(
            "{application/json-seq: {itemSchema: {type: object, properties: {n: {type: integer}}}}}"
        ),
        version="3.2.0",
    )
    sent = call(api, lambda c: c.x.write(body=pieces(call, [{"n": 1}, {}]))).sent
    assert sent.body == b'\x1e{"n":1}\n\x1e{}\n'


def test_an_array_as_a_whole_or_in_lines(make: Make, call: Call) -> None:
    schema = "{schema: {type: array, items: {type: integer}}}"
    api = make(write(f"{{application/json: {schema}, application/jsonl: {schema}}}"))
    for body, options, expected in (
        ([1, 2], {}, b"[1,2]"),
        (pieces(call, [1, 2]), {}, b"1\n2\n"),
        ([1, 2], {"content_type": "application/jsonl"}, b"1\n2\n"),
    ):
        assert call(api, lambda c, b=body, o=options: c.x.write(body=b, **o)).sent.body == expected


def test_events_to_send_are_text_with_a_warning(make: Make, call: Call) -> None:
    api = make(write("{text/event-stream: {schema: {type: object}}}"))
    assert [note for note in api.notes if "fallback-type" in note]
    assert call(api, lambda c: c.x.write(body="data: 1\n\n")).sent.body == b"data: 1\n\n"
