"""The function that loads a Document from its files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, Severity, SpecError, sort_diagnostics
from generator.openapi.document import Document
from generator.openapi.files import File, FileSet, display_name
from generator.openapi.overlays import apply
from generator.openapi.references.dynamic import bind
from generator.openapi.references.resolver import ReferenceResolver
from generator.openapi.storage import DISK, Missing, Storage


def load(path: Path, overlays: Sequence[Path] = (), storage: Storage = DISK) -> Document:
    """Read a specification and all files that it refers to.

    All other problems are in `Document.diagnostics`.

    Raises:
        SpecError: The root document cannot be read as a mapping.
    """
    path = Path(path)
    file_set = FileSet(path.parent, storage)
    root = _root(file_set, path)
    overlaid, diagnostics = apply(root, overlays, storage)
    file_set.files[root.name] = overlaid
    references = ReferenceResolver(file_set, overlaid)
    references.follow()
    binding = bind(references, file_set.files)
    files = {file.name: file for file in file_set.files.values()}
    for file in files.values():
        diagnostics += file.diagnostics
    diagnostics += references.diagnostics + binding.diagnostics
    found = tuple(sort_diagnostics(diagnostics))
    document = Document(
        root.name,
        file_set.files,
        references.targets,
        references.mapped,
        references.moved,
        found,
        tuple(overlays),
    )
    return document.with_binding(binding.targets, binding.mapped, binding.moved, binding.copies)


def _root(file_set: FileSet, path: Path) -> File:
    """The root document.

    Raises:
        SpecError: The root document cannot be read as a mapping.
    """
    try:
        root = file_set.root(path)
    except Missing as error:
        location = Location(display_name(path), 1, 1)
        raise SpecError(
            [Diagnostic(location, Severity.ERROR, "syntax", f"cannot be read: {error}")]
        ) from error
    if not root.usable:
        raise SpecError(root.diagnostics)
    if not isinstance(root.value, dict):
        message = "an OpenAPI document is a mapping"
        raise SpecError(
            [*root.diagnostics, Diagnostic(root.location(()), Severity.ERROR, "syntax", message)]
        )
    return root
