"""The table `[tool.generator]`, and the options that override it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.config import Configuration, ConfigurationError, read_configuration


def table(folder: Path, text: str) -> Path:
    path = folder / "pyproject.toml"
    path.write_text(text)
    return path


def test_the_table_can_have_all_keys(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        """[tool.generator]
        spec = "spec/a.yaml"
        out = "made"
        overlays = ["o.yaml"]
        tolerant = true
        package = "shop"
        client = "Shop"
        distribution = "the-shop"
        env_prefix = "SHOP"
        docs = true
        """,
    )
    assert read_configuration(path) == Configuration(
        Path("spec/a.yaml"),
        Path("made"),
        (Path("o.yaml"),),
        True,
        "shop",
        "Shop",
        "the-shop",
        "SHOP",
        docs=True,
    )


def test_a_missing_file_or_table_gives_the_defaults(tmp_path: Path) -> None:
    assert read_configuration(tmp_path / "pyproject.toml") == Configuration()
    assert read_configuration(table(tmp_path, "[project]\nname = 'x'\n")) == Configuration()


def test_the_table_is_ignored_for_another_spec(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = table(tmp_path, "[tool.generator]\nspec = 'a.yaml'\npackage = 'shop'\n")
    assert read_configuration(path, Path("a.yaml")).package == "shop"
    assert read_configuration(path, tmp_path / "a.yaml").package == "shop"
    assert read_configuration(path, Path("b.yaml")) == Configuration()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool.generator", r"pyproject\.toml"),
        ('[tool.generator]\nout = "a\\u0000"', "out: .* is not a path"),
        ('[tool.generator]\noverlays = ["a\\u0000"]', "overlays: .* is not a path"),
        ("tool = 1", r"pyproject\.toml: tool is not a table"),
        ("[tool]\ngenerator = 1", r"pyproject\.toml: generator is not a table"),
        pytest.param("x = " + "[" * 100_000, r"pyproject\.toml: .*recursion", id="deep"),
        ("[tool.generator]\nspecs = 'a'", "specs: unknown key; the keys are spec, out"),
        ("[tool.generator]\nspec = 1", "spec: 1 is not a str"),
        ("[tool.generator]\noverlays = 'o.yaml'", "overlays: 'o.yaml' is not a list"),
        ("[tool.generator]\ntolerant = 'yes'", "tolerant: 'yes' is not a bool"),
        ("[tool.generator]\npackage = '../up'", "package: '../up' cannot be used as a name"),
        ("[tool.generator]\npackage = 'class'", "package: 'class' cannot be used"),
        ("[tool.generator]\npackage = 'AUX'", "package: 'AUX' cannot be the name of a folder"),
        ("[tool.generator]\npackage = 'json'", "package: 'json' is a module of Python or of a dep"),
        (
            "[tool.generator]\npackage = 'httpcore2'",
            "choose another name, such as httpcore2_client",
        ),
        (f"[tool.generator]\npackage = '{'a' * 300}'", "package: 'aaa.*' cannot be the name"),
        ("[tool.generator]\nclient = 'My Client'", "client: 'My Client' cannot be used"),
        ("[tool.generator]\ndistribution = '-x'", "distribution: '-x' cannot be used"),
        ("[tool.generator]\nenv_prefix = 'a b'", "env_prefix: 'a b' cannot be used"),
    ],
)
def test_an_invalid_table_is_rejected(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        read_configuration(table(tmp_path, text))


def test_a_path_with_a_null_character_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"pyproject\.toml: .*null"):
        read_configuration(
            table(tmp_path, '[tool.generator]\nspec = "a\\u0000.yaml"'), Path("b.yaml")
        )


def test_a_file_that_cannot_be_read_is_rejected(tmp_path: Path) -> None:
    folder, pipe, encoded = tmp_path / "folder", tmp_path / "pipe", tmp_path / "encoded"
    folder.mkdir()
    os.mkfifo(pipe)
    encoded.write_bytes(b"\xff")
    for path, reason in {folder: "not a reg", pipe: "not a reg", encoded: "can't decode"}.items():
        with pytest.raises(ConfigurationError, match=f"{path.name}: .*{reason}"):
            read_configuration(path)


def test_options_override_the_table() -> None:
    chosen = Configuration(package="shop", client="Shop", tolerant=True)
    merged = chosen.override(
        {"package": "store", "client": None, "tolerant": False, "format_": "github"}
    )
    assert merged == Configuration(package="store", client="Shop", tolerant=True)
