"""AGENTS.md and llms.txt of the committed client are true, and those of a large document are small."""

from __future__ import annotations

import re
from pathlib import Path

import cometchat_business_messaging
from cometchat_business_messaging import CallOptions, errors, models
from cometchat_business_messaging.testing import FakeBusinessMessaging

from generator.emit.render import render
from generator.parser import SettingsInput
from generator.runtime_facts import templates_folder
from tests.support.harness import api_of

FOLDER = Path(cometchat_business_messaging.__file__).parent
AGENTS = (FOLDER / "AGENTS.md").read_text("utf-8")
LLMS = (FOLDER / "llms.txt").read_text("utf-8")


def test_each_operation_is_listed_and_exists() -> None:
    listed = re.findall(r"^client\.(\w+)\.(\w+)\(", AGENTS, re.M)
    with FakeBusinessMessaging() as fake:
        client = fake.client()
        assert all(callable(getattr(getattr(client, name), method)) for name, method in listed)
    assert len(listed) == 26
    assert sorted({name for name, _ in listed}) == sorted(re.findall(r"\[client\.(\w+)\]", LLMS))
    assert sum(map(int, re.findall(r": (\d+) operation", LLMS))) == 26


def test_each_named_error_and_model_exists() -> None:
    for name in re.findall(r"\berrors\.(\w+)", AGENTS):
        assert issubclass(getattr(errors, name), errors.APIError)
    for name, status in re.findall(r"`errors\.(\w+)` \((\d+)\)", AGENTS):
        assert getattr(errors, name)("text").status_code == int(status)
    for name, base in re.findall(r"`errors\.(\w+)` extends `errors\.(\w+)`", AGENTS):
        assert issubclass(getattr(errors, name), getattr(errors, base))
    assert all(hasattr(models, name) for name in re.findall(r"\bmodels\.([A-Z]\w+)", AGENTS))


def test_the_options_and_methods_are_true() -> None:
    sentence = re.search(r"`options=` of each method changes one call: ([^.]*)\.", AGENTS)
    assert sentence is not None
    assert set(re.findall(r"`(\w+)`", sentence[1])) == CallOptions.__annotations__.keys()
    with FakeBusinessMessaging() as fake:
        fake.templates.list.returns([], times=2)
        client = fake.client().with_options(timeout=5)
        assert client.with_raw_response(client.templates.list)().status_code == 200
        assert list(client.templates.list(options={"max_items": 1})) == []
        for name in ("returns", "raises", "fails"):
            assert f"`{name}`" in AGENTS
            assert callable(getattr(fake.templates.list, name))


def test_links_lead_to_files() -> None:
    links = re.findall(r"\]\(([^)]+)\)", LLMS + AGENTS)
    assert links
    assert [link for link in links if not (FOLDER / link).is_file()] == []


def test_the_files_of_a_large_document_are_small(tmp_path: Path) -> None:
    operation = (
        "get: { operationId: get%d, tags: [t%d], responses: { '204': { description: done } } }"
    )
    paths = "".join(f"  /p{n}:\n    {operation % (n, n % 5)}\n" for n in range(150))
    path = tmp_path / "openapi.yaml"
    path.write_text("openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths:\n" + paths)
    files = {str(name): text for name, text in render(api_of(path), templates_folder())}
    text = files["made/AGENTS.md"]
    assert isinstance(text, str)
    assert len(text) < 4_000
    assert "- `client.t0`: 30 operations" in text


def test_classes_of_errors_that_are_not_listed_are_counted(tmp_path: Path) -> None:
    codes = ", ".join(f"code_{number}" for number in range(33))
    body = f"{{ type: object, properties: {{ code: {{ type: string, enum: [{codes}] }} }} }}"
    path = tmp_path / "openapi.yaml"
    path.write_text(
        "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths:\n  /p:\n    get:\n"
        "      operationId: getP\n      responses:\n        '204': { description: done }\n"
        "        '400': { description: wrong, content: { application/json: { schema: "
        f"{body} }} }} }}\n"
    )
    files = {str(name): text for name, text in render(api_of(path), templates_folder())}
    text = files["made/AGENTS.md"]
    assert isinstance(text, str)
    assert text.count(" extends `errors.BadRequestError`") == 30
    assert "- 3 more classes are in [errors.py](errors.py)\n" in text


def test_a_document_without_operations(tmp_path: Path) -> None:
    path = tmp_path / "openapi.yaml"
    path.write_text("openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\n")
    names = SettingsInput(package="made", client="Made", env_prefix="MADE", docs=True)
    files = {str(name): text for name, text in render(api_of(path, names), templates_folder())}
    assert "docs/recipes.md" not in files
    assert "recipes.md" not in str(files["docs/index.md"])
    agents, llms = str(files["made/AGENTS.md"]), str(files["made/llms.txt"])
    assert "The document has no operations." in agents
    assert "testing.make(" in agents
    assert "FakeMade" not in agents
    assert "```" not in agents
    assert llms.endswith("- [testing](testing/__init__.py): a fake of the API for tests\n")
