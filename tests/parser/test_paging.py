# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
from __future__ import annotations

import pytest

from generator.ir.operations import Paging, PagingStyle
from generator.ir.types import Anything, Named

from .conftest import Build

ITEM = "{$ref: '#/components/schemas/Item'}"
LIST = f"{{type: array, items: {ITEM}}}"


def paging_of(
    build: Build,
    parameters: str,
    schema: str,
    extra: str = "",
    headers: str = "{}",
    root: str = "",
    required: str = "",
) -> Paging | None:
    listed = ", ".join(
        f"{{name: {p}, in: query, required: {str(p == required).lower()}, schema: {{type: {t}{d}}}}}"
        for p, t, d in _split(parameters)
    )
    return build(f"""
{root}
paths:
  /items:
    get:
      operationId: listItems
      parameters: [{listed}]
      {extra}
      responses: {{'200': {{description: ok, headers: {headers}, content: {{application/json: {{schema: {schema}}}}}}}}}
components: {{schemas: {{Item: {{type: object, properties: {{id: {{type: string}}}}}}}}}}
""").operation().paging


def _split(parameters: str) -> list[tuple[str, str, str]]:
    """`page:integer=1 limit:integer` -> names, types and defaults."""
    result = []
    for text in parameters.split():
        name, _, kind = text.partition(":")
        type_, _, default = kind.partition("=")
        result.append((name, type_, f", default: {default}" if default else ""))
    return result


def obj(**properties: str) -> str:
    return (
        "{type: object, properties: {"
        + ", ".join(f"{k}: {v}" for k, v in properties.items())
        + f"}}, required: [{', '.join(properties)}]}}"
    )


STR, INT, BOOL = "{type: string}", "{type: integer}", "{type: boolean}"


@pytest.mark.parametrize(
    ("parameters", "schema", "expected"),
    [
        (
            "page:integer limit:integer=20",
            LIST,
            Paging(PagingStyle.PAGE, Named("Item"), "", "page", "limit", size=20),
        ),
        (
            "page:integer=0 per_page:integer",
            obj(items=LIST, total_count=INT),
            Paging(
                PagingStyle.PAGE,
                Named("Item"),
                "/items",
                "page",
                "per_page",
                first=0,
                total="/total_count",
            ),
        ),
        (
            "offset:integer limit:integer",
            obj(data=LIST, meta=obj(total=INT, hasMore=BOOL)),
            Paging(
                PagingStyle.OFFSET,
                Named("Item"),
                "/data",
                "offset",
                "limit",
                first=0,
                total="/meta/total",
                more="/meta/hasMore",
            ),
        ),
        (
            "cursor:string limit:integer",
            obj(results=LIST, next_cursor="{type: [string, 'null']}"),
            Paging(
                PagingStyle.CURSOR,
                Named("Item"),
                "/results",
                "cursor",
                "limit",
                next="/next_cursor",
            ),
        ),
        (
            "page_token:string page_size:integer",
            obj(things=LIST, next_page_token=STR),
            Paging(
                PagingStyle.CURSOR,
                Named("Item"),
                "/things",
                "page_token",
                "page_size",
                next="/next_page_token",
            ),
        ),
        (
            "q:string",
            obj(data=LIST, links=obj(next=STR)),
            Paging(PagingStyle.NEXT_URL, Named("Item"), "/data", next="/links/next"),
        ),
        (
            "page:integer limit:integer",
            f"{{oneOf: [{LIST}, {obj(data=LIST)}]}}",
            Paging(PagingStyle.PAGE, Named("Item"), "/data", "page", "limit", bare=True),
        ),
        ("q:string", LIST, None),
        ("page:integer limit:integer", obj(name=STR), None),
        ("q:string", obj(images=LIST, tracks=obj(items=LIST, next=STR)), None),
    ],
)
def test_pagination_by_names(
    build_text: Build, parameters: str, schema: str, expected: Paging | None
) -> None:
    assert paging_of(build_text, parameters, schema) == expected


def test_the_link_header(build_text: Build) -> None:
    result = paging_of(
        build_text,
        "page:integer per_page:integer",
        LIST,
        headers="{Link: {schema: {type: string}}}",
    )
    assert result == Paging(PagingStyle.LINK_HEADER, Named("Item"), "", "page", "per_page")


