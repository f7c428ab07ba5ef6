"""The lines of a document that make generated files stale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Location
from generator.openapi import Document
from generator.output import ChangedFile, FileStatus
from generator.report.github import annotation
from generator.report.summary import number
from generator.tree import Tree, as_bytes

_SHOWN = 3  # files that a message names
_GAP = 3  # lines between texts of the same block
_SEARCHED = 500_000  # characters of stale files; in more, a search for all texts of a document takes too long
_ANNOTATIONS = 10  # the most that GitHub shows of a step


@dataclass(frozen=True, slots=True)
class Cause:
    """The first of some lines in the document, and the files that have their texts only after a new run."""

    location: Location
    files: tuple[ChangedFile, ...]


def file_annotations(
    changed: Sequence[ChangedFile], tree: Tree, out: Path, document: Document, spec: Path
) -> Iterator[str]:
    """Annotations for the files that differ from a tree: at the lines that cause it, or one if these are unknown."""
    stale = [each for each in changed if each.status in (FileStatus.STALE, FileStatus.MISSING)]
    for each in changed:
        if each not in stale:
            is_edited = each.status is FileStatus.EDITED
            message = "`generate` restores it" if is_edited else "the generator did not write it"
            yield annotation("error", str(out / each.path), message, title=each.status)
    differing = {each.path for each in changed}
    unchanged = " ".join(_words(as_bytes(tree[path])) for path in tree if path not in differing)
    causes = _causes(document, stale, unchanged)[:_ANNOTATIONS]
    for cause in causes:
        at, files = cause.location, _listed(cause.files, out)
        message = f"{files} stale because of this: run `generate`"
        yield annotation("error", at.file, message, FileStatus.STALE, at.line, at.column)
    if stale and not causes:
        message = f"{_listed(stale, out)} stale: run `generate`"
        yield annotation("error", str(spec), message, title=FileStatus.STALE)


def _listed(files: Sequence[ChangedFile], out: Path) -> str:
    names = ", ".join(str(out / each.path) for each in files[:_SHOWN])
    more = len(files) - _SHOWN
    verb = "is" if len(files) == 1 else "are"
    return f"{names} and {number(more, 'more file')} {verb}" if more > 0 else f"{names} {verb}"


def _causes(document: Document, stale: Sequence[ChangedFile], unchanged: str) -> list[Cause]:
    """The texts of the document that a file contains only after a new run, one for each block of lines.

    Empty if the files are too large to be searched, for example if all files of a large package are missing.
    """
    contents = [(each, _words(each.on_disk), _words(each.fresh)) for each in stale]
    contents = [each for each in contents if not each[0].is_manifest]
    if sum(len(new) for _, _, new in contents) > _SEARCHED:
        return []
    before = " ".join([unchanged, *(old for _, old, _ in contents)])
    found: dict[Location, tuple[ChangedFile, ...]] = {}
    for text, location in document.texts():
        words = " ".join(text.split())
        files = tuple(each for each, _, new in contents if words in new) if words else ()
        if files and words not in before:
            found[location()] = files
    causes: list[Cause] = []
    last: Location | None = None
    for at, files in sorted(found.items(), key=lambda item: item[0]):
        if last is not None and at.file == last.file and at.line - last.line <= _GAP:
            known = causes.pop()
            causes.append(Cause(known.location, tuple(dict.fromkeys((*known.files, *files)))))
        else:
            causes.append(Cause(at, files))
        last = at
    return causes


def _words(content: bytes | None) -> str:
    """The text with single spaces, because docstrings are wrapped."""
    return " ".join((content or b"").decode("utf-8", "replace").split())
