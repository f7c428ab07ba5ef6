"""`Download.save()`: to a path or an open file."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from client_under_test._runtime import errors

from tests.runtime.sides import DOWNLOAD, Side
from tests.support.loopback import Loopback, Reply

PDF = b"%PDF" * 50_000
FILE = Reply(200, PDF, content_type="application/pdf")


@pytest.fixture(autouse=True)
def _umask() -> Iterator[None]:
    before = os.umask(0o027)
    yield
    os.umask(before)


def save(side: Side, server: Loopback, target: Any) -> Any:
    """Save a download to a target."""
    server.play(FILE)
    download = side.caller(server).call(DOWNLOAD)
    return side.run(lambda: download.save(target))


def mode(path: Path) -> int:
    """The permissions of a file."""
    return path.stat().st_mode & 0o777


def test_a_new_file_has_the_usual_permissions(side: Side, server: Loopback, tmp_path: Path) -> None:
    saved = save(side, server, tmp_path / "new")
    assert (mode(saved), saved.read_bytes()) == (0o640, PDF)


def test_an_existing_file_keeps_its_permissions(
    side: Side, server: Loopback, tmp_path: Path
) -> None:
    path = tmp_path / "old"
    path.write_bytes(b"old")
    path.chmod(0o664)
    save(side, server, str(path))
    assert (mode(path), path.read_bytes()) == (0o664, PDF)


@pytest.mark.parametrize("exists", [True, False])
def test_a_symbolic_link_stays_one(
    side: Side, server: Loopback, tmp_path: Path, exists: bool
) -> None:
    (tmp_path / "folder").mkdir()
    target, link = tmp_path / "folder" / "file", tmp_path / "link"
    if exists:
        target.write_bytes(b"old")
        target.chmod(0o604)
    link.symlink_to(target)
    assert save(side, server, link) == link
    assert link.is_symlink()
    assert target.read_bytes() == PDF
    assert mode(target) == (0o604 if exists else 0o640)


PARTS = [None, "bytes 0-3/9", "bytes 5-8/9", "bytes 0-3/*", "bytes 0-3/3", "items 0-3/4"]


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_was_not_requested_is_not_saved(
    side: Side, server: Loopback, tmp_path: Path, part: str | None
) -> None:
    path = tmp_path / "old"
    path.write_bytes(b"old")
    head = {} if part is None else {"Content-Range": part}
    reply = Reply(206, b"%PDF", head, content_type="application/pdf")
    uses: list[Any] = [
        lambda download: download.save(path),
        lambda download: download.save(path, resume=True),
        lambda download: download.save(io.BytesIO()),
        lambda download: download.read(),
    ]
    for use in uses:
        server.play(reply)
        download = side.caller(server).call(DOWNLOAD)
        with pytest.raises(errors.ResponseDecodeError, match=r"a part of the body \(206\)"):
            side.run(partial(use, download))
    assert [each.name for each in tmp_path.iterdir()] == ["old"]
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("part", "options"),
    [("bytes 0-3/4", {}), ("Bytes 4-7/9", {"headers": {"range": "bytes=4-7"}})],
)
def test_a_part_that_is_whole_or_was_requested_is_saved(
    side: Side, server: Loopback, tmp_path: Path, part: str, options: Any
) -> None:
    server.play(Reply(206, b"%PDF", {"Content-Range": part}, content_type="application/pdf"))
    download = side.caller(server, **options).call(DOWNLOAD)
    assert side.run(lambda: download.save(tmp_path / "new")).read_bytes() == b"%PDF"


def test_an_unusable_target_is_found_before_the_body_is_read(
    side: Side, server: Loopback, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    for target in (tmp_path / "folder", tmp_path / "none" / "x", tmp_path / ("n" * 300), "a\0b"):
        with pytest.raises(errors.ArgumentError, match="target: cannot be written"):
            save(side, server, target)
    for wrong in (io.StringIO(), 7):
        with pytest.raises(errors.ArgumentError, match="target: must be a path or a file"):
            save(side, server, wrong)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder"]
    assert list((tmp_path / "folder").iterdir()) == []


def test_a_failure_while_writing_leaves_nothing_behind(
    side: Side, server: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(source: str, target: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(errors.ArgumentError, match="No space left"):
        save(side, server, tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


def test_to_an_open_file(side: Side, server: Loopback, tmp_path: Path) -> None:
    memory = io.BytesIO(b"head ")
    memory.seek(5)
    assert save(side, server, memory) is memory
    assert memory.getvalue() == b"head " + PDF
    with (tmp_path / "file").open("wb") as file:
        save(side, server, file)
        assert not file.closed
    assert (tmp_path / "file").read_bytes() == PDF
    with pytest.raises(errors.ArgumentError, match="cannot be written"):
        save(side, server, file)


def test_to_a_device(side: Side, server: Loopback) -> None:
    save(side, server, os.devnull)
    assert not Path(os.devnull).is_file()
