"""Calls against a loopback server confirm the verdicts about running code and about deployed clients."""

from __future__ import annotations

from inspect import signature
from pathlib import Path

import pytest

from generator.emit.render import render
from generator.review.changes import Verdicts
from generator.review.rules import Effect
from generator.runtime_facts import templates_folder
from tests.review.programs import BREAKS, DEPLOYED, Program
from tests.review.shop_edits import SHOP_EDITS
from tests.review.test_shop import SHOP, compared, parsed
from tests.support.harness import importable, write_tree
from tests.support.loopback import Loopback, Reply

pytestmark = pytest.mark.proof


def versions(program: Program, folder: Path) -> tuple[Path, Path]:
    """The documents before and after the edit."""
    name, is_reversed, _ = program.edit.partition(", reversed")
    text = SHOP.read_text("utf-8")
    for old, new in SHOP_EDITS[name][3]:
        text = text.replace(old, new)
    path = folder / "shop.yaml"
    path.write_text(text, "utf-8")
    return (path, SHOP) if is_reversed else (SHOP, path)


def run(spec: Path, folder: Path, code: str, reply: Reply) -> None:
    """Run a program with the client of a document."""
    folder.mkdir()
    write_tree(dict(render(parsed(spec)[0], templates_folder())), folder)
    with importable(folder) as made, Loopback() as server:
        server.play(reply)
        known = signature(made.Made).parameters
        credentials = {
            name: "x" for name in ("key", "username", "password", "token") if name in known
        }
        with made.Made(**credentials, base_url=server.url) as client:
            names = {"made": made, "client": client, "url": server.url}
            exec(code, {**names, "sent": lambda: server.requests[-1]})


def reply(body: str) -> Reply:
    return Reply(202, content_type=None) if body == "202" else Reply(200, body.encode())


@pytest.mark.parametrize("program", BREAKS, ids=lambda each: f"{each.rule}: {each.edit}")
def test_running_code_breaks(program: Program, tmp_path: Path) -> None:
    base, head = versions(program, tmp_path)
    (effect,) = {each.runtime for each in verdicts(program, base, head)}
    assert effect is Effect.BREAKS
    run(base, tmp_path / "base", program.code, reply(program.before))
    with pytest.raises(program.error):
        run(head, tmp_path / "head", program.code, reply(program.after or program.before))


@pytest.mark.parametrize("program", DEPLOYED, ids=lambda each: f"{each.rule}: {each.edit}")
def test_deployed_clients_break(program: Program, tmp_path: Path) -> None:
    base, head = versions(program, tmp_path)
    (effect,) = {each.deployed for each in verdicts(program, base, head)}
    assert effect is Effect.BREAKS
    after = reply(program.after or program.before)
    run(head, tmp_path / "head", program.code, after)
    with pytest.raises(program.error):
        run(base, tmp_path / "base", program.code, after)


def verdicts(program: Program, base: Path, head: Path) -> set[Verdicts]:
    """The verdicts of the changes by the rule of a program."""
    changes = [each.change for each in compared(parsed(base), parsed(head)).changes]
    return {each.verdicts for each in changes if each.rule.id == program.rule}
