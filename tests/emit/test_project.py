"""The metadata of a generated package, as a package index shows it."""

from __future__ import annotations

import json
import tomllib
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from generator.parser import SettingsInput
from generator.pipeline import Request, generate
from generator.tree import Tree
from tests.support.distributions import wheel_of
from tests.support.harness import write_tree

INFO = """
openapi: 3.0.3
info:
  title: Shop
  version: "2.1"
  termsOfService: https://shop.example/terms
  contact: {name: "Shop, Inc.", email: help@shop.example, url: https://shop.example/help}
  license: {name: "Apache License, Version 2.0", url: https://apache.example/LICENSE-2.0}
externalDocs: {url: /docs}
"""
PATHS = """
paths:
  /gift-cards:
    get: {operationId: listGiftCards, tags: [gift cards], responses: {"204": {description: ok}}}
"""


def package(folder: Path, text: str, names: SettingsInput | None = None) -> Tree:
    """The package of a document's client."""
    spec = folder / "openapi.yaml"
    spec.write_text(text + PATHS, encoding="utf-8")
    tree = generate(Request(spec, names=names or SettingsInput(), tolerant=True)).tree
    assert tree is not None
    return tree


def project(folder: Path, text: str, names: SettingsInput | None = None) -> dict[str, Any]:
    """The table `[project]` of the package."""
    tables = tomllib.loads(str(package(folder, text, names)[PurePosixPath("pyproject.toml")]))
    table: dict[str, Any] = tables["project"]
    return table


def wheel_metadata(folder: Path, text: str) -> Message:
    """The core metadata of the wheel of a document's client."""
    write_tree(package(folder, text), folder / "client")
    with zipfile.ZipFile(wheel_of(folder / "client", folder)) as wheel:
        (name,) = [name for name in wheel.namelist() if name.endswith("/METADATA")]
        return message_from_bytes(wheel.read(name))


def test_a_wheel_has_what_the_document_says(tmp_path: Path) -> None:
    found = wheel_metadata(tmp_path, INFO)
    assert (found["Name"], found["Version"], found["Summary"]) == (
        "shop",
        "2.1",
        "Shop: a client for Python",
    )
    assert found["License-Expression"] == "Apache-2.0"
    assert found["Author-email"] == '"Shop Inc." <help@shop.example>'
    assert found["Keywords"] == "shop,api,client,openapi,gift-cards"
    assert found.get_all("Project-URL") == [  # `/docs` is not absolute
        "Contact, https://shop.example/help",
        "License, https://apache.example/LICENSE-2.0",
        "Terms of service, https://shop.example/terms",
    ]
    versions = {f"Programming Language :: Python :: 3.{minor}" for minor in range(11, 15)}
    assert versions <= {*found.get_all("Classifier", [])}
    assert found["Requires-Python"] == ">=3.11"


def test_a_wheel_of_a_hostile_document(tmp_path: Path) -> None:
    info = """
openapi: 3.1.0
info:
  title: Shop
  version: "1"
  license: {name: "\\n[tool.evil]"}
  contact: {name: "a\\n\\"]\\nevil = 1", email: "x, y", url: "javascript:alert(1)"}
  termsOfService: "https://shop.example/\\n\\"evil"
"""
    found = wheel_metadata(tmp_path, info)
    assert found["License-Expression"] == "LicenseRef-tool.evil"
    assert found["Author"] == 'a "] evil = 1'
    assert found["Author-email"] is None
    assert found.get_all("Project-URL") is None


@pytest.mark.parametrize(
    "email",
    [
        "a@b",
        "admin@localhost",
        "j\u00f6rg@x.test",
        "a..b@x.test",
        ".a@x.test",
        "a@x..test",
        "a[b@x.test",
    ],
)
def test_an_email_address_that_build_tools_refuse_is_left_out(tmp_path: Path, email: str) -> None:
    text = INFO.replace("help@shop.example", json.dumps(email))
    assert project(tmp_path, text)["authors"] == [{"name": "Shop Inc."}]


def test_the_configuration_adds_to_the_document(tmp_path: Path) -> None:
    chosen = SettingsInput(
        license="MIT OR Apache-2.0",
        urls={"Repository": "https://code.example/shop", "Contact": "https://code.example/issues"},
    )
    found = project(tmp_path, INFO, chosen)
    assert found["license"] == "MIT OR Apache-2.0"
    assert found["urls"] == {
        "Contact": "https://code.example/issues",
        "License": "https://apache.example/LICENSE-2.0",
        "Terms of service": "https://shop.example/terms",
        "Repository": "https://code.example/shop",
    }


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("{name: MIT License}", "MIT"),
        ("{name: BSD, identifier: BSD-3-Clause}", "BSD-3-Clause"),
        ("{name: Acme Terms v2}", "LicenseRef-Acme-Terms-v2"),
        ("{name: '?'}", None),
    ],
)
def test_each_license_is_an_expression(tmp_path: Path, declared: str, expected: str | None) -> None:
    info = f"openapi: 3.1.0\ninfo: {{title: Shop, version: '1', license: {declared}}}\n"
    assert project(tmp_path, info).get("license") == expected
