"""The file of the package that has the places of its public names in the document.

The package reads it when `__sources__` is first used. The names of files are relative to the folder of the document, so
the file says nothing about the machine that wrote it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

from generator.ir.api import Api
from generator.openapi import Document
from generator.openapi.files import display_name
from generator.openapi.storage import is_url
from generator.symbols.table import SymbolTable

_FILE: Final = "_sources.json"  # read by `_runtime/loading.py`


def sources_file(api: Api, document: Document, folder: Path) -> tuple[PurePosixPath, str]:
    """The path and the text of the file. A line has a name with all its arguments or fields.

    Args:
        api: The Api of the document.
        document: The document.
        folder: The folder of the document.
    """
    files: dict[str, int] = {}
    names: dict[str, list[Any]] = {}
    shown = _shown(document, folder)
    for symbol in SymbolTable(api, document):
        at = symbol.node.key_location
        file = files.setdefault(shown[at.file], len(files))
        entry = names.setdefault(symbol.owner, [file, at.line, at.column])
        if symbol.part:
            place = [at.line, at.column] if file == entry[0] else [file, at.line, at.column]
            if len(entry) == 3:
                entry.append({})
            entry[3][symbol.part] = place
    return PurePosixPath(api.settings.package, _FILE), "".join(_lines(list(files), names))


def _shown(document: Document, folder: Path) -> Mapping[str, str]:
    """The names of the files relative to the folder, by the names that locations have.

    An overlay outside the folder has the last part of its path only. A URL has no query, which can contain a secret.
    """
    roots = [Path(resolve(folder)) for resolve in (os.path.abspath, os.path.realpath)]
    names = {}
    for path in document.files:
        root = next((each for each in roots if path.is_relative_to(each)), path.parent)
        name = path.relative_to(root).as_posix()
        names[display_name(path)] = name.partition("?")[0] if is_url(folder) else name
    return names


def _lines(files: list[str], names: dict[str, list[Any]]) -> Iterator[str]:
    yield f'{{"files": {json.dumps(files)},\n"names": {{\n'
    encode = json.JSONEncoder(separators=(",", ":")).encode
    yield ",\n".join(f"{encode(name)}:{encode(entry)}" for name, entry in names.items())
    yield "\n}}\n"