@pytest.mark.parametrize(
    ("extra", "parameters", "expected"),
    [
        (
            "x-speakeasy-pagination: {type: cursor, inputs: [{name: c, in: parameters, type: cursor}], outputs: {results: $.stuff, nextCursor: $.paging.n}}",
            "c:string",
            Paging(PagingStyle.CURSOR, Named("Item"), "/stuff", "c", next="/paging/n"),
        ),
        (
            "x-speakeasy-pagination: {type: offsetLimit, inputs: [{name: p, in: parameters, type: page}, {name: s, in: parameters, type: limit}], outputs: {results: $.stuff}}",
            "p:integer s:integer",
            Paging(PagingStyle.PAGE, Named("Item"), "/stuff", "p", "s"),
        ),
        (
            "x-fern-pagination: {cursor: $request.c, next_cursor: $response.paging.n, results: $response.stuff}",
            "c:string",
            Paging(PagingStyle.CURSOR, Named("Item"), "/stuff", "c", next="/paging/n"),
        ),
        (
            "x-fern-pagination: {offset: $request.o, results: $response.stuff, step: $request.s}",
            "o:integer s:integer",
            Paging(PagingStyle.OFFSET, Named("Item"), "/stuff", "o", "s", first=0),
        ),
        (
            "x-fern-pagination: {offset: $request.o, results: $response.stuff, has-next-page: $response.paging.n}",
            "o:integer",
            Paging(PagingStyle.PAGE, Named("Item"), "/stuff", "o", more="/paging/n"),
        ),
        (
            "x-speakeasy-pagination: {type: cursor, inputs: [{name: c, in: parameters, type: cursor}], outputs: {nextCursor: '$.stuff[-1].made.at'}}",
            "c:string",
            Paging(PagingStyle.CURSOR, Named("Item"), "/stuff", "c", last="/made/at"),
        ),
        (
            "x-redocly-pagination: {style: cursor, cursorParam: c, nextCursor: /paging/n, items: /stuff, limitParam: s}",
            "c:string s:integer",
            Paging(PagingStyle.CURSOR, Named("Item"), "/stuff", "c", "s", next="/paging/n"),
        ),
        (
            "x-redoclyPagination: {style: offset, offsetParam: o, items: /stuff}",
            "o:integer",
            Paging(PagingStyle.OFFSET, Named("Item"), "/stuff", "o", first=0),
        ),
        (
            "x-redocly-pagination: {style: page, offsetParam: o, limitParam: s, items: /stuff}",
            "o:integer s:integer",
            Paging(PagingStyle.PAGE, Named("Item"), "/stuff", "o", "s"),
        ),
        (
            "x-redocly-pagination: {style: link, items: /stuff}",
            "",
            Paging(PagingStyle.LINK_HEADER, Named("Item"), "/stuff"),
        ),
        (
            "x-ms-pageable: {nextLinkName: follow, itemName: stuff}",
            "",
            Paging(PagingStyle.NEXT_URL, Named("Item"), "/stuff", next="/follow"),
        ),
    ],
)
def test_pagination_by_extensions(
    build_text: Build, extra: str, parameters: str, expected: Paging
) -> None:
    schema = obj(stuff=LIST, others=LIST, follow=STR, paging=obj(n=STR))
    assert paging_of(build_text, parameters, schema, extra) == expected


def test_conventions(build_text: Build) -> None:
    root = "x-conventions: {pagination: {parameters: {page: p, limit: l}, items: /inner}}"
    schema = f"{{oneOf: [{LIST}, {obj(inner=LIST)}]}}"
    result = paging_of(build_text, "p:integer l:integer=7", schema, root=root)
    assert result == Paging(PagingStyle.PAGE, Named("Item"), "/inner", "p", "l", size=7, bare=True)


def test_a_paged_operation_returns_items_and_declares_no_page_model(build_text: Build) -> None:
    built = build_text(f"""
        paths:
          /items:
            get:
              parameters: [{{name: page, in: query, schema: {{type: integer}}}}]
              responses: {{'200': {{description: ok, content: {{application/json: {{schema: {obj(data='{type: array, items: {type: object, properties: {a: {}}}}')}}}}}}}}}
        """)
    assert built.names == ["Item"]
    assert built.operation().returns == built.operation().responses[0].type == Named("Item")


