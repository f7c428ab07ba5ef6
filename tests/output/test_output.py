"""Writing and comparing output folders: the files that are written or left unchanged, and their statuses."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path, PurePosixPath

import pytest

from generator import output
from generator.output import ChangedFile, FileStatus, OutputError, compare, write
from generator.tree import Tree, as_bytes

VERSION = "1.0"


def tree(**files: str | bytes) -> Tree:
    """`pkg__a_py="x"` gives the file `pkg/a.py`."""
    return {
        PurePosixPath(name.replace("__", "/").replace("_", ".")): content
        for name, content in files.items()
    }


def on_disk(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".generator.json"
    }


def statuses(changes: list[ChangedFile]) -> dict[str, str]:
    return {str(each.path): str(each.status) for each in changes}


FIRST = tree(a_py="a = 1\n", pkg__b_py="b = 1\n", pkg__c_bin=b"\x00\r\n")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    write(FIRST, folder, VERSION)
    return folder


def test_write_creates_the_files_of_the_tree_and_a_manifest(out: Path) -> None:
    assert on_disk(out) == {"a.py": b"a = 1\n", "pkg/b.py": b"b = 1\n", "pkg/c.bin": b"\x00\r\n"}
    assert sorted(path.name for path in out.iterdir()) == [".generator.json", "a.py", "pkg"]
    assert compare(FIRST, out, VERSION) == []


def test_the_manifest_is_sorted_and_has_no_times(out: Path, tmp_path: Path) -> None:
    again = tmp_path / "elsewhere"
    write(dict(reversed(FIRST.items())), again, VERSION)
    text = (out / ".generator.json").read_bytes()
    assert text == (again / ".generator.json").read_bytes()
    assert list(json.loads(text)["files"]) == ["a.py", "pkg/b.py", "pkg/c.bin"]
    assert json.loads(text)["generator"] == VERSION


def test_write_changes_only_files_that_differ(out: Path) -> None:
    for path in out.rglob("*.*"):
        os.utime(path, ns=(1, 1))
    written = write({**FIRST, **tree(a_py="a = 2\n")}, out, VERSION)
    touched = {path.name for path in out.rglob("*.*") if path.stat().st_mtime_ns != 1}
    assert touched == {"a.py", ".generator.json"}
    assert (written.written, written.removed, written.unchanged) == (2, 0, 2)


def test_a_second_write_changes_no_files(out: Path) -> None:
    for path in out.rglob("*.*"):
        os.utime(path, ns=(1, 1))
    written = write(FIRST, out, VERSION)
    assert (written.written, written.removed, written.unchanged) == (0, 0, 4)
    assert {path.stat().st_mtime_ns for path in out.rglob("*.*")} == {1}


def test_obsolete_files_and_their_empty_folders_are_removed(out: Path) -> None:
    written = write(tree(a_py="a = 1\n"), out, VERSION)
    assert on_disk(out) == {"a.py": b"a = 1\n"}
    assert not (out / "pkg").exists()
    assert written.removed == 2


def test_a_folder_with_files_that_are_not_generated_is_kept(out: Path) -> None:
    (out / "pkg" / "mine.txt").write_text("mine")
    write(tree(a_py="a = 1\n"), out, VERSION)
    assert on_disk(out) == {"a.py": b"a = 1\n", "pkg/mine.txt": b"mine"}


def test_each_changed_file_has_a_status(out: Path) -> None:
    (out / "a.py").write_text("a = 'by hand'\n")
    (out / "pkg" / "c.bin").unlink()
    (out / "mine.txt").write_text("mine")
    for name in ("__pycache__", "x.egg-info", "build", "dist", ".venv"):
        (out / name).mkdir()
        (out / name / "leftover").write_text("")
    changes = compare({**FIRST, **tree(pkg__b_py="b = 2\n", new_py="")}, out, VERSION)
    assert statuses(changes) == {
        ".generator.json": "stale",
        "a.py": "edited by hand",
        "mine.txt": "not generated",
        "new.py": "missing",
        "pkg/b.py": "stale",
        "pkg/c.bin": "missing",
    }


def test_an_obsolete_file_is_stale_or_edited(out: Path) -> None:
    (out / "pkg" / "b.py").write_text("edited\n")
    changes = compare(tree(a_py="a = 1\n"), out, VERSION)
    assert statuses(changes) == {
        ".generator.json": "stale",
        "pkg/b.py": "edited by hand",
        "pkg/c.bin": "stale",
    }


def test_a_diff_shows_a_deleted_line(out: Path) -> None:
    (out / "pkg" / "b.py").write_text("")
    (change,) = compare(FIRST, out, VERSION)
    assert change.status is FileStatus.EDITED
    assert change.diff() == ("--- on disk/pkg/b.py\n+++ fresh/pkg/b.py\n@@ -0,0 +1 @@\n+b = 1\n")


def test_a_diff_marks_a_missing_newline_at_the_end(out: Path) -> None:
    (out / "a.py").write_text("a = 1")
    (change,) = compare(FIRST, out, VERSION)
    assert change.diff().splitlines()[3:] == ["-a = 1", "\\ No newline at end of file", "+a = 1"]


def test_an_edited_file_is_restored(out: Path) -> None:
    (out / "a.py").write_text("a = 'by hand'\n")
    (change,) = write(FIRST, out, VERSION).changes
    assert (str(change.path), change.status) == ("a.py", FileStatus.EDITED)
    assert compare(FIRST, out, VERSION) == []


def test_a_file_that_is_not_listed_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("mine = True\n")
    (tmp_path / "pkg").mkdir()
    (tmp_path / "pkg" / "b.py").write_text("mine = True\n")
    with pytest.raises(OutputError) as caught:
        write(FIRST, tmp_path, VERSION)
    assert str(tmp_path / "a.py") in str(caught.value)
    assert str(tmp_path / "pkg" / "b.py") in str(caught.value)
    assert on_disk(tmp_path) == {"a.py": b"mine = True\n", "pkg/b.py": b"mine = True\n"}
    assert not (tmp_path / ".generator.json").exists()


def test_a_lost_manifest_is_written_again_when_the_files_are_equal(out: Path) -> None:
    before = (out / ".generator.json").read_bytes()
    (out / ".generator.json").unlink()
    write(FIRST, out, VERSION)
    assert (out / ".generator.json").read_bytes() == before


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"generator": "1", "files": []}',
        '{"generator": "1", "files": {"../x": "0"}}',
        '{"generator": "1", "files": {}, "pending": {"../x": ["0"]}}',
        '{"generator": "1", "files": {}, "pending": {"x": null}}',
        r'{"generator": "1", "files": {"a\u0000b": "0"}}',
        r'{"generator": "1", "files": {"a\ud800": "0"}}',
        r'{"generator": "1", "files": {"a\u001b[2J": "0"}}',
        r'{"generator": "1", "files": {"..\\x": "0"}}',
        r'{"generator": "1", "files": {"c:x": "0"}}',
        pytest.param("[" * 100_000, id="deep"),
        '{"generator": "1", "files": {"a": ' + "9" * 5_000 + "}}",
        pytest.param("\xff", id="not UTF-8"),
    ],
)
def test_an_invalid_manifest_is_an_error_and_nothing_is_written(out: Path, text: str) -> None:
    victim = out.parent / "x"
    victim.write_text("outside")
    (out / ".generator.json").write_text(text, "latin-1")
    for action in (write, compare):
        with pytest.raises(OutputError, match=r"\.generator\.json") as caught:
            action(tree(a_py="a = 2\n"), out, VERSION)
        assert str(caught.value).isprintable()
        assert len(str(caught.value)) < 500
    assert (out / "a.py").read_text() == "a = 1\n"
    assert victim.read_text() == "outside"


@pytest.mark.parametrize("kind", ["folder", "pipe", "link", "device"])
def test_a_manifest_that_is_not_a_regular_file_is_an_error_and_nothing_is_written(
    out: Path, tmp_path: Path, kind: str
) -> None:
    path = out / ".generator.json"
    if kind == "link":
        path.rename(tmp_path / "elsewhere.json")
        path.symlink_to(tmp_path / "elsewhere.json")
    else:
        path.unlink()
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    for action in (write, compare):
        with pytest.raises(OutputError, match=r"\.generator\.json: not a regular file"):
            action(tree(a_py="a = 2\n"), out, VERSION)
    assert (out / "a.py").read_text() == "a = 1\n"


@pytest.mark.parametrize("path", ["../x.py", "/x.py", "a/../../x.py", "."])
def test_a_tree_with_a_path_outside_the_folder_is_rejected(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="outside"):
        write({PurePosixPath(path): "x"}, tmp_path / "out", VERSION)
    assert list(tmp_path.iterdir()) == []


# --- symbolic links, and files and folders with the same path ------------------------------------------------------


def test_a_linked_folder_is_not_followed(out: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (out / "pkg").rename(outside)
    (out / "pkg").symlink_to(outside)
    for fresh in (tree(a_py="a = 2\n"), {**FIRST, **tree(pkg__b_py="b = 2\n")}):
        with pytest.raises(OutputError, match="pkg"):
            write(fresh, out, VERSION)
    assert on_disk(outside) == {"b.py": b"b = 1\n", "c.bin": b"\x00\r\n"}
    assert (out / "a.py").read_text() == "a = 1\n"


def test_a_linked_generated_file_is_replaced_and_not_written_through(
    out: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.py"
    (out / "a.py").rename(outside)
    (out / "a.py").symlink_to(outside)
    assert statuses(compare(FIRST, out, VERSION)) == {"a.py": "edited by hand"}
    write({**FIRST, **tree(a_py="a = 2\n")}, out, VERSION)
    assert outside.read_text() == "a = 1\n"
    assert not (out / "a.py").is_symlink()
    assert (out / "a.py").read_text() == "a = 2\n"


def test_a_link_that_is_not_generated_is_listed_and_not_followed(out: Path, tmp_path: Path) -> None:
    (out / "loop").symlink_to(tmp_path)
    assert statuses(compare(FIRST, out, VERSION)) == {"loop": "not generated"}


def test_a_link_at_the_path_of_a_listed_file_is_not_replaced_by_a_folder(
    out: Path, tmp_path: Path
) -> None:
    (tmp_path / "outside").mkdir()
    (out / "a.py").unlink()
    (out / "a.py").symlink_to(tmp_path / "outside")
    with pytest.raises(OutputError, match=r"left unchanged: .*a\.py"):
        write(tree(a_py__b_py="b = 1\n"), out, VERSION)
    assert (out / "a.py").is_symlink()
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_file_can_be_replaced_by_a_folder_and_a_folder_by_a_file(out: Path) -> None:
    package = tree(a_py__init_py="a = 1\n")
    write(package, out, VERSION)
    assert on_disk(out) == {"a.py/init.py": b"a = 1\n"}
    write(FIRST, out, VERSION)
    assert compare(FIRST, out, VERSION) == []


def test_a_folder_that_is_not_generated_is_not_replaced_by_a_file(out: Path) -> None:
    (out / "new.py").mkdir()
    (out / "new.py" / "mine").write_text("mine")
    with pytest.raises(OutputError, match=r"new\.py"):
        write({**FIRST, **tree(new_py="")}, out, VERSION)


def test_a_file_that_is_not_generated_is_not_replaced_by_a_folder(out: Path) -> None:
    (out / "new").write_text("mine")
    with pytest.raises(OutputError, match="new"):
        write({**FIRST, **tree(new__x_py="")}, out, VERSION)


# --- interrupted writes ----------------------------------------------------------------------------------------------

SECOND = tree(a_py="a = 2\n", pkg__b_py="b = 2\n", pkg__new_py="new = 2\n")


class CrashError(BaseException):
    """Simulates the end of the process."""


@contextmanager
def crash(after: int) -> Iterator[None]:
    """Raise CrashError after `after` replaced files. The first is the manifest with `pending`, the last the new one."""
    replace, calls = os.replace, itertools.count()

    def crashing(source: Path, target: Path) -> None:
        if next(calls) == after:
            raise CrashError
        replace(source, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", crashing)
        yield


@pytest.mark.parametrize("after", range(6))
def test_a_crash_leaves_complete_files_and_the_next_run_finishes_the_output(
    out: Path, after: int
) -> None:
    ends = pytest.raises(CrashError) if after < 5 else nullcontext()  # two manifests, three files
    with crash(after), ends:
        write(SECOND, out, VERSION)

    for name, content in on_disk(out).items():
        path = PurePosixPath(name)
        assert content in {as_bytes(side[path]) for side in (FIRST, SECOND) if path in side}
    assert {each.status for each in compare(SECOND, out, VERSION)} <= {
        FileStatus.STALE,
        FileStatus.MISSING,
    }
    third = tree(a_py="a = 3\n", pkg__new_py="new = 3\n")  # the spec can change between the runs
    write(third, out, VERSION)
    assert on_disk(out) == {"a.py": b"a = 3\n", "pkg/new.py": b"new = 3\n"}
    assert "pending" not in (out / ".generator.json").read_text()


@pytest.mark.parametrize("first", range(1, 5))
@pytest.mark.parametrize("second", range(1, 4))
def test_files_of_several_interrupted_runs_are_recognized(
    out: Path, first: int, second: int
) -> None:
    third = tree(a_py="a = 3\n", pkg__new_py="new = 3\n")
    with crash(first), pytest.raises(CrashError):
        write(SECOND, out, VERSION)
    with crash(second), pytest.raises(CrashError):
        write(third, out, VERSION)
    changes = compare(third, out, VERSION)
    assert {each.status for each in changes} <= {FileStatus.STALE, FileStatus.MISSING}
    write(FIRST, out, VERSION)
    assert compare(FIRST, out, VERSION) == []
    assert set(on_disk(out)) == {"a.py", "pkg/b.py", "pkg/c.bin"}
    assert "pending" not in (out / ".generator.json").read_text()


def test_a_file_of_an_interrupted_run_is_recognized_until_it_is_removed(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crashing(_out: Path, _path: PurePosixPath) -> None:
        raise CrashError

    with crash(5), pytest.raises(CrashError):  # all files are written, the new manifest is not
        write({**SECOND, **tree(extra_py="extra = 2\n")}, out, VERSION)
    monkeypatch.setattr(output, "_remove", crashing)
    with pytest.raises(CrashError):
        write(SECOND, out, VERSION)
    monkeypatch.undo()
    write(tree(extra_py="extra = 3\n"), out, VERSION)
    assert on_disk(out) == {"extra.py": b"extra = 3\n"}


def test_temporary_files_of_a_killed_process_are_removed(out: Path) -> None:
    (out / ".generator.tmp").mkdir()
    (out / ".generator.tmp" / "0").write_text("half")
    assert compare(FIRST, out, VERSION) == []
    write(SECOND, out, VERSION)
    assert not (out / ".generator.tmp").exists()


def test_a_disk_error_changes_no_files(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = on_disk(out), (out / ".generator.json").read_bytes()

    def full(self: Path, data: bytes) -> int:
        raise OSError("no space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="no space"):
        write(SECOND, out, VERSION)
    assert (on_disk(out), (out / ".generator.json").read_bytes()) == before
