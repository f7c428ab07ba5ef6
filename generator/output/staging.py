"""Staging: new files wait in a folder of the output until all of them are on the disk.

A full disk does no harm then, and a process that is killed leaves files that are recognized by their names: the next
one removes them, and nothing else in the folder.
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
_OURS = re.compile(rf"{lock.NAME}|[0-9]+")


def others(out: Path) -> list[PurePosixPath]:
    """What stands in the place of the staging folder or in it, and was not left there by a killed generator."""
    place = out / FOLDER
    try:
        if not stat.S_ISDIR(place.lstat().st_mode):
            return [FOLDER]
        entries = list(os.scandir(place))
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [FOLDER / entry.name for entry in entries if not _is_ours(entry)]


def _is_ours(entry: os.DirEntry[str]) -> bool:
    """Whether the generator makes files of this name and kind in its staging folder."""
    return _OURS.fullmatch(entry.name) is not None and entry.is_file(follow_symlinks=False)


@contextmanager
def opened(out: Path) -> Iterator[Path]:
    """The staging folder of `out`, made, emptied and locked; removed at the end with what is still in it.

    Raises:
        LockedError: Another process has locked it.
        OSError: The disk refuses.
    """
    out.mkdir(parents=True, exist_ok=True)
    folder = out / FOLDER
    with lock.locked(folder):
        _sweep(folder)
        try:
            yield folder
        finally:
            _sweep(folder)


def stage(contents: Iterable[bytes], folder: Path) -> list[Path]:
    """A file in the staging folder for each content."""
    staged = []
    for number, content in enumerate(contents):
        staged.append(folder / str(number))
        staged[-1].write_bytes(content)
    return staged


def _sweep(folder: Path) -> None:
    with contextlib.suppress(FileNotFoundError):  # somebody has removed the folder meanwhile
        for entry in list(os.scandir(folder)):
            if entry.name != lock.NAME and _is_ours(entry):
                os.unlink(entry)
