# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""What documents say beyond the standard: pagination, errors, retries, names, enumerations."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import pytest

from tests.functional.support import OK, Call, Made, Make, answering
from tests.loopback import Received, Reply, answer

ITEM = "{type: object, required: [id], properties: {id: {type: string}, n: {type: integer}}}"
LIST = f"type: array, items: {ITEM}"


def listing(parameters: str, schema: str, extra: str = "", headers: str = "{}") -> str:
    return f"""
        paths:
          /things:
            get:
              operationId: listThings
              parameters: {parameters}
              {extra}
              responses:
                '200': {{description: ok, headers: {headers}, content: {{application/json: {{schema: {schema}}}}}}}
        """


def query(*names: str) -> str:
    return (
        "["
        + ", ".join(
            f"{{name: {name.rstrip('#')}, in: query, schema: {{type: {'integer' if name.endswith('#') else 'string'}}}}}"
            for name in names
        )
        + "]"
    )


def body(items: str, **others: str) -> str:
    more = "".join(f", {name}: {schema}" for name, schema in others.items())
    return f"{{type: object, properties: {{{items}: {{{LIST}}}{more}}}}}"


TEXT, COUNT, FLAG = "{type: string}", "{type: integer}", "{type: boolean}"
THINGS = [{"id": name} for name in "abcde"]


def argument(request: Received, name: str, default: Any) -> Any:
    pairs = dict(pair.split("=") for pair in request.query.split("&") if pair)
    return type(default)(pairs.get(name, default))


def by_page(items: str, **metadata: Any) -> Callable[[Received], Reply]:
    def act(request: Received) -> Reply:
        start = (argument(request, "page", 1) - 1) * 2
        page: Any = THINGS[start : start + 2]
        return answer({items: page, **metadata} if items else page)

    return act


def by_offset(request: Received) -> Reply:
    start = argument(request, "offset", 0)
    return answer({"results": THINGS[start : start + 2], "total": 5})


def by_cursor(request: Received) -> Reply:
    start = int(argument(request, "cursor", "0"))
    following = str(start + 2) if start < 4 else None
    return answer({"items": THINGS[start : start + 2], "meta": {"next_cursor": following}})


def by_last(request: Received) -> Reply:
    names = [thing["id"] for thing in THINGS]
    after = argument(request, "starting_after", "")
    start = names.index(after) + 1 if after else 0
    return answer({"data": THINGS[start : start + 2], "has_more": start + 2 < 5})


def by_url(key: str) -> Callable[[Received], Reply]:
    def act(request: Received) -> Reply:
        start = argument(request, "at", 0)
        following = f"/things?at={start + 2}" if start < 4 else None
        return answer({"value": THINGS[start : start + 2], key: following})

    return act


def by_header(request: Received) -> Reply:
    start = (argument(request, "page", 1) - 1) * 2
    link = (
        f'</things?page={start // 2 + 2}>; rel="next"'
        if start < 4
        else '</things?page=1>; rel="first"'
    )
    return answer(THINGS[start : start + 2], Link=link)


SPEAKEASY = """x-speakeasy-pagination: {type: cursor, inputs: [{name: cursor, in: parameters, type: cursor}],
                outputs: {results: '$.items', nextCursor: '$.meta.next_cursor'}}"""
SPEAKEASY_OFFSET = """x-speakeasy-pagination: {type: offsetLimit, inputs: [{name: offset, in: parameters, type: offset},
                {name: many, in: parameters, type: limit}], outputs: {results: '$.results'}}"""
FERN = "x-fern-pagination: {cursor: $request.cursor, next_cursor: $response.meta.next_cursor, results: $response.items}"
FERN_OFFSET = "x-fern-pagination: {offset: $request.offset, results: $response.results}"
MS = "x-ms-pageable: {nextLinkName: weiter, itemName: value}"

