"""The table of template contexts."""

from __future__ import annotations

from generator.emit import render
from generator.runtime_facts import templates_folder


def test_each_template_has_a_row_and_each_row_a_template() -> None:
    folder = templates_folder()
    paths = (path.relative_to(folder) for path in folder.rglob("*.jinja"))
    templates = {path.as_posix() for path in paths if path.parts[0] != "_parts"}
    assert set(render._CONTEXTS) == templates
