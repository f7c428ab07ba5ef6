"""The sources of documents: the disk, standard input and HTTPS. Another module can add one, such as commits of git."""

from __future__ import annotations

from pathlib import Path

from generator.openapi.storage.files import DISK, Missing, Storage, TooLarge

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


def is_url(spec: Path) -> bool:
    """Whether a document has a URL. A `Path` writes it with one slash: `https:/example.com/openapi.yaml`."""
    return spec.parts[:1] == ("https:",)


def source_name(spec: Path) -> str:
    """The document in messages: its path or its URL."""
    return str(spec).replace("https:/", "https://", 1) if is_url(spec) else str(spec)


def source_of(spec: Path) -> Storage:
    """The source of a document that the user named. Its overlays are always files on disk."""
    if spec == STANDARD_INPUT:
        from generator.openapi.storage.standard_input import StandardInput

        return StandardInput()
    if is_url(spec):
        from generator.openapi.storage.web import Web  # slow to import and rarely needed

        return Web(spec)
    return DISK
