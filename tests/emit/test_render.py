"""The table of template contexts."""

from __future__ import annotations

from generator.emit import render
from generator.runtime_facts import templates_folder


def test_each_template_has_a_row_and_each_row_a_template() -> None:
    folder = templates_folder()
    templates = {path.relative_to(folder).as_posix() for path in folder.rglob("*.jinja")}
    assert set(render._CONTEXTS) == templates
