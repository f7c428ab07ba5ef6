"""Random edits of documents: what holds for every edit."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import pytest
import yaml
from hypothesis import HealthCheck, assume, given
from hypothesis import strategies as st

from generator import pipeline
from generator.ir.api import Api
from generator.ir.types import Model
from generator.openapi import Document
from generator.review.report import Review, equal_trees
from generator.review.rules import Bump
from tests.review.test_shop import SHOP, compared
from tests.support.examples import examples
from tests.support.harness import NAMES, ROOT

DOCUMENTS = [SHOP, *sorted((ROOT / "tests" / "corpus" / "documents").glob("*.yaml"))]
WORDS = ["string", "integer", "boolean", "object", "array", "date-time", "other"]
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]

Json: TypeAlias = "Any"
Keys: TypeAlias = "tuple[str | int, ...]"


@cache
def value_of(path: Path) -> Json:
    """The document as it is after a round trip through JSON."""
    loaded = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    return json.loads(json.dumps(loaded, default=str))


@cache
def places(path: Path) -> list[Keys]:
    """The addresses of all values below the sections of a document, without examples."""
    found: list[Keys] = []
    waiting: list[tuple[Keys, Json]] = [((), value_of(path))]
    while waiting:
        keys, value = waiting.pop()
        listed = enumerate(value) if isinstance(value, list) else ()
        for key, child in value.items() if isinstance(value, dict) else listed:
            if key not in ("example", "examples"):
                waiting.append(((*keys, key), child))
                found.append((*keys, key))
    return sorted((keys for keys in found if len(keys) > 1), key=repr)


def parsed(value: Json, folder: Path, name: str) -> tuple[Api, Document] | None:
    path = folder / name
    path.write_text(json.dumps(value, indent=1), "utf-8")
    result = pipeline.parse_only(pipeline.Request(path, names=NAMES))
    return (result.api, result.document) if result.api and result.document else None


def edit(value: Json, keys: Keys, action: str, word: str) -> Json:
    """A copy with one edit at an address."""
    value = copy.deepcopy(value)
    parent = value
    for key in keys[:-1]:
        parent = parent[key]
    last, child = keys[-1], parent[keys[-1]]
    if action == "remove":
        del parent[last]
    elif action == "rename" and isinstance(parent, dict):
        items = [(f"{k}Renamed" if k == last else k, v) for k, v in parent.items()]
        parent.clear()
        parent.update(items)
    elif action == "reverse" and isinstance(child, dict):
        parent[last] = dict(reversed(child.items()))
    elif action == "reverse" and isinstance(child, list):
        parent[last] = child[::-1]
    elif action == "copy" and isinstance(parent, list):
        parent.append(copy.deepcopy(child))
    elif action == "copy":
        parent[f"{last}Copy"] = copy.deepcopy(child)
    elif isinstance(child, bool):
        parent[last] = not child
    elif isinstance(child, int):
        parent[last] = child + 1
    elif isinstance(child, str):
        parent[last] = word
    return value


def lone(found: Review, side: str, api: Api) -> set[str | None]:
    """The signatures of the changes that have none on the other side.

    Fields of combined models are left out: only their removal is a change, as a new member of a union is one itself.
    """
    other = {"old": "new", "new": "old"}[side]
    models = (each for each in api.declarations if isinstance(each, Model) and each.combined)
    combined = tuple(f"models.{each.name}." for each in models)
    return {
        getattr(each.change, side)
        for each in found.changes
        if getattr(each.change, other) is None
        and each.change.rule.group != "errors"
        and not each.change.subject.startswith(combined)
    }


def check(data: st.DataObject, paths: list[Path]) -> None:
    path = data.draw(st.sampled_from(paths))
    keys = data.draw(st.sampled_from(places(path)))
    action = data.draw(st.sampled_from(["remove", "rename", "reverse", "copy", "change"]))
    with TemporaryDirectory() as folder:
        old = parsed(value_of(path), Path(folder), "old.json")
        word = data.draw(st.sampled_from(WORDS))
        new = parsed(edit(value_of(path), keys, action, word), Path(folder), "new.json")
        assume(old is not None and new is not None)
        assert old is not None
        assert new is not None
        forward, backward = compared(old, new), compared(new, old)
        assert compared(new, new).changes == ()
        if equal_trees(old[0], new[0]):
            assert forward.bump is backward.bump is Bump.NONE
        else:
            assert bool(forward.changes) == bool(backward.changes)
        assert lone(forward, "new", new[0]) == lone(backward, "old", new[0])
        assert lone(forward, "old", old[0]) == lone(backward, "new", old[0])


@examples(12, suppress_health_check=SLOW)
@given(st.data())
def test_random_edits(data: st.DataObject) -> None:
    check(data, [SHOP])


@pytest.mark.proof
@examples(150, suppress_health_check=SLOW)
@given(st.data())
def test_random_edits_of_all_documents(data: st.DataObject) -> None:
    check(data, DOCUMENTS)
