"""Find and read OpenAPI documents independently of the generator.

A document in several files becomes one document: each additional file is a value under `x-files`, and every reference
points into the resulting document.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import unquote

import yaml

Json: TypeAlias = Any

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_NEVER_REFERENCES = ("responses", "content", "parameters", "properties", "headers")
# The keys in these objects are names.
_BY_NAME = ("properties", "patternProperties", "$defs", "definitions", "schemas", "headers")
# Parameter Object, `name`; and the framing of HTTP, which the body decides
IGNORED_HEADERS = {
    *("accept", "content-type", "authorization", "connection", "content-length"),
    "transfer-encoding",
}
# The notations of ECMAScript that Python does not have, with a subset of their matches
_ECMASCRIPT = (
    (r"\(\?<(?=[A-Za-z_])", "(?P<"),
    (r"\\uD800\\uDC00-\\uDBFF\\uDFFF", ""),  # all characters beyond 16 bits
    (r"(\[[^\]]*)\\p\{L\}", r"\1a-zA-Z"),
    (r"(\[[^\]]*)\\p\{N[d]?\}", r"\g<1>0-9"),
    (r"\\p\{L\}", "[a-zA-Z]"),
    (r"\\p\{N[d]?\}", "[0-9]"),
)


class _Loader(yaml.CSafeLoader):
    """The YAML 1.2 core schema as far as documents use it: dates and `on`/`no` are strings."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Loader.yaml_implicit_resolvers |= {
    first: [
        (tag, re.compile("^(?:true|True|TRUE|false|False|FALSE)$") if "bool" in tag else pattern)
        for tag, pattern in resolvers
    ]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}


def read(path: Path) -> Json:
    """Return the file as JSON values, with strings as keys."""
    text = path.read_text("utf-8-sig")
    return json.loads(text) if path.suffix == ".json" else _plain(yaml.load(text, _Loader))


def _plain(value: Json) -> Json:
    if isinstance(value, dict):
        return {str(key): _plain(entry) for key, entry in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def find(folder: Path) -> list[Path]:
    """Return the documents in a folder. Files without `openapi` at the root are parts of a document."""
    files = (p for p in sorted(folder.rglob("*")) if p.suffix in {".json", ".yaml", ".yml"})
    return [path for path in files if _is_document(path)]


def _is_document(path: Path) -> bool:
    try:
        root = read(path)
    except (ValueError, yaml.YAMLError):
        return False
    return isinstance(root, dict) and isinstance(root.get("openapi"), str)


# --- documents with several files -------------------------------------------------------------------------------------


def bundle(path: Path) -> Json:
    """Return the document with all its files and only local references."""
    files = [path.resolve()]
    values = [read(path)]
    index = 0
    while index < len(files):
        _rewrite(values[index], index, files, values)
        index += 1
    root = values[0]
    if len(values) > 1:
        root["x-files"] = {str(number): value for number, value in enumerate(values) if number}
    _follow_misplaced(root, root, set())
    _use_python_patterns(root)
    return root


def _follow_misplaced(root: Json, value: Json, seen: set[int], key: str = "") -> None:
    """Replace references where the standard allows none, as the generator does with `--tolerant`."""
    if id(value) in seen:
        return
    seen.add(id(value))
    for name, entry in list(value.items() if isinstance(value, dict) else enumerate(value)):
        if not isinstance(entry, dict | list):
            continue
        is_operation = name in METHODS and key.startswith("/")
        reference = entry.get("$ref") if isinstance(entry, dict) else None
        if isinstance(reference, str) and (
            is_operation or (name in _NEVER_REFERENCES and key not in _BY_NAME)
        ):
            try:
                value[name] = entry = resolve(root, entry)
            except (KeyError, ValueError, TypeError):
                continue  # it leads nowhere, or in a circle
            if name == "properties":  # they can contain themselves
                entry = {each: {"$ref": f"{reference}/{_escaped(each)}"} for each in entry}
                value[name] = entry
        _follow_misplaced(root, entry, seen, str(name))


def _use_python_patterns(value: Json) -> None:
    """Replace the notations of ECMAScript in patterns. Remove the patterns that Python still cannot compile."""
    pattern = value.get("pattern") if isinstance(value, dict) else None
    if isinstance(pattern, str):
        for ecmascript, python in _ECMASCRIPT:
            pattern = re.sub(ecmascript, python, pattern)
        try:
            re.compile(pattern)
            value["pattern"] = pattern
        except re.error:
            del value["pattern"]
    for entry in value.values() if isinstance(value, dict) else value:
        if isinstance(entry, dict | list):
            _use_python_patterns(entry)


def _rewrite(value: Json, index: int, files: list[Path], values: list[Json]) -> None:
    if isinstance(value, dict):
        reference = value.get("$ref")
        if isinstance(reference, str):
            value["$ref"] = _local(reference, index, files, values)
        mapping = value.get("discriminator", {})
        if isinstance(mapping, dict) and isinstance(mapping.get("mapping"), dict):
            for name, target in mapping["mapping"].items():
                if "/" in target:
                    mapping["mapping"][name] = _local(target, index, files, values)
        value = list(value.values())
    for entry in value if isinstance(value, list) else ():
        _rewrite(entry, index, files, values)


def _local(reference: str, index: int, files: list[Path], values: list[Json]) -> str:
    name, _, fragment = reference.partition("#")
    number = index
    if name:
        target = (files[index].parent / unquote(name)).resolve()
        if not target.is_file():
            return reference  # part of an example, or dangling
        if target not in files:
            files.append(target)
            values.append(read(target))
        number = files.index(target)
    if fragment and not fragment.startswith("/"):
        fragment = _anchored(values[number], fragment) or fragment
    return f"#{fragment}" if number == 0 else f"#/x-files/{number}{fragment}"


def _anchored(value: Json, anchor: str, pointer: str = "") -> str | None:
    """Return the pointer to the schema with this `$anchor`."""
    if isinstance(value, dict) and value.get("$anchor") == anchor:
        return pointer
    entries = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value) if isinstance(value, list) else ()
    )
    pointers = (
        _anchored(entry, anchor, f"{pointer}/{_escaped(str(key))}") for key, entry in entries
    )
    return next((each for each in pointers if each is not None), None)


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


