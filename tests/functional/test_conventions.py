# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Extensions and conventions beyond the standard: errors, retries, names, enumerations."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

from tests.functional.support import OK, Call, Made, Make
from tests.support.loopback import Reply, answer, hang_up

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
    diagnostic = {
        "type": "about:blank",
        "title": "No credit",
        "status": 403,
        "detail": "30 are missing",
    }
    reply = answer(diagnostic, 403)
    error = failing(api, call, Reply(403, reply.body, content_type="application/problem+json"))
    assert (error.data.title, error.data.detail) == ("No credit", "30 are missing")
    assert "30 are missing" in str(error)


def test_codes_narrowed_by_two_schemas_are_the_intersection(make: Make, call: Call) -> None:
    codes = "{{properties: {{code: {{enum: [{}]}}}}}}"
    api = make(f"""
        x-conventions:
          errors:
            envelope: {{$ref: '#/components/schemas/Envelope'}}
            fields: {{code: /code}}
            codes: {{ERR_GONE_AWAY: {{status: 404}}, ERR_NO_PET: {{status: 404}}, ERR_NO_TOY: {{status: 404}}}}
        paths:
          /x:
            get:
              operationId: x_read
              description: Read.
              responses:
                '200': {{description: ok}}
                '404': {{description: gone, content: {{application/json: {{schema:
                  {{allOf: [{{$ref: '#/components/schemas/Known'}}, {codes.format('ERR_NO_TOY, ERR_NO_PET')}]}}}}}}}}
            put:
              operationId: x_write
              description: Write.
              responses:
                '200': {{description: ok}}
                '404': {{description: gone, content: {{application/json: {{schema:
                  {{allOf: [{{$ref: '#/components/schemas/Envelope'}}, {codes.format('ERR_NO_TOY, ERR_GONE_AWAY')}]}}}}}}}}
        components:
          schemas:
            Envelope: {{description: An error., type: object, properties: {{code: {{description: A code., type: string}}}}}}
            Known: {{description: Some., allOf: [{{$ref: '#/components/schemas/Envelope'}}, {codes.format('ERR_GONE_AWAY, ERR_NO_PET')}]}}
        """)  # fmt: skip
    module = importlib.import_module(f"{api.package.__name__}.resources.x")
    documented = {
        name
        for name in ("GoneAwayError", "NoPetError", "NoToyError")
        if name in module.X.read.__doc__
    }
    assert documented == {"NoPetError"}
    assert type(failing(api, call, answer({"code": "ERR_NO_PET"}, 404))) is api.errors.NoPetError


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
        attempts(plain)  # a POST is not repeated after an error that may follow its effect
    assert attempts(make(post("x-speakeasy-retries: {strategy: backoff}, "))) == 2
    everywhere = "x-speakeasy-retries: {strategy: backoff}\n"
    assert attempts(make(everywhere + post())) == 2
    never = make(everywhere + post("x-speakeasy-retries: {strategy: none}, "))
    with pytest.raises(never.errors.InternalServerError):
        attempts(never)


BACKOFF = """x-speakeasy-retries: {strategy: backoff, statusCodes: [404, 5xx], retryConnectionErrors: false,
            backoff: {initialInterval: 20, maxInterval: 60, exponent: 4, maxElapsedTime: 3600000}}, """


def test_statuses_and_pauses_of_retries(make: Make, call: Call) -> None:
    api = make(post(BACKOFF))
    assert not api.notes
    options: dict[str, Any] = {"max_retries": 3, "backoff": None}
    with pytest.raises(api.errors.APIError) as caught:
        call(api, lambda c: c.x.write(), *[answer({}, s) for s in (404, 599, 501, 500)], **options)
    first, second, third, _ = (attempt.delay for attempt in caught.value.attempts)
    assert 0.015 <= first <= 0.02
    assert 0.045 <= min(second, third) <= max(second, third) <= 0.06, "80 and 320 ms are too long"
    for final in (answer({}, 408), hang_up):
        with pytest.raises(api.errors.APIError) as caught:
            call(api, lambda c: c.x.write(), final, answer({}), **options)
        assert len(caught.value.attempts) == 1


