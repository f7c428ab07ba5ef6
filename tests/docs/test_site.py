"""The site of the documentation has all pages, and its links lead to pages."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from types import ModuleType
from typing import Any

import pytest

from tests.support.harness import ROOT


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("site_build", ROOT / "docs/site/build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pages_of(entry: Any) -> set[str]:
    """Return the pages of the navigation."""
    if isinstance(entry, str):
        return {entry}
    values = entry.values() if isinstance(entry, dict) else entry
    return {page for value in values for page in pages_of(value)}


def test_the_navigation_has_each_page(build: ModuleType) -> None:
    named = pages_of(tomllib.loads(build.configuration())["project"]["nav"])
    pages = {path.relative_to(ROOT).as_posix() for path in build.pages() if path.suffix == ".md"}
    assert named == pages - {"generated/API.md"}


def test_links_to_files_that_are_no_pages_become_text(build: ModuleType) -> None:
    pages = build.pages()
    for page in pages:
        if page.suffix == ".md":
            text = build.with_links(page, pages)
            for link in re.findall(
                r"\]\((?!<?https?:|#)([^)#\s]+)", re.sub(r"`[^`\n]*`", "", text)
            ):
                assert (page.parent / link).resolve() in pages, page
    text = build.with_links(ROOT / "README.md", pages)
    assert "](docs/generator.md" in text
