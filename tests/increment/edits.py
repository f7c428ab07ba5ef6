"""Small edits of a document, as a person makes them between two runs, and some that nobody would make."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

_NEW: tuple[tuple[str, Any], ...] = (
    ("description", "New."),
    ("summary", "New."),
    ("deprecated", True),
    ("default", "x"),
    ("maxLength", 9),
    ("nullable", True),
    ("readOnly", True),
    ("not", {}),
    ("enum", ["a", "b"]),
    ("required", ["id"]),
)
_PROPERTIES = (
    {"type": "string", "description": "A text."},
    {"type": "integer"},
    {"type": "object", "properties": {"inner": {"type": "string"}}},
    {"type": "array", "items": {"type": "object", "properties": {"inner": {"type": "string"}}}},
    {"type": "string", "enum": ["a", "b"]},
    {"type": "string", "readOnly": True},
)
_PLACES = ("paths", "components", "webhooks")


def edited(document: Any, chance: random.Random) -> Any:
    """A copy of the document with one value changed, removed, added, or put in the place of another."""
    copy = json.loads(json.dumps(document))
    kind = chance.choice(("change", "change", "remove", "swap", "add", "property", "refer"))
    schemas = [f"#/components/schemas/{name}" for name in copy["components"]["schemas"]]
    if kind == "property":
        owners = [at for at in _mappings(copy) if at[-1] == "properties"]
        new = chance.choice((*_PROPERTIES, {"$ref": chance.choice(schemas)}))
        _at(copy, chance.choice(owners))["newProperty"] = new
    elif kind == "refer":
        owners = [at for at in _mappings(copy) if _at(copy, at).get("$ref") in schemas]
        _at(copy, chance.choice(owners))["$ref"] = chance.choice(schemas)
    elif kind == "add":
        key, value = chance.choice(_NEW)
        _at(copy, chance.choice(list(_mappings(copy))))[key] = value
    else:
        *above, key = chance.choice(list(_leaves(copy)))
        owner = _at(copy, above)
        if kind == "remove":
            del owner[key]
        else:
            other = _at(copy, chance.choice(list(_leaves(copy))))
            owner[key] = _changed(owner[key]) if kind == "change" else other
    return copy


def _changed(value: Any) -> Any:
    if isinstance(value, str):
        return f"{value} changed"
    return not value if isinstance(value, bool) else 7


def _at(document: Any, keys: Any) -> Any:
    for key in keys:
        document = document[key]
    return document


def _mappings(document: Any) -> Iterator[tuple[Any, ...]]:
    return (keys for keys, value in _walk(document) if isinstance(value, dict))


def _leaves(document: Any) -> Iterator[tuple[Any, ...]]:
    return (keys for keys, value in _walk(document) if not isinstance(value, (dict, list)))


def _walk(document: Any) -> Iterator[tuple[tuple[Any, ...], Any]]:
    waiting: list[tuple[tuple[Any, ...], Any]]
    waiting = [((key,), document[key]) for key in _PLACES if key in document]
    while waiting:
        keys, value = waiting.pop()
        if "example" in keys or "examples" in keys:
            continue  # of which a client says nothing
        yield keys, value
        if isinstance(value, dict):
            waiting += [((*keys, key), child) for key, child in value.items()]
        elif isinstance(value, list):
            waiting += [((*keys, number), child) for number, child in enumerate(value)]
