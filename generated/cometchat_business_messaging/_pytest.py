"""The fixture `business_messaging` for pytest, which finds this module by the entry point of the distribution."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .testing import FakeBusinessMessaging

_pytest: Any = import_module("pytest")  # no dependency, so type checkers may not find it


def _fake(request: Any) -> Iterator[FakeBusinessMessaging]:
    """A fake of the API. At the end of the test, all scripted answers must have been asked for."""
    from .testing import FakeBusinessMessaging

    failed = request.session.testsfailed
    with FakeBusinessMessaging() as fake:
        yield fake
        if request.session.testsfailed > failed:
            fake.clear()  # the test has already failed


business_messaging = _pytest.fixture(_fake, name="business_messaging")