PAGED: dict[str, tuple[str, Callable[[Received], Reply]]] = {
    "page of a bare list": (listing(query("page#", "per_page#"), f"{{{LIST}}}"), by_page("")),
    "page with a total": (listing(query("page#", "limit#"), body("data", total=COUNT)), by_page("data", total=5)),
    "page, total unknown": (listing(query("page#", "limit#"), body("data")), by_page("data")),
    "offset": (listing(query("offset#", "limit#"), body("results", total=COUNT)), by_offset),
    "cursor": (listing(query("cursor", "limit#"), body("items", meta=f"{{type: object, properties: {{next_cursor: {TEXT}}}}}")), by_cursor),
    "cursor of the last item": (listing(query("starting_after", "ending_before", "limit#"), body("data", has_more=FLAG)), by_last),
    "next link in the body": (listing("[]", body("value", next=TEXT)), by_url("next")),
    "odata": (listing("[]", body("value", **{"'@odata.nextLink'": TEXT})), by_url("@odata.nextLink")),
    "Link header": (listing(query("page#", "per_page#"), f"{{{LIST}}}", headers=f"{{Link: {{schema: {TEXT}}}}}"), by_header),
    "x-speakeasy-pagination": (listing(query("cursor"), body("items", meta="{type: object}"), SPEAKEASY), by_cursor),
    "x-speakeasy-pagination, offset": (listing(query("offset#", "many#"), body("results", total=COUNT), SPEAKEASY_OFFSET), by_offset),
    "x-fern-pagination": (listing(query("cursor"), body("items", meta="{type: object}"), FERN), by_cursor),
    "x-fern-pagination, offset": (listing(query("offset#"), body("results", total=COUNT), FERN_OFFSET), by_offset),
    "x-ms-pageable": (listing("[]", body("value", weiter=TEXT), MS), by_url("weiter")),
}  # fmt: skip


@pytest.mark.parametrize("kind", PAGED)
def test_pagination_is_recognised(make: Make, call: Call, kind: str) -> None:
    text, act = PAGED[kind]
    api = make(text)
    reply = call(api, lambda c: c.things.list(), answering(act))
    assert [thing.id for thing in reply.value] == ["a", "b", "c", "d", "e"]
    assert len(reply.requests) in {3, 4}


def test_what_only_looks_like_a_list_is_no_pagination(make: Make, call: Call) -> None:
    api = make(listing(query("starting_after"), body("data")))  # nothing says that more follow
    value = call(api, lambda c: c.things.list(), answer({"data": THINGS})).value
    assert [thing.id for thing in value.data] == ["a", "b", "c", "d", "e"]


# --- errors ----------------------------------------------------------------------------------------------------------


def failing(api: Made, call: Call, reply: Reply, use: Any = lambda c: c.x.read()) -> Any:
    with pytest.raises(api.errors.APIStatusError) as caught:
        call(api, use, reply, max_retries=0)
    return caught.value


def test_error_bodies_by_status_and_default(make: Make, call: Call) -> None:
    api = make("""
        paths:
          /x:
            get:
              operationId: x_read
              responses:
                '200': {description: ok}
                '404': {description: gone, content: {application/json: {schema: {$ref: '#/components/schemas/Gone'}}}}
                default: {description: bad, content: {application/json: {schema: {$ref: '#/components/schemas/Bad'}}}}
        components:
          schemas:
            Gone: {type: object, properties: {what: {type: string}}}
            Bad: {type: object, properties: {why: {type: string}}}
        """)
    error = failing(api, call, answer({"what": "it"}, 404))
    assert (type(error), error.data) == (api.errors.NotFoundError, api.models.Gone(what="it"))
    error = failing(api, call, answer({"why": "so"}, 418))
    assert (type(error), error.data) == (api.errors.ClientError, api.models.Bad(why="so"))
    assert failing(api, call, Reply(502, b"<html>", content_type="text/html")).data is None


def test_problem_details_of_rfc_9457(make: Make, call: Call) -> None:
    api = make("""
        paths:
          /x:
            get:
              operationId: x_read
              responses:
                '200': {description: ok}
                4XX: {description: bad, content: {application/problem+json: {schema: {$ref: '#/components/schemas/Problem'}}}}
        components:
          schemas:
            Problem:
              type: object
              properties: {type: {type: string}, title: {type: string}, status: {type: integer}, detail: {type: string}}
        """)  # fmt: skip
    problem = {
        "type": "about:blank",
        "title": "No credit",
        "status": 403,
        "detail": "30 are missing",
    }
    reply = answer(problem, 403)
    error = failing(api, call, Reply(403, reply.body, content_type="application/problem+json"))
    assert (error.data.title, error.data.detail) == ("No credit", "30 are missing")
    assert "30 are missing" in str(error)


