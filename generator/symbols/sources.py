"""The file of the package that has the places of its public names in the document.

The package reads it when `__sources__` is first used. A place is a file and a JSON pointer: it stays the same if lines
move. The names of files are relative to the folder of the document, so the file says nothing about the machine that
wrote it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final, TypeAlias

from generator.ir.api import Api
from generator.openapi import Document
from generator.openapi.pointers import address
from generator.symbols.table import SymbolTable

_FILE: Final = "_sources.json"  # read by `_runtime/loading.py`

_Entry: TypeAlias = "tuple[str, list[str], dict[str, str]]"


def sources_file(api: Api, document: Document) -> tuple[PurePosixPath, str]:
    """The path and the text of the file.

    Each line has a name, its place, the parts that are properties of the same name in it, and the places of its other
    parts. The place of a part below that of its owner begins with `/`.
    """
    files: dict[str, int] = {}
    names: dict[str, _Entry] = {}
    for symbol in SymbolTable(api, document):
        file, pointer = document.original(*symbol.node.address)
        place = address(str(files.setdefault(_shown(file), len(files))), pointer)
        whole, properties, parts = names.setdefault(symbol.owner, (place, [], {}))
        if not symbol.part:
            continue
        inside = place.removeprefix(whole)
        if inside == f"/properties/{symbol.part}":
            properties.append(symbol.part)
        else:
            parts[symbol.part] = inside if inside.startswith("/") else place
    return PurePosixPath(api.settings.package, _FILE), "".join(_lines(list(files), names))


def _shown(file: str) -> str:
    """The name of a file, without the query of a URL, which can contain a secret."""
    return file.partition("?")[0]


def _lines(files: list[str], names: dict[str, _Entry]) -> Iterator[str]:
    yield f'{{"files": {json.dumps(files)},\n"names": {{\n'
    encode = json.JSONEncoder(separators=(",", ":")).encode
    yield ",\n".join(
        f"{encode(name)}:{encode([place, ' '.join(properties), parts])}"
        for name, (place, properties, parts) in names.items()
    )
    yield "\n}}\n"
