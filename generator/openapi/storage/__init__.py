"""The sources of documents: the disk, standard input and HTTPS. Another module can add one, such as commits of git."""

from __future__ import annotations

from pathlib import Path

from generator.openapi.storage.files import DISK, Missing, Storage, TooLarge, is_url, source_name

__all__ = [
    "DISK",
    "STANDARD_INPUT",
    "Missing",
    "Storage",
    "TooLarge",
    "is_url",
    "source_name",
    "source_of",
]

STANDARD_INPUT = Path("-")


def source_of(spec: Path) -> Storage:
    """The source of a document that the user named. Its overlays are always files on disk."""
    if spec == STANDARD_INPUT:
        from generator.openapi.storage.standard_input import StandardInput

        return StandardInput()
    if is_url(spec):
        from generator.openapi.storage.web import Web  # slow to import and rarely needed

        return Web(spec)
    return DISK
