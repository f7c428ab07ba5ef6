"""Import every module of a package, evaluate the types of every operation, and build a codec for each model.

    python evaluate.py PACKAGE

It prints a line for each failure and then exits with code 1. Only the package's folder is added to the path.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
import typing
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

import msgspec


def modules(package: str) -> Iterator[str]:
    root = importlib.import_module(package)
    yield from (each.name for each in pkgutil.walk_packages(root.__path__, f"{package}."))


def attempt(label: str, action: Callable[[], object]) -> bool:
    try:
        action()
    except Exception as error:
        print(f"{label}: {type(error).__name__}: {error}"[:500])
        return False
    return True


def typed(operation: Any) -> Iterator[Any]:
    """Yield the descriptors of an operation that have a type."""
    for name in ("parameters", "body", "results", "errors"):
        yield from getattr(operation, name)


def codec(type_: Any, hooks: Any) -> None:
    """Build a decoder of the type and decode a value, so that msgspec inspects the whole type."""
    decoder = hooks.decoder_of(type_)
    with suppress(msgspec.ValidationError):
        decoder.decode(b"{}")
    info = hooks.type_info.type_info_of(type_)
    _ = info.fields if info.kind == "object" else None


class Hooks:
    def __init__(self, package: str) -> None:
        self.decoder_of = importlib.import_module(f"{package}._runtime.models.decoders").decoder_of
        self.type_info = importlib.import_module(f"{package}._runtime.models.type_info")


def resources(package: str, hooks: Hooks) -> bool:
    fine = True
    operation_class = importlib.import_module(f"{package}._runtime.descriptors.operation").Operation
    for name in modules(f"{package}.resources"):
        for attribute, value in vars(importlib.import_module(name)).items():
            if isinstance(value, operation_class):
                for each in typed(value):
                    label = f"{name}.{attribute} {type(each).__name__}"
                    fine &= attempt(label, partial(_checked, each, hooks))
    return fine


def _checked(descriptor: Any, hooks: Hooks) -> None:
    if descriptor.type is not None:
        codec(descriptor.type, hooks)


def _declared(models: Any, name: str, hooks: Hooks) -> None:
    codec(getattr(models, name), hooks)


def declarations(package: str, hooks: Hooks) -> bool:
    models = importlib.import_module(f"{package}.models")
    dicts = set(_dicts(package))
    fine = True
    for name in dir(models):
        if name in dicts:
            fine &= attempt(f"models.{name}", partial(_evaluated, models, name))
        elif not name.startswith("__") and name != "Unknown":  # no type of a value to decode
            fine &= attempt(f"models.{name}", partial(_declared, models, name, hooks))
    return fine


def _dicts(package: str) -> list[str]:
    """Return the names of the types of dicts that arguments take."""
    name = f"{package}.models._dicts"
    is_there = name in modules(package)
    return importlib.import_module(name).__all__ if is_there else []


def _evaluated(models: Any, name: str) -> None:
    """Evaluate the annotations of a type of dicts."""

    def argument() -> None: ...

    argument.__annotations__ = {"value": getattr(models, name)}
    value = typing.get_type_hints(argument)["value"]
    if isinstance(value, type):
        typing.get_type_hints(value)


def main() -> int:
    package = sys.argv[1]
    imported = [attempt(name, partial(importlib.import_module, name)) for name in modules(package)]
    if not all(imported):
        return 1
    hooks = Hooks(package)
    fine = resources(package, hooks)
    fine &= declarations(package, hooks)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
