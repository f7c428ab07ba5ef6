"""The client fits its surroundings: the caller's HTTP client, proxies and certificates of the environment."""

from __future__ import annotations

import gc
import socket
import ssl
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx2
import pytest
from client_under_test._runtime import errors
from client_under_test._runtime.transport import common

from tests.runtime.sides import Side
from tests.support.loopback import Loopback, Reply, answer

CERTIFICATE = Path(__file__).with_name("loopback.pem")
FOUND = answer({"id": "1"})


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove the variables of the machine that runs the tests."""
    for scheme in ("http", "https", "all", "no"):
        monkeypatch.delenv(f"{scheme}_proxy", raising=False)
        monkeypatch.delenv(f"{scheme}_proxy".upper(), raising=False)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    common._tls.cache_clear()


class Imitation:
    """A client of another library, with the methods of an HTTP client."""

    def send(self, *arguments: Any, **named: Any) -> Any:
        raise AssertionError

    def close(self) -> None: ...


class AsyncImitation(Imitation):
    """The same for asynchronous clients."""

    async def aclose(self) -> None: ...


@pytest.mark.parametrize("kind", ["other library", "sync for async", "class", "transport", "text"])
def test_an_http_client_of_another_kind(side: Side, kind: str) -> None:
    is_sync = side.portal is None
    http_client: Any = {
        "other library": Imitation() if is_sync else AsyncImitation(),
        "sync for async": httpx2.AsyncClient() if is_sync else httpx2.Client(),
        "class": httpx2.Client if is_sync else httpx2.AsyncClient,
        "transport": httpx2.HTTPTransport() if is_sync else httpx2.AsyncHTTPTransport(),
        "text": "http://proxy",
    }[kind]
    wanted = (
        r"must be an httpx2\.Client, not" if is_sync else r"must be an httpx2\.AsyncClient, not"
    )
    with pytest.raises(errors.ConfigurationError, match=wanted):
        side.caller("http://localhost:1", http_client=http_client)


def test_an_http_client_of_a_subclass(side: Side, server: Loopback) -> None:
    class Sync(httpx2.Client): ...

    class Async(httpx2.AsyncClient): ...

    server.play(FOUND)
    own = Sync() if side.portal is None else Async()
    assert side.caller(server, http_client=own).get().id == "1"


HOST = "api.example.test"
EXEMPTIONS = [  # a host, the variable NO_PROXY, and whether the host is reached without the proxy
    ("127.0.0.1", "127.0.0.1:{port}", True),
    ("127.0.0.1", "127.0.0.1:1", False),
    ("127.0.0.1", "127.0.0.0/8", True),
    ("127.0.0.1", "10.0.0.0/8, 127.0.0.1", True),
    ("127.0.0.1", "128.0.0.0/8", False),
    ("127.0.0.1", "all://127.0.0.1:{port}", True),
    ("127.0.0.1", "https://127.0.0.1", False),
    ("127.0.0.1", "http://", True),
    ("127.0.0.1", "::1/64", False),
    ("127.0.0.1", "127.0.0.0/99, ,/, :x, [::1", False),
    ("localhost", "localhost", True),
    ("localhost", "LOCALHOST:{port}", True),
    ("localhost", "localhost:1", False),
    ("localhost", "calhost", False),
    ("localhost", "*", True),
    (HOST, "example.test", True),
    (HOST, ".example.test", True),
    (HOST, "*.example.test", True),
    (HOST, ".api.example.test", False),
    (HOST, "ample.test", False),
    (HOST, "example.test:1", False),
    (HOST, "*", True),
]


def attempt(side: Side, call: Any) -> None:
    """Make a call whose result does not matter."""
    with suppress(httpx2.HTTPError, errors.APIConnectionError):  # the host may have no address
        side.run(call)


@pytest.mark.parametrize("scheme", ["", "http://"])
@pytest.mark.parametrize(("host", "exempt", "is_direct"), EXEMPTIONS)
@pytest.mark.parametrize("caller", ["client", "library"])
def test_proxies_as_the_library_treats_them(
    sync_side: Side,
    monkeypatch: pytest.MonkeyPatch,
    scheme: str,
    host: str,
    exempt: str,
    is_direct: bool,
    caller: str,
) -> None:
    """The library treats them so since 2.16.2; the client does with each version."""
    side = sync_side
    with Loopback(FOUND) as origin, Loopback(FOUND) as proxy:
        monkeypatch.setenv("http_proxy", f"{scheme}127.0.0.1:{proxy.port}")
        monkeypatch.setenv("NO_PROXY", exempt.format(port=origin.port))
        url = f"http://{host}:{origin.port}"
        if caller == "client":
            things = side.caller(url, timeout=5, max_retries=0).things
            attempt(side, lambda: things.get("1"))
        else:
            attempt(side, lambda: side.http_client(timeout=5).get(url))
        assert len(proxy.requests) == (0 if is_direct else 1)


def test_a_proxy_without_a_scheme(side: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    with Loopback(FOUND) as proxy:
        monkeypatch.setenv("ALL_PROXY", f"127.0.0.1:{proxy.port}")
        assert side.caller(f"http://{HOST}").get().id == "1"
        assert proxy.requests[0].target == f"http://{HOST}/things/1"


def test_an_unusable_proxy_is_one_attempt(side: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "ftp://user:pass-word@127.0.0.1:1")
    with pytest.raises(errors.ConfigurationError, match=r"http_proxy.*ftp") as caught:
        side.caller(f"http://{HOST}").get()
    assert len(caught.value.attempts) == 1
    assert "pass-word" not in repr((caught.value, caught.value.__cause__))


def tls() -> ssl.SSLContext:
    """Return the settings of a server with a certificate for localhost."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


def test_the_certificates_of_the_environment(side: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    monkeypatch.setenv("SSL_CERT_DIR", "/does-not-exist")  # not used beside the file
    with Loopback(FOUND, tls=tls()) as server:
        assert side.caller(server.url.replace("127.0.0.1", "localhost")).get().id == "1"


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
@pytest.mark.parametrize("problem", ["missing", "another kind"])
def test_missing_certificates_are_one_attempt(
    side: Side, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable: str, problem: str
) -> None:
    path = tmp_path / "certificates"
    if problem == "another kind" and variable == "SSL_CERT_FILE":
        path.write_text("not a certificate")
    elif problem == "another kind":
        path.write_bytes(CERTIFICATE.read_bytes())
    monkeypatch.setenv(variable, str(path))
    with pytest.raises(errors.ConfigurationError) as caught:
        side.caller("https://localhost:1").get()
    assert variable in caught.value.message
    assert str(path) in caught.value.message
    assert len(caught.value.attempts) == 1


def test_several_folders_of_certificates(
    side: Side, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_DIR", f"{tmp_path}:/does-not-exist")
    with (
        Loopback(FOUND, tls=tls()) as server,
        pytest.raises(errors.APIConnectionError, match="CERTIFICATE_VERIFY_FAILED"),
    ):
        side.caller(server).get()


def test_tcp_keep_alive_is_on(side: Side, server: Loopback) -> None:
    server.play(Reply(200, FOUND.body))
    side.caller(server).get()
    connections = [
        each
        for each in gc.get_objects()
        if isinstance(each, socket.socket) and each.fileno() != -1 and _peer(each) == server.port
    ]
    assert connections
    for connection in connections:
        assert connection.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)


def _peer(connection: socket.socket) -> int | None:
    try:
        return int(connection.getpeername()[1])
    except (OSError, IndexError, ValueError):
        return None
