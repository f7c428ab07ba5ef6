"""OpenAPI documents, read independently of the generator: which there are, and what they declare.

A document of many files is bundled: each further file becomes a value under `x-files`, and every reference points into
the one document that results.
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
# Parameter Object, `name`; and the framing of HTTP, which the body decides
IGNORED_HEADERS = {
    *("accept", "content-type", "authorization", "connection", "content-length"),
    "transfer-encoding",
}


class _Loader(yaml.CSafeLoader):
    """YAML 1.2's core schema, as far as documents use it: dates and `on`/`no` are texts."""


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
    """The file as JSON values, keys as texts."""
    text = path.read_text("utf-8-sig")
    return json.loads(text) if path.suffix == ".json" else _plain(yaml.load(text, _Loader))


def _plain(value: Json) -> Json:
    if isinstance(value, dict):
        return {str(key): _plain(entry) for key, entry in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def find(folder: Path) -> list[Path]:
    """The documents below a folder; files that are only parts of one have no root `openapi`."""
    files = (p for p in sorted(folder.rglob("*")) if p.suffix in {".json", ".yaml", ".yml"})
    return [path for path in files if _is_document(path)]


def _is_document(path: Path) -> bool:
    try:
        root = read(path)
    except (ValueError, yaml.YAMLError):
        return False
    return isinstance(root, dict) and isinstance(root.get("openapi"), str)


# --- one document of many files --------------------------------------------------------------------------------------


def bundle(path: Path) -> Json:
    """The document with all its files, every reference local."""
    files = [path.resolve()]
    values = [read(path)]
    index = 0
    while index < len(files):
        _rewrite(values[index], index, files, values)
        index += 1
    root = values[0]
    if len(values) > 1:
        root["x-files"] = {str(number): value for number, value in enumerate(values) if number}
    return root


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
            return reference  # an example's, or dangling
        if target not in files:
            files.append(target)
            values.append(read(target))
        number = files.index(target)
    if fragment and not fragment.startswith("/"):
        fragment = _anchored(values[number], fragment) or fragment
    return f"#{fragment}" if number == 0 else f"#/x-files/{number}{fragment}"


def _anchored(value: Json, anchor: str, place: str = "") -> str | None:
    """The pointer to the schema that has this `$anchor`."""
    if isinstance(value, dict) and value.get("$anchor") == anchor:
        return place
    entries = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value) if isinstance(value, list) else ()
    )
    found = (_anchored(entry, anchor, f"{place}/{_escaped(str(key))}") for key, entry in entries)
    return next((each for each in found if each is not None), None)


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


# --- what a document declares ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation as the document has it; references in `parameters` and `body` are followed."""

    method: str  # upper case
    path: str
    parameters: dict[tuple[str, str], Json]  # by location and name
    body: Json | None
    responses: dict[str, Json]
    tags: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Method and path; several operations can have the same, told apart by a fragment that is not sent."""
        return self.method, self.path.partition("#")[0]


def resolve(root: Json, node: Json) -> Json:
    """The end of a chain of references, with the siblings of those on the way."""
    siblings: dict[str, Json] = {}
    for _ in range(50):
        reference = node.get("$ref") if isinstance(node, dict) else None
        if not isinstance(reference, str):
            return {**node, **siblings} if siblings else node
        siblings = {**{key: v for key, v in node.items() if key != "$ref"}, **siblings}
        node = pointed(root, reference)
    raise ValueError(f"{node['$ref']} does not end")


def pointed(root: Json, reference: str) -> Json:
    """The value that a local reference points to."""
    value = root
    for part in reference.partition("#")[2].split("/")[1:]:
        key = unquote(part).replace("~1", "/").replace("~0", "~")
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


def operations(root: Json) -> Iterator[Operation]:
    """All operations of the paths, also those of referenced path items."""
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
    found = [*(item.get("parameters") or []), *(operation.get("parameters") or [])]
    resolved = [resolve(root, parameter) for parameter in found]
    return {
        (p["in"], p["name"]): p
        for p in resolved
        if p["in"] != "header" or p["name"].lower() not in IGNORED_HEADERS
    }


def one_way(root: Json, hidden: str) -> Json:
    """The document for one direction: a property that is `hidden` (`readOnly`, `writeOnly`) is not required."""

    def is_hidden(schema: Json) -> bool:
        try:
            found = resolve(root, schema)
        except (KeyError, ValueError, TypeError):
            return False
        return isinstance(found, dict) and bool(found.get(hidden))

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
