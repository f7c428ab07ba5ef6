# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Error codes of documents without conventions: a class for each code, with typed code and body."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

from tests.functional.support import Call, Made, Make
from tests.support.loopback import Reply, answer


def document(responses: str, components: str = "", more: str = "") -> str:
    return f"""
paths:
  /x:
    get: {{operationId: x_read, responses: {{'200': {{description: ok}}, {responses}}}}}
{more}
components:
  schemas:
    Any: {{}}
{components}
"""


def response(status: str, schema: str, description: str = "bad") -> str:
    return f"'{status}': {{description: {description}, content: {{application/json: {{schema: {schema}}}}}}}"


def ref(name: str) -> str:
    return f"{{$ref: '#/components/schemas/{name}'}}"


def failing(api: Made, call: Call, reply: Reply, **options: Any) -> Any:
    with pytest.raises(api.errors.APIStatusError) as caught:
        call(api, lambda c: c.x.read(), reply, max_retries=0, **options)
    return caught.value


def names(api: Made) -> dict[tuple[int, str], str]:
    return {pair: kind.__name__ for pair, kind in api.errors.CODES.items()}


NARROWED = document(
    ", ".join((
        response("404", f"{{allOf: [{ref('Problem')}, {{properties: {{code: {{enum: [NO_PET, NO_TOY]}}}}}}]}}"),
        response("409", ref("Busy"), "The pet is asleep."),
        response("503", ref("Problem")),
    )),
    """\
    Problem: {type: object, required: [code], properties: {code: {type: string}, message: {type: string}}}
    Busy: {type: object, required: [code], properties: {code: {const: BUSY}, until: {type: string}}}
""",
)  # fmt: skip


def test_a_code_has_a_class_with_its_code_and_its_body(make: Make, call: Call) -> None:
    api = make(NARROWED)
    assert not api.diagnostics
    assert names(api) == {
        (404, "NO_PET"): "NoPetError",
        (404, "NO_TOY"): "NoToyError",
        (409, "BUSY"): "BusyError",
    }
    error = failing(api, call, answer({"code": "NO_PET", "message": "none"}, 404))
    assert type(error) is api.errors.NoPetError
    assert isinstance(error, api.errors.NotFoundError)
    assert (error.code, error.message, error.data.code) == ("NO_PET", "none", "NO_PET")
    error = failing(api, call, answer({"code": "BUSY", "until": "noon"}, 409))
    assert type(error) is api.errors.BusyError
    assert error.data == api.models.Busy(code="BUSY", until="noon")
    text = (api.folder / "errors.py").read_text()
    assert 'def code(self) -> Literal["BUSY"]:' in text
    assert "def data(self) -> models.Busy | None:" in text
    assert "`BUSY` (409): The pet is asleep." in text


@pytest.mark.parametrize("kind", ["X", "AsyncX"])
def test_the_docstring_names_the_classes(make: Make, kind: str) -> None:
    module = importlib.import_module(f"{make(NARROWED).package.__name__}.resources.x")
    _, _, raises = " ".join(getattr(module, kind).read.__doc__.split()).partition("Raises: ")
    assert raises == (
        "NoPetError: Status 404. NoToyError: Status 404. BusyError: Status 409. "
        "ServiceUnavailableError: Status 503."
    )


def test_asynchronous_methods_have_the_whole_docstring(make: Make) -> None:
    module = importlib.import_module(f"{make(NARROWED).package.__name__}.resources.x")
    assert module.AsyncX.read.__doc__ == module.X.read.__doc__


def test_other_codes_and_other_statuses_have_the_class_of_the_status(
    make: Make, call: Call
) -> None:
    api = make(NARROWED)
    for status, code, kind in [
        (404, "NEW", api.errors.NotFoundError),
        (409, "NO_PET", api.errors.ConflictError),
        (503, "BUSY", api.errors.ServiceUnavailableError),
        (400, "BUSY", api.errors.BadRequestError),
    ]:
        error = failing(api, call, answer({"code": code}, status))
        assert (type(error), error.code) == (kind, code)


