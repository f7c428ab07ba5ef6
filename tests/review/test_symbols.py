"""The table of public names: each has its signature and its place, and `API.md` lists them."""

from __future__ import annotations

from generator.emit.render import render
from generator.review.compare.comparison import Side
from generator.review.symbols import symbols
from generator.runtime_facts import templates_folder
from tests.review.support import base
from tests.review.test_shop import shop


def test_each_symbol_has_its_place() -> None:
    found = {each.name: each for each in symbols(Side(*base()))}
    listing = found["client.templates.list"]
    assert str(listing.location).endswith("spec/paths/templates.yaml:2:3")
    limit = found["client.templates.list(limit)"]
    assert str(limit.location).endswith("spec/conventions.yaml:28:3")
    assert limit.signature.endswith("(limit: int | None = None)  # default 20, at least 1")
    assert found["models.Template.category"].location.text.strip() == "category:"
    assert found["errors.InvalidModeError"].location.text.strip() == "ERR_INVALID_MODE:"
    assert all(each.location.text.strip() for each in found.values())


def test_the_listing_has_one_line_for_each_name() -> None:
    files = {path.as_posix(): text for path, text in render(shop()[0], templates_folder())}
    text = files["API.md"]
    assert isinstance(text, str)
    lines = [line.strip() for line in text.splitlines() if line.startswith("    ")]
    assert lines == sorted(set(lines))
    assert "client.items.get(item_id: str) -> models.Item" in lines
    assert 'models.NewItem.notes: str | None = None  # default "none"' in lines
    assert "class errors.ClosedError(NotFoundError)  # closed, status 404" in lines
    assert "webhooks.item_sold: models.Item" in lines
    assert "Made(region: str | None = None)  # MADE_REGION, default eu" in lines
