"""The fixture `case_called` for pytest, which finds this module by the entry point of the distribution."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .testing import FakeClient

_pytest: Any = import_module("pytest")  # no dependency, so type checkers may not find it


def _fake(request: Any) -> Iterator[FakeClient]:
    """A fake of the API. At the end of the test, all scripted answers must have been asked for."""
    from .testing import FakeClient

    failed = request.session.testsfailed
    with FakeClient() as fake:
        yield fake
        if request.session.testsfailed > failed:
            fake.clear()  # the test has already failed


case_called = _pytest.fixture(_fake, name="case_called")
