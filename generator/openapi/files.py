"""The files of a specification. Each file is read once, and no file outside the root document's folder is opened."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, Severity
from generator.json_types import Json, Pointer
from generator.openapi.storage import DISK, Missing, Storage, TooLarge, source_name
from generator.openapi.syntax.json_reader import read_json
from generator.openapi.syntax.parse_result import (
    MAX_BYTES,
    ParseResult,
    SyntaxIssue,
    unreadable,
)
from generator.openapi.syntax.text import Text, decode

_CONFLICT = re.compile(r"^<<<<<<<(?=\s|$)", re.MULTILINE)


class File:
    """A file that was read: its value, the locations in it, and the diagnostics of reading it."""

    def __init__(
        self, name: str, path: Path, text: Text, result: ParseResult, size: int = 0
    ) -> None:
        self.name = name  # relative to the root document's folder, with slashes
        self.path = path
        self.size = size  # in bytes
        self.value: Json = result.value
        self.usable = result.usable
        self.diagnostics = [_diagnostic(text, issue) for issue in result.issues]
        self._text = text
        self._positions = result.positions

    def location(self, pointer: Pointer) -> Location:
        """The location of the value at `pointer`, or of its nearest ancestor that exists."""
        _, value = self._positions.find(pointer)
        return self._text.location(value)

    def key_location(self, pointer: Pointer) -> Location:
        """The location of the last key of `pointer`, or of the value itself in a list."""
        key, _ = self._positions.find(pointer)
        return self._text.location(key)


def _diagnostic(text: Text, issue: SyntaxIssue) -> Diagnostic:
    related = tuple((text.location(offset), note) for offset, note in issue.related)
    return Diagnostic(
        text.location(issue.offset), Severity.ERROR, issue.rule, issue.message, related
    )


class Escape(Exception):
    """A path leads out of the folder of the root document. Nothing was opened."""


class FileSet:
    """The files in the root document's folder, by name. Each file is opened once, and no file outside the folder."""

    def __init__(self, folder: Path, storage: Storage = DISK) -> None:
        self.folder = folder
        self.files: dict[str, File] = {}
        self._storage = storage
        self._real = storage.real(str(folder))
        self._remaining_bytes = MAX_BYTES

    def root(self, path: Path) -> File:
        """The root document. Only this file can be a link out of the folder.

        Raises:
            Missing: The file cannot be read.
        """
        return self._open(path.name, Path(os.path.abspath(path)))

    def get(self, base: str, reference: str) -> File:
        """The file at a path relative to the file named `base`.

        Raises:
            Escape: The path leaves the folder. It is raised before any file is opened.
            Missing: The file cannot be read.
        """
        if reference.startswith("/") or "\\" in reference:
            raise Escape(
                "an absolute path" if reference.startswith("/") else "a path with a backslash"
            )
        name = os.path.normpath(os.path.join(os.path.dirname(base), reference)).replace(os.sep, "/")
        if name in self.files:
            return self.files[name]
        if name == ".." or name.startswith("../"):
            raise Escape("a path out of the folder of the root document")
        if "\0" in name:
            raise Missing("no file can have such a name")
        real = self._storage.real(os.path.join(self._real, name))
        if os.path.commonpath([real, self._real]) != self._real:
            raise Escape("a link out of the folder of the root document")
        real_name = os.path.relpath(real, self._real).replace(os.sep, "/")
        file = self.files.get(real_name) or self._open(real_name, Path(real))
        self.files[name] = file
        return file

    def names(self, folder: str) -> Iterable[str]:
        """The names in a folder of the specification, for suggestions."""
        return sorted(self._storage.names(os.path.join(self._real, folder)))

    def _open(self, name: str, path: Path) -> File:
        file = open_file(name, path, self._remaining_bytes, self._storage)
        self._remaining_bytes -= file.size if file.usable else 0
        self.files[name] = file
        return file


def open_file(name: str, path: Path, limit: int = MAX_BYTES, storage: Storage = DISK) -> File:
    """Read a YAML or JSON file of at most `limit` bytes.

    Raises:
        Missing: The file cannot be read.
    """
    shown = display_name(path)
    try:
        data = storage.read(path, limit)
    except TooLarge:
        message = f"with this file the specification has more than {MAX_BYTES >> 20} MiB"
        return File(name, path, Text(shown, ""), unreadable(SyntaxIssue(0, "bounds", message)))
    content, broken = decode(data)
    text = Text(shown, content)
    if broken is None:
        return File(name, path, text, _read(path, content), len(data))
    issue = SyntaxIssue(broken, "syntax", "these bytes are not UTF-8")
    return File(name, path, text, unreadable(issue))


def _read(path: Path, content: str) -> ParseResult:
    """Parse a file as JSON if its name or content indicates JSON, otherwise as YAML."""
    conflict = _CONFLICT.search(content) if "<<<<<<<" in content else None
    if conflict is not None:
        message = "an unresolved merge conflict: keep one of the two versions, and remove the marker lines"
        return unreadable(SyntaxIssue(conflict.start(), "syntax", message))
    suffix = path.suffix.lower()
    if suffix == ".json":
        return read_json(content)
    if content.lstrip()[:1] in {"{", "["}:
        result = read_json(content)
        if result.usable or suffix not in {".yaml", ".yml"}:
            return result
    from generator.openapi.syntax.yaml_reader import read_yaml

    return read_yaml(content)


def display_name(path: Path) -> str:
    """The path in messages: a URL, a path relative to the working directory if it is below it, or an absolute path."""
    absolute = os.path.abspath(path)
    working_directory = os.getcwd()
    is_below = absolute.startswith(working_directory.rstrip(os.sep) + os.sep)
    if not is_below:
        return absolute
    return source_name(Path(os.path.relpath(absolute, working_directory)))
