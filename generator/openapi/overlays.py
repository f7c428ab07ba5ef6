"""OpenAPI Overlay 1.0 and 1.1: actions change a document in order. Each value keeps its location."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, Severity
from generator.json_types import Json, Pointer
from generator.openapi.files import File, display_name, open_file
from generator.openapi.overlaid_file import Origin, OverlaidFile
from generator.openapi.pointers import describe
from generator.openapi.storage import DISK, Missing, Storage
from generator.openapi.syntax.parse_result import MAX_BYTES

_version = re.compile(r"1\.\d+\.\d+").fullmatch


def apply(
    root: File, overlays: Sequence[Path], storage: Storage = DISK
) -> tuple[File, list[Diagnostic]]:
    """The root document after all overlays, and their diagnostics. Without overlays, it is the file itself."""
    if not overlays:
        return root, []
    overlaid = OverlaidFile(root)
    diagnostics: list[Diagnostic] = []
    for path in overlays:
        try:
            overlay = open_file(path.name, path, MAX_BYTES, storage)
        except Missing as error:
            location = Location(display_name(path), 1, 1)
            diagnostics.append(_error(location, f"cannot be read: {error}"))
            continue
        diagnostics += overlay.diagnostics
        if overlay.usable:
            diagnostics += _apply(overlaid, overlay)
    return overlaid, diagnostics


def _apply(overlaid: OverlaidFile, overlay: File) -> Iterator[Diagnostic]:
    """Apply the actions of one overlay."""
    value = overlay.value
    version = value.get("overlay") if isinstance(value, dict) else None
    actions = value.get("actions") if isinstance(value, dict) else None
    if not isinstance(version, str) or not _version(version):
        yield _error(
            overlay.location(("overlay",)),
            'an overlay must have a version, such as "overlay: 1.0.0"',
        )
    elif not isinstance(actions, list):
        yield _error(overlay.location(("actions",)), "an overlay must have a list of actions")
    else:
        for number in range(len(actions)):
            yield from _act(overlaid, overlay, ("actions", number), actions[number])


def _act(
    overlaid: OverlaidFile, overlay: File, pointer: Pointer, action: Json
) -> Iterator[Diagnostic]:
    """Apply one action."""
    target = action.get("target") if isinstance(action, dict) else None
    if not isinstance(action, dict) or not isinstance(target, str):
        yield _error(overlay.location(pointer), "an action must be a mapping with a target")
        return
    location = overlay.location((*pointer, "target"))
    if action.get("remove") is not True and not {"update", "copy"} & action.keys():
        yield _error(location, "an action must have `update`, `copy` or `remove: true`")
        return
    matches = _select(target, overlaid.value)
    if isinstance(matches, str):
        yield _error(location, f"this is not a JSONPath: {matches}")
    elif not matches:
        yield Diagnostic(location, Severity.WARNING, "overlay", "the target matches nothing")
    elif action.get("remove") is not True and "update" in action:
        origin = (overlay, (*pointer, "update"))
        yield from _update(overlaid, action["update"], origin, overlay.location(origin[1]), matches)
    elif action.get("remove") is not True:
        yield from _copy(overlaid, action["copy"], overlay.location((*pointer, "copy")), matches)
    elif () in matches:
        yield _error(location, "the document itself cannot be removed")
    else:
        for match in sorted(matches, reverse=True):  # from the end, so that indices stay valid
            overlaid.remove(match)


def _update(
    overlaid: OverlaidFile, update: Json, origin: Origin, location: Location, matches: list[Pointer]
) -> Iterator[Diagnostic]:
    for match in matches:
        value = overlaid.at(match)
        if isinstance(value, dict) and isinstance(update, dict):
            overlaid.merge(match, update, origin)
        elif isinstance(value, list):
            overlaid.append(match, update, origin)
        else:
            message = (
                f"the target is {describe(value)}, which cannot be updated with {describe(update)}"
            )
            yield _error(location, message)


def _copy(
    overlaid: OverlaidFile, query: Json, location: Location, matches: list[Pointer]
) -> Iterator[Diagnostic]:
    """Overlay 1.1: update the targets with the one value that a JSONPath selects."""
    sources = _select(query, overlaid.value) if isinstance(query, str) else "it must be a string"
    if isinstance(sources, str):
        yield _error(location, f"this is not a JSONPath: {sources}")
    elif len(sources) != 1:
        yield _error(location, f"`copy` must select one value, but selects {len(sources)}")
    else:
        update, origin = deepcopy(overlaid.at(sources[0])), overlaid.origin(sources[0])
        yield from _update(overlaid, update, origin, location, matches)


def _select(query: str, value: Json) -> list[Pointer] | str:
    """The pointers that a JSONPath (RFC 9535) selects, without duplicates; the error message if it is invalid."""
    from jsonpath import JSONPathEnvironment, JSONPathError  # imported only for overlays

    try:
        compiled = JSONPathEnvironment(strict=True).compile(query)
    except JSONPathError as error:
        return str(error.args[0] if error.args else "it cannot be read")
    matches = compiled.finditer(value)
    return list(dict.fromkeys(match.parts for match in matches))


def _error(location: Location, message: str) -> Diagnostic:
    return Diagnostic(location, Severity.ERROR, "overlay", message)
