"""Serialize JSON values in the styles of OpenAPI parameters (RFC 6570 and others).

Each function takes `quote`, which encodes one name or value. Delimiters are added afterwards, so that values cannot
contain them unencoded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias, cast
from urllib.parse import quote, quote_plus

from ..models.codec import encode

Quote: TypeAlias = Callable[[str], str]

# The reserved characters of RFC 3986, except the ones that end or split the query.
_RESERVED_IN_QUERY = ":/?@!$'()*,;[]="
_RESERVED_IN_PATH = ":@!$&'()*+,;="  # ... except the characters that end or split a path segment
_LITERAL = "/%" + _RESERVED_IN_PATH
_ENCODED_TRIPLE = re.compile(r"(%[0-9A-Fa-f]{2})")
_DELIMITERS = {"form": ",", "cookie": ",", "spaceDelimited": "%20", "pipeDelimited": "%7C"}


def strict(text: str) -> str:
    """Percent-encode all but the unreserved characters of RFC 3986."""
    return text if text.isalnum() and text.isascii() else quote(text, safe="")


def form(text: str) -> str:
    """Encode as in URL-encoded forms: a space is `+`."""
    return quote_plus(text)


def plain(text: str) -> str:
    """Return the text unchanged."""
    return text


def reserved_query(text: str) -> str:
    """Encode for `allowReserved` in a query; keep reserved characters and percent-encoded triples (RFC 6570, 3.2.3)."""
    return _keeping_triples(text, _RESERVED_IN_QUERY)


def literal(text: str) -> str:
    """Encode the literal part of a path template; encode only characters that are not allowed in URLs."""
    return quote(text, safe=_LITERAL)


def reserved_path(text: str) -> str:
    """Encode for `allowReserved` in a path; also encode `/`, `?` and `#`, which would change the route."""
    return quote(text, safe=_RESERVED_IN_PATH)


def _keeping_triples(text: str, safe: str) -> str:
    pieces = _ENCODED_TRIPLE.split(text)
    return "".join(
        piece if index % 2 else quote(piece, safe=safe) for index, piece in enumerate(pieces)
    )


def text_of(value: object) -> str:
    """A JSON value as text: a string unchanged, other values as JSON."""
    if isinstance(value, str):
        return value
    return encode(value).decode()


def query(wire: str, value: object, style: str, explode: bool, quote: Quote) -> list[str]:
    """A query or form parameter as `name=value` strings; empty for an empty list or object."""
    name = quote(wire)
    match value:
        case dict():
            entries = list(_set(cast("dict[str, object]", value)))
            if style == "deepObject":
                return [f"{quote(key)}={quote(text)}" for key, text in deep(wire, dict(entries))]
            if explode:
                return [
                    piece
                    for key, item in entries
                    for piece in query(key, item, "form", True, quote)
                ]
            parts = [part for key, item in entries for part in (key, text_of(item))]
        case list() | tuple():
            items = [item for item in cast("Sequence[object]", value) if item is not None]
            if style == "deepObject":
                return [f"{quote(key)}={quote(text)}" for key, text in deep(wire, items)]
            if explode:
                return [f"{name}={quote(text_of(item))}" for item in items]
            parts = [text_of(item) for item in items]
        case _:
            return [f"{name}={quote(text_of(value))}"]
    return [f"{name}={_DELIMITERS.get(style, ',').join(map(quote, parts))}"] if parts else []


def deep(name: str, value: object) -> Iterator[tuple[str, str]]:
    """Unencoded pairs of `name[key][key]` and a value; list items are named by their index."""
    match value:
        case dict():
            for key, item in _set(cast("dict[str, object]", value)):
                yield from deep(f"{name}[{key}]", item)
        case list() | tuple():
            for index, item in enumerate(cast("Sequence[object]", value)):
                yield from deep(f"{name}[{index}]", item)
        case _:
            yield name, text_of(value)


def simple(value: object, explode: bool, quote: Quote) -> str:
    """`a,b` or `k,v` (`k=v` exploded): headers and most path parameters."""
    return ",".join(_parts(value, explode, quote))


def label(value: object, explode: bool, quote: Quote) -> str:
    """`.a.b`."""
    return "." + ("." if explode else ",").join(_parts(value, explode, quote))


def matrix(wire: str, value: object, explode: bool, quote: Quote) -> str:
    """`;name=a;name=b`; an empty value is the name alone (RFC 6570, section 3.2.7)."""
    parts = _parts(value, explode, quote)
    if explode and isinstance(value, dict):
        return "".join(f";{part.removesuffix('=')}" for part in parts)
    texts = parts if explode and isinstance(value, list | tuple) else [",".join(parts)]
    return "".join(f";{quote(wire)}={text}" if text else f";{quote(wire)}" for text in texts)


def _parts(value: object, explode: bool, quote: Quote) -> list[str]:
    match value:
        case dict():
            entries = [
                (quote(k), quote(text_of(v))) for k, v in _set(cast("dict[str, object]", value))
            ]
            if explode:
                return [f"{key}={item}" for key, item in entries]
            return [part for pair in entries for part in pair]
        case list() | tuple():
            return [
                quote(text_of(item)) for item in cast("Sequence[object]", value) if item is not None
            ]
        case _:
            return [quote(text_of(value))]


def _set(entries: dict[str, object]) -> Iterable[tuple[str, object]]:
    return [(key, value) for key, value in entries.items() if value is not None]
