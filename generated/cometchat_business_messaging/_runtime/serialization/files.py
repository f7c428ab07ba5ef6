"""Files to upload: their content, name and media type, and whether they can be sent again."""

from __future__ import annotations

import io
import mimetypes
import os
from collections.abc import Iterable, Iterator, Mapping
from types import NoneType
from typing import IO, TYPE_CHECKING, Any, TypeAlias, TypeGuard, cast

from ..errors import ArgumentError
from ..http.media_types import UNKNOWN, allowed
from ..json_data import is_array
from ..models.types import CustomType
from .csv_rows import CSV, csv_content, is_csv

CHUNK = 65_536
_ALLOWED = "bytes, a pathlib.Path, a file opened in binary mode, an iterator of bytes"

if TYPE_CHECKING:
    Rows: TypeAlias = Iterable[list[Any] | tuple[Any, ...] | Mapping[str, Any]]
    FileContent: TypeAlias = (
        bytes
        | bytearray
        | memoryview
        | os.PathLike[str]
        | IO[bytes]
        | Iterator[bytes]
        | io.StringIO
        | Rows
    )
    FileInput: TypeAlias = (
        FileContent | tuple[str | None, FileContent] | tuple[str | None, FileContent, str | None]
    )
else:

    class FileInput(metaclass=CustomType):
        """Bytes, a `Path`, an open binary file, an iterator of bytes, or `(name, one of these[, content type])`.

        Where the document says `text/csv`, also rows (lists, tuples or mappings) and text files.
        """

        @classmethod
        def __from_wire__(cls, value, convert):
            return value


class Upload:
    """A file to send. `length` is None if it is unknown before the file is read."""

    __slots__ = ("_argument", "_source", "_start", "length", "media_type", "name", "replayable")

    def __init__(
        self,
        source: Any,
        name: str | None,
        media_type: str | None,
        argument: str,
        declared: str | None,
    ) -> None:
        self._source = source
        self._argument = argument
        self._start: int | None = None
        self.name = name
        self.length: int | None = None
        self.replayable = True
        self._measure()
        self.media_type = media_type or self._own_type(declared)

    def _measure(self) -> None:
        if isinstance(self._source, bytes):
            self.length = len(self._source)
        elif isinstance(self._source, os.PathLike):
            path = os.fspath(cast("os.PathLike[str]", self._source))
            self.name = self.name or os.path.basename(path)
            self.length = self._size_on_disk()
        else:
            self.name = self.name or _name_of(self._source)
            self._start, self.length = self._position()
            self.replayable = self._start is not None

    def _own_type(self, declared: str | None) -> str:
        """The type by the file's name, if the document allows it."""
        guessed = mimetypes.guess_type(self.name)[0] if self.name else None
        own = guessed or UNKNOWN
        return own if declared is None else allowed(declared, own)

    def _size_on_disk(self) -> int:
        try:
            with open(self._source, "rb") as file:
                return os.fstat(file.fileno()).st_size
        except OSError as error:
            raise ArgumentError(f"cannot be read: {error}", argument=self._argument) from error

    def _position(self) -> tuple[int | None, int | None]:
        """The position of an open file and the number of bytes after it; both None if the file cannot seek."""
        file = self._source
        try:
            start = file.tell()
            end = file.seek(0, os.SEEK_END)
            file.seek(start)
            return start, max(end - start, 0)
        except (OSError, AttributeError):
            return None, None
        except ValueError as error:  # closed
            raise ArgumentError(f"cannot be read: {error}", argument=self._argument) from error

    def chunks(self) -> Iterator[bytes]:
        """The bytes from the start, in chunks.

        Raises:
            ArgumentError: The file cannot be read, or became shorter.
        """
        try:
            if isinstance(self._source, bytes):
                yield self._source
            elif isinstance(self._source, os.PathLike):
                with open(cast("os.PathLike[str]", self._source), "rb") as file:
                    yield from self._pieces(file)
            else:
                if self._start is not None:
                    self._source.seek(self._start)
                yield from self._pieces(self._source)
        except ArgumentError:
            raise
        except Exception as error:  # the caller's object may raise any exception
            raise ArgumentError(f"cannot be read: {error}", argument=self._argument) from error

    def _pieces(self, file: IO[bytes]) -> Iterator[bytes]:
        """The chunks of a file, with exactly the length that the request declares."""
        left = self.length
        while left is None or left > 0:
            piece: Any = file.read(CHUNK if left is None else min(CHUNK, left))
            if not isinstance(piece, bytes):
                raise ArgumentError(
                    "must be a file opened in binary mode, or give bytes", argument=self._argument
                )
            if not piece:
                break
            yield piece
            left = None if left is None else left - len(piece)
        if left:
            raise ArgumentError("became shorter while it was being sent", argument=self._argument)


