"""Documents of any size, each with a large number of one element."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final, TypeAlias

Make: TypeAlias = "Callable[[int], dict[str, Any]]"
"""Returns a document with the given number of elements or characters."""

_SCHEMAS = "#/components/schemas/"


def _document(
    schemas: Mapping[str, object], operations: int = 1, description: str = ""
) -> dict[str, Any]:
    """Return a document whose operations all return the schema `Root`."""
    content = {"application/json": {"schema": {"$ref": f"{_SCHEMAS}Root"}}}
    responses = {"200": {"description": "The result.", "content": content}}
    paths = {
        f"/group{number // 10}/path{number}": {
            "get": {
                "operationId": f"getPath{number}",
                "tags": [f"group{number // 10}"],
                "description": description,
                "responses": responses,
            }
        }
        for number in range(operations)
    }
    head = {"openapi": "3.1.0", "info": {"title": "Large", "version": "1"}}
    return {**head, "paths": paths, "components": {"schemas": dict(schemas)}}


def _object(*names: str, **more: object) -> dict[str, object]:
    properties = {name: {"type": "string"} for name in names}
    return {"type": "object", "properties": properties, **more}


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"{_SCHEMAS}{name}"}


def descriptions(units: Sequence[str], size: int) -> dict[str, Any]:
    """Return a document with descriptions of `count` characters that repeat a unit: alone, inside a word, and both."""
    runs = [unit * (size // len(unit)) for unit in units]
    texts = [text for run in runs for text in (run, f"x{run}x", f"{run}\nx{run}x")]
    fields = {f"x{n}": {"type": "string", "description": text} for n, text in enumerate(texts)}
    root = {"type": "object", "description": texts[0], "properties": fields}
    return _document({"Root": root}, description=texts[0])


def _chain(size: int) -> dict[str, Any]:
    """Return references to references."""
    links = {f"Link{n}": _reference(f"Link{n + 1}") for n in range(size)}
    return _document({"Root": _reference("Link0"), **links, f"Link{size}": _object("x")})


def _nested(size: int) -> dict[str, Any]:
    """Return objects with a property that refers to the next one."""
    links = {
        f"Link{n}": {"type": "object", "properties": {"next": _reference(f"Link{n + 1}")}}
        for n in range(size)
    }
    return _document({"Root": _reference("Link0"), **links, f"Link{size}": _object("x")})


def _schemas(size: int) -> dict[str, Any]:
    schemas = {f"Schema{n}": _object("x", "y") for n in range(size)}
    return _document({"Root": _object("x"), **schemas})


def _properties(size: int) -> dict[str, Any]:
    return _document({"Root": _object(*(f"property{n}" for n in range(size)))})


def _values(size: int) -> dict[str, Any]:
    kind = {"type": "string", "enum": [f"value{n}" for n in range(size)]}
    return _document({"Root": {"type": "object", "properties": {"kind": kind}}})


def _members(size: int) -> dict[str, Any]:
    """Return objects that differ in their required properties."""
    members = {f"Member{n}": _object(f"x{n}", required=[f"x{n}"]) for n in range(size)}
    return _document({"Root": {"oneOf": [*map(_reference, members)]}, **members})


def _tagged(size: int) -> dict[str, Any]:
    """Return objects that differ in a constant."""
    members = {
        f"Member{n}": {
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": {"const": f"kind{n}"}, "x": {"type": "string"}},
        }
        for n in range(size)
    }
    return _document({"Root": {"oneOf": [*map(_reference, members)]}, **members})


def _paths(size: int) -> dict[str, Any]:
    return _document({"Root": _object("x")}, operations=size)


UNITS: Final = (
    *("*", "`", "&", "_a", "[a](", "<!--", "\n", '"', "\\", "a", "<b>", "<a href=", "<p ", "<br "),
    *("~~~", "`<", "\u202e", "a b\n\n", "- a\n", "a " * 50),
)

TEXTS: Mapping[str, Make] = {
    f"characters of a description of {unit[:8]!r}": partial(descriptions, [unit]) for unit in UNITS
}
THINGS: Mapping[str, tuple[Make, int]] = {
    "references in a chain": (_chain, 40_000),
    "objects inside each other": (_nested, 5_000),
    "schemas": (_schemas, 20_000),
    "properties": (_properties, 20_000),
    "values of an enumeration": (_values, 20_000),
    "members of a oneOf": (_members, 10_000),
    "members of a oneOf with a constant": (_tagged, 10_000),
    "paths": (_paths, 10_000),
}
"""The function that builds a document, and a large number of its elements."""
