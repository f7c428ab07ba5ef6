"""The differences between two kinds of scalars, by their JSON and by their type in Python."""

from __future__ import annotations

from typing import Final

from generator.ir.types import NUMBERS, ScalarKind

WIDER_KINDS: Final = {
    (ScalarKind.INTEGER, ScalarKind.NUMBER),
    (ScalarKind.TRUE, ScalarKind.BOOLEAN),
    (ScalarKind.FALSE, ScalarKind.BOOLEAN),
}
_WIDER_IN_JSON: Final = {*WIDER_KINDS, (ScalarKind.INTEGER, ScalarKind.DECIMAL)}
DECIMALS: Final = {ScalarKind.DECIMAL: "number", ScalarKind.DECIMAL_TEXT: "string"}  # in JSON
# Strings in JSON, which the client reads as other objects.
_FORMATTED: Final = {
    *(ScalarKind.DATE, ScalarKind.DATE_TIME),
    *(ScalarKind.BYTES, ScalarKind.DECIMAL_TEXT),
}
_TEXT_RULES: Final = {
    **{(ScalarKind.STRING, kind): "type-narrowed" for kind in (*NUMBERS, ScalarKind.BOOLEAN)},
    **{(kind, ScalarKind.STRING): "format-removed" for kind in (*NUMBERS, ScalarKind.BOOLEAN)},
    (ScalarKind.DECIMAL, ScalarKind.DECIMAL_TEXT): None,
    (ScalarKind.DECIMAL_TEXT, ScalarKind.DECIMAL): None,
}


def scalar_change(old: ScalarKind, new: ScalarKind, *, is_text: bool) -> str | None:
    """The rule for another kind, without the direction; None if nothing differs.

    Args:
        is_text: Whether the value is sent as a text, so that a string has every other value.
    """
    if old is new:
        return None
    if is_text and (old, new) in _TEXT_RULES:
        return _TEXT_RULES[old, new]
    if (old, new) in _WIDER_IN_JSON:
        return "type-widened"
    if (new, old) in _WIDER_IN_JSON:
        return "type-narrowed"
    if {old, new} == DECIMALS.keys():
        return "wire-type-changed"
    if {old, new} == {ScalarKind.NUMBER, ScalarKind.DECIMAL}:
        return "python-type-changed"
    if old is ScalarKind.STRING and new in _FORMATTED:
        return "format-added"
    if new is ScalarKind.STRING and old in _FORMATTED:
        return "format-removed"
    return "type-changed"
