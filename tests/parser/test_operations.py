# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
from __future__ import annotations

import pytest

from generator.ir.api import DeviceFlow, SchemeKind
from generator.ir.operations import (
    Body,
    BodyArgument,
    Content,
    ContentKind,
    ErrorResponse,
    ParameterLocation,
    PartEncoding,
    ServerVariable,
)
from generator.ir.types import (
    Anything,
    Binary,
    Constraints,
    ListOf,
    Literal,
    MapOf,
    Model,
    Named,
    Nullable,
    Scalar,
    ScalarKind,
    Type,
    Union,
)

from .conftest import Build, Built

STRING = Scalar(ScalarKind.STRING)
INTEGER = Scalar(ScalarKind.INTEGER)


def with_body(build: Build, content: str, required: str = "true", parameters: str = "[]") -> Built:
    return build(f"""
        paths:
          /things/{{id}}:
            post:
              operationId: change
              parameters: {parameters}
              requestBody: {{required: {required}, content: {content}}}
              responses: {{'204': {{description: done}}}}
        components:
          schemas:
            Thing: {{type: object, properties: {{id: {{type: string}}, self: {{type: string}}, x: {{type: integer}}}}, required: [x]}}
            Other: {{type: object, properties: {{y: {{type: integer}}}}}}
            Loose: {{type: object, properties: {{y: {{type: integer}}}}, additionalProperties: true}}
            File: {{type: object, properties: {{name: {{type: string}}, file: {{type: string, format: binary}}, more: {{type: array, items: {{type: string, format: binary}}}}}}}}
        """)


def body_of(built: Built) -> Body:
    body = built.operation().body
    assert body is not None
    return body


THING = "{schema: {$ref: '#/components/schemas/Thing'}}"


def test_properties_of_a_body_are_arguments_and_parameters_keep_their_names(
    build_text: Build,
) -> None:
    body = body_of(with_body(build_text, f"{{application/json: {THING}}}"))
    assert (body.model, body.required) == ("Thing", True)
    assert body.arguments == (
        BodyArgument("id_body", "id"),
        BodyArgument("self_", "self_"),
        BodyArgument("x", "x"),
    )


def test_one_schema_in_several_media_types_becomes_arguments_json_first(build_text: Build) -> None:
    body = body_of(
        with_body(
            build_text, f"{{application/x-www-form-urlencoded: {THING}, application/json: {THING}}}"
        )
    )
    assert [c.kind for c in body.contents] == [ContentKind.JSON, ContentKind.FORM]
    assert body.arguments is not None


def test_different_schemas_give_one_argument(build_text: Build) -> None:
    content = f"{{application/json: {THING}, application/merge-patch+json: {{schema: {{$ref: '#/components/schemas/Other'}}}}}}"
    body = body_of(with_body(build_text, content))
    assert (body.arguments, body.name) == (None, "body")
    assert [c.type for c in body.contents] == [Named("Thing"), Named("Other")]


def test_xml_beside_json_gives_a_second_method(build_text: Build) -> None:
    built = with_body(build_text, f"{{application/xml: {THING}, application/json: {THING}}}")
    assert [c.media_type for c in body_of(built).contents] == ["application/json"]
    assert built.rules == []
    xml = built.operation("things.change_xml").body
    assert xml is not None
    assert (xml.arguments, xml.contents) == (
        None,
        (Content("application/xml", ContentKind.TEXT, STRING),),
    )


@pytest.mark.parametrize("type_", ["string", "string, maxLength: 9"])
def test_text_beside_json_of_a_string_is_the_same_argument(build_text: Build, type_: str) -> None:
    schema = f"{{schema: {{type: {type_}}}}}"
    built = with_body(build_text, f"{{application/json: {schema}, text/plain: {schema}}}")
    assert [c.media_type for c in body_of(built).contents] == ["application/json", "text/plain"]