# --- retries ---------------------------------------------------------------------------------------------------------


def post(extra: str = "", parameters: str = "[]") -> str:
    return (
        f"paths: {{/x: {{post: {{operationId: x_write, parameters: {parameters}, {extra}{OK}}}}}}}"
    )


def test_retries_that_the_document_allows(make: Make, call: Call) -> None:
    def attempts(api: Made) -> int:
        return len(call(api, lambda c: c.x.write(), answer({}, 500), answer({})).requests)

    plain = make(post())
    with pytest.raises(plain.errors.InternalServerError):
        attempts(plain)  # a POST is not repeated after an error that may come after its effect
    assert attempts(make(post("x-speakeasy-retries: {strategy: backoff}, "))) == 2


def test_declared_idempotency_keys_make_a_call_repeatable(make: Make, call: Call) -> None:
    api = make(post(parameters="[{name: Idempotency-Key, in: header, schema: {type: string}}]"))
    reply = call(api, lambda c: c.x.write(idempotency_key="k1"), answer({}, 500), answer({}))
    assert [r.header("idempotency-key") for r in reply.requests] == ["k1", "k1"]


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("extra", "tags", "path"),
    [
        ("x-fern-sdk-group-name: cats, x-fern-sdk-method-name: pat", "[pets]", "cats.pat"),
        ("x-fern-sdk-group-name: [zoo, cats], x-fern-sdk-method-name: patCat", "[]", "zoo_cats.pat_cat"),
        ("x-speakeasy-group: cats, x-speakeasy-name-override: pat", "[pets]", "cats.pat"),
        ("operationId: issues/list-for-repo", "[issues]", "issues.list_for_repo"),
        ("operationId: listPets", "[pets]", "pets.list"),
        ("operationId: PetsController_findAll", "[pets]", "pets.find_all"),
        ("operationId: getPetById", "[pet]", "pet.get_by_id"),
        ("operationId: read_items_items__get", "[items]", "items.read"),
        ("operationId: class", "[import]", "import_.class_"),
        ("operationId: request", "[close]", "close_.request"),
        ("operationId: models", "[models]", "models_.models_"),
        ("operationId: errors", "[client]", "client.errors_"),
        ("operationId: a, x-fern-sdk-method-name: with_raw_response", "[request]", "request_.with_raw_response_"),
    ],
)  # fmt: skip
def test_names_that_a_person_would_choose(
    make: Make, call: Call, extra: str, tags: str, path: str
) -> None:
    api = make(f"paths: {{/items/: {{get: {{{extra}, tags: {tags}, {OK}}}}}}}")

    def use(client: Any) -> Any:
        resource, method = path.split(".")
        return getattr(getattr(client, resource), method)()

    assert call(api, use).sent.target == "/items/"


def test_names_and_descriptions_of_values(make: Make, call: Call) -> None:
    api = make(f"""
        paths: {{/x: {{get: {{operationId: x_read, parameters: [{{name: s, in: query, schema: {{$ref: '#/components/schemas/S'}}}},
          {{name: e, in: query, schema: {{$ref: '#/components/schemas/E'}}}}], {OK}}}}}}}
        components:
          schemas:
            S: {{type: integer, enum: [1, 2], x-enum-varnames: [ON, OFF], x-enum-descriptions: [It runs., It stands.]}}
            E: {{type: string, x-extensible-enum: [red, blue]}}
        """)  # fmt: skip
    assert call(api, lambda c: c.x.read(s=1, e="green")).sent.query == "s=1&e=green"
    with pytest.raises(api.errors.ArgumentError, match="s"):
        call(api, lambda c: c.x.read(s=3))
    (module,) = (api.folder / "models").glob("s.py")
    text = module.read_text()
    assert "ON" in text or "It runs." in text
    assert "It stands." in text


def test_deprecated_and_sunset(make: Make, call: Call) -> None:
    api = make(
        f"paths: {{/x: {{get: {{operationId: x_read, deprecated: true, x-sunset: '2030-01-01', {OK}}}}}}}"
    )
    module = importlib.import_module(f"{api.package.__name__}.resources.x")
    for kind in (module.X, module.AsyncX):
        assert "Deprecated. It goes away on 2030-01-01." in kind.read.__doc__
    assert call(api, lambda c: c.x.read()).sent.target == "/x"
