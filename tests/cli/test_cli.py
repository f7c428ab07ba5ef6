"""The command line: exit codes, output, and files on disk."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.output import lock, staging

SPEC = """\
openapi: 3.1.0
info:
  title: Pet Shop API
  version: "1.0"
servers:
  - url: https://shop.example
paths:
  /pets/{id}:
    get:
      operationId: getPet
      tags: [pets]
      summary: One pet.
      parameters:
        - name: id
          in: path
          required: true
          description: Its number.
          schema: { type: string }
      responses:
        "200":
          description: The pet.
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Pet' }
components:
  schemas:
    Pet:
      type: object
      description: A pet.
      properties:
        name:
          type: string
          description: What it answers to.
"""
DANGLING = SPEC.replace("#/components/schemas/Pet'", "#/components/schemas/Dog'")
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with a document and its own cache, outside of CI."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    (tmp_path / "shop.yaml").write_text(SPEC)
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def generate(*more: str) -> Result:
    return run("generate", "--spec", "shop.yaml", "--out", "made", *more)


def diff(*more: str) -> Result:
    return run("diff", "--spec", "shop.yaml", "--out", "made", *more)


def content(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


# --- check -----------------------------------------------------------------------------------------------------------


def test_the_modules_of_reviews_are_imported_only_when_they_are_used() -> None:
    code = "import sys, generator.cli; print(*sys.modules)"
    imported = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    assert "generator.pipeline" in imported
    assert not {"generator.review", "generator.report.review", "generator.explain"} & {*imported}
    assert {"explain", "review"} <= {*CliRunner().invoke(main, ["--help"]).output.split()}


def test_check_of_a_valid_document() -> None:
    result = run("check", "--spec", "shop.yaml")
    assert (result.exit_code, result.stdout) == (0, "shop.yaml: 0 errors, 0 warnings\n")


def test_check_prints_each_diagnostic_with_its_location(folder: Path) -> None:
    (folder / "shop.yaml").write_text(DANGLING)
    result = run("check", "--spec", "shop.yaml")
    assert result.exit_code == 1
    assert re.search(r"^shop\.yaml:24:\d+: error \[reference-dangling\] ", result.stdout, re.M)
    assert result.stdout.endswith("shop.yaml: 1 error, 0 warnings\n")
    assert "::" not in result.stdout


@pytest.mark.parametrize("text", ["", "[1]", "openapi: [", "openapi: 3.1.0\nopenapi: 3.1.0\n"])
def test_check_of_an_invalid_document(folder: Path, text: str) -> None:
    (folder / "shop.yaml").write_text(text)
    result = run("check", "--spec", "shop.yaml")
    assert result.exit_code == 1
    assert re.match(r"shop\.yaml:\d+:\d+: error \[[a-z-]+\] ", result.stdout)


def test_check_of_a_document_with_warnings_only(folder: Path) -> None:
    header = (
        "\n        - { name: Accept, in: header, schema: { type: string } }\n        - name: id"
    )
    (folder / "shop.yaml").write_text(SPEC.replace("\n        - name: id", header))
    result = run("check", "--spec", "shop.yaml", "--tolerant")
    assert result.stdout.endswith("shop.yaml: 0 errors, 1 warning\n")
    assert result.exit_code == 0


def test_check_prints_annotations_in_a_github_workflow(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "shop.yaml").write_text(DANGLING)
    pattern = re.compile(
        r"^::error file=shop\.yaml,line=24,col=\d+,title=reference-dangling::", re.M
    )
    assert pattern.search(run("check", "--spec", "shop.yaml", "--format", "github").stdout)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert pattern.search(run("check", "--spec", "shop.yaml").stdout)
    assert not pattern.search(run("check", "--spec", "shop.yaml", "--format", "text").stdout)


def test_check_writes_nothing(folder: Path) -> None:
    run("check", "--spec", "shop.yaml")
    assert sorted(content(folder)) == ["shop.yaml"]


# --- generate --------------------------------------------------------------------------------------------------------


def test_generate_writes_a_package_and_prints_counts(folder: Path) -> None:
    result = generate("--package", "shop", "--client-name", "Shop")
    assert result.exit_code == 0
    assert re.search(
        r"^made: 1 operation, 1 model, 0 warnings, 0 fallbacks to Any; "
        r"\d+ files written, 0 removed, 0 unchanged$",
        result.stdout,
        re.M,
    )
    assert result.stderr == ""
    assert (folder / "made" / "shop" / "py.typed").is_file()
    for name, source in content(folder / "made").items():
        if name.endswith(".py"):
            compile(source, name, "exec")


def test_generate_prints_only_the_first_warnings_with_the_same_text(folder: Path) -> None:
    header = """
      parameters:
        - { name: Accept, in: header, schema: { type: string } }"""
    get = """
  /{}:
    get:
      tags: [pets]
      description: It lists.{}
      responses: {{ "200": {{ description: ok }} }}"""
    paths = "".join(get.format(n, header) for n in range(9))
    (folder / "shop.yaml").write_text(SPEC.replace("paths:", f"paths:{paths}", 1))
    message = "the client sets the header 'Accept', so it is not an argument"
    result = generate("--tolerant")
    assert "9 warnings" in result.stdout
    assert result.stderr.count(f"warning [ignored-keyword] {message}") == 3
    assert result.stderr.endswith(
        f"... and 6 more places (run `check` to list them): [ignored-keyword] {message}\n"
    )
    assert run("check", "--spec", "shop.yaml", "--tolerant").stdout.count(message) == 9


def test_the_default_names_come_from_the_title(folder: Path) -> None:
    generate()
    package = folder / "made" / "pet_shop"
    assert "class PetShop" in "".join(path.read_text() for path in package.glob("*.py"))
    assert "class AsyncPetShop" in "".join(path.read_text() for path in package.glob("*.py"))


def test_a_second_run_changes_nothing() -> None:
    generate()
    before = content(Path("made"))
    result = generate()
    pattern = (
        r"shop\.yaml: 0 errors, 0 warnings\nmade: .*; 0 files written, 0 removed, \d+ unchanged\n"
    )
    assert re.fullmatch(pattern, result.stdout)
    assert content(Path("made")) == before


def test_a_changed_description_changes_only_files_that_contain_it(folder: Path) -> None:
    generate()
    before = content(Path("made"))
    (folder / "shop.yaml").write_text(SPEC.replace("What it answers to", "What it is called"))
    result = generate()
    after = content(Path("made"))
    changed = {name for name in after if after[name] != before.get(name)} - {".generator.json"}
    assert changed
    for name in changed:
        assert after[name] == before[name].replace(b"What it answers to", b"What it is called")
        assert f"updated  made/{name}\n" in result.stdout


def test_generate_writes_nothing_for_an_invalid_document(folder: Path) -> None:
    generate()
    before = content(Path("made"))
    (folder / "shop.yaml").write_text(DANGLING)
    result = generate()
    assert result.exit_code == 1
    assert "reference-dangling" in result.stderr
    assert result.stderr.endswith(
        "shop.yaml: 1 error, 0 warnings; nothing was generated (if you cannot change the document,"
        " use --tolerant, or correct it with an overlay: --overlay)\n"
    )
    assert content(Path("made")) == before
    assert run("generate", "--spec", "shop.yaml", "--out", "new").exit_code == 1
    assert not Path("new").exists()


def test_generate_does_not_replace_a_file_that_it_did_not_write(folder: Path) -> None:
    (folder / "made").mkdir()
    (folder / "made" / "README.md").write_text("mine")
    result = generate()
    assert result.exit_code == 1
    assert result.stderr == "not written by the generator, so left unchanged: made/README.md\n"
    assert content(folder / "made") == {"README.md": b"mine"}


def test_the_cache_does_not_change_the_output(folder: Path) -> None:
    run("generate", "--spec", "shop.yaml", "--out", "cold", "--no-cache")
    assert not (folder / ".cache").exists()
    generate()
    assert (folder / ".cache").exists()
    run("generate", "--spec", "shop.yaml", "--out", "warm")
    assert content(folder / "cold") == content(folder / "made") == content(folder / "warm")


def test_a_cache_that_other_users_can_write_to_is_not_used(folder: Path) -> None:
    shared = folder / ".cache" / "openapi-client-generator"
    shared.mkdir(parents=True)
    shared.chmod(0o777)
    result = generate()
    assert result.exit_code == 0
    assert result.stderr == (
        f"{shared}: belongs to another user, or other users can write to it; the cache is not used\n"
    )
    assert list(shared.iterdir()) == []
    assert generate("--no-cache").stderr == ""


# --- diff ------------------------------------------------------------------------------------------------------------


def test_diff_of_an_up_to_date_folder() -> None:
    generate()
    result = diff()
    assert result.exit_code == 0
    assert re.fullmatch(r"made: up to date \(0 files of \d+\)\n", result.stdout)


def test_diff_shows_manual_edits(folder: Path) -> None:
    generate()
    model = next(
        path for path in (folder / "made").rglob("*.py") if "class Pet(" in path.read_text()
    )
    lines = model.read_text().splitlines(keepends=True)
    deleted = next(line for line in lines if line.strip().startswith("name:"))
    model.write_text("".join(line for line in lines if line != deleted))
    result = diff()
    name = model.relative_to(folder)
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{name}: edited by hand\n")
    assert f"\n+{deleted}" in result.stdout
    assert "::" not in result.stdout
    assert f"::error file={name},title=edited by hand::" in diff("--format", "github").stdout
    generate()
    assert diff().exit_code == 0


def github_annotations() -> list[str]:
    return [line for line in diff("--format", "github").stdout.splitlines() if line[:2] == "::"]


def test_diff_annotates_the_line_of_the_document_that_makes_files_stale(folder: Path) -> None:
    generate()
    changed = SPEC.replace("What it answers to", "What it is called")
    (folder / "shop.yaml").write_text(changed)
    line = 1 + changed[: changed.index("What it is called")].count("\n")
    (annotation,) = github_annotations()
    assert annotation.startswith(f"::error file=shop.yaml,line={line},col=")
    assert "title=stale::made/" in annotation
    assert annotation.endswith(" stale because of this: run `generate`")
    assert ".generator.json" not in annotation


def test_diff_annotates_the_first_line_of_a_new_operation(folder: Path) -> None:
    generate()
    new = """\
  /toys:
    get:
      operationId: listToys
      summary: All the toys that we sell.
      responses: { "200": { description: Toys. } }
