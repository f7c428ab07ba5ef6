"""Several processes that write to one output folder, and the files of a killed process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from generator.output import OutputError, compare, lock, staging, write
from generator.tree import Tree
from tests.support.harness import ROOT

WRITER = """\
import sys
from pathlib import Path
from generator.output import lock
from generator.output import write
from tests.output.test_writers import state

lock._TIMEOUT = 100.0
out, writer = Path(sys.argv[1]), int(sys.argv[2])
for n in range(12):
    write(state(12 * writer + n), out, "1.0")
"""
HOLDER = """\
import sys
from pathlib import Path
from generator.output import staging

with staging.opened(Path(sys.argv[1])) as folder:
    staging.stage([b"half"], folder)
    print("locked", flush=True)
    sys.stdin.read()
"""


def state(number: int) -> Tree:
    """A Tree whose files all contain `number`. Some of its paths are not in every other Tree."""
    names = ["a.py", "pkg/b.py", "pkg/c.py", f"pkg{number % 3}/d.py", f"e{number % 2}"]
    return {PurePosixPath(name): f"n = {number}\n" for name in names}


def start(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_writers_wait_for_each_other(tmp_path: Path) -> None:
    out = tmp_path / "out"
    writers = [start(WRITER, str(out), str(writer)) for writer in range(3)]
    for writer in writers:
        _, errors = writer.communicate(timeout=120)
        assert (writer.returncode, errors) == (0, "")
    (number,) = {int(path.read_text()[4:]) for path in out.rglob("*") if path.suffix == ".py"}
    assert compare(state(number), out, "1.0") == []
    assert names(out) == {".generator.json", *map(str, state(number))}
    assert not (out / ".generator.tmp").exists()


def test_a_writer_that_times_out_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_TIMEOUT", 0.0)
    write(state(1), tmp_path, "1.0")
    with start(HOLDER, str(tmp_path)) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "locked\n"
        with pytest.raises(OutputError, match="another run is writing to "):
            write(state(2), tmp_path, "1.0")
        assert (tmp_path / ".generator.tmp" / "0").read_text() == "half"
        assert compare(state(1), tmp_path, "1.0") == []
        write(state(1), tmp_path, "1.0")  # nothing to write, so it does not wait
        holder.communicate(timeout=60)
    write(state(2), tmp_path, "1.0")
    assert compare(state(2), tmp_path, "1.0") == []


def test_a_lock_file_that_its_owner_removes_before_locking_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / lock.NAME
    acquire = lock._lock
    removed: list[Path] = []

    def late(handle: int) -> None:
        if not removed:  # the owner ends between the opening and the locking of the file
            path.unlink()
            removed.append(path)
        acquire(handle)

    monkeypatch.setattr(lock, "_lock", late)
    with lock.locked(tmp_path):
        assert path.exists()
        monkeypatch.setattr(lock, "_TIMEOUT", 0.0)
        with pytest.raises(lock.LockedError), lock.locked(tmp_path):
            pass
    assert removed
    assert not path.exists()


def test_a_killed_writer_does_not_block_other_writers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_TIMEOUT", 0.0)
    with start(HOLDER, str(tmp_path)) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "locked\n"
        holder.kill()
    assert names(tmp_path) == {".generator.tmp/lock", ".generator.tmp/0"}
    write(state(1), tmp_path, "1.0")
    assert names(tmp_path) == {".generator.json", *map(str, state(1))}
    assert not (tmp_path / ".generator.tmp").exists()


@pytest.mark.parametrize("name", ["notes.txt", "0.txt", "-1", "sub/0"])
def test_another_file_in_the_staging_folder_is_reported_and_kept(tmp_path: Path, name: str) -> None:
    other = tmp_path / ".generator.tmp" / name
    other.parent.mkdir(parents=True)
    other.write_text("mine")
    with pytest.raises(OutputError, match=r"left unchanged: .*\.generator\.tmp"):
        write(state(1), tmp_path, "1.0")
    assert other.read_text() == "mine"
    assert names(tmp_path) == {f".generator.tmp/{name}"}


@pytest.mark.parametrize("kind", ["file", "link", "dangling"])
def test_another_file_at_the_path_of_the_staging_folder_is_kept(tmp_path: Path, kind: str) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    if kind == "file":
        (out / ".generator.tmp").write_text("mine")
    else:
        (out / ".generator.tmp").symlink_to(elsewhere)
    if kind == "link":
        elsewhere.mkdir()
        (elsewhere / "0").write_text("mine")
    before = names(tmp_path)
    with pytest.raises(OutputError, match=r"left unchanged: .*\.generator\.tmp"):
        write(state(1), out, "1.0")
    assert names(tmp_path) == before


def test_a_staging_folder_that_is_removed_during_a_run_is_not_an_error(tmp_path: Path) -> None:
    with staging.opened(tmp_path) as folder:
        shutil.rmtree(folder)
    with staging.opened(tmp_path) as folder:
        assert os.listdir(folder) == [lock.NAME]
    assert not folder.exists()


@pytest.mark.parametrize("name", ["7", lock.NAME])
@pytest.mark.parametrize("kind", ["folder", "link"])
def test_folders_and_links_in_the_staging_folder_are_kept(
    tmp_path: Path, name: str, kind: str
) -> None:
    path = tmp_path / ".generator.tmp" / name
    path.parent.mkdir()
    target = tmp_path / "elsewhere"
    path.mkdir() if kind == "folder" else path.symlink_to(target)
    with pytest.raises(OutputError, match=rf"left unchanged: .*\.generator\.tmp/{name}"):
        write(state(1), tmp_path, "1.0")
    assert path.is_symlink() or path.is_dir()
    assert not target.exists()
