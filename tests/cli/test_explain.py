"""Names that the user chooses, and where names come from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.explain.explanations import RULE_TEXTS
from tests.support.harness import ROOT

SPEC = """\
openapi: 3.1.0
info: {title: Shop, version: '1'}
servers: [{url: https://shop.example}]
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      responses: {'200': {description: All., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
  /pets/{id}/expire:
    post:
      operationId: pets_expire
      tags: [pets]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: Done.}}
components:
  schemas:
    Pet: {type: object, properties: {owner: {type: object, properties: {id: {type: string}}}}}
"""
OBJECT = "{type: object, properties: {name: {type: string}}}"
TABLE = """\
[tool.generator]
spec = "shop.yaml"
out = "made"

[tool.generator.names]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop.yaml").write_text(SPEC)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def explained(symbol: str, *options: str) -> list[str]:
    return run("explain", symbol, "--spec", "shop.yaml", *options).stdout.splitlines()


@pytest.mark.parametrize(
    "symbol", ["pets.expire", "client.pets.expire", "pets_expire", "POST /pets/{id}/expire"]
)
def test_an_operation_is_explained_by_each_of_its_names(folder: Path, symbol: str) -> None:
    name, subject, place, *rules = explained(symbol)
    assert (name, subject.strip()) == ("pets.expire", "pets_expire (POST /pets/{id}/expire)")
    assert place.strip() == "shop.yaml:11:5"
    assert rules == ["  - the verb comes first, without words before it that say nothing"]


@pytest.mark.parametrize("resource", ["client", "models"])
def test_a_resource_can_be_called_like_a_prefix(folder: Path, resource: str) -> None:
    spec = SPEC.replace("/pets/{id}/expire", f"/{resource}/{{id}}/expire")
    spec = spec.replace("pets_expire\n      tags: [pets]", f"stop\n      tags: [{resource}]")
    (folder / "shop.yaml").write_text(spec)
    name = explained("stop")[0]
    assert name.startswith(f"{resource}.")
    for symbol in (name, f"{name}()", f"client.{name}"):
        assert explained(symbol)[0] == name
    assert explained(f"{name}(id)")[0] == f"client.{name}(id)"


def test_a_model_is_explained_by_its_place(folder: Path) -> None:
    assert explained("Pet")[2:] == ["  shop.yaml:18:5", "  - the name of the component"]
    assert explained("PetOwner")[2].strip() == "shop.yaml:18:38"


@pytest.mark.parametrize(
    ("symbol", "name", "line"),
    [
        ("token", "Shop(token)", 20),
        ("AsyncShop", "Shop", 2),
        ("AsyncPets", "client.pets", 8),
        ("petSold", "webhooks.pet_sold", 22),
        ("RefreshToken", "RefreshToken", 19),
        ("DeviceLogin", "DeviceLogin", 19),
    ],
)
def test_other_public_names_have_a_place(folder: Path, symbol: str, name: str, line: int) -> None:
    spec = f"""{SPEC}  securitySchemes:
    login: {{type: http, scheme: bearer}}
webhooks:
  petSold:
    post:
      requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/Pet'}}}}}}}}
      responses: {{'200': {{description: Received.}}}}
"""
    (folder / "shop.yaml").write_text(spec)
    found = explained(symbol)
    assert found[0] == name
    assert found[2].startswith(f"  shop.yaml:{line}:")


def test_an_unknown_name_is_an_error(folder: Path) -> None:
    result = run("explain", "cats.list", "--spec", "shop.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "shop.yaml: nothing has the name 'cats.list'\n"


def test_the_configuration_renames_operations_and_models(folder: Path) -> None:
    names = 'listPets = "animals.all"\n"POST /pets/{pet}/expire" = "finish"\nPet = "Animal"\n'
    (folder / "pyproject.toml").write_text(TABLE + names + 'lost = "found"\n')
    assert run("explain", "listPets").stdout.splitlines()[0] == "animals.all"
    assert run("explain", "pets_expire").stdout.splitlines()[0] == "pets.finish"
    assert (
        run("explain", "listPets").stdout.splitlines()[3] == "  - the configuration gives the name"
    )
    result = run("generate", "--no-cache")
    assert result.exit_code == 0, result.stderr
    assert "'lost' is renamed, but is no operationId" in result.stderr
    assert (folder / "made" / "shop" / "models" / "animal.py").is_file()


def test_components_that_differ_only_in_case_are_told_apart(folder: Path) -> None:
    (folder / "shop.yaml").write_text(SPEC + f"    pet: {OBJECT}\n")
    assert explained("Pet")[::3] == ["Pet", "  - the name of the component"]
    numbered = ["Pet2", "  - the name of the component, which another one gives, too"]
    assert explained("pet")[::3] == explained("Pet2")[::3] == numbered


@pytest.mark.parametrize("other", ["Aardvark", "Zebra"])
def test_a_model_can_be_renamed_to_the_name_of_another(folder: Path, other: str) -> None:
    (folder / "shop.yaml").write_text(SPEC + f"    {other}: {OBJECT}\n")
    (folder / "pyproject.toml").write_text(f'{TABLE}Pet = "{other}"\n')
    assert run("explain", "Pet").stdout.splitlines()[::3] == [
        other,
        "  - the configuration gives the name",
    ]
    assert run("explain", f"{other}2").stdout.splitlines()[1] == (
        f"  shop.yaml#/components/schemas/{other}"
    )
    assert f"so '{other}' is {other}2" in run("check").stderr + run("check").stdout


def test_every_rule_has_a_text() -> None:
    sources = (ROOT / "generator" / "parser" / "names").glob("*.py")
    text = "".join(path.read_text("utf-8") for path in sources)
    labels = re.findall(r'(?:\.then\(\s*|, \(|\*chosen\.rules, )"([a-z ]{3,})"', text)
    assert {"object", "verb", "path", "renamed", "clash"} <= set(labels)
    assert set(labels) <= RULE_TEXTS.keys()


@pytest.mark.parametrize("prefix", ["", "client."])
@pytest.mark.parametrize("resource", ["pets", "client"])
def test_a_renamed_method_is_reported_with_its_operation_id(
    folder: Path, resource: str, prefix: str
) -> None:
    (folder / "shop.yaml").write_text(SPEC.replace("tags: [pets]", f"tags: [{resource}]"))
    name = explained("pets_expire")[0]
    assert name.startswith(f"{resource}.")
    (folder / "pyproject.toml").write_text(f'{TABLE}"{prefix}{name}" = "finish"\n')
    assert "; write 'pets_expire'" in run("generate", "--no-cache").stderr


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('listPets = "a b"', "names: 'a b' cannot be the name of listPets"),
        ("listPets = 3", "names: 3 cannot be the name of listPets"),
    ],
)
def test_a_name_that_cannot_be_used_is_an_error(folder: Path, table: str, message: str) -> None:
    (folder / "pyproject.toml").write_text(TABLE + table)
    result = run("check")
    assert result.exit_code == 2
    assert message in result.stderr


def test_an_overlay_renames_operations_and_models(folder: Path) -> None:
    (folder / "overlay.yaml").write_text("""
overlay: 1.0.0
info: {title: Names, version: '1'}
actions:
  - target: $.paths['/pets'].get
    update: {x-fern-sdk-method-name: everything}
  - target: $.components.schemas.Pet
    update: {x-fern-type-name: Animal}
""")
    overlay = ("--overlay", "overlay.yaml")
    assert explained("listPets", *overlay)[0] == "pets.everything"
    assert explained("listPets", *overlay)[3] == "  - x-fern-sdk-method-name gives the name"
    assert explained("Animal", *overlay)[3] == "  - an extension gives the name"


def test_a_file_for_another_generator_gives_names(folder: Path) -> None:
    (folder / "stainless.yml").write_text("""
resources:
  $client: {methods: {}}
  store:
    models: {animal: '#/components/schemas/Pet'}
    subresources:
      pets:
        methods:
          index: get /pets
          close: {endpoint: "post /pets/{pet_id}/expire"}
""")
    names = ("--names", "stainless.yml")
    assert explained("listPets", *names)[0] == "store_pets.index"
    assert explained("pets_expire", *names)[0] == "store_pets.close"
    assert explained("Animal", *names)[0] == "Animal"


@pytest.mark.parametrize(
    ("text", "message"),
    [("a: 1", "the file has no `resources`"), ("a: {", "did not find expected node content")],
)
def test_a_file_without_resources_is_an_error(folder: Path, text: str, message: str) -> None:
    (folder / "names.yml").write_text(text)
    result = run("explain", "x", "--spec", "shop.yaml", "--names", "names.yml")
    assert result.exit_code == 2
    assert f"names.yml: {message}" in result.stderr


def test_paths_group_operations_on_request(folder: Path) -> None:
    (folder / "shop.yaml").write_text(SPEC.replace("tags: [pets]", "tags: [all]"))
    assert explained("listPets")[0] == "all.list_pets"
    assert explained("listPets", "--group-by", "path")[0] == "pets.list"


@pytest.mark.parametrize(
    ("symbol", "name", "signature", "place"),
    [
        (
            "pets.expire(id)",
            "client.pets.expire(id)",
            "client.pets.expire(id: str)",
            "shop.yaml:14:20",
        ),
        (
            "models.Pet.owner",
            "models.Pet.owner",
            "models.Pet.owner: models.PetOwner | None = None",
            "shop.yaml:18:38",
        ),
        (
            "Pet.owner",
            "models.Pet.owner",
            "models.Pet.owner: models.PetOwner | None = None",
            "shop.yaml:18:38",
        ),
    ],
)
def test_arguments_and_fields_have_places(
    folder: Path, symbol: str, name: str, signature: str, place: str
) -> None:
    assert [line.strip() for line in explained(symbol)] == [name, signature, place]


DIRECT = """
openapi: 3.1.0
info: {title: Shop, version: '1'}
servers: [{url: https://shop.example}]
paths:
  /login: {post: {operationId: login, tags: [login], responses: {'204': {description: Done.}}}}
  /pets: {get: {operationId: listPets, tags: [pets], responses: {'204': {description: Done.}}}}
"""


@pytest.mark.parametrize("symbol", ["login", "client.login()", "login.__call__", "post /login"])
def test_an_operation_that_its_resource_is_called_as_is_explained(
    folder: Path, symbol: str
) -> None:
    (folder / "shop.yaml").write_text(DIRECT)
    assert explained(symbol)[:2] == ["login", "  login (POST /login)"]


@pytest.mark.parametrize("symbol", ["get /pets", "Post /pets/{pet}/expire"])
def test_a_method_and_a_path_can_be_written_in_any_case_and_with_any_parameter(
    folder: Path, symbol: str
) -> None:
    assert explained(symbol)[0].startswith("pets.")


@pytest.mark.parametrize(
    ("symbol", "near"),
    [
        ("pet.expire", "pets.expire"),
        ("listPet", "listPets"),
        ("pets.expire(ids)", "pets.expire(id)"),
        ("GET /pet", "GET /pets"),
        ("Pet.ownr", "Pet.owner"),
    ],
)
def test_a_misspelled_name_is_answered_with_the_nearest_one(
    folder: Path, symbol: str, near: str
) -> None:
    result = run("explain", symbol, "--spec", "shop.yaml")
    assert result.stderr == (
        f"shop.yaml: nothing has the name {symbol!r}; did you mean {near!r}?\n"
    )


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ('login = "sign_in"', "login.sign_in"),
        ('login = "client.sign_in"', "sign_in"),
        ('login = "sign_in.__call__"', "sign_in"),
        ('"post /login" = "client.auth.start"', "auth.start"),
    ],
)
def test_an_operation_can_be_called_on_the_client(folder: Path, table: str, name: str) -> None:
    (folder / "shop.yaml").write_text(DIRECT)
    (folder / "pyproject.toml").write_text(TABLE + table)
    assert run("explain", "login").stdout.splitlines()[0] == name
    generated = run("generate", "--no-cache", "--tolerant")
    assert generated.exit_code == 0, generated.stderr
    assert f"client.{name}()" in (folder / "made" / "API.md").read_text()


