"""Where a download is saved: a file that appears once it is complete, or an open file."""

from __future__ import annotations

import glob
import io
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Self, TypeAlias

from ..errors import ArgumentError
from .resumption import DIGITS, Version

Target: TypeAlias = "str | os.PathLike[str] | IO[bytes]"

_LONGEST_NAME = 80  # characters of the target's name in that of the temporary file


def destination(
    target: Target, version: Version | None = None, *, resumes: bool = False
) -> Destination | OpenFile:
    """The place for a target, checked before the first byte is written.

    Args:
        version: The version of the body if a failed download of it is kept, to continue it later.
        resumes: Whether earlier failed downloads of other versions may have been kept.

    Raises:
        ArgumentError: The target cannot be written.
    """
    if isinstance(target, str | os.PathLike):
        return Destination(target, version, resumes=resumes)
    if isinstance(target, io.TextIOBase) or not callable(getattr(target, "write", None)):
        given = "a text file" if isinstance(target, io.TextIOBase) else type(target).__name__
        raise ArgumentError(
            f"must be a path or a file opened in binary mode, not {given}", argument="target"
        )
    return OpenFile(target)


class OpenFile:
    """A file of the caller, who closes it."""

    start = 0

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

    def restart(self, *, keep: bool) -> None:
        """Do nothing: the download begins at its start."""

    def __exit__(self, kind: object, error: object, traceback: object) -> None:
        """Do nothing: the file belongs to the caller."""


class Destination:
    """A temporary file beside the target, whose name it gets once it is complete.

    A new file has the permissions that `open` gives it. A file that is replaced keeps its own, and a symbolic link
    keeps leading to it. A device or a pipe is written directly.

    The temporary file of a body with a version stays after a failure. `start` is the number of bytes that such a file
    already has.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        version: Version | None = None,
        *,
        resumes: bool = False,
    ) -> None:
        self.result = Path(path)
        self.start = 0
        self._version = version
        self._resumes = resumes
        self._keep = version is not None
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
        version = self._version
        unique = os.urandom(6).hex() if version is None else f"{version.digest}.part"
        temporary = os.path.join(folder, f".{name[:_LONGEST_NAME]}.{unique}")
        flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
        flags |= os.O_EXCL if version is None else getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(temporary, flags, 0o666)
        self._temporary = temporary
        file = os.fdopen(descriptor, "wb")
        if mode is not None:
            os.chmod(temporary, stat.S_IMODE(mode))
        if version is not None:
            self.start = version.start(os.fstat(descriptor).st_size)
            self._seek(file, self.start)
        return file

    @staticmethod
    def _seek(file: IO[bytes], start: int) -> None:
        file.seek(start)
        if start == 0:
            file.truncate()

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

    def restart(self, *, keep: bool) -> None:
        """Write from the start, without the bytes that the file has.

        Args:
            keep: Whether the temporary file stays after a failure.
        """
        self._keep = keep
        self._seek(self._file, 0)

    def __exit__(self, kind: object, error: object, traceback: object) -> None:
        try:
            self._keep = self._keep and self._file.tell() > 0
            self._file.close()
            if error is None and self._temporary is not None:
                os.replace(self._temporary, self._target)
                self._remove_parts()
        except OSError as failure:
            self._remove()
            raise _unwritable(failure) from failure
        if error is not None:
            self._remove()

    def _remove_parts(self) -> None:
        """Remove the temporary files of other versions."""
        if self._resumes:
            folder, name = os.path.split(self._target)
            pattern = f".{glob.escape(name[:_LONGEST_NAME])}.{'?' * DIGITS}.part"
            for part in glob.glob(pattern, root_dir=folder):
                with suppress(OSError):
                    os.unlink(os.path.join(folder, part))

    def _remove(self) -> None:
        if self._temporary is not None and not self._keep:
            with suppress(OSError):
                os.unlink(self._temporary)


def _unwritable(error: Exception) -> ArgumentError:
    return ArgumentError(f"cannot be written: {error}", argument="target")
