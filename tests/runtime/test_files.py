"""The length of an uploaded file, and the position where the upload starts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from client_under_test._runtime import Binary, Operation, Result
from client_under_test._runtime.errors import ArgumentError, ServiceUnavailableError
from client_under_test._runtime.serialization.files import CHUNK, upload

from tests.runtime.sides import UPLOAD, Side, Thing, Upload
from tests.support.loopback import Loopback, Reply, answer

DATA = b"0123456789"


@pytest.mark.parametrize("position", [0, 3, 9, 10, 11, 25])
def test_a_file_is_sent_from_its_position(tmp_path: Path, position: int) -> None:
    """A file positioned at or beyond its end has length 0, never a negative length."""
    path = tmp_path / "a"
    path.write_bytes(DATA)
    with path.open("rb") as opened, path.open("rb", buffering=0) as unbuffered:
        for file in (io.BytesIO(DATA), opened, unbuffered):
            file.seek(position)
            source = upload(file, "file")
            assert (source.length, source.replayable) == (len(DATA[position:]), True)
            assert b"".join(source.chunks()) == DATA[position:]
            assert (
                b"".join(source.chunks()) == DATA[position:]
            ), "the second time from the same position"


@pytest.mark.parametrize("position", [10, 25])
def test_a_request_with_a_file_beyond_its_end_has_the_right_length(
    side: Side, server: Loopback, position: int
) -> None:
    server.play(answer({"id": "1"}))
    file = io.BytesIO(DATA)
    file.seek(position)
    caller = side.caller(server)
    assert caller.call(UPLOAD, {}, Upload(name="x", file=file)).id == "1"
    (request,) = server.requests
    assert request.header("content-length") == str(len(request.body))
    assert DATA not in request.body
    assert request.body.rstrip().endswith(b"--")
    assert caller.get().id == "1", "the connection is still usable"


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_a_file_of_any_size_is_sent_completely(size: int) -> None:
    source = upload(io.BytesIO(bytes(size)), "file")
    assert source.length == size
    assert [len(piece) for piece in source.chunks()] == [
        *[CHUNK] * (size // CHUNK),
        *[size % CHUNK] * (size % CHUNK > 0),
    ]


def test_a_growing_file_is_sent_with_its_first_length_and_a_shrinking_one_is_an_error() -> None:
    file = io.BytesIO(DATA)
    source = upload(file, "file")
    file.seek(0, io.SEEK_END)
    file.write(b"more")
    assert b"".join(source.chunks()) == DATA
    file.truncate(4)
    with pytest.raises(ArgumentError, match="shorter"):
        b"".join(source.chunks())


BINARY: Operation[Thing] = Operation(
    "things.binary",
    "PUT /binary",
    body=(Binary(),),
    results=(Result("2XX", lambda: Thing),),
)


def test_other_bytes_and_iterators_of_bytes_are_files(side: Side, server: Loopback) -> None:
    server.play(answer({"id": "1"}))
    caller = side.caller(server)

    def pieces() -> Iterator[bytes]:
        yield from (b"", DATA[:4], b"", DATA[4:])

    for make in (lambda: memoryview(DATA), pieces, lambda: ("n.bin", pieces(), "text/x")):
        caller.call(UPLOAD, {}, Upload(name="n", file=make()))
        assert DATA in server.requests[-1].body
        caller.call(BINARY, {}, make())
        assert server.requests[-1].body == DATA
    assert server.requests[-1].header("content-type") == "text/x"
    assert server.requests[-1].header("transfer-encoding") == "chunked"


def test_an_iterator_is_sent_once_and_gives_bytes(side: Side, server: Loopback) -> None:
    server.play(Reply(503))
    caller = side.caller(server)
    with pytest.raises(ServiceUnavailableError):
        caller.call(BINARY, {}, iter([DATA]))
    assert len(server.requests) == 1
    with pytest.raises(ArgumentError, match="or give bytes"):
        caller.call(BINARY, {}, iter(["text"]))
