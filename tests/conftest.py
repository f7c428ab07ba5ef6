"""Configuration of all tests: the hypothesis profiles, and the option that accepts golden output."""

from __future__ import annotations

import gc

import pytest
from hypothesis import settings

from tests.support.examples import USUAL

# No profile has a deadline, because a busy machine can take long for an example. The default profile is deterministic,
# so a test that passes locally also passes in CI. `pytest --hypothesis-profile more --timeout 0` runs ten times as many
# examples, new ones on each run, and saves the ones that fail.
settings.register_profile("fixed", deadline=None, derandomize=True, database=None)
settings.register_profile("more", deadline=None, max_examples=10 * USUAL, print_blob=True)
settings.load_profile("fixed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest tests/test_cases.py --accept` writes the output of the golden cases; review it with `git diff`."""
    parser.addoption("--accept", action="store_true", help="accept new output of golden cases")


@pytest.fixture(scope="module", autouse=True)
def _frozen() -> None:
    """Exempt what earlier modules have left from garbage collection, because each full collection would traverse it."""
    gc.collect()
    gc.freeze()
