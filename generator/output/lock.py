"""A lock that lets one process at a time work in a folder.

The operating system releases a lock when its process ends, however it ends, so no lock is ever stale.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

NAME = "lock"
_PATIENCE = 10.0  # seconds until a lock of another process is an error; a generator writes for less than one
_PAUSE = 0.05  # seconds between two attempts

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _release(handle: int, path: Path) -> None:
        os.close(handle)
        with contextlib.suppress(OSError):  # another process has it open: it stays for that one
            path.unlink()

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(handle: int, path: Path) -> None:
        try:  # while it is locked, so that no other process locks a file that is about to go
            path.unlink(missing_ok=True)
        finally:
            os.close(handle)


class LockedError(Exception):
    """Another process works in the folder."""


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of `folder`. The folder is made with it, and removed with it where it is empty.

    Raises:
        LockedError: Another process did not release the lock within ten seconds.
        OSError: The parent of `folder` does not exist or cannot be written.
    """
    path = folder / NAME
    handle = _acquire(path)
    try:
        yield
    finally:
        _release(handle, path)
        with contextlib.suppress(OSError):  # not empty: another process has made a lock of its own
            folder.rmdir()


def _acquire(path: Path) -> int:
    end = time.monotonic() + _PATIENCE
    while (handle := _attempt(path)) is None:
        if time.monotonic() >= end:
            raise LockedError(str(path))
        time.sleep(_PAUSE)
    return handle


def _attempt(path: Path) -> int | None:
    """The handle of the locked file; None where another process has locked or removed it."""
    with contextlib.suppress(FileExistsError):
        path.parent.mkdir()
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except FileNotFoundError:
        return None
    try:
        _lock(handle)
        if os.path.samestat(os.fstat(handle), os.stat(path)):
            return handle
    except (BlockingIOError, PermissionError, FileNotFoundError):
        pass  # PermissionError: locked, on Windows
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None
