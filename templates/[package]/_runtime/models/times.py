"""Parse and format the times of the API (RFC 3339)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

_TIME = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?P<rest>:(\d\d)(?:[.,](\d+))?)?"
    r"\s?(?:([Zz])|([+-])(\d\d)(?::?(\d\d))?)",
    re.ASCII,
)
_RFC3339 = re.compile(r"[\d-]{10}[Tt ][\d:]{8}(?:\.\d+)?(?:[Zz]|[+-]\d\d:?\d\d)", re.ASCII)


class ParsedTime(NamedTuple):
    """A time, and whether its text is that time by RFC 3339, where leap seconds and `+0530` are accepted, too.

    A text with fractions of a microsecond is another time, because datetime has none.
    """

    time: datetime
    is_exact: bool


def parse_time(text: str) -> ParsedTime | None:
    """A time with an offset; None if the text is not one. Fractions of microseconds are rounded."""
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute = (int(match[n]) for n in range(1, 6))
    second = int(match[7] or 0)
    fraction = match[8] or ""
    microsecond = (int(fraction[:7].ljust(7, "0")) + 5) // 10
    offset = timedelta(hours=int(match[11] or 0), minutes=int(match[12] or 0))
    leap = second == 60
    try:
        zone = UTC if not offset else timezone(-offset if match[10] == "-" else offset)
        start = datetime(year, month, day, hour, minute, 59 if leap else second, tzinfo=zone)
        time = start + timedelta(seconds=int(leap), microseconds=microsecond)
    except (ValueError, OverflowError):
        return None
    is_rounded = bool(fraction[6:].strip("0"))
    return ParsedTime(time, not is_rounded and _RFC3339.fullmatch(text) is not None)


def format_time(time: datetime) -> str:
    """An aware datetime as text in UTC, with milliseconds, or with microseconds if it has any.

    Raises:
        OverflowError: The time is out of datetime's range in UTC.
    """
    utc = time.astimezone(UTC).replace(tzinfo=None)
    return (
        utc.isoformat(timespec="microseconds" if utc.microsecond % 1000 else "milliseconds") + "Z"
    )