def test_retries_that_the_document_forbids(make: Make, call: Call) -> None:
    api = make(post("x-speakeasy-retries: {strategy: none}, ").replace("post:", "get:"))
    with pytest.raises(api.errors.InternalServerError) as caught:
        call(api, lambda c: c.x.write(), answer({}, 500), answer({}))
    assert len(caught.value.attempts) == 1


def test_invalid_settings_of_retries_are_reported(make: Make) -> None:
    odd = "x-speakeasy-retries: {statusCodes: [teapot, 503], backoff: {initialInterval: soon}}, "
    assert [n.split(" ", 1)[1] for n in make(post(odd)).notes] == ["warning ignored-keyword"] * 2


def test_declared_idempotency_keys_make_a_call_repeatable(make: Make, call: Call) -> None:
    api = make(post(parameters="[{name: Idempotency-Key, in: header, schema: {type: string}}]"))
    reply = call(api, lambda c: c.x.write(idempotency_key="k1"), answer({}, 500), answer({}))
    assert [r.header("idempotency-key") for r in reply.requests] == ["k1", "k1"]


KEY = "name: Idempotency-Key, in: header"


@pytest.mark.parametrize(
    ("schema", "length"),
    [
        ("{type: string}", 36),
        ("{type: string, format: uuid}", 36),
        ("{$ref: '#/components/schemas/Key'}", 36),
        ("{type: string, maxLength: 32}", 32),
    ],
)
@pytest.mark.parametrize("required", [True, False])
def test_the_client_makes_a_declared_key_for_each_call(
    make: Make, call: Call, schema: str, length: int, required: bool
) -> None:
    keys = "\ncomponents: {schemas: {Key: {type: string, minLength: 8}}}"
    flag = str(required).lower()
    api = make(post(parameters=f"[{{{KEY}, required: {flag}, schema: {schema}}}]") + keys)
    reply = call(api, lambda c: c.x.write(), answer({}, 500), answer({}))
    first, second = (r.header("idempotency-key") for r in reply.requests)
    assert first == second
    assert len(first or "") == length


def test_a_key_that_is_no_text_is_left_to_the_caller(make: Make, call: Call) -> None:
    api = make(post(parameters=f"[{{{KEY}, required: true, schema: {{type: integer}}}}]"))
    with pytest.raises(api.errors.ArgumentError, match="idempotency_key: is required"):
        call(api, lambda c: c.x.write())
    reply = call(api, lambda c: c.x.write(idempotency_key=7), answer({}, 500), answer({}))
    assert [r.header("idempotency-key") for r in reply.requests] == ["7", "7"]


@pytest.mark.parametrize(
    "parameters", ["[]", "[{name: X-Once, in: header, schema: {type: string}}]"]
)
def test_idempotency_headers_of_fern(make: Make, call: Call, parameters: str) -> None:
    listed = "\nx-fern-idempotency-headers: [{header: X-Once, name: once}, {header: X-Until}]"
    api = make(post("x-fern-idempotent: true, ", parameters=parameters) + listed)
    reply = call(api, lambda c: c.x.write(), answer({}, 500), answer({}))
    first, second = (r.header("x-once") for r in reply.requests)
    assert first is not None
    assert first == second
    reply = call(api, lambda c: c.x.write(x_once="a", x_until="b"), answer({}, 500), answer({}))
    assert [(r.header("x-once"), r.header("x-until")) for r in reply.requests] == [("a", "b")] * 2


def test_idempotency_headers_of_fern_are_for_marked_operations(make: Make, call: Call) -> None:
    api = make(post() + "\nx-fern-idempotency-headers: [{header: X-Once, name: once}]")
    reply = call(api, lambda c: c.x.write(), answer({}))
    assert reply.sent.header("x-once") is None


