"""Whether any text matches an expression: `/^a$/` needs a character before the start of the text."""

from __future__ import annotations

from typing import TypeAlias

from generator.patterns.expressions import Chain, Choice, Expression, One, Repeat

_State: TypeAlias = "tuple[bool, bool]"
"""A position in a match: whether a character precedes it, and whether none can follow it."""

_START: _State = (False, False)
_NEWLINE = 1 << ord("\n")  # `$` also matches before one at the end


def has_match(node: Expression) -> bool:
    """Whether some text matches the expression."""
    return bool(_after(node, {_START}))


def _after(node: Expression, states: set[_State]) -> set[_State]:
    """The positions after a part that starts at one of the positions."""
    match node:
        case One():
            return {after for state in states for after in _after_one(node, state)}
        case Chain(items):
            for item in items:
                states = _after(item, states)
            return states
        case Choice(branches):
            return set().union(*(_after(branch, states) for branch in branches))
        case Repeat():
            return _after_repeat(node, states)


def _after_one(node: One, state: _State) -> set[_State]:
    is_inside, is_over = state
    if node.anchored:
        return set() if is_inside else {state}
    if node.at_end:
        return {(is_inside, True)}
    if node.is_assertion:
        return {state}
    can_follow = node.first & _NEWLINE if is_over else node.first
    return {(True, is_over)} if can_follow else set()


def _after_repeat(node: Repeat, states: set[_State]) -> set[_State]:
    # There are four positions, so more repetitions reach no others.
    for _ in range(min(node.least, 4)):
        states = _after(node.item, states)
    result = set(states)
    for _ in range(4 if node.most > node.least else 0):
        result |= _after(node.item, result)
    return result
