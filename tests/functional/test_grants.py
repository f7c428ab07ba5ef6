"""Grants as credentials of generated clients: exports, endpoints of the document, and a process that is forked."""

from __future__ import annotations

import threading

from tests.functional.support import Make
from tests.functional.test_fresh_process import run
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
        authorizationCode: {authorizationUrl: /authorize, tokenUrl: /token, scopes: {}}
"""


def test_a_forked_child_does_not_wait_for_an_exchange_of_its_parent(
    make: Make, server: Loopback
) -> None:
    begun, second = threading.Event(), threading.Event()
    exchanges: list[Received] = []

    def act(request: Received) -> Reply:
        if request.path == "/exchanging":
            begun.wait(30)
        if request.path == "/token":
            exchanges.append(request)
            (begun if len(exchanges) == 1 else second).set()
            second.wait(60)
            return answer({"access_token": "access"})
        return Reply(204)

    server.answer_with(act)
    run("forked_exchange", make(DOCUMENT), server.url)
    assert len(exchanges) == 2
