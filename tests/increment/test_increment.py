"""A run that goes on from the last one gives, byte for byte, what a run gives that knows nothing of it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import pipeline
from generator.build import SettingsInput
from generator.pipeline import Request, Result
from tests.harness import ROOT
from tests.increment.edits import edited

DOCUMENTS = sorted((ROOT / "tests" / "corpus" / "documents").glob("*.yaml"))
EDITS = 10


@dataclass
class Desk:
    """A document that somebody edits, and the generator beside it."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    stages: list[str] = field(default_factory=list)

    @property
    def request(self) -> Request:
        names = SettingsInput(package="made")
        cache = self.folder / "cache"
        return Request(self.folder / "openapi.json", names=names, tolerant=True, cache=cache)

    def write(self, document: Any) -> None:
        self.request.spec.write_text(json.dumps(document, indent=1), "utf-8")

    def run(self) -> Result:
        """A run that may go on from the last one."""
        self.stages.clear()
        return pipeline.generate(self.request, lambda stage, _: self.stages.append(stage))

    @property
    def was_short(self) -> bool:
        return "build" not in self.stages

    def whole(self) -> Result:
        """A run that does not; whole files that were formatted before are still known to the cache."""
        with self.monkeypatch.context() as patch:
            patch.setattr(pipeline, "recall", lambda *_: None)
            patch.setattr(pipeline, "save", lambda *_: None)
            return pipeline.generate(self.request)

    def both(self) -> Result:
        """A run, which gives what a whole run gives."""
        found, whole = self.run(), self.whole()
        assert [p.render() for p in found.problems] == [p.render() for p in whole.problems]
        assert found.counts == whole.counts
        assert found.tree == whole.tree
        assert list(found.tree or ()) == list(whole.tree or ())
        return found


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_any_edit_gives_what_a_whole_run_gives(path: Path, desk: Desk) -> None:
    document = json.loads(json.dumps(yaml.safe_load(path.read_text("utf-8")), default=str))
    document.pop("x-conventions", None)
    desk.write(document)
    desk.run()
    assert not desk.was_short
    chance = random.Random(path.stem)  # the same edits each time
    short = 0
    for _ in range(EDITS):
        desk.write(edited(document, chance))
        desk.both()
        short += desk.was_short
    assert short >= EDITS // 4  # else this compares whole runs


NOTHING: dict[str, Any] = {"204": {"description": "Thanks"}}
BODY: dict[str, Any] = {
    "required": True,
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}},
}
CHIP: dict[str, Any] = {"type": "object", "properties": {"id": {"type": "string"}}}
SHOP: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Shop", "version": "1", "description": "A shop."},
    "paths": {
        "/pets": {
            "get": {
                "operationId": "listPets",
                "tags": ["pets"],
                "summary": "List pets",
                "parameters": [{"$ref": "#/components/parameters/Color"}],
                "responses": {
                    "200": {
                        "description": "All of them",
                        "content": {
                            "application/json": {
                                "schema": {
                                    "type": "array",
                                    "items": {"$ref": "#/components/schemas/Pet"},
                                }
                            }
                        },
                    }
                },
            },
            "post": {
                "operationId": "addPet",
                "tags": ["pets"],
                "requestBody": BODY,
                "callbacks": {"sold": {"{$url}": {"post": {"responses": NOTHING}}}},
                "responses": {"204": {"description": "Added"}},
            },
        },
        "/pets/{id}": {
            "get": {
                "operationId": "getPet",
                "tags": ["pets"],
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"$ref": "#/components/parameters/Color"},
                ],
                "responses": {"200": {"$ref": "#/components/responses/Dog"}},
            }
        },
    },
    "webhooks": {"added": {"post": {"requestBody": BODY, "responses": NOTHING}}},
    "components": {
        "parameters": {
            "Color": {
                "name": "color",
                "in": "query",
                "schema": {"type": "object", "properties": {"dark": {"type": "boolean"}}},
            }
        },
        "responses": {
            "Dog": {
                "description": "A dog",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Dog"}}},
            }
        },
        "schemas": {
            "Pet": {
                "type": "object",
                "required": ["name"],
                "properties": {
                    "name": {"type": "string", "description": "What it is called."},
                    "owner": {"$ref": "#/components/schemas/Owner"},
                },
            },
            "Dog": {
                "allOf": [
                    {"$ref": "#/components/schemas/Pet"},
                    {
                        "type": "object",
                        "properties": {
                            "barks": {"type": "boolean"},
                            "friend": {"$ref": "#/components/schemas/Owner"},
                        },
                        "not": {},
                    },
                ]
            },
            "Owner": {"type": "object", "properties": {"city": {"type": "string"}}},
            "PetOwned": {"type": "object", "properties": {"since": {"type": "string"}}},
        },
    },
}

