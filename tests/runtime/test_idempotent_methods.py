"""The generator and the runtime agree on the idempotent methods."""

from __future__ import annotations

from client_under_test._runtime.descriptors.operation import IDEMPOTENT_METHODS

from generator.ir.operations import IDEMPOTENT


def test_the_generator_and_the_runtime_have_the_same_idempotent_methods() -> None:
    assert IDEMPOTENT == IDEMPOTENT_METHODS
