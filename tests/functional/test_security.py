# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Credentials: how each scheme is sent, which operations require them, and which origins receive them."""

from __future__ import annotations

from base64 import b64encode
from inspect import cleandoc
from typing import Any

import pytest

from tests.functional.support import OK, Call, Make, answering
from tests.support.loopback import Received, Reply, answer


def secured(schemes: str, security: str = "[{a: []}]", operation: str = "") -> str:
    own = f"security: {operation}, " if operation else ""
    return f"""
        security: {security}
        components: {{securitySchemes: {schemes}}}
        paths: {{/x: {{get: {{operationId: x_read, {own}{OK}}}}}}}
        """


def read(call: Call, api: Any, **options: Any) -> Received:
    return call(api, lambda c: c.x.read(), **options).sent


@pytest.mark.parametrize(
    ("scheme", "options", "where", "expected"),
    [
        ("{type: apiKey, in: header, name: X-Key}", {"a": "k"}, "X-Key", "k"),
        ("{type: apiKey, in: query, name: key}", {"a": "k&"}, "query", "key=k%26"),
        ("{type: apiKey, in: cookie, name: key}", {"a": "k"}, "Cookie", "key=k"),
        ("{type: http, scheme: basic}", {"username": "u", "password": "p:"}, "Authorization", f"Basic {b64encode(b'u:p:').decode()}"),
        ("{type: http, scheme: Bearer}", {"token": "t"}, "Authorization", "Bearer t"),
        ("{type: openIdConnect, openIdConnectUrl: 'https://x.example/y'}", {"token": "t"}, "Authorization", "Bearer t"),
        ("{type: openIdConnect, openIdConnectUrl: 'https://x.example/y'}", {"token": lambda: "c"}, "Authorization", "Bearer c"),
        ("{type: oauth2, flows: {implicit: {authorizationUrl: 'https://x.example', scopes: {}}}}", {"token": "t"}, "Authorization", "Bearer t"),
        ("{type: apiKey, in: header, name: X-Key}", {"a": lambda: "called"}, "X-Key", "called"),
        ("{type: http, scheme: basic}", {"username": lambda: "u", "password": "p"}, "Authorization", f"Basic {b64encode(b'u:p').decode()}"),
    ],
)  # fmt: skip
def test_every_scheme(
    make: Make, call: Call, scheme: str, options: dict[str, Any], where: str, expected: str
) -> None:
    api = make(secured(f"{{a: {scheme}}}"))
    sent = read(call, api, **options)
    assert (sent.query if where == "query" else sent.header(where)) == expected
    with pytest.raises(api.errors.ConfigurationError, match=next(iter(options))):
        read(call, api)


