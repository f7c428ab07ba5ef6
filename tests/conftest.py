"""What all tests share: how hypothesis searches, and the option that accepts golden output."""

from __future__ import annotations

import gc

import pytest
from hypothesis import settings

from tests.examples import USUAL

# No profile has a deadline: an example may take long on a busy machine. The default profile is deterministic, so that a
# test that passes at a desk passes in CI. `pytest --hypothesis-profile more --timeout 0` tries ten times as many
# examples, new ones on each run, and keeps those that failed.
settings.register_profile("fixed", deadline=None, derandomize=True, database=None)
settings.register_profile("more", deadline=None, max_examples=10 * USUAL, print_blob=True)
settings.load_profile("fixed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest tests/test_cases.py --accept` writes what the golden cases give now; read the diff before committing."""
    parser.addoption("--accept", action="store_true", help="accept new output of golden cases")


def pytest_collection_finish() -> None:
    """Exempt everything that was imported from garbage collection: a full collection would traverse it each time."""
    gc.collect()
    gc.freeze()
