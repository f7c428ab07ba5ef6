"""Tree + manifest -> disk, or the difference.

The manifest stands in the output folder and decides what may be touched: a file that it lists may be replaced or
removed, every other file is somebody else's. An interrupted `write` leaves whole files, old or new, all of them
listed, and the next one ends the work. One process at a time writes; the others wait for it.
"""

from __future__ import annotations

import contextlib
import difflib
import io
import os
import stat
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from generator.output import manifest as manifests
from generator.output import staging
from generator.output.lock import LockedError
from generator.output.manifest import Manifest, ManifestError, digest
from generator.tree import Tree, as_bytes

_IGNORED_FOLDERS = ("__pycache__", "build", "dist")  # what tools leave behind

_Files: TypeAlias = "dict[PurePosixPath, bytes]"


class OutputError(Exception):
    """The output folder cannot be written without harm to what is not the generator's; nothing was written."""


class Verdict(StrEnum):
    """Why a file is not as a fresh run would leave it."""

    STALE = "stale"  # as the generator left it; the spec, a template or the generator changed since
    EDITED = "edited by hand"
    MISSING = "missing"
    NOT_OURS = "not ours"  # the manifest does not list it


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """One file that differs. `fresh` is None for one that a fresh run would not have."""

    path: PurePosixPath
    verdict: Verdict
    on_disk: bytes | None  # None: no regular file stands there
    fresh: bytes | None

    def diff(self) -> str:
        """A unified diff from what is on the disk to a fresh run; empty for a file that would stay as it is."""
        if self.verdict is Verdict.NOT_OURS and self.fresh is None:
            return ""
        old = os.devnull if self.on_disk is None else f"on disk/{self.path}"
        new = os.devnull if self.fresh is None else f"fresh/{self.path}"
        lines = difflib.unified_diff(_lines(self.on_disk), _lines(self.fresh), old, new)
        return "".join(map(_ended, lines))


@dataclass(frozen=True, slots=True)
class Written:
    """What a `write` did. `changes` says of each file that was replaced, added or removed what was wrong with it."""

    changes: tuple[FileVerdict, ...]
    unchanged: int

    @property
    def written(self) -> int:
        return sum(each.fresh is not None for each in self.changes)

    @property
    def removed(self) -> int:
        return len(self.changes) - self.written


def compare(tree: Tree, out: Path, version: str) -> list[FileVerdict]:
    """A verdict for each file of `out` that is not as `tree` has it, sorted by path. Touches nothing.

    Raises:
        OutputError: The manifest in `out` cannot be used.
    """
    return _differences(_complete(tree, version), out, _read_manifest(out), _strangers(out))


def write(tree: Tree, out: Path, version: str) -> Written:
    """Make `out` hold what `tree` has, touching only files that differ and that the manifest lists.

    Raises:
        OutputError: Files, folders or symbolic links that are not the generator's stand in the way, and are named;
            the manifest in `out` cannot be used; or another generator is at work in `out`.
        OSError: The disk refuses; the next run repairs what this one left.
    """
    fresh = _complete(tree, version)
    if not _differences(fresh, out, _read_manifest(out)):
        return Written((), len(fresh))
    _refuse(staging.others(out), out)
    try:
        with staging.opened(out) as folder:
            changes = _write_locked(fresh, out, folder)
    except LockedError as error:
        raise OutputError(
            f"another generator is at work in {out}, so nothing was written"
        ) from error
    unchanged = fresh.keys() - {each.path for each in changes}
    return Written(tuple(changes), len(unchanged))


def _complete(tree: Tree, version: str) -> _Files:
    """The Tree's bytes, with its manifest."""
    outside = [str(path) for path in tree if not manifests.is_inside(path)]
    if outside:
        raise ValueError(f"outside the output folder: {outside}")
    files = {path: as_bytes(content) for path, content in tree.items()}
    digests = {path: digest(content) for path, content in files.items()}
    return {**files, manifests.PATH: manifests.dump(Manifest(version, digests))}


def _read_manifest(out: Path) -> Manifest:
    folder = _Folder(out)
    mode = folder.mode(manifests.PATH)
    if mode is None:
        return Manifest("", {})
    content = folder.read(manifests.PATH, mode)
    if content is None:
        raise _unusable(out, "not a regular file")
    try:
        return manifests.load(content)
    except ManifestError as error:
        raise _unusable(out, str(error)) from error


def _unusable(out: Path, reason: str) -> OutputError:
    advice = f"restore it, or remove {out} and generate"
    return OutputError(f"{out / manifests.PATH}: {reason}; {advice}")


# --- what differs ----------------------------------------------------------------------------------------------------


def _differences(
    fresh: _Files, out: Path, old: Manifest, others: Iterable[PurePosixPath] = ()
) -> list[FileVerdict]:
    paths = sorted({*fresh, *old.files, *old.pending, *others})
    folder = _Folder(out)
    verdicts = (_verdict(path, fresh.get(path), folder, old) for path in paths)
    return [verdict for verdict in verdicts if verdict is not None]


