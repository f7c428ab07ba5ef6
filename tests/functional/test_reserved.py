"""Documents whose names mean something else in Python, in the runtime or in the generated modules."""

from __future__ import annotations

import builtins
import keyword
from importlib import import_module

import pytest
import yaml

from generator import reserved
from tests.functional.support import Call, Make
from tests.support.loopback import answer

# Every name that some role reserves, and every name that a generated module imports or refers to.
IMPORTED = (
    "API Annotated Any AsyncIterable AsyncClient AsyncCredential AsyncPage AsyncPager AsyncResource Binary ClassVar"
    " ClientOptions Credential Date Download ErrorBody Field FileInput Header Hooks Iterable Json Literal Mapping Meta"
    " Model Multipart OneOf Open OpenInt OpenModel Operation Optional Page Paging Parameter Path Query Raw Resource"
    " Result Retries Sequence Server Stream Struct Suggested SyncClient Text Timestamp Type TypeAlias UNSET Union"
    " UnsetType cached_property cast date datetime deprecated field httpx2 loading models one_of"
)
NAMES = sorted(
    {
        *reserved.ARGUMENTS,
        *reserved.ERRORS,
        *reserved.ERROR_FIELDS,
        *reserved.FIELDS,
        *reserved.METHODS,
        *reserved.MODEL_MODULES,
        *reserved.OPTIONS,
        *reserved.PACKAGE,
        *reserved.TOKEN_EXPORTS,
        *reserved.RESOURCES,
        *keyword.kwlist,
        *(name for name in dir(builtins) if name[0] != "_"),
        *IMPORTED.split(),
    }
)
SCALARS = [
    {"type": "string", "format": "date-time"},
    {"type": "string", "format": "date"},
    {"type": "string", "enum": ["a", "b"]},
    {"type": ["string", "null"], "minLength": 1},
    {},
    {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "integer"}]},
    {"type": "array", "items": {"type": "number"}},
]


def operation(name: str, number: int) -> dict[str, object]:
    """An operation with the name as its tag, its method, its operationId, its parameter and its schema."""
    schema = {"$ref": f"#/components/schemas/{name}"}
    content = {"application/json": {"schema": schema}}
    return {
        "tags": [name],
        "operationId": name,
        "x-speakeasy-name-override": name,  # otherwise most are `create`
        "x-speakeasy-retries": {"strategy": "backoff", "statusCodes": ["5XX"]},
        "parameters": [{"name": name, "in": "query", "schema": SCALARS[number % len(SCALARS)]}],
        "requestBody": {"content": content},
        "responses": {"200": {"description": "ok", "content": content}},
    }


def document() -> str:
    """A document that uses every name in every role that a document names."""
    properties = {name: SCALARS[i % len(SCALARS)] for i, name in enumerate(NAMES)}
    schema = {"type": "object", "properties": properties, "required": NAMES[::2]}
    open_schema = {**schema, "additionalProperties": {"type": "string"}}
    schemas = {NAMES[0]: schema, NAMES[-1]: open_schema}
    schemas |= {
        name: {
            "type": "object",
            "properties": {
                "next": {"$ref": f"#/components/schemas/{name}"},
                "at": {"type": "string", "format": "date-time"},
            },
        }
        for name in NAMES
        if name not in schemas
    }
    variables = {name: {"default": "x"} for name in NAMES}
    url = "https://example.com/" + "/".join(f"{{{name}}}" for name in NAMES)
    return yaml.safe_dump(
        {
            "servers": [{"url": url, "variables": variables}],
            "paths": {f"/{i}/{name}": {"post": operation(name, i)} for i, name in enumerate(NAMES)},
            "components": {
                "schemas": schemas,
                "securitySchemes": {
                    f"{name}_": {"type": "apiKey", "in": "header", "name": f"X-{i}"}
                    for i, name in enumerate(NAMES)
                },
            },
        },
        sort_keys=False,
    )


def test_every_name_in_every_role(make: Make, call: Call) -> None:
    api = make(document(), tolerant=True)
    resource = {"Timestamp": 1}
    reply = call(api, lambda c: c.page.page(at=None), answer(resource))
    assert reply.sent.target == f"/{NAMES.index('Page')}/Page"
    assert type(reply.value).__module__.startswith(api.package.__name__)


@pytest.mark.parametrize("option", sorted(reserved.OPTIONS))
@pytest.mark.parametrize("role", ["variable", "scheme"])
def test_options_of_every_client_stay_reachable(make: Make, option: str, role: str) -> None:
    variable = f"servers: [{{url: 'https://{{{option}}}.example', variables: {{{option}: {{default: a}}}}}}]"
    scheme = f"components: {{securitySchemes: {{{option}: {{type: apiKey, in: header, name: X}}}}}}"
    text = f"paths: {{}}\n{variable if role == 'variable' else scheme}\n"
    api = make(text)
    arguments = api.package.Client.__init__.__annotations__
    assert f"{option}_" in arguments
    if role == "variable":
        with api.package.Client(**{f"{option}_": "b"}) as client:
            assert client.base_url == "https://b.example"


def test_a_code_never_replaces_a_class_of_the_runtime(make: Make) -> None:
    codes = {
        f"ERR_{name}": {"status": 400, "description": "Bad."}
        for name in ("WEBHOOK_VERIFICATION", "CONFIGURATION", "API", "TIMEOUT", "NOT_FOUND")
    }
    code = {"type": "string", "description": "The code."}
    envelope = {"type": "object", "description": "An error.", "properties": {"code": code}}
    text = yaml.safe_dump(
        {
            "paths": {},
            "x-conventions": {
                "errors": {
                    "envelope": {"$ref": "#/components/schemas/Error"},
                    "fields": {"code": "/code"},
                    "codes": codes,
                }
            },
            "components": {"schemas": {"Error": envelope}},
        }
    )
    api = make(text, tolerant=True)
    runtime = import_module(f"{api.package.__name__}._runtime.errors")
    assert {
        name for name in runtime.__all__ if getattr(api.errors, name) is not getattr(runtime, name)
    } == set()
    assert len(api.errors.CODES) == len(codes)
