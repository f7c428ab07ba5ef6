"""Files with unusual behavior, for uploads."""

from __future__ import annotations

import io
import threading


class Pipe(io.BytesIO):
    """A file that can be read once: it cannot seek, and its length is unknown."""

    def __init__(self, *pieces: bytes) -> None:
        super().__init__()
        self._pieces = iter(pieces)

    def read(self, size: int | None = -1, /) -> bytes:
        return next(self._pieces, b"")

    def tell(self) -> int:
        raise io.UnsupportedOperation("tell")

    def seek(self, offset: int, whence: int = 0, /) -> int:
        raise io.UnsupportedOperation("seek")


class BlockingPipe(Pipe):
    """A pipe that stays empty until `written` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.written = threading.Event()
        self.read_to_its_end = False

    def read(self, size: int | None = -1, /) -> bytes:
        self.written.wait(20)
        self.read_to_its_end = True
        return b""