def test_a_marked_operation_without_headers_is_repeatable(make: Make, call: Call) -> None:
    api = make(post("x-fern-idempotent: true, "))
    assert len(call(api, lambda c: c.x.write(), answer({}, 500), answer({})).requests) == 2


def test_an_argument_of_the_api_may_be_called_options(make: Make, call: Call) -> None:
    api = make(post(parameters="[{name: options, in: query, schema: {type: string}}]"))
    options = {"headers": {"X-A": "b"}}
    reply = call(api, lambda c: c.x.write(options_="o", options=options), answer({}))
    assert (reply.sent.query, reply.sent.header("x-a")) == ("options=o", "b")


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("extra", "tags", "path"),
    [
        ("x-fern-sdk-group-name: cats, x-fern-sdk-method-name: pat", "[pets]", "cats.pat"),
        ("x-fern-sdk-group-name: [zoo, cats], x-fern-sdk-method-name: patCat", "[]", "zoo_cats.pat_cat"),
        ("x-speakeasy-group: cats, x-speakeasy-name-override: pat", "[pets]", "cats.pat"),
        ("operationId: issues/list-for-repo", "[issues]", "issues.list_for_repo"),
        ("operationId: listPets", "[pets]", "pets.list"),
        ("operationId: PetsController_findAll", "[pets]", "pets.list"),
        ("operationId: getPetById", "[pet]", "pet.get"),
        ("operationId: read_items_items__get", "[items]", "items.list"),
        ("operationId: class", "[import]", "import_.class_"),
        ("operationId: request", "[close]", "close_.request"),
        ("operationId: models", "[models]", "models.list"),
        ("operationId: errors", "[client]", "client.errors_"),
        ("operationId: a, x-fern-sdk-method-name: with_raw_response", "[request]", "request_.with_raw_response"),
    ],
)  # fmt: skip
def test_ordinary_method_names(make: Make, call: Call, extra: str, tags: str, path: str) -> None:
    api = make(f"paths: {{/items/: {{get: {{{extra}, tags: {tags}, {OK}}}}}}}")

    def use(client: Any) -> Any:
        resource, method = path.split(".")
        return getattr(getattr(client, resource), method)()

    assert call(api, use).sent.target == "/items/"


def test_names_and_descriptions_of_values(make: Make, call: Call) -> None:
    api = make(f"""
        paths: {{/x: {{get: {{operationId: x_read, parameters: [{{name: s, in: query, schema: {{$ref: '#/components/schemas/S'}}}},
          {{name: e, in: query, schema: {{$ref: '#/components/schemas/E'}}}}, {{name: n, in: query, schema: {{$ref: '#/components/schemas/N'}}}},
          {{name: d, in: query, schema: {{$ref: '#/components/schemas/D'}}}}], {OK}}}}}}}
        components:
          schemas:
            S: {{type: integer, enum: [1, 2], x-enum-varnames: [ON, OFF], x-enum-descriptions: [It runs., It stands.]}}
            E: {{type: string, x-extensible-enum: [red, blue]}}
            N: {{type: integer, enum: [0, 1], x-enum-varnames: [NONE, SOME]}}
            D: {{type: string, enum: [a, b], x-enum-descriptions: [The first., The second.]}}
        """)  # fmt: skip
    assert call(api, lambda c: c.x.read(s=1, e="green")).sent.query == "s=1&e=green"
    with pytest.raises(api.errors.ArgumentError, match="s"):
        call(api, lambda c: c.x.read(s=3))
    (module,) = (api.folder / "models").glob("s.py")
    text = module.read_text()
    assert "- `1` (ON): It runs." in text
    assert "- `2` (OFF): It stands." in text
    (module,) = (api.folder / "models").glob("n.py")
    assert "- `0`: NONE" in module.read_text(), "a name alone"
    (module,) = (api.folder / "models").glob("d.py")
    assert '- `"a"`: The first.' in module.read_text(), "a description alone"


