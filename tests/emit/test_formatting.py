"""The formatter: fixed settings, only rendered Python files, and a cache whose entries are verified."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from generator.cache import Cache, default_folder
from generator.emit import format as formatting
from generator.emit.format import FormattingError, format_tree
from generator.tree import Tree

UGLY = "x = {  'a':1 }\ndef f( a,b ):\n  return a\n"
PRETTY = 'x = {"a": 1}\n\n\ndef f(a, b):\n    return a\n'


def one(content: bytes | str, name: str = "pkg/a.py", cache: Cache | None = None) -> bytes | str:
    return format_tree([(PurePosixPath(name), content)], cache)[PurePosixPath(name)]


def test_rendered_python_is_formatted() -> None:
    assert one(UGLY) == PRETTY
    assert one(UGLY, "a.pyi") != UGLY


def test_other_files_are_unchanged() -> None:
    assert one(UGLY.encode()) == UGLY.encode()
    assert one(UGLY, "README.md") == UGLY
    assert one(UGLY, "pyproject.toml") == UGLY


def test_a_blank_file_becomes_empty() -> None:
    assert one("\n\n  \n").strip() == ""
    assert one("") == ""


def test_lines_have_at_most_100_columns() -> None:
    fits = f"x = [{', '.join(['10'] * 23)}]\n"
    assert len(fits) <= 101
    assert one(fits) == fits
    assert len(str(one(fits.replace("x", "long_name_of_x"))).splitlines()) > 1


def test_the_tree_is_sorted_by_path() -> None:
    tree: Tree = {PurePosixPath(f"{name}.py"): f"{name}=1" for name in "cab"}
    assert list(map(str, format_tree(tree.items()))) == ["a.py", "b.py", "c.py"]
    assert list(format_tree(tree.items()).values()) == ["a = 1\n", "b = 1\n", "c = 1\n"]


@pytest.mark.parametrize(
    "source", ["def f(:\n", "x = 1\n  y = 2\n", "return = 1\n", "x = '\x00'\n"]
)
def test_invalid_python_is_reported_with_its_path(source: str) -> None:
    with pytest.raises(FormattingError, match=r"pkg/a\.py"):
        one(source)


def test_a_text_that_only_black_can_parse_is_refused() -> None:
    with pytest.raises(FormattingError, match=r"pkg/a\.py"):
        one("print 'x' if 1 else 2\n")


def test_configuration_files_are_ignored(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        "[tool.black]\nline-length = 20\nskip-string-normalization = true\n"
    )
    code = (
        "from pathlib import PurePosixPath as P; from generator.emit.format import format_tree;"
        f"print(format_tree([(P('a.py'), {UGLY!r})])[P('a.py')], end='')"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, check=True
    )
    assert done.stdout.decode() == PRETTY


def test_several_processes_give_the_same_result(monkeypatch: pytest.MonkeyPatch) -> None:
    tree: Tree = {PurePosixPath(f"m{n}.py"): UGLY + f"y{n}  =  {n}\n" for n in range(30)}
    alone = format_tree(tree.items())
    monkeypatch.setattr(formatting, "_MIN_PARALLEL", 1)
    monkeypatch.setattr(formatting, "_CHUNK", 200)
    assert format_tree(tree.items()) == alone
    with pytest.raises(FormattingError, match=r"bad\.py"):
        format_tree([*tree.items(), (PurePosixPath("bad.py"), "def")])


# --- the cache -------------------------------------------------------------------------------------------------------


def entries(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_second_run_formats_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path / "cache")
    assert one(UGLY, cache=cache) == PRETTY

    monkeypatch.setattr(formatting, "_format", lambda path, _: pytest.fail(f"formatted {path}"))
    assert one(UGLY, cache=cache) == PRETTY
    assert one(UGLY, "other.py", cache) == PRETTY  # by content, not by path


def test_a_damaged_entry_is_ignored(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    one(UGLY, cache=cache)
    (entry,) = entries(tmp_path)
    whole = entry.read_bytes()
    for damaged in (b"", whole[:20], whole[:-1], whole + b"import os\n", whole.replace(b"x", b"z")):
        entry.write_bytes(damaged)
        assert one(UGLY, cache=cache) == PRETTY
    assert entry.read_bytes() == whole


def test_an_entry_of_another_version_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path)
    one(UGLY, cache=cache)
    monkeypatch.setattr("generator.emit.format.black_runner.version", "99.1")
    one(UGLY, cache=cache)
    assert len(entries(tmp_path)) == 2


def test_an_unusable_folder_disables_the_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "below", None):
        assert one(UGLY, cache=Cache(folder)) == PRETTY


def test_keys_with_the_same_concatenation_differ(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(b"1", "ab", "c")
    assert cache.get("ab", "c") == b"1"
    assert cache.get("a", "bc") is None
    assert cache.get("abc") is None


def test_a_full_shard_removes_old_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.cache._ENTRIES_PER_SHARD", 2)
    cache = Cache(tmp_path)
    for number in range(1500):  # fills each of the 256 shards several times
        cache.put(b"x", str(number))
        assert cache.get(str(number)) == b"x"
    assert 256 < len(entries(tmp_path)) <= 512


def test_the_default_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert default_folder() == Path("/somewhere/openapi-client-generator")
    # The standard requires ignoring a relative path.
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", "/home/x")
    assert default_folder() == Path("/home/x/.cache/openapi-client-generator")
