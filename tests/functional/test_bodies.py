# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Request bodies: each media type, as it goes over the wire."""

from __future__ import annotations

from tests.functional.support import OK, Call, Make
from tests.loopback import Received


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


FORMS = write(
    """{application/x-www-form-urlencoded: {
        encoding: {metadata: {style: deepObject, explode: true}, items: {style: deepObject, explode: true}},
        schema: {type: object, properties: {
          name: {type: string}, items: {type: array, items: {type: object, properties: {price: {type: string}}}},
          metadata: {anyOf: [{type: object, additionalProperties: {type: string}}, {enum: ['']}]}}}}}"""
)


def test_forms_with_deep_objects(make: Make, call: Call) -> None:
    """As Stripe has them: anyOf of an object and the empty string, and deepObject encodings."""
    api = make(FORMS)
    item = api.models.XWriteBodyItemsItem
    sent = call(
        api, lambda c: c.x.write(name="n", metadata={"a": "b"}, items=[item(price="p")])
    ).sent
    assert sent.body == b"name=n&items%5B0%5D%5Bprice%5D=p&metadata%5Ba%5D=b"
    assert call(api, lambda c: c.x.write(metadata="")).sent.body == b"metadata="


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


def test_text_xml_and_binary_bodies(make: Make, call: Call) -> None:
    for content, value, expected in (
        ("{text/plain: {schema: {type: string}}}", "ä", "ä".encode()),
        ("{application/xml: {schema: {type: object}}}", "<a/>", b"<a/>"),
        ("{application/octet-stream: {schema: {type: string, format: binary}}}", b"\0\1", b"\0\1"),
    ):
        assert (
            call(make(write(content)), lambda c, v=value: c.x.write(body=v)).sent.body == expected
        )


def test_json_of_requests_is_what_it_should_be(make: Make, call: Call) -> None:
    api = make(
        write("{application/json: {schema: {type: object, additionalProperties: {type: number}}}}")
    )
    sent = call(api, lambda c: c.x.write(body={"a": 1.5})).sent
    assert (sent.json(), sent.header("content-type")) == ({"a": 1.5}, "application/json")
