"""Errors have the server's own words, redirects name their target, and errors made by hand say what they are."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from client_under_test._runtime import Headers, errors

from tests.runtime.sides import API_KEY, CREATE, LIST, Side, Thing
from tests.support.loopback import Loopback, Reply, answer

FASTAPI = [
    {"loc": ["body", "items", 0, "price"], "msg": "Field required", "type": "missing"},
    {"loc": ["query", "q"], "msg": "Input should be a number", "type": "float_parsing"},
]
JSON_API = {
    "status": "422",
    "code": "TOO_LOW",
    "source": {"pointer": "/data/attributes/age"},
    "title": "Value is too low",
    "detail": "must be at least 1",
}
SHAPES: list[tuple[object, str, str | None]] = [
    # FastAPI
    (
        {"detail": FASTAPI},
        "body.items.0.price: Field required; query.q: Input should be a number",
        None,
    ),
    ({"detail": {"code": "E1", "message": "no"}}, "no", "E1"),
    # JSON:API
    ({"errors": [JSON_API]}, "/data/attributes/age: must be at least 1", "TOO_LOW"),
    ({"errors": [{"title": "a"}, {"title": "b"}, {"title": "a"}]}, "a; b", None),
    ({"errors": [{"source": {"parameter": "q"}, "title": "Unknown"}]}, "q: Unknown", None),
    # RFC 9457
    (
        {"type": "https://a.example/p", "title": "No credit", "detail": "30 of 50"},
        "30 of 50",
        "https://a.example/p",
    ),
    (
        {"title": "Not valid", "errors": [{"detail": "must be positive", "pointer": "#/age"}]},
        "Not valid: #/age: must be positive",
        None,
    ),
    # ASP.NET, Rails, Django REST framework
    (
        {"title": "Invalid.", "errors": {"Name": ["is required"]}},
        "Invalid.: Name: is required",
        None,
    ),
    (
        {"errors": {"name": ["is short", "is odd"], "age": ["is low"]}},
        "name: is short; is odd; age: is low",
        None,
    ),
    ({"email": ["Enter a valid address."]}, "email: Enter a valid address.", None),
    # OAuth 2.0
    ({"error": "invalid_grant", "error_description": "expired"}, "expired", "invalid_grant"),
    ({"error": "invalid_grant", "error_description": None}, "invalid_grant", "invalid_grant"),
    # null
    (None, "Not Found", None),
    ({"error": None, "message": None, "detail": "here"}, "here", None),
    ({"error": None, "errors": None, "code": None}, "Not Found", None),
    ({"errors": [None, {"message": None}, {"message": "third"}]}, "third", None),
    # others
    ({"message": ["name is short", "age is low"]}, "name is short; age is low", None),
    ({"error": {"errors": [{"message": "deep", "reason": "quota"}], "code": 403}}, "deep", "403"),
    ({"error": ["a", "b"]}, "a; b", None),
    ({"errors": ["a", "b"]}, "a; b", None),
    (["a", "b"], "Not Found", None),
    ([{"message": "a", "errorCode": "X"}], "a", None),
    ({"msg": "short"}, "short", None),
    ({"errors": [{"field": "title", "code": "missing"}]}, "title: missing", "missing"),
    ([{"code": "missing"}], "Not Found", None),
    ({"Message": "of AWS", "__type": "X"}, "of AWS", None),
    ({"errorMessage": "camel"}, "camel", None),
    ({"error_message": "snake"}, "snake", None),
    ({"fault": {"faultstring": "of Apigee"}}, "of Apigee", None),
    ({"status": "error", "id": "7"}, "Not Found", None),
    ({"message": {"nested": {"nested": {"nested": {"nested": "x"}}}}}, "Not Found", None),
]


@pytest.mark.parametrize(("body", "message", "code"), SHAPES)
def test_the_servers_words(
    sync_side: Side, server: Loopback, body: object, message: str, code: str | None
) -> None:
    server.play(answer(body, 404))
    with pytest.raises(errors.NotFoundError) as caught:
        sync_side.caller(server).get()
    assert (caught.value.message, caught.value.code) == (message, code)


def test_many_errors_are_cut(side: Side, server: Loopback) -> None:
    server.play(answer({"detail": [{"loc": ["x", i], "msg": "bad"} for i in range(100_000)]}, 422))
    with pytest.raises(errors.UnprocessableEntityError) as caught:
        side.caller(server).get()
    assert caught.value.message.startswith("x.0: bad; x.1: bad; ")
    assert len(caught.value.message) < 2_000


# --- redirects -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("option", [{}, {"follow_redirects": False}])
def test_a_redirect_names_its_target_and_the_option(
    side: Side, server: Loopback, option: dict[str, Any]
) -> None:
    location = f"https://user:pass@other.example/new/{API_KEY}?token=secret#part"
    server.play(Reply(302, headers={"Location": location}))
    with pytest.raises(errors.RedirectionError) as caught:
        side.caller(server, **option).get()
    message = str(caught.value)
    assert "https://other.example/new/REDACTED" in message
    assert "follow_redirects=True" in message
    assert not {"pass", "token", API_KEY} & set(message.replace("/", " ").split())
    assert "secret" not in message


def test_a_relative_target_is_shown_in_full(side: Side, server: Loopback) -> None:
    server.play(Reply(301, b'{"message": "moved"}', {"Location": "/things/2"}))
    with pytest.raises(errors.RedirectionError) as caught:
        side.caller(server).get()
    assert caught.value.message.startswith(f"moved (the redirect to {server.url}/things/2 is not")


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("https://other.example/x", "the request has a body, which goes to no other origin"),
        ("ftp://other.example/x", "it is not an http(s) URL"),
    ],
)
def test_why_a_redirect_is_not_followed(
    side: Side, server: Loopback, location: str, reason: str
) -> None:
    server.play(Reply(307, headers={"Location": location}))
    with pytest.raises(errors.RedirectionError) as caught:
        side.caller(server, follow_redirects=True).call(CREATE, {}, Thing(id="1"))
    assert reason in caught.value.message
    assert "other.example/x" in caught.value.message
    assert "follow_redirects" not in caught.value.message


def test_a_redirect_of_a_page_to_another_origin(side: Side, server: Loopback) -> None:
    server.play(Reply(302, headers={"Location": "https://other.example/x"}))
    with pytest.raises(errors.RedirectionError, match="allow_foreign_pages=True") as caught:
        side.caller(server, follow_redirects=True).page(LIST)
    assert "https://other.example/x" in caught.value.message


def test_a_status_without_a_target(side: Side, server: Loopback) -> None:
    server.play(Reply(304))
    with pytest.raises(errors.RedirectionError) as caught:
        side.caller(server).get()
    assert caught.value.message == "Not Modified"


# --- errors made by hand ---------------------------------------------------------------------------------------------


def test_the_status_of_a_class() -> None:
    assert errors.NotFoundError("no").status_code == 404
    assert errors.TooManyRequestsError().status_code == 429
    assert errors.ClientError("no").status_code == 0
    assert errors.ClientError("no", status_code=418).status_code == 418
    assert errors.NotFoundError("no", status_code=410).status_code == 410
    assert str(errors.NotFoundError("no")) == "404: no"


def test_headers_of_an_error() -> None:
    error = errors.TooManyRequestsError("no", headers={"Retry-After": "7", "X-Request-Id": "r1"})
    assert (error.retry_after, error.request_id) == (7.0, "r1")
    assert isinstance(error.headers, Headers)
    assert error.headers["retry-after"] == "7"
    other = errors.TooManyRequestsError(
        headers=Headers([("Retry-After", "7")]), retry_after=3.0, request_id="r2"
    )
    assert (other.retry_after, other.request_id) == (3.0, "r2")
    assert errors.NotFoundError(headers={"retry-after": "soon"}).retry_after is None


@pytest.mark.parametrize("copied", [copy.copy, lambda error: pickle.loads(pickle.dumps(error))])
def test_an_error_made_by_hand_is_a_value(copied: Any) -> None:
    error = errors.TooManyRequestsError("no", headers={"Retry-After": "7"}, code="E1")
    again = copied(error)
    assert (again.status_code, again.retry_after, again.code, str(again)) == (
        429,
        7.0,
        "E1",
        "429 E1: no",
    )
