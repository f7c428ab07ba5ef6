"""Staging: new files are written to a temporary folder first, and moved when all of them are on disk.

So a full disk does not damage the output. If a process is killed, the next one recognizes the temporary files by their
names and removes them, but no other file.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from generator.output import lock

FOLDER = PurePosixPath(".generator.tmp")
_TEMPORARY = re.compile(rf"{lock.NAME}|[0-9]+")


def other_files(out: Path) -> list[PurePosixPath]:
    """The paths at or in the staging folder that the generator did not create."""
    folder = out / FOLDER
    try:
        if not stat.S_ISDIR(folder.lstat().st_mode):
            return [FOLDER]
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [FOLDER / entry.name for entry in entries if not _is_temporary(entry)]


def _is_temporary(entry: os.DirEntry[str]) -> bool:
    """Whether the entry is a regular file with a name that the generator uses in its staging folder."""
    return _TEMPORARY.fullmatch(entry.name) is not None and entry.is_file(follow_symlinks=False)


@contextmanager
def opened(out: Path) -> Iterator[Path]:
    """The staging folder of `out`: created, locked and emptied. At the end it is removed with the files in it.

    Raises:
        LockedError: Another process has locked it.
        OSError: The disk reported an error.
    """
    out.mkdir(parents=True, exist_ok=True)
    folder = out / FOLDER
    with lock.locked(folder):
        _remove_temporary(folder)
        try:
            yield folder
        finally:
            _remove_temporary(folder)


def stage(contents: Iterable[bytes], folder: Path) -> list[Path]:
    """Write each content to a file in the staging folder."""
    staged = []
    for number, content in enumerate(contents):
        staged.append(folder / str(number))
        staged[-1].write_bytes(content)
    return staged


def _remove_temporary(folder: Path) -> None:
    with contextlib.suppress(FileNotFoundError):  # the folder was removed in the meantime
        for entry in list(os.scandir(folder)):
            if entry.name != lock.NAME and _is_temporary(entry):
                os.unlink(entry)