Edit = Callable[[Any], None]


def pet(document: Any) -> Any:
    return document["components"]["schemas"]["Pet"]


def dog(document: Any) -> Any:
    return document["components"]["schemas"]["Dog"]["allOf"][1]


def operation(document: Any) -> Any:
    return document["paths"]["/pets"]["get"]


SHORT: dict[str, Edit] = {
    "description of a property": lambda d: pet(d)["properties"]["name"].update(description="New."),
    "property": lambda d: pet(d)["properties"].update(age={"type": "integer", "default": 1}),
    "bound": lambda d: pet(d)["properties"]["name"].update(maxLength=3),
    "required": lambda d: pet(d).update(required=[]),
    "summary": lambda d: operation(d).update(summary="List all pets"),
    "method's description": lambda d: operation(d).update(description="From here on."),
    "deprecation": lambda d: operation(d).update(deprecated=True),
    "parameter": lambda d: operation(d)["parameters"].append(
        {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 10}}
    ),
    "shared parameter": lambda d: d["components"]["parameters"]["Color"].update(description="New."),
    "shared response": lambda d: d["components"]["responses"]["Dog"].update(description="New."),
    "reference": lambda d: dog(d)["properties"].update(
        enemy={"$ref": "#/components/schemas/Owner"}
    ),
    "another reference": lambda d: dog(d)["properties"]["friend"].update(
        {"$ref": "#/components/schemas/Dog"}
    ),
    "no reference": lambda d: dog(d)["properties"].pop("friend"),
    "reference of an operation": lambda d: d["paths"]["/pets/{id}"]["get"]["parameters"].pop(),
    "inline object": lambda d: pet(d)["properties"].update(chip=CHIP),
    "inline object in a module": lambda d: d["components"]["schemas"]["Owner"]["properties"].update(
        chip=CHIP, city={"type": "array", "items": CHIP}
    ),
    "enumeration": lambda d: pet(d)["properties"]["name"].update(enum=["Rex", "Tom"]),
    "version": lambda d: d["info"].update(version="2", description="Another shop."),
}
WHOLE: dict[str, Edit] = {
    "title": lambda d: d["info"].update(title="Market"),
    "tag": lambda d: operation(d).update(tags=["animals"]),
    "operationId": lambda d: operation(d).update(operationId="findPets"),
    "inline object with a name that is taken": lambda d: pet(d)["properties"].update(owned=CHIP),
    "reference to what others share": lambda d: operation(d)["parameters"].pop(),
    "reference that makes something go another way": lambda d: pet(d)["properties"].update(
        dog={"$ref": "#/components/schemas/Dog"}
    ),
    "extension": lambda d: d["components"]["schemas"]["Dog"]["allOf"][0].update(
        {"$ref": "#/components/schemas/Owner"}
    ),
    "reference to a part of a component": lambda d: pet(d)["properties"].update(
        place={"$ref": "#/components/schemas/Owner/properties/city"}
    ),
    "path": lambda d: d["paths"].update({"/x": {"get": {"responses": NOTHING}}}),
    "method": lambda d: d["paths"]["/pets"].update(
        delete={"operationId": "clear", "responses": {"204": {"description": ""}}}
    ),
    "component": lambda d: d["components"]["schemas"].update(New={"type": "object"}),
    "order": lambda d: d["components"]["schemas"].update(Pet=d["components"]["schemas"].pop("Pet")),
    "null": lambda d: pet(d).update(type=["object", "null"]),
    "callback": lambda d: d["paths"]["/pets"]["post"]["callbacks"].update(
        died={"{$url}": {"post": {"responses": NOTHING}}}
    ),
    "method of a callback": lambda d: d["paths"]["/pets"]["post"]["callbacks"]["sold"][
        "{$url}"
    ].update(put={"responses": NOTHING}),
    "method of a webhook": lambda d: d["webhooks"]["added"].update(put={"responses": NOTHING}),
    "webhook without its method": lambda d: d["webhooks"]["added"].clear(),
    "description of a webhook": lambda d: d["webhooks"]["added"]["post"].update(description="New."),
    "security": lambda d: d.update(security=[{}]),
    "one way": lambda d: pet(d)["properties"]["name"].update(readOnly=True),
    "modules of a resource": lambda d: operation(d).update(description="long " * 60_000),
    "error": lambda d: operation(d).update(parameters=3),
}


