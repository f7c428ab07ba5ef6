"""A cache of results by content, in a folder that can be deleted at any time.

The name of an entry is the hash of all inputs of its content. An entry starts with the hash of its name and content,
so an entry that was truncated, renamed or edited is ignored. A folder that cannot be read or written is not an error:
the cache is not used.

The hash detects damage, not forgery: a user who can write an entry controls the generated code. So an entry is used
only if no other user can have written it.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

_ENTRIES_PER_SHARD = 128  # there are 256 shards; the oldest entries are removed
_DIGEST_SIZE = sha256().digest_size


def default_folder() -> Path | None:
    """The user's cache folder (XDG Base Directory Specification), or None if there is no home folder."""
    configured = os.environ.get("XDG_CACHE_HOME", "")
    try:
        base = Path(configured) if os.path.isabs(configured) else Path.home() / ".cache"
    except RuntimeError:
        return None
    return base / "openapi-client-generator"


def refusal(folder: Path) -> str:
    """The reason not to use a folder as a cache; empty if it can be used or does not exist yet."""
    try:
        is_private = _is_private(folder.stat())
    except OSError:
        return ""
    return "" if is_private else "belongs to another user, or other users can write to it"


class Cache:
    """Contents by key. The cache is always empty if there is no folder, or if other users can write to the folder."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, *key: str) -> bytes | None:
        """The content that was stored under the same key, or None if it is missing or damaged."""
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
            os.utime(path)  # the oldest entries are removed first
        return content

    def put(self, content: bytes, *key: str) -> None:
        """Store `content`. A concurrent reader sees all of it or nothing."""
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
        """Always True: other users cannot access a user profile on Windows, and `status` has no owner."""
        return True

else:

    def _is_private(status: os.stat_result) -> bool:
        """Whether no other user can have written to the file or folder."""
        return status.st_uid == os.geteuid() and not status.st_mode & 0o022


def _is_trusted(path: Path) -> bool:
    """Whether the entry is a regular file (others could block) that no other user can have written."""
    status = path.lstat()
    folders = [folder.stat() for folder in path.parents[:2]]
    return stat.S_ISREG(status.st_mode) and all(map(_is_private, [status, *folders]))


def _digest(path: Path, content: bytes) -> bytes:
    """The hash of an entry's name, which is the hash of its key, and content."""
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