# --- operations and schemas -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of the document, with references in `parameters` and `body` resolved."""

    method: str  # upper case
    path: str
    parameters: dict[tuple[str, str], Json]  # by location and name
    body: Json | None
    responses: dict[str, Json]
    tags: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Method and path. Operations can share them if their paths differ only by a fragment, which is not sent."""
        return self.method, self.path.partition("#")[0]


def resolve(root: Json, node: Json) -> Json:
    """Return the end of a chain of references, with the siblings of each reference."""
    siblings: dict[str, Json] = {}
    for _ in range(50):
        reference = node.get("$ref") if isinstance(node, dict) else None
        if not isinstance(reference, str):
            return {**node, **siblings} if siblings else node
        siblings = {**{key: v for key, v in node.items() if key != "$ref"}, **siblings}
        node = pointed(root, reference)
    raise ValueError(f"{node['$ref']} does not end")


def pointed(root: Json, reference: str) -> Json:
    """Return the value that a local reference points to."""
    value = root
    for part in reference.partition("#")[2].split("/")[1:]:
        key = unquote(part).replace("~1", "/").replace("~0", "~")
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


def operations(root: Json) -> Iterator[Operation]:
    """Yield all operations of the paths, including those of referenced path items."""
    for path, reference in (root.get("paths") or {}).items():
        if not path.startswith("/"):
            continue
        item = resolve(root, reference)
        methods = {method: item[method] for method in METHODS if method in item}
        for method, raw in {**methods, **item.get("additionalOperations", {})}.items():
            operation = resolve(root, raw)
            body = operation.get("requestBody")
            yield Operation(
                method.upper(),
                path,
                _parameters(root, item, operation),
                None if body is None else resolve(root, body),
                {s: resolve(root, r) for s, r in (operation.get("responses") or {}).items()},
                tuple(operation.get("tags") or ()),
            )


def _parameters(root: Json, item: Json, operation: Json) -> dict[tuple[str, str], Json]:
    declared = [*(item.get("parameters") or []), *(operation.get("parameters") or [])]
    resolved = [resolve(root, parameter) for parameter in declared]
    return {
        (p["in"], p["name"]): p
        for p in resolved
        if p["in"] != "header" or p["name"].lower() not in IGNORED_HEADERS
    }


def one_way(root: Json, hidden: str) -> Json:
    """Return the document for one direction. No `hidden` property (`readOnly` or `writeOnly`) is required."""

    def is_hidden(schema: Json) -> bool:
        try:
            resolved = resolve(root, schema)
        except (KeyError, ValueError, TypeError):
            return False
        return isinstance(resolved, dict) and bool(resolved.get(hidden))

    def copied(value: Json) -> Json:
        if isinstance(value, list):
            return [copied(item) for item in value]
        if not isinstance(value, dict):
            return value
        copy = {key: copied(entry) for key, entry in value.items()}
        properties, required = value.get("properties"), value.get("required")
        if isinstance(properties, dict) and isinstance(required, list):
            kept = [n for n in required if not is_hidden(properties.get(n))]
            copy |= {"required": kept} if kept else {}
            if not kept:
                del copy["required"]
        return copy

    return copied(root)
