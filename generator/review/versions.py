"""Versions: the one that a change needs (https://semver.org), and whether `info.version` has been raised enough."""

from __future__ import annotations

import re
from typing import Final

from generator.review.rules import Bump

_SEMANTIC: Final = re.compile(r"v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:[-+].*)?")


def next_version(version: str, bump: Bump) -> str:
    """The lowest version with this step after another one; below 1.0, the step is one lower.

    A version that is not semantic, such as a date, is returned unchanged.
    """
    numbers = _numbers(version)
    if numbers is None or bump is Bump.NONE:
        return version
    major, minor, patch = numbers
    prefix = "v" if version.startswith("v") else ""
    step = bump if major else Bump(max(bump - 1, Bump.PATCH))
    following = {
        Bump.MAJOR: (major + 1, 0, 0),
        Bump.MINOR: (major, minor + 1, 0),
        Bump.PATCH: (major, minor, patch + 1),
    }[step]
    return prefix + ".".join(map(str, following))


def announces(old: str, new: str, bump: Bump) -> bool:
    """Whether the change of the version announces a bump. A version that is not semantic only has to differ."""
    needed, actual = _numbers(next_version(old, bump)), _numbers(new)
    if bump is Bump.NONE:
        return True
    if needed is None or actual is None:
        return old != new
    return actual >= needed


def _numbers(version: str) -> tuple[int, int, int] | None:
    found = _SEMANTIC.fullmatch(version.strip())
    if found is None:
        return None
    major, minor, patch = (int(number or 0) for number in found.groups())
    return major, minor, patch
