# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Documented redirects: the result of an operation, or the way to a download."""

from __future__ import annotations

from typing import Any

import pytest

from tests.functional.support import Call, Made, Make
from tests.support.loopback import Reply, answer

LOCATION = "headers: {Location: {schema: {type: string, format: uri}}}"


def documented(responses: str, method: str = "get") -> str:
    """An operation with these responses, which needs a key."""
    return f"""
paths:
  /x: {{{method}: {{operationId: x_read, tags: [x], responses: {{{responses}}}}}}}
security: [{{k: []}}]
components: {{securitySchemes: {{k: {{type: apiKey, in: header, name: X-Key}}}}}}
"""


def redirect(status: int = 302, location: str = "/there", content: bytes = b"") -> Reply:
    return Reply(status, content, headers={"Location": location}, content_type=None)


def read(client: Any) -> Any:
    return client.x.read()


FILE = Reply(200, b"bytes", content_type="image/png")
ONLY = f"'302': {{description: Go on, {LOCATION}}}"
REFERENCE = (
    documented("'302': {$ref: '#/components/responses/There'}").rstrip()[:-1]
    + f", responses: {{There: {{description: Go on, {LOCATION}}}}}}}"
)


@pytest.mark.parametrize(
    ("document", "status"),
    [
        (documented(ONLY), 302),
        (REFERENCE, 302),
        (documented(ONLY, "post"), 302),
        (documented(f"'303': {{description: Go on, {LOCATION}}}", "post"), 303),
        (documented(f"'3XX': {{description: Go on, {LOCATION}}}"), 307),
        (documented(ONLY + ", '404': {description: none}, default: {description: other}"), 302),
    ],
)
@pytest.mark.parametrize("options", [{}, {"follow_redirects": False}])
def test_the_only_documented_redirect_is_the_result(
    make: Make, call: Call, document: str, status: int, options: dict[str, Any]
) -> None:
    api = make(document)
    reply = call(api, read, redirect(status, content=b"moved"), k="key", **options)
    assert (reply.value, len(reply.requests)) == (b"moved", 1)
    raw = call(api, lambda c: c.with_raw_response(c.x.read)(), redirect(status), k="key", **options)
    assert (raw.value.status_code, raw.value.headers["location"]) == (status, "/there")


def test_a_redirect_that_is_a_result_holds_no_connection(make: Make, call: Call) -> None:
    api = make(documented(ONLY))
    call.server.play(redirect(content=b"moved"), redirect())
    client = call.client(api, k="key")
    first = call._run(client, lambda c: _headers(c, call.is_async))
    second = call._run(client, lambda c: _headers(c, call.is_async))
    assert (first["location"], second["location"]) == ("/there", "/there")
    assert len({request.connection for request in call.server.requests}) == 1
    call._run(client, lambda c: c.close())


def test_a_redirect_with_a_documented_body_is_that_body(make: Make, call: Call) -> None:
    body = (
        "content: {application/json: {schema: {type: object, properties: {url: {type: string}}}}}"
    )
    api = make(documented(f"'302': {{description: Go on, {body}}}"))
    reply = Reply(302, b'{"url": "u"}', headers={"Location": "/there"})
    assert call(api, read, reply, k="key").value.url == "u"


def test_no_other_redirect_is_a_result(make: Make, call: Call) -> None:
    api = make(documented(ONLY))
    with pytest.raises(api.errors.RedirectionError):
        call(api, read, redirect(301), k="key")


def test_a_head_request_gives_the_redirect(make: Make, call: Call) -> None:
    api = make(documented(ONLY, "head"))
    raw = call(api, lambda c: c.with_raw_response(c.x.read)(), redirect(), k="key").value
    assert (raw.headers["location"], raw.parse()) == ("/there", None)


def test_not_modified_is_a_result(make: Make, call: Call) -> None:
    api = make(documented("'304': {description: the same}"))
    assert call(api, read, Reply(304, content_type=None), k="key").value is None


BESIDE = f"'200': {{description: ok, content: {{application/octet-stream: {{}}}}}}, {ONLY}"


@pytest.mark.parametrize(
    ("responses", "options"), [(ONLY, {"follow_redirects": True}), (BESIDE, {})]
)
def test_a_redirect_to_a_download_is_followed_without_credentials(
    make: Make, call: Call, responses: str, options: dict[str, Any]
) -> None:
    api = make(documented(responses))
    reply = call(api, read, redirect(), FILE, k="secret", **options)
    assert reply.value == b"bytes"
    assert [r.path for r in reply.requests] == ["/x", "/there"]
    assert reply.requests[1].header("x-key") == "secret"  # the same origin
    abroad = redirect(location=call.server.url.replace("127.0.0.1", "localhost") + "/f")
    reply = call(api, read, abroad, FILE, k="secret", **options)
    assert (reply.value, reply.requests[1].header("x-key")) == (b"bytes", None)


