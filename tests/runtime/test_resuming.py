"""`Download.save(path, resume=True)`: continue a download that failed."""

from __future__ import annotations

import io
import socket
from pathlib import Path
from typing import Any

import pytest
from client_under_test._runtime import errors

from tests.runtime.sides import DOWNLOAD, Side
from tests.support.loopback import Loopback, Received, Reply

DATA = bytes(range(256)) * 1_000
TAG = '"v1"'


class Files:
    """A server with one file. It closes the connection after `limit` bytes of a body."""

    def __init__(self, server: Loopback) -> None:
        self.server = server
        self.data, self.tag, self.limit = DATA, TAG, len(DATA)
        self.ignores_ranges = False
        self.refusal: int | None = None  # the status of responses to requests with a range
        self.head: dict[str, str] = {}
        server.play(self._answer)

    def _answer(self, connection: socket.socket, request: Received) -> bool:
        start, status = 0, 200
        wanted = request.header("range")
        if wanted and self.refusal is not None:
            connection.sendall(Reply(self.refusal).to_bytes())
            return True
        if wanted and not self.ignores_ranges and request.header("if-range") == self.tag:
            start, status = int(wanted.removeprefix("bytes=").removesuffix("-")), 206
        size = len(self.data)
        head = {"ETag": self.tag, "Content-Range": f"bytes {start}-{size - 1}/{size}"}
        if status == 200:
            del head["Content-Range"]
        rest = self.data[start:]
        named = {**head, **(self.head if status == 206 or "ETag" in self.head else {})}
        reply = Reply(status, rest[: self.limit], named, "application/pdf", len(rest))
        connection.sendall(reply.to_bytes())
        return self.limit >= len(rest)

    @property
    def ranges(self) -> list[str | None]:
        """The `Range` of each request."""
        return [each.header("range") for each in self.server.requests]


@pytest.fixture
def files(server: Loopback) -> Files:
    """The file of the loopback server."""
    return Files(server)


def save(side: Side, files: Files, target: Any, **options: Any) -> Any:
    """Save the file of the server to a target."""
    download = side.caller(files.server, **options).call(DOWNLOAD)
    return side.run(lambda: download.save(target, resume=True))


def fail(side: Side, files: Files, target: Path, received: int) -> None:
    """Save to a target, and let the connection close after some bytes."""
    files.limit = received
    with pytest.raises(errors.APIConnectionError):
        save(side, files, target)
    files.limit = len(DATA)
    assert not target.exists()


def names(folder: Path) -> list[str]:
    """The names in a folder."""
    return sorted(each.name for each in folder.iterdir())


def test_a_failed_download_is_continued(side: Side, files: Files, tmp_path: Path) -> None:
    target = tmp_path / "file"
    fail(side, files, target, 1_000)
    (part,) = tmp_path.iterdir()
    assert part.read_bytes() == DATA[:1_000]
    assert save(side, files, target) == target
    assert target.read_bytes() == DATA
    assert names(tmp_path) == ["file"]
    assert files.ranges == [None, None, "bytes=1000-"]
    last = files.server.requests[-1]
    assert (last.header("if-range"), last.header("accept-encoding")) == (TAG, "identity")


def test_a_part_that_has_all_bytes_is_completed(side: Side, files: Files, tmp_path: Path) -> None:
    target = tmp_path / "file"
    fail(side, files, target, 1_000)
    (part,) = tmp_path.iterdir()
    part.write_bytes(DATA)
    save(side, files, target)
    assert (target.read_bytes(), files.ranges[-1]) == (DATA, f"bytes={len(DATA) - 1}-")
    fail(side, files, tmp_path / "other", 1_000)
    part = next(tmp_path.glob(".other*"))
    part.write_bytes(DATA + b"more")
    save(side, files, tmp_path / "other")
    assert ((tmp_path / "other").read_bytes(), names(tmp_path)) == (DATA, ["file", "other"])


def test_another_version_is_not_mixed_with_the_part(
    side: Side, files: Files, tmp_path: Path
) -> None:
    target = tmp_path / "file"
    fail(side, files, target, 1_000)
    files.data, files.tag = DATA[::-1], '"v2"'
    save(side, files, target)
    assert (target.read_bytes(), names(tmp_path)) == (DATA[::-1], ["file"])
    assert files.ranges == [None, None]


