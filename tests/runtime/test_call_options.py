"""The options of one call, which every method takes as `options=`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from client_under_test._runtime import (
    UNSET,
    Form,
    Header,
    Json,
    Model,
    Multipart,
    Operation,
    Result,
    errors,
)

from tests.runtime.sides import (
    API_KEY,
    CREATE,
    CURSOR,
    DOWNLOAD,
    GET,
    LINES,
    LIST,
    NEXT_URL,
    Caller,
    Side,
    Thing,
    Upload,
)
from tests.support.loopback import Loopback, Reply, answer

FINE = answer({"id": "1"})
BUSY = Reply(503)


class Named(Model, kw_only=True):
    """A form."""

    name: str


FORM: Operation[Any] = Operation(
    "things.form",
    "POST /form",
    body=(Form(lambda: Named),),
    results=(Result("2XX", lambda: Thing),),
)
LISTED: Operation[Any] = Operation(
    "things.listed",
    "POST /list",
    body=(Json(lambda: list[int]),),
    results=(Result("2XX", lambda: Thing),),
)
FILES: Operation[Any] = Operation(
    "things.files",
    "POST /files",
    body=(Multipart(lambda: Upload),),
    results=(Result("2XX", lambda: Thing),),
)
KEYED: Operation[Thing] = Operation(
    "things.keyed",
    "POST /things",
    parameters=(Header("idempotency_key", "X-Idem", lambda: str),),
    body=(Json(lambda: Thing),),
    results=(Result("2XX", lambda: Thing),),
    idempotency_key="idempotency_key",
)

NUMBERED: Operation[Thing] = Operation(
    "things.numbered",
    "POST /things",
    parameters=(Header("idempotency_key", "X-Number", lambda: int),),
    body=(Json(lambda: Thing),),
    results=(Result("2XX", lambda: Thing),),
    idempotency_key="idempotency_key",
)


def get(caller: Caller, **options: Any) -> Any:
    """Call GET with options."""
    return caller.side.run(lambda: caller.things._call(GET, {"id": "1"}, options=options))


def send(caller: Caller, operation: Operation[Any], sent: object = UNSET, /, **options: Any) -> Any:
    """Call an operation with a body and options."""
    return caller.side.run(lambda: caller.things._call(operation, {}, sent, options=options))


def test_the_number_of_retries_of_one_call(server: Loopback, side: Side) -> None:
    caller = side.caller(server)
    server.play(BUSY)
    with pytest.raises(errors.ServiceUnavailableError):
        get(caller, max_retries=0)
    assert len(server.requests) == 1
    with pytest.raises(errors.ServiceUnavailableError):
        caller.get()
    assert len(server.requests) == 1 + 3


def test_the_timeout_of_one_call(server: Loopback, side: Side) -> None:
    caller = side.caller(server, timeout=None)
    server.play(Reply(503, headers={"Retry-After": "100"}), FINE)
    with pytest.raises(errors.ServiceUnavailableError, match="not retried"):
        get(caller, timeout=5)
    server.play(Reply(503, headers={"Retry-After": "0.01"}), FINE)
    assert get(side.caller(server, timeout=0.001), timeout=None).id == "1"


def test_headers_replace_those_of_the_client(server: Loopback, side: Side) -> None:
    caller = side.caller(server, headers={"X-Tenant": "a", "X-Trace": "t"})
    server.play(FINE)
    get(caller, headers={"x-tenant": "b", "X-Trace": None, "X-New": "n"})
    (sent,) = server.requests
    assert [v for name, v in sent.headers if name.lower() == "x-tenant"] == ["b"]
    assert (sent.header("x-trace"), sent.header("x-new")) == (None, "n")
    assert sent.header("apikey") == API_KEY


def test_query_parameters_replace_those_of_the_method(server: Loopback, side: Side) -> None:
    caller = side.caller(server)
    server.play(answer([]))
    page = side.run(
        lambda: caller.things._page(
            LIST, {"page": 2, "limit": 5}, options={"query": {"limit": 7, "a b": ["x", "y&z"]}}
        )
    )
    assert page.data == []
    assert server.requests[0].query == "page=2&limit=7&a+b=x&a+b=y%26z"


def test_properties_of_the_body(server: Loopback, side: Side) -> None:
    caller = side.caller(server)
    server.play(FINE)
    send(caller, CREATE, Thing(id="new"), body={"beta": {"n": 12345678901234567890}, "id": "x"})
    assert server.requests[-1].json() == {"id": "x", "beta": {"n": 12345678901234567890}}
    send(caller, CREATE, body={"beta": True})
    assert server.requests[-1].json() == {"beta": True}
    assert server.requests[-1].header("content-type") == "application/json"
    send(caller, FORM, Named(name="a b"), body={"extra": "ü"})
    assert server.requests[-1].body == b"name=a+b&extra=%C3%BC"


@pytest.mark.parametrize(
    ("operation", "body"),
    [(LISTED, [1]), (FILES, Upload(name="n", file=b"x"))],
    ids=["array", "multipart"],
)
def test_properties_need_an_object(
    server: Loopback, side: Side, operation: Operation[Any], body: object
) -> None:
    with pytest.raises(errors.ArgumentError, match=r"options\['body'\]: needs a body"):
        send(side.caller(server), operation, body, body={"a": 1})
    assert server.requests == []


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"timeouts": 1}, "options: has the unknown option 'timeouts'"),
        ({"timeout": -1}, "options: timeout must be"),
        ({"max_retries": 1.5}, "options: max_retries must be"),
        ({"headers": {"a b": "c"}}, r"options\['headers'\]: a name"),
        ({"headers": {"Content-Length": "1"}}, r"options\['headers'\]: Content-Length cannot"),
        ({"headers": [("a", "b")]}, r"options\['headers'\]: must be a mapping, not list"),
        ({"query": {"a": {"b": 1}}}, r"options\['query'\]\['a'\]: must be"),
        ({"body": 3}, r"options\['body'\]: must be a mapping, not int"),
        ({"idempotency_key": ""}, r"options\['idempotency_key'\]: must not be empty"),
        ({"idempotency_key": "a\nb"}, r"options\['idempotency_key'\]: the value"),
    ],
)
def test_invalid_options_are_arguments(
    server: Loopback, side: Side, options: dict[str, Any], text: str
) -> None:
    with pytest.raises(errors.ArgumentError, match=text):
        send(side.caller(server), CREATE, Thing(id="1"), **options)
    with pytest.raises(errors.ArgumentError, match="options: must be a dict, not int"):
        side.run(lambda: side.caller(server).things._call(GET, {"id": "1"}, options=3))
    assert server.requests == []


@pytest.mark.parametrize(
    ("operation", "options", "text"),
    [
        (
            GET,
            {"max_items": 3},
            "options['max_items']: does not apply to things.get, which is not a list",
        ),
        (
            GET,
            {"position": "2"},
            "options['position']: does not apply to things.get, which is not a list",
        ),
        (
            GET,
            {"body": {"a": 1}},
            "options['body']: does not apply to things.get, which has no body",
        ),
        (
            LINES,
            {"max_items": 3},
            "options['max_items']: does not apply to things.lines, which is not a list",
        ),
        (
            LIST,
            {"body": {"a": 1}},
            "options['body']: does not apply to things.list, which has no body",
        ),
    ],
)
def test_options_that_do_not_fit_the_operation(
    server: Loopback, side: Side, operation: Operation[Any], options: dict[str, Any], text: str
) -> None:
    things = side.caller(server).things
    calls: dict[Operation[Any], Callable[[], Any]] = {
        GET: lambda: side.run(lambda: things._call(GET, {"id": "1"}, options=options)),
        LINES: lambda: side.collect(lambda: things._stream(LINES, options=options)),
        LIST: lambda: side.collect(lambda: things._page(LIST, options=options)),
    }
    with pytest.raises(errors.ArgumentError) as caught:
        calls[operation]()
    assert str(caught.value).startswith(text)
    assert server.requests == []


@pytest.mark.parametrize("operation", [CURSOR, NEXT_URL])
def test_all_pages_have_the_options(
    server: Loopback, side: Side, operation: Operation[Thing]
) -> None:
    caller = side.caller(server, headers={"X-Old": "o"})
    options = {"headers": {"X-New": "n", "X-Old": None}, "query": {"q": "1"}, "max_retries": 0}
    following = {"meta": {"next": "c"}} if operation is CURSOR else {"next": "/things?p=2"}
    server.play(answer({"data": [{"id": "1"}], **following}), answer({"data": [{"id": "2"}]}), BUSY)
    items = side.collect(lambda: caller.things._page(operation, {}, options=options))
    assert [each.id for each in items] == ["1", "2"]
    first, second = server.requests
    assert first.query == "q=1"
    for each in (first, second):
        assert (each.header("x-new"), each.header("x-old")) == ("n", None)


def test_a_credential_of_a_call_that_resumes_a_list_is_redacted(
    server: Loopback, side: Side
) -> None:
    options = {"headers": {"Authorization": "Bearer t0ken-of-call"}, "position": "/things?p=2"}
    server.play(answer({"error": {"message": "bad t0ken-of-call"}}, 401))
    with pytest.raises(errors.UnauthorizedError) as caught:
        side.collect(lambda: side.caller(server).things._page(NEXT_URL, {}, options=options))
    assert server.requests[0].header("authorization") == "Bearer t0ken-of-call"
    assert "t0ken" not in f"{caught.value} {caught.value.body!r}"


def test_streams_and_downloads_have_the_options(server: Loopback, side: Side) -> None:
    caller = side.caller(server)
    options = {"headers": {"X-New": "n"}}
    server.play(Reply(body=b'{"id": "1"}\n', content_type="application/jsonl"))
    assert len(side.collect(lambda: caller.things._stream(LINES, options=options))) == 1
    server.play(Reply(body=b"pdf", content_type="application/pdf"))
    download = side.run(lambda: caller.things._call(DOWNLOAD, options=options))
    side.run(download.close)
    assert server.requests[0].header("x-new") == "n"


def test_an_idempotency_key_makes_a_call_repeatable(server: Loopback, side: Side) -> None:
    caller = side.caller(server)
    for options, header in (
        ({"idempotency_key": "k"}, "idempotency-key"),
        ({"headers": {"idempotency-KEY": "k"}}, "idempotency-key"),
    ):
        server.play(BUSY, FINE)
        send(caller, CREATE, Thing(id="new"), **options)
        assert [each.header(header) for each in server.requests] == ["k", "k"]
    server.play(BUSY, FINE)
    send(caller, KEYED, Thing(id="new"), idempotency_key="own")
    assert [each.header("x-idem") for each in server.requests] == ["own", "own"]
    server.play(BUSY, FINE)
    send(caller, NUMBERED, Thing(id="new"), idempotency_key="7")
    assert [each.header("x-number") for each in server.requests] == ["7", "7"]
    server.play(BUSY, FINE)
    caller.request("POST", "/things", json={}, headers={"Idempotency-Key": "k"})
    assert [each.header("idempotency-key") for each in server.requests] == ["k", "k"]


def test_an_empty_key_makes_no_call_repeatable(server: Loopback, side: Side) -> None:
    caller = side.caller(server)
    server.play(BUSY, FINE)
    with pytest.raises(errors.APIStatusError):
        send(caller, CREATE, Thing(id="new"), headers={"Idempotency-Key": ""})
    assert len(server.requests) == 1


def test_a_call_without_its_key_is_not_repeatable(server: Loopback, side: Side) -> None:
    caller = side.caller(server)
    for headers in ({"x-idem": None}, {"X-Idem": ""}):
        server.play(BUSY, FINE)
        with pytest.raises(errors.APIStatusError):
            send(caller, KEYED, Thing(id="new"), headers=headers)
        assert [each.header("x-idem") or None for each in server.requests] == [None]


def test_each_call_has_its_own_key_for_all_attempts(server: Loopback, side: Side) -> None:
    caller = side.caller(server)
    server.play(BUSY, BUSY, FINE)
    caller.call(KEYED, {}, Thing(id="a"))
    caller.call(KEYED, {"idempotency_key": None}, Thing(id="b"))
    caller.call(KEYED, {"idempotency_key": "mine"}, Thing(id="c"))
    first, again, third, second, own = (each.header("x-idem") for each in server.requests)
    assert first is not None
    assert first == again == third != second
    assert (len(first), own) == (36, "mine")
