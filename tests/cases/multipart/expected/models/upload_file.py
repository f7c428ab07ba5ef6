"""Models: UploadFileBody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from .. import models
from .._runtime import FileInput, Meta, Model

__all__ = [
    "UploadFileBody",
]


class UploadFileBody(Model, kw_only=True):
    """UploadFileBody"""

    file: FileInput

    extra: Sequence[FileInput] | None = None

    name: Annotated[str, Meta(max_length=20)] | None = None

    tags: Sequence[str] | None = None

    meta: models.MetaInput | None = None
