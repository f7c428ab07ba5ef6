"""Token endpoints and APIs that take their tokens, for tests of grants."""

from __future__ import annotations

import threading
import time
from typing import Any
from urllib.parse import parse_qs

from client_under_test._runtime import ApiDescription, Scheme
from client_under_test._runtime.auth.refresh_token import RefreshToken

from tests.support.loopback import Loopback, Received, Reply, answer

FIRST = "first-refresh-token"
SECRET = "very:secret"


class Issuer:
    """A token endpoint that takes each refresh token once, and an API that requires its access tokens.

    `delay` is the seconds that an exchange takes. With `hold()`, each exchange waits until `release()`, after the
    former refresh token was replaced.
    """

    def __init__(self, server: Loopback, *, delay: float = 0.0) -> None:
        self.forms: list[dict[str, list[str]]] = []
        self.logins: list[str | None] = []
        self.refresh, self.access, self.rotates = FIRST, set[str](), True
        self.more: dict[str, object] = {"expires_in": 3600}
        self.exchanging = threading.Event()
        self._released = threading.Event()
        self._released.set()
        self._delay = delay
        self._lock = threading.Lock()
        server.answer_with(self.act)

    def hold(self) -> None:
        """Let exchanges wait."""
        self.exchanging.clear()
        self._released.clear()

    def release(self) -> None:
        """Let the exchanges that wait end."""
        self._released.set()

    def revoke(self) -> None:
        """Accept none of the access tokens so far."""
        self.access.clear()

    @property
    def used(self) -> list[str]:
        """The refresh tokens that were used, in order."""
        return [form["refresh_token"][0] for form in self.forms]

    def act(self, request: Received) -> Reply:
        """Answer a request."""
        if not request.path.endswith("/token"):
            return answer({"id": "1"}) if self._accepts(request) else Reply(401)
        form = parse_qs(request.body.decode())
        with self._lock:
            reply = self._exchanged(form, request)
        self.exchanging.set()
        self._released.wait(20)
        time.sleep(self._delay)
        return reply

    def _exchanged(self, form: dict[str, list[str]], request: Received) -> Reply:
        self.forms.append(form)
        self.logins.append(request.header("authorization"))
        if form["refresh_token"] != [self.refresh]:
            text = f"{form['refresh_token'][0]} is revoked"
            return answer({"error": "invalid_grant", "error_description": text}, 400)
        number = len(self.forms)
        sent = {"access_token": f"access-token-{number}", **self.more}
        self.access.add(f"access-token-{number}")
        if self.rotates:
            self.refresh = sent["refresh_token"] = f"refresh-token-{number}"
        return answer(sent)

    def _accepts(self, request: Received) -> bool:
        return (request.header("authorization") or "").removeprefix("Bearer ") in self.access


def described(scheme: Scheme) -> ApiDescription:
    """An API whose operations all need a scheme."""
    return ApiDescription("thing_api", "1", "THING", schemes=(scheme,), security=((scheme.wire,),))


OAUTH = described(
    Scheme("o", "oauth2", ("token", "client_id", "client_secret"), token_url="/token")
)
BEARER = described(Scheme("b", "bearer", ("token",)))


def refresh_token(**options: Any) -> RefreshToken:
    """The first refresh token."""
    return RefreshToken(FIRST, **{"client_id": "me", "client_secret": SECRET, **options})