@pytest.mark.parametrize("edit", SHORT.values(), ids=SHORT)
def test_what_others_do_not_see_is_a_short_run(edit: Edit, desk: Desk) -> None:
    desk.write(SHOP)
    before = desk.run()
    document = json.loads(json.dumps(SHOP))
    edit(document)
    desk.write(document)
    after = desk.both()
    assert desk.was_short
    assert after.tree != before.tree


@pytest.mark.parametrize("edit", WHOLE.values(), ids=WHOLE)
def test_what_others_see_is_a_whole_run(edit: Edit, desk: Desk) -> None:
    desk.write(SHOP)
    desk.run()
    document = json.loads(json.dumps(SHOP))
    edit(document)
    desk.write(document)
    desk.both()
    assert not desk.was_short


EVENT: dict[str, Any] = {
    "type": "object",
    "required": ["data"],
    "properties": {
        "id": {"type": "string"},
        "event": {"type": "string"},
        "data": {
            "type": "string",
            "contentMediaType": "application/json",
            "contentSchema": {"type": "integer"},
        },
    },
}
EVENT_EDITS: dict[str, Edit] = {
    "kind": lambda d: d["components"]["schemas"]["Event"].update(description="New."),
    "event": lambda d: d["components"]["schemas"]["Event"]["properties"]["id"].update(
        description="New."
    ),
    "stream": lambda d: operation(d).update(description="New."),
    "data": lambda d: d["components"]["schemas"]["Event"]["properties"]["data"].update(
        contentSchema={"type": "boolean"}
    ),
}


@pytest.mark.parametrize("edit", EVENT_EDITS.values(), ids=EVENT_EDITS)
def test_a_stream_that_types_the_data_of_its_events(edit: Edit, desk: Desk) -> None:
    document = json.loads(json.dumps(SHOP))
    document["openapi"] = "3.2.0"
    document["components"]["schemas"]["Event"] = EVENT
    operation(document)["responses"]["200"]["content"] = {
        "text/event-stream": {"itemSchema": {"$ref": "#/components/schemas/Event"}}
    }
    desk.write(document)
    desk.run()
    edit(document)
    desk.write(document)
    desk.both()


def one_of(kinds: list[str]) -> dict[str, Any]:
    return {"oneOf": [{"$ref": f"#/components/schemas/{kind}"} for kind in kinds]}


KINDS: dict[str, Any] = {
    **{
        kind: {
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": {"enum": [kind]}, "size": {"$ref": "#/components/schemas/Size"}},
        }
        for kind in ("Cat", "Bird", "Fish")
    },
    "Size": {"type": "string", "enum": ["small", "large"]},
    "Color": {"enum": ["red", "blue"]},
    "Lot": {
        "type": "object",
        "properties": {
            "favourite": one_of(["Cat", "Bird"]),
            "other": {"$ref": "#/components/schemas/Fish"},
            "color": {"$ref": "#/components/schemas/Color"},
        },
    },
}
KIND_EDITS: dict[str, tuple[bool, Edit]] = {  # with whether the run is short
    "another member": (
        True,
        lambda s: s["Lot"]["properties"].update(favourite=one_of(["Cat", "Fish"])),
    ),
    "more members": (
        True,
        lambda s: s["Lot"]["properties"].update(favourite=one_of(["Fish", "Cat", "Bird"])),
    ),
    "enumeration among members": (
        True,
        lambda s: s["Lot"]["properties"]["favourite"]["oneOf"].append(
            {"$ref": "#/components/schemas/Color"}
        ),
    ),
    "what tells members apart": (
        False,
        lambda s: s["Cat"]["properties"]["kind"].update(enum=["C"]),
    ),
    "what tells others apart": (True, lambda s: s["Fish"]["properties"]["kind"].update(enum=["F"])),
    "enumeration of members": (True, lambda s: s["Size"].update(enum=["small", "huge"])),
    "enumeration": (True, lambda s: s["Color"].update(enum=["red", "green"])),
    "enumeration of other kinds": (False, lambda s: s["Color"].update(enum=["red", 1])),
}


