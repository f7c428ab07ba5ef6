"""Compare expected with actual values, and offered with accepted media types."""

from __future__ import annotations

import json
from datetime import datetime
from fnmatch import fnmatchcase

from documents import Json


def accepts(accepted: str, media_type: str | None) -> bool:
    """Return whether an Accept header (RFC 9110, section 12.5.1) accepts a media type."""
    if media_type is None:
        return True
    plain = media_type.partition(";")[0].strip().lower()
    ranges = (each.partition(";")[0].strip().lower() for each in accepted.split(","))
    return any(fnmatchcase(plain, each) for each in ranges)


def difference(expected: Json, actual: Json, pointer: str = "", *, partial: bool = False) -> str:
    """Return where two JSON values differ. Null equals absent, and two notations of the same time are equal.

    With `partial`, properties may be missing, for example properties that an example's schema does not declare.
    """
    if isinstance(expected, dict) and isinstance(actual, dict):
        names = actual if partial else {**expected, **actual}
        pairs = ((key, expected.get(key), actual.get(key)) for key in names)
    elif isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        pairs = (
            (str(index), *pair) for index, pair in enumerate(zip(expected, actual, strict=True))
        )
    else:
        same = expected == actual or _moment(expected) == _moment(actual) is not None
        return "" if same else f"{pointer or '/'}: {brief(actual)} instead of {brief(expected)}"
    mismatches = (difference(a, b, f"{pointer}/{key}", partial=partial) for key, a, b in pairs)
    return next((mismatch for mismatch in mismatches if mismatch), "")


def brief(value: Json) -> str:
    return json.dumps(value)[:120]


def _moment(value: Json) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
