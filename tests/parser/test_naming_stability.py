"""A name does not change when something unrelated is added to the document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from generator.openapi import load
from generator.parser import SettingsInput, build
from tests.support.counting import calls
from tests.support.examples import examples

NOUNS = ["pets", "pet_toys", "owners", "status"]
VERBS = ["list", "get", "create", "update", "delete", "find", "archive", "read", "retrieve"]
STYLES = ["{verb}{Noun}", "{noun}_{verb}", "{verb}_{noun}_by_id", "{noun}/{verb}", "{verb}", ""]
PATHS = ["/{noun}", "/{noun}/{{id}}", "/owners/{{owner}}/{noun}", "/{noun}/search"]
OBJECT = {"type": "object", "properties": {"a": {}}}
METHODS = ["get", "post", "put", "patch", "delete"]

Operation = tuple[str, str, str, str]
THING = {"type": "object", "properties": {"id": {}, "owner": OBJECT}}
OTHER = {"type": "object", "properties": {"id": {}, "toys": {"type": "array", "items": OBJECT}}}
RESULTS = [
    THING,
    OTHER,
    {"type": "array", "items": THING},
    {"type": "array", "items": OTHER},
    {"type": "object", "properties": {"data": {"type": "array", "items": THING}}},
]
PLACES = [
    "get /pets",
    "post /pets",
    "get /pets/{id}",
    "put /pets/{id}",
    "get /owners/{owner}/pets",
    "get /owners",
    "get /toys/{id}",
]


@st.composite
def operations(draw: st.DrawFn) -> Operation:
    """Method, path, operationId and tag."""
    noun, verb = draw(st.sampled_from(NOUNS)), draw(st.sampled_from(VERBS))
    style, path = draw(st.sampled_from(STYLES)), draw(st.sampled_from(PATHS))
    operation_id = style.format(verb=verb, noun=noun, Noun=noun.title())
    tag = draw(st.sampled_from(["", noun, "other"]))
    return draw(st.sampled_from(METHODS)), path.format(noun=noun), operation_id, tag


def named(
    folder: Path, listed: list[Operation], schemas: dict[str, Any]
) -> tuple[dict[tuple[str, str], str], list[str], list[str]]:
    """The names of operations by method and path, the names of models, and the texts of clashes."""
    paths: dict[str, dict[str, Any]] = {}
    for method, path, operation_id, tag in listed:
        schema = {
            "type": "object",
            "properties": {"owner": OBJECT, "toys": {"type": "array", "items": OBJECT}},
        }
        content = {"application/json": {"schema": schema}}
        operation: dict[str, Any] = {"responses": {"200": {"description": "", "content": content}}}
        operation |= {"operationId": operation_id} if operation_id else {}
        operation |= {"tags": [tag]} if tag else {}
        paths.setdefault(path, {})[method] = operation
    info = {"title": "Test", "version": "1"}
    document = {
        "openapi": "3.1.0",
        "info": info,
        "paths": paths,
        "components": {"schemas": schemas},
    }
    file = folder / "openapi.json"
    file.write_text(json.dumps(document), "utf-8")
    api, diagnostics = build(load(file), SettingsInput(), tolerant=True)
    names = {
        (o.method.lower(), o.path): f"{r.name}.{o.name}"
        for r in api.resources
        for o in r.operations
    }
    clashes = [each.message for each in diagnostics if each.rule == "name-clash"]
    return names, [each.name for each in api.declarations], clashes


@examples(60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(operations(), min_size=1, max_size=8, unique_by=lambda each: each[:2]), operations()
)
def test_an_added_operation_changes_only_names_that_clash(
    tmp_path: Path, listed: list[Operation], added: Operation
) -> None:
    ids = [each[2] for each in [*listed, added] if each[2]]
    if added[:2] in {each[:2] for each in listed} or len(set(ids)) < len(ids):
        return  # the added operation replaces another, or lint reports that it repeats an operationId
    before, _, _ = named(tmp_path, listed, {})
    after, _, clashes = named(tmp_path, [*listed, added], {})
    changed = {key for key, name in before.items() if after[key] != name}
    assert len(changed) <= len(clashes)


@examples(30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(operations(), min_size=1, max_size=5, unique_by=lambda each: each[:2]))
def test_an_added_schema_changes_no_name(tmp_path: Path, listed: list[Operation]) -> None:
    before, models, _ = named(tmp_path, listed, {})
    after, more, _ = named(
        tmp_path, listed, {"Unrelated": {"type": "object", "properties": {"x": {}}}}
    )
    assert before == after
    assert [name for name in more if name != "Unrelated"] == models


def test_naming_takes_linear_work(tmp_path: Path) -> None:
    def work(count: int) -> int:
        listed = [("get", f"/pets/{n}/toys", f"list_toys_{n}", "pets") for n in range(count)]
        return calls(lambda: named(tmp_path, [(m, p, i, t) for m, p, i, t in listed], {}))

    assert work(800) < 2 * 8 * work(100)


def models(
    folder: Path, listed: list[tuple[str, int]], schemas: list[str]
) -> tuple[dict[str, str], set[str]]:
    """The names of models by their place, and the texts of clashes. An operation is a place and a result."""
    paths: dict[str, Any] = {}
    for at, result in listed:
        method, path = at.split()
        content = {"application/json": {"schema": RESULTS[result]}}
        paths.setdefault(path, {})[method] = {
            "tags": [path.split("/")[1]],
            "responses": {"200": {"description": "", "content": content}},
        }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Test", "version": "1"},
        "paths": paths,
        "components": {"schemas": dict.fromkeys(schemas, OTHER)},
    }
    file = folder / "openapi.json"
    file.write_text(json.dumps(document), "utf-8")
    api, diagnostics = build(load(file), SettingsInput(), tolerant=True)
    names = {each.origin: each.name for each in api.declarations}
    return names, {each.message for each in diagnostics if each.rule == "name-clash"}


@examples(60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(PLACES),
            st.integers(0, len(RESULTS) - 1),
        ),
        min_size=2,
        unique_by=lambda each: each[0],
    ),
    st.lists(st.sampled_from(["Pet", "Owner", "OwnerPet", "Unrelated"]), max_size=1),
)
def test_an_added_operation_or_schema_changes_no_model_without_a_clash(
    tmp_path: Path, listed: list[tuple[str, int]], schemas: list[str]
) -> None:
    before, known = models(tmp_path, listed[:-1], [])
    for after, clashes in (
        models(tmp_path, listed, []),
        models(tmp_path, listed[:-1], schemas),
    ):
        changed = {at for at, name in before.items() if after.get(at, name) != name}
        assert not changed or clashes - known
