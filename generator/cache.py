"""Cache: results by content, in a folder that may be deleted at any time.

An entry's name is the hash of everything that its content was computed from, and an entry begins with the hash of
its own content: one that was cut off, mixed up or edited is as good as absent. A folder that cannot be read or
written costs time, never a failure.
"""

from __future__ import annotations

import contextlib
import os
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


class Cache:
    """Content by key. Without a folder it remembers nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, *key: str) -> bytes | None:
        """The content that was put under the same key parts, if it is still there and whole."""
        path = self._path(key)
        if path is None:
            return None
        try:
            entry = path.read_bytes()
        except OSError:
            return None
        digest, content = entry[:_DIGEST_SIZE], entry[_DIGEST_SIZE:]
        if sha256(content).digest() != digest:
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
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _make_room(path.parent)
            handle, temporary = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(sha256(content).digest() + content)
                os.replace(temporary, path)
            except OSError:
                os.unlink(temporary)
                raise

    def _path(self, key: tuple[str, ...]) -> Path | None:
        if self._folder is None:
            return None
        name = sha256()
        for part in key:
            encoded = part.encode("utf-8", "surrogatepass")
            name.update(b"%d:" % len(encoded) + encoded)
        digest = name.hexdigest()
        return self._folder / digest[:2] / digest[2:]


def _make_room(shard: Path) -> None:
    with os.scandir(shard) as entries:
        by_age = sorted((entry.stat().st_mtime, entry.path) for entry in entries)
    for _, path in by_age[: max(0, len(by_age) - _ENTRIES_PER_SHARD + 1)]:
        os.unlink(path)
