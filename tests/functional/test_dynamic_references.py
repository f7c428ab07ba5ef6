# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""`$dynamicRef`: each binding of a generic schema is a model of its own (JSON Schema Core 2020-12, 8.2.3.2)."""

from __future__ import annotations

from typing import Any

import pytest

from generator.naming import snake_case
from tests.functional.support import Call, Made, Make
from tests.support.loopback import Reply, answer

PAGE = "{type: object, properties: {total: {type: integer}, rows: {type: array, items: {$dynamicRef: '#row'}}}, $defs: {any: {$dynamicAnchor: row}}}"
USER = "{type: object, properties: {name: {type: string}}}"


def document(schemas: dict[str, str], *results: str) -> str:
    """Components, and an operation `GET /name` for each component that is a result."""
    content = "content: {{application/json: {{schema: {{$ref: '#/components/schemas/{}'}}}}}}"
    paths = [
        f"  /{name}: {{get: {{operationId: take{name}, tags: [it], responses: {{'200': {{description: ok, {content.format(name)}}}}}}}}}"
        for name in results
    ]
    listed = [f"    {name}: {schema}" for name, schema in schemas.items()]
    return "\n".join(["paths:", *paths, "components:", "  schemas:", *listed])


def got(api: Made, call: Call, name: str, value: object) -> Any:
    """The result of `GET /name` for an answer, which is as documented."""
    method = snake_case(f"take{name}")
    return call(api, lambda c: getattr(c.it, method)(), answer(value)).value


def bind(inner: str, generic: str = "'#/components/schemas/Page'", more: str = "") -> str:
    return f"{{{more}$ref: {generic}, $defs: {{x: {{$dynamicAnchor: row, {inner}}}}}}}"


USER_FIELDS = "type: object, properties: {name: {type: string}}"


@pytest.mark.parametrize(
    "schemas",
    [
        {"Page": PAGE, "UserPage": bind(USER_FIELDS), "IntPage": bind("type: integer")},
        {
            "Page": "{$id: 'https://e.com/page', " + PAGE[1:],
            "UserPage": bind(USER_FIELDS, "page", "$id: 'https://e.com/users', "),
            "IntPage": bind("type: integer", "page", "$id: 'https://e.com/ints', "),
        },
        {
            "Page": PAGE,
            "UserPage": f"{{allOf: [{{$ref: '#/components/schemas/Page'}}], $defs: {{x: {{$dynamicAnchor: row, {USER_FIELDS}}}}}}}",
            "IntPage": "{allOf: [{$ref: '#/components/schemas/Page'}, {$defs: {x: {$dynamicAnchor: row, type: integer}}}]}",
        },
        {
            "UserPage": bind(USER_FIELDS, more="type: object, "),
            "IntPage": bind("type: integer", more="type: object, "),
            "Page": PAGE,
        },
    ],
    ids=["ref", "id", "allOf", "beside a type"],
)
def test_each_binding_is_a_model(make: Make, call: Call, schemas: dict[str, str]) -> None:
    api = make(document(schemas, "UserPage", "IntPage", "Page"))
    assert not api.diagnostics
    users = got(api, call, "UserPage", {"total": 1, "rows": [{"name": "a"}]})
    assert type(users) is api.models.UserPage
    assert users.rows[0].name == "a"
    ints = got(api, call, "IntPage", {"rows": [1, 2]})
    assert type(ints) is api.models.IntPage
    assert ints.rows == [1, 2]
    unbound = got(api, call, "Page", {"rows": [1, "a", {"b": None}]})
    assert type(unbound) is api.models.Page
    assert unbound.rows == [1, "a", {"b": None}]


def test_a_binding_can_add_properties(make: Make, call: Call) -> None:
    more = bind("type: integer", more="properties: {more: {type: boolean}}, ")
    api = make(document({"Page": PAGE, "MorePage": more}, "MorePage"))
    page = got(api, call, "MorePage", {"rows": [1], "more": True})
    assert type(page) is api.models.MorePage
    assert (page.rows, page.more) == ([1], True)


def test_a_binding_that_is_used_twice_is_one_model(make: Make, call: Call) -> None:
    schemas = {
        "Page": PAGE,
        "Team": "{type: object, properties: {one: {$ref: '#/components/schemas/IntPage'}, two: {$ref: '#/components/schemas/IntPage'}, own: "
        + bind("type: string")
        + "}}",
        "IntPage": bind("type: integer"),
    }
    api = make(document(schemas, "Team", "IntPage"))
    team = got(api, call, "Team", {"one": {"rows": [1]}, "two": {}, "own": {"rows": ["a"]}})
    assert type(team.one) is type(team.two) is api.models.IntPage
    assert type(team.own) is api.models.TeamOwn
    assert (team.one.rows, team.own.rows) == ([1], ["a"])


def test_the_model_of_a_binding_has_its_description(make: Make) -> None:
    schemas = {
        "Page": PAGE.replace("{type", "{description: Some rows., type", 1),
        "IntPage": bind("type: integer", more="description: Some integers., "),
        "TextPage": bind("type: string"),
    }
    models = make(document(schemas, "IntPage", "TextPage", "Page")).models
    docs = [model.__doc__ for model in (models.IntPage, models.TextPage, models.Page)]
    assert docs == ["Some integers.", "Some rows.", "Some rows."]


def test_the_binding_of_an_inline_schema_is_named_after_its_place(make: Make, call: Call) -> None:
    text = document({"Page": PAGE, "Other": USER}, "Other")
    api = make(text.replace("{$ref: '#/components/schemas/Other'}", bind("type: integer")))
    page = got(api, call, "Other", {"rows": [1]})
    assert (type(page).__name__, page.rows) == ("TakeOtherResponse", [1])