def test_items_without_a_schema(build_text: Build) -> None:
    for items in ("true", "{}"):
        schema = f"{{type: array, items: {items}}}"
        for body, pointer in ((schema, ""), (obj(data=schema), "/data")):
            result = paging_of(build_text, "page:integer", body)
            assert result == Paging(PagingStyle.PAGE, Anything(), pointer, "page")


def test_an_array_without_items_is_not_paged(build_text: Build) -> None:
    for schema in ("{type: array}", obj(data="{type: array}")):
        assert paging_of(build_text, "page:integer", schema) is None


@pytest.mark.parametrize(
    ("parameters", "required", "schema"),
    [
        ("page:integer limit:integer", "page", LIST),
        ("page:integer", "page", LIST),
        ("offset:integer limit:integer", "offset", LIST),
        ("offset:integer limit:integer", "limit", LIST),
        ("cursor:string limit:integer", "cursor", obj(data=LIST, next_cursor=STR)),
        ("starting_after:string", "starting_after", obj(data=LIST, has_more=BOOL)),
    ],
)
def test_a_required_page_parameter_prevents_paging(
    build_text: Build, parameters: str, required: str, schema: str
) -> None:
    """The method returns the page that the caller requests."""
    assert paging_of(build_text, parameters, schema) is not None
    assert paging_of(build_text, parameters, schema, required=required) is None


def test_a_required_page_size_allows_paging(build_text: Build) -> None:
    result = paging_of(build_text, "page:integer limit:integer", LIST, required="limit")
    assert result == Paging(PagingStyle.PAGE, Named("Item"), "", "page")


def test_bare_arrays_of_several_kinds_are_not_paged(build_text: Build) -> None:
    parameters, other = "page:integer=1 per_page:integer=30", "{type: array, items: {type: string}}"
    assert paging_of(build_text, parameters, LIST) is not None
    assert paging_of(build_text, parameters, f"{{anyOf: [{LIST}, {LIST}]}}") is not None
    assert paging_of(build_text, parameters, f"{{anyOf: [{LIST}, {other}]}}") is None


@pytest.mark.parametrize(
    ("schema", "item"),
    [
        ("{properties: {next_cursor: {type: string}, rows: {oneOf: [LIST_A, LIST_B]}}}", None),
        ("{anyOf: [{properties: {next_cursor: {type: string}, data: LIST_A}}, {properties: {data: LIST_B}}]}", None),
        ("{properties: {next_cursor: {type: string}, rows: {oneOf: [LIST_A, {type: 'null'}]}}}", "A"),
        ("{properties: {next_cursor: {type: string}, rows: {oneOf: [LIST_A, LIST_A]}}}", "A"),
        ("{allOf: [{properties: {next_cursor: {type: string}, data: LIST_A}}, {properties: {data: LIST_B}}]}", "B"),
    ],
)  # fmt: skip
def test_arrays_of_alternative_kinds_are_not_paged(
    build_text: Build, schema: str, item: str | None
) -> None:
    for name in "AB":
        schema = schema.replace(
            f"LIST_{name}", f"{{type: array, items: {{$ref: '#/components/schemas/{name}'}}}}"
        )
    operation = build_text(f"""
        paths:
          /rows:
            get:
              parameters: [{{name: cursor, in: query, schema: {{type: string}}}}]
              responses: {{'200': {{description: ok, content: {{application/json: {{schema: {schema}}}}}}}}}
        components:
          schemas:
            A: {{type: object, properties: {{a: {{type: string}}}}}}
            B: {{type: object, properties: {{b: {{type: string}}}}}}
        """).operation()
    result = operation.paging.item if operation.paging is not None else None
    assert result == (None if item is None else Named(item))


def test_optional_items(build_text: Build) -> None:
    parameters = "page:integer=1 limit:integer=20"
    for schema, optional in (
        (obj(items=LIST), False),
        (f"{{properties: {{items: {LIST}}}}}", True),
    ):
        result = paging_of(build_text, parameters, schema)
        assert result is not None
        assert result.optional is optional
