"""The runtime's tests import it as `client_under_test._runtime` (see support.py)."""

from __future__ import annotations

from tests.runtime import support

support.install()

# ruff: isort: off
# Only now can the runtime be imported; pytest takes fixtures from this module's names.
from tests.runtime.sides import async_side, clock, server, side, sync_side  # noqa: E402, F401
