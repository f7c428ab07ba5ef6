"""Grants as credentials of generated clients: exports, endpoints of the document, and a process that is forked."""

from __future__ import annotations

import re
import threading
import time
from importlib import import_module
from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import Any

import pytest

from generator.emit.render import render
from generator.parser import SettingsInput
from generator.runtime_facts import templates_folder
from tests.functional.support import Call, Made, Make, Maker, answering, head
from tests.functional.test_fresh_process import run
from tests.support.harness import ROOT, api_of
from tests.support.loopback import Loopback, Received, Reply, answer

DOCUMENT = """
security: [{oauth: []}]
paths:
  /pings:
    post: {operationId: pings_send, responses: {'204': {description: ok}}}
components:
  securitySchemes:
    oauth:
      type: oauth2
      flows:
        authorizationCode: {authorizationUrl: /authorize, tokenUrl: /token, refreshUrl: /refresh, scopes: {}}
        deviceAuthorization: {deviceAuthorizationUrl: /device, tokenUrl: /token, scopes: {}}
"""


class NoPauses:
    """A clock whose pauses take no time."""

    monotonic = staticmethod(time.monotonic)

    def pause(self, seconds: float) -> None:
        """Do not wait."""

    async def pause_async(self, seconds: float) -> None:
        """Do not wait."""


def clock_of(api: Made) -> ModuleType:
    """The module of a package that has its clock."""
    return import_module(f"{api.package.__name__}._runtime.clock")


EXPORTS = ("DeviceAuthorization", "DeviceLogin", "RefreshToken")


def act(request: Received) -> Reply:
    """Answer every request of both grants at once."""
    match request.path:
        case "/pings":
            return Reply(204)
        case "/device":
            codes = {"device_code": "device", "user_code": "user", "interval": 1}
            return answer({**codes, "verification_uri": "https://x.example", "expires_in": 900})
        case _:
            return answer({"access_token": "access", "refresh_token": "refresh"})


def test_the_endpoints_come_from_the_document(
    make: Make, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    api = make(DOCUMENT, version="3.2.0")
    monkeypatch.setattr(clock_of(api), "_clocks", [NoPauses()])
    assert api.notes == []
    package: Any = api.package
    token = package.RefreshToken("first", client_id="me")
    reply = call(api, lambda c: c.pings.send(), answering(act), token=token)
    assert [each.path for each in reply.requests] == ["/refresh", "/pings"]
    shown: list[str] = []
    login = package.DeviceLogin(client_id="me", show=lambda each: shown.append(each.user_code))
    reply = call(api, lambda c: c.pings.send(), answering(act), token=login)
    assert [each.path for each in reply.requests] == ["/device", "/token", "/pings"]
    assert shown == ["user"]


def test_only_clients_with_access_tokens_have_grants(make: Make) -> None:
    key = "{type: apiKey, in: header, name: X-Key}"
    bearer, other = (
        make(f"paths: {{}}\ncomponents: {{securitySchemes: {{a: {scheme}}}}}")
        for scheme in ("{type: http, scheme: bearer}", key)
    )
    for api, has_exports in ((bearer, True), (other, False)):
        names = {name for name in EXPORTS if name in api.package.__all__}
        assert names == (set(EXPORTS) if has_exports else set())
    assert bearer.package.DeviceLogin.__name__ == "DeviceLogin"


def test_the_recipe_of_a_login(
    make: Make, server: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first process logs in, and the second one uses the refresh token that the first one stored."""
    made = make(DOCUMENT, version="3.2.0")
    (tmp_path / "openapi.yaml").write_text(head("3.2.0") + DOCUMENT)
    names = SettingsInput(made.package.__name__, "made", "Client", "MADE", docs=True)
    pages = dict(render(api_of(tmp_path / "openapi.yaml", names), templates_folder()))
    recipes = str(pages[PurePosixPath("docs/recipes.md")])
    (recipe,) = (b for b in re.findall(r"```python\n(.*?)```", recipes, re.S) if "STORE" in b)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MADE_BASE_URL", server.url)
    monkeypatch.setattr(clock_of(made), "_clocks", [NoPauses()])
    server.answer_with(act)
    for paths in (["/device", "/token", "/pings"], ["/refresh", "/pings"]):
        server.requests.clear()
        scope: dict[str, Any] = {}
        exec(compile(recipe, "recipe", "exec"), scope)
        with scope["connect"]() as client:
            client.pings.send()
        assert [each.path for each in server.requests] == paths
    store = tmp_path / "refresh-token"
    assert (store.read_text(), store.stat().st_mode & 0o777) == ("refresh", 0o600)


def test_the_page_with_the_recipe_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """tests/fake/test_whole_documents.py runs the pages of documents that have no device flow."""
    monkeypatch.syspath_prepend(str(ROOT / "tests" / "corpus"))
    document = tmp_path / "openapi.yaml"
    document.write_text(head("3.2.0") + DOCUMENT)
    made = Maker(tmp_path).documented(document)
    assert "def connect()" in (made.folder.parent / "docs" / "recipes.md").read_text("utf-8")
    pages = import_module("pages")
    assert pages.executed(made.package.__name__, made.folder.parent)[0] == []


def test_a_forked_child_does_not_wait_for_an_exchange_of_its_parent(
    make: Make, server: Loopback
) -> None:
    begun, second = threading.Event(), threading.Event()
    exchanges: list[Received] = []

    def held(request: Received) -> Reply:
        if request.path == "/exchanging":
            begun.wait(30)
        if request.path == "/refresh":
            exchanges.append(request)
            (begun if len(exchanges) == 1 else second).set()
            second.wait(60)
            return answer({"access_token": "access"})
        return Reply(204)

    server.answer_with(held)
    run("forked_exchange", make(DOCUMENT, version="3.2.0"), server.url)
    assert len(exchanges) == 2


def test_only_the_readme_of_such_a_client_tells_that_the_mock_server_has_no_grants(
    make: Make,
) -> None:
    wanted = "takes any access token, but does not exchange grants for tokens"
    documents = {
        True: DOCUMENT,
        False: "paths: {/x: {get: {responses: {'204': {description: a}}}}}",
    }
    for expected, document in documents.items():
        text = make(document, version="3.2.0").readme
        assert "mock server" in text
        assert (wanted in " ".join(text.split())) == expected