@pytest.mark.parametrize(
    ("content", "kind", "type_"),
    [
        ("{application/xml: {schema: {type: object}}}", ContentKind.TEXT, STRING),
        ("{text/csv: {schema: {type: string}}}", ContentKind.TEXT, STRING),
        ("{application/octet-stream: {}}", ContentKind.BINARY, Binary()),
        ("{image/png: {schema: {type: string, format: binary}}}", ContentKind.BINARY, Binary()),
        ("{'*/*': {schema: {type: object}}}", ContentKind.JSON, MapOf(Anything())),
        (
            "{application/vnd.x+json: {schema: {type: array, items: {type: string}}}}",
            ContentKind.JSON,
            ListOf(STRING),
        ),
        ("{application/json; charset=utf-8: {}}", ContentKind.JSON, Anything()),
        (
            "{application/x-ndjson: {schema: {type: array, items: {type: string}}}}",
            ContentKind.JSON_LINES,
            STRING,
        ),
        ("{application/x-ndjson: {schema: {type: string}}}", ContentKind.JSON_LINES, Anything()),
    ],
)
def test_kinds_of_bodies(build_text: Build, content: str, kind: ContentKind, type_: Type) -> None:
    body = body_of(with_body(build_text, content))
    assert (body.contents[0].kind, body.contents[0].type, body.arguments) == (kind, type_, None)


def test_files_and_encodings_of_multipart(build_text: Build) -> None:
    content = "{multipart/form-data: {schema: {$ref: '#/components/schemas/File'}, encoding: {name: {contentType: text/plain}}}}"
    built = with_body(build_text, content)
    body = body_of(built)
    assert body.contents[0].encodings == (
        PartEncoding("name", "text/plain"),
        PartEncoding("file", is_file=True),
        PartEncoding("more", is_file=True),
    )
    assert [f.type for f in built.model("File").fields] == [STRING, Binary(), ListOf(Binary())]


def test_an_optional_body_with_required_properties_is_one_argument(
    build_text: Build,
) -> None:
    body = body_of(with_body(build_text, f"{{application/json: {THING}}}", required="false"))
    assert (body.arguments, body.required) == (None, False)


def test_properties_are_arguments_beside_additional_properties(build_text: Build) -> None:
    built = with_body(
        build_text, "{application/json: {schema: {$ref: '#/components/schemas/Loose'}}}"
    )
    body, model = body_of(built), built.model("Loose")
    assert body.model == "Loose"
    assert [argument.field for argument in body.arguments or ()] == [f.name for f in model.fields]
    assert model.extras is not None


def test_a_parameter_called_body(build_text: Build) -> None:
    built = with_body(
        build_text,
        "{text/plain: {}}",
        parameters="[{name: body, in: query, schema: {type: string}}]",
    )
    assert body_of(built).name == "body_body"


PARAMETERS = """
paths:
  /a/{id}/{missing}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {name: limit, in: query, schema: {type: string}}
    get:
      parameters:
        - {name: limit, in: query, schema: {type: integer, default: 5}, description: How many.}
        - {name: id, in: query, schema: {type: array, items: {type: string}}, style: pipeDelimited}
        - {name: filter, in: query, style: deepObject, schema: {type: object, properties: {a: {type: string}}}}
        - {name: 'tags[]', in: query, explode: false, allowReserved: true, schema: {type: array, items: {type: string}}}
        - {name: q, in: query, content: {application/json: {schema: {type: object}}}}
        - {name: X-Trace, in: header, schema: {type: string}, deprecated: true}
        - {name: Authorization, in: header, schema: {type: string}}
        - {name: session, in: cookie, schema: {type: string, enum: [a]}}
        - {name: class, in: query, required: true, schema: {type: boolean}}
      responses: {'204': {description: done}}
"""


