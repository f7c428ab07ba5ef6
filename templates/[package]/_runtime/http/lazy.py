"""The HTTP library for annotations, which `typing.get_type_hints` evaluates: importing it takes long."""

from __future__ import annotations

from importlib import import_module


class LazyModule:
    """A module that is imported when an attribute of it is read."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> object:
        return getattr(import_module(self._name), name)


lazy_httpx2 = LazyModule("httpx2")