MODEL = "'200': {description: ok, content: {application/json: {schema: {type: object, required: [n], properties: {n: {type: integer}}}}}}"
NOTHING = "'204': {description: done}"
THERE = documented(MODEL + ", '302': {$ref: '#/components/responses/There'}")
THERE = f"{THERE.rstrip()[:-1]}, responses: {{There: {{description: Go on, {LOCATION}}}}}}}"


@pytest.mark.parametrize(
    ("document", "options"),
    [
        (documented(BESIDE), {"follow_redirects": False}),
        (documented(f"{MODEL}, {ONLY}"), {}),
        (documented(f"{ONLY}, {MODEL}"), {"follow_redirects": False}),
        (documented(f"{MODEL}, {ONLY}", "post"), {}),
        (documented(f"{NOTHING}, {ONLY}"), {}),
        (documented(f"{MODEL}, {NOTHING}, {ONLY}, default: {{description: bad}}"), {}),
        (documented(f"{MODEL}, '3XX': {{description: Go on, {LOCATION.lower()}}}"), {}),
        (THERE, {}),
    ],
)
def test_a_redirect_with_a_location_beside_another_result_is_a_result(
    make: Make, call: Call, document: str, options: dict[str, Any]
) -> None:
    api = make(document.replace("schema: {type: string, format: uri}", "schema: {type: string}"))
    reply = call(api, read, redirect(content=b"moved"), k="key", **options)
    assert (reply.value, len(reply.requests)) == (b"moved", 1)
    call.server.play(redirect())
    client = call.client(api, k="key", **options)
    headers = call._run(client, lambda c: _headers(c, call.is_async))
    call._run(client, lambda c: c.close())
    assert headers["location"] == "/there"


def test_the_result_beside_a_redirect(make: Make, call: Call) -> None:
    api = make(documented(f"{ONLY}, {MODEL}"))
    for reply in (answer({"n": 1}), answer({"n": 1}, 206)):
        assert call(api, read, reply, k="key").value.n == 1
    followed = call(api, read, redirect(), answer({"n": 2}), k="key", follow_redirects=True)
    assert (followed.value.n, len(followed.requests)) == (2, 2)
    source = (api.folder / "resources" / "x.py").read_text()
    assert "-> models.XReadResponse | Download:" in source
    assert "-> models.XReadResponse | AsyncDownload:" in source
    assert "RedirectionError" not in source


@pytest.mark.parametrize(
    ("responses", "options"),
    [(BESIDE, {}), (f"{MODEL}, {ONLY}", {"follow_redirects": True})],
)
def test_a_redirect_that_leads_nowhere_is_an_error_if_it_is_followed(
    make: Make, call: Call, responses: str, options: dict[str, Any]
) -> None:
    api = make(documented(responses))
    with pytest.raises(api.errors.RedirectionError):
        call(api, read, Reply(302, b"moved", content_type=None), k="key", **options)


ERROR = (
    "content: {application/json: {schema: {type: object, properties: {message: {type: string}}}}}"
)
STREAM = "'200': {description: ok, content: {text/event-stream: {}}}"
PAGES = "'200': {description: ok, content: {application/json: {schema: {type: object, properties: {data: {type: array, items: {type: integer}}, total: {type: integer}}}}}}"


@pytest.mark.parametrize(
    "responses",
    [
        f"{MODEL}, '302': {{description: Gone on, {ERROR}}}",
        f"{MODEL}, '302': {{description: Gone on}}",
        f"{STREAM}, {ONLY}",
        f"{MODEL}, '304': {{description: the same, {LOCATION}}}, '302': {{description: x}}",
    ],
)
def test_other_redirects_beside_a_result_are_errors(make: Make, call: Call, responses: str) -> None:
    """Without `Location`, a body describes the error; a stream or a list has one kind of items."""
    api = make(documented(responses))
    reply = Reply(302, b'{"message": "moved"}', headers={"Location": "/there"})
    with pytest.raises(api.errors.RedirectionError) as caught:
        call(api, read, reply, k="key")
    assert caught.value.headers["location"] == "/there"
    if ERROR in responses:
        assert caught.value.data.message == "moved"
    assert (
        "Raises:\n            RedirectionError" in (api.folder / "resources" / "x.py").read_text()
    )


def test_a_redirect_beside_a_list_is_an_error(make: Make, call: Call) -> None:
    parameters = "parameters: [{in: query, name: page, schema: {type: integer}}], responses:"
    api = make(documented(f"{PAGES}, {ONLY}").replace("responses:", parameters, 1))
    assert (
        "Raises:\n            RedirectionError" in (api.folder / "resources" / "x.py").read_text()
    )
    with pytest.raises(api.errors.RedirectionError):
        call(api, read, redirect(), k="key")


def test_the_result_is_documented(make: Make) -> None:
    api: Made = make(documented(ONLY))
    source = (api.folder / "resources" / "x.py").read_text()
    assert "-> Download:" in source
    assert "-> AsyncDownload:" in source


def _headers(client: Any, is_async: bool) -> Any:
    """The headers of a result that is neither read nor closed."""
    if not is_async:
        return dict(client.x.read().headers)

    async def given() -> Any:
        return dict((await client.x.read()).headers)

    return given()
