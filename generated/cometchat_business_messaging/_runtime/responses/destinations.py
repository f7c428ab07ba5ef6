"""Where a download is saved: a file that appears once it is complete, or an open file."""

from __future__ import annotations

import io
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Self, TypeAlias

from ..errors import ArgumentError

Target: TypeAlias = "str | os.PathLike[str] | IO[bytes]"

_LONGEST_NAME = 80  # characters of the target's name in that of the temporary file


def destination(target: Target) -> Destination | OpenFile:
    """The place for a target, checked before the first byte is written.

    Raises:
        ArgumentError: The target cannot be written.
    """
    if isinstance(target, str | os.PathLike):
        return Destination(target)
    if isinstance(target, io.TextIOBase) or not callable(getattr(target, "write", None)):
        given = "a text file" if isinstance(target, io.TextIOBase) else type(target).__name__
        raise ArgumentError(
            f"must be a path or a file opened in binary mode, not {given}", argument="target"
        )
    return OpenFile(target)


class OpenFile:
    """A file of the caller, who closes it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.result = file

    def __enter__(self) -> Self:
        return self

    def write(self, piece: bytes) -> None:
        """Write a piece.

        Raises:
            ArgumentError: The file cannot be written.
        """
        try:
            self._file.write(piece)
        except (OSError, ValueError, TypeError) as error:
            raise _unwritable(error) from error

    def __exit__(self, kind: object, error: object, traceback: object) -> None:
        """Do nothing: the file belongs to the caller."""


class Destination:
    """A temporary file beside the target, whose name it gets once it is complete.

    A new file has the permissions that `open` gives it. A file that is replaced keeps its own, and a symbolic link
    keeps leading to it. A device or a pipe is written directly.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.result = Path(path)
        self._temporary: str | None = None
        try:
            self._target = os.path.realpath(path)
            self._file = self._opened()
        except (OSError, ValueError) as error:
            self._remove()
            raise _unwritable(error) from error

    def _opened(self) -> Any:
        mode = self._mode()
        if mode is not None and not stat.S_ISREG(mode):
            return open(self._target, "wb")  # __exit__ closes it; a folder is an error
        folder, name = os.path.split(self._target)
        unique = os.urandom(6).hex()
        temporary = os.path.join(folder, f".{name[:_LONGEST_NAME]}.{unique}")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        descriptor = os.open(temporary, flags, 0o666)
        self._temporary = temporary
        file = os.fdopen(descriptor, "wb")
        if mode is not None:
            os.chmod(temporary, stat.S_IMODE(mode))
        return file

    def _mode(self) -> int | None:
        try:
            return os.stat(self._target).st_mode
        except FileNotFoundError:
            return None

    def __enter__(self) -> Self:
        return self

    def write(self, piece: bytes) -> None:
        """Write a piece.

        Raises:
            ArgumentError: The file cannot be written.
        """
        try:
            self._file.write(piece)
        except OSError as error:
            raise _unwritable(error) from error

    def __exit__(self, kind: object, error: object, traceback: object) -> None:
        try:
            self._file.close()
            if error is None and self._temporary is not None:
                os.replace(self._temporary, self._target)
        except OSError as failure:
            self._remove()
            raise _unwritable(failure) from failure
        if error is not None:
            self._remove()

    def _remove(self) -> None:
        if self._temporary is not None:
            with suppress(OSError):
                os.unlink(self._temporary)


def _unwritable(error: Exception) -> ArgumentError:
    return ArgumentError(f"cannot be written: {error}", argument="target")