"""
    changed = SPEC.replace("paths:\n", f"paths:\n{new}")
    (folder / "shop.yaml").write_text(changed)
    line = 1 + changed[: changed.index("  /toys")].count("\n")
    (annotation,) = github_annotations()
    assert annotation.startswith(f"::error file=shop.yaml,line={line},col=3,title=stale::")


def test_diff_annotates_the_document_once_if_the_line_is_unknown(folder: Path) -> None:
    generate()
    removed = "".join(
        line for line in SPEC.splitlines(keepends=True) if "What it answers to" not in line
    )
    assert removed != SPEC
    (folder / "shop.yaml").write_text(removed)
    (annotation,) = github_annotations()
    assert annotation.startswith("::error file=shop.yaml,title=stale::made/")
    assert annotation.endswith("stale: run `generate`")


def test_diff_annotates_the_document_once_if_the_files_are_large(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To search megabytes for each text of a large document would take minutes."""
    generate()
    (folder / "shop.yaml").write_text(SPEC.replace("What it answers to", "What it is called"))
    monkeypatch.setattr("generator.report.causes._SEARCHED", 100)
    (annotation,) = github_annotations()
    assert annotation.startswith("::error file=shop.yaml,title=stale::made/")


def test_the_manifest_is_last_in_a_diff(folder: Path) -> None:
    generate()
    (folder / "shop.yaml").write_text(SPEC.replace("What it answers to", "What it is called"))
    lines = diff().stdout.splitlines()
    files = [line for line in lines if line.startswith("made/")]
    assert files[-1] == "made/.generator.json: stale"
    fresh = [line for line in lines if line.startswith("+++ ")]
    assert fresh[-1] == "+++ fresh/.generator.json"
    assert len(fresh) == len(files) > 1


