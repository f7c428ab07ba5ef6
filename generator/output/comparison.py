"""The difference between an output folder and a Tree."""

from __future__ import annotations

import contextlib
import difflib
import io
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from generator.output import manifest as manifests
from generator.output.manifest import Manifest, ManifestError, digest

_IGNORED_FOLDERS = ("__pycache__", "build", "dist")  # created by tools

Files: TypeAlias = "dict[PurePosixPath, bytes]"


class OutputError(Exception):
    """The output folder cannot be read, or not be written without damage to other files. Nothing was written."""


class FileStatus(StrEnum):
    """How a file differs from the output of a new run."""

    STALE = "stale"  # unchanged since it was generated, but a new run would change it
    EDITED = "edited by hand"
    MISSING = "missing"
    NOT_GENERATED = "not generated"  # the manifest does not list it


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file that differs. `fresh` is its content in a new run, or None if a new run does not generate it."""

    path: PurePosixPath
    status: FileStatus
    on_disk: bytes | None  # None if there is no regular file
    fresh: bytes | None

    @property
    def is_manifest(self) -> bool:
        """Whether this is the manifest, which lists the other files."""
        return self.path == manifests.PATH

    @property
    def action(self) -> str:
        """The word for the change that `write` makes."""
        if self.fresh is None:
            return "removed"
        words = {FileStatus.MISSING: "added", FileStatus.EDITED: "restored"}
        return words.get(self.status, "updated")

    def diff(self) -> str:
        """A unified diff from the file on disk to a new run; empty for a file that is not generated and is kept."""
        if self.status is FileStatus.NOT_GENERATED and self.fresh is None:
            return ""
        old = os.devnull if self.on_disk is None else f"on disk/{self.path}"
        new = os.devnull if self.fresh is None else f"fresh/{self.path}"
        lines = difflib.unified_diff(_lines(self.on_disk), _lines(self.fresh), old, new)
        return "".join(map(_ended, lines))


def differences(
    fresh: Files, out: Path, old: Manifest, others: Iterable[PurePosixPath] = ()
) -> list[ChangedFile]:
    """The files that differ, sorted by path with the manifest last: those of `fresh`, the old manifest and `others`."""
    listed = {*fresh, *old.files, *old.pending, *others}
    paths = sorted(listed, key=lambda path: (path == manifests.PATH, path))
    folder = _Folder(out)
    changed = (_changed_file(path, fresh.get(path), folder, old) for path in paths)
    return [file for file in changed if file is not None]


def _changed_file(
    path: PurePosixPath, fresh: bytes | None, folder: _Folder, old: Manifest
) -> ChangedFile | None:
    mode = folder.mode(path)
    if mode is None or stat.S_ISDIR(mode):
        return None if fresh is None else ChangedFile(path, FileStatus.MISSING, None, fresh)
    on_disk = folder.read(path, mode)
    if on_disk is not None and on_disk == fresh:
        return None
    digests = old.digests(path)
    if path == manifests.PATH or (on_disk is not None and digest(on_disk) in digests):
        status = FileStatus.STALE
    else:
        status = FileStatus.EDITED if digests else FileStatus.NOT_GENERATED
    return ChangedFile(path, status, on_disk, fresh)


def all_files(out: Path, own: str = "") -> Iterator[PurePosixPath]:
    """Every file below `out`, except in folders that tools create or that have the name `own`.

    Symbolic links are not followed.
    """
    for folder, folders, files in os.walk(out):
        folders[:] = [name for name in folders if name != own and not _is_ignored(name)]
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        for name in [*files, *links]:
            yield PurePosixPath(Path(folder, name).relative_to(out).as_posix())


def _is_ignored(folder: str) -> bool:
    return folder in _IGNORED_FOLDERS or folder.startswith(".") or folder.endswith(".egg-info")


class _Folder:
    """The output folder on disk. It checks each folder for symbolic links once."""

    def __init__(self, out: Path) -> None:
        self._out = os.fspath(out)
        self._behind: dict[PurePosixPath, bool] = {PurePosixPath(): False}

    def mode(self, path: PurePosixPath) -> int | None:
        """The file mode at a path, or None if nothing is there. A symbolic link at the path itself is not followed."""
        try:
            return os.lstat(os.path.join(self._out, path)).st_mode
        except (FileNotFoundError, NotADirectoryError):
            return None

    def read(self, path: PurePosixPath, mode: int) -> bytes | None:
        """The content of a regular file that is not behind a symbolic link below `out`; `mode` is its file mode."""
        if not stat.S_ISREG(mode) or self._is_behind_link(path.parent):
            return None
        with (
            contextlib.suppress(FileNotFoundError),  # another run removed it in the meantime
            open(os.path.join(self._out, path), "rb", buffering=0) as file,
        ):
            return file.readall()
        return None

    def _is_behind_link(self, folder: PurePosixPath) -> bool:
        """Whether a folder below `out`, or one of its parents below `out`, is a symbolic link."""
        if folder not in self._behind:
            is_link = os.path.islink(os.path.join(self._out, folder))
            self._behind[folder] = is_link or self._is_behind_link(folder.parent)
        return self._behind[folder]


def read_manifest(out: Path) -> Manifest:
    """The manifest in `out`; empty if there is none.

    Raises:
        OutputError: The manifest cannot be used.
    """
    folder = _Folder(out)
    mode = folder.mode(manifests.PATH)
    if mode is None:
        return Manifest("", {})
    content = folder.read(manifests.PATH, mode)
    if content is None:
        raise _unusable(out, "not a regular file")
    try:
        return manifests.load_manifest(content)
    except ManifestError as error:
        raise _unusable(out, str(error)) from error


def _unusable(out: Path, reason: str) -> OutputError:
    advice = f"restore it, or remove {out} and generate again"
    return OutputError(f"{out / manifests.PATH}: {reason}; {advice}")


def _lines(content: bytes | None) -> list[str]:
    text = (content or b"").decode("utf-8", "replace")
    return list(io.StringIO(text, newline="\n"))  # `str.splitlines` splits at other characters too


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
