"""What servers announce in headers: the end of operations, and the identifier of each request."""

from __future__ import annotations

import logging

import pytest
from client_under_test._runtime import errors

from tests.runtime.sides import API_KEY, Side
from tests.support.loopback import Loopback, Reply, answer

BODY = b'{"id": "1"}'


def messages(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The warnings of the client."""
    return [each.getMessage() for each in caplog.records if each.levelno == logging.WARNING]


@pytest.mark.parametrize(
    ("headers", "text"),
    [
        (
            {"Deprecation": "@1688169599", "Sunset": "Sun, 30 Jun 2024 23:59:59 GMT"},
            "is deprecated since 2023-06-30 and will be removed on Sun, 30 Jun 2024 23:59:59 GMT",
        ),
        ({"Deprecation": "true"}, "is deprecated"),
        ({"Deprecation": "Fri, 30 Jun 2023 GMT"}, "is deprecated since Fri, 30 Jun 2023 GMT"),
        ({"Deprecation": "@99999999999999999999"}, "is deprecated since @99999999999999999999"),
        ({"Sunset": "soon", "Link": "<https://x>"}, "will be removed on soon, see <https://x>"),
        ({"Sunset": API_KEY}, "will be removed on REDACTED"),
    ],
)
def test_the_end_of_an_operation_is_one_warning(
    server: Loopback,
    side: Side,
    caplog: pytest.LogCaptureFixture,
    headers: dict[str, str],
    text: str,
) -> None:
    server.play(Reply(body=BODY, headers=headers))
    caller = side.caller(server)
    caller.get()
    caller.with_options(timeout=20).get()
    assert messages(caplog) == [f"things.get: the server says that it {text}"]
    caller.create()
    assert len(messages(caplog)) == 2


def test_errors_announce_it_too(
    server: Loopback, side: Side, caplog: pytest.LogCaptureFixture
) -> None:
    server.play(Reply(410, headers={"Sunset": "yesterday"}))
    with pytest.raises(errors.GoneError):
        side.caller(server).get()
    assert len(messages(caplog)) == 1


def test_each_attempt_has_its_request_id(server: Loopback, side: Side) -> None:
    server.play(
        Reply(503, headers={"X-Request-Id": "r-1"}), Reply(503), answer({}, 404, Request_Id=API_KEY)
    )
    with pytest.raises(errors.NotFoundError) as caught:
        side.caller(server).get()
    assert [each.request_id for each in caught.value.attempts] == ["r-1", None, "REDACTED"]
