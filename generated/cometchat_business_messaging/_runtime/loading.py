"""Lazy imports of models, resources and the HTTP library, and the places of public names in the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from types import ModuleType, TracebackType
from typing import Any

from .errors import APIConnectionError


class _Loading:
    """Raise APIConnectionError if an import in the block fails.

    An import fails if the process has no free file descriptor, for example. A later attempt may succeed.
    """

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: object, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if isinstance(error, ImportError | OSError):
            reason = f"{type(error).__name__}: {error}"
            raise APIConnectionError(
                f"a module that the client needs cannot be imported ({reason})"
            ) from error


loading = _Loading()


def load(name: str, package: str) -> ModuleType:
    """Import a module by its relative name.

    Raises:
        APIConnectionError: The module cannot be imported.
    """
    with loading:
        return import_module(name, package)


def read_sources(package: str) -> Mapping[str, str]:
    """Return the place of each public name of a package in the document, as `file#/json/pointer`.

    Arguments of methods are written as `client.items.list(limit)`, and fields as `models.Item.name`. The file is
    relative to the folder of the document.
    """
    import json
    from importlib.resources import files  # clients do not need it

    text = files(package).joinpath("_sources.json").read_text("utf-8")
    content: dict[str, Any] = json.loads(text)
    return dict(_places(content["files"], content["names"]))


def _places(files: list[str], entries: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the public names with their places, from the entries that `generator/symbols/sources.py` describes."""
    for owner, (place, properties, parts) in entries.items():
        whole = _place(files, place)
        yield owner, whole
        every = {name: f"/properties/{name}" for name in properties.split()} | parts
        for part, inside in every.items():
            name = f"{owner}.{part}" if owner.startswith("models.") else f"{owner}({part})"
            yield name, whole + inside if inside.startswith("/") else _place(files, inside)


def _place(files: list[str], place: str) -> str:
    number, pointer = place.split("#", 1)
    return f"{files[int(number)]}#{pointer}"
