# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Parameters: every style and location, and similar names."""

from __future__ import annotations

import pytest

from tests.functional.support import OK, Call, Make

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
    ("cookie", "form", True, OBJECT, "k=v; l=1"),
    ("cookie", "cookie", False, OBJECT, "p=k,v,l,1"),
    ("cookie", "cookie", True, OBJECT, "k=v; l=1"),
]


@pytest.mark.parametrize(("where", "style", "explode", "schema", "expected"), STYLES)
def test_every_style(
    make: Make, call: Call, where: str, style: str, explode: bool, schema: str, expected: str
) -> None:
    path = "/x/{p}" if where == "path" else "/x"
    api = make(f"""
        paths:
          {path}:
            get:
              operationId: read
              parameters: [{{name: p, in: {where}, required: true, style: {style}, explode: {str(explode).lower()}, schema: {{{schema}}}}}]
              {OK}
        """, version="3.2.0")  # fmt: skip
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
              operationId: read
              parameters: {parameters}
              {OK}
        {more}
        """


def test_reserved_characters_are_allowed(make: Make, call: Call) -> None:
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


@pytest.mark.parametrize(
    ("explode", "expected"),
    [(", explode: false", "p=a,b"), (", explode: true", "p=a; p=b"), ("", "p=a; p=b")],
)
def test_lists_in_unencoded_cookies(make: Make, call: Call, explode: str, expected: str) -> None:
    """OpenAPI 3.2, style `cookie`."""
    schema = "schema: {type: array, items: {type: string}}"
    where = f"in: cookie, style: cookie{explode}"
    api = make(read(f"[{{name: p, {where}, {schema}}}]"), version="3.2.0")
    assert call(api, lambda c: c.x.read(p=["a", "b"])).sent.header("cookie") == expected
    with pytest.raises(api.errors.ArgumentError, match="p: must contain only"):
        call(api, lambda c: c.x.read(p=["a", "b;c"]))


@pytest.mark.parametrize(
    ("content", "value", "expected"),
    [
        ("application/json: {schema: {type: string}}", "a", "%22a%22"),
        ("text/plain: {schema: {type: string}}", "a b", "a%20b"),
        ("application/x-www-form-urlencoded: {schema: {type: object}}", {"a": 1, "b": "x y"}, "a%3D1%26b%3Dx%2By"),
    ],
)  # fmt: skip
def test_parameters_are_written_as_their_media_type(
    make: Make, call: Call, content: str, value: object, expected: str
) -> None:
    api = make(read(f"[{{name: f, in: query, content: {{{content}}}}}]"))
    assert call(api, lambda c: c.x.read(f=value)).sent.query == f"f={expected}"


def test_binary_in_a_parameter_is_a_string(make: Make, call: Call) -> None:
    api = make(read("[{name: f, in: query, schema: {type: string, format: binary}}]"))
    assert call(api, lambda c: c.x.read(f="a")).sent.query == "f=a"


def test_a_parameter_called_like_an_argument_of_the_body(make: Make, call: Call) -> None:
    listed = "{name: content_type, in: query, schema: {type: string}}, {name: additional_properties, in: query, schema: {type: string}}"
    schema = "{type: object, properties: {content_type: {type: string}, additional_properties: {type: string}}, additionalProperties: true}"
    body = f"{{application/json: {{schema: {schema}}}, application/x-www-form-urlencoded: {{schema: {schema}}}}}"
    api = make(f"""
        paths:
          /x:
            post:
              operationId: x_write
              parameters: [{listed}]
              requestBody: {{required: true, content: {body}}}
              {OK}
        """)
    reply = call(
        api,
        lambda c: c.x.write(
            content_type="application/x-www-form-urlencoded",
            content_type_query="q",
            content_type_body="b",
            additional_properties={"c": "d"},
        ),
    )
    assert (reply.sent.query, reply.sent.body) == ("content_type=q", b"content_type=b&c=d")


def test_path_level_parameters_and_those_that_override_them(make: Make, call: Call) -> None:
    api = make(f"""
        paths:
          /x/{{id}}:
            parameters:
              - {{name: id, in: path, required: true, schema: {{type: string}}}}
              - {{name: q, in: query, schema: {{type: string}}}}
              - {{name: h, in: header, schema: {{type: string}}}}
            get:
              operationId: read
              parameters: [{{name: q, in: query, required: true, schema: {{type: integer}}}}]
              {OK}
        """)
    sent = call(api, lambda c: c.x.read("a/b", q=3, h="v")).sent
    assert (sent.target, sent.header("h")) == ("/x/a%2Fb?q=3", "v")
    with pytest.raises(api.errors.ArgumentError, match="q"):
        call(api, lambda c: c.x.read("a", q="text"))


def test_headers_are_overridden_regardless_of_case(make: Make, call: Call) -> None:
    """Names of headers are case-insensitive; those of other parameters are not."""
    listed = "parameters: [{{name: {}, in: {}, schema: {{type: {}}}}}]"
    for where, same in (("header", True), ("query", False)):
        path, own = listed.format("X-Key", where, "string"), listed.format(
            "x-key", where, "integer"
        )
        api = make(f"paths: {{/x: {{{path}, get: {{operationId: read, {own}, {OK}}}}}}}")
        if not same:
            sent = call(api, lambda c: c.x.read(x_key="a", x_key_query=2)).sent
            assert sorted(sent.query.split("&")) == ["X-Key=a", "x-key=2"]
            continue
        sent = call(api, lambda c: c.x.read(x_key=2)).sent
        assert [value for name, value in sent.headers if name.lower() == "x-key"] == ["2"]
        with pytest.raises(api.errors.ArgumentError, match="x_key: must be"):
            call(api, lambda c: c.x.read(x_key="text"))


def test_parameters_beside_the_reference_of_a_path_item(make: Make, call: Call) -> None:
    api = make(f"""
        paths:
          /x/{{id}}:
            $ref: '#/components/pathItems/X'
            servers: [{{url: /beside}}]
            parameters: [{{name: id, in: path, required: true, schema: {{type: integer}}}}, {{name: a, in: query, schema: {{type: string}}}}]
        components:
          pathItems:
            X:
              parameters: [{{name: a, in: query, schema: {{type: integer}}}}, {{name: b, in: query, schema: {{type: string}}}}]
              get: {{operationId: read, {OK}}}
        """)  # fmt: skip
    assert call(api, lambda c: c.x.read(7, a="1", b="2")).sent.target == "/beside/x/7?a=1&b=2"


def test_parameters_in_the_query_of_a_path(make: Make, call: Call) -> None:
    api = make(
        f"""
        paths:
          '/x?q={{q}}&id={{id}}&n={{n}}':
            get: {{operationId: read, parameters: [{{name: q, in: query, schema: {{type: integer}}}}, {{name: id, in: path, required: true, schema: {{type: integer}}}}], {OK}}}
        """,
        tolerant=True,
    )  # fmt: skip
    assert call(api, lambda c: c.x.read(7, "m", q=1)).sent.target == "/x?id=7&n=m&q=1"
    assert call(api, lambda c: c.x.read(7, "m")).sent.target == "/x?id=7&n=m"
    assert {diagnostic.message for diagnostic in api.diagnostics} == {
        '"{q}" is not declared for read: it is declared with "in: query"',
        '"{n}" is not declared for read: add a parameter "n" with "in: path"',
    }


def test_whole_query_strings_of_3_2(make: Make, call: Call) -> None:
    form = "content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: string}, b: {type: array, items: {type: integer}}}}}}"
    api = make(read(f"[{{name: whole, in: querystring, {form}}}]"), version="3.2.0")
    kind = api.models.ReadParamsWhole
    assert call(api, lambda c: c.x.read(whole=kind(a="x y", b=[1, 2]))).sent.query in {
        "a=x+y&b=1&b=2",
        "a=x%20y&b=1&b=2",
    }
    api = make(
        read("[{name: whole, in: querystring, content: {application/json: {}}}]"), version="3.2.0"
    )
    assert call(api, lambda c: c.x.read(whole={"a": 1})).sent.query == "%7B%22a%22%3A1%7D"


def test_headers_set_by_the_client_are_not_arguments_with_a_warning(make: Make, call: Call) -> None:
    listed = ", ".join(
        f"{{name: {n}, in: header, schema: {{type: string}}}}"
        for n in ("Authorization", "Content-Type", "Accept", "content-length", "X-Own")
    )
    api = make(read(f"[{listed}]"))
    assert [note.split(" ", 1)[1] for note in api.notes] == ["warning ignored-keyword"] * 4
    assert call(api, lambda c: c.x.read(x_own="v")).sent.header("x-own") == "v"
