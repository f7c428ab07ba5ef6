"""The size of each output file is limited, even if a document has long texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.tree import Tree
from tests.support.harness import sources, tree_of

MAX_LINES = 5_000  # lines
PARAGRAPHS = "\n\n".join(f"Paragraph {n} says something." for n in range(3_000))


def output(folder: Path, **document: Any) -> Tree:
    file = folder / "openapi.json"
    info = {"title": "T", "version": "1", **document.pop("info", {})}
    file.write_text(json.dumps({"openapi": "3.1.0", "info": info, **document}), encoding="utf-8")
    return tree_of(file, formatted=True)


def lines(tree: Tree) -> dict[str, int]:
    return {name: text.count("\n") for name, text in sources(tree).items()}


def operation(name: str, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    responses = {"200": {"description": "ok"}}
    return {"operationId": name, "tags": ["pets"], "parameters": parameters, "responses": responses}


WIDE = [{"name": f"p{n}", "in": "query", "schema": {"type": "string"}} for n in range(150)]
VALUES = [f"a_value_of_the_enumeration_{n}" for n in range(300)]
LONG = [{"name": "p", "in": "query", "schema": {"type": "array", "items": {"enum": VALUES}}}]


@pytest.mark.parametrize("parameters", [WIDE, LONG], ids=["many parameters", "long enumeration"])
def test_a_resource_with_large_operations_is_split(
    tmp_path: Path, parameters: list[dict[str, Any]]
) -> None:
    paths = {f"/{n}": {"get": operation(f"get_{n}", parameters)} for n in range(9)}
    counts = lines(output(tmp_path, paths=paths))
    assert max(counts.values()) < MAX_LINES < sum(counts.values())


def test_a_small_resource_is_one_file(tmp_path: Path) -> None:
    paths = {f"/{n}": {"get": operation(f"get_{n}", WIDE[:2])} for n in range(9)}
    assert [name for name in lines(output(tmp_path, paths=paths)) if "_pets_" in name] == []


def test_long_descriptions_appear_once(tmp_path: Path) -> None:
    tree = output(
        tmp_path,
        info={"description": PARAGRAPHS},
        tags=[{"name": "pets", "description": PARAGRAPHS}],
        paths={"/pets": {"get": operation("list", [])}},
    )
    client = next(text for name, text in sources(tree).items() if name.endswith("_client.py"))
    assert "Paragraph 1 says" in client
    assert "See the README for the full description." in client
    assert client.count("\n") < 300
    readme = next(text for path, text in tree.items() if path.name == "README.md")
    assert "Paragraph 2999 says" in str(readme)
    resource = next(text for name, text in sources(tree).items() if name.endswith("/pets.py"))
    assert "Paragraph 2999 says" in resource