def test_parameters(build_text: Build) -> None:
    built = build_text(PARAMETERS)
    result = {p.name: p for p in built.operation().parameters}
    assert list(result) == [
        "id",
        "missing",
        "limit",
        "id_query",
        "filter",
        "tags",
        "q",
        "x_trace",
        "session",
        "class_",
    ]
    assert (result["limit"].type, result["limit"].default, result["limit"].description) == (
        INTEGER,
        5,
        "How many.",
    )
    assert result["missing"].location is ParameterLocation.PATH
    assert (result["id_query"].wire, result["id_query"].style, result["id_query"].explode) == (
        "id",
        "pipeDelimited",
        False,
    )
    assert result["filter"].style == "deepObject"
    assert result["filter"].type == Named("AGetParamsFilter")
    assert (result["tags"].explode, result["tags"].allow_reserved) == (False, True)
    assert result["q"].media_type == "application/json"
    assert result["x_trace"].deprecated
    assert result["session"].type == Literal(("a",))
    assert result["class_"].required
    assert (result["limit"].style, result["limit"].explode) == ("form", True)
    assert built.rules == [
        "warning ignored-keyword"
    ], "the header Authorization belongs to the client"


def responses_of(build: Build, responses: str, components: str = "") -> Built:
    return build(f"""
        paths: {{/a: {{get: {{operationId: getA, responses: {responses}}}}}}}
        components: {{schemas: {{Thing: {{type: object, properties: {{x: {{}}}}}}, Oops: {{type: object, properties: {{detail: {{}}}}}}}}}}
        """)


def ok(schema: str, media_type: str = "application/json") -> str:
    return f"{{description: ok, content: {{'{media_type}': {{schema: {schema}}}}}}}"


THING_REF, OOPS_REF = "{$ref: '#/components/schemas/Thing'}", "{$ref: '#/components/schemas/Oops'}"


@pytest.mark.parametrize(
    ("responses", "returns"),
    [
        ("{'204': {description: none}}", None),
        (f"{{'200': {ok(THING_REF)}}}", Named("Thing")),
        (f"{{'2XX': {ok(THING_REF)}}}", Named("Thing")),
        (f"{{default: {ok(THING_REF)}}}", Named("Thing")),
        (f"{{'200': {ok(THING_REF)}, default: {ok(OOPS_REF)}}}", Named("Thing")),
        (f"{{'200': {ok(THING_REF)}, '204': {{description: none}}}}", Nullable(Named("Thing"))),
        (
            f"{{'200': {ok(THING_REF)}, '202': {ok(OOPS_REF)}}}",
            Union((Named("Thing"), Named("Oops"))),
        ),
        (f"{{'200': {ok(THING_REF)}, '404': {ok(OOPS_REF)}}}", Named("Thing")),
        ("{'200': {description: ok, content: {application/json: {}}}}", Anything()),
        (f"{{'200': {ok('{type: string}', 'text/plain')}}}", STRING),
        (f"{{'200': {ok('{type: object}', 'application/xml')}}}", STRING),
        (f"{{'200': {ok('{type: string, format: binary}', 'application/pdf')}}}", Binary()),
        (f"{{'200': {ok(THING_REF, 'text/event-stream')}}}", Named("Thing")),
        (
            f"{{'200': {ok('{type: array, items: ' + THING_REF + '}', 'application/x-ndjson')}}}",
            Named("Thing"),
        ),
        ("{'302': {description: elsewhere}}", Binary()),
        ("{}", None),
    ],
)
def test_results(build_text: Build, responses: str, returns: Type | None) -> None:
    assert responses_of(build_text, responses).operation().returns == returns


def test_one_value_in_several_media_types_is_json(build_text: Build) -> None:
    content = (
        f"{{application/xml: {{schema: {THING_REF}}}, application/json: {{schema: {THING_REF}}}}}"
    )
    result = (
        responses_of(build_text, f"{{'200': {{description: ok, content: {content}}}}}")
        .operation()
        .responses
    )
    assert [(r.media_type, r.type) for r in result] == [("application/json", Named("Thing"))]


def test_different_values_in_several_media_types_are_all_responses(build_text: Build) -> None:
    content = (
        f"{{text/csv: {{schema: {{type: string}}}}, application/json: {{schema: {THING_REF}}}}}"
    )
    operation = responses_of(
        build_text, f"{{'200': {{description: ok, content: {content}}}}}"
    ).operation()
    assert [r.kind for r in operation.responses] == [ContentKind.JSON, ContentKind.TEXT]
    assert operation.returns == Union((Named("Thing"), STRING))