def test_diff_lists_stale_missing_and_not_generated_files(folder: Path) -> None:
    generate()
    (folder / "made" / "README.md").unlink()
    (folder / "made" / "notes.txt").write_text("mine")
    (folder / "shop.yaml").write_text(SPEC.replace("What it answers to", "What it is called"))
    before = content(folder / "made")
    result = diff()
    assert result.exit_code == 1
    assert "made/README.md: missing\n" in result.stdout
    assert "made/notes.txt: not generated\n" in result.stdout
    assert re.search(r"^made/.*\.py: stale$", result.stdout, re.M)
    assert re.search(r"^\+.*What it is called", result.stdout, re.M)
    assert content(folder / "made") == before


def test_an_invalid_manifest_is_reported(folder: Path) -> None:
    generate()
    (folder / "made" / ".generator.json").write_text("{}")
    for result in (diff(), generate()):
        assert result.exit_code == 1
        assert "made/.generator.json: not a manifest" in result.stderr


# --- output that cannot be written ---------------------------------------------------------------------------------


def unusable(folder: Path) -> dict[str, str]:
    """Paths that cannot be output folders, and the reasons."""
    (folder / "file").write_text("")
    (folder / "dangling").symlink_to("nothing")
    (folder / "loop").symlink_to("loop")
    return {
        "/dev/null": "not a folder",
        "/dev/null/made": "Not a directory",
        "file/made": "Not a directory",
        "a" * 300: "File name too long",
        "dangling": "dangling is a symbolic link to a path that does not exist",
        "dangling/made": "dangling is a symbolic link to a path that does not exist",
        "loop": "Too many levels of symbolic links",
    }


