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
_TIMEOUT = 10.0  # seconds to wait for the lock of another process; writing takes less than one
_POLL_INTERVAL = 0.05  # seconds between two attempts

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _release(handle: int, path: Path) -> None:
        os.close(handle)
        with contextlib.suppress(OSError):  # another process has it open
            path.unlink()

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(handle: int, path: Path) -> None:
        try:  # before unlocking, so that no process locks a file that is about to be removed
            path.unlink(missing_ok=True)
        finally:
            os.close(handle)


class LockedError(Exception):
    """Another process holds the lock of the folder."""


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of `folder`. The folder is created if needed, and removed afterwards if it is empty.

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
        with contextlib.suppress(OSError):  # not empty: another process has created a lock
            folder.rmdir()


def _acquire(path: Path) -> int:
    end = time.monotonic() + _TIMEOUT
    while (handle := _attempt(path)) is None:
        if time.monotonic() >= end:
            raise LockedError(str(path))
        time.sleep(_POLL_INTERVAL)
    return handle


def _attempt(path: Path) -> int | None:
    """The handle of the locked file, or None if another process has locked or removed it."""
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
        pass  # on Windows, PermissionError means that it is locked
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None