def test_a_binding_inside_a_binding_is_separate(make: Make, call: Call) -> None:
    outer = bind("type: integer", more=f"properties: {{inner: {bind('type: string')}}}, ")
    api = make(document({"Page": PAGE, "Outer": outer}, "Outer"))
    value = got(api, call, "Outer", {"rows": [1], "inner": {"rows": ["a"]}})
    assert (value.rows, value.inner.rows) == ([1], ["a"])


def test_a_strict_tree_has_strict_children(make: Make, call: Call) -> None:
    schemas = {
        "Tree": "{$dynamicAnchor: node, type: object, properties: {n: {type: integer}, kids: {type: array, items: {$dynamicRef: '#node'}}}}",
        "StrictTree": "{$dynamicAnchor: node, $ref: '#/components/schemas/Tree', properties: {extra: {type: string}}, unevaluatedProperties: false}",
        "AllTree": "{$dynamicAnchor: node, allOf: [{$ref: '#/components/schemas/Tree'}], properties: {other: {type: string}}}",
    }
    api = make(document(schemas, "Tree", "StrictTree", "AllTree"))
    assert not api.diagnostics
    tree = got(api, call, "StrictTree", {"kids": [{"extra": "a", "kids": [{"extra": "b"}]}]})
    assert type(tree) is type(tree.kids[0]) is type(tree.kids[0].kids[0]) is api.models.StrictTree
    assert tree.kids[0].kids[0].extra == "b"
    other = got(api, call, "AllTree", {"kids": [{"other": "a"}]})
    assert (type(other.kids[0]), other.kids[0].other) == (api.models.AllTree, "a")
    plain = got(api, call, "Tree", {"kids": [{"n": 1}]})
    assert type(plain) is type(plain.kids[0]) is api.models.Tree


def test_a_bound_member_of_a_union_keeps_its_name_as_value(make: Make, call: Call) -> None:
    schemas = {
        "Node": "{$dynamicAnchor: node, oneOf: [{$ref: '#/components/schemas/Leaf'}, {$ref: '#/components/schemas/Branch'}], discriminator: {propertyName: kind}}",
        "Leaf": "{type: object, required: [kind], properties: {kind: {type: string}, n: {type: integer}}}",
        "Branch": "{type: object, required: [kind], properties: {kind: {type: string}, kids: {type: array, items: {$dynamicRef: '#node'}}}}",
        "Strict": "{$dynamicAnchor: node, $ref: '#/components/schemas/Node'}",
    }
    api = make(document(schemas, "Node", "Strict"))
    wire = {"kind": "Branch", "kids": [{"kind": "Leaf", "n": 1}, {"kind": "Branch", "kids": []}]}
    plain, strict = got(api, call, "Node", wire), got(api, call, "Strict", wire)
    assert type(plain) is type(plain.kids[1]) is api.models.Branch
    assert type(strict) is type(strict.kids[1])
    assert type(strict) is not api.models.Branch
    assert strict.kind == "Branch"
    assert type(plain.kids[0]) is type(strict.kids[0]) is api.models.Leaf


def test_generic_schemas_in_generic_schemas(make: Make, call: Call) -> None:
    """The outermost anchor wins: the rows of the rows of a page of pages are pages, too."""
    schemas = {
        "Page": PAGE,
        "IntPage": bind("type: integer"),
        "Book": "{type: object, properties: {leaves: {type: array, items: {$dynamicRef: '#leaf'}}}, $defs: {any: {$dynamicAnchor: leaf}}}",
        "IntBook": "{$ref: '#/components/schemas/Book', $defs: {x: {$dynamicAnchor: leaf, $ref: '#/components/schemas/IntPage'}}}",
        "Pages": bind("$ref: '#/components/schemas/IntPage'"),
    }
    api = make(document(schemas, "IntBook", "Pages"))
    book = got(api, call, "IntBook", {"leaves": [{"rows": [1]}]})
    assert type(book) is api.models.IntBook
    assert type(book.leaves[0]) is api.models.IntPage
    assert book.leaves[0].rows == [1]
    pages = got(api, call, "Pages", {"rows": [{"rows": [{"total": 3}]}]})
    assert type(pages) is type(pages.rows[0]) is type(pages.rows[0].rows[0]) is api.models.Pages


def test_without_a_dynamic_anchor_it_is_a_reference(make: Make, call: Call) -> None:
    schemas = {
        "Page": PAGE.replace("any: {$dynamicAnchor: row}", "any: {$anchor: row, type: string}"),
        "IntPage": bind("type: integer").replace("$dynamicAnchor", "$anchor"),
        "Direct": "{type: object, properties: {a: {$dynamicRef: '#/components/schemas/Name'}}}",
        "Name": "{type: string}",
    }
    api = make(document(schemas, "Page", "Direct", "IntPage"))
    assert got(api, call, "Page", {"rows": ["a"]}).rows == ["a"]
    assert got(api, call, "IntPage", {"rows": ["a"]}).rows == ["a"]
    assert got(api, call, "Direct", {"a": "b"}).a == "b"


def test_a_body_is_bound_like_a_response(make: Make, call: Call) -> None:
    text = document({"Page": PAGE, "IntPage": bind("type: integer")}, "IntPage")
    body = "post: {operationId: save, tags: [it], requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/IntPage'}}}}, responses: {'204': {description: ok}}}"
    api = make(text.replace("/IntPage: {get", f"/IntPage: {{{body}, get", 1))
    reply = call(api, lambda c: c.it.save(rows=[1], total=2), Reply(204))
    assert reply.sent.json() == {"total": 2, "rows": [1]}
