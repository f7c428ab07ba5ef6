"""Comparisons: what was meant with what was found, and what is offered with what is wanted."""

from __future__ import annotations

import json
from datetime import datetime
from fnmatch import fnmatchcase

from documents import Json


def accepts(wanted: str, media_type: str | None) -> bool:
    """Whether an Accept header (RFC 9110, section 12.5.1) admits a media type."""
    if media_type is None:
        return True
    plain = media_type.partition(";")[0].strip().lower()
    ranges = (each.partition(";")[0].strip().lower() for each in wanted.split(","))
    return any(fnmatchcase(plain, each) for each in ranges)


def difference(meant: Json, found: Json, place: str = "", *, partial: bool = False) -> str:
    """Where two JSON values differ; null and absent are the same, and so are two notations of a time.

    With `partial`, properties may be missing: those of an example that its schema does not declare.
    """
    if isinstance(meant, dict) and isinstance(found, dict):
        names = found if partial else {**meant, **found}
        pairs = ((key, meant.get(key), found.get(key)) for key in names)
    elif isinstance(meant, list) and isinstance(found, list) and len(meant) == len(found):
        pairs = ((str(index), *pair) for index, pair in enumerate(zip(meant, found, strict=True)))
    else:
        same = meant == found or _moment(meant) == _moment(found) is not None
        return "" if same else f"{place or '/'}: {brief(found)} instead of {brief(meant)}"
    faults = (difference(a, b, f"{place}/{key}", partial=partial) for key, a, b in pairs)
    return next((fault for fault in faults if fault), "")


def brief(value: Json) -> str:
    return json.dumps(value)[:120]


def _moment(value: Json) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