def test_errors_by_status_and_default(build_text: Build) -> None:
    listed = f"{{'200': {ok(THING_REF)}, '404': {ok(OOPS_REF)}, 4XX: {{description: bad}}, '418': {{description: tea}}, '503': {{description: off}}, default: {ok(OOPS_REF, 'application/diagnostic+json')}}}"
    result = responses_of(build_text, listed).operation().errors
    assert [(e.status, e.errors, e.type) for e in result] == [
        ("404", ("NotFoundError",), Named("Oops")),
        ("4XX", ("ClientError",), None),
        ("418", ("ClientError",), None),
        ("503", ("ServiceUnavailableError",), None),
        ("default", ("APIStatusError",), Named("Oops")),
    ]


SECURITY = """
paths:
  /a: {get: {operationId: a, responses: {}}}
  /b: {get: {operationId: b, security: [], responses: {}}}
  /c: {get: {operationId: c, security: [{}, {basic: []}], responses: {}}}
  /d: {get: {operationId: d, security: [{appId: [], ApiKeyAuth: []}], responses: {}}}
security: [{oauth: [read]}]
components:
  securitySchemes:
    appId: {type: apiKey, in: header, name: appid}
    ApiKeyAuth: {type: apiKey, in: cookie, name: key}
    basic: {type: http, scheme: Basic}
    oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://x/t', scopes: {read: ''}}}}
    tls: {type: mutualTLS}
"""


CODE = "authorizationCode: {authorizationUrl: a, tokenUrl: t1"
DEVICE = "deviceAuthorization: {deviceAuthorizationUrl: d, tokenUrl: t2"
LOGIN = "clientCredentials: {tokenUrl: t3"
IMPLICIT = "implicit: {authorizationUrl: a, refreshUrl: r4"


@pytest.mark.parametrize(
    ("flows", "token_url", "refresh_url", "device"),
    [
        (f"{CODE}}}", "", "t1", None),
        (f"{CODE}, refreshUrl: r1}}", "", "r1", None),
        (f"{LOGIN}}}, {CODE}, refreshUrl: r1}}", "t3", "r1", None),
        (f"{LOGIN}}}", "t3", "t3", None),
        (f"{LOGIN}, refreshUrl: r3}}", "t3", "r3", None),
        (f"{IMPLICIT}}}", "", "r4", None),
        (f"{DEVICE}}}", "", "t2", DeviceFlow("d", "t2", "t2")),
        (f"{DEVICE}, refreshUrl: r2}}, {CODE}}}", "", "t1", DeviceFlow("d", "t2", "r2")),
        ("deviceAuthorization: {tokenUrl: t2}", "", "t2", None),
        ("", "", "", None),
    ],
)
def test_endpoints_of_flows(
    build_text: Build, flows: str, token_url: str, refresh_url: str, device: DeviceFlow | None
) -> None:
    flows = flows.replace("}", ", scopes: {}}")
    built = build_text(f"""
paths: {{}}
components: {{securitySchemes: {{oauth: {{type: oauth2, flows: {{{flows}}}}}}}}}
""")
    (scheme,) = built.api.schemes
    assert (scheme.token_url, scheme.refresh_url, scheme.device) == (token_url, refresh_url, device)


def test_security(build_text: Build) -> None:
    built = build_text(SECURITY)
    assert {s.wire: (s.kind, s.credentials) for s in built.api.schemes} == {
        "appId": (SchemeKind.API_KEY, ("app_id",)),
        "ApiKeyAuth": (SchemeKind.API_KEY, ("api_key",)),
        "basic": (SchemeKind.BASIC, ("username", "password")),
        "oauth": (SchemeKind.OAUTH2, ("token", "client_id", "client_secret")),
    }
    assert (built.api.schemes[3].token_url, built.api.schemes[3].scopes) == (
        "https://x/t",
        ("read",),
    )
    assert built.api.security == (("oauth",),)
    assert [built.operation(f"{m}").security for m in built.methods] == [
        None,
        (),
        ((), ("basic",)),
        (("appId", "ApiKeyAuth"),),
    ]
    assert built.rules == ["warning ignored-keyword"], "mutual TLS is up to the HTTP client"


