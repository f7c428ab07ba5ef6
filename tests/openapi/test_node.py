from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.openapi import Document, load

Load = Callable[..., Document]

TEXT = "openapi: 3.1.0\ninfo:\n  title: T\n  a/b~c: 5\ntags:\n- name: x\n- name: y\n"


def test_a_node_walks_down(spec: Load) -> None:
    root = spec(TEXT).root
    assert (root / "tags" / 1 / "name").value == "y"
    assert root.get("nothing") is None
    assert (root.get("info") or root).value == {"title": "T", "a/b~c": 5}
    assert "info" in root
    assert 1 in root / "tags"
    assert 2 not in root / "tags"
    assert [key for key, _ in root.items()] == ["openapi", "info", "tags"]
    assert [node.text("name") for node in (root / "tags").elements()] == ["x", "y"]
    assert list((root / "tags").items()) == []
    assert list(root.elements()) == []


def test_a_text_is_given_only_when_it_is_one(spec: Load) -> None:
    info = spec(TEXT).root / "info"
    assert info.text("title") == "T"
    assert info.text("a/b~c") == ""
    assert info.text("nothing", "default") == "default"
    assert (info / "title").text("x") == ""


def test_what_does_not_exist_raises(spec: Load) -> None:
    root = spec(TEXT).root
    with pytest.raises(KeyError):
        root / "nothing"
    with pytest.raises(KeyError):
        root / 0
    with pytest.raises(KeyError):
        root / "openapi" / 0
    with pytest.raises(KeyError):
        root / "tags" / "0"
    with pytest.raises(IndexError):
        root / "tags" / 2
    with pytest.raises(IndexError):
        root / "tags" / -1


def test_a_node_knows_its_place_and_address(spec: Load, tmp_path: Path) -> None:
    node = spec(TEXT).root / "info" / "a/b~c"
    assert str(node.location) == "openapi.yaml:4:10"
    assert node.location.text == "  a/b~c: 5"
    assert str(node.key_location) == "openapi.yaml:4:3"
    assert node.address == ("openapi.yaml", ("info", "a/b~c"))
    assert node.json_pointer == "openapi.yaml#/info/a~1b~0c"


def test_nodes_of_one_address_are_equal(spec: Load) -> None:
    document = spec(TEXT)
    assert {document.root / "info", document.root / "info"} == {document.root / "info"}
    assert document.root / "info" != document.root / "tags"


def test_a_node_is_found_by_json_pointer(spec: Load) -> None:
    root = spec(TEXT).root
    assert root.find("/tags/1/name") == root / "tags" / 1 / "name"
    assert root.find("/info/a~1b~0c") == root / "info" / "a/b~c"
    assert root.find("") == root
    assert root.find("/tags/01") is None
    assert root.find("/nothing") is None


def test_a_file_is_shown_relative_to_the_working_directory_when_below_it(
    spec: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec({"a/openapi.yaml": TEXT})
    path = tmp_path / "a" / "openapi.yaml"
    assert load(path).root.location.file == "a/openapi.yaml"
    (tmp_path / "b").mkdir()
    monkeypatch.chdir(tmp_path / "b")
    assert load(path).root.location.file == str(path)
    assert load(path).root.address == ("openapi.yaml", ())


@pytest.mark.parametrize(
    ("text", "version"), [("3.1.0", "3.1.0"), ("3.1", "3.1"), ("[]", ""), ("'3.0.3'", "3.0.3")]
)
def test_the_version_of_the_standard(spec: Load, text: str, version: str) -> None:
    assert spec(f"openapi: {text}\n").version == version
