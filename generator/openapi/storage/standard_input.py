"""A document on standard input. The files that it refers to are in the current folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from generator.openapi.storage.files import DISK, TooLarge


class StandardInput:
    """Standard input as the file `-` of the current folder, and the files on disk."""

    def __init__(self) -> None:
        self._path = Path(os.path.abspath("-"))

    def read(self, path: Path, limit: int) -> bytes:
        if path != self._path:
            return DISK.read(path, limit)
        content = sys.stdin.buffer.read(limit + 1)
        if len(content) > limit:
            raise TooLarge
        return content

    def real(self, path: str) -> str:
        return DISK.real(path)

    def names(self, folder: str) -> Iterable[str]:
        return DISK.names(folder)
