"""The table of template contexts."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.emit import render
from generator.runtime_facts import templates_folder
from tests.support.harness import tree_of


def test_each_template_has_a_row_and_each_row_a_template() -> None:
    folder = templates_folder()
    paths = (path.relative_to(folder) for path in folder.rglob("*.jinja"))
    templates = {path.as_posix() for path in paths if path.parts[0] != "_parts"}
    assert set(render._CONTEXTS) == templates


@pytest.mark.parametrize(
    ("scheme", "modules"),
    [
        ("{type: http, scheme: bearer}", {"device_login", "refresh_token"}),
        (
            "{type: openIdConnect, openIdConnectUrl: 'https://a.example'}",
            {"device_login", "refresh_token"},
        ),
        ("{type: http, scheme: basic}", set()),
        ("{type: apiKey, in: header, name: X-Key}", set()),
    ],
)
def test_only_clients_with_access_tokens_have_the_modules_of_grants(
    tmp_path: Path, scheme: str, modules: set[str]
) -> None:
    document = f"""
openapi: 3.1.0
info: {{title: Test, version: '1'}}
paths: {{}}
components: {{securitySchemes: {{a: {scheme}}}}}
"""
    (tmp_path / "openapi.yaml").write_text(document)
    names = {
        path.stem
        for path in tree_of(tmp_path / "openapi.yaml")
        if path.parts[1:3] == ("_runtime", "auth")
    }
    assert names & {"device_login", "refresh_token"} == modules
    assert "grants" in names
