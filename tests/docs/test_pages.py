"""The code of the README and of the reference pages of the committed client runs."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from pathlib import Path
from typing import Any

import pytest
from cometchat_business_messaging.testing import FakeBusinessMessaging

from generator.emit.python.text.markdown import page_text, span
from generator.emit.render import render
from generator.parser import SettingsInput
from generator.runtime_facts import templates_folder
from tests.functional.support import Maker
from tests.support.harness import ROOT, api_of

FOLDER = ROOT / "generated"
PAGES = [FOLDER / "README.md", *sorted((FOLDER / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FRAMEWORKS = ("fastapi", "django")


def blocks(page: Path) -> list[str]:
    return [text for kind, text in BLOCK.findall(page.read_text("utf-8")) if kind == "python"]


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Executes the pages of a package; the corpus does the same for its documents."""
    monkeypatch.syspath_prepend(str(ROOT / "tests" / "corpus"))
    return importlib.import_module("pages")


def test_the_code_of_the_pages_runs(judge: Any) -> None:
    failures, count = judge.executed("cometchat_business_messaging", FOLDER)
    assert failures == []
    assert count == sum(len(blocks(page)) for page in PAGES) - len(FRAMEWORKS)


STANDARD = """
openapi: 3.1.0
info: {title: Orders, version: '1'}
paths:
  /orders:
    post:
      operationId: createOrder
      tags: [orders]
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [day, at, price]
              properties:
                day: {type: string, format: date}
                at: {type: string, format: date-time}
                price: {type: string, format: decimal}
      responses: {'204': {description: ok}}
"""


def test_each_block_imports_what_it_needs_of_the_standard_library(
    judge: Any, tmp_path: Path
) -> None:
    document = tmp_path / "openapi.yaml"
    document.write_text(STANDARD, "utf-8")
    made = Maker(tmp_path).documented(document)
    failures, count = judge.executed(made.package.__name__, made.folder.parent)
    assert failures == []
    assert count > 10
    imports = "from datetime import date, datetime\nfrom decimal import Decimal\n\nfrom made_"
    assert imports in made.readme


def test_other_blocks_are_a_command_or_code_of_frameworks() -> None:
    found = [each for page in PAGES for each in BLOCK.findall(page.read_text("utf-8"))]
    others = {text for kind, text in found if kind != "python"}
    assert others == {"pip install ./\n"}, "test_generated.py installs the package"
    titled = {text.partition("\n")[0]: text for _, text in found}
    for name in FRAMEWORKS:  # test_frameworks.py executes them
        compile(titled[f"# {name}"], name, "exec")


def test_each_page_is_about_this_client() -> None:
    assert len(PAGES) > 10
    assert sum(len(blocks(page)) for page in PAGES) > 80


def test_each_operation_is_on_the_page_of_its_resource() -> None:
    text = {page.stem: page.read_text("utf-8") for page in (FOLDER / "docs/resources").iterdir()}
    with FakeBusinessMessaging() as fake:
        client = fake.client()
        operations = importlib.import_module(type(fake).__module__)._OPERATIONS
        for resource, lines in operations.items():
            for line in lines:
                name, _, request = line.partition(" ")
                section = text[resource].partition(f"\n## `{name}`\n")[2].partition("\n## ")[0]
                assert f"`{request}`" in section
                for part in ("### Example", "### Result", "### Errors", "### Retries", "https://"):
                    assert part in section, f"{resource}.{name}"
                signature = inspect.signature(getattr(getattr(client, resource), name))
                for argument in signature.parameters.keys() - {"options"}:
                    assert f"\n- `{argument}` (" in section


def test_hostile_texts_do_not_leave_their_place() -> None:
    text = (
        "# Title\n\n<script>a</script> [here](./x.md) [web](https://a.example)\n\n```\n# code <b>"
    )
    assert page_text(text, 80).split("\n") == [
        "\\# Title",
        "",
        "&lt;script>a&lt;/script> here [web](https://a.example)",
        "",
        "```",
        "# code <b>",
        "```",
    ]
    assert span("a `b` | c") == "`` a `b` | c ``"


def test_pages_need_the_setting(tmp_path: Path) -> None:
    path = tmp_path / "openapi.yaml"
    text = (ROOT / "tests/docs/hostile.yaml").read_text("utf-8").replace("VERSION", "3.1.0")
    path.write_text(text, "utf-8")
    api = api_of(path)
    assert not [name for name, _ in render(api, templates_folder()) if name.parts[0] == "docs"]
    names = SettingsInput(package="made", client="Made", env_prefix="MADE", docs=True)
    pages = {str(name): text for name, text in render(api_of(path, names), templates_folder())}
    page = pages["docs/resources/pets.md"]
    assert isinstance(page, str)
    for kind, block in BLOCK.findall(page):
        if kind == "python":
            compile(block, "block", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)


def test_an_operation_that_is_called_on_the_client_has_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "openapi.yaml"
    path.write_text(
        """
openapi: 3.1.0
info: {title: Shop, version: '1'}
paths: {/sign-in: {post: {operationId: sign_in, responses: {'204': {description: Done.}}}}}
""",
        "utf-8",
    )
    names = SettingsInput(package="made", client="Made", env_prefix="MADE", docs=True)
    pages = {str(name): text for name, text in render(api_of(path, names), templates_folder())}
    page, module = pages["docs/resources/sign_in.md"], pages["made/resources/sign_in.py"]
    assert "## `sign_in()`" in str(page)
    assert '"""Sign in.' in str(module)
