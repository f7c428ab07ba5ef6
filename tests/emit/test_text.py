"""Any text of a document becomes a docstring or a literal that parses back to the same text."""

from __future__ import annotations

import ast
import inspect

import black
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.emit.python.text.docstrings import docstring
from generator.emit.python.text.literals import literal, string
from generator.emit.python.text.paragraphs import prose, split_at_heading, split_summary

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
MODE = black.Mode(line_length=100)


def in_function(text: str) -> str:
    """Return the formatted source of a function with this docstring."""
    source = f"def f() -> None:\n    {docstring(prose(text, 92), '    ')}\n    return None\n"
    return black.format_str(source, mode=MODE)


@given(JSON)
def test_a_literal_evaluates_to_its_value(value: object) -> None:
    text = literal(value)  # type: ignore[arg-type]
    assert ast.literal_eval(text) == value
    assert text.isprintable()


@given(TEXT)
@example('"""\n__import__("os").system("true")\n"""')
@example("ends with a backslash\\")
@example('ends with a quote"')
@example("\\N{BULLET} \\x41 \\")
@example("\u202e reversed \u2066 isolated \u2069 \x00 \x1b[31m")
@example("```\ncode   with   runs\n```\n\n- item\n- item")
def test_a_docstring_contains_only_the_text(text: str) -> None:
    module = ast.parse(in_function(text))
    assert len(module.body) == 1
    function = module.body[0]
    assert isinstance(function, ast.FunctionDef)
    assert len(function.body) == 2
    docstring_text = inspect.cleandoc(ast.get_docstring(function, clean=False) or "")
    assert docstring_text.split() == text.split()


@given(TEXT)
@example("\u200b\u00ad")
def test_a_formatted_docstring_is_stable(text: str) -> None:
    once = in_function(text)
    assert black.format_str(once, mode=MODE) == once


@pytest.mark.parametrize("hidden", ["\u202e", "\u2028", "\u00a0", "\x07", "\ufeff", "\U000e0041"])
def test_invisible_characters_are_escaped(hidden: str) -> None:
    assert hidden not in string(f"a{hidden}b")
    assert hidden not in docstring([f"a{hidden}b"])


def test_paragraphs_are_wrapped_and_code_is_not() -> None:
    text = f"{'word ' * 40}\n\n```\n{'code ' * 40}\n```\n"
    lines = prose(text, 60)
    assert max(map(len, lines[:-3])) <= 60
    assert lines[-2] == ("code " * 40).rstrip()


@pytest.mark.parametrize(
    ("text", "introduction", "rest"),
    [
        ("Just text.", "Just text.", ""),
        ("Text.\n\n# A\nx\n## B", "Text.", "## A\nx\n### B"),
        ("## A\nx", "", "## A\nx"),
        ("```\n# comment\n```\ntext", "```\n# comment\n```\ntext", ""),
    ],
)
def test_the_headings_of_a_description_stand_apart(text: str, introduction: str, rest: str) -> None:
    assert split_at_heading(text) == (introduction, rest)


@pytest.mark.parametrize(
    ("text", "summary", "rest"),
    [
        ("One. Two.", "One. Two.", ""),
        ("One. Two.\n\nThree.", "One.", "Two.\n\nThree."),
        ("With e.g. one thing\n\nMore.", "With e.g. one thing", "More."),
    ],
)
def test_a_summary_is_one_paragraph(text: str, summary: str, rest: str) -> None:
    assert split_summary(text) == (summary, rest)
