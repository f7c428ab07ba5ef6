"""Writing a Tree to the output folder, and comparing the folder with a Tree.

The manifest in the output folder lists the files that the generator wrote. `write` replaces or removes only these files
and never touches other files. An interrupted `write` leaves complete files, old or new, and lists all of them; the next
`write` finishes the work. Only one process writes at a time; the others wait.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.output import manifest as manifests
from generator.output import staging
from generator.output.comparison import (
    ChangedFile,
    Files,
    FileStatus,
    OutputError,
    all_files,
    differences,
    read_manifest,
)
from generator.output.lock import LockedError
from generator.output.manifest import Manifest, digest
from generator.tree import Tree, as_bytes

__all__ = ["ChangedFile", "FileStatus", "OutputError", "Written", "compare", "write"]


@dataclass(frozen=True, slots=True)
class Written:
    """The result of a `write`: the files that were replaced, added or removed, and the number of the other files."""

    changes: tuple[ChangedFile, ...]
    unchanged: int

    @property
    def written(self) -> int:
        return sum(each.fresh is not None for each in self.changes)

    @property
    def removed(self) -> int:
        return len(self.changes) - self.written


def compare(tree: Tree, out: Path, version: str, own: str = "") -> list[ChangedFile]:
    """The files of `out` that differ from `tree`, sorted by path. Nothing is written.

    Files of the user in folders with the name `own` are not reported.

    Raises:
        OutputError: The manifest in `out` cannot be used.
    """
    return differences(_complete(tree, version), out, read_manifest(out), all_files(out, own))


def write(tree: Tree, out: Path, version: str) -> Written:
    """Make the generated files of `out` equal to `tree`. Files that are equal or not in the manifest are not touched.

    Raises:
        OutputError: Files, folders or symbolic links that the generator did not write are in the way (the message
            lists them), the manifest in `out` cannot be used, or another run is writing to `out`.
        OSError: The disk reported an error. The next run repairs the output folder.
    """
    fresh = _complete(tree, version)
    if not differences(fresh, out, read_manifest(out)):
        return Written((), len(fresh))
    _check_blocking(staging.other_files(out), out)
    try:
        with staging.opened(out) as folder:
            changes = _write_locked(fresh, out, folder)
    except LockedError as error:
        raise OutputError(f"another run is writing to {out}, so nothing was written") from error
    unchanged = fresh.keys() - {each.path for each in changes}
    return Written(tuple(changes), len(unchanged))


def _complete(tree: Tree, version: str) -> Files:
    """The bytes of all files of the Tree, and the manifest."""
    outside = [str(path) for path in tree if not manifests.is_inside(path)]
    if outside:
        raise ValueError(f"outside the output folder: {outside}")
    files = {path: as_bytes(content) for path, content in tree.items()}
    digests = {path: digest(content) for path, content in files.items()}
    return {**files, manifests.PATH: manifests.dump(Manifest(version, digests))}


def _parents(path: PurePosixPath) -> Sequence[PurePosixPath]:
    return path.parents[:-1]  # without "."


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _write_locked(fresh: Files, out: Path, folder: Path) -> list[ChangedFile]:
    """Write the files that differ, through the staging folder, and return them. The caller holds the lock."""
    old = read_manifest(out)
    changes = differences(fresh, out, old)
    removed = {each.path for each in changes if each.fresh is None}
    _check_blocking({path for each in changes for path in _blocking_paths(each, out, removed)}, out)
    if changes:
        _apply(changes, fresh[manifests.PATH], out, old, folder)
    return changes


def _check_blocking(paths: Iterable[PurePosixPath], out: Path) -> None:
    """Raise OutputError if there are paths that must not be touched."""
    names = ", ".join(str(out / path) for path in sorted(paths))
    if names:
        raise OutputError(f"not written by the generator, so left unchanged: {names}")


def _blocking_paths(
    change: ChangedFile, out: Path, removed: Set[PurePosixPath]
) -> Iterator[PurePosixPath]:
    """The paths that block a change and must not be touched. Files in `removed` do not block it."""
    target = out / change.path
    if change.status is FileStatus.NOT_GENERATED:
        yield change.path
    if _is_folder(target):  # a file can replace it only if all files in it are removed
        contained = {PurePosixPath(each.relative_to(out).as_posix()) for each in _files_in(target)}
        yield from [] if contained and contained <= removed else [change.path]
    for parent in _parents(change.path):
        blocked = os.path.lexists(out / parent) and not _is_folder(out / parent)
        if blocked and (parent not in removed or (out / parent).is_symlink()):
            yield parent


def _files_in(folder: Path) -> Iterator[Path]:
    return (each for each in folder.rglob("*") if not _is_folder(each))


def _apply(
    changes: Sequence[ChangedFile], manifest: bytes, out: Path, old: Manifest, folder: Path
) -> None:
    contents = {each.path: each.fresh for each in changes if each.fresh is not None}
    contents.pop(manifests.PATH, None)
    intermediate = manifests.dump(old.with_pending(contents))
    pending, finished, *staged = staging.stage([intermediate, manifest, *contents.values()], folder)
    os.replace(pending, out / manifests.PATH)  # from now on it lists all of them
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
        with contextlib.suppress(OSError):  # not empty: other files stay
            (out / folder).rmdir()
