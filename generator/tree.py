"""Tree: a whole output folder in memory, the word that travels from `render` to `output`.

A `str` came from a template and is formatted; `bytes` were copied and stay as they are.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TypeAlias

Tree: TypeAlias = "dict[PurePosixPath, bytes | str]"


def as_bytes(content: bytes | str) -> bytes:
    """What a file of a Tree holds on the disk: UTF-8, newlines as they are."""
    return content if isinstance(content, bytes) else content.encode("utf-8")
