"""Where the files of a specification are read from: the disk, or another source with the same interface."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Protocol


class Missing(Exception):
    """A path does not lead to a file that can be read."""


class TooLarge(Exception):
    """A file has more bytes than the limit. It was not read."""


class Storage(Protocol):
    """A source of files."""

    def read(self, path: Path, limit: int) -> bytes:
        """The content of a file of at most `limit` bytes.

        Raises:
            Missing: The file cannot be read.
            TooLarge: The file has more bytes.
        """

    def real(self, path: str) -> str:
        """The absolute path without links."""

    def names(self, folder: str) -> Iterable[str]:
        """The names in a folder; empty if it cannot be read."""


class _Disk:
    """The files on disk."""

    def read(self, path: Path, limit: int) -> bytes:
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):
                raise Missing("this is not a file")
            if status.st_size > limit:
                raise TooLarge
            return path.read_bytes()
        except OSError as error:
            raise Missing(f"{error.strerror or error}".lower()) from error

    def real(self, path: str) -> str:
        return os.path.realpath(path)

    def names(self, folder: str) -> Iterable[str]:
        try:
            return os.listdir(folder)
        except OSError:
            return ()


DISK: Final[Storage] = _Disk()


def is_url(spec: Path) -> bool:
    """Whether a document has a URL. A `Path` writes it with one slash: `https:/example.com/openapi.yaml`."""
    return spec.parts[:1] == ("https:",)


def source_name(spec: Path) -> str:
    """The document in messages: its path or its URL."""
    return str(spec).replace("https:/", "https://", 1) if is_url(spec) else str(spec)
