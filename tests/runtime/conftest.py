"""The runtime's tests import it as `client_under_test._runtime` (see support.py)."""

from __future__ import annotations

from tests.runtime import support

support.install()

# ruff: isort: off
# The runtime can be imported only after install(). pytest collects the fixtures from the names of this module.
from tests.runtime.sides import async_side, clock, server, side, sync_side  # noqa: E402, F401
