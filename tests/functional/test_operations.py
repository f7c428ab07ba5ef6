# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Operations: their names and groups, methods, servers, links and callbacks."""

from __future__ import annotations

import importlib

from tests.functional.support import OK, Call, Make
from tests.support.loopback import answer


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
        servers: [{{url: '{call.server.url}/v1'}}]
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
        sent = call(api, use, key="k", base_url=None).sent
        assert (sent.target, sent.header("x-key")) == (path, key)
    options = {"key": "k", "base_url": None, "allow_foreign_credentials": True}
    assert call(api, lambda c: c.x.c(), **options).sent.header("x-key") == "k"
    moved = call(api, lambda c: c.x.c(), key="k", base_url=call.server.url + "/mock").sent
    assert (moved.target, moved.header("x-key")) == ("/mock/c", "k")


def test_links_and_callbacks_are_not_methods(make: Make, call: Call) -> None:
    api = make(f"""
        paths:
          /x:
            post:
              operationId: x_write
              responses: {{'200': {{description: ok, links: {{next: {{operationId: x_write}}}}}}}}
              callbacks: {{done: {{'{{$request.query.url}}': {{post: {{requestBody: {{content: {{application/json: {{schema: {{type: object}}}}}}}}, {OK}}}}}}}}}
        """)  # fmt: skip
    assert call(api, lambda c: c.x.write()).sent.target == "/x"


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
              link: {{operationId: x_link, {OK}}}
        """, version="3.2.0")  # fmt: skip
    sent = call(api, lambda c: c.x.query(a=1)).sent
    assert (sent.method, sent.json()) == ("QUERY", {"a": 1})
    assert call(api, lambda c: c.x.copy()).sent.method == "COPY"
    assert call(api, lambda c: c.x.purge()).sent.method == "PURGE"
    assert call(api, lambda c: c.x.link()).sent.method == "link"  # methods are case-sensitive
    assert call(api, lambda c: c.x.link(), follow_redirects=True).sent.method == "link"
    again = call(api, lambda c: c.x.query(a=1), answer({}, 503), answer({}))
    assert len(again.requests) == 2  # QUERY is safe


SENT = """
        x-webhooks:
          order placed: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}, responses: {}}}
        paths:
          /x:
            post:
              operationId: x_write
              responses: {'200': {description: ok}}
              callbacks:
                onDone:
                  '{$request.query.url}':
                    post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}, responses: {'200': {description: ok}}}
        components: {schemas: {Order: {type: object, required: [id], properties: {id: {type: integer}}}}}
        """


def test_webhooks_are_parsed_to_models(make: Make) -> None:
    api = make(SENT, version="3.0.3")
    webhooks = importlib.import_module(f"{api.package.__name__}.webhooks")
    for name in ("order_placed", "on_done"):
        assert getattr(webhooks, name).parse(b'{"id": 7}', {}) == api.models.Order(id=7)
