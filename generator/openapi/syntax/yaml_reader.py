"""The YAML reader. It reads values and their positions in one pass over the parser's events.

It does not use `yaml.compose`: the C composer recurses without a limit (a text of brackets crashes the process) and
takes ten times as long. Scalars follow the core schema of YAML 1.2, so `no`, `on` and dates are strings. Keys are
always strings, so `200:` is "200". The merge key `<<` of YAML 1.1 is supported, because documents use it.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Any, NamedTuple

import yaml

from generator.json_types import Json, Pointer
from generator.openapi.syntax.parse_result import (
    MAX_ALIASED,
    MAX_NESTING,
    NESTED_TOO_DEEPLY,
    ParseResult,
    SyntaxIssue,
    duplicate_key,
    unreadable,
)
from generator.openapi.syntax.yaml_scalars import (
    NotExpressible,
    resolve,
    resolve_tagged,
    unprintable,
)

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTAINER_TAGS = {None, "!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}


def read_yaml(text: str) -> ParseResult:
    """The value of a YAML text with one document."""
    offset = unprintable(text)
    if offset is not None:
        return unreadable(
            SyntaxIssue(
                offset, "syntax", f"YAML does not allow the character U+{ord(text[offset]):04X}"
            )
        )
    composer = _Composer()
    try:
        return composer.compose(text)
    except yaml.MarkedYAMLError as error:
        return unreadable(_syntax(error))
    except _UnusableText as error:
        return unreadable(error.issue)


def _syntax(error: yaml.MarkedYAMLError) -> SyntaxIssue:
    message = error.problem or "this is not YAML"
    if "'\\t'" in message:
        message = "a tab cannot indent YAML; use spaces"
    mark = error.problem_mark or error.context_mark
    related: tuple[tuple[int, str], ...] = ()
    if error.context_mark and error.context:
        related = ((error.context_mark.index, error.context),)
    return SyntaxIssue(mark.index if mark else 0, "syntax", message, related)


class _UnusableText(Exception):
    """An issue that ends the reading of the text."""

    def __init__(self, offset: int, rule: str, message: str) -> None:
        super().__init__(message)
        self.issue = SyntaxIssue(offset, rule, message)


class _Anchored(NamedTuple):
    value: Json
    size: int  # values in it, itself included
    height: int  # nested containers, itself included


class _Frame:
    """A container that is still open. The outermost one represents the document."""

    __slots__ = (
        *("anchor", "before", "container", "height", "key", "key_offset"),
        *("merged", "offsets", "pending", "start"),
    )

    def __init__(self, container: Any, start: int, anchor: str | None, before: int) -> None:
        self.container = container
        self.start = start
        self.anchor = anchor
        self.before = before  # values counted before this one
        self.height = 1
        self.pending = False  # a key was read, but not its value
        self.key: str | None = None  # None: the key is invalid, and its value is ignored
        self.key_offset = 0
        self.merged: list[dict[str, Json]] | None = None  # the values of the key `<<`
        self.offsets = array("L")  # of the values; in a mapping, of keys and values in turn


class _Merge(str):
    """The key `<<` without quotes."""


class _Composer:
    def __init__(self) -> None:
        self.issues: list[SyntaxIssue] = []
        self.offsets: dict[int, array[int]] = {}
        self.stack = [_Frame([], 0, None, 0)]
        self.anchors: dict[str, _Anchored] = {}
        self.total = self.aliased = 0

    def compose(self, text: str) -> ParseResult:
        next_event = _Loader(text).get_event
        handlers: Mapping[type, Any] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: lambda event: self._open(event, {}),
            yaml.SequenceStartEvent: lambda event: self._open(event, []),
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        while True:
            event = next_event()
            handler = handlers.get(type(event))
            if handler:
                handler(event)
            elif type(event) is yaml.StreamEndEvent:
                break
        outermost = self.stack[0]
        if not outermost.container:
            return unreadable(SyntaxIssue(0, "syntax", "the file is empty"))
        return ParseResult(
            outermost.container[0],
            YamlPositions(
                outermost.container, self.offsets | {id(outermost.container): outermost.offsets}
            ),
            tuple(self.issues),
        )

    def _document(self, event: Any) -> None:
        if self.stack[0].container:
            raise _UnusableText(
                event.start_mark.index,
                "syntax",
                "a second document starts here; a file has only one",
            )

    def _scalar(self, event: Any) -> None:
        offset = event.start_mark.index
        text: str = event.value
        plain = event.implicit[0] and event.tag != "!"
        frame = self.stack[-1]
        if type(frame.container) is dict and not frame.pending:
            self._key(frame, _Merge(text) if plain and text == "<<" else text, offset)
            value: Json = text
        else:
            value = self._value(event, plain, offset)
            self._deliver(frame, value, offset)
        self.total += 1
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(value, 1, 0)

    def _value(self, event: Any, plain: bool, offset: int) -> Json:
        text: str = event.value
        try:
            if event.tag is not None and event.tag != "!":
                return resolve_tagged(text, event.tag)
            return resolve(text) if plain else text
        except NotExpressible as error:
            self._report(offset, str(error))
            return None

    def _open(self, event: Any, container: Any) -> None:
        offset = event.start_mark.index
        if event.tag not in _CONTAINER_TAGS:
            self._report(offset, f"the tag {event.tag} has no type in JSON")
        if len(self.stack) > MAX_NESTING:
            raise _UnusableText(offset, "bounds", NESTED_TOO_DEEPLY)
        self.stack.append(_Frame(container, offset, event.anchor, self.total))
        self.total += 1

    def _close(self, _: Any) -> None:
        frame = self.stack.pop()
        container = frame.container
        if frame.merged:
            self._merge(frame)
        self.offsets[id(container)] = frame.offsets
        if frame.anchor:
            self.anchors[frame.anchor] = _Anchored(
                container, self.total - frame.before, frame.height
            )
        parent = self.stack[-1]
        parent.height = max(parent.height, frame.height + 1)
        if type(parent.container) is dict and not parent.pending:
            self._key(parent, None, frame.start)
        else:
            self._deliver(parent, container, frame.start)

    def _alias(self, event: Any) -> None:
        offset = event.start_mark.index
        frame = self.stack[-1]
        anchored = self.anchors.get(event.anchor)
        if anchored is None:
            inside = any(open_frame.anchor == event.anchor for open_frame in self.stack)
            reason = "is inside the value that it repeats" if inside else "has no anchor before it"
            raise _UnusableText(
                offset, "bounds" if inside else "syntax", f"the alias *{event.anchor} {reason}"
            )
        self.total += anchored.size
        self.aliased += anchored.size
        frame.height = max(frame.height, anchored.height + 1)
        if self.aliased > MAX_ALIASED or len(self.stack) - 1 + anchored.height > MAX_NESTING:
            raise _UnusableText(
                offset, "bounds", "aliases repeat more values than a specification can need"
            )
        if type(frame.container) is dict and not frame.pending:
            self._key(frame, anchored.value if isinstance(anchored.value, str) else None, offset)
        else:
            self._deliver(frame, anchored.value, offset)

    def _key(self, frame: _Frame, key: str | None, offset: int) -> None:
        frame.pending = True
        frame.key = key
        frame.key_offset = offset
        if key is None:
            self._report(offset, "a key must be plain or quoted text")

    def _report(self, offset: int, message: str) -> None:
        self.issues.append(SyntaxIssue(offset, "syntax", message))

    def _deliver(self, frame: _Frame, value: Json, offset: int) -> None:
        """Add a value to its container."""
        container = frame.container
        if type(container) is list:
            container.append(value)
            frame.offsets.append(offset)
            return
        key = frame.key
        frame.pending = False
        if key in container:
            first = frame.offsets[2 * list(container).index(key)]
            self.issues.append(duplicate_key(str(key), frame.key_offset, first))
        elif type(key) is _Merge:
            self._remember(frame, value, offset)
        elif key is not None:
            container[key] = value
            frame.offsets.append(frame.key_offset)
            frame.offsets.append(offset)

    def _remember(self, frame: _Frame, value: Json, offset: int) -> None:
        """Store the values of `<<` until the mapping ends, because its own keys take precedence."""
        sources = value if isinstance(value, list) else [value]
        frame.merged = frame.merged or []
        for source in sources:
            if isinstance(source, dict):
                frame.merged.append(source)
            else:
                self._report(offset, "<< takes a mapping, or a list of mappings")

    def _merge(self, frame: _Frame) -> None:
        for source in frame.merged or ():
            offsets = self.offsets[id(source)]
            for number, (key, value) in enumerate(source.items()):
                if key not in frame.container:
                    frame.container[key] = value
                    frame.offsets.extend(offsets[2 * number : 2 * number + 2])


class YamlPositions:
    """Positions in a YAML text, by container. A value that an alias repeats has the position of its anchor."""

    def __init__(self, outermost: list[Json], offsets: dict[int, array[int]]) -> None:
        self._outermost = outermost  # keeps the containers alive, so that no identity is reused
        self._offsets = offsets

    def find(self, pointer: Pointer) -> tuple[int, int]:
        container: Json = self._outermost
        position = (0, 0)
        for key in (0, *pointer):
            offsets = self._offsets.get(id(container))
            if isinstance(container, dict) and offsets and key in container:
                index = 2 * list(container).index(str(key))
                position = offsets[index], offsets[index + 1]
                container = container[str(key)]
            elif (
                isinstance(container, list)
                and offsets
                and isinstance(key, int)
                and key < len(container)
            ):
                position = offsets[key], offsets[key]
                container = container[key]
            else:
                break
        return position