def test_credentials_from_the_environment(
    make: Make, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MADE_API_KEY", "from-env")
    api = make(
        secured("{ApiKeyAuth: {type: apiKey, in: header, name: X-Key}}", "[{ApiKeyAuth: []}]")
    )
    assert read(call, api).header("x-key") == "from-env"


TWO = "{a: {type: apiKey, in: header, name: X-A}, b: {type: apiKey, in: header, name: X-B}}"


@pytest.mark.parametrize(
    ("security", "operation", "options", "expected"),
    [
        ("[{a: [], b: []}]", "", {"a": "1", "b": "2"}, ("1", "2")),  # both
        # Either: the first one given.
        ("[{a: []}, {b: []}]", "", {"a": "1", "b": "2"}, ("1", None)),
        ("[{a: []}, {b: []}]", "", {"b": "2"}, (None, "2")),
        ("[{a: []}]", "[{b: []}]", {"a": "1", "b": "2"}, (None, "2")),  # the operation's own
        ("[{a: []}]", "[]", {"a": "1"}, (None, None)),  # none
        ("[{a: []}]", "[{}, {a: []}]", {"a": "1"}, ("1", None)),  # optional, and given
        ("[]", "[{}, {a: []}]", {}, (None, None)),  # optional, and not given
    ],
)
def test_and_or_none_and_optional(
    make: Make, call: Call, security: str, operation: str, options: dict[str, str], expected: Any
) -> None:
    sent = read(call, make(secured(TWO, security, operation)), **options)
    assert (sent.header("x-a"), sent.header("x-b")) == expected


def test_missing_credentials_are_reported_before_a_request_is_sent(make: Make, call: Call) -> None:
    api = make(secured(TWO, "[]", "[{a: [], b: []}]"))
    with pytest.raises(api.errors.ConfigurationError, match="MADE_B"):
        call(api, lambda c: c.x.read(), a="1")
    assert call.server.requests == []


def test_client_credentials_are_exchanged_cached_and_renewed(make: Make, call: Call) -> None:
    api = make(f"""
        security: [{{o: [read]}}]
        components:
          securitySchemes:
            o: {{type: oauth2, flows: {{clientCredentials: {{tokenUrl: /token, scopes: {{read: r}}}}}}}}
        paths: {{/x: {{get: {{operationId: x_read, {OK}}}}}}}
        """)
    tokens = iter(["t1", "t2"])

    def act(request: Received) -> Reply:
        if request.path == "/token":
            return answer(
                {"access_token": next(tokens), "token_type": "bearer", "expires_in": 3600}
            )
        return answer(
            {}, 401 if request.header("authorization") == "Bearer t1" and refused else 200
        )

    options = {"client_id": "i", "client_secret": "s"}
    refused = False
    script = answering(act)
    reply = call(api, lambda c: c.x.read(), script, **options)
    token, sent = reply.requests
    assert (token.method, token.path) == ("POST", "/token")
    assert b"grant_type=client_credentials" in token.body
    assert sent.header("authorization") == "Bearer t1"

    refused, tokens = True, iter(["t1", "t2"])
    reply = call(api, lambda c: c.x.read(), script, **options)
    assert [r.header("authorization") for r in reply.requests if r.path == "/x"] == [
        "Bearer t1",
        "Bearer t2",
    ]


def test_a_token_in_place_of_an_exchange(make: Make, call: Call) -> None:
    """With a token, no client id and secret are needed."""
    flow = "{clientCredentials: {tokenUrl: /token, scopes: {}}}"
    api = make(secured(f"{{a: {{type: oauth2, flows: {flow}}}}}"))
    assert read(call, api, token="mine").header("authorization") == "Bearer mine"


def test_an_asynchronous_credential(make: Make, call: Call) -> None:
    async def give() -> str:
        return "later"

    if call.is_async:
        api = make(secured("{a: {type: apiKey, in: header, name: X-Key}}"))
        assert read(call, api, a=give).header("x-key") == "later"


def test_an_unsupported_scheme_is_reported(make: Make, call: Call) -> None:
    api = make(secured("{a: {type: mutualTLS}}"))
    assert [p.rule for p in api.diagnostics] == ["ignored-keyword"]
    assert read(call, api).target == "/x"


def test_colliding_names_of_credentials(make: Make, call: Call) -> None:
    """A credential and a server variable, two tokens, and the names of the client's own options."""
    api = make(
        secured(
            "{timeout: {type: apiKey, in: header, name: X-T}, one: {type: http, scheme: bearer}, two: {type: http, scheme: bearer}}",
            "[{timeout: [], two: []}]",
        )
    )
    sent = read(call, api, timeout_="k", two="t")
    assert (sent.header("x-t"), sent.header("authorization")) == ("k", "Bearer t")


def test_each_credential_is_documented(make: Make) -> None:
    api = make(f"""
        paths: {{/x: {{get: {{operationId: x_read, {OK}}}}}}}
        components:
          securitySchemes:
            key: {{type: apiKey, in: query, name: k, description: The key of the shop}}
            other: {{type: apiKey, in: header, name: X-Other}}
            basic: {{type: http, scheme: basic, description: Who you are!}}
            flow: {{type: oauth2, flows: {{clientCredentials: {{tokenUrl: /token, scopes: {{}}}}}}}}
        """)
    client = cleandoc(api.package.Client.__doc__)  # Python 3.13 and later do this on their own
    assert client == cleandoc(api.package.AsyncClient.__doc__)
    for line in (
        "    key: The key of the shop. Environment: `MADE_",
        "    other: The API key, which is sent as the header `X-Other`. Environment: `MADE_",
        "    username: Who you are! Environment: `MADE_",
        "    password: The password of HTTP basic authentication. Environment: `MADE_",
        "    token: An OAuth 2 access token. Environment: `MADE_",
        "    client_id: The client ID for fetching OAuth 2 access tokens. Environment:",
    ):
        assert line in client
    assert "Test\n\nArgs:\n    key: " in client, "one empty line where there is no description"