@pytest.mark.parametrize(("is_short", "edit"), KIND_EDITS.values(), ids=KIND_EDITS)
def test_members_of_unions_and_what_tells_them_apart(
    is_short: bool, edit: Edit, desk: Desk
) -> None:
    document = json.loads(json.dumps(SHOP))
    document["components"]["schemas"] |= json.loads(json.dumps(KINDS))
    operation(document)["responses"]["201"] = {
        "description": "A lot",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Lot"}}},
    }
    desk.write(document)
    desk.run()
    edit(document["components"]["schemas"])
    desk.write(document)
    desk.both()
    assert desk.was_short is is_short


@pytest.mark.parametrize("length", [5, 40])  # a chain whose links are noted, and one whose file is
def test_an_edit_at_the_end_of_a_chain_of_references(length: int, desk: Desk) -> None:
    document = json.loads(json.dumps(SHOP))
    schemas = document["components"]["schemas"]
    for number in range(length):
        link = {"$ref": f"#/components/schemas/Link{number + 1}/properties/x"}
        schemas[f"Link{number}"] = {"type": "object", "properties": {"x": link}}
    end: dict[str, Any] = {"x": {"$ref": "#/components/schemas/Owner"}}
    schemas[f"Link{length}"] = {"type": "object", "properties": end}
    desk.write(document)
    desk.run()
    end["x"] = {"$ref": "#/components/schemas/PetOwned"}
    desk.write(document)
    tree = desk.both().tree
    assert desk.was_short
    assert tree is not None
    (first,) = (text for text in map(str, tree.values()) if "class Link0(" in text)
    assert "x: models.PetOwned " in first


def test_warnings_move_with_their_lines(desk: Desk) -> None:
    desk.write(SHOP)
    first = desk.run()
    document = json.loads(json.dumps(SHOP))
    operation(document)["deprecated"] = True  # a line more above the warning about `not`
    desk.write(document)
    second = desk.both()
    assert desk.was_short
    (before,), (after,) = first.problems, second.problems
    assert after == replace(before, location=after.location)
    assert after.location.line == before.location.line + 1


def test_edits_add_up_until_a_whole_run(desk: Desk) -> None:
    document = json.loads(json.dumps(SHOP))
    desk.write(document)
    desk.run()
    for edit in SHORT.values():
        edit(document)
        desk.write(document)
        desk.both()
        assert desk.was_short


def test_a_document_with_errors_is_remembered_by_nobody(desk: Desk) -> None:
    document = json.loads(json.dumps(SHOP))
    document["paths"]["/pets"]["get"] = 3
    desk.write(document)
    with desk.monkeypatch.context() as patch:
        patch.setattr(pipeline, "save", lambda *_: pytest.fail("saved"))
        assert pipeline.generate(replace(desk.request, tolerant=False)).tree is None


@pytest.mark.parametrize("damage", [b"", b"\0" * 100, None], ids=["empty", "zeros", "cut"])
def test_a_snapshot_that_is_damaged_is_none(damage: bytes | None, desk: Desk) -> None:
    desk.write(SHOP)
    desk.run()
    for path in desk.folder.glob("cache/*/*"):
        path.write_bytes(path.read_bytes()[:-9] if damage is None else damage)
    desk.both()
    assert not desk.was_short


def test_a_snapshot_of_another_generator_is_none(desk: Desk) -> None:
    desk.write(SHOP)
    desk.run()
    desk.monkeypatch.setattr(pipeline, "maker", lambda *_: "another")
    desk.both()
    assert not desk.was_short


def test_other_names_are_another_run(desk: Desk) -> None:
    desk.write(SHOP)
    desk.run()
    other = replace(desk.request, names=SettingsInput(package="other"))
    stages: list[str] = []
    result = pipeline.generate(other, lambda stage, _: stages.append(stage))
    assert "build" in stages
    assert all(path.parts[0] != "made" for path in result.tree or ())
