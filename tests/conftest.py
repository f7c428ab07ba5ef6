"""What all tests share: how hypothesis searches, and the option that accepts golden output."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# No deadline: a machine that is busy with the other half of the suite is no failure. Where a change has to pass, the
# same examples are tried each time; at a desk, new ones.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest tests/test_cases.py --accept` writes what the golden cases give now; read the diff before committing."""
    parser.addoption("--accept", action="store_true", help="accept new output of golden cases")
