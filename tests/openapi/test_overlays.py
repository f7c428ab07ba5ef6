from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.openapi import Document

Load = Callable[..., Document]

ROOT = """\
openapi: 3.1.0
info: {title: T, version: '1'}
tags:
  - name: a
  - name: b
  - name: c
paths:
  /pets:
    get: {operationId: list, parameters: [{name: p}]}
    post: {operationId: create, x-internal: true}
"""


def overlaid(spec: Load, *actions: str, root: str = ROOT) -> Document:
    text = "overlay: 1.0.0\ninfo: {title: O, version: '1'}\nactions:\n" + "".join(actions)
    return spec({"openapi.yaml": root, "overlay.yaml": text}, overlays=("overlay.yaml",))


def test_an_update_is_merged_recursively_and_appends_to_lists(spec: Load) -> None:
    document = overlaid(
        spec,
        "- target: $.paths['/pets'].get\n"
        "  update: {operationId: list_pets, summary: S, parameters: [{name: q}]}\n",
    )
    operation = document.root / "paths" / "/pets" / "get"
    assert operation.value == {
        "operationId": "list_pets",
        "parameters": [{"name": "p"}, {"name": "q"}],
        "summary": "S",
    }
    assert document.diagnostics == ()
    assert operation.location.file == "openapi.yaml"
    assert str((operation / "operationId").location) == "overlay.yaml:5:25"
    assert str((operation / "operationId").key_location) == "overlay.yaml:5:12"
    assert str((operation / "parameters" / 0 / "name").location) == "openapi.yaml:9:50"
    assert str((operation / "parameters" / 1 / "name").location) == "overlay.yaml:5:68"
    assert (document.root / "paths" / "/pets" / "post" / "operationId").location.line == 10


def test_an_update_appends_one_or_several_entries_to_a_list(spec: Load) -> None:
    document = overlaid(
        spec,
        "- {target: $.tags, update: {name: d}}\n",
        "- {target: $.tags, update: [{name: e}, {name: f}]}\n",
    )
    tags = list((document.root / "tags").elements())
    assert "".join(tag.text("name") for tag in tags) == "abcdef"
    assert [tag.location.file for tag in tags] == ["openapi.yaml"] * 3 + ["overlay.yaml"] * 3
    assert tags[5].location.line == 5


def test_a_removal_keeps_the_locations_of_other_values(spec: Load) -> None:
    document = overlaid(
        spec,
        "- {target: '$.tags[?@.name != \"b\"]', remove: true}\n",
        "- {target: '$.paths.*[?@[\"x-internal\"]]', remove: true}\n",
        "- {target: $.info.version, remove: true}\n",
    )
    assert (document.root / "tags").value == [{"name": "b"}]
    assert (document.root / "tags" / 0).location.line == 5
    assert "post" not in document.root / "paths" / "/pets"
    assert (document.root / "info").value == {"title": "T"}


def test_actions_apply_to_the_result_of_earlier_actions(spec: Load) -> None:
    document = overlaid(
        spec,
        "- {target: $, update: {servers: [{url: /a}]}}\n",
        "- {target: '$.servers[0]', update: {description: first}}\n",
        "- {target: $.info, update: {title: new}}\n",
        "- {target: $.info, update: {title: newest}}\n",
    )
    assert (document.root / "servers").value == [{"url": "/a", "description": "first"}]
    assert (document.root / "servers" / 0 / "url").location.line == 4
    assert (document.root / "servers" / 0 / "description").location.line == 5
    assert document.root.find("/info/title") is not None
    assert (document.root / "info" / "title").location.line == 7


def test_an_update_of_several_targets_does_not_share_its_value(spec: Load) -> None:
    document = overlaid(
        spec,
        "- {target: '$.tags[*]', update: {x-more: {n: 1}}}\n",
        "- {target: '$.tags[0].x-more', update: {n: 2}}\n",
    )
    assert [dict(tag.items())["x-more"].value for tag in (document.root / "tags").elements()] == [
        {"n": 2},
        {"n": 1},
        {"n": 1},
    ]


def test_an_update_of_an_alias_does_not_change_its_anchor(spec: Load) -> None:
    root = "openapi: 3.1.0\na: &a {n: 1}\nb: *a\n"
    document = overlaid(spec, "- {target: $.b, update: {n: 2}}\n", root=root)
    assert document.root.value == {"openapi": "3.1.0", "a": {"n": 1}, "b": {"n": 2}}