def test_an_extension_can_keep_a_call_on_the_client(folder: Path) -> None:
    text = DIRECT.replace("operationId: login", "x-speakeasy-name-override: __call__")
    (folder / "shop.yaml").write_text(text)
    assert explained("post /login")[0] == "login"


@pytest.mark.parametrize("key", ["client.login", "login.__call__", "login()"])
def test_a_name_as_callers_write_it_is_no_key(folder: Path, key: str) -> None:
    (folder / "shop.yaml").write_text(DIRECT.replace("operationId: login", "operationId: Login"))
    (folder / "pyproject.toml").write_text(f'{TABLE}"{key}" = "sign_in"')
    result = run("generate", "--no-cache", "--tolerant")
    assert f"'{key}' is renamed, but is no operationId" in result.stderr
    assert "write 'Login'" in result.stderr


def test_a_file_for_another_generator_names_methods_of_the_client(folder: Path) -> None:
    (folder / "shop.yaml").write_text(DIRECT)
    methods = "$client: {methods: {enter: post /login}}, client: {methods: {list: get /pets}}"
    (folder / "names.yml").write_text(f"resources: {{{methods}}}")
    assert explained("login", "--names", "names.yml")[0] == "enter"
    assert explained("listPets", "--names", "names.yml")[0] == "client.list"


def test_the_example_of_the_documentation_is_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / "docs/names.md").read_text("utf-8")
    command, _, output = text.partition("$ python -m generator ")[2].partition("\n")
    assert run(*command.split()).stdout == output.partition("```")[0]
