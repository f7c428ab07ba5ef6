"""Fakes of APIs with grants, and with operations that only a parameter or the body tells apart."""

from __future__ import annotations

import importlib
from typing import Any

import httpx2
import pytest

from tests.functional.support import Made, Make

OAUTH = """
servers: [{url: 'https://api.shop.example/v1'}]
security: [{login: []}]
paths:
  /items/{id}:
    get:
      operationId: getItem
      tags: [items]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: ok, content: {application/json: {schema: {type: string}}}}}
components:
  securitySchemes:
    login:
      type: oauth2
      flows:
        clientCredentials: {tokenUrl: 'https://login.shop.example/token', scopes: {}}
        deviceAuthorization:
          deviceAuthorizationUrl: https://login.shop.example/device
          tokenUrl: https://login.shop.example/token
          scopes: {}
"""
TOKENS = """
paths:
  /token:
    post:
      operationId: createToken
      tags: [token]
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {
        type: object, properties: {grant_type: {type: string}}}}}}
      responses: {'200': {description: ok, content: {application/json: {schema: {type: string}}}}}
"""
ACTIONS = """
paths:
  /#Action=Shop.Start:
    post: &start
      operationId: startShop
      tags: [shop]
      parameters:
        - {name: X-Action, in: header, required: true, schema: {enum: [Shop.Start]}}
      responses: {'200': {description: ok, content: {application/json: {schema: {type: string}}}}}
  /#Action=Shop.Stop:
    post:
      <<: *start
      operationId: stopShop
      parameters:
        - {name: X-Action, in: header, required: true, schema: {enum: [Shop.Stop]}}
"""


def fake_of(made: Made) -> Any:
    return importlib.import_module(f"{made.package.__name__}.testing").FakeClient()


def test_grants_get_tokens_from_a_fake(make: Make) -> None:
    api = make(OAUTH, version="3.2.0")
    shown: list[str] = []
    rotated: list[str] = []
    options = {"client_id": "app", "on_rotate": rotated.append}
    grants = [
        api.package.RefreshToken("refresh", **options),
        api.package.DeviceLogin(show=lambda device: shown.append(device.user_code), **options),
    ]
    for grant in grants:
        with fake_of(api) as fake:
            fake.items.get.returns("one", times=2)
            client = api.package.Client(token=grant)
            assert client.items.get("1") == "one"
            fake.clock.advance(4000)
            assert client.items.get("1") == "one"
            assert [call.operation for call in fake.calls] == ["items.get"] * 2
    assert shown == ["FAKE-CODE"], "the second access token comes from the refresh token"
    assert rotated == ["fake-refresh-token"] * 2


def test_a_resource_can_have_the_name_token(make: Make) -> None:
    api = make(TOKENS)
    with fake_of(api) as fake:
        fake.token.create.returns("one")
        assert fake.client().token.create(grant_type="own") == "one"
        fake.token.create.assert_called_with(grant_type="own")


@pytest.mark.parametrize("name", ["start", "stop"])
def test_a_server_tells_operations_apart_by_a_parameter(make: Make, name: str) -> None:
    with fake_of(make(ACTIONS)) as fake, fake.serve() as server:
        getattr(fake.shop, name).returns(name)
        action = f"Shop.{name.capitalize()}"
        response = httpx2.post(f"{server.url}/", headers={"X-Action": action})
        assert (response.status_code, response.json()) == (200, name)
        getattr(fake.shop, name).assert_called(times=1)


@pytest.mark.parametrize(
    ("schema", "right", "wrong"),
    [
        ("{enum: [a, b]}", "a", "c"),
        ("{type: integer, enum: [1, 2]}", "2", "3"),
        ("{const: true}", "true", "false"),
    ],
)
def test_a_server_refuses_values_that_an_enumeration_lacks(
    make: Make, schema: str, right: str, wrong: str
) -> None:
    api = make(f"""
paths:
  /items:
    get:
      operationId: getItem
      tags: [items]
      parameters: [{{name: kind, in: query, schema: {schema}}}]
      responses: {{'200': {{description: ok, content: {{application/json: {{schema: {{type: string}}}}}}}}}}
""")
    with fake_of(api) as fake, fake.serve() as server:
        fake.items.get.returns("one")
        assert httpx2.get(f"{server.url}/items", params={"kind": right}).json() == "one"
        response = httpx2.get(f"{server.url}/items", params={"kind": wrong})
        assert response.status_code == 400
        assert "query parameter kind that is not allowed" in response.text
        fake.clear()


def test_a_server_refuses_values_of_a_path_that_are_not_allowed(make: Make) -> None:
    api = make("""
paths:
  /items/{id}:
    get:
      operationId: getItem
      tags: [items]
      parameters: [{name: id, in: path, required: true, schema: {type: integer, minimum: 1}}]
      responses: {'200': {description: ok, content: {application/json: {schema: {type: string}}}}}
""")
    with fake_of(api) as fake, fake.serve() as server:
        fake.items.get.returns("one")
        assert httpx2.get(f"{server.url}/items/1").json() == "one"
        statuses = {
            path: httpx2.get(f"{server.url}/items/{path}").status_code
            for path in ("x", "1.5", "0", "")
        }
        assert statuses == {"x": 400, "1.5": 400, "0": 400, "": 404}
        fake.clear()


def test_a_server_refuses_in_the_format_of_the_documented_errors(make: Make) -> None:
    api = make("""
paths:
  /items:
    get: {operationId: listItems, tags: [items], responses: {'204': {description: ok}}}
  /items/{id}:
    get:
      operationId: getItem
      tags: [items]
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        '204': {description: ok}
        '404': {description: no, content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
components:
  schemas:
    Problem: {type: object, required: [code, message], properties: {code: {type: string}, message: {type: string}}}
""")
    with fake_of(api) as fake, fake.serve() as server:
        for path, status in (("nope", 404), ("items", 501), ("items/x", 400)):
            response = httpx2.get(f"{server.url}/{path}")
            assert response.status_code == status
            assert set(response.json()) == {"code", "message"}
        fake.clear()
