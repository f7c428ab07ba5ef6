"""The classes of errors and their attributes."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from cometchat_business_messaging import errors, models

from tests.client.conftest import API_KEY, APP_ID, Caller
from tests.client.documented import code_table, operations
from tests.support.loopback import Loopback, Reply, answer

CLASSES = {
    "ERR_BAD_REQUEST": errors.InvalidRequestError,
    "ERR_TEMPLATE_NOT_APPROVED": errors.TemplateNotApprovedError,
    "ERR_INVALID_VARIABLES": errors.InvalidVariablesError,
    "ERR_TARGET_LIMIT_EXCEEDED": errors.TargetLimitExceededError,
    "ERR_INVALID_MODE": errors.InvalidModeError,
    "ERR_UNAUTHORIZED": errors.AuthenticationFailedError,
    "ERR_NOT_FOUND": errors.ResourceNotFoundError,
}
BASES = {400: errors.BadRequestError, 401: errors.UnauthorizedError, 404: errors.NotFoundError}
PAGE = b"<!doctype html><title>502 Bad Gateway</title>"


def envelope(code: str, status: int, **more: Any) -> Reply:
    """Return an error response in the format of the API."""
    return answer({"error": {"code": code, "message": "User-facing message", **more}}, status)


def failed(caller: Caller, server: Loopback, reply: Reply) -> errors.APIStatusError:
    """Return the error that a call raises for a response."""
    server.play(reply)
    with pytest.raises(errors.APIStatusError) as caught:
        caller.run(lambda c: c.templates.get("t-1"), caller.client(max_retries=0))
    return caught.value


def test_the_error_classes_match_the_spec() -> None:
    assert CLASSES.keys() == code_table().keys()
    assert {(status, code): CLASSES[code] for code, status in code_table().items()} == errors.CODES


@pytest.mark.parametrize("code", CLASSES)
def test_a_documented_code_has_its_class(caller: Caller, server: Loopback, code: str) -> None:
    status = code_table()[code]
    error = failed(caller, server, envelope(code, status))
    assert type(error) is CLASSES[code]
    assert isinstance(error, BASES[status])
    assert (error.status_code, error.code) == (status, code)


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (400, "ERR_SOMETHING_NEW", errors.BadRequestError),
        (403, "ERR_FORBIDDEN", errors.ForbiddenError),
        (404, "ERR_BAD_REQUEST", errors.NotFoundError),  # the code of another status
        (409, "ERR_NOT_FOUND", errors.ConflictError),
        (422, "ERR_X", errors.UnprocessableEntityError),
        (429, "ERR_RATE", errors.TooManyRequestsError),
        (418, "ERR_TEAPOT", errors.ClientError),
        (500, "ERR_INTERNAL", errors.InternalServerError),
        (503, "ERR_DOWN", errors.ServiceUnavailableError),
        (599, "ERR_X", errors.ServerError),
        (302, "ERR_X", errors.RedirectionError),
        (600, "ERR_X", errors.APIStatusError),
    ],
)
def test_an_unknown_code_has_the_class_of_its_status(
    caller: Caller, server: Loopback, status: int, code: str, kind: type[errors.APIStatusError]
) -> None:
    error = failed(caller, server, envelope(code, status))
    assert type(error) is kind
    assert (error.status_code, error.code, error.message) == (status, code, "User-facing message")


def test_the_error_has_all_values_of_the_envelope(caller: Caller, server: Loopback) -> None:
    details = {"field": "validation error"}
    example = {
        "error": {
            "code": "ERR_BAD_REQUEST",
            "message": "User-facing message",
            "devMessage": "Developer-facing detail",
            "details": details,
        }
    }
    error: Any = failed(caller, server, answer(example, 400, X_Request_Id="req-7", X_Extra="1"))
    assert error.message == "User-facing message"
    assert error.dev_message == "Developer-facing detail"
    assert error.details == details
    assert error.request_id == "req-7"
    assert error.headers["x-extra"] == "1"
    assert error.body == answer(example).body
    body = models.ErrorBody(
        code="ERR_BAD_REQUEST",
        message="User-facing message",
        dev_message="Developer-facing detail",
        details=details,
    )
    assert error.data == models.ErrorEnvelope(error=body)
    assert (error.request_method, error.request_path) == ("GET", "/templates/t-1")
    assert len(error.attempts) == 1
    assert str(error) == (
        "400 ERR_BAD_REQUEST: User-facing message [request id req-7] (GET /templates/t-1)"
    )


OTHER_BODIES: dict[str, tuple[Reply, str | None, str]] = {
    "a page": (Reply(502, PAGE, content_type="text/html"), None, "Bad Gateway"),
    "nothing": (Reply(502, b""), None, "Bad Gateway"),
    "nothing, without a content type": (Reply(502, content_type=None), None, "Bad Gateway"),
    "a list": (answer(["ERR_BAD_REQUEST"], 502), None, "Bad Gateway"),
    "a message": (answer({"message": "nope"}, 502), None, "nope"),
    "a text": (answer({"error": "nope"}, 502), "nope", "nope"),
    "a number": (answer({"error": {"code": 7, "message": None}}, 502), "7", "Bad Gateway"),
    "null": (answer(None, 502), None, "Bad Gateway"),
    "truncated": (Reply(502, b'{"error": {"code": "ERR'), None, "Bad Gateway"),
    "not UTF-8": (Reply(502, b"\xff\xfe\x00"), None, "Bad Gateway"),
    "deep": (Reply(502, b'{"error":' * 50_000), None, "Bad Gateway"),
}


@pytest.mark.parametrize("case", OTHER_BODIES)
def test_an_error_body_that_is_not_an_envelope(caller: Caller, server: Loopback, case: str) -> None:
    reply, code, message = OTHER_BODIES[case]
    error = failed(caller, server, reply)
    assert type(error) is errors.BadGatewayError
    assert (error.status_code, error.code, error.message) == (502, code, message)
    assert error.body == reply.body
    assert vars(error)["dev_message"] is None


@pytest.mark.parametrize("reproduce", [lambda e: pickle.loads(pickle.dumps(e)), copy.copy])
def test_an_error_can_be_pickled_and_copied(
    caller: Caller, server: Loopback, reproduce: Any
) -> None:
    reply = envelope("ERR_TEMPLATE_NOT_APPROVED", 400, devMessage="draft", details={"a": [1]})
    error: Any = failed(caller, server, reply)
    again = reproduce(error)
    assert type(again) is errors.TemplateNotApprovedError
    assert str(again) == str(error)
    for name in ("status_code", "code", "message", "dev_message", "details", "body", "attempts"):
        assert getattr(again, name) == getattr(error, name)
    assert len({error, again}) == 2, "hashable, by identity"


def test_no_error_contains_the_credentials_that_the_server_repeats(
    caller: Caller, server: Loopback
) -> None:
    reply = envelope("ERR_UNAUTHORIZED", 401, devMessage=f"bad key {API_KEY} of {APP_ID}")
    error: Any = failed(caller, server, reply)
    shown = [str(error), repr(error), repr(vars(error)), repr(pickle.dumps(error))]
    assert not [text for text in shown if API_KEY in text]


def test_a_refused_connection(caller: Caller, server: Loopback) -> None:
    server.close()
    with pytest.raises(errors.APIConnectionError) as caught:
        caller.run(lambda c: c.campaigns.list(), caller.client(max_retries=1))
    assert isinstance(caught.value, errors.APIError)
    assert (caught.value.request_path, len(caught.value.attempts)) == ("/campaigns", 2)


def test_the_docstring_of_a_method_lists_its_errors() -> None:
    """The docstring names a class for each code that the operation documents."""
    from cometchat_business_messaging.resources.campaigns import AsyncCampaigns, Campaigns

    documented = operations()["sendCampaign"].codes
    for kind in (Campaigns, AsyncCampaigns):
        section = (kind.send.__doc__ or "").partition("Raises:")[2]
        for codes in documented.values():
            assert all(CLASSES[code].__name__ in section for code in codes)
        assert "InvalidModeError" not in section


def test_an_error_made_by_hand() -> None:
    error = errors.TemplateNotApprovedError("no", headers={"Retry-After": "7"})
    assert (error.status_code, error.code, error.retry_after) == (
        400,
        "ERR_TEMPLATE_NOT_APPROVED",
        7.0,
    )
