"""Cache: results by content, in a folder that may be deleted at any time.

An entry's name is the hash of everything that its content was computed from, and an entry begins with the hash of
its own name and content: one that was cut off, mixed up or edited is as good as absent. A folder that cannot be read or
written costs time, never a failure.

The hash detects damage, not forgery: whoever can write an entry decides what is generated. The folder must not be
shared, so entries are used only where no other user can have written them.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

_ENTRIES_PER_SHARD = 128  # of 256 shards; the oldest entries beyond make room
_DIGEST_SIZE = sha256().digest_size


def default_folder() -> Path | None:
    """The user's cache folder (XDG base directories); None where there is no home."""
    configured = os.environ.get("XDG_CACHE_HOME", "")
    try:
        base = Path(configured) if os.path.isabs(configured) else Path.home() / ".cache"
    except RuntimeError:
        return None
    return base / "openapi-client-generator"


def refusal(folder: Path) -> str:
    """Why a folder is not used for a cache; empty where it is used, and where it does not exist yet."""
    try:
        is_private = _is_private(folder.stat())
    except OSError:
        return ""
    return "" if is_private else "belongs to another user, or other users can write to it"


class Cache:
    """Content by key. Without a folder, or in one that other users can write to, it remembers nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, *key: str) -> bytes | None:
        """The content that was put under the same key parts, if it is still there and whole."""
        path = self._path(key)
        if path is None:
            return None
        try:
            if not _is_trusted(path):
                return None
            entry = path.read_bytes()
        except OSError:
            return None
        digest, content = entry[:_DIGEST_SIZE], entry[_DIGEST_SIZE:]
        if _digest(path, content) != digest:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # a used entry is a young one
        return content

    def put(self, content: bytes, *key: str) -> None:
        """Remember `content`; a reader sees all of it or nothing."""
        path = self._path(key)
        if path is None:
            return
        with contextlib.suppress(OSError):
            path.parents[2].mkdir(mode=0o700, parents=True, exist_ok=True)
            for folder in (path.parents[1], path.parent):
                folder.mkdir(mode=0o700, exist_ok=True)
                if not _is_private(folder.stat()):
                    return
            _make_room(path.parent)
            _write(path, _digest(path, content) + content)

    def _path(self, key: tuple[str, ...]) -> Path | None:
        if self._folder is None:
            return None
        name = sha256()
        for part in key:
            encoded = part.encode("utf-8", "surrogatepass")
            name.update(b"%d:" % len(encoded) + encoded)
        digest = name.hexdigest()
        return self._folder / digest[:2] / digest[2:]


if sys.platform == "win32":

    def _is_private(status: os.stat_result) -> bool:
        """Always: a user's profile is closed to other users there, and `status` does not show owners."""
        return True

else:

    def _is_private(status: os.stat_result) -> bool:
        """Whether only this user can have written to the file or folder."""
        return status.st_uid == os.geteuid() and not status.st_mode & 0o022


def _is_trusted(path: Path) -> bool:
    """Whether no other user can have written an entry. A pipe or a device, which could block, is no entry."""
    status = path.lstat()
    folders = [folder.stat() for folder in path.parents[:2]]
    return stat.S_ISREG(status.st_mode) and all(map(_is_private, [status, *folders]))


def _digest(path: Path, content: bytes) -> bytes:
    """The hash of an entry: of its content, and of its name, which is the hash of its key."""
    return sha256(f"{path.parent.name}{path.name}".encode() + content).digest()


def _write(path: Path, entry: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(entry)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _make_room(shard: Path) -> None:
    with os.scandir(shard) as entries:
        by_age = sorted(
            (entry.stat(follow_symlinks=False).st_mtime, entry.path) for entry in entries
        )
    for _, path in by_age[: max(0, len(by_age) - _ENTRIES_PER_SHARD + 1)]:
        os.unlink(path)