@pytest.mark.parametrize("command", ["generate", "diff"])
def test_an_output_path_that_cannot_be_a_folder_is_wrong_usage(folder: Path, command: str) -> None:
    for out, reason in unusable(folder).items():
        result = run(command, "--spec", "shop.yaml", "--out", out)
        assert result.exit_code == 2
        assert result.stderr.endswith(f"Error: out: {out}: {reason}\n")


def test_an_output_path_of_the_table_that_cannot_be_a_folder_is_wrong_usage(folder: Path) -> None:
    for out, reason in unusable(folder).items():
        table = f'[tool.generator]\nspec = "shop.yaml"\nout = "{out}"\n'
        (folder / "pyproject.toml").write_text(table)
        result = run("generate")
        assert result.exit_code == 2
        assert result.stderr.endswith(f": {reason}\n")
        assert run("check").exit_code == 0  # it has no output folder


def limited(size: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process that cannot write more than `size` bytes to a file, as if the disk were full."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_full_disk_gives_a_message_of_one_line_and_changes_nothing(folder: Path) -> None:
    generate()
    before = content(folder / "made")
    (folder / "shop.yaml").write_text(SPEC.replace("What it answers to", "What it is called"))
    result = limited(500, "generate", "--spec", "shop.yaml", "--out", "made")
    assert (result.returncode, result.stderr) == (1, "made: File too large\n")
    assert content(folder / "made") == before
    new = limited(500, "generate", "--spec", "shop.yaml", "--out", "new", "--no-cache")
    assert (new.returncode, new.stderr) == (1, "new: File too large\n")
    assert content(folder / "new") == {}


def test_a_full_disk_for_standard_output_gives_a_message_of_one_line() -> None:
    with open("/dev/full", "w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "generator", "check", "--spec", "shop.yaml"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert result.returncode == 1
    assert result.stderr == "standard output: No space left on device\n"


def test_another_running_generator_gives_a_message_of_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_TIMEOUT", 0.0)
    (folder / "made").mkdir()
    with staging.opened(folder / "made"):
        result = generate()
    assert result.exit_code == 1
    assert result.stderr == "another run is writing to made, so nothing was written\n"
    assert content(folder / "made") == {}
    assert generate().exit_code == 0


def test_concurrent_generators_give_the_same_output_as_one(folder: Path) -> None:
    command = [sys.executable, "-m", "generator", "generate", "--spec", "shop.yaml", "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen([*command, "--out", "made"], env=environment, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    for process in running:
        _, errors = process.communicate(timeout=300)
        assert (process.returncode, errors) == (0, b"")
    run("generate", "--spec", "shop.yaml", "--out", "alone")
    assert content(folder / "made") == content(folder / "alone")


def test_diff_names_files_that_standard_output_cannot_encode(folder: Path) -> None:
    generate()
    (folder / "made" / "\u5929").write_text("mine")
    Path(os.fsdecode(b"made/\xff")).write_text("mine")
    result = subprocess.run(
        [sys.executable, "-m", "generator", "diff", "--spec", "shop.yaml", "--out", "made"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "latin-1:strict"},
        capture_output=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (1, b"")
    assert b"made/\\u5929: not generated\n" in result.stdout
    assert b"made/\\udcff: not generated\n" in result.stdout


# --- usage of the command ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check"], "--spec is missing"),
        (["check", "--spec", "absent.yaml"], "absent.yaml"),
        (["check", "--spec", "."], "is a directory"),
        (["generate", "--spec", "shop.yaml"], "--out is missing"),
        (["generate", "--spec", "shop.yaml", "--out", "shop.yaml"], "is a file"),
        (["generate", "--spec", "shop.yaml", "--out", "made", "--package", "../up"], "package"),
        (["generate", "--spec", "shop.yaml", "--out", "made", "--package", "con"], "package"),
        (["generate", "--spec", "shop.yaml", "--out", "made", "--package", "a" * 300], "package"),
        *(
            (["generate", "--spec", "shop.yaml", "--out", "made", "--package", name], name)
            for name in ("json", "asyncio", "httpx2", "msgspec", "anyio", "imp", "__future__")
        ),
        (["check", "--spec", "shop.yaml", "--package", "msgspec"], "msgspec_client"),
        (["diff", "--spec", "shop.yaml", "--out", "made", "--package", "email"], "email_client"),
        (["check", "--spec", "shop.yaml", "--format", "xml"], "xml"),
        (["make"], "make"),
    ],
)
def test_wrong_usage_has_exit_code_2(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_missing_options_come_from_the_table_in_the_current_folder(folder: Path) -> None:
    (folder / "pyproject.toml").write_text(
        "[tool.generator]\nspec = 'shop.yaml'\nout = 'made'\npackage = 'store'\n"
    )
    assert run("generate").exit_code == 0
    assert (folder / "made" / "store" / "__init__.py").is_file()
    assert run("diff").exit_code == 0
    assert run("generate", "--package", "other", "--out", "elsewhere").exit_code == 0
    assert (folder / "elsewhere" / "other" / "__init__.py").is_file()


def test_a_table_with_an_unknown_key_is_wrong_usage(folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[tool.generator]\nspce = 'shop.yaml'\n")
    result = run("check")
    assert result.exit_code == 2
    assert "spce: unknown key; the keys are spec" in result.stderr


@pytest.mark.parametrize("command", [[], ["check"], ["generate"], ["diff"]])
def test_help_shows_examples_and_options(command: list[str]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert ("Examples:" if not command else "--spec") in result.stdout


def test_the_output_does_not_depend_on_folder_hash_seed_time_zone_or_locale(folder: Path) -> None:
    made = []
    for number, (seed, zone, locale) in enumerate(
        [("0", "UTC", "C"), ("1", "Asia/Kathmandu", "C.UTF-8"), ("4242", "America/Bogota", "POSIX")]
    ):
        elsewhere = folder / f"cwd{number}"
        elsewhere.mkdir()
        (elsewhere / "pyproject.toml").write_text("[tool.black]\nline-length = 30\n")
        below = elsewhere / "below"
        below.mkdir()
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LC_ALL": locale,
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-m", "generator", "generate", "--no-cache"]
        command += ["--spec", os.path.relpath(folder / "shop.yaml", below), "--out", "made"]
        subprocess.run(command, cwd=below, env=environment, check=True, capture_output=True)
        made.append(content(below / "made"))
    assert made[0] == made[1] == made[2]
