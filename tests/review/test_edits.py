"""Each edit of the spec is reported with the right bump, rule, signatures and places."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Location
from generator.review.changes import Change
from tests.review.edits import EDITS, Edit
from tests.review.support import SPEC, apply, base, copy_spec, expected_place, parsed, review


def place(location: Location | None, folder: Path) -> tuple[str, int, int] | None:
    if location is None:
        return None
    file = Path(location.file).resolve().relative_to(folder.resolve()).as_posix()
    return file, location.line, location.column


def check_signature(actual: str | None, expected: str | None) -> None:
    if expected is None:
        assert actual is None
    else:
        assert actual is not None
        assert expected in actual


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_reported(name: str, tmp_path: Path) -> None:
    edit: Edit = EDITS[name]
    spec = copy_spec(tmp_path)
    apply(edit, spec)
    found = review(base(), parsed(spec / "openapi.yaml"))
    rules = [change.rule.id for change in found]
    if edit.bump == "none":
        assert rules == []
        return
    assert sorted(rules) == sorted((edit.rule, *edit.others))
    change: Change = next(each for each in found if each.rule.id == edit.rule)
    assert change.bump.label == edit.bump
    assert change.behavior == edit.behavior
    check_signature(change.old, edit.old)
    check_signature(change.new, edit.new)
    if edit.operations is not None:
        assert len(change.operations) == edit.operations
    originals = {f: (SPEC / f).read_text("utf-8") for f, _, _ in edit.replacements}
    edited = {f: (spec / f).read_text("utf-8") for f, _, _ in edit.replacements}
    marked = "".join(text for replacement in edit.replacements for text in replacement)
    if "‸" in marked:
        assert place(change.before, SPEC) == expected_place(edit, originals, after=False)
        assert place(change.after, spec) == expected_place(edit, edited, after=True)
