"""A fixture that writes a specification to files and loads it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.openapi import Document, load

Load = Callable[..., Document]


@pytest.fixture
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """`spec(text)` or `spec({name: text, ...}, overlays=(...))` loads a document. The first file is its root."""
    monkeypatch.chdir(tmp_path)

    def write_and_load(
        files: str | bytes | dict[str, str], overlays: tuple[str, ...] = ()
    ) -> Document:
        texts = files if isinstance(files, dict) else {"openapi.yaml": files}
        for name, text in texts.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load(tmp_path / next(iter(texts)), [tmp_path / name for name in overlays])

    return write_and_load