def _verdict(
    path: PurePosixPath, fresh: bytes | None, folder: _Folder, old: Manifest
) -> FileVerdict | None:
    mode = folder.mode(path)
    if mode is None or stat.S_ISDIR(mode):
        return None if fresh is None else FileVerdict(path, Verdict.MISSING, None, fresh)
    on_disk = folder.read(path, mode)
    if on_disk is not None and on_disk == fresh:
        return None
    digests = old.digests(path)
    if path == manifests.PATH or (on_disk is not None and digest(on_disk) in digests):
        verdict = Verdict.STALE
    else:
        verdict = Verdict.EDITED if digests else Verdict.NOT_OURS
    return FileVerdict(path, verdict, on_disk, fresh)


def _strangers(out: Path) -> Iterator[PurePosixPath]:
    """Every file below `out` but what tools leave behind. Symbolic links are named, not followed."""
    for folder, folders, files in os.walk(out):
        folders[:] = [name for name in folders if not _is_ignored(name)]
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        for name in [*files, *links]:
            yield PurePosixPath(Path(folder, name).relative_to(out).as_posix())


def _is_ignored(folder: str) -> bool:
    return folder in _IGNORED_FOLDERS or folder.startswith(".") or folder.endswith(".egg-info")


class _Folder:
    """The output folder on the disk, asked for each of its folders once."""

    def __init__(self, out: Path) -> None:
        self._out = os.fspath(out)
        self._behind: dict[PurePosixPath, bool] = {PurePosixPath(): False}

    def mode(self, path: PurePosixPath) -> int | None:
        """What stands at a path; None for nothing. The last part of it is not followed if it is a symbolic link."""
        try:
            return os.lstat(os.path.join(self._out, path)).st_mode
        except (FileNotFoundError, NotADirectoryError):
            return None

    def read(self, path: PurePosixPath, mode: int) -> bytes | None:
        """The content of a regular file that no symbolic link below `out` leads to; `mode` says what stands there."""
        if not stat.S_ISREG(mode) or self._is_behind_link(path.parent):
            return None
        with (
            contextlib.suppress(FileNotFoundError),  # another generator removed it just now
            open(os.path.join(self._out, path), "rb", buffering=0) as file,
        ):
            return file.readall()
        return None

    def _is_behind_link(self, folder: PurePosixPath) -> bool:
        """Whether a folder below `out`, or one that it is in, is a symbolic link."""
        if folder not in self._behind:
            is_link = os.path.islink(os.path.join(self._out, folder))
            self._behind[folder] = is_link or self._is_behind_link(folder.parent)
        return self._behind[folder]


def _parents(path: PurePosixPath) -> Sequence[PurePosixPath]:
    return path.parents[:-1]  # without "."


def _is_folder(place: Path) -> bool:
    return place.is_dir() and not place.is_symlink()


def _lines(content: bytes | None) -> list[str]:
    text = (content or b"").decode("utf-8", "replace")
    return list(
        io.StringIO(text, newline="\n")
    )  # only "\n" ends a line here, unlike in str.splitlines


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


# --- what is written -------------------------------------------------------------------------------------------------


def _write_locked(fresh: _Files, out: Path, folder: Path) -> list[FileVerdict]:
    """Write what differs by way of the staging folder, and return it. Nobody else writes meanwhile."""
    old = _read_manifest(out)
    changes = _differences(fresh, out, old)
    removed = {each.path for each in changes if each.fresh is None}
    _refuse({path for each in changes for path in _in_the_way(each, out, removed)}, out)
    if changes:
        _carry_out(changes, fresh[manifests.PATH], out, old, folder)
    return changes


def _refuse(paths: Iterable[PurePosixPath], out: Path) -> None:
    names = ", ".join(str(out / path) for path in sorted(paths))
    if names:
        raise OutputError(f"not written by the generator, so not touched: {names}")


def _in_the_way(
    change: FileVerdict, out: Path, removed: Set[PurePosixPath]
) -> Iterator[PurePosixPath]:
    """What stands where `change` has to be made and may not be touched; `removed` makes room by itself."""
    place = out / change.path
    if change.verdict is Verdict.NOT_OURS:
        yield change.path
    if _is_folder(place):  # gives way to a file only when all that it holds is removed
        held = {PurePosixPath(each.relative_to(out).as_posix()) for each in _files_in(place)}
        yield from [] if held and held <= removed else [change.path]
    for parent in _parents(change.path):
        blocked = os.path.lexists(out / parent) and not _is_folder(out / parent)
        if blocked and (parent not in removed or (out / parent).is_symlink()):
            yield parent


def _files_in(folder: Path) -> Iterator[Path]:
    return (each for each in folder.rglob("*") if not _is_folder(each))


def _carry_out(
    changes: Sequence[FileVerdict], manifest: bytes, out: Path, old: Manifest, folder: Path
) -> None:
    contents = {each.path: each.fresh for each in changes if each.fresh is not None}
    contents.pop(manifests.PATH, None)
    claim = manifests.dump(old.claiming(contents))
    claimed, finished, *staged = staging.stage([claim, manifest, *contents.values()], folder)
    os.replace(claimed, out / manifests.PATH)  # from here on, all of them are ours
    for each in changes:
        if each.fresh is None:
            _remove(out, each.path)
    for path, source in zip(contents, staged, strict=True):
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        os.replace(source, out / path)
    os.replace(finished, out / manifests.PATH)


def _remove(out: Path, path: PurePosixPath) -> None:
    (out / path).unlink()
    for folder in _parents(path):
        with contextlib.suppress(OSError):  # not empty: somebody else's files stay
            (out / folder).rmdir()