def test_extensible_values_are_suggested_and_others_pass(make: Make, call: Call) -> None:
    api = make("""
        paths: {/x: {post: {operationId: x_write, requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Suggested'}}}},
          responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Suggested'}}}}}}}}
        components:
          schemas:
            Colour: {type: string, x-extensible-enum: [red, blue]}
            Suggested: {type: object, properties: {a: {type: string, nullable: true, x-extensible-enum: [p, q]},
              b: {type: array, items: {$ref: '#/components/schemas/Colour'}}, n: {type: integer, x-extensible-enum: [1, 2]}, open: {$ref: '#/components/schemas/Open'}}}
            Open: {type: object, properties: {c: {type: string, enum: [a]}}, additionalProperties: {type: string}}
        """, version="3.0.3")  # fmt: skip
    wire = {"a": "r", "b": ["red", "green"], "n": 3, "open": {"c": "a", "more": "x"}}
    reply = call(api, lambda c: c.x.write(**{**wire, "open": api.models.Open(c="a")}), answer(wire))
    assert reply.sent.json() == {**wire, "open": {"c": "a"}}
    assert (reply.value.a, reply.value.b, reply.value.n) == ("r", ["red", "green"], 3)
    text = (api.folder / "models/suggested.py").read_text()
    assert 'a: _Suggested[Literal["p", "q"]]' in text
    assert "list[_Suggested[models.Colour]]" in text


DEPRECATED = f"""
paths:
  /x:
    get: {{operationId: x_read, deprecated: true, x-sunset: '2030-01-01', {OK}}}
    put: {{operationId: x_deprecated, deprecated: true, {OK}}}
"""


def test_deprecated_and_sunset(make: Make, call: Call) -> None:
    api = make(DEPRECATED)
    module = importlib.import_module(f"{api.package.__name__}.resources.x")
    for kind in (module.X, module.AsyncX):
        assert "Deprecated. It will be removed on 2030-01-01." in kind.read.__doc__
    message = "GET /x is deprecated and will be removed on 2030-01-01"
    with pytest.warns(DeprecationWarning, match=message) as warnings:
        assert call(api, lambda c: c.x.read()).sent.target == "/x"
    assert {each.filename for each in warnings} == {__file__}, "it points to the call"


# --- server variables ------------------------------------------------------------------------------------------------

ZONES = f"""
servers: [{{url: 'https://{{zone}}.example.com/{{base}}', variables: {{zone: {{default: us}}, base: {{default: ''}}}}}}]
paths:
  /x: {{get: {{operationId: x_read, description: Read., {OK}}}}}
"""


@pytest.mark.parametrize("kind", ["Client", "AsyncClient"])
def test_a_placeholder_is_never_sent(
    make: Make, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MADE_ZONE", raising=False)
    api = make("x-conventions: {placeholders: [zone]}\n" + ZONES)
    client = getattr(api.package, kind)
    with pytest.raises(api.errors.ConfigurationError, match=r"pass zone=.*MADE_ZONE"):
        client()
    assert client(zone="eu").base_url == "https://eu.example.com"
    assert client(zone="eu", base="v2").base_url == "https://eu.example.com/v2"
    assert client(base_url="https://localhost").base_url == "https://localhost"
    monkeypatch.setenv("MADE_ZONE", "in")
    assert client().base_url == "https://in.example.com"
    assert "us" not in (api.folder / "_api.py").read_text().split('"')


@pytest.mark.parametrize("kind", ["Client", "AsyncClient"])
def test_a_default_that_is_no_placeholder_is_used(make: Make, kind: str) -> None:
    api = make(ZONES)
    assert getattr(api.package, kind)().base_url == "https://us.example.com"
    assert "Default: `us`." in (api.folder / "_client.py").read_text()
    module = importlib.import_module(f"{api.package.__name__}._client")
    assert "The server variable `base`. Environment" in module.Client.__doc__