@pytest.mark.parametrize("strict", [False, True])
def test_the_body_of_a_class_is_a_model_or_none(make: Make, call: Call, strict: bool) -> None:
    api = make(NARROWED)
    error = failing(api, call, answer({"code": "BUSY", "until": [7]}, 409), strict=strict)
    assert type(error) is api.errors.BusyError
    assert error.data == api.models.Busy(code="BUSY")
    error = failing(api, call, answer({"error": {"code": "BUSY"}}, 409), strict=strict)
    assert type(error) is api.errors.BusyError, "a code at another common place"
    assert isinstance(error.data, api.models.Busy)


def nested(path: list[str], code: str) -> str:
    """A schema with a code at a path, in which 0 stands for the items of an array."""
    if not path:
        return code
    first, *rest = path
    if first == "0":
        return f"{{type: array, items: {nested(rest, code)}}}"
    return (
        f"{{type: object, properties: {{{first}: {nested(rest, code)}, other: {{type: string}}}}}}"
    )


def body(path: list[str], code: object) -> Any:
    for name in reversed(path):
        code = [code] if name == "0" else {name: code}
    return code


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize(
    "path",
    ["code", "type", "error", "error code", "error type", "errors 0 code", "error errors 0 reason",
     "fault detail errorcode", "0 code", "a/b~c", "meta outcome"],
)  # fmt: skip
def test_the_code_is_found_at_any_path(make: Make, call: Call, path: str, version: str) -> None:
    keys = path.split()
    listed = (response("400", nested(keys, "{type: string, enum: [A_1]}")), response("404", nested(keys, "{type: string, enum: [B_1, C_1]}")))  # fmt: skip
    api = make(document(", ".join(listed)), version=version)
    assert names(api) == {(400, "A_1"): "A1Error", (404, "B_1"): "B1Error", (404, "C_1"): "C1Error"}
    error = failing(api, call, answer(body(keys, "C_1"), 404))
    assert (type(error), error.code) == (api.errors.C1Error, "C_1")
    assert error.data is not None


_KINDS = f"{{oneOf: [{ref('Empty')}, {ref('Closed')}], discriminator: {{propertyName: type}}}}"
ALTERNATIVES = document(
    f"{response('400', _KINDS)}, {response('403', ref('Banned'))}",
    """\
    Empty: {type: object, required: [type], properties: {type: {const: Empty}, size: {type: integer}}}
    Closed: {type: object, required: [type], properties: {type: {const: Closed}, since: {type: string}}}
    Banned: {type: object, required: [type], properties: {type: {const: Banned}}}
""",
)


def test_alternatives_give_each_code_its_own_body(make: Make, call: Call) -> None:
    api = make(ALTERNATIVES)
    error = failing(api, call, answer({"type": "Closed", "since": "noon"}, 400))
    assert type(error) is api.errors.ClosedError
    assert error.data == api.models.Closed(type="Closed", since="noon")
    text = (api.folder / "errors.py").read_text()
    assert "def data(self) -> models.Closed | None:" in text
    assert "def data(self) -> models.Empty | None:" in text


def test_one_code_of_several_bodies_has_their_union(make: Make, call: Call) -> None:
    code = "code: {const: TAKEN}"
    api = make(
        document(
            response("409", ref("Name")),
            f"""\
    Name: {{type: object, required: [code, name], properties: {{{code}, name: {{type: string}}}}}}
    Slot: {{type: object, required: [code, slot], properties: {{{code}, slot: {{type: integer}}}}}}
""",
            f"    put: {{operationId: x_write, responses: {{'200': {{description: ok}}, {response('409', ref('Slot'))}}}}}\n",
        )
    )
    assert names(api) == {(409, "TAKEN"): "TakenError"}
    assert "-> models.Name | models.Slot | None:" in (api.folder / "errors.py").read_text()
    error = failing(api, call, answer({"code": "TAKEN", "name": "n"}, 409))
    assert error.data == api.models.Name(code="TAKEN", name="n")


def test_a_code_of_several_statuses_has_a_class_for_each(make: Make, call: Call) -> None:
    invalid, missing = (nested(["code"], f"{{const: {code}}}") for code in ("INVALID", "MISSING"))
    api = make(document(", ".join((response("400", invalid), response("422", invalid), response("404", missing)))))  # fmt: skip
    assert names(api) == {
        (400, "INVALID"): "Invalid400Error",
        (422, "INVALID"): "Invalid422Error",
        (404, "MISSING"): "MissingError",
    }
    error = failing(api, call, answer({"code": "INVALID"}, 422))
    assert isinstance(error, api.errors.UnprocessableEntityError)


