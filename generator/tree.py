"""The type `Tree`: all files of the output folder in memory.

The generator formats a `str`, which a template rendered. It writes `bytes`, which are copied files, unchanged.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TypeAlias

Tree: TypeAlias = "dict[PurePosixPath, bytes | str]"


def as_bytes(content: bytes | str) -> bytes:
    """The bytes of a file of a Tree on disk: UTF-8, with newlines unchanged."""
    return content if isinstance(content, bytes) else content.encode("utf-8")