def test_several_tokens_are_named_after_their_schemes(build_text: Build) -> None:
    built = build_text("""
        paths: {}
        components: {securitySchemes: {bearerAuth: {type: http, scheme: bearer}, oAuth2: {type: oauth2, flows: {}}, timeout: {type: apiKey, in: query, name: t}}}
        """)
    assert [s.credentials for s in built.api.schemes] == [
        ("bearer_auth",),
        ("oauth2",),
        ("timeout_",),
    ]


def test_an_unknown_scheme_is_an_error(build_text: Build) -> None:
    assert build_text("paths: {/a: {get: {security: [{nope: []}], responses: {}}}}").rules == [
        "error security-scheme"
    ]


def test_servers(build_text: Build) -> None:
    built = build_text("""
        servers: [{url: 'https://{appId}.x/{v}', variables: {appId: {default: a}, v: {default: '1', enum: ['1', '2']}}}]
        paths:
          /a: {servers: [{url: /other}], get: {operationId: a, responses: {}}}
          /b: {get: {operationId: b, servers: [{url: 'https://b'}], responses: {}}}
          /c: {get: {operationId: c, responses: {}}}
        components: {securitySchemes: {appId: {type: apiKey, in: header, name: appid}}}
        """)
    assert built.api.servers[0].variables == (
        ServerVariable("app_id", "appId", "a", (), "", "app_id"),
        ServerVariable("v", "v", "1", ("1", "2")),
    )
    assert [[s.url for s in built.operation(m).servers] for m in built.methods] == [
        ["/other"],
        ["https://b"],
        [],
    ]


def test_a_placeholder_is_no_default(build_text: Build) -> None:
    built = build_text("""
        x-conventions: {placeholders: [zone]}
        servers: [{url: 'https://{zone}.x{base}', variables: {zone: {default: us}, base: {default: ''}}}]
        paths:
          /a: {get: {operationId: a, servers: [{url: 'https://{zone}.y', variables: {zone: {default: us}}}], responses: {}}}
        """)
    assert built.api.servers[0].variables == (
        ServerVariable("zone", "zone", None),
        ServerVariable("base", "base", ""),
    )
    assert built.operation().servers[0].variables == (ServerVariable("zone", "zone", None),)


def test_without_servers_the_url_is_the_root(build_text: Build) -> None:
    assert [s.url for s in build_text("paths: {}").api.servers] == ["/"]


def test_idempotency(build_text: Build) -> None:
    built = build_text("""
        paths:
          /a:
            get: {operationId: a, responses: {}}
            post: {operationId: b, responses: {}, x-speakeasy-retries: {}}
            patch: {operationId: c, parameters: [{name: Idempotency-Key, in: header, schema: {type: string}}], responses: {}}
        """)
    assert [(o.idempotent, o.idempotency_key) for o in built.api.resources[0].operations] == [
        (True, None),
        (True, None),
        (False, "idempotency_key"),
    ]


def test_idempotency_headers_of_the_document(build_text: Build) -> None:
    built = build_text("""
        x-fern-idempotency-headers: [{header: X-Once, name: id}, {header: X-Run}]
        paths:
          /a/{id}:
            parameters: [{name: id, in: path, required: true, schema: {type: string}}]
            get: {operationId: a, responses: {}}
            post: {operationId: b, x-fern-idempotent: true, responses: {}}
            put: {operationId: c, parameters: [{name: x-once, in: header, schema: {type: string}}], responses: {}}
        """)
    assert [
        ([each.name for each in o.parameters], o.idempotent, o.idempotency_key)
        for o in built.api.resources[0].operations
    ] == [
        (["id"], True, None),
        (["id", "x_once"], True, None),
        (["id", "x_once", "x_run"], False, "x_once"),
    ]