class _Pieces:
    """An iterator of bytes as a file, which can be read once."""

    def __init__(self, pieces: Iterator[object]) -> None:
        self._pieces = pieces

    def read(self, size: int) -> object:
        """The next piece that is not empty, of any size; b"" at the end."""
        return next(filter(None, self._pieces), b"")


def is_file(value: object) -> bool:
    """Whether a value describes a file and nothing else."""
    return _is_content(value) or _is_named(value)


def _is_content(value: object) -> TypeGuard[FileContent]:
    is_bytes = isinstance(value, bytes | bytearray | memoryview)
    return is_bytes or isinstance(value, os.PathLike) or hasattr(value, "read")


def _is_named(
    value: object, *, rows: bool = False
) -> TypeGuard[tuple[str | None, FileContent, str | None]]:
    """Whether a value is a tuple of a name, a content and optionally a content type.

    Args:
        rows: Whether the content can be a list or tuple of rows.
    """
    if not isinstance(value, tuple):
        return False
    items = cast("tuple[object, ...]", value)
    if not 2 <= len(items) <= 3 or not isinstance(items[0], str | NoneType):
        return False
    is_file_or_rows = _is_content(items[1]) or (rows and is_array(items[1]))
    return (is_file_or_rows or isinstance(items[1], Iterator)) and (
        len(items) == 2 or isinstance(items[2], str | NoneType)
    )


def upload(value: object, argument: str, declared: str | None = None) -> Upload:
    """A caller's file as an Upload.

    Args:
        declared: The content type, range or list that the document declares; the caller's content type overrides it.

    Raises:
        ArgumentError: The value is not a file, or cannot be read.
    """
    name = media_type = None
    if _is_named(value, rows=True):  # the first of rows is never a string
        name, value, *rest = value
        media_type = (rest[0] if rest else None) or None
    takes_rows = is_csv(media_type or declared or "")
    if takes_rows and (content := csv_content(value, argument)) is not value:
        value, declared = content, allowed(declared or CSV, CSV)
    content = _as_file(value)
    if isinstance(content, io.TextIOBase) or not _is_content(content):
        given = "a text file" if isinstance(content, io.TextIOBase) else type(content).__name__
        rows = ", rows, a text file" if takes_rows else ""
        kinds = f"{_ALLOWED}{rows}, or a tuple (name, one of these, content type)"
        raise ArgumentError(f"must be {kinds}, not {given}", argument=argument)
    content_type = media_type or declared or ""
    if any(character in content_type for character in "\r\n\0"):
        raise ArgumentError(
            f"must have a valid content type, but has {content_type!r}", argument=argument
        )
    return Upload(
        bytes(content) if isinstance(content, bytearray | memoryview) else content,
        name,
        media_type,
        argument,
        declared,
    )


def _as_file(value: object) -> object:
    """An iterator as a file that can be read once; any other value as it is."""
    if hasattr(value, "read") or not isinstance(value, Iterator):
        return value
    return _Pieces(cast("Iterator[object]", value))


def _name_of(file: object) -> str | None:
    name: object = getattr(file, "name", None)
    return os.path.basename(name) if isinstance(name, str) and not name.startswith("<") else None
