"""Workflow commands of GitHub: no message can end the command or start another one."""

from __future__ import annotations

from generator.report.github import annotation


def test_an_annotation_has_the_file_line_and_column() -> None:
    assert (
        annotation("error", "spec/a.yaml", "no such thing", "reference-dangling", 3, 7)
        == "::error file=spec/a.yaml,line=3,col=7,title=reference-dangling::no such thing"
    )
    assert annotation("warning", "a.py", "m", "stale") == "::warning file=a.py,title=stale::m"


def test_special_characters_are_escaped() -> None:
    assert (
        annotation("error", "a,b:c.yaml", "50%\n::set-output::x\r", "t,i:t\nle", 1, 1)
        == "::error file=a%2Cb%3Ac.yaml,line=1,col=1,title=t%2Ci%3At%0Ale::50%25%0A::set-output::x%0D"
    )
