"""The fake as a server: requests over real sockets."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from typing import Any

import httpx2
import pytest
from cometchat_business_messaging import errors, models
from cometchat_business_messaging._runtime.testing.server import bodies
from cometchat_business_messaging.testing import FakeBusinessMessaging, FakeError, make

from tests.support.harness import ROOT

CREDENTIALS = {"apikey": "k", "appid": "a"}


@pytest.fixture
def served() -> Iterator[tuple[FakeBusinessMessaging, httpx2.Client]]:
    """A fake, and an HTTP client of its server."""
    with (
        FakeBusinessMessaging() as fake,
        fake.serve() as server,
        httpx2.Client(base_url=server.url, headers=CREDENTIALS) as client,
    ):
        yield fake, client


def test_a_script_answers_another_process() -> None:
    code = """
from cometchat_business_messaging import BusinessMessaging
with BusinessMessaging() as client:
    print(client.campaigns.get("a").name)
    print(len(client.campaigns.upload_csv(file=iter([b"userId", b"u"]), campaign_id="c").campaign_id))
"""
    with FakeBusinessMessaging() as fake:
        fake.campaigns.get.returns(make(models.Campaign, name="found"))
        fake.campaigns.upload_csv.returns(make(models.CsvUploaded, campaign_id="c"))
        with fake.serve():
            environment = {**os.environ, "PYTHONPATH": str(ROOT / "generated")}
            command = [sys.executable, "-c", code]
            run = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert run.stdout.split() == ["found", "1"], run.stderr
        assert [each.operation for each in fake.calls] == ["campaigns.get", "campaigns.upload_csv"]


def test_problems_are_responses_and_fail_the_test(served: Any) -> None:
    fake, client = served
    expected = {
        ("GET", "/campaigns/a"): 501,
        ("POST", "/campaigns"): 400,
        ("GET", "/campaigns?page=0"): 400,
        ("GET", "/campaigns?page=one"): 400,
        ("PATCH", "/campaigns"): 405,
        ("GET", "/nothing"): 404,
    }
    assert {each: client.request(*each).status_code for each in expected} == expected
    assert client.delete("/campaigns").headers["allow"] == "GET, POST"
    answer = client.request("GET", "/campaigns/a", headers={"apikey": ""})
    without = httpx2.get(f"{client.base_url}/campaigns/a")
    assert (without.status_code, answer.status_code) == (401, 501)
    assert without.json()["error"]["code"]
    assert client.post("/templates").json()["error"]["code"] == "ERR_BAD_REQUEST"
    assert "fake.campaigns.get.returns" in client.get("/campaigns/a").json()["error"]["message"]
    with pytest.raises(FakeError, match="the test scripts no answer"):
        fake.check()
    fake.clear()


def exchange(client: httpx2.Client, request: bytes) -> tuple[int, httpx2.Headers, bytes]:
    """Send bytes, and return the status, the headers and the body of the response. The client sends nothing more."""
    with socket.create_connection((client.base_url.host, client.base_url.port), 5) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        received = b""
        while piece := connection.recv(65_536):
            received += piece
    head, _, body = received.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    return int(status.split()[1]), httpx2.Headers(dict(line.split(": ", 1) for line in lines)), body


HEAD = b"POST /templates HTTP/1.1\r\nHost: fake\r\napikey: k\r\nappid: a\r\n"


@pytest.mark.parametrize(
    ("request_", "status", "problem"),
    [
        (HEAD + b"Content-Length: ten\r\n\r\n{}", 400, "Content-Length 'ten'"),
        (HEAD + b"Content-Length: -1\r\n\r\n{}", 400, "Content-Length '-1'"),
        (HEAD + b"Content-Length: 1_0\r\n\r\n{}", 400, "Content-Length '1_0'"),
        (HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400, "Content-Length '2, 3'"),
        (HEAD + b"Content-Length: 2, 3\r\n\r\n{}", 400, "Content-Length '2, 3'"),
        (HEAD + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", 400, "media type none"),
        (HEAD + b"Host: other\r\n\r\n", 400, "2 Host headers"),
        (b"GET /templates HTTP/1.1\r\n\r\n", 400, "0 Host headers"),
        (b"GET /templates HTTP/1.0\r\n\r\n", 401, "credentials"),
        (b"get /templates HTTP/1.1\r\nHost: a\r\n\r\n", 400, "the method 'get'"),
        (HEAD + b"Content-Length: 5\r\n\r\n{}", 400, "2 of 5 bytes"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nx\r\n{}\r\n", 400, "chunk"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n", 400, "chunk"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n\r\n{}\r\n", 400, "chunk"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", 400, "chunk"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n9\r\n{}", 400, "2 of 9 bytes"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}garbage\r\n0\r\n\r\n", 400, "chunk"),
        (HEAD + b"Transfer-Encoding: gzip\r\n\r\n{}", 501, "the Transfer-Encoding 'gzip'"),
        (HEAD + b"X-Name: \xff\xc3\xa9\r\n\r\n", 400, "a header has other characters"),
        (b"GET\r\n\r\n", 400, "Bad request syntax"),
        (b"GET /templates HTTP/1.x\r\n\r\n", 400, "Bad request version"),
        (b"G\xc3\x80T /templates HTTP/1.1\r\nHost: a\r\n\r\n", 405, "no operation"),
        (b"{} /templates HTTP/1.1\r\nHost: a\r\n\r\n", 405, "no operation"),
        (b"GET /\xff HTTP/1.1\r\nHost: a\r\n\r\n", 404, "no operation"),
        (b"GET http://[/ HTTP/1.1\r\nHost: a\r\n\r\n", 404, "no operation GET /"),
        (b"GET /templates HTTP/1.1\r\nHost: [\r\n\r\n", 400, "the Host '['"),
        (b"GET /templates HTTP/1.1\r\nHost: a/b\r\n\r\n", 400, "the Host 'a/b'"),
        (b"GET /templates HTTP/1.1\r\nHost: a:b\r\n\r\n", 400, "the Host 'a:b'"),
        (b"GET /templates HTTP/1.1\r\nHost:\r\n\r\n", 401, "credentials"),
        (b"GET /templates HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", 401, "credentials"),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", 414, "URI Too Long"),
        (b"GET / HTTP/1.1\r\nA: " + b"a" * 70_000 + b"\r\n\r\n", 431, "Line too long"),
        (b"GET //templates HTTP/1.1\r\nHost: a\r\n\r\n", 404, "no operation GET //templates"),
        (b"GET /v3/templates HTTP/1.1\r\nHost: a\r\n\r\n", 401, "credentials"),
    ],
    ids=count(),
)
def test_requests_that_are_no_http_have_answers_in_json(
    served: Any, capfd: pytest.CaptureFixture[str], request_: bytes, status: int, problem: str
) -> None:
    fake, client = served
    found, headers, body = exchange(client, request_)
    assert (found, headers["content-type"]) == (status, "application/json")
    error = json.loads(body)["error"]
    assert problem in error["message"]
    assert {"code", "devMessage"} <= error.keys(), "the format of the API"
    assert capfd.readouterr().err == ""
    fake.clear()


def test_a_body_that_does_not_come_is_given_up(
    served: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake, client = served
    monkeypatch.setattr(bodies, "PATIENCE", 0.1)
    with socket.create_connection((client.base_url.host, client.base_url.port), 5) as connection:
        connection.sendall(HEAD + b"Content-Length: 9\r\n\r\n{}")
        received = b""
        while piece := connection.recv(65_536):
            received += piece
    assert received.startswith(b"HTTP/1.1 400 ")
    assert b"the rest of the body does not come" in received
    fake.clear()


def test_head_is_answered_like_get_without_a_body(served: Any) -> None:
    fake, client = served
    fake.seed(make(models.Campaign, id="a"))
    found = client.get("/campaigns/a")
    same = client.head("/campaigns/a")
    assert (same.status_code, same.content) == (200, b"")
    assert same.headers["content-length"] == found.headers["content-length"]
    assert client.head("/campaigns/b").status_code == 404
    assert client.head("/campaigns/send").headers.get("allow") != "HEAD"
    assert client.head("/nothing").status_code == 404
    fake.clear()


def test_a_parameter_that_is_not_allowed_is_described(served: Any) -> None:
    fake, client = served
    message = client.get("/templates?limit=abc").json()["error"]["message"]
    assert "query parameter limit" in message
    assert "not allowed: must be an integer" in message
    message = client.get("/templates?page=0").json()["error"]["message"]
    assert message.endswith("not allowed: must be at least 1, but is 0")
    fake.clear()


@pytest.mark.parametrize(
    ("how", "kind"),
    [
        ("refused", httpx2.TransportError),
        ("reset", httpx2.TransportError),
        ("timeout", httpx2.ReadTimeout),
        ("truncated", httpx2.RemoteProtocolError),
        ("slow", httpx2.ReadTimeout),
    ],
)
def test_failures_over_a_socket(served: Any, how: Any, kind: type[Exception]) -> None:
    fake, client = served
    fake.campaigns.get.fails(how)
    with pytest.raises(kind):
        client.get("/campaigns/a", timeout=0.2 if kind is httpx2.ReadTimeout else None)


def test_errors_state_and_keep_alive(served: Any) -> None:
    fake, client = served
    fake.campaigns.get.raises(errors.TooManyRequestsError, retry_after=7)
    limited = client.get("/campaigns/a")
    assert (limited.status_code, limited.headers["retry-after"]) == (429, "7")
    fake.seed(make(models.Campaign, id="a"))
    assert client.get("/campaigns/a").json()["id"] == "a"
    assert client.get("/campaigns/b").status_code == 404


def test_an_error_in_a_function_of_the_test_is_the_answer(served: Any) -> None:
    fake, client = served

    def fail(call: object) -> Any:
        raise LookupError("mine")

    fake.campaigns.get.replies(fail)
    answer = client.get("/campaigns/a")
    assert answer.status_code == 501
    wanted = "the function of replies() raised LookupError: mine"
    assert wanted in answer.json()["error"]["message"]
    with pytest.raises(FakeError, match="raised LookupError: mine"):
        fake.check()
    fake.clear()


def test_a_client_that_closes_its_connection_prints_nothing(
    served: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    fake, client = served
    with socket.create_connection((client.base_url.host, client.base_url.port)) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        connection.sendall(b"POST /campaigns HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n")
    fake.seed(make(models.Campaign, id="a"))
    assert client.get("/campaigns/a").status_code == 200
    assert capsys.readouterr().err == ""


def test_the_port_is_closed_at_the_end() -> None:
    with FakeBusinessMessaging() as fake:
        before = dict(os.environ)
        with fake.serve() as server:
            idle = socket.create_connection(("127.0.0.1", server.port))
            idle.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            received = idle.recv(1)
        while received:
            received = idle.recv(65_536)
        idle.close()
        fake.clear()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.port))
        assert dict(os.environ) == before
    with pytest.raises(FakeError, match="write `with` around it"), fake.serve():
        pass


def test_the_command_is_a_mock_server_with_state() -> None:
    command = [sys.executable, "-m", "cometchat_business_messaging.testing", "--state"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generated")}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    url = process.stdout.readline().strip()
    body = json.dumps({"name": "n", "channelIds": ["c"]})
    headers = {**CREDENTIALS, "content-type": "application/json"}
    made = httpx2.post(f"{url}/templates", content=body, headers=headers).json()
    assert httpx2.get(f"{url}/templates/{made['id']}", headers=CREDENTIALS).json() == made
    assert httpx2.get(f"{url}/templates/{made['id']}a", headers=CREDENTIALS).status_code == 404
    availability = httpx2.get(f"{url}/channels/availability", headers=CREDENTIALS)
    assert availability.status_code == 200, "what has no state is answered with an example"
    process.terminate()
    assert process.wait() == 0
    process.stdout.close()


def test_a_port_that_cannot_be_used() -> None:
    command = [sys.executable, "-m", "cometchat_business_messaging.testing", "--port"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generated")}
    with FakeBusinessMessaging() as fake, fake.serve() as server:
        for port in (server.port, 70_000):
            with pytest.raises(FakeError, match=f"the port {port}"), fake.serve(port):
                pass
            run = subprocess.run([*command, str(port)], env=environment, capture_output=True)
            assert run.returncode == 2
            assert f"error: serve() cannot use the port {port}" in run.stderr.decode()