def test_summaries_and_descriptions_of_operations(build_text: Build) -> None:
    operation = build_text("""
        paths: {/a: {get: {summary: S, description: D, deprecated: true, x-sunset: 2030-01-01, externalDocs: {url: 'https://d'}, responses: {}}}}
        """).operation()
    assert (operation.summary, operation.description, operation.deprecated) == ("S", "D", True)
    assert (operation.sunset, operation.documentation) == ("2030-01-01", "https://d")


def test_references_to_everything(build_text: Build) -> None:
    built = build_text("""
        paths: {/a: {$ref: '#/components/pathItems/A'}}
        components:
          pathItems:
            A:
              post:
                operationId: act
                parameters: [{$ref: '#/components/parameters/P'}]
                requestBody: {$ref: '#/components/requestBodies/B'}
                responses: {'200': {$ref: '#/components/responses/R'}, '404': {$ref: '#/components/responses/E'}}
          parameters: {P: {name: p, in: query, schema: {type: object, properties: {a: {type: string}}}}}
          requestBodies: {B: {required: true, content: {application/json: {schema: {type: object, properties: {z: {}}}}}}}
          responses:
            R: {description: ok, content: {application/json: {schema: {type: object, properties: {y: {}}}}}}
            E: {description: no, content: {application/json: {schema: {type: object, properties: {e: {}}}}}}
        """)
    operation = built.operation()
    assert operation.parameters[0].type == Named("P")
    assert body_of(built).model == "B"
    assert operation.returns == Named("R")
    assert operation.errors == (ErrorResponse("404", ("NotFoundError",), Named("E"), "no"),)


def test_two_paths_with_one_path_item(build_text: Build) -> None:
    built = build_text("""
        paths:
          /a: {$ref: '#/components/pathItems/A'}
          /b: {$ref: '#/components/pathItems/A'}
          /c: {$ref: '#/paths/~1a'}
        components: {pathItems: {A: {get: {tags: [t], responses: {}}}}}
        """)
    assert [o.path for r in built.api.resources for o in r.operations] == ["/a", "/b", "/c"]


def test_features_of_3_2(build_text: Build) -> None:
    built = build_text(
        """
        paths:
          /a:
            query: {operationId: search, responses: {'200': {description: ok, content: {application/jsonl: {itemSchema: {type: string}}}}}}
            additionalOperations: {COPY: {operationId: copyIt, responses: {}}}
          /b:
            get:
              operationId: b
              parameters: [{name: whole, in: querystring, content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {q: {type: string}}}}}}]
              responses: {}
        """,
        version="3.2.0",
    )
    assert [(o.method, o.name) for r in built.api.resources for o in r.operations] == [
        ("QUERY", "search"),
        ("COPY", "copy_it"),
        ("GET", "get"),
    ]
    assert built.operation("a.search").responses[0].type == STRING
    whole = built.operation("b.get").parameters[0]
    assert (whole.location, whole.style, whole.explode, whole.media_type) == (
        ParameterLocation.QUERY,
        "form",
        True,
        None,
    )


def test_webhooks_and_callbacks(build_text: Build) -> None:
    built = build_text("""
        paths:
          /a:
            post:
              operationId: subscribe
              responses: {}
              callbacks: {onEvent: {'{$request.body#/url}': {post: {requestBody: {content: {application/json: {schema: {type: object, properties: {e: {}}}}}}, responses: {}}}}}
        webhooks:
          newPet: {post: {description: A pet., requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}, responses: {}}}
        components: {schemas: {Pet: {type: object, properties: {name: {type: string, readOnly: true}}}}}
        """)
    assert [(w.name, w.wire, w.type, w.description) for w in built.api.webhooks] == [
        ("new_pet", "newPet", Named("Pet"), "A pet."),
        ("on_event", "onEvent", Named("OnEvent"), ""),
    ]
    assert isinstance(built.declared("OnEvent"), Model)


def test_string_constraints_reach_parameters(build_text: Build) -> None:
    built = build_text(
        "paths: {/a: {get: {parameters: [{name: q, in: query, schema: {type: string, maxLength: 3}}], responses: {}}}}"
    )
    assert built.operation().parameters[0].type == Scalar(
        ScalarKind.STRING, Constraints(max_length=3)
    )


