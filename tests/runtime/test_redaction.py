"""Which secrets the redactor replaces: nested secrets, changing credentials, and secrets added by several threads."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator
from itertools import permutations

import pytest
from client_under_test._runtime import ApiDescription, Scheme, redaction
from client_under_test._runtime.auth.credentials import Security
from client_under_test._runtime.redaction import Redactor

NESTED = ("abcd", "abcd-efgh", "abcd-efgh-ijkl", "efgh")


@pytest.mark.parametrize("secrets", tuple(permutations(NESTED)))
def test_a_secret_that_contains_another_one_is_redacted_completely(
    secrets: tuple[str, ...],
) -> None:
    for redactor in (Redactor(secrets), Redactor()):
        for secret in secrets:
            redactor.add(secret, temporary=True)
        for secret in NESTED:
            assert redactor.text(f"<{secret}>") == "<REDACTED>"
            assert redactor.data(f"<{secret}>".encode()) == b"<REDACTED>"
            assert redactor.json({secret: [secret]}) == {"REDACTED": ["REDACTED"]}


def test_only_the_latest_of_the_temporary_secrets_are_redacted() -> None:
    tokens = [f"token-{number:03}." for number in range(70)]
    redactor = Redactor(["fixed-secret"])
    for token in tokens:
        redactor.add(token, temporary=True)
        assert redactor.finds(token), "the current secret"
    assert [token for token in tokens if not redactor.finds(token)] == tokens[:6]
    assert redactor.text(tokens[-1]) == "REDACTED"
    assert redactor.finds("fixed-secret"), "a permanent secret is always redacted"


class _Slow(list[str]):
    """Texts that a thread other than the main one reads after the main thread has added a secret, or after 0.3 s."""

    def __init__(self, texts: Iterable[str]) -> None:
        super().__init__(texts)
        self.read, self.added = threading.Event(), threading.Event()

    def __iter__(self) -> Iterator[str]:
        if threading.current_thread() is not threading.main_thread():
            self.read.set()
            self.added.wait(0.3)
        return super().__iter__()


def test_secrets_added_at_the_same_time_are_all_redacted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The slower thread has started to add its secret before the other thread adds one."""
    redactor = Redactor()
    texts = _Slow(["slow-secret"])
    monkeypatch.setattr(redaction, "_forms", lambda secret: texts if secret in texts else [secret])
    slow = threading.Thread(target=redactor.add, args=("slow-secret",))
    slow.start()
    assert texts.read.wait(20)
    redactor.add("quick-secret")
    texts.added.set()
    slow.join()
    assert redactor.text("slow-secret quick-secret") == "REDACTED REDACTED"


def test_secrets_of_many_threads_are_all_redacted() -> None:
    redactor = Redactor()
    together = threading.Barrier(8)

    def add(number: int) -> None:
        together.wait(20)
        for each in range(40):
            redactor.add(f"secret-{number}-{each}.")

    threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number in range(8):
        for each in range(40):
            assert redactor.finds(f"secret-{number}-{each}.")


@pytest.mark.parametrize(
    "written",
    [
        *("k3y/a+b&<é>", "k3y%2Fa%2Bb%26%3C%C3%A9%3E", "k3y%2fa%2bb%26%3c%c3%a9%3e"),
        *("k3y/a+b&<\\u00e9>", "k3y\\/a+b&<é>", "k3y/a+b&amp;&lt;é&gt;", "azN5L2ErYiY8w6k+"),
    ],
    ids=["plain", "URL", "url", "JSON", "PHP", "HTML", "base64"],
)
def test_a_secret_is_redacted_in_every_encoding(written: str) -> None:
    redactor = Redactor(["k3y/a+b&<é>"])
    assert redactor.text(f"x={written}&") == "x=REDACTED&"
    assert redactor.data(f"x={written}&".encode()) == b"x=REDACTED&"


@pytest.mark.parametrize(
    ("character", "entity"), [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")]
)
def test_a_secret_with_one_html_escape_is_redacted(character: str, entity: str) -> None:
    redactor = Redactor([f"se{character}cret"])
    assert redactor.text(f"<p>se{entity}cret</p>") == "<p>REDACTED</p>"


def test_short_texts_are_not_redacted() -> None:
    redactor = Redactor(["", "abc"])
    assert redactor.text("abcdef") == "abcdef"
    assert redactor.json(json.loads('{"abc": [1, null, true, 2.5]}')) == {
        "abc": [1, None, True, 2.5]
    }


@pytest.mark.parametrize("kind", ["fetched token", "from a function"])
def test_only_the_latest_of_the_changing_credentials_are_redacted(kind: str) -> None:
    """The number is bounded because a long-running client obtains many credentials."""
    redactor = Redactor()
    scheme = Scheme("key", "apiKey", ("key",), "header", "key")
    security = Security(ApiDescription("p", "1", "P", schemes=(scheme,)), {"key": str}, redactor)
    credentials = [f"credential-{number:03}." for number in range(70)]
    for credential in credentials:
        if kind == "fetched token":
            security.register_token(credential)
        else:
            security.texts((scheme,), {"key": credential})
    assert [each for each in credentials if not redactor.finds(each)] == credentials[:6]
