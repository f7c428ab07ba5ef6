"""The JSON reader. It uses the C decoder of the standard library and computes positions and issues only if needed."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]  # the decoder of strings, in C
from typing import TypeAlias

from generator.json_types import Json, Pointer
from generator.openapi.syntax.parse_result import (
    CONTAINERS,
    MAX_NESTING,
    NESTED_TOO_DEEPLY,
    ParseResult,
    SyntaxIssue,
    duplicate_key,
    inexpressible_number,
    long_number,
    unreadable,
)

_Children: TypeAlias = "dict[str | int, tuple[int, int]]"

_space = re.compile(r"[ \t\n\r]*").match
_surrogate = re.compile(r"\\u[dD][89a-fA-F]").search
_tokens = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|-?Infinity|NaN|-?\d[\d.eE+-]*|[{}\[\],]').finditer
_surrogates = re.compile(
    r"(\\[^u]|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)  # group 1: a valid escape (a pair or another escape)


def read_json(text: str) -> ParseResult:
    """The value of a JSON text. Duplicate keys, numbers outside JSON and lone surrogates are issues."""
    suspicious = bool(_surrogate(text))
    sound = _surrogates.sub(lambda match: match[1] or r"\ufffd", text) if suspicious else text

    def mapping(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        result = dict(pairs)
        if len(result) != len(pairs):
            nonlocal suspicious
            suspicious = True
            result = dict(reversed(pairs))  # the first of several values is kept
            result = {key: result[key] for key, _ in pairs}
        return result

    def number(digits: str) -> float | None:
        value = float(digits)
        if math.isfinite(value):
            return value
        nonlocal suspicious
        suspicious = True
        return None

    try:
        value: Json = json.loads(
            sound, object_pairs_hook=mapping, parse_float=number, parse_constant=number
        )
    except json.JSONDecodeError as error:
        return unreadable(SyntaxIssue(error.pos, "syntax", f"this is not JSON: {error.msg}"))
    except (RecursionError, ValueError):  # nested too deep, or an integer too long for Python
        return unreadable(_bounds_issue(text))
    if not _is_shallow(value):
        return unreadable(_bounds_issue(text))
    issues = tuple(_issues(text)) if suspicious else ()
    return ParseResult(value, JsonPositions(sound), issues)


def _bounds_issue(text: str) -> SyntaxIssue:
    """The issue of the first value in the text that is nested too deeply or too long."""
    too_deep = SyntaxIssue(0, "bounds", NESTED_TOO_DEEPLY)
    return next((issue for issue in _issues(text) if issue.rule == "bounds"), too_deep)


def _is_shallow(value: Json) -> bool:
    """Whether the containers are nested at most MAX_NESTING deep."""
    level = [value] if type(value) in CONTAINERS else []
    for _ in range(MAX_NESTING):
        if not level:
            return True
        inside = (_children_of(parent) for parent in level)
        level = [child for children in inside for child in children if type(child) in CONTAINERS]
    return not level


def _children_of(value: Json) -> Iterable[Json]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _issues(text: str) -> Iterator[SyntaxIssue]:
    """The issues of a text, with their positions. It is scanned a second time only if it can have issues."""
    # For each open mapping, its keys and their offsets; None for a sequence.
    stack: list[dict[str, int] | None] = []
    key_next = deep = False
    for match in _tokens(text):
        token, offset = match[0], match.start()
        if token in "{[":
            stack.append({} if token == "{" else None)
            if len(stack) > MAX_NESTING and not deep:
                deep = True
                yield SyntaxIssue(offset, "bounds", NESTED_TOO_DEEPLY)
        elif token in "}]":
            stack.pop()
        elif token[0] == '"':
            yield from _string_issues(token, offset)
            if key_next:
                yield from _duplicates(stack[-1], scanstring(text, offset + 1)[0], offset)
        elif token != ",":
            yield from _number_issues(token, offset)
        key_next = token in "{," and stack[-1] is not None


def _duplicates(keys: dict[str, int] | None, key: str, offset: int) -> Iterator[SyntaxIssue]:
    if keys is not None and keys.setdefault(key, offset) != offset:
        yield duplicate_key(key, offset, keys[key])


def _string_issues(token: str, offset: int) -> Iterator[SyntaxIssue]:
    if _surrogate(token):
        for match in _surrogates.finditer(token):
            if match[1] is None:
                message = f"{match[0]} is half of a surrogate pair, not a character"
                yield SyntaxIssue(offset + match.start(), "syntax", message)


def _number_issues(token: str, offset: int) -> Iterator[SyntaxIssue]:
    try:
        value = float(token) if not token.lstrip("-").isdigit() else int(token)
    except ValueError:
        yield SyntaxIssue(offset, "bounds", long_number(token))
        return
    if isinstance(value, float) and not math.isfinite(value):
        yield SyntaxIssue(offset, "syntax", inexpressible_number(token))


class JsonPositions:
    """Positions in a JSON text. A container is indexed when a child is requested; its values are skipped in C."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._skip = json.JSONDecoder().raw_decode
        self._indexed: dict[int, _Children] = {}

    def find(self, pointer: Pointer) -> tuple[int, int]:
        position = (self._after(0), self._after(0))
        for key in pointer:
            children = self._children(position[1])
            if key not in children:
                break
            position = children[key]
        return position

    def _children(self, offset: int) -> _Children:
        """The offsets of the key (in a list, of the value) and the value of each child of the container at `offset`."""
        if offset not in self._indexed:
            opening = self._text[offset : offset + 1]
            empty = self._text[self._after(offset + 1) : self._after(offset + 1) + 1] in {"}", "]"}
            if opening not in {"{", "["} or empty:
                self._indexed[offset] = {}
            else:
                self._indexed[offset] = (
                    self._mapping(offset) if opening == "{" else self._sequence(offset)
                )
        return self._indexed[offset]

    def _mapping(self, offset: int) -> _Children:
        children: _Children = {}
        while self._text[offset] != "}":
            start = self._after(offset + 1)
            key, end = scanstring(self._text, start + 1)
            value = self._after(self._after(end) + 1)
            children.setdefault(key, (start, value))
            offset = self._after(self._skip(self._text, value)[1])
        return children

    def _sequence(self, offset: int) -> _Children:
        children: _Children = {}
        while self._text[offset] != "]":
            start = self._after(offset + 1)
            children[len(children)] = (start, start)
            offset = self._after(self._skip(self._text, start)[1])
        return children

    def _after(self, offset: int) -> int:
        """The offset of the first character at or after `offset` that is not white space."""
        match = _space(self._text, offset)
        return match.end() if match else offset