@pytest.mark.parametrize("path", ["code", "type", "error type", "errors 0 name"])
def test_one_response_is_enough(make: Make, call: Call, path: str) -> None:
    """The response of one status narrows the code, with the media type of RFC 9457."""
    keys = path.split()
    narrowed = response("402", nested(keys, "{enum: [DECLINED, EXPIRED]}"))
    api = make(document(narrowed.replace("application/json", "application/problem+json")))
    assert names(api) == {(402, "DECLINED"): "DeclinedError", (402, "EXPIRED"): "ExpiredError"}
    reply = answer(body(keys, "EXPIRED"), 402)
    error = failing(api, call, Reply(402, reply.body, content_type="application/problem+json"))
    assert type(error) is api.errors.ExpiredError
    assert error.data is not None


def test_the_property_with_the_most_codes_is_the_code(make: Make) -> None:
    """An object of the API `{type: error, error: {type, code}}`."""
    inner = "{{type: object, properties: {{type: {{const: error}}, error: {{type: object, properties: {{type: {{const: {}}}, code: {{enum: [{}]}}}}}}}}}}"
    listed = (response("400", inner.format("invalid_request_error", "A, B")), response("404", inner.format("not_found_error", "C")))  # fmt: skip
    api = make(document(", ".join(listed)))
    assert names(api) == {(400, "A"): "AError", (400, "B"): "BError", (404, "C"): "CError"}
    assert '("code", "/error/code")' in (api.folder / "_api.py").read_text()
    listed = (response("400", inner.format("invalid_request_error", "A")), response("404", inner.format("not_found_error", "C")))  # fmt: skip
    assert '("code", "/error/code")' in (make(document(", ".join(listed))).folder / "_api.py").read_text()  # fmt: skip


ALL = "{type: object, properties: {code: {type: string, enum: [A, B]}}}"
NOT_NARROWED = {
    "one list for all statuses": document(f"{response('400', ALL)}, {response('404', ALL)}"),
    "a range and default": document(f"{response('4XX', ALL)}, {response('default', ALL)}"),
    "no list": document(response("400", "{type: object, properties: {code: {type: string}}}")),
    "the same constant everywhere": document(", ".join(response(s, "{type: object, properties: {type: {const: error}}}") for s in ("400", "404"))),
    "the type of something else": document(response("400", nested(["fields", "0", "type"], "{enum: [date, float]}"))),
    "a result": document(response("409", ref("Pet")) + ", " + response("201", ref("Pet")), "    Pet: {type: object, properties: {type: {const: pet}}}\n"),
    "only the word error": document(response("400", "{type: object, properties: {type: {const: error}}}")),
    "the status": document(", ".join(response(s, f"{{type: object, properties: {{code: {{const: {s}}}}}}}") for s in ("400", "404"))),
    "a property that is no code": document(response("409", "{type: object, properties: {id: {type: string}, state: {enum: [open, closed]}}}")),
    "another media type": document("'400': {description: bad, content: {text/plain: {schema: {type: string, enum: [A, B]}}}}"),
    "a schema in itself": document(response("400", ref("Loop")), "    Loop: {type: object, properties: {code: {type: string}, cause: {$ref: '#/components/schemas/Loop'}}, oneOf: [{required: [code]}, {$ref: '#/components/schemas/Loop'}]}\n"),
}  # fmt: skip


@pytest.mark.parametrize("text", NOT_NARROWED.values(), ids=NOT_NARROWED)
def test_without_narrowing_there_are_no_classes(make: Make, call: Call, text: str) -> None:
    api = make(text, tolerant=True)
    assert names(api) == {}
    error = failing(api, call, answer({"code": "A"}, 400))
    assert (type(error), error.code) == (api.errors.BadRequestError, "A")


