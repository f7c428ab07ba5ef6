"""The operations of `files`, as a test scripts them."""

from __future__ import annotations

from collections.abc import Sequence

from ... import models
from ..._runtime import FileInput
from ..._runtime.testing import ANY, FakeResource, operation


class FilesFake(FakeResource):
    """The operations of `files`: the next answers of each, and the calls that it received."""

    @operation()
    def upload(
        self,
        *,
        file: FileInput = ANY,
        extra: Sequence[FileInput] | None = ANY,
        name: str | None = ANY,
        tags: Sequence[str] | None = ANY,
        meta: models.MetaInput | models.MetaInputDict | None = ANY,
    ) -> models.Meta:
        raise NotImplementedError

    @operation()
    def download(self, id: str = ANY) -> bytes:
        raise NotImplementedError

    @operation()
    def replace(self, id: str = ANY, *, body: FileInput = ANY) -> None:
        raise NotImplementedError

    @operation()
    def rename(self, id: str = ANY, *, name: str = ANY, times: Sequence[int] | None = ANY) -> str:
        raise NotImplementedError
