"""The server's own words in the body of an error.

The shapes are those of RFC 9457, JSON:API, OAuth 2.0 (RFC 6749), FastAPI and other frameworks.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..escaping import LONGEST_MESSAGE, printable
from ..json_data import is_array, is_object, lookup

# In the order in which they count. Some servers send a short text and a more useful one.
_TEXTS = (
    *("message", "msg", "detail", "error_description", "description", "title", "reason"),
    *("error", "errorMessage", "error_message", "Message", "faultstring", "fault"),
    "errors",
)
_PLACES = ("/loc", "/source/pointer", "/source/parameter", "/pointer", "/field", "/path")
_DEEPEST = 4
_MOST = 20  # of the errors in a list


def message_of(data: Any) -> str:
    """The message in the decoded body of an error; "" without one."""
    if is_array(data):  # a list of texts may be one of codes
        data = [each for each in data[:_MOST] if is_object(each)]
    return printable(_top(data) if is_object(data) else _words(data), LONGEST_MESSAGE)


def _top(data: dict[str, object]) -> str:
    error = data.get("error")
    named = "" if isinstance(error, str) else _words(error, 1)
    for name in ("message", "detail", "error_description"):
        named = named or _words(data.get(name), 1)
    title, details = _words(data.get("title")), _words(data.get("errors"), 1)
    combined = f"{title}: {details}" if title and details else title
    texts = (_words(data.get(name), 1) for name in _TEXTS)
    return named or combined or next(filter(None, texts), "") or _fields(data, lists_only=True)


def _words(value: object, depth: int = 0, *, is_map: bool = True) -> str:
    if isinstance(value, str):
        return value.strip()
    if depth > _DEEPEST:
        return ""
    if is_array(value):
        return _joined(_words(each, depth + 1, is_map=False) for each in value[:_MOST])
    return _of_object(value, depth, is_map) if is_object(value) else ""


def _of_object(value: dict[str, object], depth: int, is_map: bool) -> str:
    place = next(filter(None, (_place(lookup(value, each)) for each in _PLACES)), "")
    names = (*_TEXTS, "code") if place else _TEXTS
    text = next(filter(None, (_words(value.get(name), depth + 1) for name in names)), "")
    if not text:
        return _fields(value, lists_only=not is_map)
    return f"{place}: {text}" if place else text


def _fields(value: dict[str, object], *, lists_only: bool = False) -> str:
    """The words of an object that maps the names of fields to their errors."""
    return _joined(
        f"{name}: {text}"
        for name, entry in list(value.items())[:_MOST]
        if is_array(entry) or (isinstance(entry, str) and not lists_only)
        if (text := _joined(each.strip() for each in _texts(entry)))
    )


def _texts(entry: object) -> list[str]:
    values = entry[:_MOST] if is_array(entry) else [entry]
    return [each for each in values if isinstance(each, str)]


def _place(value: object) -> str:
    """The location of an error: a JSON pointer, a name, or a list of keys."""
    if is_array(value):
        return ".".join(str(each) for each in value[:_MOST] if isinstance(each, str | int))
    return value if isinstance(value, str) else ""


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, texts)))