@pytest.mark.parametrize(
    ("where", "style", "exploded"),
    [
        ("query", "", True),
        ("query", "form", True),
        ("query", "spaceDelimited", False),
        ("query", "pipeDelimited", False),
        ("query", "deepObject", False),
        ("header", "", False),
        ("header", "simple", False),
        ("path", "", False),
        ("path", "simple", False),
        ("path", "label", False),
        ("path", "matrix", False),
        ("cookie", "", True),
        ("cookie", "form", True),
        ("cookie", "cookie", True),
    ],
)
def test_explode_by_default(build_text: Build, where: str, style: str, exploded: bool) -> None:
    """OpenAPI 3.2, Parameter Object: true for the styles form and cookie, otherwise false."""
    for stated, expected in (
        ("", exploded),
        ("explode: true, ", True),
        ("explode: false, ", False),
    ):
        stated += f"style: {style}, " * bool(style)
        parameter = f"{{name: p, in: {where}, required: true, {stated}schema: {{type: array}}}}"
        built = build_text(
            f"paths: {{'/a/{{p}}': {{get: {{operationId: getA, parameters: [{parameter}], responses: {{'204': {{description: none}}}}}}}}}}",
            version="3.2.0",
        )
        (result,) = (p for p in built.operation().parameters if p.location.value == where)
        assert result.explode is expected, stated


BINARY = "{type: string, format: binary}"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # one schema in several media types: text is not another form of a download, unless it is binary
        ({"image/png": "{type: string}", "text/plain": "{type: string}"}, [ContentKind.BINARY, ContentKind.TEXT]),
        ({"text/plain": "{type: string}", "image/png": "{type: string}"}, [ContentKind.TEXT, ContentKind.BINARY]),
        ({"image/png": BINARY, "text/csv": BINARY}, [ContentKind.BINARY]),
        ({"image/png": BINARY, "image/jpeg": BINARY}, [ContentKind.BINARY]),
        ({"text/plain": "{type: string}", "text/html": "{type: string}"}, [ContentKind.TEXT]),
        # another form of the JSON value
        ({"application/json": THING_REF, "application/vnd.a+json": THING_REF}, [ContentKind.JSON]),
        ({"application/json": THING_REF, "text/plain": THING_REF}, [ContentKind.JSON]),
        ({"application/json": THING_REF, "application/xml": THING_REF}, [ContentKind.JSON]),
        # other values
        ({"application/json": THING_REF, "text/plain": "{type: string}"}, [ContentKind.JSON, ContentKind.TEXT]),
        ({"application/json": THING_REF, "application/vnd.a+json": OOPS_REF}, [ContentKind.JSON, ContentKind.JSON]),
        ({"application/json": THING_REF, "image/png": BINARY}, [ContentKind.JSON, ContentKind.BINARY]),
    ],
)  # fmt: skip
def test_media_types_that_repeat_a_value_are_one_response(
    build_text: Build, content: dict[str, str], expected: list[ContentKind]
) -> None:
    listed = ", ".join(f"'{name}': {{schema: {schema}}}" for name, schema in content.items())
    built = responses_of(build_text, f"{{'200': {{description: ok, content: {{{listed}}}}}}}")
    operations = [o for r in built.api.resources for o in r.operations]
    assert [r.kind for o in operations for r in o.responses] == expected


def test_a_path_item_between_two_references_has_operations(build_text: Build) -> None:
    built = build_text("""
        paths: {/things: {$ref: '#/components/pathItems/One'}}
        components:
          pathItems:
            One:
              $ref: '#/components/pathItems/Two'
              parameters: [{name: first, in: query, schema: {type: string}}]
              get: {operationId: getThings, responses: {'200': {description: ok}}}
            Two:
              parameters: [{name: second, in: query, schema: {type: string}}]
              post: {operationId: postThings, responses: {'200': {description: ok}}}
        """)
    assert built.methods == ["things.list", "things.create"]
    for operation in built.api.resources[0].operations:
        assert [parameter.name for parameter in operation.parameters] == ["second", "first"]
