"""From paths to a Document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, Severity, SpecError, sort_diagnostics
from generator.openapi.document import Document
from generator.openapi.files import File, Missing, Shelf, shown_name
from generator.openapi.overlays import apply
from generator.openapi.references import References


def load(path: Path, overlays: Sequence[Path] = ()) -> Document:
    """Read a specification and everything that it refers to.

    Problems are in `Document.diagnostics`, all of them. Raises SpecError only when the root document cannot be read
    as a mapping, so that there is nothing to go on with.
    """
    path = Path(path)
    shelf = Shelf(path.parent)
    root = _root(shelf, path)
    mended, found = apply(root, overlays)
    shelf.files[root.name] = mended
    references = References(shelf, mended)
    references.follow()
    files = {file.name: file for file in shelf.files.values()}
    for file in files.values():
        found += file.diagnostics
    diagnostics = tuple(sort_diagnostics([*found, *references.diagnostics]))
    return Document(
        root.name,
        shelf.files,
        references.targets,
        references.mapped,
        diagnostics,
        tuple(overlays),
    )


def _root(shelf: Shelf, path: Path) -> File:
    """The root document. Raises SpecError."""
    try:
        root = shelf.root(path)
    except Missing as error:
        place = Location(shown_name(path), 1, 1)
        raise SpecError(
            [Diagnostic(place, Severity.ERROR, "syntax", f"cannot be read: {error}")]
        ) from error
    if not root.usable:
        raise SpecError(root.diagnostics)
    if not isinstance(root.value, dict):
        message = "an OpenAPI document is a mapping"
        raise SpecError(
            [*root.diagnostics, Diagnostic(root.location(()), Severity.ERROR, "syntax", message)]
        )
    return root
