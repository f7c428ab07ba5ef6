"""The document of a command is a file, standard input or an https URL."""

from __future__ import annotations

import os
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.support.harness import ROOT
from tests.support.loopback import Loopback, Received, Reply

PEM = ROOT / "tests" / "runtime" / "loopback.pem"
DOCUMENT = """\
openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: The pets.
          content:
            application/json:
              schema: { $ref: 'REFERENCE' }
"""
PET = "type: object\nproperties: { name: { type: string } }\n"


def run(*arguments: str, folder: Path, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command with this standard input. It trusts the certificate of the server."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SSL_CERT_FILE": str(PEM)}
    environment.pop("GITHUB_ACTIONS", None)
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=folder,
        env=environment,
        input=text,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )


@pytest.fixture
def server() -> Iterator[Loopback]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    with Loopback(tls=context) as loopback:
        yield loopback


def serve(server: Loopback, files: dict[str, str | Reply]) -> None:
    """Answer with the files; 404 for other paths."""

    def answer(request: Received) -> Reply:
        file = files.get(request.target, Reply(404))
        return file if isinstance(file, Reply) else Reply(200, file.encode())

    server.answer_with(answer)


def test_a_document_on_standard_input_refers_to_files_of_the_current_folder(tmp_path: Path) -> None:
    (tmp_path / "pet.yaml").write_text(PET)
    document = DOCUMENT.replace("REFERENCE", "pet.yaml")
    result = run("generate", "--spec", "-", "--out", "out", folder=tmp_path, text=document)
    assert result.returncode == 0, result.stderr
    assert "1 operation, 1 model" in result.stdout
    result = run("check", "--spec", "-", folder=tmp_path, text=document.replace("pet.y", "dog.y"))
    assert result.returncode == 1
    assert "-:12:31: error" in result.stdout


def test_a_document_at_a_url_refers_to_files_of_its_folder(
    server: Loopback, tmp_path: Path
) -> None:
    document = DOCUMENT.replace("REFERENCE", "models/pet.yaml")
    serve(server, {"/v1/api.yaml?a=%20b": document, "/v1/models/pet.yaml": PET})
    (tmp_path / "fix.yaml").write_text(
        "overlay: 1.0.0\ninfo: {title: T, version: '1'}\n"
        "actions: [{target: $.info, update: {title: Store}}]\n"
    )
    arguments = [
        "--spec",
        f"{server.url}/v1/api.yaml?a=%20b",
        "--overlay",
        "fix.yaml",
        "--out",
        "out",
    ]
    result = run("generate", *arguments, folder=tmp_path)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "out" / "store").is_dir()
    assert [each.target for each in server.requests] == [
        "/v1/api.yaml?a=%20b",
        "/v1/models/pet.yaml",
    ]
    assert run("diff", *arguments, folder=tmp_path).returncode == 0


REFUSED = {
    "../secret.yaml": "a path out of the folder of the root document",
    "/secret.yaml": "an absolute path",
    "https://localhost:1/secret.yaml": "https://localhost:1/secret.yaml",
    "%252e%252e/secret.yaml": "cannot read %2e%2e/secret.yaml: the server answered with the status 404",
    "missing.yaml": "the server answered with the status 404",
    "moved.yaml": "a redirect to another origin: https://localhost",
    "loop.yaml": "the server answered with the status 302",
    "cut.yaml": "the answer is incomplete",
}
"""References, and what the diagnostic says about them."""


def test_nothing_else_is_requested(server: Loopback, tmp_path: Path) -> None:
    schemas = "".join(f"    S{i}: {{ $ref: '{each}' }}\n" for i, each in enumerate(REFUSED))
    document = DOCUMENT.replace("REFERENCE", "pet.yaml") + f"components:\n  schemas:\n{schemas}"
    files: dict[str, str | Reply] = {
        "/v1/api.yaml": Reply(302, headers={"Location": "/v1/real.yaml"}),
        "/v1/real.yaml": document,
        "/v1/pet.yaml": PET,
        "/v1/moved.yaml": Reply(302, headers={"Location": "https://localhost:1/pet.yaml"}),
        "/v1/loop.yaml": Reply(302, headers={"Location": "/v1/loop.yaml"}),
        "/v1/cut.yaml": Reply(200, PET.encode(), length=1000, close=True),
    }
    serve(server, files)
    url = f"{server.url}/v1/api.yaml"
    result = run("check", "--spec", url, folder=tmp_path)
    assert result.returncode == 1
    first = document[: document.index("    S0")].count("\n") + 1
    for line, message in enumerate(REFUSED.values(), first):
        (shown,) = [each for each in result.stdout.splitlines() if f"{url}:{line}:" in each]
        assert message in shown
    assert {each.target for each in server.requests} == {
        *files,
        "/v1/missing.yaml",
        "/v1/%252e%252e/secret.yaml",
    }


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://localhost/api.yaml", "only https URLs are supported"),
        ("file:///etc/passwd", "only https URLs are supported"),
        ("https://user:secret@localhost/api.yaml", "a URL with a user name or password"),
        ("https://localhost/api?file=a/b.yaml", "a query with a slash is not supported"),
        ("https://localhost/", "the URL names no file"),
        ("https://localhost/a.yaml#/b", "not the URL of a file"),
    ],
)
def test_other_urls_are_refused(url: str, message: str) -> None:
    result = CliRunner().invoke(main, ["check", "--spec", url])
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_server_with_another_name_is_an_error(server: Loopback, tmp_path: Path) -> None:
    url = server.url.replace("127.0.0.1", "127.0.0.2")
    result = run("check", "--spec", f"{url}/api.yaml", folder=tmp_path)
    assert result.returncode == 1
    assert "cannot be read: no answer: " in result.stdout
    assert not server.requests


def test_a_configuration_names_no_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pyproject.toml").write_text('[tool.generator]\nspec = "https://localhost/a.yaml"\n')
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 2
    message = "spec: https://localhost/a.yaml is not a file; give a URL with --spec"
    assert message in " ".join(result.stderr.split())
