"""The cache on disk: the entries that it uses, ignores and removes."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from itertools import count, islice
from pathlib import Path

import pytest

from generator.cache import Cache, refusal

KEY = "a key"


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if not path.is_dir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one entry. The cache created it and its parent."""
    made = tmp_path / "base" / "cache"
    Cache(made).put(b"content", KEY)
    return made


def entry(folder: Path) -> Path:
    (path,) = entries(folder)
    return path


def test_only_the_owner_can_access_folders_and_entries(folder: Path) -> None:
    made = [folder.parent, folder, *folder.rglob("*")]
    assert len(made) == 4
    assert [path for path in made if path.stat().st_mode & 0o077] == []
    assert refusal(folder) == ""
    assert Cache(folder).get(KEY) == b"content"


PATHS: dict[str, Callable[[Path], Path]] = {
    "folder": lambda folder: folder,
    "shard": lambda folder: entry(folder).parent,
    "entry": entry,
}


@pytest.mark.parametrize("mode", [0o020, 0o002])
@pytest.mark.parametrize("level", PATHS)
def test_a_path_that_other_users_can_write_to_is_not_used(
    folder: Path, level: str, mode: int
) -> None:
    path = PATHS[level](folder)
    path.chmod(stat.S_IMODE(path.stat().st_mode) | mode)
    assert Cache(folder).get(KEY) is None
    before = entries(folder)
    Cache(folder).put(b"new", KEY)
    assert (Cache(folder).get(KEY) == b"new") == (level == "entry")  # the new entry replaces it
    assert entries(folder) == before
    assert bool(refusal(folder)) == (level == "folder")


def test_a_cache_of_another_user_is_neither_read_nor_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: user + 1)
    assert Cache(folder).get(KEY) is None
    Cache(folder).put(b"new", "another key")
    assert len(entries(folder)) == 1
    assert "belongs to another user" in refusal(folder)


def test_a_folder_that_does_not_exist_is_accepted(tmp_path: Path) -> None:
    assert refusal(tmp_path / "absent") == ""


@pytest.mark.parametrize("kind", ["pipe", "device", "link", "folder"])
def test_only_a_regular_file_is_an_entry(folder: Path, tmp_path: Path, kind: str) -> None:
    path = entry(folder)
    path.rename(tmp_path / "elsewhere")
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero" if kind == "device" else tmp_path / "elsewhere")
    # This does not block, although no process writes to the pipe.
    assert Cache(folder).get(KEY) is None
    Cache(folder).put(b"new", KEY)
    assert Cache(folder).get(KEY) == (None if kind == "folder" else b"new")
    assert len(list(path.parent.iterdir())) == 1


def test_a_full_disk_leaves_no_partial_entry(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_source: str, _target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    before = entries(folder)
    Cache(folder).put(b"new", KEY)
    Cache(folder).put(b"new", "another key")
    assert entries(folder) == before
    assert Cache(folder).get(KEY) == b"content"


def test_a_full_shard_keeps_the_most_recently_used_entries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.cache._ENTRIES_PER_SHARD", 3)
    cache = Cache(tmp_path)
    shards = {key: _shard(tmp_path / key, key) for key in islice(map(str, count()), 2_000)}
    used, older, newer, added = [key for key in shards if shards[key] == shards["0"]][:4]
    for age, key in enumerate([used, older, newer]):
        cache.put(key.encode(), key)
        path = max(entries(tmp_path), key=lambda each: each.stat().st_mtime_ns)
        os.utime(path, ns=(age, age))
    assert cache.get(used) == used.encode()
    cache.put(added.encode(), added)
    kept = {key: cache.get(key) is not None for key in (used, older, newer, added)}
    assert kept == {used: True, older: False, newer: True, added: True}


def _shard(folder: Path, key: str) -> str:
    path = Cache(folder)._path((key,))
    assert path is not None
    return path.parent.name


def test_an_entry_at_the_path_of_another_key_is_not_used(folder: Path) -> None:
    cache, first = Cache(folder), entry(folder)
    cache.put(b"other", "another key")
    (second,) = set(entries(folder)) - {first}
    first.write_bytes(second.read_bytes())
    assert cache.get(KEY) is None
    assert cache.get("another key") == b"other"
