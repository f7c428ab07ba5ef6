"""The table of public names: each has its signature and its place, and `API.md` lists them."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import pipeline
from generator.cli import main
from generator.emit.render import render
from generator.runtime_facts import templates_folder
from generator.symbols.sources import sources_file
from generator.symbols.table import SymbolTable
from generator.tree import as_bytes
from tests.review.support import base
from tests.review.test_shop import SHOP, shop
from tests.support.harness import NAMES


def test_each_symbol_has_its_place() -> None:
    found = {each.name: each for each in SymbolTable(*base())}
    listing = found["client.templates.list"]
    assert str(listing.node.key_location).endswith("spec/paths/templates.yaml:2:3")
    limit = found["client.templates.list(limit)"]
    assert str(limit.node.key_location).endswith("spec/conventions.yaml:28:3")
    assert limit.signature().endswith("(limit: int | None = None)  # default 20, at least 1")
    assert found["models.Template.category"].node.key_location.text.strip() == "category:"
    assert found["errors.InvalidModeError"].node.key_location.text.strip() == "ERR_INVALID_MODE:"
    assert all(each.node.key_location.text.strip() for each in found.values())


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


OVERLAY = """\
overlay: 1.1.0
info: { title: More, version: '1' }
actions:
  - { target: "$.components.schemas.Item.properties", update: { origin: { type: string } } }
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package of the shop, made with an overlay from another folder."""
    folder = tmp_path_factory.mktemp("installed")
    overlay = folder / "elsewhere" / "more.yaml"
    overlay.parent.mkdir()
    overlay.write_text(OVERLAY, "utf-8")
    result = pipeline.generate(pipeline.Request(SHOP, (overlay,), NAMES))
    assert result.tree is not None
    for path, content in result.tree.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(as_bytes(content))
    return folder


def run_python(code: str, folder: Path) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def test_an_installed_package_has_the_place_of_each_docstring(installed: Path) -> None:
    code = "import json, made; print(json.dumps(dict(made.__sources__)))"
    found = json.loads(run_python(code, installed))
    for name, pointer in (
        ("Made", "/info"),
        ("Made(key)", "/components/securitySchemes/key"),
        ("client.items.list", "/paths/~1items/get"),
        ("client.items.list(per_page)", "/paths/~1items/get/parameters/1"),
        ("client.items.create(name)", "/components/schemas/NewItem/properties/name"),
        ("client.search", "/paths/~1search/post"),
        ("models.Item", "/components/schemas/Item"),
        ("models.Item.price", "/components/schemas/Item/properties/price"),
        ("errors.ClosedError", "/components/schemas/Problem/properties/code/enum/1"),
        ("webhooks.item_sold", "/webhooks/itemSold"),
    ):
        assert found[name] == f"shop.yaml#{pointer}"
    assert found["models.Item.origin"] == "shop.yaml#/components/schemas/Item/properties/origin"


def test_every_documented_name_has_a_place(installed: Path) -> None:
    code = "import json, made; print(json.dumps(list(made.__sources__)))"
    found = set(json.loads(run_python(code, installed)))
    for path in (installed / "made" / "models").glob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and path.stem != "__init__":
                assert f"models.{node.name}" in found
    listed = (installed / "API.md").read_text("utf-8").splitlines()
    names = [
        line.split("(")[0].split(":")[0].split(" = ")[0].strip()
        for line in listed
        if line.startswith("    ")
    ]
    for name in names:
        assert name.removeprefix("class ") in found, name


def test_places_are_read_only_when_they_are_used(installed: Path) -> None:
    code = (
        "import sys, made; made.Made, made.models.Item; print('__sources__' in vars(made));"
        "made.__sources__; print('__sources__' in vars(made), 'json' in sys.modules)"
    )
    assert run_python(code, installed).split() == ["False", "True", "True"]


def test_the_places_do_not_contain_the_query_of_a_url() -> None:
    class Web:
        def read(self, path: Path, limit: int) -> bytes:
            return SHOP.read_bytes()

        def real(self, path: str) -> str:
            return path

        def names(self, folder: str) -> list[str]:
            return []

    spec = Path("https://api.example/v1/shop.yaml?token=secret")
    result = pipeline.parse_only(pipeline.Request(spec, names=NAMES, storage=Web()))
    assert result.api is not None
    assert result.document is not None
    _, text = sources_file(result.api, result.document)
    assert text.startswith('{"files": ["shop.yaml"],')
    assert "secret" not in text


def test_an_empty_name_is_wrong_use() -> None:
    result = CliRunner().invoke(main, ["explain", "", "--spec", str(SHOP)])
    assert result.exit_code == 2
    assert "SYMBOL is empty; API.md of the package lists all public names" in result.output
