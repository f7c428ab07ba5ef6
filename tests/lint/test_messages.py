"""Values in messages."""

from __future__ import annotations

import pytest

from generator.lint.messages import short


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("x" * 78, '"' + "x" * 78 + '"'),  # 80 characters with the quotes
        ("x" * 79, '"' + "x" * 78 + "…"),  # 81, truncated to 80
        (["x" * 76], '["' + "x" * 76 + '"]'),
        (["x" * 77], '["' + "x" * 77 + "…"),
        ("é", '"é"'),
        (10**79, "1" + "0" * 79),
        (10**80, "1" + "0" * 78 + "…"),
        (None, "null"),
    ],
)
def test_a_value_is_truncated_to_eighty_characters(value: object, expected: str) -> None:
    assert short(value) == expected
    assert len(short(value)) <= 80
