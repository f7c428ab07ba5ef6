"""Requests that the document does not allow."""

from __future__ import annotations

from typing import Any

import pytest
from cometchat_business_messaging.testing import FakeBusinessMessaging, FakeError


@pytest.mark.parametrize(
    ("body", "problem"),
    [({"name": "n"}, "a body that the document does not allow"), (None, "has no body")],
)
def test_requests_that_the_document_does_not_allow_are_refused(body: Any, problem: str) -> None:
    given = {} if body is None else {"json": body}
    with FakeBusinessMessaging() as fake:
        client = fake.client()
        with pytest.raises(FakeError, match=problem):
            client.request("POST", "/campaigns", **given)
        fake.clear()


def test_requests_without_credentials_are_refused() -> None:
    with FakeBusinessMessaging() as fake:
        http_client: Any = fake._connections.sync
        with pytest.raises(FakeError, match=r"campaigns\.get has no credentials"):
            http_client.get(f"{fake._base_url}/campaigns/a")
        fake.clear()