@pytest.mark.parametrize(
    "head",
    [
        {"Content-Range": f"bytes 999-{len(DATA) - 1}/{len(DATA)}"},
        {"Content-Range": f"bytes 1000-{len(DATA) - 1}/*"},
        {"Content-Encoding": "gzip"},
        {"Content-Range": ""},
    ],
)
def test_an_answer_that_is_not_the_rest_starts_again(
    side: Side, files: Files, tmp_path: Path, head: dict[str, str]
) -> None:
    target = tmp_path / "file"
    fail(side, files, target, 1_000)
    files.head = head
    save(side, files, target)
    assert (target.read_bytes(), names(tmp_path)) == (DATA, ["file"])
    assert files.ranges == [None, None, "bytes=1000-", None]


def test_a_server_that_ignores_the_range_starts_again(
    side: Side, files: Files, tmp_path: Path
) -> None:
    target = tmp_path / "file"
    fail(side, files, target, 1_000)
    files.ignores_ranges = True
    fail(side, files, target, 500)
    (part,) = tmp_path.iterdir()
    assert part.read_bytes() == DATA[:500]
    save(side, files, target)
    assert (target.read_bytes(), files.ranges[-1]) == (DATA, "bytes=500-")


def test_a_server_that_refuses_the_range_starts_again(
    side: Side, files: Files, tmp_path: Path
) -> None:
    target = tmp_path / "file"
    fail(side, files, target, 1_000)
    files.refusal = 416
    save(side, files, target)
    assert (target.read_bytes(), names(tmp_path)) == (DATA, ["file"])
    assert files.ranges == [None, None, "bytes=1000-", None]


def test_another_error_keeps_the_part(side: Side, files: Files, tmp_path: Path) -> None:
    target = tmp_path / "file"
    fail(side, files, target, 1_000)
    files.refusal = 403
    with pytest.raises(errors.ForbiddenError):
        save(side, files, target)
    (part,) = tmp_path.iterdir()
    assert part.read_bytes() == DATA[:1_000]


@pytest.mark.parametrize("head", [{"ETag": 'W/"v1"'}, {"ETag": ""}])
def test_without_a_strong_version_nothing_is_kept(
    side: Side, files: Files, tmp_path: Path, head: dict[str, str]
) -> None:
    files.head = head
    fail(side, files, tmp_path / "file", 1_000)
    assert names(tmp_path) == []
    save(side, files, tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == DATA


def test_a_download_without_a_version_removes_the_parts(
    side: Side, files: Files, tmp_path: Path
) -> None:
    fail(side, files, tmp_path / "saved", 1_000)
    files.tag = "W/" + TAG
    assert save(side, files, tmp_path / "saved").read_bytes() == DATA
    assert names(tmp_path) == ["saved"]


def test_an_open_file_cannot_be_resumed(side: Side, files: Files) -> None:
    with pytest.raises(errors.ArgumentError, match="target: must be a path with resume=True"):
        save(side, files, io.BytesIO())


def test_a_redirect_to_another_origin_gets_the_range(
    side: Side, files: Files, tmp_path: Path
) -> None:
    target = tmp_path / "file"
    with Loopback() as api:
        api.play(Reply(302, headers={"Location": f"{files.server.url}/stored"}))

        def saved() -> Any:
            download = side.caller(api, follow_redirects=True).call(DOWNLOAD)
            return side.run(lambda: download.save(target, resume=True))

        files.limit = 1_000
        with pytest.raises(errors.APIConnectionError):
            saved()
        files.limit = len(DATA)
        saved()
    assert (target.read_bytes(), files.ranges[-1]) == (DATA, "bytes=1000-")
    assert files.server.requests[-1].header("apikey") is None


def test_a_symbolic_link_in_place_of_the_part_is_not_followed(
    side: Side, files: Files, tmp_path: Path
) -> None:
    target, other = tmp_path / "file", tmp_path / "other"
    fail(side, files, target, 1_000)
    (part,) = tmp_path.iterdir()
    part.unlink()
    other.write_bytes(b"other")
    part.symlink_to(other)
    with pytest.raises(errors.ArgumentError, match="target: cannot be written"):
        save(side, files, target)
    assert other.read_bytes() == b"other"
