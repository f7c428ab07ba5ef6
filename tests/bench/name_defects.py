"""The names of a document that end with a number or repeat a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from generator.diagnostics import SpecError
from generator.ir.api import Api
from generator.ir.operations import qualified
from generator.ir.types import Model
from generator.naming import lower_words
from generator.openapi import load
from generator.parser import SettingsInput, build
from generator.parser.names.inflection import singular
from generator.parser.names.vocabulary import VERBS

DEFECT_HEAD: Final = """\
| document | names | end with a number | repeat a word |
|---|---|---|---|"""
_NUMBER: Final = re.compile(r"\d+$")
_POSITION: Final = re.compile(r"/\d{1,2}(?=/|$)")


def defect_row(file: Path, *, listed: bool = False) -> str:
    """The counts of a document; empty if it has no names, or is only a part of one.

    `listed` adds a line for each of the counted names.
    """
    try:
        api, _ = build(load(file), SettingsInput(), tolerant=True)
    except SpecError:
        return ""
    names = list(_names(api))
    if not names:
        return ""
    numbered = [name for name, source in names if _is_numbered(name, source)]
    repeated = [name for name, source in names if _repeats(name, source)]
    row = f"| {file.stem} | {len(names)} | {len(numbered)} | {len(repeated)} |"
    return "\n".join([row, *(f"    {name}" for name in (*numbered, *repeated) if listed)])


def _names(api: Api) -> Iterator[tuple[str, str]]:
    """Methods, arguments, models and fields, each with the text of the document that it is made from."""
    ids: dict[str, str] = {}
    for resource in api.resources:
        for operation in resource.operations:
            ids[operation.origin] = operation.operation_id
            name = qualified(resource.name, operation.name)
            yield name, f"{operation.operation_id} {operation.path}"
            for parameter in operation.parameters:
                yield f"{name}:{parameter.name}", parameter.wire
    for declaration in api.declarations:
        operation_id = ids.get("/".join(declaration.origin.split("/")[:4]), "")
        yield declaration.name, f"{operation_id} {declaration.origin}"
        for field in declaration.fields if isinstance(declaration, Model) else ():
            yield f"{declaration.name}:{field.name}", field.wire


def _is_numbered(name: str, source: str) -> bool:
    """Whether a name ends with a number that the document does not have there."""
    number = _NUMBER.search(name)
    return number is not None and number[0] not in re.findall(r"\d+", _POSITION.sub("", source))


def _repeats(name: str, source: str) -> bool:
    """Whether a word stands twice in a row, but not in the document. A verb can repeat its resource."""
    resource, _, last = name.rpartition(":")[2].rpartition(".")
    words = lower_words(last)
    if resource and words[0] not in VERBS:
        words = [lower_words(resource)[-1], *words]
    return bool(
        _pairs(words)
        - {pair for part in re.split("[/ ]", source) for pair in _pairs(lower_words(part))}
    )


def _pairs(words: list[str]) -> set[str]:
    """The words that stand twice in a row, in the singular."""
    return {
        singular(first) for first, second in pairwise(words) if singular(first) == singular(second)
    }