def test_a_list_for_all_statuses_does_not_hide_the_narrowing(make: Make) -> None:
    narrow = f"{{allOf: [{ALL}, {{properties: {{code: {{enum: [B]}}}}}}]}}"
    text = document(", ".join((response("400", ALL), response("404", ALL), response("409", narrow), response("default", ALL))))  # fmt: skip
    api = make(text)
    assert names(api) == {(409, "B"): "BError"}
    module = importlib.import_module(f"{api.package.__name__}.resources.x")
    _, _, raises = module.X.read.__doc__.partition("Raises:")
    assert " ".join(raises.split()) == (
        "BError: Any other status. BadRequestError: Status 400. NotFoundError: Status 404. "
        "APIStatusError: Any other status."
    )


@pytest.mark.parametrize(
    ("status", "code", "name"),
    [
        ("400", "ERR_BAD_REQUEST", "InvalidRequestError"),
        ("400", "bad_request", "InvalidRequestError"),
        ("401", "unauthorized", "AuthenticationFailedError"),
        ("404", "NotFoundException", "ResourceNotFoundError"),
        ("404", "not_found_error", "ResourceNotFoundError"),
        ("400", "invalid_request_error", "InvalidRequestError"),
        ("400", "user.not-found", "UserNotFoundError"),
        ("403", "https://example.com/problems/out-of-credit", "OutOfCreditError"),
        ("403", "urn:problem:out-of-credit", "OutOfCreditError"),
        ("400", "'1001'", "Code1001Error"),
        ("400", "1001", "Code1001Error"),
        ("500", "api_error", "InternalAPIError"),
        ("400", "ARGUMENT_ERROR", "APIArgumentError"),
        ("400", "VALUE_ERROR", "APIValueError"),
        ("504", "TIMEOUT", "TimedOutError"),
        ("400", "ERR_", "EmptyError"),
        ("400", "'\"\"\" + x'", "XError"),
    ],
)  # fmt: skip
def test_the_name_of_a_class(make: Make, call: Call, status: str, code: str, name: str) -> None:
    api = make(document(response(status, f"{{type: object, properties: {{code: {{const: {code}}}}}}}")))  # fmt: skip
    assert list(names(api).values()) == [name]
    ((_, wire),) = api.errors.CODES
    error = failing(api, call, answer({"code": wire}, int(status)))
    assert (type(error).__name__, error.code) == (name, wire)


def test_names_differ_from_each_other_and_from_the_runtime(make: Make) -> None:
    codes = "[BAD_REQUEST, INVALID_REQUEST, invalid-request, REQUEST]"
    api = make(document(response("400", f"{{type: object, properties: {{code: {{enum: {codes}}}}}}}")))  # fmt: skip
    assert names(api) == {
        (400, "BAD_REQUEST"): "APIBadRequestError",
        (400, "INVALID_REQUEST"): "InvalidRequestError",
        (400, "invalid-request"): "InvalidRequestError2",
        (400, "REQUEST"): "RequestError",
    }


def test_alternatives_that_contain_each_other(make: Make, call: Call) -> None:
    api = make(
        document(
            response("409", ref("All")),
            """\
    All: {oneOf: [{$ref: '#/components/schemas/Some'}, {$ref: '#/components/schemas/Busy'}]}
    Some: {oneOf: [{$ref: '#/components/schemas/All'}, {$ref: '#/components/schemas/Gone'}]}
    Busy: {type: object, required: [code], properties: {code: {const: BUSY}}}
    Gone: {type: object, required: [code], properties: {code: {const: LOST}}}
""",
        ),
        tolerant=True,
    )
    assert names(api) == {(409, "LOST"): "LostError", (409, "BUSY"): "BusyError"}
    error = failing(api, call, answer({"code": "BUSY"}, 409))
    assert error.data == api.models.Busy(code="BUSY")


def test_errors_made_by_hand_have_the_status_of_their_class(make: Make) -> None:
    one, other = (
        f"{{type: object, properties: {{code: {{const: {code}}}}}}}" for code in ("TEA", "NO_PET")
    )
    api = make(document(f"{response('418', one)}, {response('404', other)}"))
    error = api.errors.TeaError("short and stout")
    assert (error.status_code, error.code) == (418, "TEA")
    assert isinstance(error, api.errors.ClientError)
    assert api.errors.NoPetError("no", headers={"Retry-After": "7"}).retry_after == 7.0
    assert api.errors.NoPetError("no").status_code == 404
    assert str(api.errors.NoPetError("no")) == "404 NO_PET: no"
