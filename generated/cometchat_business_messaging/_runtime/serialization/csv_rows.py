"""Write rows and text as a CSV file (RFC 4180), in UTF-8."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from ..errors import ArgumentError
from ..http.media_types import essence
from ..json_data import is_array
from . import styles
from .validation import to_wire, utf8

CSV = "text/csv"


def is_csv(media_types: str) -> bool:
    """Whether a list of media types has CSV."""
    return CSV in map(essence, media_types.split(","))


def csv_content(value: object, argument: str) -> object:
    """The bytes of text or of rows. An iterator of rows becomes an iterator of bytes, any other value is unchanged.

    Raises:
        ArgumentError: A row cannot be written.
    """
    if isinstance(value, io.TextIOBase):
        return utf8(value.read(), argument)
    if is_array(value):
        return b"".join(_lines(value, argument))
    if hasattr(value, "read") or not isinstance(value, Iterator):
        return value
    return _lines(cast("Iterator[object]", value), argument)


def _lines(rows: Iterable[object], argument: str) -> Iterator[bytes]:
    """The lines of rows. The columns of mappings are the keys of the first one. Bytes are sent as they are."""
    header: list[object] | None = None
    kind: str | None = None
    for number, row in enumerate(rows):
        name = f"{argument}[{number}]"
        if isinstance(row, bytes):
            yield row
            continue
        kind = _kind(row, kind, name)
        if not isinstance(row, Mapping):
            yield _line(cast("Iterable[object]", row), name)
            continue
        cells = cast("Mapping[object, object]", row)
        if header is None:
            header = list(cells)
            yield _line(header, name)
        unknown = next((key for key in cells if key not in header), None)
        if unknown is not None:
            message = f"has the column {unknown!r}, which the first row does not have"
            raise ArgumentError(message, argument=name)
        yield _line([cells.get(key) for key in header], name)


def _kind(row: object, first: str | None, argument: str) -> str:
    """The kind of a row, which is that of the first row if there is one.

    Raises:
        ArgumentError: The row is of another kind.
    """
    found = type(row).__name__
    kind = "mapping" if isinstance(row, Mapping) else "list or tuple" if is_array(row) else None
    if kind is None:
        raise ArgumentError(f"must be a list, tuple or mapping, not {found}", argument=argument)
    if first not in (None, kind):
        raise ArgumentError(f"must be a {first}, as the first row is one", argument=argument)
    return kind


def _line(cells: Iterable[object], argument: str) -> bytes:
    """One line. None is an empty cell."""
    import csv  # few clients send rows

    line = io.StringIO(newline="")
    csv.writer(line).writerow([_text(cell, argument) for cell in cells])
    return utf8(line.getvalue(), argument)


def _text(cell: object, argument: str) -> str:
    """A cell as text: a str unchanged, other values as in a query."""
    if isinstance(cell, str):
        return cell
    return "" if cell is None else styles.text_of(to_wire(cell, Any, argument))