def test_a_copy_updates_the_target_and_keeps_locations(spec: Load) -> None:
    """`copy` is a field of Overlay 1.1."""
    root = "openapi: 3.1.0\na: {n: {o: 1}, l: [1]}\nb: {m: 2, l: [0]}\n"
    document = overlaid(
        spec,
        "- {target: $.b, copy: $.a}\n",
        "- {target: $.b.n, update: {o: 3}}\n",
        root=root,
    )
    assert document.diagnostics == ()
    assert (document.root / "a").value == {"n": {"o": 1}, "l": [1]}
    assert (document.root / "b").value == {"m": 2, "l": [0, 1], "n": {"o": 3}}
    assert (document.root / "b" / "n").location.line == 2


def test_references_are_resolved_after_overlays_are_applied(spec: Load) -> None:
    root = "openapi: 3.1.0\ncomponents: {schemas: {A: {$ref: '#/components/schemas/B'}, C: {$ref: '#/x'}}}\n"
    document = overlaid(
        spec,
        "- target: $.components.schemas\n  update: {B: {$ref: '#/components/schemas/D'}, E: {$ref: '#/y'}, D: {}}\n",
        "- {target: $.components.schemas.C, remove: true}\n",
        root=root,
    )
    (diagnostic,) = document.diagnostics
    assert (diagnostic.rule, diagnostic.location.file, diagnostic.location.line) == (
        "reference-dangling",
        "overlay.yaml",
        5,
    )
    assert (document.root / "components" / "schemas" / "A").resolve().address[1][-1] == "D"


def test_overlays_are_applied_in_order(spec: Load, tmp_path: Path) -> None:
    files = {"openapi.yaml": ROOT}
    for name in ("one", "two"):
        files[f"{name}.yaml"] = (
            f"overlay: 1.0.0\nactions: [{{target: $.info, update: {{title: {name}, {name}: {name}}}}}]\n"
        )
    document = spec(files, overlays=("one.yaml", "two.yaml"))
    assert (document.root / "info").value == {
        "title": "two",
        "version": "1",
        "one": "one",
        "two": "two",
    }
    assert (document.root / "info" / "one").location.file == "one.yaml"
    assert {path.name for path in document.files} == {"openapi.yaml", "one.yaml", "two.yaml"}


def test_an_action_that_matches_nothing_is_a_warning(spec: Load) -> None:
    (diagnostic,) = overlaid(spec, "- {target: $.nothing, update: {}}\n").diagnostics
    assert (diagnostic.rule, diagnostic.severity, diagnostic.location.line) == (
        "overlay",
        "warning",
        4,
    )


@pytest.mark.parametrize(
    "action",
    [
        "- {target: info, update: {}}\n",
        "- {target: '$.[', update: {}}\n",
        "- {target: '', update: {}}\n",
        "- {target: 5, update: {}}\n",
        "- {update: {}}\n",
        "- {target: $.info}\n",
        "- {target: $.info, copy: '$.['}\n",
        "- {target: $.info, copy: $.nothing}\n",
        "- {target: $.info, copy: $.info.*}\n",
        "- {target: $.info, copy: 5}\n",
        "- {target: $.info, copy: $.info.title}\n",
        "- {target: $.info, remove: false}\n",
        "- {target: $, remove: true}\n",
        "- {target: $.info, update: text}\n",
        "- {target: $.info.title, update: text}\n",
        "- text\n",
    ],
)
def test_a_malformed_action_is_an_error_and_changes_nothing(spec: Load, action: str) -> None:
    before = spec(ROOT).root.value
    document = overlaid(spec, action)
    (diagnostic,) = document.diagnostics
    assert (diagnostic.rule, diagnostic.severity) == ("overlay", "error")
    assert (diagnostic.location.file, diagnostic.location.line) == ("overlay.yaml", 4)
    assert document.root.value == before


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("actions: []\n", "overlay"),
        ("overlay: 2.0.0\nactions: []\n", "overlay"),
        ("overlay: 1.0.0\n", "overlay"),
        ("overlay: 1.0.0\nactions: {}\n", "overlay"),
        ("- a\n", "overlay"),
        ("overlay: [\n", "syntax"),
    ],
)
def test_an_invalid_overlay_is_an_error(spec: Load, text: str, rule: str) -> None:
    document = spec({"openapi.yaml": ROOT, "overlay.yaml": text}, overlays=("overlay.yaml",))
    (diagnostic,) = document.diagnostics
    assert (diagnostic.rule, diagnostic.severity, diagnostic.location.file) == (
        rule,
        "error",
        "overlay.yaml",
    )


def test_a_missing_overlay_is_an_error(spec: Load) -> None:
    document = spec({"openapi.yaml": ROOT}, overlays=("missing.yaml",))
    assert [diagnostic.rule for diagnostic in document.diagnostics] == ["overlay"]
