"""Edits of documents in the manner of well-known APIs have the right step, rules, places and signatures."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Location
from tests.review.document_edits import DOCUMENT_EDITS, DocumentEdit
from tests.review.test_shop import compared, parsed, rules
from tests.support.harness import ROOT

FOLDER = ROOT / "tests" / "corpus" / "documents"


@pytest.mark.parametrize("edit", DOCUMENT_EDITS, ids=lambda each: each.name)
def test_an_edit_and_its_reverse(edit: DocumentEdit, tmp_path: Path) -> None:
    text = (FOLDER / edit.file).read_text("utf-8")
    for old, new in edit.replacements:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / edit.file
    path.write_text(text, "utf-8")
    base, head = parsed(FOLDER / edit.file), parsed(path)
    found = compared(base, head)
    assert (found.bump.label, rules(found)) == (edit.bump, edit.rules)
    assert rules(compared(head, base)) == edit.reverse
    for change in [each.change for each in found.changes[:1]]:
        assert contains(change.old, edit.old)
        assert contains(change.new, edit.new)
        assert starts_with(change.before, edit.before)
        assert starts_with(change.after, edit.after)


def contains(signature: str | None, part: str | None) -> bool:
    """Whether a signature has this part; None if there is no signature."""
    if signature is None or part is None:
        return (signature, part) == (None, None)
    return part in signature


def starts_with(location: Location | None, text: str | None) -> bool:
    """Whether a text is at the location; None if there is no location."""
    if location is None or text is None:
        return (location, text) == (None, None)
    return location.text[location.column - 1 :].startswith(text)
