"""The operations of name lists and documents that have an official name, and our names for them."""

from __future__ import annotations

import csv
import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from generator.ir.operations import CALL
from generator.naming import lower_words
from generator.openapi import load
from generator.openapi.object_types import HTTP_METHODS
from generator.parser.context import ParseContext
from generator.parser.names.inflection import singular
from generator.parser.names.path_names import NameSource, has_items
from generator.parser.names.resources import groups
from generator.parser.names.vocabulary import SEVERAL, VERBS

VERB_CLASSES: Final = {
    "get": "get retrieve find show fetch read",
    "list": "list",
    "create": "create add new",
    "update": "update modify edit change patch replace put",
    "delete": "delete remove destroy",
}
_CLASS_OF: Final = {verb: name for name, verbs in VERB_CLASSES.items() for verb in verbs.split()}
_METHOD_KEYS: Final = ("x-stainless-method", "x-fern-sdk-method-name", "x-speakeasy-name-override")
_GROUP_KEYS: Final = ("x-stainless-resource", "x-fern-sdk-group-name", "x-speakeasy-group")
_SAMPLE_KEYS: Final = ("x-codeSamples", "x-code-samples", "x-readme", "x-oaiMeta")
_CALL: Final = re.compile(r"\b(?:client|\w*[cC]lient|\w+)\.((?:[a-z_]\w*\.)+[a-z_]\w*)\(")
_VERSION: Final = re.compile(r"v\d+")
_ARRAY: Final = {"type": "array", "items": {"type": "object"}}


@dataclass(frozen=True, slots=True)
class Pair:
    """An operation, our name for it, the official one, and the facts that ours is made from."""

    operation: str
    ours: str
    official: str
    source: NameSource

    @property
    def same_words(self) -> bool:
        return _words(self.ours) == _words(self.official)

    @property
    def same_class(self) -> bool:
        return _verb_class(self.ours) == _verb_class(self.official)

    @property
    def contradiction(self) -> str:
        """The rule for verbs that only the official name breaks; empty if there is none."""
        ours, official = _verb_class(self.ours), _verb_class(self.official)
        if ours == official:
            return ""
        if {ours, official} == {"list", "get"}:
            several = self.source.result.is_array or has_items(
                self.source, lower_words(self.official)
            )
            return "list" if several == (ours == "list") else ""
        return "" if _starts_with_verb(self.official) else "verb first"


def _words(name: str) -> frozenset[str]:
    """The words of `resource.method` without number, order and repetition, each verb by its class."""
    found = frozenset(_CLASS_OF.get(word, singular(word)) for word in lower_words(name))
    return found - {"get", "all"} | {"list"} if _is_get_all(_method(name)) else found


def _method(name: str) -> list[str]:
    """The words of the method, without a version at the end."""
    return [word for word in lower_words(name.rpartition(".")[2]) if not _VERSION.fullmatch(word)]


def _verb_class(name: str) -> str:
    """The class of the verb, which can follow `bulk` or stand at the end. `get_all` is a list."""
    first, *others = [word for word in _method(name) if word not in SEVERAL] or [""]
    verb = first if first in VERBS or not others else others[-1]
    return "list" if _is_get_all(_method(name)) else _CLASS_OF.get(verb, "other")


def _is_get_all(words: list[str]) -> bool:
    return len(words) > 1 and _CLASS_OF.get(words[0]) == "get" and words[1] == "all"


def _starts_with_verb(name: str) -> bool:
    return (_method(name) or [""])[0] in VERBS - SEVERAL


def pairs(path: Path) -> list[Pair]:
    """The operations of a name list or a document that have an official name."""
    document, official = from_list(path) if path.suffix == ".csv" else from_document(path)
    if not official:
        return []
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "openapi.json"
        written.write_text(json.dumps(document), "utf-8")
        context = ParseContext(load(written), tolerant=True)
        return [
            Pair(
                key,
                f"{group.name}.{each.name}".removesuffix(f".{CALL}"),
                official[key],
                each.source,
            )
            for group in groups(context, "Client")
            for each in group.operations
            if (key := f"{each.at.method} {each.at.path}") in official
        ]


def from_list(path: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """A document with the operations of a list, and their official names."""
    official: dict[str, str] = {}
    paths: dict[str, dict[str, Any]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            official[f"{row['method']} {row['path']}"] = row["official"]
            paths.setdefault(row["path"], {})[row["method"].lower()] = _operation(row)
    head = {"openapi": "3.1.0", "info": {"title": path.stem, "version": "1"}}
    return {**head, "paths": paths}, official


def _operation(row: dict[str, str]) -> dict[str, Any]:
    kind, *arrays = row["result"].split()
    properties = {"id": {"type": "string"}, **dict.fromkeys(arrays, _ARRAY)}
    schemas = {"array": _ARRAY, "object": {"type": "object", "properties": properties}}
    content = {"application/json": {"schema": schemas[kind]}} if kind in schemas else {}
    result: dict[str, Any] = {"responses": {"200": {"description": "", "content": content}}}
    if row["operation_id"]:
        result["operationId"] = row["operation_id"]
    return {**result, "tags": [row["tag"]]} if row["tag"] else result


def from_document(path: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """A document without the extensions that name its operations, and the names."""
    document = json.loads(path.read_text("utf-8")) if path.suffix == ".json" else _yaml(path)
    official = {}
    for address, item in document.get("paths", {}).items():
        for method in HTTP_METHODS:
            operation = item.get(method)
            if isinstance(operation, dict) and (name := _official(operation)):
                official[f"{method.upper()} {address}"] = name
    return document, official


def _yaml(path: Path) -> Any:
    import yaml

    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)


def _official(operation: dict[str, Any]) -> str:
    """The official name of an operation; empty if it has none. Removes everything that states it."""
    methods = [operation.pop(key, None) for key in _METHOD_KEYS]
    found = [operation.pop(key, None) for key in _GROUP_KEYS]
    samples = [operation.pop(key, None) for key in _SAMPLE_KEYS]
    tags = operation.get("tags") or [""]
    group = next((each for each in found if each), tags[0])
    chain = ".".join(group) if isinstance(group, list) else str(group)
    name = next((str(each) for each in methods if each), "")
    return f"{chain}.{name}" if name else _sampled(samples)


def _sampled(samples: Iterable[Any]) -> str:
    """The call in a code sample in Python; empty if there is none."""
    for sample in _objects(samples):
        language = str(sample.get("lang") or sample.get("language") or sample.get("label") or "")
        source = str(sample.get("source") or sample.get("code") or "")
        if language.lower().startswith("python") and (call := _CALL.search(source)):
            return call[1]
    return ""


def _objects(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for each in value if isinstance(value, (list, tuple)) else ():
        yield from _objects(each)
