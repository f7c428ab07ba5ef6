from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.openapi import Document, load

Load = Callable[..., Document]

TEXT = "openapi: 3.1.0\ninfo:\n  title: T\n  a/b~c: 5\ntags:\n- name: x\n- name: y\n"


def test_a_node_gives_access_to_its_children(spec: Load) -> None:
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


def test_text_returns_the_default_for_other_types(spec: Load) -> None:
    info = spec(TEXT).root / "info"
    assert info.text("title") == "T"
    assert info.text("a/b~c") == ""
    assert info.text("nothing", "default") == "default"
    assert (info / "title").text("x") == ""


def test_a_missing_child_raises_an_error(spec: Load) -> None:
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


def test_a_node_has_a_location_and_an_address(spec: Load, tmp_path: Path) -> None:
    node = spec(TEXT).root / "info" / "a/b~c"
    assert str(node.location) == "openapi.yaml:4:10"
    assert node.location.text == "  a/b~c: 5"
    assert str(node.key_location) == "openapi.yaml:4:3"
    assert node.address == ("openapi.yaml", ("info", "a/b~c"))
    assert node.json_pointer == "openapi.yaml#/info/a~1b~0c"


def test_nodes_with_the_same_address_are_equal(spec: Load) -> None:
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


def test_a_file_name_is_relative_to_the_working_directory_if_the_file_is_below_it(
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
def test_the_version_is_the_value_of_openapi_as_text(spec: Load, text: str, version: str) -> None:
    assert spec(f"openapi: {text}\n").version == version
