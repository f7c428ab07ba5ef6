"""The package uses the user's subclasses of its clients and resources, and the generator never changes them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.support.harness import ROOT

SPEC = ROOT / "docs" / "examples" / "petstore.yaml"
PACKAGE = Path("out", "petstore")
GUIDE = (ROOT / "docs" / "generator.md").read_text("utf-8")
(SHOWN,) = re.findall(r"^```python\n# petstore-client/[^\n]*\n(from .*?)^```$", GUIDE, re.M | re.S)
RESOURCES = f"""\
{SHOWN}

from ..resources.pets import AsyncPets as GeneratedAsyncPets


class AsyncPets(GeneratedAsyncPets):
    async def find(self, name: str) -> Pet | None:
        async for pet in self.list():
            if pet.name == name:
                return pet
        return None
"""
CLIENT = """\
from __future__ import annotations

from .._client import Petstore as GeneratedPetstore


class Petstore(GeneratedPetstore):
    @property
    def names(self) -> list[str]:
        return [pet.name for pet in self.pets.list()]
"""
USE = """\
import asyncio

import petstore
from petstore import AsyncPetstore, Petstore, models
from petstore.testing import FakePetstore, make
from typing import assert_type

pets = [make(models.Pet, name="Rex"), make(models.Pet, id=2, name="Tom")]


async def found(client: AsyncPetstore) -> int | None:
    pet = await client.pets.find("Tom")
    assert_type(pet, models.Pet | None)
    return pet.id if pet else None


with FakePetstore() as fake:
    fake.pets.list.returns(pets, times=None)
    with Petstore() as client:
        assert_type(client.names, list[str])
        print(client.names, client.with_options(timeout=9).names)
        pet = client.pets.find("Tom")
        print(pet and pet.id, fake.client().names, type(client) is petstore.Petstore)
    print(asyncio.run(found(fake.async_client())))
"""


@pytest.fixture(autouse=True)
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The current folder, with a generated package and the user's code in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "petstore.yaml").write_text(SPEC.read_text())
    Path("pyproject.toml").write_text('[tool.generator]\nspec = "petstore.yaml"\nout = "out"\n')
    assert run("generate").exit_code == 0
    write("_custom")


def write(folder: str) -> None:
    (PACKAGE / folder).mkdir()
    (PACKAGE / folder / "__init__.py").touch()
    (PACKAGE / folder / "resources.py").write_text(RESOURCES)
    (PACKAGE / folder / "client.py").write_text(CLIENT)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_the_subclasses_are_used_and_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("diff").exit_code == 1, "the package does not use the classes yet"
    assert run("generate").exit_code == 0
    Path("use.py").write_text(USE)
    environment = {**os.environ, "PYTHONPATH": "out"}
    result = subprocess.run(
        [sys.executable, "use.py"], env=environment, capture_output=True, text=True, check=False
    )
    assert result.stderr == ""
    assert result.stdout.splitlines() == [
        "['Rex', 'Tom'] ['Rex', 'Tom']",
        "2 ['Rex', 'Tom'] True",
        "2",
    ]
    monkeypatch.setenv("MYPYPATH", "out")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "use.py"]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.stdout.startswith("Success"), checked.stdout


def test_the_generator_leaves_the_folder_as_it_is() -> None:
    before = {path: path.read_bytes() for path in (PACKAGE / "_custom").rglob("*.py")}
    assert run("generate").exit_code == 0
    assert run("diff").exit_code == 0
    assert run("check").exit_code == 0
    assert {path: path.read_bytes() for path in (PACKAGE / "_custom").rglob("*.py")} == before
    (PACKAGE / "other.py").touch()
    assert "other.py: not generated" in run("diff").stdout


def test_the_folder_can_have_another_name() -> None:
    with Path("pyproject.toml").open("a") as file:
        file.write('custom = "_ours"\n')
    write("_ours")
    assert run("generate").exit_code == 0
    assert "from ._ours import resources as _own" in (PACKAGE / "_client.py").read_text()
    assert "_custom/client.py: not generated" in run("diff").stdout


@pytest.mark.parametrize("name", ["_runtime", "_client"])
def test_the_folder_is_not_a_generated_one(name: str) -> None:
    with Path("pyproject.toml").open("a") as file:
        file.write(f'custom = "{name}"\n')
    result = run("generate")
    assert result.exit_code == 1
    assert f"custom: {name} is a generated folder or module" in result.stderr


@pytest.mark.parametrize("name", ["Pets", "AsyncPets"])
def test_a_class_that_extends_no_generated_one_is_an_error(name: str) -> None:
    (PACKAGE / "_custom" / "resources.py").write_text(
        f"class Helper:\n    x = 1\nclass {name}: ...\n"
    )
    result = run("generate")
    assert result.exit_code == 1
    expected = (
        f"out/petstore/_custom/resources.py:3: class {name} does not extend the generated class"
    )
    assert expected in result.stderr


@pytest.mark.parametrize("name", ["Pet", "AsyncPet"])
def test_a_class_that_would_not_be_used_is_an_error(name: str) -> None:
    base = name + "s"
    path = PACKAGE / "_custom" / "resources.py"
    path.write_text(
        f"from ..resources.pets import {base} as Generated\n"
        f"class _Helper(Generated): ...\n"
        f"class {name}(Generated): ...\n"
    )
    result = run("generate")
    assert result.exit_code == 1
    expected = f"{path.as_posix()}:3: class {name} would not be used: a class that extends {base}"
    assert expected in result.stderr


def test_a_class_can_extend_another_one_of_the_file() -> None:
    (PACKAGE / "_custom" / "resources.py").write_text(
        "from ..resources.pets import Pets as Generated\n"
        "class Base(Generated): ...\n"
        "class Pets(Base): ...\n"
    )
    result = run("generate")
    assert result.exit_code == 0, result.stderr


def test_code_that_cannot_be_parsed_is_an_error() -> None:
    (PACKAGE / "_custom" / "client.py").write_text("x = 1\nclass\n")
    result = run("generate")
    assert result.exit_code == 1
    assert (
        "out/petstore/_custom/client.py:2: invalid syntax; nothing was generated" in result.stderr
    )
