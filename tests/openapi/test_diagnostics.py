from __future__ import annotations

import pickle

from generator.diagnostics import (
    Diagnostic,
    Location,
    Severity,
    SpecError,
    nearest,
    sort_diagnostics,
)


def diagnostic(text: str, column: int, message: str = "message") -> Diagnostic:
    return Diagnostic(Location("a.yaml", 3, column, text), Severity.ERROR, "rule-id", message)


def test_a_word_with_other_digits_is_no_misspelling() -> None:
    assert nearest("uuid4", ["uuid"]) == nearest("Admin v2", ["Admin v1"]) == ""
    assert nearest("unid4", ["uuid4"]) == "uuid4"


def test_a_diagnostic_shows_its_location_with_a_caret() -> None:
    assert diagnostic("  name: 5", 9).render() == (
        "a.yaml:3:9: error [rule-id] message\n    name: 5\n          ^"
    )


def test_related_locations_are_notes() -> None:
    first = Location("b.yaml", 1, 1, "name: 4")
    warning = Diagnostic(
        Location("a.yaml", 3, 1, "name: 5"), Severity.WARNING, "r", "m", ((first, "n"),)
    )
    assert warning.render().splitlines() == [
        "a.yaml:3:1: warning [r] m",
        "  name: 5",
        "  ^",
        "  b.yaml:1:1: note: n",
        "    name: 4",
        "    ^",
    ]


def test_the_caret_is_under_its_character_after_tabs_and_wide_characters() -> None:
    assert diagnostic("\t名前: x", 6).render().splitlines()[1:] == ["  \t名前: x", "  \t      ^"]


def test_a_minified_line_is_truncated_around_the_caret() -> None:
    text = "a" * 5000 + "#" + "b" * 5000
    line, caret = diagnostic(text, 5001).render().splitlines()[1:]
    assert len(line) < 120
    assert line[caret.index("^")] == "#"
    assert line.strip().startswith("…")
    assert line.endswith("…")


def test_control_characters_of_a_specification_are_escaped() -> None:
    rendered = diagnostic("\x1b[2J\u202eevil", 1, "text \x1b[31m\nand\u2028so").render()
    assert "\x1b" not in rendered
    assert "\u202e" not in rendered
    assert len(rendered.splitlines()) == 3


def test_diagnostics_are_sorted_by_location_without_duplicates() -> None:
    late, early = diagnostic("x", 9), diagnostic("x", 1)
    assert sort_diagnostics([late, early, late]) == [early, late]


def test_a_spec_error_can_be_printed_and_pickled() -> None:
    error = SpecError([diagnostic("x: 1", 1)])
    copy = pickle.loads(pickle.dumps(error))
    assert copy.diagnostics == error.diagnostics
    assert str(copy) == "a.yaml:3:1: error [rule-id] message\n  x: 1\n  ^"
