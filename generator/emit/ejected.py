"""Copies of shipped templates in the user's folder, and whether the shipped templates have changed since."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

MANIFEST = ".templates.json"
"""The file in the user's folder that has the digests of the shipped templates at the time of copying."""


class EjectedError(Exception):
    """The manifest of a folder of templates cannot be used."""


class CopyStatus(StrEnum):
    """The state of a file in the user's folder."""

    EQUAL = "equal to the shipped template"
    CHANGED = "changed by you"
    UNRECORDED = "not copied by `templates eject`, so changes of the shipped template are unknown"
    OUTDATED = "the shipped template has changed since it was copied"
    UNKNOWN = "no shipped template has this name"


@dataclass(frozen=True, slots=True)
class TemplateCopy:
    """A file in the user's folder."""

    name: str
    status: CopyStatus

    @property
    def is_problem(self) -> bool:
        """Whether the user has to change or rename the file."""
        return self.status in (CopyStatus.OUTDATED, CopyStatus.UNKNOWN)


def template_names(folder: Path) -> list[str]:
    """The names of the files in a folder of templates, sorted, without caches and the manifest."""
    files = (path for path in folder.rglob("*") if path.is_file())
    paths = sorted(path for path in files if "__pycache__" not in path.parts)
    return [path.relative_to(folder).as_posix() for path in paths if path.name != MANIFEST]


def copies(folder: Path, shipped: Path) -> Iterator[TemplateCopy]:
    """The files in the user's folder with their status.

    Raises:
        EjectedError: The manifest cannot be read.
    """
    digests = read_digests(folder)
    known = set(template_names(shipped))
    for name in template_names(folder):
        is_known = name in known
        status = _status(name, folder, shipped, digests) if is_known else CopyStatus.UNKNOWN
        yield TemplateCopy(name, status)


def _status(name: str, folder: Path, shipped: Path, digests: Mapping[str, str]) -> CopyStatus:
    original = (shipped / name).read_bytes()
    if (folder / name).read_bytes() == original:
        return CopyStatus.EQUAL
    if name not in digests:
        return CopyStatus.UNRECORDED
    return CopyStatus.CHANGED if digests[name] == _digest(original) else CopyStatus.OUTDATED


def read_digests(folder: Path) -> dict[str, str]:
    """The digests in the manifest of a folder, by template; empty if there is no manifest.

    Raises:
        EjectedError: The manifest is not JSON or has another content.
    """
    path = folder / MANIFEST
    try:
        read = json.loads(path.read_bytes()) if path.exists() else {}
        return {str(name): str(digest) for name, digest in read.items()}
    except (ValueError, AttributeError, OSError) as error:
        raise EjectedError(f"{path}: not a manifest of templates ({error})") from error


def manifest_text(digests: Mapping[str, str], shipped: Path, name: str) -> str:
    """The text of a manifest with the digest of one more shipped template."""
    added = {**digests, name: _digest((shipped / name).read_bytes())}
    return json.dumps(dict(sorted(added.items())), indent=2) + "\n"


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
