"""The differences between two kinds of scalars, by their JSON and by their type in Python."""

from __future__ import annotations

from typing import Final

from generator.ir.types import ScalarKind

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


def scalar_change(old: ScalarKind, new: ScalarKind) -> str:
    """The rule for another kind, without the direction."""
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
